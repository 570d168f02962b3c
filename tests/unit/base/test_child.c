/*
 * test_child.c: programs that answer, end badly, hang, flood, do not read, leave others behind.
 */
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "support/unit.h"
#include "base/child.h"

#define MEBIBYTE ((size_t)1 << 20)

static leta_status run(const char *const *argv, struct str input, size_t max, unsigned seconds,
		       struct buf *out, struct child_result *result)
{
	struct leta_error err;
	buf_init(out, max);
	return child_run(argv, input, seconds, out, result, &err);
}

static void test_answers(void **state)
{
	static const char *const cat[] = {"/bin/cat", NULL};
	struct child_result result;
	struct buf out, in;
	(void)state;
	buf_init(&in, 8 * MEBIBYTE);
	while (in.len < 5 * MEBIBYTE)
		buf_cstr(&in, "en rad som är lagom lång\n");
	assert_int_equal(run(cat, buf_view(&in), 8 * MEBIBYTE, 20, &out, &result), LETA_OK);
	assert_int_equal(result.end, CHILD_EXITED);
	assert_int_equal(result.code, 0);
	assert_true(str_eq(buf_view(&in), buf_view(&out)));
	buf_fini(&out);
	assert_int_equal(run(cat, STR(""), MEBIBYTE, 20, &out, &result), LETA_OK);
	assert_int_equal(out.len, 0);
	buf_fini(&out);
	buf_fini(&in);
}

static void test_does_not_read(void **state)
{
	static const char *const nothing[] = {"/bin/sh", "-c", "exit 7", NULL};
	struct child_result result;
	struct buf out, in;
	(void)state;
	buf_init(&in, 8 * MEBIBYTE);
	while (in.len < 5 * MEBIBYTE)
		buf_cstr(&in, "ingen läser detta\n");
	assert_int_equal(run(nothing, buf_view(&in), MEBIBYTE, 20, &out, &result), LETA_OK);
	assert_int_equal(result.end, CHILD_EXITED);
	assert_int_equal(result.code, 7);
	buf_fini(&out);
	buf_fini(&in);
}

static void test_bad_ends(void **state)
{
	static const char *const killed[] = {"/bin/sh", "-c", "kill -11 $$", NULL};
	static const char *const hangs[] = {"/bin/sh", "-c", "exec >&-; sleep 30", NULL};
	static const char *const floods[] = {"/bin/sh", "-c", "while :; do echo flod; done", NULL};
	static const char *const missing[] = {"/nowhere/program", NULL};
	struct child_result result;
	struct buf out;
	(void)state;
	assert_int_equal(run(killed, STR(""), MEBIBYTE, 20, &out, &result), LETA_OK);
	assert_int_equal(result.end, CHILD_KILLED);
	assert_int_equal(result.code, SIGSEGV);
	buf_fini(&out);
	assert_int_equal(run(hangs, STR(""), MEBIBYTE, 1, &out, &result), LETA_OK);
	assert_int_equal(result.end, CHILD_TIMEOUT);
	buf_fini(&out);
	assert_int_equal(run(floods, STR(""), 10000, 20, &out, &result), LETA_OK);
	assert_int_equal(result.end, CHILD_FLOODED);
	assert_true(out.len <= 10000);
	buf_fini(&out);
	assert_int_equal(run(missing, STR(""), MEBIBYTE, 20, &out, &result), LETA_ERR_NOT_FOUND);
	buf_fini(&out);
}

/* A child of the program that holds the output open is waited for only until the time is up, and killed. */
static void test_leaves_others(void **state)
{
	static const char *const forks[] = {"/bin/sh", "-c", "sleep 30 & echo $!", NULL};
	struct child_result result;
	struct buf out;
	(void)state;
	assert_int_equal(run(forks, STR(""), MEBIBYTE, 1, &out, &result), LETA_OK);
	assert_int_equal(result.end, CHILD_TIMEOUT);
	pid_t left = (pid_t)strtol(out.data, NULL, 10);
	const struct timespec pause = {.tv_nsec = 20000000};
	int tries = 0;
	while (left > 1 && kill(left, 0) == 0 && tries++ < 100)
		nanosleep(&pause, NULL);
	assert_true(left > 1 && tries < 100);
	buf_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_does_not_read),
		cmocka_unit_test(test_bad_ends),
		cmocka_unit_test(test_leaves_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
