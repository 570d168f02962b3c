/*
 * test_memory.c: every allocation of a comparison fails in turn, and each time the answer is a
 * clean error.
 */
#include "support/fault_alloc.h"
#include "support/unit.h"

#include "fixture.h"

static leta_status similar(struct fixture *f, bool draft)
{
	static const char text[] =
		"Inköp\n\nVi prövar sociala hänsyn vid upphandling i Norrköping.\n";
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	struct leta_draft one = {.bytes = text, .size = sizeof(text) - 1};
	const char *id = "vagar";
	struct leta_results *results = NULL;
	query.ids = &id;
	query.n_ids = !draft;
	query.drafts = &one;
	query.n_drafts = draft;
	leta_status st = leta_similar(f->index, &query, &results, NULL);
	assert_true((st == LETA_OK) == (results != NULL));
	leta_results_free(results);
	return st;
}

static leta_status of_id(struct fixture *f)
{
	return similar(f, false);
}

static leta_status of_draft(struct fixture *f)
{
	return similar(f, true);
}

static leta_status sheet(struct fixture *f)
{
	static const char *const ids[] = {"vagar", "krav"};
	struct leta_sheet *sheet = NULL;
	leta_status st = leta_compare(f->index, ids, 2, &sheet, NULL);
	assert_true((st == LETA_OK) == (sheet != NULL));
	leta_sheet_free(sheet);
	return st;
}

static leta_status actors(struct fixture *f)
{
	struct leta_actors *actors = NULL;
	leta_status st = leta_list_actors(f->index, "Malmö stad", &actors, NULL);
	assert_true((st == LETA_OK) == (actors != NULL));
	leta_actors_free(actors);
	return st;
}

static void fail_each(struct fixture *f, leta_status (*run)(struct fixture *))
{
	bool failed = true;
	for (unsigned long n = 1; failed; n++) {
		fault_alloc_arm(n);
		leta_status st = run(f);
		failed = fault_alloc_disarm();
		assert_true(st == LETA_OK || (failed && st == LETA_ERR_NOMEM));
	}
	assert_int_equal(run(f), LETA_OK);
}

static void test_similar(void **state)
{
	fail_each(*state, of_id);
}

static void test_draft(void **state)
{
	fail_each(*state, of_draft);
}

static void test_sheet(void **state)
{
	fail_each(*state, sheet);
}

static void test_actors(void **state)
{
	fail_each(*state, actors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_similar), cmocka_unit_test(test_draft),
		cmocka_unit_test(test_sheet), cmocka_unit_test(test_actors)};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
