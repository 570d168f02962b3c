/*
 * blob.h: one document as stored: record, section texts and forward index, in parts that can be read alone.
 *
 * Layout: part table (part, raw length, packed length), then the parts, each zlib-compressed on its own:
 * the record without its sections' texts; each section's text; the forward index. The blob as a whole
 * is checksummed by the store.
 */
#ifndef STORE_BLOB_H
#define STORE_BLOB_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"
#include "leta/record.h"
#include "store/forward.h"

leta_status blob_encode(const struct leta_record *record, const struct forward *forward, struct buf *out,
                        struct leta_error *err);

/* The record; its sections have headings, roles and pages but text == NULL. */
leta_status blob_record(struct str blob, struct arena *arena, struct leta_record *out,
                        struct leta_error *err);
/* The text of one section, NUL-terminated, into the arena. */
leta_status blob_text(struct str blob, size_t section, struct arena *arena, struct str *out,
                      struct leta_error *err);
leta_status blob_forward(struct str blob, struct arena *arena, struct forward *out,
                         struct leta_error *err);

#endif
