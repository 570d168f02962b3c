/*
 * test_engine_kill.c: kill -9 at any moment loses nothing that was acknowledged.
 *
 * A child commits batch after batch and writes the number of each to a pipe when the engine has
 * acknowledged it. The parent kills it after 5 to 60 ms, opens the index and compares every
 * document with a model of the batch that the index says it is at: it must be the last acknowledged
 * one or the one after. The seed is printed; give another as the argument. A control acknowledges
 * before it commits: the comparison must notice.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "../unit/engine/engine_fixture.h"

enum { KEYS = 120, KILLS = 110, CONTROL_KILLS = 60, CHECK_EVERY = 10 };

static uint32_t seed = 4711;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 1664525U + 1013904223U;
	return (seed >> 8) % sides;
}

/* Which batch wrote each key last; 0: the key is not there. */
struct model {
	uint32_t batch;
	uint32_t written[KEYS];
};

/* Batch b removes one key and writes up to four. */
static uint32_t removed_by(uint32_t b)
{
	return b * 13 % KEYS;
}

static uint32_t written_by(uint32_t b, uint32_t i)
{
	return (b * 7 + i * 5 + 1) % KEYS;
}

static uint32_t size_of(uint32_t b)
{
	return 1 + b % 4;
}

static void advance(struct model *m, uint32_t to)
{
	while (m->batch < to) {
		uint32_t b = ++m->batch;

		m->written[removed_by(b)] = 0;
		for (uint32_t i = 0; i < size_of(b); i++)
			m->written[written_by(b, i)] = b;
	}
}

/* ---- the child ---- */

static leta_status write_batch(struct engine_writer *w, uint32_t b)
{
	char key[16], data[4096], number[16];
	leta_status status;

	snprintf(key, sizeof(key), "%u", (unsigned)removed_by(b));
	status = engine_writer_remove(w, str_from(key), NULL);
	for (uint32_t i = 0; i < size_of(b) && status == LETA_OK; i++) {
		struct engine_term terms[] = { { STR("all"), 0 }, { .wdf = 2 } };
		struct engine_document document = { .terms = terms, .n_terms = 2 };

		snprintf(key, sizeof(key), "%u", (unsigned)written_by(b, i));
		snprintf(data, sizeof(data), "%s %u %0*d", key, (unsigned)b, (int)(b % 4000), 0);
		snprintf(number, sizeof(number), "t%u", (unsigned)(b % 50));
		document.key = str_from(key);
		terms[1].term = str_from(number);
		document.data = str_from(data);
		status = engine_writer_replace(w, &document, NULL);
	}
	snprintf(number, sizeof(number), "%u", (unsigned)b);
	if (status == LETA_OK)
		status = engine_writer_set_meta(w, STR("batch"), str_from(number), NULL);
	return status;
}

static void child(const char *index, uint32_t b, int acknowledgements, bool too_early)
{
	struct engine_writer *w = NULL;
	leta_status status = engine_writer_open(index, &w, NULL);

	while (status == LETA_OK) {
		b++;
		status = write_batch(w, b);
		if (status == LETA_OK && !too_early)
			status = engine_writer_commit(w, NULL);
		if (status == LETA_OK && write(acknowledgements, &b, sizeof(b)) != sizeof(b))
			break;
		if (status == LETA_OK && too_early)
			status = engine_writer_commit(w, NULL);
	}
	_exit(1); /* never reached alive, unless something failed */
}

/* Starts the child behind `batch`, kills it, returns the last acknowledged batch. */
static uint32_t run_and_kill(const char *index, uint32_t batch, bool too_early)
{
	struct timespec pause = { 0, (long)(5 + roll(56)) * 1000000 };
	uint32_t acknowledged = batch, next;
	int ends[2], result;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(ends[0]);
		child(index, batch, ends[1], too_early);
	}
	close(ends[1]);
	nanosleep(&pause, NULL);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &result, 0), pid);
	assert_true(WIFSIGNALED(result)); /* it was still at work */
	while (read(ends[0], &next, sizeof(next)) == sizeof(next))
		acknowledged = next;
	close(ends[0]);
	return acknowledged;
}

/* ---- the parent ---- */

struct found {
	uint32_t written[KEYS];
};

static leta_status note(void *ctx, struct str data, struct leta_error *err)
{
	struct found *found = ctx;
	char text[32] = "";
	unsigned key, batch;

	(void)err;
	memcpy(text, data.ptr, data.len < sizeof(text) - 1 ? data.len : sizeof(text) - 1);
	if (sscanf(text, "%u %u", &key, &batch) != 2 || key >= KEYS || found->written[key])
		return LETA_ERR_INTERNAL;
	found->written[key] = batch;
	return LETA_OK;
}

/* Opens the index and compares. Returns NULL, or what is wrong. */
static const char *compare(struct fixture *f, struct model *m, uint32_t acknowledged)
{
	struct engine_reader *r = NULL;
	struct found found = { { 0 } };
	struct joined meta = { 0 };
	leta_status status = engine_reader_open(f->index, &r, &f->err);
	uint32_t batch;

	if (status == LETA_ERR_NOT_FOUND && acknowledged == 0)
		return NULL; /* killed while it was created */
	if (status == LETA_OK)
		status = engine_reader_meta(r, STR("batch"), join_bytes, &meta, &f->err);
	if (status == LETA_OK)
		status = engine_reader_each(r, STR("all"), note, &found, &f->err);
	engine_reader_close(r);
	if (status != LETA_OK)
		return f->err.message[LETA_EN];
	batch = (uint32_t)strtoul(meta.text, NULL, 10);
	if (batch < acknowledged)
		return "an acknowledged batch is lost";
	if (batch > acknowledged + 1)
		return "a batch that was never written is there";
	advance(m, batch);
	return memcmp(found.written, m->written, sizeof(m->written)) == 0
	               ? NULL
	               : "a batch is there in part";
}

static void test_kills(void **state)
{
	struct fixture *f = *state;
	struct model m = { 0 };

	print_message("seed %u\n", (unsigned)seed);
	for (int i = 1; i <= KILLS; i++) {
		uint32_t acknowledged = run_and_kill(f->index, m.batch, false);
		const char *wrong = compare(f, &m, acknowledged);

		if (wrong)
			fail_msg("kill %d, batch %u acknowledged: %s", i, (unsigned)acknowledged,
			         wrong);
		if (i % CHECK_EVERY == 0 && m.batch > 0)
			assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
	}
	print_message("%d kills, %u batches\n", KILLS, (unsigned)m.batch);
	assert_true(m.batch > 0);
	engine_writer_close(write_to(f));
	assert_int_equal(staging_left(f->index), 0);
}

/* The planted bug: acknowledged first, committed then. */
static void test_control_is_noticed(void **state)
{
	struct fixture *f = *state;
	struct model m = { 0 };
	const char *wrong = NULL;

	for (int i = 0; i < CONTROL_KILLS && !wrong; i++)
		wrong = compare(f, &m, run_and_kill(f->index, m.batch, true));
	assert_non_null(wrong);
	assert_string_equal(wrong, "an acknowledged batch is lost");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_kills),
		WITH_SCRATCH(test_control_is_noticed),
	};

	if (argc > 1)
		seed = (uint32_t)strtoul(argv[1], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
