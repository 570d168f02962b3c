/*
 * test_lock.c: one writer at a time, across processes, and who it is.
 */
#include "support/unit.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/generation.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

static struct generation_lock *take(void **state)
{
	struct generation_lock *lock = NULL;
	struct leta_error err = {0};

	assert_int_equal(generation_lock(*state, &lock, &err), LETA_OK);
	return lock;
}

static void assert_locked_by(void **state, pid_t holder)
{
	struct generation_lock *lock = NULL;
	struct leta_error err = {0};
	char sv[64], en[64];

	snprintf(sv, sizeof(sv), "skrivs av process %ld sedan 20", (long)holder);
	snprintf(en, sizeof(en), "written by process %ld since 20", (long)holder);
	assert_int_equal(generation_lock(*state, &lock, &err), LETA_ERR_LOCKED);
	assert_null(lock);
	assert_non_null(strstr(err.message[LETA_SV], sv));
	assert_non_null(strstr(err.message[LETA_EN], en));
	assert_non_null(strstr(err.message[LETA_EN], " UTC; wait"));
}

static void test_twice_in_one_process(void **state)
{
	struct generation_lock *lock = take(state);

	assert_locked_by(state, getpid());
	generation_unlock(lock);
	generation_unlock(take(state));
	generation_unlock(NULL);
}

/* A child that takes the lock and waits to be killed. */
static pid_t start_holder(void **state)
{
	int ready[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct generation_lock *lock;

		if (generation_lock(*state, &lock, NULL) != LETA_OK || write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return child;
}

/* The lock of a process that was killed is free, although the file still names it. */
static void test_held_by_another_process(void **state)
{
	pid_t child = start_holder(state);
	int status;

	assert_locked_by(state, child);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	generation_unlock(take(state));
}

/* Readers and new generations do not mind the lock. */
static void test_others_go_on(void **state)
{
	char path[GENERATION_PATH_MAX];
	struct generation_lock *lock = take(state);

	assert_int_equal(generation_new(*state, path, NULL), LETA_OK);
	assert_int_equal(generation_publish(*state, path, NULL), LETA_OK);
	assert_int_equal(generation_current(*state, path, NULL), LETA_OK);
	assert_locked_by(state, getpid());
	generation_unlock(lock);
}

static void test_file_that_names_nobody(void **state)
{
	struct generation_lock *lock = take(state), *other = NULL;
	struct leta_error err = {0};

	assert_int_equal(truncate(scratch_path(state, "lock"), 0), 0);
	assert_int_equal(generation_lock(*state, &other, &err), LETA_ERR_LOCKED);
	assert_non_null(strstr(err.message[LETA_SV], "en annan process"));
	scratch_write(scratch_path(state, "lock"), "rubbish", 7);
	assert_int_equal(generation_lock(*state, &other, &err), LETA_ERR_LOCKED);
	assert_non_null(strstr(err.message[LETA_SV], "en annan process"));
	generation_unlock(lock);
}

static void test_odd_files(void **state)
{
	struct generation_lock *lock = NULL;

	assert_int_equal(mkfifo(scratch_path(state, "lock"), 0600), 0);
	assert_int_equal(generation_lock(*state, &lock, NULL), LETA_ERR_INVALID);
	unlink(scratch_path(state, "lock"));
	assert_int_equal(symlink("/dev/null", scratch_path(state, "lock")), 0);
	assert_int_equal(generation_lock(*state, &lock, NULL), LETA_ERR_IO);
	unlink(scratch_path(state, "lock"));
	assert_int_equal(mkdir(scratch_path(state, "lock"), 0700), 0);
	assert_int_equal(generation_lock(*state, &lock, NULL), LETA_ERR_IO);
	assert_null(lock);
}

static void test_missing_directory(void **state)
{
	struct generation_lock *lock = NULL;
	char path[GENERATION_PATH_MAX];
	const char *dir = scratch_path(state, "new/index");

	assert_int_equal(generation_lock(dir, &lock, NULL), LETA_OK);
	assert_int_equal(generation_current(dir, path, NULL), LETA_ERR_NOT_FOUND);
	assert_int_equal(generation_new(dir, path, NULL), LETA_OK);
	generation_unlock(lock);
}

static void test_no_memory(void **state)
{
	struct generation_lock *lock = NULL;

	for (unsigned long n = 1;; n++) {
		leta_status st;

		fault_alloc_arm(n);
		st = generation_lock(*state, &lock, NULL);
		if (!fault_alloc_disarm()) {
			assert_int_equal(st, LETA_OK);
			break;
		}
		assert_true(st == LETA_ERR_NOMEM || st == LETA_ERR_IO);
	}
	generation_unlock(lock);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(test_twice_in_one_process),
		WITH_FOLDER(test_held_by_another_process),
		WITH_FOLDER(test_others_go_on),
		WITH_FOLDER(test_file_that_names_nobody),
		WITH_FOLDER(test_odd_files),
		WITH_FOLDER(test_missing_directory),
		WITH_FOLDER(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
