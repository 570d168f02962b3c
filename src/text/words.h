/*
 * words.h: where words begin and end, by Unicode's rules (UAX 29) as ICU tailors them for Swedish.
 *
 * Latin text is scanned by hand; whatever the scanner's table does not know (other scripts, combining
 * marks, joiners) goes to ICU, up to the next blank. Both give the same boundaries, which a test asserts.
 * The low line, the at sign and U+202F are blanks here, though Unicode or ICU join words at them.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/error.h"

struct text_words;

struct text_span {
	size_t start; /* bytes */
	bool plain;   /* nothing but letters */
	bool digits;  /* nothing but ASCII digits */
	size_t end;   /* apart from the start: read as one, two numbers just written make the processor wait */
};

/* icu_only: never scan by hand, for tests. */
leta_status text_words_new(bool icu_only, struct text_words **out, struct leta_error *err);
void text_words_free(struct text_words *w); /* accepts NULL */

/* Begins with a text (valid UTF-8), which must live until the last text_words_next(). */
void text_words_begin(struct text_words *w, struct str text);

/* The first word at or after from, which is a boundary between words. False when there is none. */
bool text_words_next(struct text_words *w, size_t from, struct text_span *out);

/* NOMEM or INTERNAL when ICU failed since text_words_begin(): the words found are not all. */
leta_status text_words_status(const struct text_words *w, struct leta_error *err);

#endif
