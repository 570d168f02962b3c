/*
 * test_inspect.c: explanations that add up, documents by id, tokens, health, and indexes that must
 * be refused.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"
#include "fixture.h"
#include "sample_index.h"
#include "search/bm25.h"
#include "store/generation.h"
#include "support/scratch.h"

static double score_of(struct fixture *f, const char *text, const char *id)
{
	struct leta_results *results = fixture_ask(f, text);
	double score = NAN;
	for (size_t i = 0; i < results->n_hits; i++)
		if (strcmp(leta_record_text(results->hits[i].record, LETA_FIELD_ID), id) == 0)
			score = results->hits[i].score;
	leta_results_free(results);
	return score;
}

static struct leta_explanation *explain(struct fixture *f, const char *text, const char *id)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_explanation *e = NULL;
	struct leta_error err = {0};
	query.text = text;
	if (leta_explain(f->index, &query, id, &e, &err) != LETA_OK)
		print_error("%s: %s\n", text, err.message[LETA_EN]);
	assert_non_null(e);
	return e;
}

static void test_weights_add_up(void **state)
{
	static const char *const cases[][2] = {
		{"arbete", "vagar"},
		{"arbete kvinnor", "vagar"},
		{"utrikes födda", "krav"},
		{"utrikes födda", "vagar"},
		{"\"social innovation\" ELLER upphandling", "krav"},
		{"för* ELLER metoder", "kedjan"},
		{"upphandlng kvinnor", "krav"},
		{"syfte:arbete kommun:Norrköping stöd:>1mkr", "krav"},
		{"arbete -malmö", "vagar"},
		{"malmo rosengard", "malmo"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct leta_explanation *e = explain(*state, cases[i][0], cases[i][1]);
		double sum = 0, score = score_of(*state, cases[i][0], cases[i][1]);
		for (size_t p = 0; p < e->n_parts; p++)
			sum += e->parts[p].weight;
		assert_true(e->document_given && e->matches);
		assert_true(fabs(e->score - score) < 1e-6);
		if (!(fabs(sum - score) < 1e-6))
			print_error("%s: %f, not %f\n", cases[i][0], sum, score);
		assert_true(fabs(sum - score) < 1e-6);
		leta_explanation_free(e);
	}
}

static void test_explanation(void **state)
{
	struct leta_explanation *e = explain(*state, "arbete kommun:Botkyrka", "vagar");
	assert_string_equal(e->tree, "arbete OCH kommun:Botkyrka");
	assert_int_equal(e->total, 1);
	assert_int_equal(e->n_parts, 4);
	assert_string_equal(e->parts[0].of, "arbete");
	assert_string_equal(e->parts[0].kind, "word");
	assert_int_equal(e->parts[0].documents, 2);
	assert_int_equal(e->parts[0].occurrences, 3);
	assert_string_equal(e->parts[0].sections, "titel 1, Jämställdhet 1, Sammanfattning 1");
	assert_string_equal(e->parts[1].kind, "field");
	assert_true(e->parts[1].weight == 0);
	assert_string_equal(e->parts[2].kind, "page");
	assert_string_equal(e->parts[3].kind, "sentence");
	for (size_t i = 2; i < 4; i++) {
		assert_string_equal(e->parts[i].of, "arbete");
		assert_true(e->parts[i].weight > 0 && e->parts[i].occurrences > 0);
	}
	leta_explanation_free(e);
	e = explain(*state, "upphandling", "vagar");
	assert_false(e->matches);
	assert_int_equal(e->n_parts, 0);
	leta_explanation_free(e);
	e = explain(*state, "upphandling", NULL);
	assert_false(e->document_given);
	leta_explanation_free(e);
}

/* Our BM25 is the engine's. */
static void test_bm25(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *reader = NULL;
	struct engine_stats stats;
	char generation[GENERATION_PATH_MAX];
	assert_int_equal(generation_current(scratch_path(&f->scratch, "index"), generation, NULL),
			 LETA_OK);
	assert_int_equal(engine_reader_open(generation, &reader, NULL), LETA_OK);
	assert_int_equal(engine_reader_stats(reader, &stats, NULL), LETA_OK);
	struct leta_explanation *e =
		explain(f, "arbete ELLER upphandling ELLER kvinnor ELLER hus", "krav");
	assert_int_equal(e->n_parts, 6);
	for (size_t i = 0; i < 2; i++) { /* behind them, what the passages add */
		struct engine_posting posting;
		assert_int_equal(engine_reader_posting(reader, str_from(e->parts[i].term), 2,
						       &posting, NULL),
				 LETA_OK);
		assert_true(fabs(bm25_weight(&stats, &posting) - e->parts[i].weight) < 1e-6);
	}
	leta_explanation_free(e);
	engine_reader_close(reader);
}

static void test_documents(void **state)
{
	struct fixture *f = *state;
	leta_document *document = NULL;
	assert_int_equal(leta_index_size(f->index), 6);
	assert_int_equal(leta_document_open(f->index, "ked", &document, NULL), LETA_OK);
	const struct leta_record *record = leta_document_record(document);
	assert_string_equal(leta_record_text(record, LETA_FIELD_TITLE), "Slutrapport Kedjan");
	assert_int_equal(record->n_sections, 2);
	assert_int_equal(strncmp(record->sections[1].text, "Många möten", strlen("Många möten")),
			 0);
	leta_document_close(document);
	assert_int_equal(leta_document_open(f->index, "hus", &document, NULL),
			 LETA_OK); /* whole id first */
	assert_string_equal(leta_record_text(leta_document_record(document), LETA_FIELD_ID), "hus");
	leta_document_close(document);
	assert_int_equal(leta_document_open(f->index, "hu", &document, NULL), LETA_ERR_INVALID);
	assert_int_equal(leta_document_open(f->index, "x", &document, NULL), LETA_ERR_NOT_FOUND);
	assert_int_equal(leta_document_open(f->index, "", &document, NULL), LETA_ERR_NOT_FOUND);
}

static void test_analyze(void **state)
{
	struct leta_tokens *tokens = NULL;
	(void)state;
	assert_int_equal(leta_analyze("Att integrera skolor", false, NULL, NULL, &tokens, NULL), LETA_OK);
	assert_true(tokens->n_tokens >= 3);
	assert_true(tokens->tokens[0].stop);
	assert_string_equal(tokens->tokens[0].kind, "word");
	assert_int_equal(tokens->tokens[0].position, 1);
	assert_int_equal(tokens->tokens[0].end, 3);
	assert_non_null(tokens->fingerprint);
	leta_tokens_free(tokens);
	assert_int_equal(leta_analyze("\xff", true, NULL, NULL, &tokens, NULL), LETA_OK);
	leta_tokens_free(tokens);
}

static void note_diagnosis(void *ctx, const struct leta_diagnosis *diagnosis)
{
	char *all = ctx;
	size_t used = strlen(all);
	snprintf(all + used, 256 - used, "%s=%d ", diagnosis->what, (int)diagnosis->health);
	assert_true(diagnosis->found[LETA_SV][0] != '\0' && diagnosis->found[LETA_EN][0] != '\0');
	assert_int_equal(diagnosis->remedy[LETA_SV][0] == '\0',
			 diagnosis->remedy[LETA_EN][0] == '\0');
}

static void test_doctor(void **state)
{
	struct fixture *f = *state;
	char all[256] = "";
	assert_int_equal(
		leta_doctor(scratch_path(&f->scratch, "index"), NULL, NULL, note_diagnosis, all, NULL),
		LETA_OK);
	assert_non_null(strstr(all, "program=0"));
	assert_non_null(strstr(all, "index=0"));
	assert_non_null(strstr(all, "lock=0"));
	all[0] = '\0';
	assert_int_equal(leta_doctor(scratch_path(&f->scratch, "nowhere"), "/nonexistent", NULL,
				     note_diagnosis, all, NULL),
			 LETA_OK);
	assert_non_null(strstr(all, "lexicon=1"));
	assert_non_null(strstr(all, "index=2"));
	assert_null(strstr(all, "lock"));
	assert_true(leta_version()[0] != '\0' && leta_libraries()[0] != '\0');
}

/* ---- indexes that must be refused ---- */

static void spoil_meta(const char *dir, struct str key)
{
	char generation[GENERATION_PATH_MAX];
	struct engine_writer *writer = NULL;
	assert_int_equal(generation_current(dir, generation, NULL), LETA_OK);
	assert_int_equal(engine_writer_open(generation, &writer, NULL), LETA_OK);
	assert_int_equal(engine_writer_set_meta(writer, key, STR("other"), NULL), LETA_OK);
	assert_int_equal(engine_writer_commit(writer, NULL), LETA_OK);
	engine_writer_close(writer);
}

static void test_other_analysis(void **state)
{
	struct fixture *f = *state;
	leta_index *index = NULL;
	struct leta_error err = {0};
	const char *dir = scratch_path(&f->scratch, "other");
	sample_index_build(dir);
	spoil_meta(dir, STR("analysis"));
	assert_int_equal(leta_index_open(dir, &index, &err), LETA_ERR_VERSION);
	assert_non_null(strstr(err.message[LETA_SV], "leta index --fresh"));
	assert_null(index);
	spoil_meta(dir, STR("format"));
	assert_int_equal(leta_index_open(dir, &index, &err), LETA_ERR_VERSION);
	assert_int_equal(leta_index_open(scratch_path(&f->scratch, "nowhere"), &index, &err),
			 LETA_ERR_NOT_FOUND);
}

/* A document whose bytes were changed on disk is an error, not a wrong answer. */
static void test_damaged_store(void **state)
{
	struct fixture *f = *state;
	char path[GENERATION_PATH_MAX + 32], generation[GENERATION_PATH_MAX];
	const char *dir = scratch_path(&f->scratch, "damaged");
	leta_index *index = NULL;
	struct leta_results *results = NULL;
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_error err = {0};
	sample_index_build(dir);
	assert_int_equal(generation_current(dir, generation, NULL), LETA_OK);
	snprintf(path, sizeof(path), "%s/documents.leta", generation);
	FILE *file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, 100, SEEK_SET), 0);
	assert_int_equal(fputc('!', file), '!');
	assert_int_equal(fputc('!', file), '!');
	assert_int_equal(fclose(file), 0);
	assert_int_equal(leta_index_open(dir, &index, &err), LETA_OK);
	query.text = "\"vägar till arbete\""; /* asked inside the match */
	assert_int_equal(leta_search(index, &query, &results, &err), LETA_ERR_CORRUPT);
	assert_null(results);
	query.text = "arbete";
	assert_int_equal(leta_search(index, &query, &results, &err), LETA_ERR_CORRUPT);
	query.text = "förankring"; /* another document */
	assert_int_equal(leta_search(index, &query, &results, &err), LETA_OK);
	leta_results_free(results);
	leta_index_close(index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weights_add_up), cmocka_unit_test(test_explanation),
		cmocka_unit_test(test_bm25),           cmocka_unit_test(test_documents),
		cmocka_unit_test(test_analyze),        cmocka_unit_test(test_doctor),
		cmocka_unit_test(test_other_analysis), cmocka_unit_test(test_damaged_store),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
