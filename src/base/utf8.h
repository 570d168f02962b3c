/*
 * utf8.h: stepping through UTF-8. Text inside leta is valid UTF-8; only utf8_validate() meets bytes that
 * may not be (Unicode 15, table 3-7: no surrogates, no overlong forms).
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The end of the run of printable ASCII (0x20 to 0x7E) from pos. */
size_t utf8_printable(struct str s, size_t pos);

/* The end of the run of ASCII from pos. */
size_t utf8_skip_ascii(struct str s, size_t pos);

/* Offset of the first byte that is not valid UTF-8, or s.len when all is. */
size_t utf8_validate(struct str s);

uint32_t utf8_next_wide(struct str s, size_t *pos); /* utf8_next() of what is not ASCII */

/* The code point at *pos (< s.len); moves *pos behind it. Invalid bytes give U+FFFD, one byte at a time. */
static inline uint32_t utf8_next(struct str s, size_t *pos)
{
	unsigned char c = (unsigned char)s.ptr[*pos];

	if (c >= 0x80)
		return utf8_next_wide(s, pos);
	++*pos;
	return c;
}

uint32_t utf8_prev_wide(struct str s, size_t *pos); /* utf8_prev() of what is not ASCII */

/* The code point that ends at *pos (> 0); moves *pos to its start. */
static inline uint32_t utf8_prev(struct str s, size_t *pos)
{
	unsigned char c = (unsigned char)s.ptr[*pos - 1];

	if (c >= 0x80)
		return utf8_prev_wide(s, pos);
	--*pos;
	return c;
}

/* Writes a code point (at most 4 bytes) and returns the number of bytes. */
size_t utf8_put(char *out, uint32_t cp);

size_t utf8_count(struct str s);                /* code points: the bytes that begin one */
size_t utf8_offset(struct str s, size_t n);     /* where code point n begins; the end when there are fewer */
size_t utf8_floor(struct str s, size_t offset); /* the nearest boundary at or before offset */

/* Case of the letters that occur in Swedish text (Latin-1 and Latin Extended-A); others are unchanged. */
uint32_t utf8_lower(uint32_t cp);
bool utf8_is_upper_wide(uint32_t cp); /* utf8_is_upper() of what is not ASCII */
static inline bool utf8_is_upper(uint32_t cp)
{
	return cp < 0x80 ? cp - 'A' < 26 : utf8_is_upper_wide(cp);
}
bool utf8_is_lower(uint32_t cp);
bool utf8_is_letter_wide(uint32_t cp); /* utf8_is_letter() of what is not ASCII */
static inline bool utf8_is_letter(uint32_t cp)
{
	return cp < 0x80 ? (cp | 0x20) - 'a' < 26 : utf8_is_letter_wide(cp);
}
bool utf8_is_space(uint32_t cp); /* blank, TAB, LF, CR, U+00A0, U+2000–200A, U+202F, U+3000, U+FEFF */

#endif
