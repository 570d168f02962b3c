/*
 * compare.h: whether two runs differ by more than chance, topic by topic.
 *
 * The randomisation test asks how often a difference of means as large as the one seen comes from
 * turning the sign of each topic's difference by the toss of a coin; the t test supposes normally
 * distributed differences. Smucker, Allan & Carterette, "A comparison of statistical significance
 * tests for information retrieval evaluation", CIKM 2007. Both are two-sided.
 */
#ifndef EVALUATE_COMPARE_H
#define EVALUATE_COMPARE_H

#include <stddef.h>

#define COMPARE_PERMUTATIONS 10000

struct comparison {
	double difference;      /* mean of a − b */
	double p_randomisation; /* (as extreme + 1) / (COMPARE_PERMUTATIONS + 1) */
	double p_t;             /* NAN with fewer than two topics; 1 when nothing differs */
};

/* Compares n pairs. The same numbers give the same p on every machine and in every run. */
struct comparison compare_paired(const double *a, const double *b, size_t n);

#endif
