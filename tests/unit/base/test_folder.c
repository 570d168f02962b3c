/* test_folder.c: making folders that are there in part, removing trees without leaving them. */
#include "support/unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

static bool exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static void test_make(void **state)
{
	struct leta_error err = {0};

	assert_int_equal(file_make_dirs(scratch_path(state, "a/b//c/"), &err), LETA_OK);
	assert_true(exists(scratch_path(state, "a/b/c")));
	assert_int_equal(file_make_dirs(scratch_path(state, "a/b/c/d"), &err), LETA_OK);
	assert_int_equal(file_make_dirs(scratch_path(state, "a"), &err), LETA_OK);
	assert_int_equal(file_make_dirs("/", &err), LETA_OK);
	assert_int_equal(file_make_dirs(".", &err), LETA_OK);
	assert_int_equal(symlink("a", scratch_path(state, "link")), 0);
	assert_int_equal(file_make_dirs(scratch_path(state, "link/e"), &err), LETA_OK);
	assert_true(exists(scratch_path(state, "a/e")));
	scratch_write(scratch_path(state, "file"), "x", 1);
	assert_int_equal(file_make_dirs(scratch_path(state, "file"), &err), LETA_ERR_IO);
	assert_int_equal(file_make_dirs(scratch_path(state, "file/x"), &err), LETA_ERR_IO);
	assert_int_not_equal(err.sys_errno, 0);
	assert_int_equal(file_make_dirs("", &err), LETA_ERR_INVALID);
}

static void test_remove(void **state)
{
	const char *tree = scratch_path(state, "tree");

	file_make_dirs(scratch_path(state, "tree/a/b"), NULL);
	file_make_dirs(scratch_path(state, "outside"), NULL);
	scratch_write(scratch_path(state, "outside/keep"), "x", 1);
	scratch_write(scratch_path(state, "tree/a/.hidden"), "x", 1);
	assert_int_equal(symlink("../outside", scratch_path(state, "tree/link")), 0);
	assert_int_equal(mkfifo(scratch_path(state, "tree/fifo"), 0600), 0);
	for (int i = 0; i < 300; i++) {
		char name[32];

		snprintf(name, sizeof(name), "tree/a/b/%d", i);
		scratch_write(scratch_path(state, name), "", 0);
	}
	tree = scratch_path(state, "tree");
	assert_int_equal(file_remove_tree(tree, NULL), LETA_OK);
	assert_false(exists(tree));
	assert_true(exists(scratch_path(state, "outside/keep")));
	assert_int_equal(file_remove_tree(tree, NULL), LETA_OK); /* missing is no error */
}

static void test_remove_refuses(void **state)
{
	struct leta_error err = {0};

	file_make_dirs(scratch_path(state, "outside"), NULL);
	scratch_write(scratch_path(state, "outside/keep"), "x", 1);
	assert_int_equal(symlink("outside", scratch_path(state, "link")), 0);
	assert_int_equal(file_remove_tree(scratch_path(state, "link"), &err), LETA_ERR_IO);
	assert_int_equal(file_remove_tree(scratch_path(state, "outside/keep"), &err), LETA_ERR_IO);
	assert_true(exists(scratch_path(state, "outside/keep")));
}

static void test_remove_out_of_memory(void **state)
{
	const char *tree = scratch_path(state, "tree");

	file_make_dirs(tree, NULL);
	fault_alloc_arm(1); /* opening a folder stream allocates */
	assert_int_equal(file_remove_tree(tree, NULL), LETA_ERR_NOMEM);
	assert_true(fault_alloc_disarm());
	assert_int_equal(file_remove_tree(tree, NULL), LETA_OK);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_make),
		IN_SCRATCH(test_remove),
		IN_SCRATCH(test_remove_refuses),
		IN_SCRATCH(test_remove_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
