/*
 * pattern.h: the things in a text that are not words: numbers, dates, references, addresses, abbreviations.
 *
 * Every matcher looks at one place of a valid UTF-8 text. It returns the offset behind the thing, with the
 * thing's canonical spelling in *value, or 0 when there is none. Callers make sure that a word begins there.
 */
#ifndef TEXT_PATTERN_H
#define TEXT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define PATTERN_VALUE_MAX 96

struct pattern_value {
	char text[PATTERN_VALUE_MAX];
	size_t len;
};

/* "ola@esf.se", in small letters. */
size_t pattern_email(struct str s, size_t pos, struct pattern_value *value);

/* "https://www.esf.se/sv/x" or "esf.se/sv" up to the blank → "esf.se". */
size_t pattern_host(struct str s, size_t pos, struct pattern_value *value);

/*
 * Phone numbers as people in Sweden write them → national digits, "087854178" (foreign ones "+4533…").
 * Personal identity numbers (six or eight digits, hyphen, four) count as such: they are as private.
 */
size_t pattern_phone(struct str s, size_t pos, struct pattern_value *value);

/* ISO dates, "2009-09-14". */
size_t pattern_date(struct str s, size_t pos, struct pattern_value *value);

/* Whole and decimal numbers: "1 137 500" and "1.137.500" → "1137500", "12.5" → "12,5". */
size_t pattern_number(struct str s, size_t pos, struct pattern_value *value);

/* References: "2007:104", "KS/2015/0173", "2009/10:165", "22-009-S02", "212000-0142". In small letters. */
size_t pattern_code(struct str s, size_t pos, struct pattern_value *value);

/* A series that is part of a reference, with its number: "SOU 2007:104", "prop. 2014/15:1" → "sou2007:104". */
size_t pattern_series(struct str s, size_t pos, size_t word_end, struct pattern_value *value);

/* "t.ex.", "t ex" → "tex"; "bl.a." → "bla". The last full stop is not part of it. */
size_t pattern_abbreviation(struct str s, size_t pos, struct pattern_value *value);

/* "s", "n", "en", "are" …: what follows the colon in "EU:s". */
bool pattern_is_colon_suffix(struct str s);

#endif
