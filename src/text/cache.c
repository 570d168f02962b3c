/*
 * cache.c: an open-addressing table from words to terms in one arena.
 *
 * Keys of up to CACHE_WORD_MAX bytes are hashed eight bytes at a time. When the arena or the table is full
 * everything is forgotten at once: simpler than ageing, and a full refill costs less than a megabyte of text.
 */
#include "text/cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define SLOTS ((size_t)1 << 17)
#define SLOTS_USED_MAX (SLOTS / 8 * 5)
#define ARENA_MAX ((size_t)24 << 20)

struct slot {
	uint64_t hash;
	const char *word;
	const struct text_term *terms; /* NULL: free */
	uint32_t len, n;
};

struct text_cache {
	struct slot *slots;
	struct arena *arena;
	size_t used;
};

struct text_cache *text_cache_new(void)
{
	struct text_cache *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->slots = calloc(SLOTS, sizeof(*c->slots));
	c->arena = arena_new(ARENA_MAX);
	if (!c->slots || !c->arena) {
		text_cache_free(c);
		return NULL;
	}
	return c;
}

void text_cache_free(struct text_cache *c)
{
	if (!c)
		return;
	arena_free(c->arena);
	free(c->slots);
	free(c);
}

static uint64_t hash_word(struct str word)
{
	uint64_t hash = word.len * UINT64_C(0x9E3779B97F4A7C15), chunk;
	size_t i = 0;

	for (; i + 8 <= word.len; i += 8) {
		memcpy(&chunk, word.ptr + i, 8);
		hash = (hash ^ chunk) * UINT64_C(0xff51afd7ed558ccd);
		hash ^= hash >> 32;
	}
	chunk = 0;
	memcpy(&chunk, word.ptr + i, word.len - i);
	hash = (hash ^ chunk) * UINT64_C(0xff51afd7ed558ccd);
	return hash ^ hash >> 29;
}

/* The slot of a word, or the free one where it belongs. */
static struct slot *slot_of(struct text_cache *c, struct str word, uint64_t hash)
{
	for (size_t i = hash & (SLOTS - 1);; i = (i + 1) & (SLOTS - 1)) {
		struct slot *slot = &c->slots[i];

		if (!slot->terms || (slot->hash == hash && slot->len == word.len &&
		                     memcmp(slot->word, word.ptr, word.len) == 0))
			return slot;
	}
}

const struct text_term *text_cache_find(struct text_cache *c, struct str word, size_t *n)
{
	struct slot *slot;

	*n = 0;
	if (word.len > CACHE_WORD_MAX)
		return NULL;
	slot = slot_of(c, word, hash_word(word));
	*n = slot->n;
	return slot->terms;
}

static void forget(struct text_cache *c)
{
	memset(c->slots, 0, SLOTS * sizeof(*c->slots));
	arena_reset(c->arena);
	c->used = 0;
}

void text_cache_put(struct text_cache *c, struct str word, const struct text_term_list *terms)
{
	size_t size = terms->n * sizeof(struct text_term);
	struct text_term *copy;
	struct slot *slot;
	char *bytes;

	if (word.len > CACHE_WORD_MAX)
		return;
	if (c->used == SLOTS_USED_MAX || arena_failed(c->arena))
		forget(c);
	copy = arena_alloc(c->arena, size);
	bytes = arena_strdup(c->arena, word);
	if (!copy || !bytes)
		return;
	for (size_t i = 0; i < terms->n; i++) {
		copy[i] = terms->terms[i];
		copy[i].term.ptr = arena_strdup(c->arena, terms->terms[i].term);
		if (!copy[i].term.ptr)
			return;
	}
	slot = slot_of(c, word, hash_word(word));
	*slot = (struct slot){ .hash = hash_word(word), .word = bytes, .terms = copy,
		               .len = (uint32_t)word.len, .n = (uint32_t)terms->n };
	c->used++;
}
