/*
 * bulk_termlists.h: terms' documents in, documents' terms out: the termlist table, made of what the postlist table
 * holds.
 *
 * The inversion is that of bulk_postings.h with the roles changed: a document's key is the term, and a term's number
 * the document. A document's entry has its terms; a second one has the slots of its values.
 */
#ifndef ENGINE_BULK_TERMLISTS_H
#define ENGINE_BULK_TERMLISTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct bulk_termlists;

/* Temporary files are made in `dir` (borrowed). memory: bytes of postings to collect, about. */
leta_status bulk_termlists_new(const char *dir, size_t memory, struct bulk_termlists **out, struct leta_error *err);
/* The next term, in the order of bytes; the postings that follow are its. Errors: NOMEM, LIMIT. */
leta_status bulk_termlists_term(struct bulk_termlists *t, struct str term, struct leta_error *err);
/* Errors: IO, NOMEM. */
leta_status bulk_termlists_posting(struct bulk_termlists *t, uint32_t docid, uint32_t wdf, struct leta_error *err);
/* A document has a value; slots rise. Errors: IO, NOMEM. */
leta_status bulk_termlists_value(struct bulk_termlists *t, uint32_t slot, uint32_t docid, struct leta_error *err);
/* Writes the table to a file, and appends what the version file says of it. Errors: IO, NOMEM, LIMIT. */
leta_status bulk_termlists_write(struct bulk_termlists *t, const char *path, uint32_t compress_min, struct buf *root,
                                 struct leta_error *err);
void bulk_termlists_free(struct bulk_termlists *t); /* accepts NULL */

#ifdef __cplusplus
}
#endif

#endif
