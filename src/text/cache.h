/*
 * cache.h: the words seen so far and their terms: running text repeats few words often.
 *
 * It holds copies, forgets everything when it is full, and never changes a result.
 */
#ifndef TEXT_CACHE_H
#define TEXT_CACHE_H

#include "base/str.h"
#include "text/made.h"
#include "text/terms.h"

#define CACHE_WORD_MAX 64 /* longer words are not kept */

/* A word as the cache looks for it. */
struct text_cache_key {
	struct str word;   /* borrowed */
	uint64_t first[2]; /* its first bytes, and 0 behind its end */
	uint64_t hash;
};

struct text_cache;

struct text_cache *text_cache_new(void); /* NULL: out of memory */
void text_cache_free(struct text_cache *c); /* accepts NULL */
/* From now on it looks for words there, too, and puts new ones there. Borrowed. */
void text_cache_share(struct text_cache *c, struct made *made);

/*
 * A word will be looked for soon: makes its key and fetches its slot from memory meanwhile. readable: how many bytes
 * may be read from the word's first on, at least its own. Asked again some time later, its entry is fetched, too;
 * false: it has none.
 */
void text_cache_ask(const struct text_cache *c, struct str word, size_t readable, struct text_cache_key *key);
bool text_cache_ask_again(struct text_cache *c, const struct text_cache_key *key);

/* The terms of a word put before, or NULL. Valid until another word is looked for or put. */
const struct text_term_list *text_cache_find(struct text_cache *c, const struct text_cache_key *key);

/* Keeps the terms of a new word and returns them as text_cache_find() will; or the same list when it keeps nothing. */
const struct text_term_list *text_cache_put(struct text_cache *c, const struct text_cache_key *key,
                                            const struct text_term_list *list);

#endif
