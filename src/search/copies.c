/*
 * copies.c: see copies.h. A hit is held against those listed before it, best first, by the imprints in
 * their entries; nothing else of the documents is read.
 */
#include "search/copies.h"

#include "base/error.h"
#include "query/no_room.h"
#include "store/store.h"
#include "text/imprint.h"

leta_status copies_none(size_t n_hits, struct arena *arena, struct copies *out, struct leta_error *err)
{
	struct copies copies = {.n_listed = n_hits};
	copies.listed = arena_zalloc(arena, n_hits + 1, sizeof(*copies.listed));
	if (!copies.listed)
		return no_room(arena, err);
	for (size_t i = 0; i < n_hits; i++)
		copies.listed[i] = (uint32_t)i;
	*out = copies;
	return LETA_OK;
}

static leta_status entry_of(const struct engine_hit *hit, struct store_entry *out,
			    struct leta_error *err)
{
	return store_entry_decode(hit->data, out)
		       ? LETA_OK
		       : error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				   "a document's entry in the index is damaged");
}

leta_status copies_find(const struct engine_hit *hits, size_t n_hits, struct arena *arena,
			struct copies *out, struct leta_error *err)
{
	struct store_entry entries[COPIES_DEPTH];
	struct copies copies = {.n = n_hits < COPIES_DEPTH ? n_hits : COPIES_DEPTH};
	copies.listed = arena_zalloc(arena, n_hits + 1, sizeof(*copies.listed));
	copies.copy_of = arena_zalloc(arena, copies.n + 1, sizeof(*copies.copy_of));
	if (!copies.listed || !copies.copy_of)
		return no_room(arena, err);
	for (uint32_t i = 0; i < copies.n; i++) {
		leta_status st = entry_of(&hits[i], &entries[i], err);
		if (st != LETA_OK)
			return st;
		size_t at = 0;
		while (at < copies.n_listed && !imprint_is_copy(entries[copies.listed[at]].imprint,
								entries[i].imprint))
			at++;
		copies.copy_of[i] = at < copies.n_listed ? copies.listed[at] : i;
		if (at == copies.n_listed)
			copies.listed[copies.n_listed++] = i;
	}
	for (size_t i = copies.n; i < n_hits; i++)
		copies.listed[copies.n_listed++] = (uint32_t)i;
	*out = copies;
	return LETA_OK;
}

leta_status copies_ids(const struct copies *copies, const struct engine_hit *hits, uint32_t hit,
		       struct arena *arena, const char *const **ids, size_t *n_ids,
		       struct leta_error *err)
{
	size_t n = 0, cap = 0;
	const char **list = NULL;
	for (uint32_t i = hit + 1; i < copies->n; i++) {
		struct store_entry entry;
		if (copies->copy_of[i] != hit)
			continue;
		leta_status st = entry_of(&hits[i], &entry, err);
		if (st != LETA_OK)
			return st;
		list = arena_grow(arena, list, n, &cap, sizeof(*list));
		if (!list || !(list[n++] = arena_strdup(arena, entry.id)))
			return no_room(arena, err);
	}
	*ids = list;
	*n_ids = n;
	return LETA_OK;
}
