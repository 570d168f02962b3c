/*
 * task.h: a part of a file → its documents: what may be done in any thread and in any order.
 *
 * A task reads, analyses and packs; ids are given out, the index is changed and callbacks are called by the thread
 * that takes the tasks back (build.c), in the order of the files.
 */
#ifndef INDEXER_TASK_H
#define INDEXER_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "indexer/document.h"
#include "indexer/entries.h"
#include "indexer/forgotten.h"
#include "leta/error.h"
#include "record/read.h"

struct task_document {
	struct str where;  /* "path" or "path:line", NUL-terminated */
	const struct leta_error *fault; /* why there is no document, or NULL */
	struct str id;     /* NUL-terminated */
	uint64_t hash;     /* of the row and how it was asked to be read */
	size_t row_bytes;
	bool forgotten;    /* it is to be kept out: no document was made */
	bool unchanged;    /* the index has it as it is: nor then */
	struct document document;
};

struct task {
	void *owner; /* the giver's */
	/* asked */
	const struct record_source *source; /* of the file */
	const struct record_file *file;     /* with `part`; NULL: the task opens the source itself */
	struct record_part part;
	struct str path;                    /* absolute */
	size_t bytes;                       /* that it reads */
	const struct file_entries *before;
	const struct forgotten *forgotten;
	bool without_persons;
	/* done */
	struct arena *arena; /* of the documents */
	struct task_document *documents;
	size_t n, cap;
	leta_status status;  /* of reading the part; what was read before a failure is in documents */
	struct leta_error error;
};

leta_status task_new(struct task **out, struct leta_error *err);
void task_clear(struct task *t); /* as new, but it keeps its memory */
void task_free(struct task *t); /* accepts NULL */

/* A pool_fn: worker is a struct document_maker. */
void task_run(void *worker, void *task);

/* What tells whether a row has changed: its bytes and what else gives it its meaning (struct record_read). */
uint64_t task_row_hash(enum leta_format format, struct str row, struct str head);
/* Whether a row is to be kept out, under this id or any. */
bool task_forgets(const struct forgotten *forgotten, struct str id, enum leta_format format,
                  const struct record_read *read);
/*
 * A record_known_fn for the sources of tasks: whether the index has a row as it is. Its id is not read then: one that
 * tells the line where the row lay holds for the same line only.
 */
bool task_knows(void *ctx, struct str row, struct str head, unsigned line, uint32_t *which);

#endif
