/*
 * made.c: a hash table of slots over entries of bytes, as cache.c has, but nothing is ever taken away: so there are no
 * locks. A thread takes its piece of the bytes, fills it, and then puts it into a free slot for all to see.
 */
#include "text/made.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

#define SLOTS ((size_t)1 << 19) /* a power of two */
#define ENTRIES_MAX (SLOTS / 4 * 3)
#define BYTES ((size_t)24 << 20)
#define LARGE_PAGE ((size_t)2 << 20)

struct made {
	atomic_size_t n_entries, used; /* of slots; of bytes */
	_Atomic uint64_t *slots; /* a part of the hash above, where the entry begins below; 0: free */
	char *bytes; /* each entry behind its size */
};

struct made *made_new(void)
{
	struct made *m = malloc(sizeof(*m));

	if (!m)
		return NULL;
	atomic_init(&m->n_entries, 0);
	atomic_init(&m->used, sizeof(uint32_t));
	m->slots = calloc(SLOTS, sizeof(*m->slots));
	m->bytes = aligned_alloc(LARGE_PAGE, BYTES);
	if (!m->slots || !m->bytes) {
		made_free(m);
		return NULL;
	}
	pages_large(m->bytes, BYTES);
	return m;
}

void made_free(struct made *m)
{
	if (!m)
		return;
	free(m->slots);
	free(m->bytes);
	free(m);
}

static size_t slot_of(uint64_t hash, size_t i)
{
	return (hash + i) & (SLOTS - 1);
}

static uint64_t tag_of(uint64_t hash)
{
	return hash >> 32 << 32;
}

void made_ask(const struct made *m, uint64_t hash)
{
	__builtin_prefetch((const void *)&m->slots[slot_of(hash, 0)]);
}

struct str made_next(const struct made *m, uint64_t hash, size_t *i)
{
	for (;;) {
		uint64_t slot = atomic_load_explicit(&m->slots[slot_of(hash, (*i)++)], memory_order_acquire);
		const char *entry = m->bytes + (uint32_t)slot;
		uint32_t size;

		if (slot == 0)
			return (struct str){ NULL, 0 };
		if (tag_of(slot) != tag_of(hash))
			continue;
		memcpy(&size, entry, sizeof(size));
		return (struct str){ entry + sizeof(size), size };
	}
}

/* Takes a piece of something of which there are max. SIZE_MAX: there is too little left. */
static size_t take(atomic_size_t *used, size_t n, size_t max)
{
	size_t at = atomic_load_explicit(used, memory_order_relaxed);

	if (at + n <= max)
		at = atomic_fetch_add_explicit(used, n, memory_order_relaxed);
	return at + n <= max ? at : SIZE_MAX;
}

void made_put(struct made *m, uint64_t hash, struct str entry)
{
	uint32_t size = (uint32_t)entry.len;
	size_t whole = sizeof(size) + (entry.len + sizeof(size) - 1) / sizeof(size) * sizeof(size);
	size_t at = take(&m->used, whole, BYTES);

	if (at == SIZE_MAX || take(&m->n_entries, 1, ENTRIES_MAX) == SIZE_MAX)
		return;
	memcpy(m->bytes + at, &size, sizeof(size));
	memcpy(m->bytes + at + sizeof(size), entry.ptr, entry.len);
	for (size_t i = 0;; i++) {
		uint64_t free_slot = 0;

		if (atomic_compare_exchange_strong_explicit(&m->slots[slot_of(hash, i)], &free_slot, tag_of(hash) | at,
		                                            memory_order_release, memory_order_relaxed))
			return;
	}
}
