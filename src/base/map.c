/*
 * map.c: an open-addressing hash table over an array of entries in order of insertion.
 *
 * Slots hold a key's hash and its entry's number + 1 (0: free), so that most keys that are not there
 * are told without a look at the entries. They are at most 3/4 full; probing is linear. Keys lie in
 * blocks without alignment and are never moved while the map lives. A put that fails for want of
 * memory leaves the map as it was.
 */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

#define SLOTS_FIRST 64u
#define SPARSE 8u /* slots for an entry, beyond which clearing takes some away */
#define KEYS_FIRST ((size_t)4 << 10)
#define KEYS_MAX ((size_t)1 << 20)

struct entry {
	const char *key;
	uint32_t len, value;
};

struct slot {
	uint32_t hash, entry;
};

struct keys {
	struct keys *next; /* older */
	size_t size, used;
	char data[];
};

struct map {
	struct entry *entries;
	struct slot *slots; /* a power of two of them */
	struct keys *keys;
	size_t n, cap, n_slots;
};

struct map *map_new(void)
{
	return calloc(1, sizeof(struct map));
}

static void free_keys(struct keys *k)
{
	while (k) {
		struct keys *next = k->next;

		free(k);
		k = next;
	}
}

void map_free(struct map *m)
{
	if (!m)
		return;
	free_keys(m->keys);
	free(m->slots);
	free(m->entries);
	free(m);
}

static uint32_t hash_of(struct str key)
{
	return (uint32_t)(hash_bytes(0, key) >> 16);
}

/* Slots of which few were used become fewer: what is looked up all over many is not in the processor's cache. */
void map_clear(struct map *m)
{
	if (m->n < m->n_slots / SPARSE && m->n_slots > SLOTS_FIRST)
		m->n_slots /= 2;
	if (m->n_slots)
		memset(m->slots, 0, m->n_slots * sizeof(*m->slots));
	if (m->keys) { /* the newest block is the largest */
		free_keys(m->keys->next);
		m->keys->next = NULL;
		m->keys->used = 0;
	}
	m->n = 0;
}

/* The slot that holds key, or the free slot where it belongs. */
static inline size_t slot_of(const struct map *m, struct str key, uint32_t hash)
{
	size_t slot = hash & (m->n_slots - 1);

	for (; m->slots[slot].entry; slot = (slot + 1) & (m->n_slots - 1)) {
		const struct entry *e = &m->entries[m->slots[slot].entry - 1];

		if (m->slots[slot].hash == hash && hash_same((struct str){e->key, e->len}, key))
			break;
	}
	return slot;
}

static bool grow_slots(struct map *m)
{
	size_t n_slots = m->n_slots ? m->n_slots * 2 : SLOTS_FIRST;
	struct slot *slots = calloc(n_slots, sizeof(*slots));

	if (!slots)
		return false;
	for (size_t i = 0; i < m->n_slots; i++) {
		size_t slot = m->slots[i].hash & (n_slots - 1);

		if (!m->slots[i].entry)
			continue;
		while (slots[slot].entry)
			slot = (slot + 1) & (n_slots - 1);
		slots[slot] = m->slots[i];
	}
	free(m->slots);
	m->slots = slots;
	m->n_slots = n_slots;
	return true;
}

static bool grow_entries(struct map *m)
{
	size_t cap = m->cap ? m->cap * 2 : SLOTS_FIRST / 2;
	struct entry *entries = realloc(m->entries, cap * sizeof(*entries));

	if (!entries)
		return false;
	m->entries = entries;
	m->cap = cap;
	return true;
}

/* A copy of key, or NULL when there is no memory. An empty key has a valid address too. */
static const char *keep_key(struct map *m, struct str key)
{
	struct keys *k = m->keys;
	char *copy;

	if (!k || key.len > k->size - k->used) {
		size_t size = k ? k->size * 2 : KEYS_FIRST;

		size = size > KEYS_MAX ? KEYS_MAX : size;
		size = size < key.len ? key.len : size;
		k = malloc(sizeof(*k) + size);
		if (!k)
			return NULL;
		*k = (struct keys){.next = m->keys, .size = size};
		m->keys = k;
	}
	copy = k->data + k->used;
	if (key.len)
		memcpy(copy, key.ptr, key.len);
	k->used += key.len;
	return copy;
}

uint32_t map_put(struct map *m, struct str key)
{
	uint32_t hash = hash_of(key);
	const char *copy;
	size_t slot = 0;
	bool crowded;

	if (m->n_slots) {
		slot = slot_of(m, key, hash);
		if (m->slots[slot].entry)
			return m->slots[slot].entry - 1;
	}
	if (key.len >= UINT32_MAX || m->n >= MAP_NONE - 1)
		return MAP_NONE;
	crowded = (m->n + 1) * 4 > m->n_slots * 3;
	if (crowded && !grow_slots(m))
		return MAP_NONE;
	if (m->n == m->cap && !grow_entries(m))
		return MAP_NONE;
	copy = keep_key(m, key);
	if (!copy)
		return MAP_NONE;
	if (crowded)
		slot = slot_of(m, key, hash);
	m->entries[m->n] = (struct entry){.key = copy, .len = (uint32_t)key.len};
	m->slots[slot] = (struct slot){.hash = hash, .entry = (uint32_t)++m->n};
	return (uint32_t)(m->n - 1);
}

uint32_t map_find(const struct map *m, struct str key)
{
	uint32_t found = m->n_slots ? m->slots[slot_of(m, key, hash_of(key))].entry : 0;

	return found ? found - 1 : MAP_NONE;
}

void map_ask(const struct map *m, struct str key)
{
	if (m->n_slots)
		__builtin_prefetch(&m->slots[hash_of(key) & (m->n_slots - 1)]);
}

size_t map_size(const struct map *m)
{
	return m->n;
}

struct str map_key(const struct map *m, uint32_t entry)
{
	return (struct str){m->entries[entry].key, m->entries[entry].len};
}

uint32_t *map_value(struct map *m, uint32_t entry)
{
	return &m->entries[entry].value;
}
