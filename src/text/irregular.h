/*
 * irregular.h: forms that change the stem's vowel: hunspell's list lacks many of them.
 */
#ifndef TEXT_IRREGULAR_H
#define TEXT_IRREGULAR_H

#include <stddef.h>

struct irregular {
	const char *lemma;
	size_t len;        /* of lemma */
	const char *forms; /* apart by blanks */
};

/* Also for words that end in the lemma: "bostad" has "bostäder". In no order. */
extern const struct irregular IRREGULARS[];
extern const size_t N_IRREGULARS;

#endif
