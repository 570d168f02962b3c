/*
 * test_memory.c: every allocation of a search and of an explanation fails in turn, and each time
 * the answer is a clean error; the index goes on working.
 */
#include "fixture.h"
#include "support/fault_alloc.h"
#include "support/unit.h"

/*
 * A NOT with conditions beside it is not among them: Xapian 1.4.22 itself crashes when memory ends
 * while it builds such a tree.
 */
static const char *const queries[] = {
	"\"social innovation\" ELLER utrikes födda",
	"upphandlng kommun:malmo för*",
	"syfte:(arbete -kvinnor) rubrik:syfte",
	"efterled:arbete ELLER (förled:upphandlng NÄRA e-hälsa)",
	"liknande:krav arbete",
	"liknande:krav ELLER liknande:vagar",
};

static void test_search(void **state)
{
	struct fixture *f = *state;
	static const enum leta_field_id facets[] = {LETA_FIELD_REGION};
	for (size_t i = 0; i < LENGTH(queries); i++) {
		struct leta_query query = LETA_QUERY_INIT;
		query.text = queries[i];
		query.facets = facets;
		query.n_facets = 1;
		for (unsigned long n = 1;; n++) {
			struct leta_results *results = NULL;
			fault_alloc_arm(n);
			leta_status st = leta_search(f->index, &query, &results, NULL);
			bool failed = fault_alloc_disarm();
			if (st != LETA_OK) {
				assert_int_equal(st, LETA_ERR_NOMEM);
				assert_null(results);
			}
			leta_results_free(results);
			if (!failed)
				break;
		}
		assert_true(fixture_ids(f, "arbete")[0] != '\0');
	}
}

static void test_stats(void **state)
{
	struct fixture *f = *state;
	struct leta_stats_query query = {.query = LETA_QUERY_INIT,
					 .by = {{LETA_FIELD_MUNICIPALITY, false},
						{LETA_FIELD_START, true}},
					 .n_by = 2,
					 .sum = LETA_FIELD_GRANT,
					 .top = {1, 0}};
	for (unsigned long n = 1;; n++) {
		struct leta_stats *stats = NULL;
		query.query.text = n % 2 ? "arbete" : NULL;
		fault_alloc_arm(n);
		leta_status st = leta_stats(f->index, &query, &stats, NULL);
		bool failed = fault_alloc_disarm();
		assert_true(st == LETA_OK || (st == LETA_ERR_NOMEM && !stats));
		leta_stats_free(stats);
		if (!failed && query.query.text)
			break;
	}
}

static void test_explain(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "arbete ELLER utrikes födda";
	for (unsigned long n = 1;; n++) {
		struct leta_explanation *e = NULL;
		fault_alloc_arm(n);
		leta_status st = leta_explain(f->index, &query, "krav", &e, NULL);
		bool failed = fault_alloc_disarm();
		assert_true(st == LETA_OK || (st == LETA_ERR_NOMEM && !e));
		leta_explanation_free(e);
		if (!failed)
			break;
	}
}

static void test_document(void **state)
{
	struct fixture *f = *state;
	for (unsigned long n = 1;; n++) {
		leta_document *document = NULL;
		fault_alloc_arm(n);
		leta_status st = leta_document_open(f->index, "ked", &document, NULL);
		bool failed = fault_alloc_disarm();
		assert_true(st == LETA_OK || (st == LETA_ERR_NOMEM && !document));
		leta_document_close(document);
		if (!failed)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_stats),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_document),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
