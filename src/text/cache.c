/*
 * cache.c: an open-addressing table of small slots over entries that lie in one piece each.
 *
 * A slot tells most misses by itself; a hit reads the entry's word, terms and their bytes one after the
 * other. When the table or the arena is full everything is forgotten at once: simpler than ageing, and a
 * refill costs less than a megabyte of text.
 */
#include "text/cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define SLOTS ((size_t)1 << 18)
#define SLOTS_USED_MAX (SLOTS / 8 * 5)
#define ARENA_MAX ((size_t)48 << 20)

struct entry {
	struct text_term_list list;
	size_t len;
	char word[]; /* then the terms, then their bytes */
};

struct slot {
	uint64_t hash;
	struct entry *entry; /* NULL: free */
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

/* Eight bytes a step: xor, multiply by an odd constant, fold the high half down (as in FxHash). */
static uint64_t hash_word(struct str word)
{
	const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 divided by the golden ratio */
	uint64_t hash = word.len * factor, chunk;
	size_t i = 0;

	for (; i + 8 <= word.len; i += 8) {
		memcpy(&chunk, word.ptr + i, 8);
		hash = (hash ^ chunk) * factor;
		hash ^= hash >> 32;
	}
	chunk = 0;
	for (size_t k = word.len; k > i; k--)
		chunk = chunk << 8 | (unsigned char)word.ptr[k - 1];
	hash = (hash ^ chunk) * factor;
	return hash ^ hash >> 32;
}

/* The slot of a word, or the free one where it belongs. */
static struct slot *slot_of(struct text_cache *c, struct str word, uint64_t hash)
{
	for (size_t i = hash & (SLOTS - 1);; i = (i + 1) & (SLOTS - 1)) {
		struct slot *slot = &c->slots[i];

		if (!slot->entry || (slot->hash == hash && slot->entry->len == word.len &&
		                     memcmp(slot->entry->word, word.ptr, word.len) == 0))
			return slot;
	}
}

const struct text_term_list *text_cache_find(struct text_cache *c, struct str word)
{
	struct slot *slot;

	if (word.len > CACHE_WORD_MAX)
		return NULL;
	slot = slot_of(c, word, hash_word(word));
	return slot->entry ? &slot->entry->list : NULL;
}

static void forget(struct text_cache *c)
{
	memset(c->slots, 0, SLOTS * sizeof(*c->slots));
	arena_reset(c->arena);
	c->used = 0;
}

static size_t align(size_t n)
{
	return (n + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);
}

static struct str copy_bytes(char **at, struct str s)
{
	char *copy = *at;

	memcpy(copy, s.ptr, s.len);
	*at += s.len;
	return (struct str){ copy, s.len };
}

/* A copy of a word and its terms in one piece; NULL: no room. */
static struct entry *copy_entry(struct arena *arena, struct str word, const struct text_term_list *list)
{
	size_t head = align(sizeof(struct entry) + word.len), size = list->join.len;
	struct text_term *terms;
	struct entry *e;
	char *at;

	for (size_t i = 0; i < list->n; i++)
		size += list->terms[i].term.len;
	e = arena_alloc(arena, head + list->n * sizeof(*terms) + size);
	if (!e)
		return NULL;
	terms = (struct text_term *)(void *)((char *)e + head);
	at = (char *)(terms + list->n);
	memcpy(e->word, word.ptr, word.len);
	e->len = word.len;
	for (size_t i = 0; i < list->n; i++) {
		terms[i] = list->terms[i];
		terms[i].term = copy_bytes(&at, list->terms[i].term);
	}
	e->list = (struct text_term_list){ .terms = terms, .n = list->n, .last = list->last };
	if (list->join.len > 0)
		e->list.join = copy_bytes(&at, list->join);
	return e;
}

void text_cache_put(struct text_cache *c, struct str word, const struct text_term_list *list)
{
	struct entry *entry;

	if (word.len > CACHE_WORD_MAX)
		return;
	if (c->used == SLOTS_USED_MAX || arena_failed(c->arena))
		forget(c);
	entry = copy_entry(c->arena, word, list);
	if (!entry)
		return;
	*slot_of(c, word, hash_word(word)) = (struct slot){ .hash = hash_word(word), .entry = entry };
	c->used++;
}
