/*
 * workers.h: the threads of a run, each with an analyzer and a document maker of its own, which are not shared.
 *
 * They are made for the first task: a run that finds nothing new needs none. For a new index its dictionary is learnt
 * meanwhile (sample.h).
 */
#ifndef INDEXER_WORKERS_H
#define INDEXER_WORKERS_H

#include "base/pool.h"
#include "indexer/collect.h"
#include "indexer/forgotten.h"
#include "indexer/writer.h"
#include "leta/error.h"
#include "leta/index.h"

struct workers;

/*
 * Opens the writer's analyzer, and begins to learn the dictionary of a new index of the files, which must not change
 * until it is there. What is given is borrowed. Errors: as of index_writer_analyzer().
 */
leta_status workers_new(struct index_writer *writer, const struct collection *files,
                        const struct forgotten *forgotten, const struct leta_build_options *options,
                        struct workers **out, struct leta_error *err);
/* Waits for the dictionary of a new index, which the writer then has. NOMEM, IO. */
leta_status workers_await_dictionary(struct workers *w, struct leta_error *err);
/* Waits for it, and starts the threads. The pool, of tasks (task.h), is the workers'. Call it once. */
leta_status workers_open(struct workers *w, struct pool **out, struct leta_error *err);
void workers_free(struct workers *w); /* stops them; the tasks are the caller's. Accepts NULL */

#endif
