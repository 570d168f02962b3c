/*
 * glass_table.h: writes one table of glass, Xapian 1.4's format (version 2016-03-14), from sorted entries.
 *
 * A table is a B-tree of blocks in a file of its own. Entries come in the order of their keys, so blocks are filled
 * and written one after the other: leaves as they become full, a branch block when it is full. A tag that is too long
 * for a quarter of a block is cut into items.
 */
#ifndef ENGINE_GLASS_TABLE_H
#define ENGINE_GLASS_TABLE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

#define GLASS_BLOCK 8192
#define GLASS_REVISION 1 /* of the database and all of its blocks */
#define GLASS_KEY_MAX 255

struct glass_table;

/* Makes the file, empty. Errors: IO, NOMEM. */
leta_status glass_table_open(const char *path, struct glass_table **out, struct leta_error *err);
/*
 * Adds an entry; keys rise. compressed: the tag is a raw deflate stream. Errors: IO, LIMIT (a key that is too long, a
 * tag of more than 65 535 items), INVALID (the key does not follow the one before).
 */
leta_status glass_table_add(struct glass_table *t, struct str key, struct str tag, bool compressed,
                            struct leta_error *err);
/* Writes what is left, syncs, and appends what the version file says of the table. */
leta_status glass_table_finish(struct glass_table *t, uint32_t compress_min, struct buf *root,
                               struct leta_error *err);
void glass_table_close(struct glass_table *t); /* accepts NULL */

#endif
