/*
 * axis.h: the values of one field over all matches of a query, numbered as they come.
 *
 * Facets and statistics count along axes. A date's values are its years.
 */
#ifndef SEARCH_AXIS_H
#define SEARCH_AXIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "engine/engine.h"
#include "leta/stats.h"

#define AXIS_COLUMNS 2
#define AXIS_YEARS_MAX 60 /* of one project; a longer period is taken for an error and counts once */

struct axis {
	struct leta_dimension by;
	struct map *values; /* value → number of documents */
	uint32_t unknown;   /* documents without a value */
	bool multiple;      /* a document had several values */
};

/* The values of one document: numbers of entries in axis.values. Empty: unknown. */
struct axis_entries {
	uint32_t *items;
	size_t n, cap;
};

/* Errors: INVALID (the field cannot be counted), NOMEM. */
leta_status axis_init(struct axis *a, struct leta_dimension by, struct leta_error *err);
void axis_fini(struct axis *a); /* accepts one that is all zero */
void axis_clear(struct axis *a);

/* Whether its values are years. */
bool axis_has_years(const struct axis *a);

/* The columns that it needs of a scan; returns how many. */
size_t axis_columns(const struct axis *a, struct engine_column out[AXIS_COLUMNS]);

/*
 * Counts a document. values: of the axis's columns. Its entries, each once, are put into *entries, which grows in the
 * arena and is used again for the next document. Errors: NOMEM, LIMIT.
 */
leta_status axis_count(struct axis *a, const struct engine_value *values, struct arena *arena,
		       struct axis_entries *entries, struct leta_error *err);

/* One value of an axis. */
struct axis_value {
	const char *text;
	uint32_t entry, count;
};

/* All values in the arena, most first, equals in Swedish alphabetical order. Errors: NOMEM, LIMIT, INTERNAL. */
leta_status axis_rank(struct axis *a, struct arena *arena, struct axis_value **out, size_t *n,
		      struct leta_error *err);

/* The restriction that finds a value, or what has none (NULL), in the arena; NULL when there is none, or no memory. */
const char *axis_restriction(const struct axis *a, const char *value, struct arena *arena);

/* Puts values that are years in ascending order. */
void axis_order_years(struct axis_value *values, size_t n);

#endif
