/*
 * document.h: one record → what the index holds of it: weighted terms, filters, value slots, forward index, blob,
 * imprint.
 */
#ifndef INDEXER_DOCUMENT_H
#define INDEXER_DOCUMENT_H

#include "base/arena.h"
#include "base/str.h"
#include "engine/engine.h"
#include "leta/error.h"
#include "leta/record.h"
#include "store/dictionary.h"
#include "text/analyzer.h"
#include "text/imprint.h"

struct document_maker; /* reusable; one per thread */

/* dictionary: what blobs are packed with; it is not kept. NULL: they stay unpacked. */
leta_status document_maker_new(struct text_analyzer *analyzer, const struct dictionary *dictionary,
                               struct document_maker **out, struct leta_error *err);
void document_maker_free(struct document_maker *m); /* accepts NULL */

struct document {
	struct engine_document engine; /* key and data are the caller's to fill */
	struct str blob;
	struct str imprint; /* text/imprint.h; "" = too little text */
};

/*
 * Makes the document of a record read from `file` (its absolute path). What *out points at belongs to the maker and
 * lives until the next call. Errors: NOMEM, LIMIT.
 */
leta_status document_make(struct document_maker *m, const struct leta_record *record, struct str file,
                          struct document *out, struct leta_error *err);

/* A record's imprint, in bytes; "" when it has too little text. Its sections must have their texts. */
struct str document_imprint(const struct leta_record *record, unsigned char bytes[IMPRINT_SIZE]);

/* A copy that lives in an arena. NOMEM, LIMIT. */
leta_status document_copy(const struct document *document, struct arena *arena, struct document *out,
                          struct leta_error *err);

#endif
