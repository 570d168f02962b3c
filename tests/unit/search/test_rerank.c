/*
 * test_rerank.c: the order of hits by their best passages: pages that fit together, scores that
 * fall, addends that sum up to them, words that stand together before words that do not.
 *
 * The index has more documents than are looked into, all of which match.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "search/rerank.h"
#include "support/scratch.h"

#define DOCUMENTS (RERANK_DEPTH + 50)
#define NEAR_EVERY 7 /* each seventh document has the words side by side */
#define FILLER 200   /* words between them in the others */
#define LENGTHS 5    /* so many different lengths */

static bool is_near(int i)
{
	return i % NEAR_EVERY == 3;
}

/* "alfa", other words, "beta"; or the other words behind both. Ids go against the order of reading.
 */
static void write_documents(const char *path)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	for (int i = 0; i < DOCUMENTS; i++) {
		fprintf(file, "{\"id\": \"d%03d\", \"title\": \"Blad\", \"text\": \"Alfa %s",
			DOCUMENTS - i, is_near(i) ? "beta " : "");
		for (int w = 0; w < FILLER * (1 + i % LENGTHS); w++)
			fprintf(file, "ord%d ", (w * 7 + i) % 50);
		fprintf(file, "%s\"}\n", is_near(i) ? "slut" : "beta");
	}
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct leta_build_options options = {.lexicon_dir = "/nonexistent"};
	struct leta_build_stats stats;
	if (!f || scratch_set_up(&f->scratch) != 0)
		return -1;
	*state = f;
	const char *paths[] = {scratch_path(&f->scratch, "documents.jsonl")};
	const char *dir = scratch_path(&f->scratch, "index");
	write_documents(paths[0]);
	if (leta_build(dir, paths, 1, &options, &stats, NULL) != LETA_OK ||
	    stats.indexed != DOCUMENTS)
		return -1;
	return leta_index_open(dir, &f->index, NULL) == LETA_OK ? 0 : -1;
}

static struct leta_results *ask(struct fixture *f, const char *text, size_t offset, size_t limit)
{
	struct leta_query query = LETA_QUERY_INIT;
	query.text = text;
	query.offset = offset;
	query.limit = limit;
	query.snippets = false;
	return fixture_search(f, query);
}

static const char *id_of(const struct leta_hit *hit)
{
	return leta_record_text(hit->record, LETA_FIELD_ID);
}

static void test_neighbours_come_first(void **state)
{
	struct leta_results *r = ask(*state, "alfa beta", 0, 0);
	size_t near = 0;
	for (size_t i = 0; i < RERANK_DEPTH; i++) {
		int n = DOCUMENTS - atoi(id_of(&r->hits[i]) + 1);
		near += is_near(n);
		/* once one is found without the words together, no other follows */
		assert_true(!is_near(n) || near == i + 1);
	}
	assert_true(near >= RERANK_DEPTH / NEAR_EVERY / 2);
	leta_results_free(r);
}

static void test_order(void **state)
{
	struct leta_results *r = ask(*state, "alfa beta", 0, 0);
	assert_int_equal(r->total, DOCUMENTS);
	assert_int_equal(r->n_hits, DOCUMENTS);
	for (size_t i = 1; i < r->n_hits; i++) {
		const struct leta_hit *before = &r->hits[i - 1], *hit = &r->hits[i];
		assert_true(before->score >= hit->score);
		if (before->score == hit->score && i < RERANK_DEPTH)
			assert_true(strcmp(id_of(before), id_of(hit)) < 0);
	}
	leta_results_free(r);
}

/* Whatever the page's size, all pages together are the whole list. */
static void test_pages(void **state)
{
	static const size_t sizes[] = {1, 7, 33, RERANK_DEPTH - 1, RERANK_DEPTH, DOCUMENTS};
	struct leta_results *all = ask(*state, "alfa beta", 0, 0);
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		size_t n = 0;
		for (; n < all->n_hits;) {
			struct leta_results *page = ask(*state, "alfa beta", n, sizes[s]);
			assert_int_equal(page->total, all->total);
			assert_true(page->n_hits > 0);
			for (size_t i = 0; i < page->n_hits; i++, n++) {
				assert_int_equal(page->hits[i].rank, n + 1);
				assert_string_equal(id_of(&page->hits[i]), id_of(&all->hits[n]));
				assert_true(page->hits[i].score == all->hits[n].score);
			}
			leta_results_free(page);
		}
		assert_int_equal(n, all->n_hits);
	}
	struct leta_results *behind = ask(*state, "alfa beta", DOCUMENTS, 10);
	assert_int_equal(behind->n_hits, 0);
	leta_results_free(behind);
	leta_results_free(all);
}

static void test_sorted_by_field(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "alfa beta";
	query.sort = LETA_FIELD_TITLE;
	query.limit = 20;
	query.snippets = false;
	struct leta_results *first = fixture_search(f, query);
	query.offset = 10;
	query.limit = 10;
	struct leta_results *second = fixture_search(f, query);
	for (size_t i = 0; i < second->n_hits; i++)
		assert_string_equal(id_of(&second->hits[i]), id_of(&first->hits[10 + i]));
	leta_results_free(first);
	leta_results_free(second);
}

/* On every hit, looked into or not. */
static void test_explanations(void **state)
{
	static const char *const texts[] = {"alfa beta",       "beta ord7 alfa",
					    "alfa ELLER ord3", "\"alfa beta\" ord4",
					    "alfa -ord99",     "titel:blad alfa"};
	struct fixture *f = *state;
	for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
		struct leta_results *r = ask(f, texts[t], 0, 0);
		assert_true(r->n_hits > 0);
		for (size_t i = 0; i < r->n_hits; i += 9) {
			struct leta_query query = LETA_QUERY_INIT;
			struct leta_explanation *e = NULL;
			double sum = 0;
			query.text = texts[t];
			assert_int_equal(
				leta_explain(f->index, &query, id_of(&r->hits[i]), &e, NULL),
				LETA_OK);
			for (size_t p = 0; p < e->n_parts; p++)
				sum += e->parts[p].weight;
			if (fabs(sum - r->hits[i].score) > 1e-9)
				print_error("'%s' %zu: %f, not %f\n", texts[t], i, sum,
					    r->hits[i].score);
			assert_true(fabs(sum - r->hits[i].score) <= 1e-9);
			assert_true(fabs(e->score - r->hits[i].score) <= 1e-9);
			leta_explanation_free(e);
		}
		leta_results_free(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_neighbours_come_first),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_sorted_by_field),
		cmocka_unit_test(test_explanations),
	};
	return cmocka_run_group_tests(tests, set_up, fixture_tear_down);
}
