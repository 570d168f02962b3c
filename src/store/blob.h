/*
 * blob.h: one document as stored: record, section texts and forward index, in parts that can be
 * read alone.
 *
 * Layout: a table of sizes (record raw, packed; forward raw, packed; number of sections; each
 * section's text; each chunk packed), then the parts: record, forward index, chunks of text. A
 * chunk is the texts of as many sections in a row as it takes to reach BLOB_CHUNK bytes: a page's
 * short sections compress together, and a snippet from a long report unpacks one chunk. Records
 * and texts are packed with the index's dictionary (dictionary.h), each part a frame of its own, or
 * stored as they are (raw = packed) where that is not larger. The blob as a whole is checksummed by
 * the store.
 */
#ifndef STORE_BLOB_H
#define STORE_BLOB_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"
#include "leta/record.h"
#include "store/dictionary.h"
#include "store/forward.h"
#include "store/forward_pick.h"

#define BLOB_CHUNK 16384

/* A stored document, and what it was packed with. Both are somebody else's. */
struct blob {
	struct str bytes;
	struct dictionary *dictionary;
};

/* Makes blobs, one after the other; for one thread. dictionary: what they are packed with; NULL: they never are. */
struct blob_encoder;
leta_status blob_encoder_new(const struct dictionary *dictionary, struct blob_encoder **out,
			     struct leta_error *err);
void blob_encoder_free(struct blob_encoder *e); /* accepts NULL */

/*
 * Appends the blob. ranks: as for forward_encode(). INVALID when pages, lessons or tokens point outside the sections
 * and their texts; LIMIT when the document is too large (out->max, or a limit of forward.h).
 */
leta_status blob_encode(struct blob_encoder *e, const struct leta_record *record,
			const struct forward *forward, const uint32_t *ranks, struct buf *out,
			struct leta_error *err);

/* The record; its sections have headings, roles, pages and text_len, but text == NULL. */
leta_status blob_record(struct blob blob, struct arena *arena, struct leta_record *out,
			struct leta_error *err);
/* The same in two steps. The record points into its bytes, which have a NUL behind them. */
leta_status blob_unpack_record(struct blob blob, struct arena *arena, struct str *out,
			       struct leta_error *err);
leta_status blob_read_record(struct blob blob, struct str bytes, struct arena *arena,
			     struct leta_record *out, struct leta_error *err);
/* The text of one section, NUL-terminated, into the arena. */
leta_status blob_text(struct blob blob, size_t section, struct arena *arena, struct str *out,
		      struct leta_error *err);
/* The texts of all sections of a record from blob_record(), each chunk unpacked once. */
leta_status blob_texts(struct blob blob, struct arena *arena, struct leta_record *record,
		       struct leta_error *err);
/* Tokens of sections lie within their texts; tokens of fields are not held against the values. */
leta_status blob_forward(struct blob blob, struct arena *arena, struct forward *out,
			 struct leta_error *err);
/* forward_pick() of the document. */
leta_status blob_pick(struct blob blob, const struct forward_wish *wish, struct arena *arena,
		      struct forward *out, struct leta_error *err);

#endif
