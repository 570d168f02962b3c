/*
 * forgotten.h: the documents that an index must not take in again: DIR/forgotten.tsv.
 *
 * One line a document: the hash of its source (16 hexadecimal digits; task_forgets()), a tab, its id. A document is
 * on the list by its id or by its source, so that neither another file name nor a changed text
 * brings it back. The list lies beside the generations and outlives them.
 */
#ifndef INDEXER_FORGOTTEN_H
#define INDEXER_FORGOTTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"

struct forgotten;

/* The list of the index in dir; none there is an empty one. Errors: CORRUPT, IO, NOMEM. */
leta_status forgotten_load(const char *dir, struct forgotten **out, struct leta_error *err);
void forgotten_free(struct forgotten *f); /* accepts NULL */

/* Replaces the file, durably. Call it with the index's lock. */
leta_status forgotten_save(const struct forgotten *f, const char *dir, struct leta_error *err);

size_t forgotten_size(const struct forgotten *f);
const char *forgotten_id(const struct forgotten *f, size_t i);

/* Whether a document with this id, or made of this source (0 = any other), is on the list. */
bool forgotten_has(const struct forgotten *f, struct str id, uint64_t source);

/* INVALID: an id with control characters, which the list cannot hold. LIMIT, NOMEM. */
leta_status forgotten_add(struct forgotten *f, struct str id, uint64_t source,
			  struct leta_error *err);
/* NOT_FOUND: it is not on the list. */
leta_status forgotten_take_away(struct forgotten *f, struct str id, struct leta_error *err);

#endif
