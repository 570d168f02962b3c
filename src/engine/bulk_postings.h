/*
 * bulk_postings.h: documents' terms in, lists of postings by term out, in bounded memory.
 *
 * Postings are collected in memory. When that is full, the lists go to a temporary file in the order of their terms (a
 * run); in the end the runs are merged. A list is kept as glass packs it: the first posting apart, then for each
 * further one the gap to its document and its wdf.
 */
#ifndef ENGINE_BULK_POSTINGS_H
#define ENGINE_BULK_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "engine/engine.h"
#include "leta/error.h"

struct bulk_postings;

/* Runs are temporary files in `dir` (borrowed). memory: bytes of postings to collect, about. */
leta_status bulk_postings_new(const char *dir, size_t memory, struct bulk_postings **out,
                              struct leta_error *err);
/*
 * Documents come in rising order; of a term that comes again for a document the wdfs are added up. A term has at most
 * 255 bytes. Errors: IO, NOMEM.
 */
leta_status bulk_postings_add(struct bulk_postings *p, struct str term, uint32_t docid, uint32_t wdf,
                              struct leta_error *err);
/* The same for all terms of a document, several times faster than one by one. */
leta_status bulk_postings_add_document(struct bulk_postings *p, uint32_t docid, const struct engine_term *terms,
                                       size_t n, struct leta_error *err);

/*
 * How many documents a term has been added for, as long as all postings are in memory. May be called by one thread
 * while another is in bulk_postings_each().
 */
bool bulk_postings_in_memory(const struct bulk_postings *p);
uint32_t bulk_postings_documents(const struct bulk_postings *p, struct str term);

/* All postings of a term, or those of one run. */
struct bulk_list {
	struct str term;
	uint32_t documents, first_docid, first_wdf, last_docid;
	uint64_t wdf; /* the sum */
	struct str rest; /* gap - 1, wdf, gap - 1, wdf … as varints */
};
typedef leta_status bulk_list_fn(void *ctx, const struct bulk_list *list, struct leta_error *err);
/* Hands out every term's list in the order of the terms' bytes. Nothing can be added afterwards. */
leta_status bulk_postings_each(struct bulk_postings *p, bulk_list_fn *fn, void *ctx, struct leta_error *err);
void bulk_postings_free(struct bulk_postings *p); /* accepts NULL */

#endif
