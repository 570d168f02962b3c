/*
 * test_match.c: order, totals and pages of a result, and the scan of all matches.
 */
#include "engine_fixture.h"

static const struct line lines[] = {
	{ "a", "x:1 pad:9", 30, "n" },      { "b", "x:5 pad:5", 10, "n\x1Fs" },
	{ "c", "x:3 pad:7", NAN, NULL },    { "d", "x:3 pad:7", 20, "s\x1Fs\x1Fö" },
	{ "e", "y:1 pad:9", 5, "n" },       { "f", "x:3 pad:7", 10, "\x1F\x1F" },
	{ "g", "x:2 pad:8", -5, "v\x1Fn" },
};

enum { N_LINES = sizeof(lines) / sizeof(*lines) };

static int setup_index(void **state)
{
	if (fixture_setup(state))
		return -1;
	make_index(*state, lines, N_LINES);
	return 0;
}

/* Keys in the order of the hits; the reader is closed before they are read. */
static void order(struct fixture *f, const struct plan_node *plan,
                  const struct engine_match_options *options, const char *expected, uint32_t total)
{
	struct engine_reader *r = read_from(f);
	struct engine_match *match = NULL;
	char keys[32] = "";

	assert_int_equal(engine_reader_match(r, plan, options, &match, &f->err), LETA_OK);
	engine_reader_close(r);
	for (size_t i = 0; i < match->n_hits; i++)
		keys[i] = match->hits[i].data.ptr[0];
	assert_string_equal(keys, expected);
	assert_int_equal(match->total, total);
	engine_match_free(match);
}

static void test_by_score_then_docid(void **state)
{
	order(*state, TERM("x"), &plain, "bcdfga", 6);
	order(*state, LEAF(PLAN_ALL), &plain, "abcdefg", 7);
	engine_match_free(NULL);
}

static void test_by_value(void **state)
{
	struct engine_match_options options = plain;

	options.sort = ENGINE_SORT_VALUE;
	options.sort_slot = SLOT_BUDGET;
	order(*state, TERM("x"), &options, "gbfdac", 6);
	options.descending = true;
	order(*state, TERM("x"), &options, "adbfgc", 6);
	/* A slot without values: by score and docid. */
	options.sort_slot = 77;
	order(*state, TERM("x"), &options, "bcdfga", 6);
}

static void test_pages_and_totals(void **state)
{
	struct engine_match_options options = plain;

	options.limit = 2;
	order(*state, TERM("x"), &options, "bc", 6);
	options.offset = 2;
	order(*state, TERM("x"), &options, "df", 6);
	options.offset = 5;
	order(*state, TERM("x"), &options, "a", 6);
	options.offset = 6;
	order(*state, TERM("x"), &options, "", 6);
	options.offset = UINT32_MAX;
	options.limit = UINT32_MAX;
	order(*state, TERM("x"), &options, "", 6);
	options.offset = 0;
	order(*state, TERM("x"), &options, "bcdfga", 6);
	options.limit = 0;
	order(*state, TERM("x"), &options, "", 6);
	order(*state, TERM("pad"), &options, "", 7);
	order(*state, TERM("absent"), &options, "", 0);
	order(*state, LEAF(PLAN_NOTHING), &options, "", 0);
}

/* A verification that accepts all claims more documents than there are: the total must not. */
static void test_totals_with_verification(void **state)
{
	struct engine_match_options options = plain;
	struct accepting all = { .keys = "abcdefg" }, some = { .keys = "bdf" };

	for (options.limit = 0; options.limit < 9; options.limit++) {
		char expected[8] = "abcdefg";

		if (options.limit < 7)
			expected[options.limit] = '\0';
		order(*state, VERIFY(&all, LEAF(PLAN_ALL)), &options, expected, 7);
	}
	order(*state, VERIFY(&some, TERM("x")), &options, "bdf", 3);
	options.limit = 1;
	order(*state, VERIFY(&some, TERM("x")), &options, "b", 3);
	order(*state, NODE(PLAN_OR, VERIFY(&some, TERM("x")), TERM("y")), &options, "e", 4);
}

/* What a scan is shown: "region/budget" of each document, "-" for what it lacks. */
struct shown {
	unsigned begun;
	size_t stop_after;
	size_t n;
	char text[256];
};

static void begin(void *ctx)
{
	struct shown *s = ctx;

	s->begun++;
	s->n = 0;
	s->text[0] = '\0';
}

static leta_status show(void *ctx, const struct engine_value *values, struct leta_error *err)
{
	struct shown *s = ctx;
	size_t used = strlen(s->text);

	if (s->n++ == s->stop_after)
		return error_set(err, LETA_ERR_LIMIT, "nog", "enough");
	assert_int_equal(values[0].slot, SLOT_REGION);
	assert_int_equal(values[1].slot, SLOT_BUDGET);
	assert_false(values[0].numeric);
	used += (size_t)snprintf(s->text + used, sizeof(s->text) - used, "%s" STR_FMT "/",
	                         used ? " " : "", STR_ARG(values[0].bytes));
	if (values[1].numeric)
		snprintf(s->text + used, sizeof(s->text) - used, "%g", values[1].number);
	else
		strcat(s->text, values[1].bytes.len ? "?" : "-");
	assert_false(values[2].numeric);
	assert_int_equal(values[2].bytes.len, 0);
	return LETA_OK;
}

static leta_status scan(struct fixture *f, const struct plan_node *plan, uint32_t limit,
                        struct shown *shown)
{
	static const struct engine_column columns[] = { { SLOT_REGION, false },
		                                        { SLOT_BUDGET, true },
		                                        { 88, true } };
	struct engine_scan all = { columns, 3, begin, show, shown };
	struct engine_match_options options = plain;
	struct engine_reader *r = read_from(f);
	struct engine_match *match = NULL;
	leta_status status;

	options.limit = limit;
	options.scan = &all;
	status = engine_reader_match(r, plan, &options, &match, &f->err);
	engine_reader_close(r);
	engine_match_free(match);
	return status;
}

static void test_scan_sees_every_match(void **state)
{
	static const uint32_t limits[] = { 0, 1, 1000 };

	for (size_t i = 0; i < 3; i++) {
		struct shown shown = { .stop_after = SIZE_MAX };

		assert_int_equal(scan(*state, TERM("x"), limits[i], &shown), LETA_OK);
		assert_int_equal(shown.begun, 1);
		assert_string_equal(shown.text, "n/30 n\x1Fs/10 /- s\x1Fs\x1Fö/20 \x1F\x1F/10 v\x1Fn/-5");
		assert_int_equal(scan(*state, TERM("absent"), limits[i], &shown), LETA_OK);
		assert_int_equal(shown.n, 0);
		assert_int_equal(scan(*state, LEAF(PLAN_NOTHING), limits[i], &shown), LETA_OK);
		assert_int_equal(shown.n, 0);
		assert_int_equal(shown.begun, 3);
		assert_int_equal(scan(*state, LEAF(PLAN_ALL), limits[i], &shown), LETA_OK);
		assert_int_equal(shown.n, N_LINES);
	}
}

static void test_scan_can_fail(void **state)
{
	struct fixture *f = *state;
	struct shown shown = { .stop_after = 2 };

	assert_int_equal(scan(f, LEAF(PLAN_ALL), 0, &shown), LETA_ERR_LIMIT);
	assert_int_equal(shown.n, 3); /* nothing is shown after the failure */
	assert_string_equal(f->err.message[LETA_EN], "enough");
}

static void test_scores_follow_the_parameters(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r = read_from(f);
	struct engine_match_options options = plain;
	struct engine_match *flat = NULL, *bad = NULL;

	/* k1 = 0: the number of occurrences does not matter. */
	options.bm25 = (struct engine_bm25){ .k1 = 0, .b = 0, .min_length = 0 };
	assert_int_equal(engine_reader_match(r, TERM("x"), &options, &flat, &f->err), LETA_OK);
	for (size_t i = 1; i < flat->n_hits; i++)
		assert_float_equal(flat->hits[i].score, flat->hits[0].score, 1e-12);
	engine_match_free(flat);
	options.bm25.k1 = -1;
	assert_int_equal(engine_reader_match(r, TERM("x"), &options, &bad, &f->err),
	                 LETA_ERR_INVALID);
	options.bm25.k1 = 1;
	options.bm25.b = (double)NAN;
	assert_int_equal(engine_reader_match(r, TERM("x"), &options, &bad, &f->err),
	                 LETA_ERR_INVALID);
	assert_null(bad);
	engine_reader_close(r);
}

#define WITH_INDEX(test) cmocka_unit_test_setup_teardown(test, setup_index, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_INDEX(test_by_score_then_docid),
		WITH_INDEX(test_by_value),
		WITH_INDEX(test_pages_and_totals),
		WITH_INDEX(test_totals_with_verification),
		WITH_INDEX(test_scan_sees_every_match),
		WITH_INDEX(test_scan_can_fail),
		WITH_INDEX(test_scores_follow_the_parameters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
