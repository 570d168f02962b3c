/*
 * stopwords.h: Swedish function words: found in phrases only, never looked for alone.
 */
#ifndef TEXT_STOPWORDS_H
#define TEXT_STOPWORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Whether a folded word is one. */
bool text_is_stopword(struct str folded);

/* A hash of the whole list, for the fingerprint. */
uint64_t text_stopwords_hash(void);

#endif
