/*
 * alike.h: "liknande:ID" in a query: the documents comparable with one, as leta_similar() finds them.
 *
 * As a part of the outermost AND it orders the hits: the comparable ones among the documents that the other parts
 * accept, with reasons and differences; several there are compared with as one. Elsewhere (beside ELLER, below
 * INTE) it is a condition: one of the comparable documents of the whole index.
 */
#ifndef SEARCH_ALIKE_H
#define SEARCH_ALIKE_H

#include "query/expand.h"
#include "search/comparer.h"

struct ask;

/*
 * Of struct expand_env, whose ctx is a struct leta_index. NULL in *out: no document has this id, or
 * several begin with it. Errors: CORRUPT, STALE, LIMIT, NOMEM.
 */
leta_status alike_resolve(void *ctx, struct str id, struct arena *arena,
			  struct expand_likeness **out, struct leta_error *err);

/* Whether the hits of an expanded query are ordered by likeness. */
bool alike_orders(const struct expansion *expansion);

/*
 * Finds the documents of each in the query, with the other parts read in the planner's mode. a->comparer is what
 * orders the hits, or NULL. Errors: LIMIT (too many of them), CORRUPT, STALE, NOMEM.
 */
leta_status alike_find(struct ask *a, struct leta_error *err);

/* Orders hits by likeness: all of a match that is no longer than COMPARER_CANDIDATES. */
void alike_order(const struct comparer *c, struct engine_hit *hits, size_t n);

/* Score, reasons and differences of a hit. */
leta_status alike_tell(struct comparer *c, const struct engine_hit *from, struct leta_hit *out,
		       struct leta_error *err);

#endif
