/*
 * kept.h: the files of a run that are as they were: their documents keep their ids. These are read from the index when
 * one of them is asked for, which is when a document goes from one file to another; so a file that has not changed
 * costs nothing more.
 */
#ifndef INDEXER_KEPT_H
#define INDEXER_KEPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "engine/engine.h"
#include "leta/error.h"

struct kept;

struct kept *kept_new(void); /* NULL: out of memory */
void kept_free(struct kept *k); /* accepts NULL */

/* number: of the file in the run; path: absolute. NOMEM, LIMIT. */
leta_status kept_add(struct kept *k, struct str path, size_t number, struct leta_error *err);
/* Whether a file before this number keeps a document with the id. reader: of the index before the run. */
leta_status kept_has(struct kept *k, struct engine_reader *reader, struct str id, size_t number, bool *has,
                     struct leta_error *err);

#endif
