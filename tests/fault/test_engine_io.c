/*
 * test_engine_io.c: each read, write, sync, open and rename inside the border fails in turn, once
 * and from then on.
 *
 * A commit must end in success or in a clean error; the index is then at the last acknowledged
 * batch, passes the check, and no refused batch appears later.
 */
#include <errno.h>

#include "engine/fail_io.h"

#include "../unit/engine/engine_fixture.h"

enum { CHANGED = 3, OTHERS = 400, N_TERMS = 24 };

static const struct {
	enum fail_io_kind kind;
	const char *name;
	int number;
} kinds[] = {
	{ FAIL_PREAD, "pread", EIO },           { FAIL_PWRITE, "pwrite", ENOSPC },
	{ FAIL_READ, "read", EIO },             { FAIL_WRITE, "write", ENOSPC },
	{ FAIL_OPEN, "open", EMFILE },          { FAIL_FDATASYNC, "fdatasync", EIO },
	{ FAIL_FSYNC, "fsync", EIO },           { FAIL_RENAME, "rename", EIO },
};

enum { N_KINDS = sizeof(kinds) / sizeof(*kinds) };

/* The documents "0" to "2" say which batch wrote them; its terms are spread over the tree. */
struct batch {
	char data[24];
	char words[N_TERMS][32];
	const char *terms[N_TERMS];
};

static void make_batch(struct batch *b, long number)
{
	snprintf(b->data, sizeof(b->data), "%ld", number);
	for (long i = 0; i < N_TERMS; i++) {
		long word = (number * 37 + i * 211) % 5000;

		snprintf(b->words[i], sizeof(b->words[i]), "%04ld word", word);
		b->terms[i] = b->words[i];
	}
}

static leta_status collect(struct engine_writer *w, const struct batch *b, int first, int n,
                           struct leta_error *err)
{
	leta_status status = LETA_OK;

	for (int i = first; i < first + n && status == LETA_OK; i++) {
		char key[16];
		struct engine_term terms[N_TERMS];
		struct engine_document document = { .terms = terms, .n_terms = N_TERMS };

		snprintf(key, sizeof(key), "%d", i);
		for (int k = 0; k < N_TERMS; k++)
			terms[k] = (struct engine_term){ str_from(b->terms[k]), 1 };
		document.key = str_from(key);
		document.data = str_from(b->data);
		status = engine_writer_replace(w, &document, err);
	}
	return status;
}

/* An index of several blocks in every table; the documents that change are at batch 0. */
static void make_big_index(struct fixture *f)
{
	struct engine_writer *w = write_to(f);
	struct batch b;

	for (int i = CHANGED; i < CHANGED + OTHERS; i++) {
		make_batch(&b, i);
		assert_int_equal(collect(w, &b, i, 1, &f->err), LETA_OK);
	}
	make_batch(&b, 0);
	assert_int_equal(collect(w, &b, 0, CHANGED, &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
}

/* The batch that the three documents are at; -1 when they differ or the check complains. */
static long index_is_at(struct fixture *f)
{
	struct engine_reader *r = NULL;
	long at = -1;

	if (engine_reader_open(f->index, &r, &f->err) != LETA_OK)
		return -1;
	for (int i = 0; i < CHANGED; i++) {
		struct joined data = { 0 };
		char key[16];
		uint32_t docid;
		long number;

		snprintf(key, sizeof(key), "%d", i);
		if (engine_reader_find(r, str_from(key), &docid, join_bytes, &data, &f->err))
			break;
		number = strtol(data.text, NULL, 10);
		at = i == 0 || number == at ? number : -1;
	}
	engine_reader_close(r);
	return engine_check(f->index, &f->err) == LETA_OK ? at : -1;
}

/* Commits batch after batch with the n-th call failing, until a commit makes fewer calls. */
static long fail_each_commit(struct fixture *f, size_t kind, bool on, long *acknowledged)
{
	struct engine_writer *w = write_to(f);
	long n = 1, number = *acknowledged, refused = 0;
	bool reached = true;

	for (; reached; n++) {
		struct leta_error err = { 0 };
		leta_status status;
		struct batch b;

		make_batch(&b, ++number);
		assert_int_equal(collect(w, &b, 0, CHANGED, &err), LETA_OK);
		fail_io_arm(kinds[kind].kind, kinds[kind].number, n, on);
		status = engine_writer_commit(w, &err);
		reached = fail_io_disarm() >= n;
		if (status == LETA_OK) {
			*acknowledged = number;
			/* Unsynced is unacknowledged. */
			assert_false(reached && kinds[kind].kind == FAIL_FSYNC);
		} else {
			if (status != LETA_ERR_IO)
				fail_msg("%s %ld: %s: %s", kinds[kind].name, n,
				         leta_status_name(status), err.message[LETA_EN]);
			refused++;
			assert_int_equal(err.sys_errno, kinds[kind].number);
			assert_int_equal(engine_writer_commit(w, &err), LETA_ERR_IO);
			engine_writer_close(w);
			/* A batch whose last sync failed is there, but was not promised. */
			if (kinds[kind].kind == FAIL_FSYNC)
				*acknowledged = number;
			assert_int_equal(index_is_at(f), *acknowledged);
			w = write_to(f);
		}
		assert_int_equal(index_is_at(f), *acknowledged);
	}
	engine_writer_close(w);
	assert_int_equal(index_is_at(f), *acknowledged);
	print_message("%-9s %s: %3ld calls failed, %3ld commits refused\n", kinds[kind].name,
	              on ? "for good" : "once    ", n - 2, refused);
	return n - 2;
}

static void test_commit(void **state)
{
	struct fixture *f = *state;
	long acknowledged = 0, failed = 0;

	make_big_index(f);
	for (size_t kind = 0; kind < N_KINDS; kind++) {
		long once = fail_each_commit(f, kind, false, &acknowledged);

		failed += once + fail_each_commit(f, kind, true, &acknowledged);
		assert_true(once > 0 || kinds[kind].kind == FAIL_READ);
	}
	assert_true(failed > 100);
}

/* A table that is new must be durable before the version file that names it. */
static void test_first_commit_syncs_twice(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);

	for (long b = 0; b < 3; b++) {
		struct batch batch;

		make_batch(&batch, b);
		assert_int_equal(collect(w, &batch, 0, CHANGED, &f->err), LETA_OK);
		fail_io_arm(FAIL_FSYNC, EIO, 1000, false);
		assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
		assert_int_equal(fail_io_disarm(), b == 0 ? 2 : 1);
	}
	engine_writer_close(w);
}

/* Another writer, in the moment when the first one has let go of the lock. */
static void intrude(void *ctx)
{
	struct fixture *f = ctx;
	struct engine_writer *w = write_to(f);
	struct batch b;

	make_batch(&b, 1000);
	assert_int_equal(collect(w, &b, 0, CHANGED, &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
}

static void test_another_writer_in_between(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w;
	struct batch b;

	make_big_index(f);
	w = write_to(f);
	make_batch(&b, 1);
	assert_int_equal(collect(w, &b, 0, CHANGED, &f->err), LETA_OK);
	fail_io_before_symlink(intrude, f);
	fail_io_arm(FAIL_PWRITE, EIO, 1, false);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_ERR_LOCKED);
	fail_io_disarm();
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_ERR_LOCKED);
	engine_writer_close(w);
	assert_int_equal(index_is_at(f), 1000);
}

static leta_status read_everything(struct fixture *f, struct leta_error *err)
{
	struct engine_reader *r = NULL;
	struct engine_match *match = NULL;
	struct joined data = { 0 };
	uint32_t docid;
	leta_status status = engine_reader_open(f->index, &r, err);

	if (status == LETA_OK)
		status = engine_reader_find(r, STR("17"), &docid, join_bytes, &data, err);
	if (status == LETA_OK)
		status = engine_reader_match(r, TERM("0037 word"), &plain, &match, err);
	engine_match_free(match);
	engine_reader_close(r);
	return status;
}

static void test_reading(void **state)
{
	struct fixture *f = *state;

	make_big_index(f);
	for (size_t kind = 0; kind < N_KINDS; kind++) {
		bool reached = true;

		for (long n = 1; reached; n++) {
			struct leta_error err = { 0 };
			leta_status status;

			fail_io_arm(kinds[kind].kind, kinds[kind].number, n, true);
			status = read_everything(f, &err);
			reached = fail_io_disarm() >= n;
			if (status != LETA_OK && status != LETA_ERR_IO)
				fail_msg("%s %ld: %s: %s", kinds[kind].name, n,
				         leta_status_name(status), err.message[LETA_EN]);
			assert_true(reached || status == LETA_OK);
		}
	}
	assert_int_equal(read_everything(f, &f->err), LETA_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_commit),
		WITH_SCRATCH(test_first_commit_syncs_twice),
		WITH_SCRATCH(test_another_writer_in_between),
		WITH_SCRATCH(test_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
