/*
 * dictionary.h: what an index's documents have in common: a dictionary that their records are packed with, and one for
 * their texts. Made of some documents of a new index (dictionary_maker.h), never changed afterwards.
 *
 * File dictionary.leta: "leta dictionary\n", CRC-32 of the rest u32, length of the records' dictionary u32, it, the
 * texts' dictionary. Numbers little-endian.
 */
#ifndef STORE_DICTIONARY_H
#define STORE_DICTIONARY_H

#include "base/buf.h"
#include "base/pack.h"
#include "base/str.h"
#include "leta/error.h"

enum dictionary_kind { DICTIONARY_RECORDS, DICTIONARY_TEXTS, DICTIONARY_KINDS };

/* For one thread, but for what takes it const. */
struct dictionary;

/* Of the two dictionaries, which it copies; "" = none. */
leta_status dictionary_new(const struct str bytes[DICTIONARY_KINDS], struct dictionary **out, struct leta_error *err);
/* That of a generation. CORRUPT. */
leta_status dictionary_open(const char *dir, struct dictionary **out, struct leta_error *err);
/* Makes the file of a generation, durably. */
leta_status dictionary_write(const struct dictionary *d, const char *dir, struct leta_error *err);
void dictionary_free(struct dictionary *d); /* accepts NULL */

/* A packer for one kind of bytes. The caller's to free. */
leta_status dictionary_packer(const struct dictionary *d, enum dictionary_kind kind, struct packer **out,
                              struct leta_error *err);
/* unpacker_run() */
leta_status dictionary_unpack(struct dictionary *d, enum dictionary_kind kind, struct str packed, size_t raw_len,
                              struct buf *out, struct leta_error *err);

#endif
