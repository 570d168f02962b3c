/*
 * test_reader.c: documents, terms and metadata of a snapshot, also while a writer overtakes it.
 */
#include "engine_fixture.h"

static const struct line lines[] = {
	{ "a", "x:2 y K1:0", NAN, NULL },
	{ "b", "x K1:0", NAN, NULL },
	{ "c", "y:5", NAN, NULL },
};

static void test_each_by_term(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r;
	static const struct {
		const char *term, *found;
	} cases[] = { { "", "a b c" }, { "x", "a b" }, { "K1", "a b" },
		      { "y", "a c" },  { "z", "" },    { "Qb", "b" } };

	make_index(f, lines, 3);
	r = read_from(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct joined found = { 0 };

		assert_int_equal(engine_reader_each(r, str_from(cases[i].term), join_bytes, &found,
		                                    &f->err),
		                 LETA_OK);
		assert_string_equal(found.text, cases[i].found);
	}
	engine_reader_close(r);
}

static void test_terms_by_prefix(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r;
	struct joined all = { 0 }, some = { 0 };

	make_index(f, lines, 3);
	r = read_from(f);
	assert_int_equal(engine_reader_terms(r, STR(""), join_term, &all, &f->err), LETA_OK);
	assert_string_equal(all.text, "K1:2 Qa:1 Qb:1 Qc:1 x:2 y:2");
	assert_int_equal(engine_reader_terms(r, STR("Q"), join_term, &some, &f->err), LETA_OK);
	assert_string_equal(some.text, "Qa:1 Qb:1 Qc:1");
	engine_reader_close(r);
}

static void test_posting(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r;
	struct engine_posting posting;
	struct joined ignored = { 0 };
	uint32_t docid;

	make_index(f, lines, 3);
	r = read_from(f);
	assert_int_equal(engine_reader_find(r, STR("a"), &docid, join_bytes, &ignored, &f->err),
	                 LETA_OK);
	assert_int_equal(engine_reader_posting(r, STR("x"), docid, &posting, &f->err), LETA_OK);
	assert_int_equal(posting.documents, 2);
	assert_int_equal(posting.wdf, 2);
	assert_int_equal(posting.length, 3);
	assert_int_equal(engine_reader_posting(r, STR("K1"), docid, &posting, &f->err), LETA_OK);
	assert_int_equal(posting.documents, 2);
	assert_int_equal(posting.wdf, 0);
	assert_int_equal(engine_reader_posting(r, STR("none"), docid, &posting, &f->err), LETA_OK);
	assert_int_equal(posting.documents, 0);
	assert_int_equal(engine_reader_posting(r, STR("x"), 999, &posting, &f->err),
	                 LETA_ERR_NOT_FOUND);
	engine_reader_close(r);
}

static void test_stats(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r;
	struct engine_stats stats;

	make_index(f, lines, 3);
	r = read_from(f);
	assert_int_equal(engine_reader_stats(r, &stats, &f->err), LETA_OK);
	assert_int_equal(stats.documents, 3);
	assert_float_equal(stats.average_length, 3.0, 1e-9);
	assert_true(stats.revision > 0);
	engine_reader_close(r);
}

static leta_status stop_at_b(void *ctx, struct str bytes, struct leta_error *err)
{
	int *calls = ctx;

	++*calls;
	return bytes.ptr[0] == 'b' ? error_set(err, LETA_ERR_CANCELLED, "stopp", "stop") : LETA_OK;
}

static void test_callback_stops_the_iteration(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r;
	int calls = 0;

	make_index(f, lines, 3);
	r = read_from(f);
	assert_int_equal(engine_reader_each(r, STR(""), stop_at_b, &calls, &f->err),
	                 LETA_ERR_CANCELLED);
	assert_int_equal(calls, 2);
	assert_string_equal(f->err.message[LETA_SV], "stopp");
	engine_reader_close(r);
}

/* ---- overtaken ---- */

enum { MANY = 2000 };

static void put_many(struct fixture *f, struct engine_writer *w, const char *prefix)
{
	for (int i = 0; i < MANY; i++) {
		char key[16], terms[64];

		snprintf(key, sizeof(key), "%04d", i);
		snprintf(terms, sizeof(terms), "all %s%d %s", prefix, i % 7, prefix);
		assert_int_equal(put(w, &(struct line){ key, terms, i, "r" }, &f->err), LETA_OK);
	}
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
}

static void test_overtaken_reader_goes_on(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	struct engine_reader *r;
	struct engine_match *match = NULL;
	struct joined data = { 0 };
	struct engine_posting posting;
	uint32_t docid;

	put_many(f, w, "a");
	r = read_from(f);
	for (int i = 0; i < 4; i++)
		put_many(f, w, i % 2 ? "a" : "b");
	assert_int_equal(engine_reader_match(r, TERM("all"), &plain, &match, &f->err), LETA_OK);
	assert_int_equal(match->total, MANY);
	engine_match_free(match);
	for (int i = 0; i < 4; i++)
		put_many(f, w, i % 2 ? "a" : "b");
	assert_int_equal(engine_reader_find(r, STR("1999"), &docid, join_bytes, &data, &f->err),
	                 LETA_OK);
	assert_int_equal(engine_reader_posting(r, STR("all"), docid, &posting, &f->err), LETA_OK);
	assert_int_equal(posting.documents, MANY);
	engine_reader_close(r);
	engine_writer_close(w);
}

struct pursuit {
	struct fixture *f;
	struct engine_writer *w;
	struct engine_reader *r;
	int seen, next;
};

/* A writer overtakes the iteration three times, and the callback uses the same reader. */
static leta_status overtake(void *ctx, struct str bytes, struct leta_error *err)
{
	struct pursuit *p = ctx;
	struct engine_stats stats;
	char expected[16];

	snprintf(expected, sizeof(expected), "%04d", p->seen);
	assert_memory_equal(bytes.ptr, expected, 4);
	if (p->seen++ % 600 == 0) {
		put_many(p->f, p->w, "b");
		put_many(p->f, p->w, "c");
		put_many(p->f, p->w, "a");
		return engine_reader_stats(p->r, &stats, err);
	}
	return LETA_OK;
}

static void test_overtaken_iteration_gives_each_document_once(void **state)
{
	struct fixture *f = *state;
	struct pursuit p = { .f = f, .w = write_to(f) };

	put_many(f, p.w, "a");
	p.r = read_from(f);
	assert_int_equal(engine_reader_each(p.r, STR("all"), overtake, &p, &f->err), LETA_OK);
	assert_int_equal(p.seen, MANY);
	engine_reader_close(p.r);
	engine_writer_close(p.w);
}

static leta_status count_terms(void *ctx, struct str term, uint32_t documents,
                               struct leta_error *err)
{
	struct pursuit *p = ctx;
	char expected[16];

	(void)err;
	snprintf(expected, sizeof(expected), "Q%04d", p->seen);
	assert_memory_equal(term.ptr, expected, term.len);
	assert_int_equal(documents, 1);
	if (p->seen++ % 600 == 0) {
		put_many(p->f, p->w, "b");
		put_many(p->f, p->w, "a");
	}
	return LETA_OK;
}

static void test_overtaken_list_of_terms_is_whole(void **state)
{
	struct fixture *f = *state;
	struct pursuit p = { .f = f, .w = write_to(f) };

	put_many(f, p.w, "a");
	p.r = read_from(f);
	assert_int_equal(engine_reader_terms(p.r, STR("Q"), count_terms, &p, &f->err), LETA_OK);
	assert_int_equal(p.seen, MANY);
	engine_reader_close(p.r);
	engine_writer_close(p.w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_each_by_term),
		WITH_SCRATCH(test_terms_by_prefix),
		WITH_SCRATCH(test_posting),
		WITH_SCRATCH(test_stats),
		WITH_SCRATCH(test_callback_stops_the_iteration),
		WITH_SCRATCH(test_overtaken_reader_goes_on),
		WITH_SCRATCH(test_overtaken_iteration_gives_each_document_once),
		WITH_SCRATCH(test_overtaken_list_of_terms_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
