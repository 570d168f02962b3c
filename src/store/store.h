/*
 * store.h: the documents' own bytes, beside the engine: an append-only file of checksummed blobs.
 *
 * The engine's document data is a small entry (struct store_entry) that addresses documents.leta.
 * Writing: append blobs, store_sync(), then commit in the engine: a crash leaves unreachable bytes
 * at the end, never a reachable hole. Reading: the file is mapped; what a reader's snapshot
 * addresses never changes. Replaced documents leave dead bytes, which a full rebuild drops.
 *
 * File: 16-byte header "leta store\n" + format + NULs, then blobs: length u32, CRC-32 of the bytes
 * u32, bytes. All numbers little-endian.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

struct blob;
struct dictionary;
struct store_writer;
struct store_reader;

struct store_address {
	uint64_t offset; /* of the blob's length field */
	uint32_t length; /* of the bytes */
	uint32_t crc;
};

/* What the engine keeps as a document's data: where its blob lies, what it was made of, what its
 * copies are known by, and its id. */
struct store_entry {
	struct store_address address;
	uint64_t hash; /* of the source bytes (file or row) */
	struct str imprint; /* text/imprint.h; at most 255 bytes */
	struct str id;
};

void store_entry_encode(const struct store_entry *entry, struct buf *out);
/* False when data is not an entry. imprint and id point into data. */
bool store_entry_decode(struct str data, struct store_entry *out);

/* Opens or creates the file in a generation's directory. The caller holds the engine's lock. */
leta_status store_writer_open(const char *dir, struct store_writer **out, struct leta_error *err);
leta_status store_append(struct store_writer *w, struct str bytes, struct store_address *out,
			 struct leta_error *err);
leta_status store_sync(struct store_writer *w, struct leta_error *err); /* durable: fdatasync */
uint64_t store_writer_size(const struct store_writer *w);
void store_writer_close(struct store_writer *w);

/* With the generation's dictionary. */
leta_status store_reader_open(const char *dir, struct store_reader **out, struct leta_error *err);
/* A blob, in the mapping (until close); maps anew when the file has grown. CORRUPT. */
leta_status store_read(struct store_reader *r, struct store_address address, struct blob *out,
		       struct leta_error *err);
/* The same, in the mapping or in the arena. */
leta_status store_copy(struct store_reader *r, struct store_address address, struct arena *arena,
		       struct blob *out, struct leta_error *err);
struct dictionary *store_reader_dictionary(const struct store_reader *r);
void store_reader_close(struct store_reader *r);

#endif
