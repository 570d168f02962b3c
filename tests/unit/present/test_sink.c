/* test_sink.c: failures stick, a closed pipe is quiet, a full disk is not. */
#include "support/unit.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "present/sink.h"

static void test_full_disk(void **state)
{
	FILE *full = fopen("/dev/full", "w");
	struct leta_error error;
	struct sink sink;
	(void)state;
	if (!full)
		skip();
	sink_init(&sink, full);
	buf_cstr(&sink.buf, "hej\n");
	assert_int_equal(sink_finish(&sink, &error), LETA_ERR_IO);
	assert_int_equal(error.sys_errno, ENOSPC);
	fclose(full);
}

static void test_closed_pipe(void **state)
{
	struct sink sink;
	int ends[2];
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	FILE *out = fdopen(ends[1], "w");
	setvbuf(out, NULL, _IONBF, 0);
	sink_init(&sink, out);
	buf_cstr(&sink.buf, "hej\n");
	assert_false(sink_push(&sink));
	buf_cstr(&sink.buf, "mer\n");
	assert_false(sink_push(&sink));
	assert_int_equal(sink_finish(&sink, NULL), LETA_OK);
	fclose(out);
}

static void test_failed_buffer(void **state)
{
	FILE *null = fopen("/dev/null", "w");
	struct sink sink;
	(void)state;
	sink_init(&sink, null);
	sink.buf.status = LETA_ERR_NOMEM;
	assert_false(sink_push(&sink));
	buf_cstr(&sink.buf, "more");
	assert_int_equal(sink_finish(&sink, NULL), LETA_ERR_NOMEM);
	fclose(null);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_closed_pipe),
		cmocka_unit_test(test_failed_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
