/*
 * shingle.h: runs of three words, the pieces by which copied text is recognised.
 *
 * A word is a run of letters and digits in lower case: signs, blanks and line breaks do not tell two
 * texts apart; names, numbers and inflection do. Shingles: Broder, On the resemblance and
 * containment of documents, SEQUENCES 1997.
 */
#ifndef TEXT_SHINGLE_H
#define TEXT_SHINGLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SHINGLE_WORDS 3

/* The next word at or after *pos as a hash; *pos moves behind it. False when there is none. */
bool shingle_word(struct str text, size_t *pos, uint64_t *hash);

struct shingles {
	struct str text;
	size_t pos;
	size_t n_words; /* read so far */
	uint64_t one, two; /* hashes of the last word, and of the last two */
};

void shingles_begin(struct shingles *s, struct str text);
/* The hash of the next SHINGLE_WORDS words in a row, one word further on. False at the end. */
bool shingles_next(struct shingles *s, uint64_t *hash);

#endif
