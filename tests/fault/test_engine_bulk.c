/*
 * test_engine_bulk.c: each write, sync, open and rename of a bulk fails in turn, and bulks are killed at any moment: the
 * database is then empty or whole, and the next bulk in its place is not the worse for it. The same for the first removal
 * from what a bulk made, which makes the lists of terms.
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "engine/fail_io.h"

#include "../unit/engine/engine_fixture.h"

enum { DOCUMENTS = 700, N_TERMS = 24, KILLS = 60, MEMORY = 100000 };

static const struct {
	enum fail_io_kind kind;
	const char *name;
	int number;
} kinds[] = {
	{ FAIL_WRITE, "write", ENOSPC },   { FAIL_OPEN, "open", EMFILE },   { FAIL_FDATASYNC, "fdatasync", EIO },
	{ FAIL_FSYNC, "fsync", EIO },      { FAIL_RENAME, "rename", EIO },
};

static leta_status add(struct engine_bulk *b, int number, struct leta_error *err)
{
	char key[16], words[N_TERMS][32];
	struct engine_term terms[N_TERMS];
	struct engine_value value = { .slot = 2, .numeric = true, .number = number };
	struct engine_document document = { .terms = terms, .n_terms = N_TERMS, .values = &value, .n_values = 1 };

	for (int i = 0; i < N_TERMS; i++) {
		snprintf(words[i], sizeof(words[i]), "%04d word", (number * 37 + i * 211) % 5000);
		terms[i] = (struct engine_term){ str_from(words[i]), (uint32_t)i };
	}
	snprintf(key, sizeof(key), "%d", number);
	document.key = document.data = str_from(key);
	return engine_bulk_add(b, &document, err);
}

static leta_status build(const char *dir, struct leta_error *err)
{
	struct engine_bulk *b = NULL;
	leta_status st = engine_bulk_open(dir, MEMORY, &b, err);

	for (int i = 0; st == LETA_OK && i < DOCUMENTS; i++)
		st = add(b, i, err);
	if (st == LETA_OK)
		st = engine_bulk_set_meta(b, STR("meta"), STR("value"), err);
	if (st == LETA_OK)
		st = engine_bulk_finish(b, err);
	engine_bulk_close(b);
	return st;
}

/* How many documents there are; 0 also when there is no database yet. */
static uint32_t documents_in(struct fixture *f)
{
	struct engine_reader *r = NULL;
	struct engine_stats stats;
	leta_status st = engine_reader_open(f->index, &r, &f->err);

	if (st == LETA_ERR_NOT_FOUND)
		return 0;
	assert_int_equal(st, LETA_OK);
	assert_int_equal(engine_reader_stats(r, &stats, &f->err), LETA_OK);
	engine_reader_close(r);
	assert_true(stats.documents == 0 || stats.documents >= DOCUMENTS - 1);
	if (stats.documents > 0)
		assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
	return stats.documents;
}

static long fail_each(struct fixture *f, size_t kind, bool on)
{
	bool reached = true;
	long n = 1;

	for (; reached; n++) {
		struct leta_error err = { 0 };
		leta_status st;

		assert_int_equal(file_remove_tree(f->index, NULL), LETA_OK);
		fail_io_arm(kinds[kind].kind, kinds[kind].number, n, on);
		st = build(f->index, &err);
		reached = fail_io_disarm() >= n;
		if (st == LETA_OK) {
			assert_int_equal(documents_in(f), DOCUMENTS);
			assert_true(!reached || kinds[kind].kind == FAIL_WRITE || kinds[kind].kind == FAIL_OPEN);
			continue;
		}
		if (st != LETA_ERR_IO)
			fail_msg("%s %ld: %s: %s", kinds[kind].name, n, leta_status_name(st), err.message[LETA_EN]);
		documents_in(f); /* empty or whole */
	}
	print_message("%-9s %s: %ld calls failed\n", kinds[kind].name, on ? "for good" : "once    ", n - 2);
	return n - 2;
}

static void test_io(void **state)
{
	struct fixture *f = *state;

	for (size_t kind = 0; kind < sizeof(kinds) / sizeof(*kinds); kind++) {
		assert_true(fail_each(f, kind, false) > 0);
		fail_each(f, kind, true);
	}
}

static leta_status remove_one(const char *dir, struct leta_error *err)
{
	struct engine_writer *w = NULL;
	leta_status st = engine_writer_open(dir, &w, err);

	if (st == LETA_OK)
		st = engine_writer_remove(w, STR("5"), err);
	if (st == LETA_OK)
		st = engine_writer_commit(w, err);
	engine_writer_close(w);
	return st;
}

/* The n-th call fails, while the first document is removed. Returns whether so many were made. */
static bool fail_removal(struct fixture *f, size_t kind, long n, bool on)
{
	struct leta_error err = { 0 };
	bool reached;
	leta_status st;

	assert_int_equal(file_remove_tree(f->index, NULL), LETA_OK);
	assert_int_equal(build(f->index, &f->err), LETA_OK);
	fail_io_arm(kinds[kind].kind, kinds[kind].number, n, on);
	st = remove_one(f->index, &err);
	reached = fail_io_disarm() >= n;
	if (st == LETA_OK)
		assert_int_equal(documents_in(f), DOCUMENTS - 1);
	else if (st != LETA_ERR_IO && st != LETA_ERR_LOCKED)
		fail_msg("%s %ld: %s: %s", kinds[kind].name, n, leta_status_name(st), err.message[LETA_EN]);
	assert_true(documents_in(f) >= DOCUMENTS - 1);
	assert_int_equal(remove_one(f->index, &f->err), LETA_OK);
	assert_int_equal(documents_in(f), DOCUMENTS - 1);
	return reached;
}

static void test_removal_io(void **state)
{
	struct fixture *f = *state;

	for (size_t kind = 0; kind < sizeof(kinds) / sizeof(*kinds); kind++) {
		long n = 1;

		for (; fail_removal(f, kind, n, false); n++)
			;
		print_message("%-9s once: %ld calls failed\n", kinds[kind].name, n - 1);
		assert_true(n > 1);
		for (long k = 1; k < n; k++)
			fail_removal(f, kind, k, true);
	}
}

/* Nanoseconds, below a second. */
static long time_of_build(struct fixture *f)
{
	struct timespec begin, end;
	long long took;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	assert_int_equal(build(f->index, &f->err), LETA_OK);
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_int_equal(file_remove_tree(f->index, NULL), LETA_OK);
	took = (end.tv_sec - begin.tv_sec) * 1000000000LL + end.tv_nsec - begin.tv_nsec;
	return (long)(took < 600000000 ? took : 600000000);
}

/* Twice the same place: what a killed bulk left is no hindrance, a whole database is. */
static void test_kills(void **state)
{
	struct fixture *f = *state;
	uint32_t seed = 4711, whole = 0;
	long took = time_of_build(f);

	for (int i = 0; i < KILLS; i++) {
		pid_t child;
		int status;

		fflush(NULL);
		child = fork();
		if (child == 0)
			_exit(build(f->index, NULL) == LETA_OK ? 0 : 1);
		assert_true(child > 0);
		seed = seed * 1664525U + 1013904223U;
		nanosleep(&(struct timespec){ .tv_nsec = (long)((seed >> 8) % 1000) * (took / 600) }, NULL);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
		if (WIFEXITED(status))
			assert_int_equal(documents_in(f), DOCUMENTS);
		if (documents_in(f) == 0)
			continue;
		whole++;
		assert_int_equal(build(f->index, &f->err), LETA_ERR_INVALID);
		assert_int_equal(file_remove_tree(f->index, NULL), LETA_OK);
	}
	print_message("%d bulks, %u whole; one takes %ld µs\n", KILLS, whole, took / 1000);
	if (documents_in(f) == 0)
		assert_int_equal(build(f->index, &f->err), LETA_OK);
	assert_int_equal(documents_in(f), DOCUMENTS);
}

static void test_removal_kills(void **state)
{
	struct fixture *f = *state;
	uint32_t seed = 815, done = 0;
	long took = time_of_build(f);

	for (int i = 0; i < KILLS; i++) {
		pid_t child;

		assert_int_equal(file_remove_tree(f->index, NULL), LETA_OK);
		assert_int_equal(build(f->index, &f->err), LETA_OK);
		fflush(NULL);
		child = fork();
		if (child == 0)
			_exit(remove_one(f->index, NULL) == LETA_OK ? 0 : 1);
		assert_true(child > 0);
		seed = seed * 1664525U + 1013904223U;
		nanosleep(&(struct timespec){ .tv_nsec = (long)((seed >> 8) % 1000) * (took / 600) }, NULL);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, NULL, 0), child);
		done += documents_in(f) == DOCUMENTS - 1;
		assert_int_equal(remove_one(f->index, &f->err), LETA_OK);
		assert_int_equal(documents_in(f), DOCUMENTS - 1);
	}
	print_message("%d removals, %u done\n", KILLS, done);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_io),
		WITH_SCRATCH(test_kills),
		WITH_SCRATCH(test_removal_io),
		WITH_SCRATCH(test_removal_kills),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
