/*
 * map.h: byte strings to 32-bit numbers: an open-addressing hash table that remembers insertion order.
 * Keys are copied. Numbers 0…n−1 of insertion identify entries, so a map is also an interning table.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct map;

#define MAP_NONE UINT32_MAX

struct map *map_new(void); /* NULL: out of memory */
void map_free(struct map *m);
void map_clear(struct map *m); /* forgets all entries, keeps the memory */

/* The entry of key, made when it is new (its value is then 0). MAP_NONE: out of memory. */
uint32_t map_put(struct map *m, struct str key);
/* The entry of key, or MAP_NONE. */
uint32_t map_find(const struct map *m, struct str key);

/* The key will be put or looked for soon: what it needs is fetched from memory meanwhile. */
void map_ask(const struct map *m, struct str key);

size_t map_size(const struct map *m);
struct str map_key(const struct map *m, uint32_t entry); /* valid until the next put or clear */
uint32_t *map_value(struct map *m, uint32_t entry);      /* valid until the next put or clear */

#endif
