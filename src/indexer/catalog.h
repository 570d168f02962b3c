/*
 * catalog.h: which files the index was made of: for each its content hash, id and rows, so that a run touches only
 * what has changed. Kept in the engine's metadata, so it changes in the same commits as the documents.
 */
#ifndef INDEXER_CATALOG_H
#define INDEXER_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "engine/engine.h"
#include "leta/error.h"

struct catalog_file {
	struct str path;    /* absolute */
	struct str id;      /* of a file with one record */
	uint64_t hash;      /* of its bytes; 0 = something in it could not be read: read it again */
	uint32_t documents; /* that it gave */
	uint32_t format;    /* enum leta_format asked for */
};

struct catalog {
	struct arena *arena;
	struct map *by_path;
	struct catalog_file *files;
	size_t n_files, cap;
};

/* Reads the catalog of an index; reader NULL = an empty one. Free with catalog_fini(), also after a failure. */
leta_status catalog_load(struct catalog *c, struct engine_reader *reader, struct leta_error *err);
void catalog_fini(struct catalog *c);

/* The entry of a path, or NULL. */
const struct catalog_file *catalog_find(const struct catalog *c, struct str path);

/* The metadata key of a file, and its value; an empty value forgets the file. */
void catalog_key(struct str path, struct buf *out);
void catalog_value(const struct catalog_file *file, struct buf *out);

#endif
