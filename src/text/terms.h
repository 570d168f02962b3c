/*
 * terms.h: one word → its terms: the word's own, and later its parts. No text, no positions.
 */
#ifndef TEXT_TERMS_H
#define TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"
#include "text/token.h"

#define TERMS_MAX 16 /* of one word */

struct text_term {
	struct str term;     /* valid until the next word */
	uint32_t start, end; /* bytes in the word */
	enum text_kind kind;
	bool stop;
};

struct text_term_list {
	struct text_term terms[TERMS_MAX];
	size_t n; /* at least 1: the word's own term comes first */
};

struct text_terms;

leta_status text_terms_new(struct text_terms **out, struct leta_error *err);
void text_terms_free(struct text_terms *t); /* accepts NULL */

/* The terms of a word (valid UTF-8, not empty). Errors: NOMEM. */
leta_status text_terms_of(struct text_terms *t, struct str word, struct text_term_list *out,
                          struct leta_error *err);

/* A term that must not be longer than TEXT_TERM_MAX: the same, or cut with a hash of the whole in room. */
struct str text_term_fit(struct str term, char room[TEXT_TERM_MAX]);

/* A hash of everything that decides the terms: lists, and the stemmer, told by what it makes of some words. */
uint64_t text_terms_hash(struct text_terms *t);

#endif
