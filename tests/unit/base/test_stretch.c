/* test_stretch.c: whole lines in stretches of any size, twice; files without a last line end; what is no file. */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/stretch.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

#define PIECE 32768 /* that is read ahead */

/* Lines of one byte to some thousands, many of them empty. */
static void make_lines(struct buf *text, size_t bytes)
{
	uint32_t x = 7;

	while (text->len < bytes) {
		x = x * 1664525u + 1013904223u;
		for (size_t n = (x >> 24) < 64 ? 0 : (x >> 24) * (x >> 30); n > 0; n--)
			buf_char(text, (char)('a' + n % 26));
		buf_char(text, '\n');
	}
}

/* Each stretch is what record_file_next() would cut off: up to the first line end behind so many bytes. */
static void check_once(struct stretches *s, struct str text, size_t bytes)
{
	struct str lines;

	for (size_t at = 0; at < text.len;) {
		const char *end = bytes < text.len - at ? memchr(text.ptr + at + bytes, '\n', text.len - at - bytes) : NULL;
		size_t n = end ? (size_t)(end - text.ptr) + 1 - at : text.len - at;

		assert_true(stretches_more(s));
		assert_int_equal(stretches_next(s, bytes, &lines, NULL), LETA_OK);
		assert_true(str_eq(lines, str_sub(text, at, at + n)));
		at += n;
	}
	assert_false(stretches_more(s));
	assert_int_equal(stretches_next(s, bytes, &lines, NULL), LETA_OK);
	assert_int_equal(lines.len, 0);
}

static void check(const char *path, struct str text)
{
	static const size_t sizes[] = { 0, 1, 100, 5000, PIECE, 70000, 1000000 };
	struct stretches *s;

	scratch_write(path, text.ptr, text.len);
	assert_int_equal(stretches_open(path, &s, NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		if (text.len > 0) /* of an empty file it is not known before it is read */
			check_once(s, text, sizes[i]);
		assert_int_equal(stretches_again(s, NULL), LETA_OK);
	}
	assert_false(stretches_changed(s));
	stretches_close(s);
}

static void test_lines(void **state)
{
	const char *path = scratch_path(state, "lines");
	struct buf text;

	buf_init(&text, 1000000);
	make_lines(&text, 300000);
	check(path, buf_view(&text));
	check(path, str_sub(buf_view(&text), 0, text.len - 1));
	for (size_t n = PIECE - 2; n <= PIECE + 2; n++)
		check(path, str_sub(buf_view(&text), 0, n));
	memset(text.data, 'x', text.len); /* one line */
	check(path, buf_view(&text));
	check(path, STR("\n"));
	check(path, STR("x"));
	check(path, STR(""));
	buf_fini(&text);
}

/* A file that is cut off ends there, and one that is written to is told of. */
static void test_changed(void **state)
{
	const char *path = scratch_path(state, "changed");
	struct stretches *s;
	struct str lines;
	struct buf text;

	buf_init(&text, 1000000);
	make_lines(&text, 300000);
	scratch_write(path, text.data, text.len);
	assert_int_equal(stretches_open(path, &s, NULL), LETA_OK);
	assert_int_equal(stretches_next(s, 1000, &lines, NULL), LETA_OK);
	assert_int_equal(truncate(path, 2000), 0);
	for (size_t n = 0; n < 1000 && stretches_more(s); n++)
		assert_int_equal(stretches_next(s, 1000, &lines, NULL), LETA_OK);
	assert_false(stretches_more(s));
	assert_true(stretches_changed(s));
	stretches_close(s);
	buf_fini(&text);
}

static void test_not_files(void **state)
{
	const char *folder = scratch_path(state, "folder"), *pipe = scratch_path(state, "pipe");
	struct stretches *s;

	assert_int_equal(mkdir(folder, 0777), 0);
	assert_int_equal(mkfifo(pipe, 0666), 0);
	assert_int_equal(stretches_open(scratch_path(state, "none"), &s, NULL), LETA_ERR_NOT_FOUND);
	assert_int_equal(stretches_open(folder, &s, NULL), LETA_ERR_INVALID);
	assert_int_equal(stretches_open(pipe, &s, NULL), LETA_ERR_INVALID);
	stretches_close(NULL);
}

static void test_every_allocation_fails_once(void **state)
{
	const char *path = scratch_path(state, "memory");
	struct buf text;
	unsigned long n = 1;

	buf_init(&text, 1000000);
	make_lines(&text, 300000);
	scratch_write(path, text.data, text.len);
	for (bool failed = true; failed; n++) {
		struct stretches *s = NULL;
		struct str lines;

		fault_alloc_arm(n);
		leta_status st = stretches_open(path, &s, NULL);
		if (st == LETA_OK)
			st = stretches_next(s, 100000, &lines, NULL);
		failed = fault_alloc_disarm();
		assert_int_equal(st, failed ? LETA_ERR_NOMEM : LETA_OK);
		stretches_close(s);
	}
	assert_true(n > 2);
	buf_fini(&text);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_lines),
		IN_SCRATCH(test_changed),
		IN_SCRATCH(test_not_files),
		IN_SCRATCH(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
