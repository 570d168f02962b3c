/*
 * entries.h: what the index has of a file: the entries of its documents, by id.
 */
#ifndef INDEXER_ENTRIES_H
#define INDEXER_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "engine/engine.h"
#include "leta/error.h"
#include "store/store.h"

/* Tasks read all but `met` while nobody changes it. Begin with zeros. */
struct file_entries {
	struct arena *arena;
	struct map *by_id; /* id → number of its entry */
	struct map *by_hash;
	struct store_entry *list;
	size_t n, cap;
	bool *met; /* which of them are still in the file */
};

/* Each document of a path, as the engine keeps its entry. */
leta_status entries_each(struct engine_reader *reader, struct str path, engine_bytes_fn *fn, void *ctx,
                         struct leta_error *err);
/*
 * Fills it with the documents of a path. reader NULL: there are none. Free it with entries_fini(), after a failure too.
 * CORRUPT, NOMEM, LIMIT, IO.
 */
leta_status entries_load(struct file_entries *e, struct engine_reader *reader, struct str path,
                         struct leta_error *err);
void entries_fini(struct file_entries *e);

/* The number of an id's entry; MAP_NONE. */
uint32_t entries_find(const struct file_entries *e, struct str id);
/* The number of the only entry with this hash; MAP_NONE: there is none, or there are several. */
uint32_t entries_find_hash(const struct file_entries *e, uint64_t hash);

/* An entry as the engine keeps it; it points into data. CORRUPT. */
leta_status entry_decode(struct str data, struct store_entry *out, struct leta_error *err);

#endif
