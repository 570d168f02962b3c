/*
 * facets.h: the hits of a search counted by the values of fields, while the match runs.
 */
#ifndef SEARCH_FACETS_H
#define SEARCH_FACETS_H

#include "leta/search.h"
#include "search/axis.h"

#define FACETS_MAX 20

struct facets {
	struct axis axes[FACETS_MAX];
	size_t n;
	struct engine_column columns[FACETS_MAX * AXIS_COLUMNS];
	struct engine_scan scan; /* for the match */
	struct arena *arena;
	struct axis_entries entries;
};

/* Prepares counting; the arena is the results'. Errors: INVALID (too many, or what cannot be counted), NOMEM. */
leta_status facets_init(struct facets *f, const struct leta_query *query, struct arena *arena,
			struct leta_error *err);
void facets_fini(struct facets *f); /* accepts one that is all zero */

/* Takes what was counted. Errors: NOMEM, LIMIT. */
leta_status facets_take(struct facets *f, struct leta_results *out, struct leta_error *err);

#endif
