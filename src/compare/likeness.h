/*
 * likeness.h: how alike texts are: the words that set the subject apart, the documents that have
 * them, and a percentage.
 *
 * 1. Terms are weighed by Bo1 (Amati & van Rijsbergen 2002, Bose–Einstein statistics): what the
 * subject uses more often than the collection would make it. The best are a query, scaled by their
 * weights.
 * 2. Each candidate is compared through its forward index in three ways, each divided by what the
 * subject itself would get (1 = the same text), and weighed together: the cosine of log tf·idf
 * vectors; BM25 of the subject's terms; and the words that stand together in both (pairs.h).
 * In the query, names give at most a share of the weight: a report about Malmö is not like all that
 * is about Malmö.
 */
#ifndef COMPARE_LIKENESS_H
#define COMPARE_LIKENESS_H

#include "base/arena.h"
#include "compare/pairs.h"
#include "compare/subject.h"
#include "compare/words.h"
#include "engine/engine.h"
#include "engine/plan.h"

#define LIKENESS_SHARED_MAX 32 /* terms that likeness_shared() gives */

/* A term of the subject. */
struct like_term {
	struct str term;
	double uses;
	struct engine_count count; /* in the collection */
	bool name;
	double idf;
	double bo1;
	double vector;     /* its coordinate */
	double scale;      /* in the query, 0–1; 0 = not in it */
	const char *shown; /* as the subject writes it, once somebody asked */
};

struct likeness {
	struct leta_index *index;
	const struct subject *subject;
	struct arena *arena;
	struct like_term *terms; /* sorted by bytes */
	size_t n_terms;
	size_t n_query; /* terms with a scale */
	double length;  /* of the subject, in words */
	double average_length;
	double norm;     /* of the vector */
	double own_bm25; /* of the subject itself */
	struct pairs pairs;
};

/* Weighs the subject's terms. Everything lies in the arena. Errors: CORRUPT, STALE, LIMIT, NOMEM.
 */
leta_status likeness_open(struct likeness *l, const struct subject *subject, struct arena *arena,
			  struct leta_error *err);

/* The query for candidates; PLAN_NOTHING when no term of the subject is in the collection. NULL:
 * NOMEM. */
struct plan_node *likeness_plan(const struct likeness *l);

/* How like the subject a document is, 0–1: in all, and by either measure. */
struct likeness_parts {
	double all, cosine, bm25, pairs;
};

/* scratch: for the time of the call. Errors: STALE, LIMIT, NOMEM. */
leta_status likeness_of(const struct likeness *l, const struct words *words, struct arena *scratch,
			struct likeness_parts *out, struct leta_error *err);

/*
 * The terms that make a document like the subject, heaviest first: numbers in l->terms, at most max
 * of them. Returns how many.
 */
size_t likeness_shared(const struct likeness *l, const struct words *words, size_t *out,
		       size_t max);

/* A term as the subject writes it, for people; lies in the likeness' arena. CORRUPT, NOMEM. */
leta_status likeness_show(struct likeness *l, size_t term, const char **out,
			  struct leta_error *err);

#endif
