/*
 * test_lexicon_cache.c: the expanded word list is kept, found again, made anew when it is another, and missed by nobody.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "support/scratch.h"
#include "text/lexicon_cache.h"

/* The one file in a folder; fails when there are more. Returns false when there is none. */
static bool only_file(const char *dir, char path[512])
{
	DIR *d = opendir(dir);
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (e->d_name[0] != '.') {
			assert_true(file_join(path, 512, dir, e->d_name));
			n++;
		}
	if (d)
		closedir(d);
	assert_in_range(n, 0, 1);
	return n == 1;
}

static uint64_t opened(const char *list, const char *cache)
{
	struct lexicon *lexicon = NULL;

	assert_int_equal(lexicon_open_cached(list, cache, &lexicon, NULL), LETA_OK);
	uint64_t content = lexicon_fingerprint(lexicon);
	lexicon_close(lexicon);
	return content;
}

static void kept_and_found(void **state)
{
	const char *cache = scratch_path(state, "a/cache"), *other = scratch_path(state, "other.lexicon");
	char path[512];
	struct lexicon *lexicon = NULL;

	uint64_t content = opened(LETA_TESTS_LEXICON, cache);
	assert_true(only_file(cache, path));
	assert_int_equal(lexicon_open(path, &lexicon, NULL), LETA_OK);
	assert_int_equal(lexicon_fingerprint(lexicon), content);
	lexicon_close(lexicon);

	/* that it is read, and not the list: another lexicon under its name is what comes */
	if (lexicon_open(NULL, &lexicon, NULL) != LETA_OK)
		skip(); /* hunspell-sv is not installed */
	assert_int_equal(lexicon_write(lexicon, other, NULL), LETA_OK);
	assert_int_equal(rename(other, path), 0);
	assert_int_equal(opened(LETA_TESTS_LEXICON, cache), lexicon_fingerprint(lexicon));
	lexicon_close(lexicon);
}

static void damaged_is_made_anew(void **state)
{
	const char *cache = scratch_path(state, "cache");
	char path[512];

	uint64_t content = opened(LETA_TESTS_LEXICON, cache);
	assert_true(only_file(cache, path));
	scratch_write(path, "letalex1", 8);
	assert_int_equal(opened(LETA_TESTS_LEXICON, cache), content);
	struct lexicon *lexicon = NULL;
	assert_int_equal(lexicon_open(path, &lexicon, NULL), LETA_OK);
	lexicon_close(lexicon);
}

static void copy_list(const char *to, const char *name, const char *added)
{
	char from[512], path[512];
	struct buf bytes;

	assert_true(file_join(from, sizeof(from), LETA_TESTS_LEXICON, name) && file_join(path, sizeof(path), to, name));
	buf_init(&bytes, (size_t)1 << 24);
	assert_int_equal(file_read(from, &bytes, NULL), LETA_OK);
	buf_cstr(&bytes, added);
	scratch_write(path, bytes.data, bytes.len);
	buf_fini(&bytes);
}

static void another_list_takes_its_place(void **state)
{
	const char *cache = scratch_path(state, "cache"), *list = scratch_path(state, "list");
	char before[512], after[512];

	uint64_t content = opened(LETA_TESTS_LEXICON, cache);
	assert_true(only_file(cache, before));
	assert_int_equal(file_make_dirs(list, NULL), LETA_OK);
	copy_list(list, "sv_SE.aff", "");
	copy_list(list, "sv_SE.dic", "\nkatamaran\n");
	assert_int_not_equal(opened(list, cache), content);
	assert_true(only_file(cache, after));
	assert_string_not_equal(before, after);
}

static void useless_is_no_error(void **state)
{
	const char *file = scratch_path(state, "file");
	uint64_t content = opened(LETA_TESTS_LEXICON, NULL);

	scratch_write(file, "x", 1);
	assert_int_equal(opened(LETA_TESTS_LEXICON, file), content);
	assert_int_equal(opened(LETA_TESTS_LEXICON, "/proc/nowhere"), content);
	struct lexicon *lexicon = NULL;
	assert_int_equal(lexicon_open_cached("/nonexistent", scratch_path(state, "cache"), &lexicon, NULL),
			 LETA_ERR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kept_and_found, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(damaged_is_made_anew, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(another_list_takes_its_place, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(useless_is_no_error, scratch_set_up, scratch_tear_down),
	};

	return cmocka_run_group_tests_name("text lexicon cache", tests, NULL, NULL);
}
