/*
 * test_engine_alloc.c: each allocation inside the border fails in turn, once and from then on.
 *
 * Every call must end in success (the writer tries a second time) or in NOMEM; afterwards the index
 * opens, holds what was acknowledged and nothing else, and passes the check.
 */
#include "engine/fail_alloc.h"

#include "../unit/engine/engine_fixture.h"

static const struct line lines[] = {
	{ "a", "x:2 y common", 1, "n" },
	{ "b", "x z common", 2, "s\x1Fn" },
	{ "c", "y z:3 common", NAN, NULL },
};

/* One call that is tried with failing allocations. */
struct trial {
	struct fixture *f;
	struct engine_reader *r;
	struct engine_writer *w;
	char data[24];         /* what the writer is writing */
	char acknowledged[24]; /* what it has been told is safe */
};

typedef leta_status trial_fn(struct trial *t, struct leta_error *err);

static leta_status drop(void *ctx, struct str bytes, struct leta_error *err)
{
	(void)ctx, (void)bytes, (void)err;
	return LETA_OK;
}

static leta_status drop_meta(void *ctx, struct str key, struct str value, struct leta_error *err)
{
	(void)key;
	return drop(ctx, value, err);
}

static leta_status drop_term(void *ctx, struct str term, uint32_t documents, struct leta_error *err)
{
	(void)documents;
	return drop(ctx, term, err);
}

/* ---- reading ---- */

static leta_status try_open_reader(struct trial *t, struct leta_error *err)
{
	struct engine_reader *r = NULL;
	leta_status status = engine_reader_open(t->f->index, &r, err);

	engine_reader_close(r);
	return status;
}

static void begin_counting(void *ctx)
{
	*(unsigned *)ctx = 0;
}

static leta_status count_regions(void *ctx, const struct engine_value *values, struct leta_error *err)
{
	(void)err;
	*(unsigned *)ctx += values[0].bytes.len > 0;
	return LETA_OK;
}

static leta_status try_match(struct trial *t, struct leta_error *err)
{
	static const struct engine_column columns[] = { { SLOT_REGION, false } };
	unsigned regions = 0;
	struct engine_scan scan = { columns, 1, begin_counting, count_regions, &regions };
	struct engine_match_options options = plain;
	struct engine_match *match = NULL;
	struct accepting all = { .keys = "abc" };
	leta_status status;

	options.sort = ENGINE_SORT_VALUE;
	options.sort_slot = SLOT_BUDGET;
	options.scan = &scan;
	status = engine_reader_match(t->r,
	                             NODE(PLAN_OR, NODE(PLAN_SYNONYM, TERM("x"), TERM("y")),
	                                  VERIFY(&all, NODE(PLAN_AND, TERM("z"), TERM("common")))),
	                             &options, &match, err);
	if (status == LETA_OK && match->total != 3)
		status = LETA_ERR_INTERNAL;
	engine_match_free(match);
	return status;
}

static leta_status try_find(struct trial *t, struct leta_error *err)
{
	uint32_t docid;

	return engine_reader_find(t->r, STR("b"), &docid, drop, NULL, err);
}

static leta_status try_each(struct trial *t, struct leta_error *err)
{
	return engine_reader_each(t->r, STR(""), drop, NULL, err);
}

static leta_status try_metas(struct trial *t, struct leta_error *err)
{
	return engine_reader_metas(t->r, STR(""), drop_meta, NULL, err);
}

static leta_status try_terms(struct trial *t, struct leta_error *err)
{
	return engine_reader_terms(t->r, STR(""), drop_term, NULL, err);
}

static leta_status try_posting(struct trial *t, struct leta_error *err)
{
	struct engine_posting posting;

	return engine_reader_posting(t->r, STR("x"), 1, &posting, err);
}

static leta_status try_stats_and_meta(struct trial *t, struct leta_error *err)
{
	struct engine_stats stats;
	leta_status status = engine_reader_stats(t->r, &stats, err);

	return status == LETA_OK ? engine_reader_meta(t->r, STR("m"), drop, NULL, err) : status;
}

static leta_status try_check(struct trial *t, struct leta_error *err)
{
	return engine_check(t->f->index, err);
}

/* Runs the call with its 1st, 2nd … allocation failing until it makes fewer; returns how many. */
static long fail_each(struct trial *t, trial_fn *call, bool on)
{
	for (long n = 1;; n++) {
		struct leta_error err = { 0 };
		leta_status status;
		long calls;

		fail_alloc_arm(n, on);
		status = call(t, &err);
		calls = fail_alloc_disarm();
		if (calls < n) {
			assert_int_equal(status, LETA_OK);
			return calls;
		}
		if (status != LETA_OK && status != LETA_ERR_NOMEM)
			fail_msg("allocation %ld: %s: %s", n, leta_status_name(status),
			         err.message[LETA_EN]);
		if (status != LETA_OK)
			assert_int_equal(err.code, status);
	}
}

static void test_reading(void **state)
{
	static trial_fn *const calls[] = { try_open_reader, try_match,   try_find,
		                           try_each,        try_metas,   try_terms,
		                           try_posting,     try_check,   try_stats_and_meta };
	struct fixture *f = *state;
	struct trial t = { .f = f };
	long total = 0;

	make_index(f, lines, 3);
	t.r = read_from(f);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		total += fail_each(&t, calls[i], false);
		total += fail_each(&t, calls[i], true);
		/* The same reader serves on. */
		assert_int_equal(try_match(&t, &f->err), LETA_OK);
	}
	print_message("%ld allocations failed\n", total);
	engine_reader_close(t.r);
}

/* ---- writing ---- */

enum { N_TERMS = 16 };

static leta_status try_open_writer(struct trial *t, struct leta_error *err)
{
	struct engine_writer *w = NULL;
	leta_status status = engine_writer_open(t->f->index, &w, err);

	engine_writer_close(w);
	return status;
}

static leta_status collect(struct trial *t, struct leta_error *err)
{
	static const char *const keys[] = { "a", "b", "c" };
	char words[N_TERMS][64];
	struct engine_term terms[N_TERMS + 1] = { { STR("common"), 1 } };
	struct engine_value value = { .slot = 1, .numeric = true, .number = 3 };
	leta_status status = LETA_OK;

	for (uint32_t i = 0; i < N_TERMS; i++) {
		snprintf(words[i], sizeof(words[i]), "a longer term %s %u", t->data, i);
		terms[i + 1] = (struct engine_term){ str_from(words[i]), i };
	}
	for (size_t i = 0; i < 3 && status == LETA_OK; i++) {
		struct engine_document document = { .key = str_from(keys[i]),
			                            .terms = terms,
			                            .n_terms = N_TERMS + 1,
			                            .values = &value,
			                            .n_values = 1,
			                            .data = str_from(t->data) };

		status = engine_writer_replace(t->w, &document, err);
	}
	if (status == LETA_OK)
		status = engine_writer_remove(t->w, STR("never"), err);
	if (status == LETA_OK)
		status = engine_writer_set_meta(t->w, STR("m"), str_from(t->data), err);
	return status;
}

/* A database of its own each time. */
static leta_status try_bulk(struct trial *t, struct leta_error *err)
{
	static long number;
	char dir[128];
	struct engine_bulk *b = NULL;
	struct engine_term terms[] = { { STR("b"), 1 }, { STR("a"), 2 } };
	struct engine_value value = { .slot = 1, .numeric = true, .number = 3 };
	struct engine_document document = { .key = STR("k"),     .terms = terms,  .n_terms = 2,
		                            .values = &value,    .n_values = 1,   .data = STR("data") };
	leta_status status;

	snprintf(dir, sizeof(dir), "%s-%ld", t->f->index, number++);
	status = engine_bulk_open(dir, ENGINE_BULK_MEMORY, &b, err);
	if (status == LETA_OK)
		status = engine_bulk_add(b, &document, err);
	if (status == LETA_OK)
		status = engine_bulk_set_meta(b, STR("m"), STR("x"), err);
	if (status == LETA_OK)
		status = engine_bulk_finish(b, err);
	engine_bulk_close(b);
	return status;
}

static void test_bulk(void **state)
{
	struct trial t = { .f = *state };
	long once = fail_each(&t, try_bulk, false), for_good = fail_each(&t, try_bulk, true);

	print_message("%ld allocations failed\n", once + for_good);
	assert_true(once > 20);
}

static leta_status commit(struct trial *t, struct leta_error *err)
{
	return engine_writer_commit(t->w, err);
}

/* All documents hold `acknowledged`, and so does the metadata. */
static void holds_what_was_acknowledged(struct trial *t)
{
	struct fixture *f = t->f;
	struct engine_reader *r = read_from(f);
	struct joined data = { 0 }, meta = { 0 };
	char expected[80];

	assert_int_equal(engine_reader_each(r, STR("common"), join_bytes, &data, &f->err), LETA_OK);
	assert_int_equal(engine_reader_meta(r, STR("m"), join_bytes, &meta, &f->err), LETA_OK);
	snprintf(expected, sizeof(expected), "%s %s %s", t->acknowledged, t->acknowledged,
	         t->acknowledged);
	assert_string_equal(data.text, expected);
	assert_string_equal(meta.text, t->acknowledged);
	engine_reader_close(r);
}

/* The failing part is collecting or committing; the other goes well. */
static void fail_each_of_a_batch(struct fixture *f, bool committing, bool on)
{
	struct trial t = { .f = f, .acknowledged = "0", .data = "0" };
	bool reached = true;
	long n, refused = 0;

	t.w = write_to(f);
	assert_int_equal(collect(&t, &f->err), LETA_OK);
	assert_int_equal(commit(&t, &f->err), LETA_OK);
	for (n = 1; reached; n++) {
		struct leta_error err = { 0 };
		leta_status status = LETA_OK;

		snprintf(t.data, sizeof(t.data), "%ld", n);
		if (committing)
			assert_int_equal(collect(&t, &f->err), LETA_OK);
		fail_alloc_arm(n, on);
		status = committing ? commit(&t, &err) : collect(&t, &err);
		reached = fail_alloc_disarm() >= n;
		if (status != LETA_OK && status != LETA_ERR_NOMEM)
			fail_msg("allocation %ld: %s: %s", n, leta_status_name(status),
			         err.message[LETA_EN]);
		refused += status != LETA_OK;
		if (!committing) /* What was refused is not in the batch; what came before is. */
			assert_int_equal(collect(&t, &f->err), LETA_OK);
		if (!committing || status != LETA_OK)
			status = commit(&t, &err);
		if (status == LETA_OK) {
			memcpy(t.acknowledged, t.data, sizeof(t.data));
		} else {
			/* It gave up: nothing but closing is left. */
			assert_true(committing);
			assert_int_equal(status, LETA_ERR_NOMEM);
			assert_int_equal(collect(&t, &err), LETA_ERR_NOMEM);
			engine_writer_close(t.w);
			t.w = write_to(f);
		}
		holds_what_was_acknowledged(&t);
		if (n % 16 == 0)
			assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
	}
	print_message("%ld allocations failed, %ld calls with them\n", n - 2, refused);
	assert_true(n > (committing ? 200 : 5));
	engine_writer_close(t.w);
	assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
}

static void test_collecting(void **state)
{
	fail_each_of_a_batch(*state, false, false);
	fail_each_of_a_batch(*state, false, true);
}

static void test_committing_with_one_failure(void **state)
{
	fail_each_of_a_batch(*state, true, false);
}

static void test_committing_without_memory(void **state)
{
	fail_each_of_a_batch(*state, true, true);
}

static void test_opening_a_writer(void **state)
{
	struct fixture *f = *state;
	struct trial t = { .f = f };

	make_index(f, lines, 3);
	fail_each(&t, try_open_writer, false);
	fail_each(&t, try_open_writer, true);
	t.r = read_from(f);
	assert_int_equal(try_match(&t, &f->err), LETA_OK);
	engine_reader_close(t.r);
	assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
}

static leta_status create(struct trial *t, struct leta_error *err)
{
	leta_status status = try_open_writer(t, err);

	if (status == LETA_OK)
		file_remove_tree(t->f->index, NULL);
	return status;
}

/* Half-made directories that failures left behind must not stand in the way. */
static void test_creating(void **state)
{
	struct trial t = { .f = *state };

	fail_each(&t, create, false);
	fail_each(&t, create, true);
	make_index(t.f, lines, 3);
	assert_int_equal(engine_check(t.f->index, &t.f->err), LETA_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_bulk),
		WITH_SCRATCH(test_reading),
		WITH_SCRATCH(test_collecting),
		WITH_SCRATCH(test_committing_with_one_failure),
		WITH_SCRATCH(test_committing_without_memory),
		WITH_SCRATCH(test_opening_a_writer),
		WITH_SCRATCH(test_creating),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
