/*
 * cache.c: a hash table of slots over entries of bytes.
 *
 * Time goes into waiting for memory: an entry is as few bytes as it can be (mostly one cache line, with the
 * word, its terms and their bytes), the slots of a hash lie together in a line of their own, and both are asked for
 * some words before they are needed. When there is no more room everything is forgotten at once:
 * simpler than ageing, and a refill costs less than a megabyte of text. The first time that happens the cache moves to
 * a large room, on the system's large pages where it has them: who analyses a query needs neither.
 */
#include "text/cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "base/pages.h"

#define KEY_FIRST sizeof(((struct text_cache_key *)0)->first)
#define LINE 64 /* bytes of a cache line */
#define LARGE_PAGE ((size_t)2 << 20)
#define BUCKETS_FEW ((size_t)1 << 9)
#define BUCKETS_MANY ((size_t)1 << 16)
#define BUCKET_SLOTS (LINE / sizeof(struct slot))
#define BYTES_OF_BUCKET ((size_t)320) /* that entries have for each bucket */

/* An entry: head, the word, aligned a term_head for each term, the terms' bytes, the join's bytes. */
struct head {
	uint8_t len, n_terms, join_len, last;
};

struct term_head {
	struct text_memo memo;
	uint8_t start, end, len;
	uint8_t kind; /* enum text_kind, and STOP */
};

#define ALIGNMENT _Alignof(struct term_head)

#define STOP 0x80u

/* The size of the largest entry: a word, and terms that are at most TEXT_TERM_MAX each. */
#define ENTRY_MAX                                                                            \
	(sizeof(struct head) + CACHE_WORD_MAX + 2 * ALIGNMENT +                              \
	 TERMS_MAX * (sizeof(struct term_head) + TEXT_TERM_MAX) + UINT8_MAX)

struct slot {
	uint32_t tag; /* of the hash */
	uint32_t at;  /* where the entry begins in the bytes; 0: free */
};

struct bucket {
	struct slot slots[BUCKET_SLOTS]; /* those in use first */
};

struct text_cache {
	struct bucket *buckets; /* each in a cache line of its own; a full one goes on in the next */
	size_t n_buckets;       /* a power of two */
	char *bytes;            /* behind the buckets */
	size_t n_bytes, used;
	struct made *made;      /* borrowed, or NULL */
	struct text_term_list list; /* what was found last */
	struct text_term terms[TERMS_MAX];
};

static void forget(struct text_cache *c)
{
	memset(c->buckets, 0, c->n_buckets * sizeof(*c->buckets));
	c->n_bytes = ALIGNMENT;
	c->used = 0;
}

/* Moves into an empty room. False: there is no memory for it, and nothing has changed. */
static bool move(struct text_cache *c, size_t n_buckets)
{
	size_t size = n_buckets * (sizeof(*c->buckets) + BYTES_OF_BUCKET);
	struct bucket *room = aligned_alloc(size < LARGE_PAGE ? LINE : LARGE_PAGE, size);

	if (!room)
		return false;
	pages_large(room, size);
	free(c->buckets);
	c->buckets = room;
	c->n_buckets = n_buckets;
	c->bytes = (char *)(room + n_buckets);
	forget(c);
	return true;
}

struct text_cache *text_cache_new(void)
{
	struct text_cache *c = calloc(1, sizeof(*c));

	if (c && !move(c, BUCKETS_FEW)) {
		free(c);
		return NULL;
	}
	return c;
}

void text_cache_free(struct text_cache *c)
{
	if (!c)
		return;
	free(c->buckets);
	free(c);
}

void text_cache_share(struct text_cache *c, struct made *made)
{
	c->made = made;
}

/* The first sixteen bytes at bytes, all of which may be read; 0 for those behind the word's end. Without a branch. */
static inline void take_first(const char *bytes, size_t len, uint64_t first[2])
{
	static const char ONES[32] = { -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 };
	const char *mask = ONES + KEY_FIRST - (len < KEY_FIRST ? len : KEY_FIRST);

	first[0] = eight_load(bytes) & eight_load(mask);
	first[1] = eight_load(bytes + 8) & eight_load(mask + 8);
}

/*
 * Eight bytes a step, of long words the last step over the last eight: xor, multiply by an odd constant, fold the high
 * half down (as in FxHash).
 */
static uint64_t hash_step(uint64_t hash, uint64_t eight)
{
	hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15); /* 2^64 divided by the golden ratio */
	return hash ^ hash >> 32;
}

static uint64_t hash_key(const struct text_cache_key *key)
{
	uint64_t hash = hash_step(hash_step(key->word.len, key->first[0]), key->first[1]);

	for (size_t i = KEY_FIRST; i < key->word.len; i += 8) {
		size_t last = key->word.len - 8;

		hash = hash_step(hash, eight_load(key->word.ptr + (i < last ? i : last)));
	}
	return hash;
}

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static bool holds(const char *entry, const struct text_cache_key *key)
{
	const char *word = entry + sizeof(struct head);
	uint64_t first[2];

	take_first(word, key->word.len, first); /* with a term_head behind the word there are always as many bytes */
	return (unsigned char)entry[0] == key->word.len && first[0] == key->first[0] && first[1] == key->first[1] &&
	       (key->word.len <= KEY_FIRST || memcmp(word, key->word.ptr, key->word.len) == 0);
}

/* The next slot for a hash, from *i on, or the free one where it belongs. */
static struct slot *slot_of(struct text_cache *c, uint64_t hash, size_t *i)
{
	for (;; ++*i) {
		size_t bucket = (hash + *i / BUCKET_SLOTS) & (c->n_buckets - 1);
		struct slot *slot = &c->buckets[bucket].slots[*i % BUCKET_SLOTS];

		if (slot->at == 0 || slot->tag == tag_of(hash))
			return slot;
	}
}

static size_t aligned(size_t n)
{
	return (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Reads the entry of a word of len bytes into c->list. */
static const struct text_term_list *unpack(struct text_cache *c, size_t at, size_t len)
{
	struct term_head *heads = (void *)(c->bytes + aligned(at + sizeof(struct head) + len));
	const char *bytes;
	struct head head;

	memcpy(&head, c->bytes + at, sizeof(head));
	bytes = (const char *)(heads + head.n_terms);
	for (size_t i = 0; i < head.n_terms; i++) {
		struct term_head *t = &heads[i];

		c->terms[i] = (struct text_term){ .term = { bytes, t->len }, .memo = &t->memo, .start = t->start,
			                          .end = t->end, .kind = t->kind & (STOP - 1),
			                          .stop = t->kind & STOP };
		bytes += t->len;
	}
	c->list = (struct text_term_list){ .terms = c->terms, .n = head.n_terms, .last = head.last,
		                           .join = { bytes, head.join_len } };
	return &c->list;
}

void text_cache_ask(const struct text_cache *c, struct str word, size_t readable, struct text_cache_key *key)
{
	char room[KEY_FIRST] = { 0 };

	key->word = word;
	key->hash = 0;
	if (word.len == 0 || word.len > CACHE_WORD_MAX)
		return;
	if (readable < KEY_FIRST)
		memcpy(room, word.ptr, word.len < KEY_FIRST ? word.len : KEY_FIRST);
	take_first(readable < KEY_FIRST ? room : word.ptr, word.len, key->first);
	key->hash = hash_key(key);
	__builtin_prefetch(&c->buckets[key->hash & (c->n_buckets - 1)]);
}

bool text_cache_ask_again(struct text_cache *c, const struct text_cache_key *key)
{
	const struct slot *slot = slot_of(c, key->hash, &(size_t){ 0 });
	const char *entry = c->bytes + slot->at;

	__builtin_prefetch(entry);
	__builtin_prefetch(entry + LINE - 8); /* few entries are longer */
	if (slot->at == 0 && c->made)
		made_ask(c->made, key->hash);
	return slot->at != 0;
}

/* Whether there may be no room for another word. */
static bool is_full(const struct text_cache *c)
{
	return c->used == c->n_buckets * BUCKET_SLOTS / 4 * 3 ||
	       c->n_buckets * BYTES_OF_BUCKET - c->n_bytes < ENTRY_MAX;
}

/* Gives the word a slot for an entry that begins behind the others, for which there is room then. */
static struct slot *take_slot(struct text_cache *c, uint64_t hash)
{
	struct slot *slot;
	size_t i = 0;

	if (is_full(c) && (c->n_buckets == BUCKETS_MANY || !move(c, BUCKETS_MANY)))
		forget(c);
	for (slot = slot_of(c, hash, &i); slot->at != 0; slot = slot_of(c, hash, &i))
		i++;
	*slot = (struct slot){ .tag = tag_of(hash), .at = (uint32_t)c->n_bytes };
	c->used++;
	return slot;
}

static void append(struct text_cache *c, const void *bytes, size_t n)
{
	if (n > 0)
		memcpy(c->bytes + c->n_bytes, bytes, n);
	c->n_bytes += n;
}

/* Appends an entry, for which there is room, behind aligned bytes. */
static void pack(struct text_cache *c, struct str word, const struct text_term_list *list)
{
	struct head head = { .len = (uint8_t)word.len, .n_terms = (uint8_t)list->n,
		             .join_len = (uint8_t)list->join.len, .last = list->last };

	append(c, &head, sizeof(head));
	append(c, word.ptr, word.len);
	c->n_bytes = aligned(c->n_bytes);
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
	c->n_bytes = aligned(c->n_bytes);
}

/* The terms of a word that others have made, or NULL: from now on they lie here, too. */
static const struct text_term_list *take_made(struct text_cache *c, const struct text_cache_key *key)
{
	size_t i = 0;

	for (struct str entry; (entry = made_next(c->made, key->hash, &i)).len > 0;) {
		size_t at;

		if (!holds(entry.ptr, key))
			continue;
		at = take_slot(c, key->hash)->at;
		append(c, entry.ptr, entry.len);
		return unpack(c, at, key->word.len);
	}
	return NULL;
}

const struct text_term_list *text_cache_find(struct text_cache *c, const struct text_cache_key *key)
{
	if (key->word.len == 0 || key->word.len > CACHE_WORD_MAX)
		return NULL;
	for (size_t i = 0;; i++) {
		const struct slot *slot = slot_of(c, key->hash, &i);

		if (slot->at == 0)
			return c->made ? take_made(c, key) : NULL;
		if (holds(c->bytes + slot->at, key))
			return unpack(c, slot->at, key->word.len);
	}
}

const struct text_term_list *text_cache_put(struct text_cache *c, const struct text_cache_key *key,
                                            const struct text_term_list *list)
{
	struct str word = key->word;
	size_t at;

	if (word.len == 0 || word.len > CACHE_WORD_MAX || list->join.len > UINT8_MAX)
		return list;
	at = take_slot(c, key->hash)->at;
	pack(c, word, list);
	if (c->made)
		made_put(c->made, key->hash, (struct str){ c->bytes + at, c->n_bytes - at });
	return unpack(c, at, word.len);
}
