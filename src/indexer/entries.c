/*
 * entries.c: reading the entries of a file's documents.
 */
#include "indexer/entries.h"

#include "base/buf.h"
#include "base/error.h"
#include "schema/term.h"

#define ENTRIES_ARENA_MAX ((size_t)1 << 30)
#define TERM_BYTES_MAX ((size_t)64 << 10)

leta_status entry_decode(struct str data, struct store_entry *out, struct leta_error *err)
{
	return store_entry_decode(data, out) ? LETA_OK
	                                     : error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
	                                                 "a document's entry in the index is damaged");
}

leta_status entries_each(struct engine_reader *reader, struct str path, engine_bytes_fn *fn, void *ctx,
                         struct leta_error *err)
{
	struct buf term;
	buf_init(&term, TERM_BYTES_MAX);
	term_make(&term, TERM_FILE, path);
	leta_status st = buf_status(&term, err);
	if (st == LETA_OK)
		st = engine_reader_each(reader, buf_view(&term), fn, ctx, err);
	buf_fini(&term);
	return st;
}

static struct str hash_key(const uint64_t *hash)
{
	return (struct str){ (const char *)hash, sizeof(*hash) };
}

static leta_status put_hash(struct file_entries *e, uint64_t hash, struct leta_error *err)
{
	bool another = map_find(e->by_hash, hash_key(&hash)) != MAP_NONE;
	uint32_t slot = map_put(e->by_hash, hash_key(&hash));
	if (slot == MAP_NONE)
		return error_nomem(err);
	*map_value(e->by_hash, slot) = another ? MAP_NONE : (uint32_t)e->n;
	return LETA_OK;
}

static leta_status take_entry(void *ctx, struct str data, struct leta_error *err)
{
	struct file_entries *e = ctx;
	struct store_entry entry;
	leta_status st = entry_decode(data, &entry, err);
	if (st != LETA_OK)
		return st;
	struct store_entry *list = arena_grow(e->arena, e->list, e->n, &e->cap, sizeof(*list));
	char *id = arena_strdup(e->arena, entry.id);
	if (!list || !id)
		return arena_status(e->arena, err);
	entry.id.ptr = id;
	entry.imprint = STR("");
	st = put_hash(e, entry.hash, err);
	uint32_t slot = map_put(e->by_id, entry.id);
	if (st != LETA_OK || slot == MAP_NONE)
		return st != LETA_OK ? st : error_nomem(err);
	*map_value(e->by_id, slot) = (uint32_t)e->n;
	e->list = list;
	e->list[e->n++] = entry;
	return LETA_OK;
}

leta_status entries_load(struct file_entries *e, struct engine_reader *reader, struct str path,
                         struct leta_error *err)
{
	e->arena = arena_new(ENTRIES_ARENA_MAX);
	e->by_id = map_new();
	e->by_hash = map_new();
	leta_status st = e->arena && e->by_id && e->by_hash ? LETA_OK : error_nomem(err);
	if (st == LETA_OK && reader)
		st = entries_each(reader, path, take_entry, e, err);
	if (st != LETA_OK)
		return st;
	e->met = arena_zalloc(e->arena, e->n + 1, sizeof(*e->met));
	return e->met ? LETA_OK : arena_status(e->arena, err);
}

void entries_fini(struct file_entries *e)
{
	map_free(e->by_id);
	map_free(e->by_hash);
	arena_free(e->arena);
	*e = (struct file_entries){ 0 };
}

uint32_t entries_find(const struct file_entries *e, struct str id)
{
	uint32_t slot = map_find(e->by_id, id);
	return slot == MAP_NONE ? MAP_NONE : *map_value(e->by_id, slot);
}

uint32_t entries_find_hash(const struct file_entries *e, uint64_t hash)
{
	uint32_t slot = map_find(e->by_hash, hash_key(&hash));
	return slot == MAP_NONE ? MAP_NONE : *map_value(e->by_hash, slot);
}
