/*
 * test_results.c: what the results hold: snippets, reasons, facets, order, pages of hits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "fixture.h"

static const struct leta_hit *find_hit(const struct leta_results *results, const char *id)
{
	for (size_t i = 0; i < results->n_hits; i++)
		if (strcmp(leta_record_text(results->hits[i].record, LETA_FIELD_ID), id) == 0)
			return &results->hits[i];
	return NULL;
}

/* The marked bytes, with bars between. */
static const char *marked(const struct leta_snippet *snippet, char out[256])
{
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; i < snippet->n_marks; i++) {
		const struct leta_mark *m = &snippet->marks[i];
		used += (size_t)snprintf(out + used, 256 - used, "%s%.*s", i > 0 ? "|" : "",
					 (int)(m->end - m->start), snippet->text + m->start);
	}
	return out;
}

static void test_marks(void **state)
{
	struct leta_results *results = fixture_ask(*state, "\"social innovation\" kvinnor");
	const struct leta_hit *hit = find_hit(results, "vagar");
	char text[256];
	assert_non_null(hit);
	assert_int_equal(hit->n_snippets, 1); /* all words are in it */
	assert_string_equal(hit->snippets[0].section, "Sammanfattning");
	assert_string_equal(marked(&hit->snippets[0], text), "kvinnor|Sociala innovationer");
	assert_string_equal(
		hit->snippets[0].text,
		"Projektet prövar nya vägar till arbete för utrikesfödda kvinnor. Sociala "
		"innovationer ska spridas i länet.");
	leta_results_free(results);
	results = fixture_ask(*state, "kvinnor");
	hit = find_hit(results, "vagar");
	assert_int_equal(hit->n_snippets, 2); /* and not of the section that all pages have */
	assert_string_equal(hit->snippets[0].section, "Sammanfattning");
	assert_string_equal(hit->snippets[1].section, "Bakgrund");
	leta_results_free(results);
}

/* A hit in a field only: its value with marks, then how the text begins. */
static void test_value_is_shown(void **state)
{
	struct leta_results *results = fixture_ask(*state, "norrbacka");
	const struct leta_hit *hit = find_hit(results, "vagar");
	char text[256];
	assert_int_equal(hit->n_snippets, 2);
	assert_string_equal(hit->snippets[0].section, "Projektägare");
	assert_string_equal(marked(&hit->snippets[0], text), "Norrbacka");
	assert_string_equal(hit->snippets[1].section, "Sammanfattning");
	assert_int_equal(hit->snippets[1].n_marks, 0);
	leta_results_free(results);
	results = fixture_ask(*state, "kommun:haninge"); /* a condition is no reason to show */
	assert_int_equal(find_hit(results, "vagar")->n_snippets, 1);
	leta_results_free(results);
}

static void test_phrase_over_pages(void **state)
{
	struct leta_results *results = fixture_ask(*state, "\"pröva sig fram kring metoder\"");
	const struct leta_hit *hit = find_hit(results, "kedjan");
	char text[256];
	assert_int_equal(hit->n_snippets, 1);
	assert_int_equal(hit->snippets[0].page, 6);
	assert_int_equal(hit->snippets[0].last_page, 7);
	assert_string_equal(marked(&hit->snippets[0], text), "pröva sig fram kring metoder");
	leta_results_free(results);
}

/* A paragraph's end becomes one blank, and the marks behind it move along. */
static void test_blanks_are_one(void **state)
{
	struct leta_results *results = fixture_ask(*state, "bakgrund:(integration mötesplats)");
	const struct leta_snippet *snippet = &find_hit(results, "vagar")->snippets[0];
	char text[256];
	assert_string_equal(marked(snippet, text), "integration|mötesplats");
	assert_null(strchr(snippet->text, '\n'));
	leta_results_free(results);
}

static void test_near_marks(void **state)
{
	struct leta_results *results = fixture_ask(*state, "pröva NÄRA/5 metoder");
	char text[256];
	assert_string_equal(marked(&find_hit(results, "kedjan")->snippets[0], text),
			    "pröva|metoder");
	leta_results_free(results);
}

/* All snippets of all hits of all kinds of queries are valid and marked on letters' edges. */
static void test_snippets_are_sound(void **state)
{
	static const char *const queries[] = {"arbete",          "att vara",       "för*",
					      "möten ELLER hus", "typ:projekt",    "\"lära av\"",
					      "-kedjan",         "vägar ELLER väg"};
	for (size_t q = 0; q < sizeof(queries) / sizeof(queries[0]); q++) {
		struct leta_results *results = fixture_ask(*state, queries[q]);
		for (size_t i = 0; i < results->n_hits; i++) {
			const struct leta_hit *hit = &results->hits[i];
			assert_in_range(hit->n_snippets, 1, 3);
			for (size_t k = 0; k < hit->n_snippets; k++) {
				struct str text = str_from(hit->snippets[k].text);
				size_t before = 0;
				assert_int_equal(utf8_validate(text), text.len);
				for (size_t m = 0; m < hit->snippets[k].n_marks; m++) {
					struct leta_mark mark = hit->snippets[k].marks[m];
					assert_true(mark.start >= before && mark.start < mark.end &&
						    mark.end <= text.len);
					assert_int_equal(utf8_floor(text, mark.start), mark.start);
					assert_int_equal(utf8_floor(text, mark.end), mark.end);
					before = mark.end;
				}
			}
		}
		leta_results_free(results);
	}
}

/* A hit by its fields alone shows how its text begins. */
static void test_lead(void **state)
{
	struct leta_results *results = fixture_ask(*state, "kommun:Norrköping");
	const struct leta_snippet *snippet = &find_hit(results, "krav")->snippets[0];
	assert_string_equal(snippet->section, "Syfte");
	assert_int_equal(snippet->n_marks, 0);
	assert_int_equal(
		strncmp(snippet->text, "Syftet är att pröva", strlen("Syftet är att pröva")), 0);
	leta_results_free(results);
}

static void test_reasons(void **state)
{
	struct leta_results *results = fixture_ask(*state, "arbete kvinnor");
	const struct leta_hit *hit = find_hit(results, "vagar");
	assert_int_equal(hit->n_reasons, 2);
	assert_string_equal(hit->reasons[0].kind, "term");
	assert_string_equal(hit->reasons[0].text,
			    "kvinnor: Bakgrund, Jämställdhet, Sammanfattning (3)");
	assert_string_equal(hit->reasons[1].text,
			    "arbete: titel, Jämställdhet, Sammanfattning (3)");
	assert_true(hit->reasons[0].weight >= hit->reasons[1].weight && hit->reasons[1].weight > 0);
	leta_results_free(results);
	results = fixture_ask(*state, "syfte:arbete kommun:Norrköping");
	hit = find_hit(results, "krav");
	assert_int_equal(hit->n_reasons, 1);
	assert_string_equal(hit->reasons[0].kind, "section");
	assert_string_equal(hit->reasons[0].text, "arbete: Syfte");
	leta_results_free(results);
}

static void test_facets(void **state)
{
	static const enum leta_field_id facets[] = {LETA_FIELD_REGION, LETA_FIELD_MUNICIPALITY};
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "arbete ELLER hus";
	query.facets = facets;
	query.n_facets = 2;
	struct leta_results *results = fixture_search(*state, query);
	assert_int_equal(results->n_facets, 2);
	assert_int_equal(results->facets[0].field, LETA_FIELD_REGION);
	assert_int_equal(results->facets[0].n_values, 3);
	assert_string_equal(results->facets[0].values[0].value, "Stockholm");
	assert_int_equal(results->facets[0].values[0].count, 1);
	assert_null(results->facets[0].values[2].value);
	assert_int_equal(results->facets[0].values[2].count, 2);
	assert_int_equal(results->facets[1].n_values, 4);
	leta_results_free(results);
	static const enum leta_field_id title[] = {LETA_FIELD_TITLE};
	query.facets = title;
	query.n_facets = 1;
	assert_int_equal(leta_search(((struct fixture *)*state)->index, &query, &results, NULL),
			 LETA_ERR_INVALID);
}

static void test_order(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "typ:projekt ELLER kedjan";
	query.sort = LETA_FIELD_START;
	struct leta_results *results = fixture_search(f, query);
	assert_string_equal(fixture_ids_of(f, results), "malmo krav vagar kedjan");
	leta_results_free(results);
	query.descending = true; /* unknown is last all the same */
	results = fixture_search(f, query);
	assert_string_equal(fixture_ids_of(f, results), "vagar krav malmo kedjan");
	leta_results_free(results);
	query.sort = LETA_FIELD_TITLE;
	query.descending = false;
	results = fixture_search(f, query);
	assert_string_equal(fixture_ids_of(f, results), "malmo kedjan krav vagar");
	leta_results_free(results);
	query.sort = LETA_FIELD_OWNER;
	assert_int_equal(leta_search(f->index, &query, &results, NULL), LETA_ERR_INVALID);
}

/* The same list from its other end, whatever page. */
static void test_worst_first(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "upphandling ELLER kedjan ELLER integration ELLER typ:projekt";
	struct leta_results *best = fixture_search(f, query);
	size_t n = best->n_hits;
	assert_true(n > 3 && best->hits[0].score > best->hits[n - 1].score);
	query.worst_first = true;
	query.limit = 2;
	for (query.offset = 0; query.offset < n; query.offset++) {
		struct leta_results *worst = fixture_search(f, query);
		size_t expected = n - 1 - query.offset;
		assert_int_equal(worst->total, best->total);
		assert_int_equal(worst->n_hits, expected > 0 ? 2 : 1);
		assert_int_equal(worst->hits[0].rank, query.offset + 1);
		assert_string_equal(leta_record_text(worst->hits[0].record, LETA_FIELD_ID),
				    leta_record_text(best->hits[expected].record, LETA_FIELD_ID));
		assert_float_equal(worst->hits[0].score, best->hits[expected].score, 0);
		leta_results_free(worst);
	}
	leta_results_free(best);
}

static void test_pages_of_hits(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "-finnsinte";
	query.limit = 2;
	query.offset = 1;
	struct leta_results *results = fixture_search(f, query);
	assert_int_equal(results->total, 6);
	assert_int_equal(results->offset, 1);
	assert_int_equal(results->n_hits, 2);
	assert_int_equal(results->hits[0].rank, 2);
	leta_results_free(results);
	query.limit = 0;
	query.offset = 0;
	query.snippets = false;
	results = fixture_search(f, query);
	assert_int_equal(results->n_hits, 6);
	assert_int_equal(results->hits[0].n_snippets, 0);
	leta_results_free(results);
	query.offset = 100;
	results = fixture_search(f, query);
	assert_int_equal(results->total, 6);
	assert_int_equal(results->n_hits, 0);
	leta_results_free(results);
}

static void test_english(void **state)
{
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "malmo arbete";
	query.lang = LETA_EN;
	struct leta_results *results = fixture_search(*state, query);
	assert_string_equal(results->notices[0].text, "no document has 'malmo': showing 'malmö'");
	leta_results_free(results);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_value_is_shown),
		cmocka_unit_test(test_phrase_over_pages),
		cmocka_unit_test(test_blanks_are_one),
		cmocka_unit_test(test_near_marks),
		cmocka_unit_test(test_snippets_are_sound),
		cmocka_unit_test(test_lead),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_facets),
		cmocka_unit_test(test_worst_first),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_pages_of_hits),
		cmocka_unit_test(test_english),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
