/*
 * comparer.h: the documents that are comparable with given ones: points, reasons and differences. It is what
 * leta_similar() and the query "liknande:ID" both ask, so that they are one answer.
 *
 * src/compare stands above this module and implements it (compare/comparer.c); src/search only asks.
 */
#ifndef SEARCH_COMPARER_H
#define SEARCH_COMPARER_H

#include "base/arena.h"
#include "engine/engine.h"
#include "engine/plan.h"
#include "leta/similar.h"

/* The documents with most of the subject's words that get points; the subject itself may be among them. */
#define COMPARER_CANDIDATES (200 + LETA_SIMILAR_SUBJECTS_MAX)

struct comparer;

struct comparer_hit {
	struct str id; /* of the engine's key */
	uint32_t docid;
	double likeness; /* of the text, 0–1 */
	double score;
};

/*
 * Reads what is asked about. Results lie in the arena, which must outlive it; the query need not, but for its
 * strings. Errors as leta_similar(). On failure *out is NULL.
 */
leta_status comparer_open(struct leta_index *index, const struct leta_similar_query *query,
			  struct arena *arena, struct comparer **out, struct leta_error *err);
void comparer_free(struct comparer *c);

/* What candidates are searched with, best COMPARER_CANDIDATES of them; NULL: NOMEM. */
struct plan_node *comparer_plan(const struct comparer *c);

/* Scores what the plan found, instead of what was scored before. Documents without points are not comparable. */
leta_status comparer_rank(struct comparer *c, const struct engine_match *match,
			  struct leta_error *err);

/* Those that are, best first; they lie in the arena. */
const struct comparer_hit *comparer_hits(const struct comparer *c, size_t *n);

/* Score, reasons and differences of one of them, given the engine's data of it. */
leta_status comparer_tell(struct comparer *c, const struct comparer_hit *from, struct str data,
			  struct leta_hit *out, struct leta_error *err);

/* What n of them, told, got, cost and lasted, and which ids were asked about. */
leta_status comparer_ranges(const struct comparer *c, const struct leta_hit *hits, size_t n,
			    const struct leta_comparables **out, struct leta_error *err);

#endif
