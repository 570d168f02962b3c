/* test_file.c: names, the lock, reading what was written, removing, listing. */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "saved/saved.h"

static char dir[] = "/tmp/leta-saved-XXXXXX";

static void test_names(void **state)
{
	static const char *const bad[] = {"", ".dold", "-x", "a/b", "a b", "..", "a\n", "\xff"};
	char longest[SAVED_NAME_MAX + 2];
	(void)state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(saved_check_name(bad[i], NULL), LETA_ERR_INVALID);
	assert_int_equal(saved_check_name("bostäder_2014-2020.v1", NULL), LETA_OK);
	memset(longest, 'a', sizeof(longest));
	longest[SAVED_NAME_MAX + 1] = '\0';
	assert_int_equal(saved_check_name(longest, NULL), LETA_ERR_INVALID);
	longest[SAVED_NAME_MAX] = '\0';
	assert_int_equal(saved_check_name(longest, NULL), LETA_OK);
}

static void test_life(void **state)
{
	struct saved saved = {.query = "q",
			      .mode = LETA_MODE_ALL,
			      .saved = {"d", "i"},
			      .looked = {"d", "i"}},
		     read;
	struct arena *arena = arena_new(1 << 20);
	struct saved_lock *lock, *second;
	const char **names;
	size_t n;
	(void)state;

	assert_int_equal(saved_list(dir, arena, &names, &n, NULL), LETA_OK);
	assert_int_equal(n, 0);
	assert_int_equal(saved_read(dir, "b", arena, &read, NULL), LETA_ERR_NOT_FOUND);
	assert_int_equal(saved_lock(dir, "b", &lock, NULL), LETA_OK);
	assert_int_equal(saved_lock(dir, "b", &second, NULL), LETA_ERR_LOCKED);
	assert_int_equal(saved_write(dir, "b", &saved, NULL), LETA_OK);
	assert_int_equal(saved_write(dir, "a", &saved, NULL), LETA_OK);
	assert_int_equal(saved_read(dir, "b", arena, &read, NULL), LETA_OK);
	assert_string_equal(read.query, "q");
	assert_int_equal(saved_list(dir, arena, &names, &n, NULL), LETA_OK);
	assert_int_equal(n, 2);
	assert_string_equal(names[0], "a");
	assert_int_equal(saved_delete(dir, "b", NULL), LETA_OK);
	assert_int_equal(saved_delete(dir, "b", NULL), LETA_ERR_NOT_FOUND);
	saved_unlock(lock);
	assert_int_equal(saved_lock(dir, "b", &lock, NULL), LETA_OK);
	saved_unlock(lock);
	arena_free(arena);
}

static void test_damaged(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct saved read;
	char path[256];
	(void)state;

	snprintf(path, sizeof(path), "%s/saved/c.search", dir);
	assert_int_equal(file_replace(path, STR("leta saved 2\nquery\tx\n"), NULL), LETA_OK);
	assert_int_equal(saved_read(dir, "c", arena, &read, NULL), LETA_ERR_CORRUPT);
	arena_free(arena);
}

static int make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	(void)state;
	return file_remove_tree(dir, NULL) == LETA_OK ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_names),
					   cmocka_unit_test(test_life),
					   cmocka_unit_test(test_damaged)};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
