/*
 * stats.h: counting and summing over all documents that a query matches, by one field or two.
 */
#ifndef LETA_STATS_H
#define LETA_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/field.h"
#include "leta/index.h"
#include "leta/search.h"

LETA_BEGIN_DECLS

/* What documents are counted by: the values of a field; a date's years. */
struct leta_dimension {
	enum leta_field_id field; /* one with leta_field_info.facet */
	bool running; /* of START: every year from start to end, not only the year of start */
};

/*
 * The dimension with this name: a field's query names ("region", "owner", "år", "slutår") or "pågick". False when
 * nothing can be counted by it.
 */
LETA_API bool leta_dimension_find(const char *name, struct leta_dimension *out);

/*
 * Writes the restriction that finds the documents of one value, NUL-terminated: `region:="Östra Mellansverige"`,
 * `start:2014`; for value NULL `okänt:region`. A "-" in front leaves them out. False, and "", when the query
 * language cannot say it or `size` bytes are too few.
 */
LETA_API bool leta_dimension_query(struct leta_dimension by, const char *value, char *out, size_t size);

#define LETA_STATS_DIMENSIONS 2

struct leta_stats_query {
	/* whose matches are counted; text NULL or blank: all documents. Page, order, facets and snippets are not used. */
	struct leta_query query;
	struct leta_dimension by[LETA_STATS_DIMENSIONS];
	size_t n_by;                         /* 1 or 2 */
	enum leta_field_id sum;              /* a field of money; LETA_FIELD_COUNT: count only */
	size_t top[LETA_STATS_DIMENSIONS];   /* so many groups, the rest together in one; 0 = all */
};

struct leta_summary {
	size_t count; /* documents */
	size_t known; /* of these, those with the amount: the rest of this rests on them */
	int64_t sum, median, min, max; /* SEK; 0 when none is known */
};

struct leta_group {
	const char *value; /* NULL: unknown, or the rest */
	size_t rest;       /* how many values the rest stands for; 0: it is not the rest */
	struct leta_summary summary;
	const char *query; /* the restriction that finds it: leta_dimension_query(); or NULL */
};

struct leta_axis {
	struct leta_dimension by;
	bool years;    /* values are years, ascending; else most first, equals in Swedish alphabetical order */
	bool multiple; /* some document has several values: it is counted in each */
	struct leta_group *groups; /* the rest behind the values, then unknown, which is always there */
	size_t n_groups;
};

/* Documents of group[0] of the first axis and group[1] of the second. Those without documents are not listed. */
struct leta_cell {
	size_t group[LETA_STATS_DIMENSIONS];
	struct leta_summary summary;
};

struct leta_stats {
	struct leta_results asked; /* the question and how it was read; no hits, no facets */
	enum leta_field_id sum;
	struct leta_axis axes[LETA_STATS_DIMENSIONS];
	size_t n_axes;
	struct leta_summary total; /* each document once */
	struct leta_cell *cells;   /* of two axes: by the first group, then the second */
	size_t n_cells;
};

/*
 * Counts over all matches in one pass. Words that nothing has are given up as in leta_search().
 * Errors: INVALID (what cannot be counted or summed), and those of leta_search().
 */
LETA_API leta_status leta_stats(leta_index *index, const struct leta_stats_query *query,
                                struct leta_stats **out, struct leta_error *err);
LETA_API void leta_stats_free(struct leta_stats *stats); /* accepts NULL */

LETA_END_DECLS

#endif
