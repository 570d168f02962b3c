/*
 * test_similar.c: leta_similar(): order, reasons that add up, differences, ranges, drafts, faults.
 */
#include <math.h>

#include "support/unit.h"

#include "fixture.h"

static struct leta_results *similar(struct fixture *f, struct leta_similar_query query)
{
	struct leta_results *results = NULL;
	struct leta_error err = {0};
	if (leta_similar(f->index, &query, &results, &err) != LETA_OK)
		print_error("%s\n", err.message[LETA_SV]);
	assert_non_null(results);
	return results;
}

static struct leta_results *similar_to(struct fixture *f, const char *id)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	query.ids = &id;
	query.n_ids = 1;
	return similar(f, query);
}

static const char *const all_ids[] = {"vagar", "krav", "kedjan", "malmo", "hus", "hus-2"};

static void test_sums(void **state)
{
	size_t hits = 0;
	for (size_t i = 0; i < LENGTH(all_ids); i++) {
		struct leta_results *results = similar_to(*state, all_ids[i]);
		for (size_t h = 0; h < results->n_hits; h++) {
			const struct leta_hit *hit = &results->hits[h];
			double sum = 0;
			for (size_t r = 0; r < hit->n_reasons; r++)
				sum += hit->reasons[r].weight;
			assert_true(fabs(sum - hit->score) < 1e-9);
			assert_true(hit->score > 0);
			assert_true(h == 0 || hit->score <= hit[-1].score);
			assert_string_not_equal(leta_record_text(hit->record, LETA_FIELD_ID),
						all_ids[i]);
			hits++;
		}
		leta_results_free(results);
	}
	assert_true(hits > 5);
}

static const struct leta_reason *find_reason(const struct leta_reason *list, size_t n,
					     const char *kind)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].kind, kind) == 0)
			return &list[i];
	return NULL;
}

static const struct leta_hit *find_hit(const struct leta_results *results, const char *id)
{
	for (size_t i = 0; i < results->n_hits; i++)
		if (strcmp(leta_record_text(results->hits[i].record, LETA_FIELD_ID), id) == 0)
			return &results->hits[i];
	return NULL;
}

static void test_reasons(void **state)
{
	struct leta_results *results = similar_to(*state, "vagar");
	const struct leta_hit *hit = find_hit(results, "krav");
	assert_non_null(hit);
	const struct leta_reason *text = find_reason(hit->reasons, hit->n_reasons, "term");
	assert_non_null(text);
	assert_non_null(strstr(text->text, "sociala"));
	/* krav states no budget: then the grants are compared, seven times more */
	assert_string_equal(find_reason(hit->reasons, hit->n_reasons, "budget")->text,
			    "sju gånger större stöd: 3\u00A0mkr mot 450\u00A0tkr");
	assert_true(find_reason(hit->reasons, hit->n_reasons, "budget")->weight < 0);
	assert_string_equal(find_reason(hit->differences, hit->n_differences, "region")->text,
			    "annan region: Östra Mellansverige, inte Stockholm");
	leta_results_free(results);
}

/* What the other does not state is no reason, for or against. */
static void test_unknown(void **state)
{
	struct leta_results *results = similar_to(*state, "hus");
	assert_true(results->n_hits > 0);
	for (size_t i = 0; i < results->n_hits; i++)
		assert_int_equal(results->hits[i].n_reasons, 1);
	assert_int_equal(results->comparables->ranges[LETA_RANGE_GRANT].given_known, false);
	leta_results_free(results);
}

static void test_ranges(void **state)
{
	struct leta_results *results = similar_to(*state, "vagar");
	const struct leta_range *grant = &results->comparables->ranges[LETA_RANGE_GRANT];
	assert_int_equal(grant->n, 2); /* krav and malmo */
	assert_int_equal(grant->min, 1137500);
	assert_int_equal(grant->median, (1137500 + 2978767) / 2);
	assert_int_equal(grant->max, 2978767);
	assert_int_equal(grant->given, 450000);
	assert_int_equal(grant->below, 0);
	assert_int_equal(results->comparables->ranges[LETA_RANGE_BUDGET].n, 0);
	leta_results_free(results);
}

static const char draft_text[] =
	"Sociala krav i inköp\n\nVi vill pröva sociala hänsyn vid upphandling i Norrköping, så att "
	"upphandlingen ger arbete åt fler.\n";

static void test_draft(void **state)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	struct leta_draft draft = {
		.bytes = draft_text, .size = sizeof(draft_text) - 1, .name = "utkast.txt"};
	query.drafts = &draft;
	query.n_drafts = 1;
	struct leta_results *results = similar(*state, query);
	assert_string_equal(leta_record_text(results->hits[0].record, LETA_FIELD_ID), "krav");
	assert_string_equal(results->query, "utkast.txt");
	leta_results_free(results);
}

/* A copy of a document, as a draft, is the document: one hundred per cent, but for fields that it
 * lacks. */
static void test_copy(void **state)
{
	static const char copy[] = "Hus\n\nEtt litet hus vid vägen. Att vara eller inte vara.\n";
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	struct leta_draft draft = {.bytes = copy, .size = sizeof(copy) - 1};
	query.drafts = &draft;
	query.n_drafts = 1;
	struct leta_results *results = similar(*state, query);
	assert_string_equal(leta_record_text(results->hits[0].record, LETA_FIELD_ID), "hus");
	assert_true(results->hits[0].score > 99.99 && results->hits[0].score < 100.01);
	leta_results_free(results);
}

static void test_weights(void **state)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	const char *id = "vagar";
	query.ids = &id;
	query.n_ids = 1;
	query.weights[LETA_FACTOR_TEXT] = 0.5;
	query.weights[LETA_FACTOR_BUDGET] = 0;
	struct leta_results *whole = similar_to(*state, id), *halved = similar(*state, query);
	const struct leta_hit *hit = &halved->hits[0];
	double before =
		find_reason(whole->hits[0].reasons, whole->hits[0].n_reasons, "term")->weight;
	double after = find_reason(hit->reasons, hit->n_reasons, "term")->weight;
	assert_true(fabs(after * 2 - before) < 1e-9);
	assert_null(find_reason(hit->reasons, hit->n_reasons, "budget"));
	assert_null(find_reason(hit->differences, hit->n_differences, "budget"));
	leta_results_free(whole);
	leta_results_free(halved);
}

static void test_offset(void **state)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	const char *id = "vagar";
	query.ids = &id;
	query.n_ids = 1;
	query.offset = 1;
	query.limit = 1;
	struct leta_results *all = similar_to(*state, id), *one = similar(*state, query);
	assert_int_equal(one->n_hits, 1);
	assert_int_equal(one->total, all->total);
	assert_int_equal(one->hits[0].rank, 2);
	assert_string_equal(leta_record_text(one->hits[0].record, LETA_FIELD_ID),
			    leta_record_text(all->hits[1].record, LETA_FIELD_ID));
	leta_results_free(all);
	leta_results_free(one);
}

static leta_status refuse(struct fixture *f, struct leta_similar_query query)
{
	struct leta_results *results = NULL;
	struct leta_error err = {0};
	leta_status st = leta_similar(f->index, &query, &results, &err);
	assert_null(results);
	assert_true(err.message[LETA_SV][0] && err.message[LETA_EN][0]);
	return st;
}

static void test_faults(void **state)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	struct leta_draft empty = {.bytes = "", .size = 0};
	assert_int_equal(refuse(*state, query), LETA_ERR_INVALID);
	query.ids = (const char *const[]){"saknas"};
	query.n_ids = 1;
	assert_int_equal(refuse(*state, query), LETA_ERR_NOT_FOUND);
	query.ids = (const char *const[]){"krav"};
	query.weights[LETA_FACTOR_TEXT] = NAN;
	assert_int_equal(refuse(*state, query), LETA_ERR_INVALID);
	query = (struct leta_similar_query)LETA_SIMILAR_QUERY_INIT;
	query.drafts = &empty;
	query.n_drafts = 1;
	assert_int_equal(refuse(*state, query), LETA_ERR_FORMAT);
}

static void test_factor_names(void **state)
{
	(void)state;
	assert_int_equal(leta_factor_find("Ägare"), LETA_FACTOR_OWNER);
	assert_int_equal(leta_factor_find("owner"), LETA_FACTOR_OWNER);
	assert_int_equal(leta_factor_find("budge"), LETA_FACTOR_COUNT);
	for (int f = 0; f < LETA_FACTOR_COUNT; f++) {
		const struct leta_factor_info *info = leta_factor_info((enum leta_factor)f);
		assert_int_equal(leta_factor_find(info->name[LETA_EN]), f);
		assert_int_equal(leta_factor_find(info->name[LETA_SV]), f);
		assert_true(info->points > 0 && info->chance >= 0 && info->chance < 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),    cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_unknown), cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_draft),   cmocka_unit_test(test_copy),
		cmocka_unit_test(test_weights), cmocka_unit_test(test_offset),
		cmocka_unit_test(test_faults),  cmocka_unit_test(test_factor_names),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
