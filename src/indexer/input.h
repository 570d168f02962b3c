/*
 * input.h: what one file of a run holds, as parts for tasks: from memory, or, where the file is large and made of lines
 * of JSON, as it is read.
 */
#ifndef INDEXER_INPUT_H
#define INDEXER_INPUT_H

#include "base/buf.h"
#include "base/stretch.h"
#include "indexer/collect.h"
#include "record/read.h"

struct input {
	const struct collected_file *file;
	struct record_source source;
	struct record_file *parts;   /* of a large file; NULL: one task reads the source */
	struct stretches *stretches; /* where its parts come from; NULL: the file is in memory */
	struct buf bytes;            /* of the file in memory */
	uint64_t size, hash;         /* of the content; hash 0: it changed while it was read */
	struct record_part next;     /* of the file in memory */
	unsigned line;               /* of the file, before the next part */
	bool more;                   /* parts to come; undefined before input_open() */
};

void input_init(struct input *in, const struct collected_file *file);
void input_fini(struct input *in);

/*
 * Reads the file, or what a source gave for it; or only looks through it when it can be read again in parts. Afterwards
 * its hash is known. Errors: as of file_read().
 */
leta_status input_load(struct input *in, const struct leta_input *given, struct leta_error *err);

/* Finds out what the file is. helper, known: as in struct record_source. Errors: as of record_file_open(). */
leta_status input_open(struct input *in, const char *helper, record_known_fn *known, struct leta_error *err);

/* The next part, while there are more. Its text is there until the next call, or as long as the file in memory. IO. */
leta_status input_next(struct input *in, struct record_part *out, struct leta_error *err);

#endif
