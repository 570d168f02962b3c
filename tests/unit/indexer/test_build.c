/*
 * test_build.c: an index does not depend on how many threads made it; callbacks come in the order of the files, in the
 * caller's thread, and may end the run.
 */
#include "support/unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "leta/index.h"
#include "support/scratch.h"

#define ROWS 4000

/* What the callbacks saw. */
struct seen {
	pthread_t thread;
	char skipped[400];
	size_t calls, stop_after;
	bool elsewhere; /* a callback came in another thread */
};

static void see_skipped(void *ctx, const char *where, const struct leta_error *error)
{
	struct seen *seen = ctx;
	const char *name = strrchr(where, '/');
	(void)error;
	seen->elsewhere |= !pthread_equal(seen->thread, pthread_self());
	strncat(seen->skipped, name ? name : where, sizeof(seen->skipped) - strlen(seen->skipped) - 1);
	strncat(seen->skipped, " ", sizeof(seen->skipped) - strlen(seen->skipped) - 1);
}

static bool see_progress(void *ctx, const struct leta_build_stats *stats)
{
	struct seen *seen = ctx;
	(void)stats;
	seen->elsewhere |= !pthread_equal(seen->thread, pthread_self());
	return ++seen->calls != seen->stop_after;
}

/* A register that is cut into parts, with two bad rows and an id that comes twice, and some small files. */
static void write_documents(void **state)
{
	struct buf text;
	char name[32];
	buf_init(&text, (size_t)16 << 20);
	for (int i = 0; i < ROWS; i++) {
		if (i == 700 || i == 3100)
			buf_cstr(&text, "{\"id\": \n");
		buf_printf(&text, "{\"id\": \"rad-%d\", \"titel\": \"Projekt %d\", \"text\": \"Rad %d om samverkan"
		                  " och kompetens i kommun nummer %d.\", \"budget_sek\": %d}\n",
		           i == 2000 ? 1 : i, i, i * 7, i % 290, i * 1000);
	}
	scratch_write(scratch_path(state, "docs/register.jsonl"), text.data, text.len);
	for (int i = 0; i < 40; i++) {
		buf_clear(&text);
		buf_printf(&text, "Rapport %d\n\nBakgrund\n\nText nummer %d om upphandling.\n", i, i);
		snprintf(name, sizeof(name), "docs/rapport-%02d.txt", i);
		scratch_write(scratch_path(state, name), text.data, i == 20 ? 0 : text.len);
	}
	buf_fini(&text);
}

static leta_status build(void **state, const char *name, unsigned threads, struct seen *seen,
                         struct leta_build_stats *stats)
{
	const char *path = scratch_path(state, "docs");
	struct leta_build_options options = {
		.threads = threads,
		.lexicon_dir = "",
		.callbacks = { seen, see_skipped, see_progress },
	};
	seen->thread = pthread_self();
	return leta_build(scratch_path(state, name), &path, 1, &options, stats, NULL);
}

static void assert_same(void **state, const char *a, const char *b, const char *file)
{
	struct buf one, two;
	char path[64];
	buf_init(&one, (size_t)64 << 20);
	buf_init(&two, (size_t)64 << 20);
	snprintf(path, sizeof(path), "%s/current/%s", a, file);
	assert_int_equal(file_read(scratch_path(state, path), &one, NULL), LETA_OK);
	snprintf(path, sizeof(path), "%s/current/%s", b, file);
	assert_int_equal(file_read(scratch_path(state, path), &two, NULL), LETA_OK);
	assert_true(one.len > 1000);
	assert_true(str_eq(buf_view(&one), buf_view(&two)));
	buf_fini(&one);
	buf_fini(&two);
}

static void test_threads(void **state)
{
	static const char *const names[] = { "one", "two", "five" };
	static const unsigned threads[] = { 1, 2, 5 };
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_documents(state);
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct seen seen = { 0 };
		struct leta_build_stats stats;
		assert_int_equal(build(state, names[i], threads[i], &seen, &stats), LETA_OK);
		assert_int_equal(stats.indexed, ROWS - 1 + 39);
		assert_int_equal(stats.skipped, 4);
		assert_string_equal(seen.skipped, "/rapport-20.txt /register.jsonl:701 /register.jsonl:2002 "
		                                  "/register.jsonl:3102 ");
		assert_false(seen.elsewhere);
		if (i == 0)
			continue;
		assert_same(state, names[0], names[i], "documents.leta");
		assert_same(state, names[0], names[i], "docdata.glass");
		assert_same(state, names[0], names[i], "postlist.glass");
	}
}

static void test_cancelled(void **state)
{
	struct seen seen = { .stop_after = 1500 }, again = { 0 };
	struct leta_build_stats stats;
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_documents(state);
	assert_int_equal(build(state, "index", 3, &seen, &stats), LETA_ERR_CANCELLED);
	assert_int_equal(seen.calls, 1500);
	size_t done = stats.indexed;
	assert_in_range(done, 1, 1500);
	assert_int_equal(build(state, "index", 3, &again, &stats), LETA_OK);
	assert_int_equal(stats.indexed + stats.unchanged, ROWS - 1 + 39);
	assert_true(stats.unchanged >= done - 40); /* what was acknowledged stays */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_threads, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_cancelled, scratch_set_up, scratch_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
