/*
 * table.h: rows with typed cells, printed as aligned columns for people or as JSON objects for
 * programs.
 *
 * Columns are measured in display width. The last column is as wide as the line leaves room for and
 * wraps. A NOTE column is printed below its row, under the last column, when its cell is not empty.
 */
#ifndef PRESENT_TABLE_H
#define PRESENT_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "leta/error.h"
#include "present/flow.h"

enum table_type { TABLE_TEXT, TABLE_RIGHT, TABLE_COUNT, TABLE_REAL, TABLE_FLAG, TABLE_NOTE };

struct table_column {
	const char *key;      /* name in JSON */
	const char *label[2]; /* by enum leta_lang */
	enum table_type type;
};

struct table_cell {
	const char *text;  /* TEXT, RIGHT (flush right), NOTE: what people see; NULL = null in JSON, blank for people */
	const char *value; /* TEXT, RIGHT: what JSON holds when it differs from text, or NULL */
	int64_t count;     /* COUNT, FLAG */
	double real;       /* REAL: two decimals for people, four in JSON */
};

struct table;

/* columns must outlive the table. NULL: out of memory. */
struct table *table_new(const struct table_column *columns, size_t n_columns);
void table_free(struct table *t); /* accepts NULL */

/* Adds a row of n_columns cells; text is copied. */
leta_status table_add(struct table *t, const struct table_cell *cells, struct leta_error *err);

/* Columns that its lines take when nothing wraps. */
unsigned table_width(const struct table *t, enum leta_lang lang);

void table_text(const struct table *t, struct buf *out, const struct present_style *style);
void table_csv(const struct table *t, struct buf *out); /* csv.h; columns by their keys */
void table_json(const struct table *t, struct json *json); /* an array of objects */

#endif
