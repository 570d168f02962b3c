/*
 * subject.c: ids → views of stored documents; drafts → records → documents → views.
 */
#include "compare/subject.h"

#include "base/error.h"
#include "indexer/document.h"
#include "query/no_room.h"
#include "record/read.h"

#define DRAFT_NAME "-"

static leta_status look(struct subject *s, struct blob blob, uint64_t address, uint32_t docid,
			struct leta_error *err)
{
	if (s->n == LETA_SIMILAR_SUBJECTS_MAX)
		return error_set(err, LETA_ERR_INVALID, "högst %d dokument på en gång",
				 "at most %d documents at once", LETA_SIMILAR_SUBJECTS_MAX);
	struct subject_document *d = &s->documents[s->n];
	d->view = view_new();
	if (!d->view)
		return error_nomem(err);
	s->n++;
	d->docid = docid;
	view_set(d->view, blob, address, s->index->analyzer);
	leta_status st = view_record(d->view, &d->record, err);
	return st == LETA_OK ? view_forward(d->view, &d->forward, err) : st;
}

/* ---- documents of the index ---- */

struct finding {
	struct subject *subject;
	struct blob blob;
	uint64_t address;
};

static leta_status take_data(void *ctx, struct str data, struct leta_error *err)
{
	struct finding *f = ctx;
	struct store_entry entry;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	f->address = entry.address.offset;
	return store_read(f->subject->index->store, entry.address, &f->blob, err);
}

static leta_status take_id(struct subject *s, const char *id, struct leta_error *err)
{
	struct finding f = {.subject = s};
	struct session_key key;
	leta_status st = session_find(s->index, id, &key, take_data, &f, err);
	if (st != LETA_OK)
		return error_in(err, st, "%s", id);
	return subject_has(s, key.docid) ? LETA_OK : look(s, f.blob, f.address, key.docid, err);
}

/* ---- drafts ---- */

struct drafting {
	struct subject *subject;
	struct document_maker *maker;
};

static leta_status take_record(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct drafting *d = ctx;
	struct document document;
	if (read->fault) {
		if (err)
			*err = *read->fault;
		return LETA_ERR_FORMAT;
	}
	leta_status st = document_make(d->maker, read->record, STR(DRAFT_NAME), &document, err);
	if (st != LETA_OK)
		return st;
	char *blob = arena_strdup(d->subject->arena, document.blob);
	if (!blob)
		return no_room(d->subject->arena, err);
	/* an address that no stored document has */
	return look(d->subject,
		    (struct blob){{blob, document.blob.len},
				  store_reader_dictionary(d->subject->index->store)},
		    UINT64_MAX - 1 - d->subject->n, 0, err);
}

static leta_status take_draft(struct drafting *d, const struct leta_draft *draft,
			      struct leta_error *err)
{
	struct record_source source = {
		.path = draft->name ? draft->name : DRAFT_NAME,
		.id = draft->name ? draft->name : DRAFT_NAME,
		.bytes = {draft->bytes, draft->size},
		.format = draft->format,
		.draft = true,
	};
	leta_status st = record_read(&source, take_record, d, err);
	return st == LETA_OK ? LETA_OK : error_in(err, st, "%s", source.path);
}

static leta_status take_drafts(struct subject *s, const struct leta_similar_query *query,
			       struct leta_error *err)
{
	struct drafting d = {.subject = s};
	if (query->n_drafts == 0)
		return LETA_OK;
	leta_status st = document_maker_new(s->index->analyzer, NULL, &d.maker, err);
	for (size_t i = 0; st == LETA_OK && i < query->n_drafts; i++)
		st = take_draft(&d, &query->drafts[i], err);
	document_maker_free(d.maker);
	return st;
}

/* ---- the whole ---- */

leta_status subject_open(struct subject *s, struct leta_index *index,
			 const struct leta_similar_query *query, struct arena *arena,
			 struct leta_error *err)
{
	leta_status st = LETA_OK;
	*s = (struct subject){.arena = arena, .index = index};
	for (size_t i = 0; st == LETA_OK && i < query->n_ids; i++)
		st = take_id(s, query->ids[i], err);
	if (st == LETA_OK)
		st = take_drafts(s, query, err);
	if (st == LETA_OK && s->n == 0)
		st = error_set(err, LETA_ERR_INVALID, "inget dokument att jämföra med",
			       "no document to compare with");
	return st;
}

void subject_fini(struct subject *s)
{
	for (size_t i = 0; i < s->n; i++)
		view_free(s->documents[i].view);
	s->n = 0;
}

bool subject_has(const struct subject *s, uint32_t docid)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->documents[i].docid == docid && docid != 0)
			return true;
	return false;
}
