/*
 * test_association.c: measures against values computed by hand, and collocates against counts in the
 * sample index.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "search/association.h"

static void near_to(double got, double wanted)
{
	if (!(fabs(got - wanted) < 0.0005))
		print_error("wanted %.6f, got %.6f\n", wanted, got);
	assert_true(fabs(got - wanted) < 0.0005);
}

static void test_measures(void **state)
{
	/* cells 10, 90, 10, 890; expected 2, 98, 18, 882: 2 (10 ln 5 + 90 ln 90/98 + 10 ln 10/18 +
	 * 890 ln 890/882) */
	struct association a = {.observed = 10, .near = 100, .frequency = 20, .tokens = 1000};
	(void)state;
	near_to(association_expected(&a), 2);
	near_to(association_log_likelihood(&a), 21.176963);
	near_to(association_log_dice(&a, 50), 12.192645); /* 14 + log2(20 / 70) */
	/* a cell of 0 adds nothing: 5, 45, 0, 99950 */
	a = (struct association){.observed = 5, .near = 50, .frequency = 5, .tokens = 100000};
	near_to(association_log_likelihood(&a), 76.526328);
	/* as often as chance has it: nothing */
	a = (struct association){.observed = 2, .near = 100, .frequency = 20, .tokens = 1000};
	near_to(association_log_likelihood(&a), 0);
	/* two words that never stand apart: the most there is */
	a = (struct association){.observed = 8, .near = 80, .frequency = 8, .tokens = 1000};
	near_to(association_log_dice(&a, 8), 14);
}

static struct leta_collocates *find(struct fixture *f, const char *text,
				    struct leta_collocate_options options)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_collocates *found = NULL;
	query.text = text;
	query.exact = true;
	assert_int_equal(leta_collocates_find(f->index, &query, &options, &found, NULL), LETA_OK);
	return found;
}

static const struct leta_collocate *item(const struct leta_collocates *found, const char *form)
{
	for (size_t i = 0; i < found->n_items; i++)
		if (strcmp(found->items[i].form, form) == 0)
			return &found->items[i];
	return NULL;
}

/* "Vägar till arbete" · "nya vägar till arbete för utrikesfödda" · "i allt arbete." · "ska ge arbete
 * åt fler." · "att få arbete." */
static void test_counts(void **state)
{
	struct leta_collocate_options options = {.window = 2, .min = 1};
	struct leta_collocates *found = find(*state, "arbete", options);
	assert_int_equal(found->uses, 5);
	assert_int_equal(found->documents, 2);
	assert_int_equal(found->near, 14);
	assert_int_equal(found->reference, 6);
	const struct leta_collocate *roads = item(found, "vägar");
	if (!roads)
		roads = item(found, "Vägar");
	assert_non_null(roads);
	assert_int_equal(roads->observed, 2);
	assert_int_equal(roads->left, 2);
	assert_int_equal(roads->right, 0);
	assert_int_equal(roads->frequency, 4); /* vägen too */
	near_to(roads->expected, 14.0 * 4 / (double)found->tokens);
	near_to(roads->log_dice, 14 + log2(4.0 / 9));
	assert_null(item(found, "till")); /* a stop word */
	leta_collocates_free(found);

	options.stopwords = true;
	found = find(*state, "arbete", options);
	assert_int_equal(item(found, "till")->observed, 2);
	leta_collocates_free(found);
}

/* Conditions choose the reference as well; words and the smallest number do not. */
static void test_reference(void **state)
{
	struct leta_collocate_options options = {.window = 2, .min = 2};
	struct leta_collocates *found = find(*state, "arbete region:Stockholm", options);
	assert_int_equal(found->reference, 1);
	assert_int_equal(found->uses, 3);
	assert_int_equal(found->n_items, 1);
	assert_int_equal(found->items[0].frequency, 2);
	leta_collocates_free(found);
	found = find(*state, "arbete kvinnor", options);
	assert_int_equal(found->reference, 6);
	leta_collocates_free(found);
	found = find(*state, "finnsinte", options);
	assert_int_equal(found->uses, 0);
	assert_int_equal(found->n_items, 0);
	leta_collocates_free(found);
}

static void test_refusals(void **state)
{
	struct fixture *f = *state;
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_collocate_options options = {.window = 51};
	struct leta_collocates *found = NULL;
	query.text = "arbete";
	assert_int_equal(leta_collocates_find(f->index, &query, &options, &found, NULL),
			 LETA_ERR_INVALID);
	query.text = "region:Stockholm";
	options.window = 0;
	assert_int_equal(leta_collocates_find(f->index, &query, &options, &found, NULL),
			 LETA_ERR_INVALID);
	assert_null(found);
	leta_collocates_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_measures),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_reference),
		cmocka_unit_test(test_refusals),
	};
	return cmocka_run_group_tests_name("search association", tests, fixture_set_up,
					   fixture_tear_down);
}
