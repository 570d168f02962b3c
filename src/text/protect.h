/*
 * protect.h: lemmas that the stemmer must leave alone, since it would make them another word.
 */
#ifndef TEXT_PROTECT_H
#define TEXT_PROTECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

bool text_is_protected(struct str lemma);

/* A hash of the list, for the fingerprint. */
uint64_t text_protect_hash(void);

#endif
