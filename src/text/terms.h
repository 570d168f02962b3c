/*
 * terms.h: one word → its terms: the word's own and its parts'. No text, no positions.
 */
#ifndef TEXT_TERMS_H
#define TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"
#include "text/lexicon.h"
#include "text/token.h"

#define TERMS_MAX 10 /* of one word */

struct text_term {
	struct str term;
	struct text_memo *memo; /* of a word that the cache keeps (token.h), or NULL */
	uint32_t start, end; /* bytes in the word */
	enum text_kind kind;
	bool stop;
};

struct text_term_list {
	const struct text_term *terms; /* the word's own first; all valid until the next word */
	size_t n;
	/* What the word would be as the first part of a compound written apart ("civila" → "civil"); or empty. */
	struct str join;
	bool last; /* it may be the last part of one */
};

struct text_terms;

/* lexicon: borrowed; NULL: stems only. */
leta_status text_terms_new(const struct lexicon *lexicon, struct text_terms **out,
                           struct leta_error *err);
void text_terms_free(struct text_terms *t); /* accepts NULL */

/* The terms of a word will be asked for soon. Returns it folded, or empty when it is long; valid until the next. */
struct str text_terms_expect(struct text_terms *t, struct str word);

/* The terms of a word (valid UTF-8, not empty). */
void text_terms_of(struct text_terms *t, struct str word, struct text_term_list *out);

/* Appends a word folded to room of size bytes, from *len on. False when it does not fit. */
bool text_terms_fold(struct str word, char *room, size_t size, size_t *len);

/* Splits a word for elliptic coordination: the bytes of it where its parts begin; returns how many. */
size_t text_terms_boundaries(struct text_terms *t, struct str word, size_t *starts, size_t max);

/* A term that must not be longer than TEXT_TERM_MAX: the same, or cut with a hash of the whole in room. */
struct str text_term_fit(struct str term, char room[TEXT_TERM_MAX]);

/* A hash of everything that decides the terms: lists, lexicon, and the stemmer, told by what it does. */
uint64_t text_terms_hash(const struct text_terms *t);

#endif
