/*
 * document.c: leta_document_*: one whole record with its texts, by its id or the beginning of it.
 */
#include <stdlib.h>

#include "base/error.h"
#include "search/session.h"
#include "store/blob.h"

#define DOCUMENT_MAX ((size_t)2 << 30)
#define ID_MAX 256

struct leta_document {
	struct arena *arena;
	struct leta_record record;
};

struct matches {
	char first[ID_MAX]; /* the first id that fits */
	size_t n;
};

/* Keys are terms "Q" + id. Two are enough to know that the beginning is not unique. */
static leta_status take_key(void *ctx, struct str term, uint32_t documents, struct leta_error *err)
{
	struct matches *m = ctx;
	(void)documents;
	(void)err;
	if (m->n++ > 0)
		return LETA_ERR_CANCELLED;
	size_t len = term.len - 1 < ID_MAX - 1 ? term.len - 1 : ID_MAX - 1;
	memcpy(m->first, term.ptr + 1, len);
	m->first[len] = '\0';
	return LETA_OK;
}

static leta_status find_by_beginning(struct leta_index *index, const char *id, struct matches *out,
				     struct leta_error *err)
{
	char key[ID_MAX + 1] = "Q";
	struct str beginning = str_from(id);
	*out = (struct matches){0};
	if (beginning.len == 0 || beginning.len >= ID_MAX)
		return LETA_OK;
	memcpy(key + 1, beginning.ptr, beginning.len);
	leta_status st = engine_reader_terms(index->engine, (struct str){key, beginning.len + 1},
					     take_key, out, err);
	return st == LETA_ERR_CANCELLED ? LETA_OK : st;
}

struct taking {
	struct leta_index *index;
	struct leta_document *document;
};

static leta_status take_data(void *ctx, struct str data, struct leta_error *err)
{
	struct taking *t = ctx;
	struct store_entry entry;
	struct str blob;
	struct leta_document *d = t->document;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	leta_status st = store_read(t->index->store, entry.address, &blob, err);
	if (st == LETA_OK)
		st = blob_record(blob, d->arena, &d->record, err);
	return st == LETA_OK ? blob_texts(blob, d->arena, &d->record, err) : st;
}

static leta_status read_document(struct leta_index *index, const char *id,
				 struct leta_document *document, struct leta_error *err)
{
	struct taking taking = {index, document};
	struct matches matches;
	uint32_t docid;
	leta_status st =
		engine_reader_find(index->engine, str_from(id), &docid, take_data, &taking, err);
	if (st != LETA_ERR_NOT_FOUND)
		return st;
	st = find_by_beginning(index, id, &matches, err);
	if (st != LETA_OK)
		return st;
	if (matches.n > 1)
		return error_set(
			err, LETA_ERR_INVALID,
			"flera dokument börjar på '%s', bland andra '%s': skriv mer av id",
			"several documents begin with '%s', '%s' among them: write more of the id",
			id, matches.first);
	if (matches.n == 0)
		return error_set(err, LETA_ERR_NOT_FOUND, "dokumentet '%s' finns inte i indexet",
				 "the document '%s' is not in the index", id);
	return engine_reader_find(index->engine, str_from(matches.first), &docid, take_data,
				  &taking, err);
}

leta_status leta_document_open(leta_index *index, const char *id, leta_document **out,
			       struct leta_error *err)
{
	struct leta_document *document = calloc(1, sizeof(*document));
	leta_status st = LETA_ERR_NOMEM;
	if (document && (document->arena = arena_new(DOCUMENT_MAX)))
		st = read_document(index, id, document, err);
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
