/*
 * sample.h: some documents of a run, read for the dictionary of a new index while its lexicon is made.
 *
 * The beginnings of files that are text are looked at, spread over all of the run, until the dictionary has seen
 * enough. What must not lie in the index must not lie in the dictionary: forgotten documents are left out, persons
 * where they are to be.
 */
#ifndef INDEXER_SAMPLE_H
#define INDEXER_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/collect.h"
#include "indexer/forgotten.h"
#include "leta/error.h"
#include "store/dictionary.h"

struct sample;

/*
 * Begins to read in another thread, or, with one thread only, has read when it returns. What is given is borrowed until
 * the end. NOMEM.
 */
leta_status sample_begin(const struct collection *files, const struct forgotten *forgotten, bool without_persons,
                         size_t threads, struct sample **out, struct leta_error *err);
/* Waits for the dictionary. What cannot be read is passed over: the run tells of it. NOMEM. */
leta_status sample_end(struct sample *s, struct dictionary **out, struct leta_error *err);
void sample_free(struct sample *s); /* accepts NULL */

#endif
