/*
 * kept.c: a list of files, and a map of their documents' ids that follows it when it is asked.
 */
#include "indexer/kept.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "indexer/entries.h"

#define KEPT_ARENA_MAX ((size_t)1 << 30)

struct file {
	struct str path;
	uint32_t number;
};

struct kept {
	struct arena *arena;
	struct file *files;
	size_t n, cap;
	struct map *ids; /* of the first n_known files: id → number of the file */
	size_t n_known;
};

struct kept *kept_new(void)
{
	struct kept *k = calloc(1, sizeof(*k));
	if (!k)
		return NULL;
	k->arena = arena_new(KEPT_ARENA_MAX);
	k->ids = map_new();
	if (k->arena && k->ids)
		return k;
	kept_free(k);
	return NULL;
}

void kept_free(struct kept *k)
{
	if (!k)
		return;
	arena_free(k->arena);
	map_free(k->ids);
	free(k);
}

leta_status kept_add(struct kept *k, struct str path, size_t number, struct leta_error *err)
{
	struct file *files = arena_grow(k->arena, k->files, k->n, &k->cap, sizeof(*files));
	char *copy = arena_strdup(k->arena, path);
	if (!files || !copy)
		return arena_status(k->arena, err);
	k->files = files;
	files[k->n++] = (struct file){ { copy, path.len }, (uint32_t)number };
	return LETA_OK;
}

static leta_status take_id(void *ctx, struct str data, struct leta_error *err)
{
	struct kept *k = ctx;
	struct store_entry entry;
	leta_status st = entry_decode(data, &entry, err);
	if (st != LETA_OK)
		return st;
	uint32_t slot = map_put(k->ids, entry.id);
	if (slot == MAP_NONE)
		return error_nomem(err);
	*map_value(k->ids, slot) = k->files[k->n_known].number;
	return LETA_OK;
}

leta_status kept_has(struct kept *k, struct engine_reader *reader, struct str id, size_t number, bool *has,
                     struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (; st == LETA_OK && k->n_known < k->n; k->n_known++)
		st = entries_each(reader, k->files[k->n_known].path, take_id, k, err);
	uint32_t slot = map_find(k->ids, id);
	*has = slot != MAP_NONE && *map_value(k->ids, slot) < number;
	return st;
}
