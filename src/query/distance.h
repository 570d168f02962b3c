/*
 * distance.h: how differently two words are spelled.
 *
 * Optimal string alignment (Damerau 1964; Boytsov 2011, §2.1): insertions, deletions, substitutions
 * and swaps of neighbours, each letter edited once, over code points.
 */
#ifndef QUERY_DISTANCE_H
#define QUERY_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define DISTANCE_WORD_MAX 64 /* letters; longer words are never near anything */

/* A word as code points. */
struct distance_word {
	uint32_t letters[DISTANCE_WORD_MAX];
	size_t n;       /* 0 when it is too long */
	uint64_t alike; /* a bit for each letter in it, modulo 64 */
};

void distance_read(struct str word, struct distance_word *out);

#define DISTANCE_FORMS 8

/*
 * A word as typed, and without each ending that it may have: terms are stems, and the analysis of a
 * misspelled word does not know its ending. Returns how many, at least 1.
 */
size_t distance_forms(struct str word, struct distance_word out[DISTANCE_FORMS]);

/* Number of edits; max + 1 when there are more than max. */
unsigned distance_between(const struct distance_word *a, const struct distance_word *b,
			  unsigned max);

/* The same from text. */
unsigned distance_letters(struct str a, struct str b, unsigned max);

#define DISTANCE_EDIT 10 /* cost of an ordinary edit in distance_cost() */

/*
 * Cost of taking b for a, DISTANCE_EDIT for an ordinary edit and less for what a Swede is likely to
 * do: letters that sound alike or are neighbours on the keyboard, missing dots and rings, doubled
 * letters, swaps.
 */
unsigned distance_cost(const struct distance_word *a, const struct distance_word *b);

#endif
