/*
 * layout.h: a record as bytes and back, driven by tables that say where each struct's members lie.
 *
 * The bytes are the blob's record part: everything of struct leta_record but the sections' texts
 * and their lengths, which the blob keeps elsewhere. Texts lie in the bytes with a NUL behind, so
 * that a record that was read points into them and copies nothing.
 */
#ifndef STORE_LAYOUT_H
#define STORE_LAYOUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/record.h"

/* Appends the record's bytes; a failure stays in *out. */
void layout_encode(const struct leta_record *record, struct buf *out);

/*
 * Reads a record whose texts point into `bytes`: they must live as long as the record. False when
 * the bytes are not a record, or when the arena failed (arena_failed() tells them apart). Numbers
 * that refer to sections and to places in their texts are not checked.
 */
bool layout_decode(struct str bytes, struct arena *arena, struct leta_record *out);

#endif
