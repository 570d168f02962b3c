/*
 * test_stats.c: statistics over the sample index: groups, sums, pairs, the rest, what cannot be counted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

/* "value:count …" of an axis; "?" unknown, "+N" the rest. */
static const char *groups(const struct leta_axis *axis, char out[512])
{
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; i < axis->n_groups; i++) {
		const struct leta_group *g = &axis->groups[i];
		char name[128];
		snprintf(name, sizeof(name), "%s", g->value ? g->value : "?");
		if (g->rest > 0)
			snprintf(name, sizeof(name), "+%zu", g->rest);
		used += (size_t)snprintf(out + used, 512 - used, "%s%s:%zu", i > 0 ? " " : "",
					 name, g->summary.count);
	}
	return out;
}

static struct leta_stats *count(struct fixture *f, struct leta_stats_query query)
{
	struct leta_stats *stats = NULL;
	struct leta_error err;
	assert_int_equal(leta_stats(f->index, &query, &stats, &err), LETA_OK);
	return stats;
}

static struct leta_stats_query by(const char *name, const char *text)
{
	struct leta_stats_query query = {.query = LETA_QUERY_INIT, .n_by = 1, .sum = LETA_FIELD_COUNT};
	assert_true(leta_dimension_find(name, &query.by[0]));
	query.query.text = text;
	return query;
}

static void check(struct fixture *f, struct leta_stats_query query, const char *expected)
{
	char text[512];
	struct leta_stats *stats = count(f, query);
	assert_string_equal(groups(&stats->axes[0], text), expected);
	leta_stats_free(stats);
}

static void test_everything(void **state)
{
	struct fixture *f = *state;
	check(f, by("kommun", NULL), "Botkyrka:1 Haninge:1 Malmö:1 Norrköping:1 ?:3");
	check(f, by("municipality", "  "), "Botkyrka:1 Haninge:1 Malmö:1 Norrköping:1 ?:3");
	check(f, by("år", NULL), "2009:1 2014:2 ?:3");
	check(f, by("slutår", NULL), "2010:1 2011:1 2014:2 ?:2");
	check(f, by("pågick", NULL), "2009:1 2010:1 2011:1 2014:2 ?:2");
	leta_stats_free(NULL);
}

static void test_of_a_query(void **state)
{
	struct fixture *f = *state;
	struct leta_stats *stats = count(f, by("kommun", "malmö"));
	char text[512];
	assert_string_equal(stats->asked.query, "malmö");
	assert_int_equal(stats->asked.total, stats->total.count);
	assert_string_equal(groups(&stats->axes[0], text), "Malmö:1 ?:0");
	leta_stats_free(stats);
	check(f, by("kommun", "zebra"), "?:0");
}

static void test_rest_counts_a_document_once(void **state)
{
	struct leta_stats_query query = by("kommun", NULL);
	query.top[0] = 2;
	check(*state, query, "Botkyrka:1 Haninge:1 +2:2 ?:3");
	query.top[0] = 4;
	check(*state, query, "Botkyrka:1 Haninge:1 Malmö:1 Norrköping:1 ?:3");
	query = by("pågick", NULL);
	query.top[0] = 1;
	check(*state, query, "2014:2 +3:2 ?:2");
}

static void test_sums(void **state)
{
	struct leta_stats_query query = by("kommun", NULL);
	query.sum = LETA_FIELD_GRANT;
	struct leta_stats *stats = count(*state, query);
	assert_true(stats->axes[0].multiple);
	/* 450 000, 1 137 500 and 2 978 767 kr */
	assert_int_equal(stats->total.count, 6);
	assert_int_equal(stats->total.known, 3);
	assert_int_equal(stats->total.sum, 4566267);
	assert_int_equal(stats->total.median, 1137500);
	assert_int_equal(stats->total.min, 450000);
	assert_int_equal(stats->total.max, 2978767);
	assert_int_equal(stats->axes[0].groups[4].summary.known, 0);
	leta_stats_free(stats);
	query.query.text = "kommun:(Malmö ELLER Norrköping)";
	stats = count(*state, query);
	assert_int_equal(stats->total.median, 2058133); /* between two, whole kronor */
	leta_stats_free(stats);
}

static void test_pairs(void **state)
{
	struct leta_stats_query query = by("kommun", NULL);
	assert_true(leta_dimension_find("startyear", &query.by[1]));
	query.n_by = 2;
	struct leta_stats *stats = count(*state, query);
	char text[512] = "";
	size_t used = 0;
	for (size_t i = 0; i < stats->n_cells; i++) {
		const struct leta_cell *c = &stats->cells[i];
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%zu/%zu:%zu ",
					 c->group[0], c->group[1], c->summary.count);
	}
	/* Botkyrka, Haninge, Malmö, Norrköping, unknown by 2009, 2014, unknown */
	assert_string_equal(text, "0/1:1 1/1:1 2/0:1 3/1:1 4/2:3 ");
	leta_stats_free(stats);
}

static void test_what_cannot_be_counted(void **state)
{
	struct fixture *f = *state;
	struct leta_stats_query query = by("region", NULL);
	struct leta_stats *stats = NULL;
	struct leta_error err;
	struct leta_dimension none;
	assert_false(leta_dimension_find("titel", &none));
	assert_false(leta_dimension_find("stöd", &none));
	assert_false(leta_dimension_find("", &none));
	query.sum = LETA_FIELD_DAYS;
	assert_int_equal(leta_stats(f->index, &query, &stats, &err), LETA_ERR_INVALID);
	query = by("region", NULL);
	query.n_by = 0;
	assert_int_equal(leta_stats(f->index, &query, &stats, &err), LETA_ERR_INVALID);
	query = by("region", "(malmö");
	assert_int_equal(leta_stats(f->index, &query, &stats, &err), LETA_ERR_SYNTAX);
	query.by[0] = (struct leta_dimension){LETA_FIELD_REGION, true};
	assert_int_equal(leta_stats(f->index, &query, &stats, &err), LETA_ERR_INVALID);
	assert_null(stats);
}

static void test_restrictions(void **state)
{
	struct leta_dimension region = {LETA_FIELD_REGION, false}, year = {LETA_FIELD_START, true};
	char text[64];
	(void)state;
	assert_true(leta_dimension_query(region, "Östra, \\ (x) * -y", text, sizeof(text)));
	assert_string_equal(text, "region:=\"Östra, \\ (x) * -y\"");
	assert_true(leta_dimension_query(region, "AB \"Hus\"", text, sizeof(text)));
	assert_string_equal(text, "region:=»AB \"Hus\"»");
	assert_false(leta_dimension_query(region, "\"a\" »b»", text, sizeof(text)));
	assert_string_equal(text, "");
	assert_true(leta_dimension_query(region, NULL, text, sizeof(text)));
	assert_string_equal(text, "okänt:region");
	assert_true(leta_dimension_query(year, "2014", text, sizeof(text)));
	assert_string_equal(text, "pågick:2014");
	assert_false(leta_dimension_query(region, "Stockholm", text, 10));
	assert_false(leta_dimension_query(year, "när", text, sizeof(text)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything),
		cmocka_unit_test(test_of_a_query),
		cmocka_unit_test(test_rest_counts_a_document_once),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_what_cannot_be_counted),
		cmocka_unit_test(test_restrictions),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
