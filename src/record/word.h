/*
 * word.h: stepping through text by words, and what a word's case and punctuation tell about titles
 * and sentences.
 *
 * Text from PDF files often lacks line breaks, so headings must be told from sentences by their
 * words alone.
 */
#ifndef RECORD_WORD_H
#define RECORD_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"

/* A piece of text between blanks. */
struct word {
	struct str text; /* with its punctuation */
	struct str core; /* without punctuation at its ends; may be empty */
	size_t start;    /* offset of `text` */
};

/* The bytes of the blank at `pos`, which is inside the text; 0: none. */
static inline size_t word_blank(struct str text, size_t pos)
{
	unsigned char c = (unsigned char)text.ptr[pos];
	size_t next = pos;
	if (c > ' ' && c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF)
		return 0; /* most bytes of a text are neither blank nor the start of one */
	return utf8_is_space(utf8_next(text, &next)) ? next - pos : 0;
}

/* Takes the next word at or after *pos and moves *pos behind it. False at the end. */
bool word_next(struct str text, size_t *pos, struct word *out);
/* Takes the last word that ends at or before *pos and moves *pos to its start. False when there is
 * none. */
bool word_prev(struct str text, size_t *pos, struct word *out);

bool word_is_upper(struct str core);  /* begins with a capital letter */
bool word_is_lower(struct str core);  /* begins with a small letter */
bool word_is_number(struct str core); /* digits only, at least one */
bool word_is_caps(struct str core);   /* at least two letters, none of them small */

/* Whether two texts are the same but for the case of letters. */
bool word_same(struct str a, struct str b);
/* The length of `prefix` at the start of s in any case, when a word ends there; else 0. */
size_t word_begins(struct str s, struct str prefix);
/* A number of at most 9 digits at the start of s; *used = bytes read. */
bool word_number(struct str s, unsigned *number, size_t *used);

/* Whether text ends as sentences do: . ! ? : …, with or without closing quotes and brackets. */
bool word_ends_sentence(struct str text);
/* Whether a sentence, paragraph or heading may begin at `pos`: nothing, a line end or a sentence's
 * end is before. */
bool word_opens(struct str text, size_t pos);

/*
 * The words that begin with a small letter somewhere in (the first megabytes of) a text: one of
 * them with a capital starts a sentence, other words with a capital are names. NULL: out of memory.
 */
struct map *word_common(struct str text);
bool word_is_common(const struct map *common, struct str core);

/*
 * Where a heading that stands before a sentence on the same line ends: at `from` there are at most
 * ten words without punctuation, then a common word with a capital that a small word follows
 * ("Etnografi och design Flera av dem …"). Returns the offset of that word, or 0.
 */
size_t word_title_end(struct str text, size_t from, const struct map *common);

#endif
