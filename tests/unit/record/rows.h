/*
 * rows.h: what the readers of registers hand out, kept for the assertions of their tests.
 */
#ifndef RECORD_ROWS_H
#define RECORD_ROWS_H

#include "base/arena.h"
#include "record/read.h"

#define ROWS_MAX 8
#define VALUES_MAX 600

/* One row as text: "title=…; owner=…;", fields that were asked for, then sections as "heading:
 * text|". */
struct row_seen {
	char values[VALUES_MAX];
	char where[80];
	bool fault;
};

struct rows {
	const enum leta_field_id *fields;
	size_t n_fields;
	struct row_seen list[ROWS_MAX];
	size_t n, faults;
	leta_status answer; /* what the callback returns */
};

typedef leta_status row_reader(const struct record_source *source, const struct record_part *part,
			       struct arena *arena, record_fn *fn, void *ctx,
			       struct leta_error *err);

/* Reads text (bytes = what the file held; text = the same, cleaned) with file id "fil", path
 * "fil.x". */
leta_status rows_read(row_reader *reader, struct str bytes, struct str text, struct rows *out);

#endif
