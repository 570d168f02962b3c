/*
 * document.c: leta_document_*: one whole record with its texts.
 */
#include <stdlib.h>

#include "base/error.h"
#include "search/session.h"
#include "store/blob.h"

#define DOCUMENT_MAX ((size_t)2 << 30)

struct leta_document {
	struct arena *arena;
	struct leta_record record;
};

struct taking {
	struct leta_index *index;
	struct leta_document *document;
};

static leta_status take_data(void *ctx, struct str data, struct leta_error *err)
{
	struct taking *t = ctx;
	struct store_entry entry;
	struct blob blob;
	struct leta_document *d = t->document;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	leta_status st = store_read(t->index->store, entry.address, &blob, err);
	if (st == LETA_OK)
		st = blob_record(blob, d->arena, &d->record, err);
	return st == LETA_OK ? blob_texts(blob, d->arena, &d->record, err) : st;
}

leta_status leta_document_open(leta_index *index, const char *id, leta_document **out,
			       struct leta_error *err)
{
	struct leta_document *document = calloc(1, sizeof(*document));
	struct session_key key;
	leta_status st = LETA_ERR_NOMEM;
	if (document && (document->arena = arena_new(DOCUMENT_MAX)))
		st = session_find(index, id, &key, take_data, &(struct taking){index, document},
				  err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_document_close(document);
		return error_in(err, st, "%s", id);
	}
	*out = document;
	return LETA_OK;
}

const struct leta_record *leta_document_record(const leta_document *document)
{
	return &document->record;
}

void leta_document_close(leta_document *document)
{
	if (!document)
		return;
	arena_free(document->arena);
	free(document);
}
