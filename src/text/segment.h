/*
 * segment.h: text → the things that a reader of Swedish reports calls words, with bytes in the text.
 *
 * Rules of our own over the word boundaries of words.h: colon genitives, hyphens, abbreviations, numbers
 * with blanks, dates, references, e-mail, phone and hosts. Nothing is folded or stemmed here.
 */
#ifndef TEXT_SEGMENT_H
#define TEXT_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/pattern.h"
#include "text/words.h"

#define SEGMENT_PARTS_MAX 8

enum segment_kind {
	SEGMENT_WORD,
	SEGMENT_HYPHENATED,   /* parts: two or more words with hyphens between */
	SEGMENT_NUMBER,       /* value: "1137500", "12,5" */
	SEGMENT_DATE,         /* value: "2009-09-14" */
	SEGMENT_CODE,         /* value: "sou2007:104"; parts: its pieces */
	SEGMENT_EMAIL,        /* value: in small letters */
	SEGMENT_PHONE,        /* value: digits, "087854178" */
	SEGMENT_HOST,         /* value: "esf.se" */
	SEGMENT_INITIALS,     /* value: "USA" for "U.S.A" */
	SEGMENT_ABBREVIATION  /* value: "t.ex" for "t ex" too */
};

struct segment_part {
	size_t start, end; /* the whole of it */
	size_t core;       /* end without a genitive: "EU" of "EU:s" */
	bool digits;
};

struct segment {
	enum segment_kind kind;
	size_t start, end;
	struct segment_part parts[SEGMENT_PARTS_MAX];
	size_t n_parts;   /* at least 1 for words, hyphenated words and codes */
	struct pattern_value value; /* words have one when a reference begins there: "SOU 2007:104" */
	size_t value_end;           /* bytes in the text that the value stands for end here */
	bool suspended;             /* a hyphen follows that waits for its head: "metod- och processtöd" */
};

struct segmenter {
	struct str text;
	struct text_words *words; /* borrowed */
	size_t pos;
};

/* Begins with a text; text and words must live as long as the segmenter is used. */
void segmenter_begin(struct segmenter *s, struct text_words *words, struct str text);

/* The next segment. False at the end. */
bool segmenter_next(struct segmenter *s, struct segment *out);

#endif
