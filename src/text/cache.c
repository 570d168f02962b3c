/*
 * cache.c: an open-addressing table of 8-byte slots over entries of bytes, and a small table of the words met last.
 *
 * Time goes into waiting for memory: an entry is as few bytes as it can be (mostly one cache line, with the
 * word, its terms and their bytes), and the few hundred words that most of a text consists of are found
 * through a table that stays in the nearest cache. When there is no more room everything is forgotten at once:
 * simpler than ageing, and a refill costs less than a megabyte of text.
 */
#include "text/cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS ((size_t)1 << 18)
#define SLOTS_USED_MAX (SLOTS / 8 * 5)
#define RECENT ((size_t)1 << 12)
#define BYTES_MAX ((size_t)16 << 20)

/* An entry: head, the word, a term_head for each term, the terms' bytes, the join's bytes. */
struct head {
	uint8_t len, n_terms, join_len, last;
};

struct term_head {
	uint8_t start, end, len;
	uint8_t kind; /* enum text_kind, and STOP */
};

#define STOP 0x80u

/* The size of the largest entry: a word, and terms that are at most TEXT_TERM_MAX each. */
#define ENTRY_MAX                                                                            \
	(sizeof(struct head) + CACHE_WORD_MAX +                                              \
	 TERMS_MAX * (sizeof(struct term_head) + TEXT_TERM_MAX) + UINT8_MAX)

struct slot {
	uint32_t tag; /* of the hash */
	uint32_t at;  /* where the entry begins in the bytes; 0: free */
};

struct text_cache {
	struct slot *slots;
	struct slot recent[RECENT];
	char *bytes;
	size_t n_bytes, used;
	struct text_term_list list; /* what was found last */
	struct text_term terms[TERMS_MAX];
};

struct text_cache *text_cache_new(void)
{
	struct text_cache *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->slots = calloc(SLOTS, sizeof(*c->slots));
	c->bytes = malloc(BYTES_MAX);
	c->n_bytes = 1;
	if (!c->slots || !c->bytes) {
		text_cache_free(c);
		return NULL;
	}
	return c;
}

void text_cache_free(struct text_cache *c)
{
	if (!c)
		return;
	free(c->bytes);
	free(c->slots);
	free(c);
}

static uint64_t load(const char *bytes, size_t n)
{
	uint64_t value = 0;

	memcpy(&value, bytes, n);
	return value;
}

/*
 * Eight bytes a step, the last step over the last eight: xor, multiply by an odd constant, fold the high half
 * down (as in FxHash).
 */
static uint64_t hash_word(struct str word)
{
	const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 divided by the golden ratio */
	uint64_t hash = word.len * factor, last;

	for (size_t i = 0; i + 8 < word.len; i += 8) {
		hash = (hash ^ load(word.ptr + i, 8)) * factor;
		hash ^= hash >> 32;
	}
	if (word.len >= 8)
		last = load(word.ptr + word.len - 8, 8);
	else if (word.len >= 4)
		last = load(word.ptr, 4) << 32 | load(word.ptr + word.len - 4, 4);
	else
		last = load(word.ptr, word.len > 1 ? 2 : 1) << 8 | load(word.ptr + word.len - 1, 1);
	hash = (hash ^ last) * factor;
	return hash ^ hash >> 32;
}

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static bool holds(const struct text_cache *c, struct slot slot, struct str word, uint64_t hash)
{
	const char *entry = c->bytes + slot.at;

	return slot.tag == tag_of(hash) && slot.at != 0 && (unsigned char)entry[0] == word.len &&
	       memcmp(entry + sizeof(struct head), word.ptr, word.len) == 0;
}

/* The slot of a word, or the free one where it belongs. */
static struct slot *slot_of(struct text_cache *c, struct str word, uint64_t hash)
{
	for (size_t i = hash & (SLOTS - 1);; i = (i + 1) & (SLOTS - 1)) {
		struct slot *slot = &c->slots[i];

		if (slot->at == 0 || holds(c, *slot, word, hash))
			return slot;
	}
}

/* Reads an entry into c->list. */
static const struct text_term_list *unpack(struct text_cache *c, size_t at)
{
	const char *p = c->bytes + at, *bytes;
	struct head head;

	memcpy(&head, p, sizeof(head));
	p += sizeof(head) + head.len;
	bytes = p + head.n_terms * sizeof(struct term_head);
	for (size_t i = 0; i < head.n_terms; i++, p += sizeof(struct term_head)) {
		struct term_head t;

		memcpy(&t, p, sizeof(t));
		c->terms[i] = (struct text_term){ .term = { bytes, t.len }, .start = t.start, .end = t.end,
			                          .kind = t.kind & (STOP - 1), .stop = t.kind & STOP };
		bytes += t.len;
	}
	c->list = (struct text_term_list){ .terms = c->terms, .n = head.n_terms, .last = head.last,
		                           .join = { bytes, head.join_len } };
	return &c->list;
}

const struct text_term_list *text_cache_find(struct text_cache *c, struct str word)
{
	uint64_t hash;
	struct slot *recent, *slot;

	if (word.len == 0 || word.len > CACHE_WORD_MAX)
		return NULL;
	hash = hash_word(word);
	recent = &c->recent[hash & (RECENT - 1)];
	if (!holds(c, *recent, word, hash)) {
		slot = slot_of(c, word, hash);
		if (slot->at == 0)
			return NULL;
		*recent = *slot;
	}
	return unpack(c, recent->at);
}

static void forget(struct text_cache *c)
{
	memset(c->slots, 0, SLOTS * sizeof(*c->slots));
	memset(c->recent, 0, sizeof(c->recent));
	c->n_bytes = 1;
	c->used = 0;
}

static void append(struct text_cache *c, const void *bytes, size_t n)
{
	if (n > 0)
		memcpy(c->bytes + c->n_bytes, bytes, n);
	c->n_bytes += n;
}

/* Appends an entry, for which there is room. */
static void pack(struct text_cache *c, struct str word, const struct text_term_list *list)
{
	struct head head = { .len = (uint8_t)word.len, .n_terms = (uint8_t)list->n,
		             .join_len = (uint8_t)list->join.len, .last = list->last };

	append(c, &head, sizeof(head));
	append(c, word.ptr, word.len);
	for (size_t i = 0; i < list->n; i++) {
		const struct text_term *t = &list->terms[i];
		struct term_head packed = { .start = (uint8_t)t->start, .end = (uint8_t)t->end,
			                    .len = (uint8_t)t->term.len,
			                    .kind = (uint8_t)(t->kind | (t->stop ? STOP : 0)) };

		append(c, &packed, sizeof(packed));
	}
	for (size_t i = 0; i < list->n; i++)
		append(c, list->terms[i].term.ptr, list->terms[i].term.len);
	append(c, list->join.ptr, list->join.len);
}

void text_cache_put(struct text_cache *c, struct str word, const struct text_term_list *list)
{
	uint64_t hash;

	if (word.len == 0 || word.len > CACHE_WORD_MAX || list->join.len > UINT8_MAX)
		return;
	if (c->used == SLOTS_USED_MAX || BYTES_MAX - c->n_bytes < ENTRY_MAX)
		forget(c);
	hash = hash_word(word);
	*slot_of(c, word, hash) = (struct slot){ .tag = tag_of(hash), .at = (uint32_t)c->n_bytes };
	c->used++;
	pack(c, word, list);
}
