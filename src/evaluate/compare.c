/*
 * compare.c: the randomisation test by random signs from a fixed seed, and Student's paired t.
 *
 * The distribution of t is an incomplete beta function, here by its continued fraction (DLMF
 * 8.17.22) in Lentz' form.
 */
#include "evaluate/compare.h"

#include <math.h>
#include <stdint.h>

#define SEED 0x6C657461u
#define FRACTION_MAX 1000
#define FRACTION_EPSILON 1e-15
#define FRACTION_TINY 1e-300
#define ROUNDING 1e-12 /* sums of the same numbers in another order differ by less */

/* splitmix64 (Steele, Lea & Flood, OOPSLA 2014): 64 coins at a time. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static double randomisation(const double *a, const double *b, size_t n, double sum)
{
	uint64_t state = SEED, coins = 0;
	unsigned extreme = 0;
	for (unsigned p = 0; p < COMPARE_PERMUTATIONS; p++) {
		double turned = 0;
		for (size_t i = 0; i < n; i++) {
			if (i % 64 == 0)
				coins = next_random(&state);
			turned += coins & 1 ? a[i] - b[i] : b[i] - a[i];
			coins >>= 1;
		}
		extreme += fabs(turned) >= fabs(sum) - ROUNDING;
	}
	return (extreme + 1.0) / (COMPARE_PERMUTATIONS + 1.0);
}

/* One step of the fraction: away from zero. */
static double not_zero(double x)
{
	return fabs(x) < FRACTION_TINY ? FRACTION_TINY : x;
}

static double beta_fraction(double x, double a, double b)
{
	double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), f = d;
	for (int m = 1; m <= FRACTION_MAX; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / not_zero(1 + even * d);
		c = not_zero(1 + even / c);
		f *= c * d;
		d = 1 / not_zero(1 + odd * d);
		c = not_zero(1 + odd / c);
		f *= c * d;
		if (fabs(c * d - 1) < FRACTION_EPSILON)
			break;
	}
	return f;
}

/* I(x; a, b); the fraction converges fast on one side of the mean, the other is its mirror. */
static double incomplete_beta(double x, double a, double b)
{
	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x));
	return x < (a + 1) / (a + b + 2) ? front * beta_fraction(x, a, b) / a
					 : 1 - front * beta_fraction(1 - x, b, a) / b;
}

static double student(const double *a, const double *b, size_t n, double mean)
{
	double squares = 0, freedom = (double)n - 1;
	for (size_t i = 0; i < n; i++)
		squares += (a[i] - b[i] - mean) * (a[i] - b[i] - mean);
	if (n < 2)
		return NAN;
	if (squares <= ROUNDING * ROUNDING)
		return fabs(mean) <= ROUNDING ? 1 : 0;
	double t = mean / sqrt(squares / freedom / (double)n);
	return incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

struct comparison compare_paired(const double *a, const double *b, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += a[i] - b[i];
	double mean = n > 0 ? sum / (double)n : 0;
	return (struct comparison){mean, randomisation(a, b, n, sum), student(a, b, n, mean)};
}
