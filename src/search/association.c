/*
 * association.c: expected frequency, log-likelihood and logDice.
 */
#include "search/association.h"

#include <math.h>

double association_expected(const struct association *a)
{
	return a->tokens > 0 ? (double)a->near * (double)a->frequency / (double)a->tokens : 0;
}

static double cell(double observed, double row, double column, double all)
{
	return observed > 0 ? observed * log(observed * all / (row * column)) : 0;
}

double association_log_likelihood(const struct association *a)
{
	double all = (double)a->tokens, both = (double)a->observed;
	double row = (double)a->near, column = (double)a->frequency;
	double sum = cell(both, row, column, all) +
		     cell(row - both, row, all - column, all) +
		     cell(column - both, all - row, column, all) +
		     cell(all - row - column + both, all - row, all - column, all);
	return 2 * sum;
}

double association_log_dice(const struct association *a, uint64_t nodes)
{
	return 14 + log2(2 * (double)a->observed / ((double)nodes + (double)a->frequency));
}
