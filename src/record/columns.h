/*
 * columns.h: what the columns of registers are called, and how their values become fields and
 * sections of a record. JSON keys and CSV headers use the same table.
 *
 * A name is compared without case; blanks, ".", "_" and "-" are alike; a unit in brackets ("Budget
 * (kr)") does not count. The JSON names of leta's own records ("period.start") are there too.
 * Unknown columns are ignored.
 */
#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "leta/record.h"
#include "record/build.h"

struct column; /* a kind of column; static storage */

/* The column with this name, or NULL. */
const struct column *columns_find(struct str name);

/* The same for names that come again and again: `names` (map.h) remembers what was found of them. */
const struct column *columns_find_again(struct map *names, struct str name);

/* A row in the making. */
struct row {
	struct record_builder *b;
	unsigned line;
	struct map *names; /* of columns_find_again(), or NULL */
	struct str spare_id; /* from a column that identifies the row when there is no id: dnr,
				project number */
	bool owner_or_money; /* a register of projects, not of texts */
	bool clean;          /* its values are clean text as they are */
};

/* Adds a cell. Lists are split, numbers and dates parsed; what cannot be parsed becomes a quality
 * flag. */
bool columns_add(struct row *row, const struct column *column, struct str value);

/* Whether a column's cells are sections of text. */
bool columns_is_text(const struct column *column);

/* Adds one value of several that the source has apart already: it is not split. */
bool columns_add_item(struct row *row, const struct column *column, struct str value);

/* Adds a section of text, with headings where the text has some. */
bool columns_add_section(struct row *row, struct str heading, struct str text);

/*
 * Completes a row that all cells were added to: id (else file_id:line), path, kind, layout. Sets
 * FORMAT when the row has neither title nor text.
 */
leta_status columns_finish(struct row *row, const char *file_id, const char *path,
			   const char *layout, struct leta_error *err);

#endif
