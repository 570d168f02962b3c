/*
 * test_find.c: which documents a query finds, from the first word to the last resort.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

struct finding {
	const char *query, *ids;
};

static void check(void **state, const struct finding *cases, size_t n)
{
	unsigned failed = 0;
	for (size_t i = 0; i < n; i++) {
		const char *ids = fixture_ids(*state, cases[i].query);
		if (strcmp(ids, cases[i].ids) != 0) {
			print_error("%s\n  wanted '%s'\n  got    '%s'\n", cases[i].query,
				    cases[i].ids, ids);
			failed++;
		}
	}
	assert_int_equal(failed, 0);
}

#define CHECK(state, cases) check(state, cases, sizeof(cases) / sizeof((cases)[0]))

static void test_words(void **state)
{
	static const struct finding cases[] = {
		{"upphandling", "krav"},
		{"upphandlingar", "krav"},
		{"integration", "malmo vagar"}, /* the title weighs more */
		{"hus", "hus hus-2"},
		{"arbete kvinnor", "vagar"},
		{"arbete -kvinnor", "krav"},
		{"upphandling ELLER förankring", "krav kedjan"},
		{"(upphandling ELLER förankring) samverkan", "kedjan"},
		{"-arbete -hus", "kedjan malmo"},
		{"finnsinte", ""},
	};
	CHECK(state, cases);
}

static void test_phrases(void **state)
{
	static const struct finding cases[] = {
		{"\"social innovation\"", "krav vagar"},
		{"\"innovation social\"", ""},
		{"\"lära av andra\"", "kedjan"},
		{"\"pröva sig fram kring metoder\"", "kedjan"},
		{"\"länet bakgrund\"", ""}, /* never from one section to the next */
		{"=upphandlingen", "krav"},
		{"=upphandlingar", ""},
		{"=\"sociala innovationer\"", "vagar"},
		{"metoder NÄRA/3 pröva", ""},
		{"metoder NÄRA/5 pröva", "kedjan"},
		{"\"pröva sig\" NÄRA/3 metoder", "kedjan"},
		{"arbete NÄRA/3 (kvinnor ELLER fler)", "vagar krav"},
		{"att vara", "hus"}, /* very common words: in that order */
		{"\"vara och att\"", "hus-2"},
	};
	CHECK(state, cases);
}

static void test_scopes(void **state)
{
	static const struct finding cases[] = {
		{"titel:integration", "malmo"},
		{"title:arbete", "vagar"},
		{"syfte:arbete", "krav"},
		{"bakgrund:arbete", "krav"},
		{"syfte:(arbete kvinnor)", ""},
		{"syfte:(arbete -kvinnor)", "krav"},
		{"bakgrund:\"social innovation\"", "krav"},
		{"lärdom:förankring", "kedjan"},
		{"lärdom:samverkan", ""},
		{"lärdom:mötena", ""}, /* in the section, not in the lesson */
		{"rubrik:förstudie", "kedjan"},
		{"rubrik:\"denna förstudie\"", "kedjan"},
		{"rubrik:bakgrund kvinnor", "vagar"},
	};
	CHECK(state, cases);
}

static void test_fields(void **state)
{
	static const struct finding cases[] = {
		{"kommun:Norrköping", "krav"},
		{"kommun:(Malmö ELLER Haninge)", "vagar malmo"},
		{"kommun:=Malmö", "malmo"},
		{"kommun:nor*", "krav"},
		{"region:Stockholm fas:förprojektering", "vagar"},
		{"region:SE11", "vagar"},
		{"ägare:\"Malmö stad\"", "malmo"},
		{"ägare:\"stad Malmö\"", ""},
		{"ägare:=Malmö", ""},
		{"typ:projekt -kommun:Malmö", "vagar krav"},
		{"id:hus-2", "hus-2"},
		{"integration kommun:Malmö", "malmo"},
	};
	CHECK(state, cases);
}

static void test_ranges(void **state)
{
	static const struct finding cases[] = {
		{"stöd:>1mkr", "krav malmo"},
		{"stöd:..1mkr", "vagar"},
		{"stöd:450000", "vagar"},
		{"start:<2014", "malmo"}, /* no start is no early start */
		{"start:2014", "vagar krav"},
		{"slut:>=2011-12", "vagar krav kedjan"},
		{"pågick:2014-11", "krav"},
		{"pågick:2010", "malmo"},
		{"pågick:2009..2011", "kedjan malmo"}, /* one known date is that day */
		{"pågick:2011-11", ""},
		{"okänt:budget typ:projekt", "krav malmo"},
		{"-okänt:budget", "vagar"},
	};
	CHECK(state, cases);
}

static void test_patterns(void **state)
{
	static const struct finding cases[] = {
		{"upphand*", "krav"},      {"*handling", "krav"},   {"upp*ling", "krav"},
	};
	CHECK(state, cases);
}

/* ---- words written in other ways ---- */

static const struct leta_expansion *find_expansion(const struct leta_results *results,
						   const char *kind)
{
	for (size_t i = 0; i < results->n_expansions; i++)
		if (strcmp(results->expansions[i].kind, kind) == 0)
			return &results->expansions[i];
	return NULL;
}

static const struct leta_notice *find_notice(const struct leta_results *results, const char *kind)
{
	for (size_t i = 0; i < results->n_notices; i++)
		if (strcmp(results->notices[i].kind, kind) == 0)
			return &results->notices[i];
	return NULL;
}

static void test_written_together(void **state)
{
	struct fixture *f = *state;
	struct leta_results *results = fixture_ask(f, "utrikes födda");
	assert_string_equal(fixture_ids_of(f, results), "vagar krav");
	assert_non_null(find_expansion(results, "compound"));
	assert_string_equal(find_expansion(results, "compound")->to, "utrikesfödda");
	leta_results_free(results);
}

static void test_accents(void **state)
{
	struct fixture *f = *state;
	struct leta_results *results = fixture_ask(f, "malmo rosengard");
	assert_string_equal(fixture_ids_of(f, results), "malmo");
	assert_string_equal(results->understood, "malmö OCH rosengård");
	assert_string_equal(find_expansion(results, "accent")->of, "malmo");
	assert_string_equal(find_expansion(results, "accent")->to, "malmö");
	assert_string_equal(find_notice(results, "warning")->text,
			    "inget dokument har 'malmo': visar 'malmö'");
	leta_results_free(results);
	assert_string_equal(fixture_ids(f, "kommun:malmo"), "malmo");
	assert_string_equal(fixture_ids(f, "mal"), "");
}

static void test_spelling(void **state)
{
	struct fixture *f = *state;
	struct leta_results *results = fixture_ask(f, "upphandlng -kvinnor");
	assert_string_equal(fixture_ids_of(f, results), "krav");
	assert_string_equal(find_notice(results, "suggestion")->query, "upphandling -kvinnor");
	assert_string_equal(find_expansion(results, "spelling")->to, "upphandling");
	assert_string_equal(results->understood, "upphandling OCH INTE kvinnor");
	leta_results_free(results);
	results = fixture_ask(f, "uppahndlinx"); /* too far off to be sure */
	assert_int_equal(results->total, 0);
	assert_string_equal(find_notice(results, "suggestion")->query, "upphandling");
	leta_results_free(results);
	results = fixture_ask(f, "upphandlng ELLER kedjan"); /* something is found: only offered */
	assert_string_equal(fixture_ids_of(f, results), "kedjan");
	assert_string_equal(find_notice(results, "suggestion")->query, "upphandling ELLER kedjan");
	leta_results_free(results);
}

static void test_modes(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "upphandling kvinnor";
	struct leta_results *results = fixture_search(f, query);
	assert_string_equal(fixture_ids_of(f, results), "krav vagar");
	assert_string_equal(results->understood, "upphandling ELLER kvinnor");
	assert_non_null(find_notice(results, "warning"));
	leta_results_free(results);

	query.mode = LETA_MODE_ALL;
	results = fixture_search(f, query);
	assert_int_equal(results->total, 0);
	leta_results_free(results);

	query.mode = LETA_MODE_ANY;
	query.text = "+upphandling kvinnor";
	results = fixture_search(f, query);
	assert_string_equal(fixture_ids_of(f, results), "krav");
	leta_results_free(results);

	query.mode = LETA_MODE_AUTO; /* conditions are never given up */
	query.text = "upphandling kvinnor kommun:Malmö";
	results = fixture_search(f, query);
	assert_int_equal(results->total, 0);
	leta_results_free(results);

	query.text = "upphandling hänsyn samverkan rosengård"; /* two of four */
	results = fixture_search(f, query);
	assert_string_equal(fixture_ids_of(f, results), "krav");
	leta_results_free(results);
}

static void test_left_out_as_unknown(void **state)
{
	struct fixture *f = *state;
	struct leta_results *results = fixture_ask(f, "arbete budget:>100tkr");
	assert_string_equal(fixture_ids_of(f, results), "vagar");
	assert_string_equal(find_notice(results, "warning")->text,
			    "1 till passar i övrigt men saknar uppgift om budget");
	assert_string_equal(find_notice(results, "warning")->query, "arbete OCH okänt:budget");
	leta_results_free(results);
}

static void test_errors(void **state)
{
	struct fixture *f = *state;
	size_t offset;
	assert_int_equal(fixture_fail(f, "a (b", &offset), LETA_ERR_SYNTAX);
	assert_int_equal(offset, 2);
	assert_int_equal(fixture_fail(f, "", &offset), LETA_ERR_SYNTAX);
	assert_int_equal(fixture_fail(f, "o* o* o* o*", &offset), LETA_ERR_LIMIT);
	assert_int_equal(fixture_fail(f, "\xff", &offset), LETA_ERR_SYNTAX);
	assert_int_equal(fixture_fail(f, NULL, &offset), LETA_ERR_INVALID);
	char *long_query = malloc((size_t)1 << 20);
	assert_non_null(long_query);
	memset(long_query, 'a', ((size_t)1 << 20) - 1);
	long_query[((size_t)1 << 20) - 1] = '\0';
	assert_int_equal(fixture_fail(f, long_query, &offset), LETA_ERR_LIMIT);
	memset(long_query, '(', 500);
	long_query[500] = '\0';
	assert_int_equal(fixture_fail(f, long_query, &offset), LETA_ERR_LIMIT);
	free(long_query);
}

/* Letters that a Mac writes in two pieces. */
static void test_decomposed_query(void **state)
{
	assert_string_equal(fixture_ids(*state, "Norrko\xcc\x88ping arbete"), "krav");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_phrases),
		cmocka_unit_test(test_scopes),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_written_together),
		cmocka_unit_test(test_accents),
		cmocka_unit_test(test_spelling),
		cmocka_unit_test(test_modes),
		cmocka_unit_test(test_left_out_as_unknown),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_decomposed_query),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
