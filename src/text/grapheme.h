/*
 * grapheme.h: where a text may be cut without breaking what a reader sees as one character.
 */
#ifndef TEXT_GRAPHEME_H
#define TEXT_GRAPHEME_H

#include <stddef.h>

#include "base/str.h"

/*
 * The nearest boundary of extended grapheme clusters (UAX #29) at or before the byte `offset`, or at or
 * after it. Where ICU cannot help (no memory), that of a code point.
 */
size_t text_grapheme_before(struct str s, size_t offset);
size_t text_grapheme_after(struct str s, size_t offset);

#endif
