/*
 * test_compare.c: p values against the exact ones: of t by numeric integration of its density, of
 * the randomisation test by turning the signs in every possible way.
 */
#include "support/unit.h"

#include <math.h>

#include "evaluate/compare.h"

/* 10 000 tosses tell a p near 0.2 to within ± 0.015. */
#define CHANCE 0.015

static void check(const double *a, const double *b, size_t n, const double wanted[3])
{
	struct comparison c = compare_paired(a, b, n);
	assert_true(fabs(c.difference - wanted[0]) < 1e-9);
	assert_true(fabs(c.p_randomisation - wanted[1]) < CHANCE);
	assert_true(fabs(c.p_t - wanted[2]) < 1e-6);
}

static void test_known(void **state)
{
	static const double a[] = {.5, .7, .9, .3, .6}, b[] = {.4, .5, .9, .35, .2};
	static const double c[] = {1, 0, 1, 1, 0, 1, 1, 1}, d[] = {0, 0, 1, 0, 0, 1, 0, 0};
	(void)state;
	check(a, b, LENGTH(a), (const double[]){0.13, 0.25, 0.17948771});
	check(b, a, LENGTH(a), (const double[]){-0.13, 0.25, 0.17948771});
	check(c, d, LENGTH(c), (const double[]){0.5, 0.125, 0.03314550});
}

static void test_same_numbers_same_p(void **state)
{
	static const double a[] = {.1, .2, .4, .8, .3, .9}, b[] = {.3, .1, .2, .2, .3, .1};
	(void)state;
	struct comparison once = compare_paired(a, b, LENGTH(a));
	struct comparison again = compare_paired(a, b, LENGTH(a));
	assert_true(once.p_randomisation == again.p_randomisation);
}

static void test_edges(void **state)
{
	double a[200], b[200];
	(void)state;
	for (size_t i = 0; i < LENGTH(a); i++) {
		a[i] = 0.5;
		b[i] = i % 2 ? 0.25 : 0.3;
	}
	struct comparison far = compare_paired(a, b, LENGTH(a));
	assert_true(far.p_randomisation < 0.0002 && far.p_t < 1e-12);
	struct comparison none = compare_paired(a, a, LENGTH(a));
	assert_true(none.difference == 0 && none.p_randomisation == 1 && none.p_t == 1);
	struct comparison one = compare_paired(a, b, 1);
	assert_true(one.p_randomisation == 1 && isnan(one.p_t));
	for (size_t i = 0; i < LENGTH(b); i++)
		b[i] = 0.25; /* the same difference everywhere: no deviation to divide by */
	assert_true(compare_paired(a, b, LENGTH(a)).p_t == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_same_numbers_same_p),
		cmocka_unit_test(test_edges),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
