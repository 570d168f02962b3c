/*
 * wordlist.h: looking up a word in a table of words in order of their bytes.
 */
#ifndef TEXT_WORDLIST_H
#define TEXT_WORDLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/str.h"

static inline bool wordlist_has(const char *const *list, size_t n, struct str word)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(word, str_from(list[middle]));

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* Continues a hash with all words, each with its final NUL. */
static inline uint64_t wordlist_hash(uint64_t hash, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hash = hash64(hash, (struct str){ list[i], strlen(list[i]) + 1 });
	return hash;
}

#endif
