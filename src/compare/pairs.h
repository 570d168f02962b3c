/*
 * pairs.h: words that stand together: two texts that share a pair of neighbours are more alike than
 * two that share both words. Stop words between them are passed over.
 */
#ifndef COMPARE_PAIRS_H
#define COMPARE_PAIRS_H

#include <stdint.h>

#include "base/arena.h"
#include "compare/words.h"

/* The pairs of the subject: a hash table of their hashes. */
struct pairs {
	uint64_t *slots; /* 0 = free */
	size_t mask;     /* number of slots − 1; a power of two − 1 */
	double square;   /* sum of the squares of their weights, at each place */
};

/* Makes room for the pairs of so many tokens. NOMEM, LIMIT. */
leta_status pairs_init(struct pairs *p, size_t tokens, struct arena *arena, struct leta_error *err);

/* Adds a document's pairs. idfs: of each of its terms. scratch: for the call. NOMEM, LIMIT. */
leta_status pairs_add(struct pairs *p, const struct words *words, const double *idfs,
		      struct arena *scratch, struct leta_error *err);

/* How much of the pairs a document has, 0–1: the cosine of the two sets. NOMEM, LIMIT. */
leta_status pairs_likeness(const struct pairs *p, const struct words *words, const double *idfs,
			   struct arena *scratch, double *out, struct leta_error *err);

#endif
