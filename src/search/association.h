/*
 * association.h: how strongly two words attract each other, from counts.
 *
 * Windows are surface co-occurrence: every token that is no node itself stands near a node or does not, and is the
 * collocate or is not (Evert, "Corpora and collocations", 2008, §4.1).
 */
#ifndef SEARCH_ASSOCIATION_H
#define SEARCH_ASSOCIATION_H

#include <stdint.h>

struct association {
	uint64_t observed;  /* times that the word stands near a node */
	uint64_t near;      /* tokens that stand near a node */
	uint64_t frequency; /* of the word, anywhere */
	uint64_t tokens;    /* anywhere */
};

/* How often it would stand near a node if it did not care: near × frequency ÷ tokens. */
double association_expected(const struct association *a);

/* Dunning 1993: G² = 2 Σ O ln (O ÷ E) over the four cells. */
double association_log_likelihood(const struct association *a);

/* Rychlý 2008: 14 + log2 (2 f(x,y) ÷ (f(x) + f(y))); does not depend on the size of the collection. nodes: f(x). */
double association_log_dice(const struct association *a, uint64_t nodes);

#endif
