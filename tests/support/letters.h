/*
 * letters.h: text that compresses, but not to nothing: the same sixteen letters in the same disorder each time.
 */
#ifndef SUPPORT_LETTERS_H
#define SUPPORT_LETTERS_H

#include <stdlib.h>

#include "support/unit.h"

/* len of them; the caller frees the bytes. */
static inline struct str letters(size_t len)
{
	char *bytes = malloc(len + 1);
	uint32_t x = 1;

	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++) {
		x = x * 1664525u + 1013904223u;
		bytes[i] = (char)('a' + (x >> 28));
	}
	return (struct str){bytes, len};
}

#endif
