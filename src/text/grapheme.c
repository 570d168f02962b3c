/*
 * grapheme.c: grapheme clusters by ICU's character iterator, looked for near the place only.
 */
#include "text/grapheme.h"

#include <stdbool.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/utf8.h"

#define CLUSTER_MAX ((size_t)256) /* bytes; a longer cluster is cut */

/* The boundary in a stretch around the place; `after`: the first one at or behind it. */
static size_t boundary(struct str s, size_t offset, bool after)
{
	size_t from = utf8_floor(s, offset > CLUSTER_MAX ? offset - CLUSTER_MAX : 0);
	struct str near = str_sub(s, from, utf8_floor(s, offset + CLUSTER_MAX));
	UErrorCode status = U_ZERO_ERROR;
	UText *text = utext_openUTF8(NULL, near.ptr, (int64_t)near.len, &status);
	UBreakIterator *iterator = ubrk_open(UBRK_CHARACTER, "sv", NULL, 0, &status);
	size_t floor = utf8_floor(s, offset); /* ICU is not asked about places inside a code point */
	int32_t found = UBRK_DONE, place = (int32_t)(floor - from);
	if (U_SUCCESS(status))
		ubrk_setUText(iterator, text, &status);
	bool inside = after && floor < offset;
	if (U_SUCCESS(status) && !inside && ubrk_isBoundary(iterator, place))
		found = place;
	else if (U_SUCCESS(status))
		found = after ? ubrk_following(iterator, place) : ubrk_preceding(iterator, place);
	ubrk_close(iterator);
	utext_close(text);
	return found == UBRK_DONE ? floor : from + (size_t)found;
}

size_t text_grapheme_before(struct str s, size_t offset)
{
	return offset >= s.len ? s.len : boundary(s, offset, false);
}

size_t text_grapheme_after(struct str s, size_t offset)
{
	return offset >= s.len ? s.len : boundary(s, offset, true);
}
