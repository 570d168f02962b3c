/*
 * subject.h: what is asked about: documents of the index and drafts, each seen as a stored
 * document.
 *
 * A draft is read by the record readers and made a document exactly as the indexer makes one, with
 * the index's own analysis, so that it is compared as if it lay in the index.
 */
#ifndef COMPARE_SUBJECT_H
#define COMPARE_SUBJECT_H

#include "leta/similar.h"
#include "search/session.h"
#include "search/view.h"

struct subject_document {
	struct view *view;
	const struct leta_record *record; /* in the view */
	const struct forward *forward;    /* in the view */
	uint32_t docid;                   /* 0: a draft */
};

struct subject {
	struct arena *arena; /* the caller's */
	struct leta_index *index;
	struct subject_document documents[LETA_SIMILAR_SUBJECTS_MAX];
	size_t n;
};

/* Errors as leta_similar(). Call subject_fini() also after a failure. */
leta_status subject_open(struct subject *s, struct leta_index *index,
			 const struct leta_similar_query *query, struct arena *arena,
			 struct leta_error *err);
void subject_fini(struct subject *s);

/* Whether a document of the index is among them. */
bool subject_has(const struct subject *s, uint32_t docid);

#endif
