/*
 * sketch.h: a text in 64 bytes, so that two texts can be told to be nearly the same without reading
 * them.
 *
 * MinHash: of the shingles of two texts, the share that both have (their resemblance; Broder 1997)
 * is how likely the least hash of both is the same. One permutation in 64 bins gives 64 such trials
 * for one hash a shingle (Li, Owen, Zhang, One permutation hashing, NIPS 2012); an empty bin borrows
 * from another by a fixed walk (Shrivastava, Optimal densification, ICML 2017); of each least hash
 * eight bits are kept (Li, König, b-bit minwise hashing, WWW 2010), whose chance hits are taken off
 * again. At a resemblance of .8 the standard error is .05.
 */
#ifndef TEXT_SKETCH_H
#define TEXT_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SKETCH_BINS 64
#define SKETCH_SHINGLES_MIN 80 /* a shorter text has no sketch: a template may be most of it */

struct sketch {
	uint64_t least[SKETCH_BINS];
	size_t n; /* shingles seen */
};

void sketch_begin(struct sketch *s);
/* Adds a text; no shingle reaches from one text into the next. */
void sketch_add(struct sketch *s, struct str text);
/* False when there is too little text. */
bool sketch_end(const struct sketch *s, unsigned char out[SKETCH_BINS]);

/* Estimated resemblance of two texts, 0–1. */
double sketch_resemblance(const unsigned char a[SKETCH_BINS], const unsigned char b[SKETCH_BINS]);

#endif
