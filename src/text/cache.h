/*
 * cache.h: the words seen so far and their terms: running text repeats few words often.
 *
 * It holds copies, forgets everything when it is full, and never changes a result.
 */
#ifndef TEXT_CACHE_H
#define TEXT_CACHE_H

#include "base/str.h"
#include "text/terms.h"

#define CACHE_WORD_MAX 64 /* longer words are not kept */

struct text_cache;

struct text_cache *text_cache_new(void); /* NULL: out of memory */
void text_cache_free(struct text_cache *c); /* accepts NULL */

/*
 * A word will be looked for soon: its slot is fetched from memory meanwhile. Returns its hash, which the rest asks for.
 * Asked again some time later, its entry is fetched, too.
 */
uint64_t text_cache_ask(const struct text_cache *c, struct str word);
void text_cache_ask_again(struct text_cache *c, uint64_t hash);

/* The terms of a word put before, or NULL. Valid until the next put. */
const struct text_term_list *text_cache_find(struct text_cache *c, struct str word, uint64_t hash);

/* Keeps the terms of a new word. Without memory it keeps nothing. */
void text_cache_put(struct text_cache *c, struct str word, uint64_t hash, const struct text_term_list *list);

#endif
