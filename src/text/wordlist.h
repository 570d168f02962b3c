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

/* Less than, equal to or greater than 0, as the word comes before the listed one, is it, or comes after it. */
static inline int wordlist_compare(struct str word, const char *listed)
{
	size_t i = 0;

	while (i < word.len && listed[i] != '\0' && word.ptr[i] == listed[i])
		i++;
	if (i == word.len)
		return listed[i] == '\0' ? 0 : -1;
	return (unsigned char)word.ptr[i] < (unsigned char)listed[i] ? -1 : 1;
}

static inline bool wordlist_has(const char *const *list, size_t n, struct str word)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = wordlist_compare(word, list[middle]);

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
