/* test_walk.c: the order, what is passed over, what is reported, how the walk ends early. */
#include "support/unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/walk.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

struct log {
	struct buf text; /* "path" or "!status path", one a line, relative to the starting path */
	size_t skip;
	unsigned n, stop_after;
};

static leta_status note(void *ctx, const char *path, const struct stat *info, const struct leta_error *fault,
			struct leta_error *err)
{
	struct log *log = ctx;

	assert_true(fault ? !info : S_ISREG(info->st_mode) && info->st_size == 1);
	if (fault)
		buf_printf(&log->text, "!%s ", leta_status_name(fault->code));
	buf_printf(&log->text, "%s\n", strlen(path) > log->skip ? path + log->skip : ".");
	if (++log->n == log->stop_after)
		return error_set(err, LETA_ERR_CANCELLED, "stopp", "stop");
	return LETA_OK;
}

static leta_status walk_log(struct log *log, const char *path, struct leta_error *err)
{
	leta_status status;

	log->skip = strlen(path) + 1;
	buf_init(&log->text, 1 << 20);
	status = walk(path, note, log, err);
	return status;
}

static void make_tree(void **state)
{
	static const char *const dirs[] = {"t/b", "t/a/z", "t/.git", "t/å"};
	static const char *const files[] = {"t/b.txt", "t/b/2",    "t/b/10", "t/a/z/f", "t/B",
					    "t/.dold", "t/.git/x", "t/å/ö",  "t/z",     "t/a-b"};

	for (size_t i = 0; i < LENGTH(dirs); i++)
		assert_int_equal(file_make_dirs(scratch_path(state, dirs[i]), NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(files); i++)
		scratch_write(scratch_path(state, files[i]), "x", 1);
	assert_int_equal(symlink("b", scratch_path(state, "t/link")), 0);
	assert_int_equal(symlink(".", scratch_path(state, "t/a/loop")), 0);
	assert_int_equal(symlink("nowhere", scratch_path(state, "t/a/dangling")), 0);
}

static void test_order(void **state)
{
	static const char expected[] = "B\na/z/f\na-b\nb/10\nb/2\nb.txt\nz\nå/ö\n";
	const char *const starts[] = {"t", "t/", "t/a/.."};
	struct log log;

	make_tree(state);
	for (size_t i = 0; i < LENGTH(starts); i++) {
		log = (struct log){0};
		assert_int_equal(walk_log(&log, scratch_path(state, starts[i]), NULL), LETA_OK);
		assert_int_equal(log.n, 8);
		if (i == 0)
			assert_string_equal(log.text.data, expected);
		buf_fini(&log.text);
	}
}

static void test_starting_paths(void **state)
{
	struct leta_error err = {0};
	struct log log = {0};

	make_tree(state);
	assert_int_equal(walk_log(&log, scratch_path(state, "t/.dold"), NULL), LETA_OK);
	assert_string_equal(log.text.data, ".\n"); /* named by the user, so not passed over */
	buf_fini(&log.text);
	assert_int_equal(walk_log(&log, scratch_path(state, "t/link"), NULL), LETA_OK);
	assert_string_equal(log.text.data, "10\n2\n");
	buf_fini(&log.text);
	assert_int_equal(walk_log(&log, scratch_path(state, "none"), &err), LETA_ERR_NOT_FOUND);
	buf_fini(&log.text);
	assert_int_equal(walk_log(&log, scratch_path(state, "t/a/dangling"), &err),
			 LETA_ERR_NOT_FOUND);
	buf_fini(&log.text);
	assert_int_equal(symlink("ring", scratch_path(state, "ring")), 0);
	assert_int_equal(walk_log(&log, scratch_path(state, "ring"), &err), LETA_OK);
	assert_string_equal(log.text.data, "!io .\n");
	buf_fini(&log.text);
	assert_int_equal(walk_log(&log, "/dev/null", &err), LETA_OK);
	assert_string_equal(log.text.data, "!invalid .\n");
	buf_fini(&log.text);
}

static void test_faults(void **state)
{
	struct log log = {0};

	file_make_dirs(scratch_path(state, "t/closed"), NULL);
	scratch_write(scratch_path(state, "t/closed/x"), "x", 1);
	scratch_write(scratch_path(state, "t/d"), "x", 1);
	assert_int_equal(mkfifo(scratch_path(state, "t/c"), 0600), 0);
	assert_int_equal(chmod(scratch_path(state, "t/closed"), 0), 0);
	assert_int_equal(walk_log(&log, scratch_path(state, "t"), NULL), LETA_OK);
	assert_string_equal(log.text.data, geteuid() == 0 ? "!invalid c\nclosed/x\nd\n"
							  : "!invalid c\n!io closed\nd\n");
	assert_int_equal(chmod(scratch_path(state, "t/closed"), 0700), 0);
	buf_fini(&log.text);
}

/* 64 folders below the start are walked, the 65th is reported and not entered. */
static void test_depth(void **state)
{
	struct log log = {0};
	char path[300];
	int n = snprintf(path, sizeof(path), "%s", (const char *)*state);

	for (int depth = 1; depth <= 64; depth++)
		n += snprintf(path + n, sizeof(path) - (size_t)n, "/d");
	assert_int_equal(file_make_dirs(path, NULL), LETA_OK);
	snprintf(path + n, sizeof(path) - (size_t)n, "/f");
	scratch_write(path, "x", 1);
	assert_int_equal(walk_log(&log, *state, NULL), LETA_OK);
	assert_int_equal(log.n, 1);
	assert_true(str_ends(buf_view(&log.text), STR("/d/f\n")));
	buf_fini(&log.text);

	snprintf(path + n, sizeof(path) - (size_t)n, "/e");
	assert_int_equal(mkdir(path, 0700), 0);
	log = (struct log){0};
	assert_int_equal(walk_log(&log, *state, NULL), LETA_OK);
	assert_int_equal(log.n, 2);
	assert_true(str_starts(buf_view(&log.text), STR("!limit ")));
	assert_int_equal(rmdir(path), 0);
	buf_fini(&log.text);
}

static void test_callback_ends_walk(void **state)
{
	struct leta_error err = {0};
	struct log log = {.stop_after = 3};

	make_tree(state);
	assert_int_equal(walk_log(&log, scratch_path(state, "t"), &err), LETA_ERR_CANCELLED);
	assert_int_equal(log.n, 3);
	assert_string_equal(err.message[LETA_SV], "stopp");
	buf_fini(&log.text);
}

static leta_status count(void *ctx, const char *path, const struct stat *info, const struct leta_error *fault,
			 struct leta_error *err)
{
	unsigned *counts = ctx;

	(void)info;
	(void)path;
	(void)err;
	counts[fault ? 1 : 0]++;
	return LETA_OK;
}

/* Without memory the walk ends with NOMEM: a folder must never look shorter than it is. */
static void test_every_allocation_fails_once(void **state)
{
	const char *start;
	unsigned long n = 1;

	make_tree(state);
	start = scratch_path(state, "t");
	for (;; n++) {
		unsigned counts[2] = {0};
		leta_status status;

		fault_alloc_arm(n);
		status = walk(start, count, counts, NULL);
		if (!fault_alloc_disarm()) {
			assert_int_equal(status, LETA_OK);
			assert_int_equal(counts[0], 8);
			break;
		}
		assert_int_equal(status, LETA_ERR_NOMEM);
		assert_int_equal(counts[1], 0);
	}
	assert_true(n > 10);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_order),
		IN_SCRATCH(test_starting_paths),
		IN_SCRATCH(test_faults),
		IN_SCRATCH(test_depth),
		IN_SCRATCH(test_callback_ends_walk),
		IN_SCRATCH(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
