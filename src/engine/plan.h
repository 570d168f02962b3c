/*
 * plan.h: the query that the engine executes, as plain data.
 *
 * Nodes lie in the caller's arena. Terms are complete (prefix included). A node's children are an
 * array; an inner node without children matches nothing.
 */
#ifndef ENGINE_PLAN_H
#define ENGINE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum plan_op {
	PLAN_NOTHING,   /* matches no document */
	PLAN_ALL,       /* every document, weight 0 */
	PLAN_TERM,      /* term; weight BM25 */
	PLAN_AND,       /* all children; weights add */
	PLAN_OR,        /* any child; weights add */
	PLAN_AND_NOT,   /* first child, none of the others */
	PLAN_AND_MAYBE, /* first child; the others add weight */
	PLAN_FILTER,    /* first child, and all the others without weight */
	PLAN_SYNONYM,   /* any child, weighted as one term */
	PLAN_SCALE,     /* the only child with its weight × scale */
	PLAN_MAX,       /* any child; the best weight counts */
	PLAN_RANGE,     /* value of slot within lo…hi, both included; weight 0 */
	PLAN_VERIFY     /* the only child's documents that `verify` accepts */
};

/*
 * A test that the engine's inverted index cannot make (phrase, proximity, scope). Called with the
 * document's stored data; must not keep the pointer. An error is the callee's to remember: it
 * answers false. May be called again for a document when the reader was overtaken by a writer.
 */
struct plan_verify {
	bool (*accept)(void *ctx, struct str data);
	void *ctx;
};

struct plan_node {
	enum plan_op op;
	struct str term;               /* TERM */
	double scale;                  /* SCALE */
	unsigned slot;                 /* RANGE */
	double lo, hi;                 /* RANGE; ±HUGE_VAL = open */
	struct plan_verify verify;     /* VERIFY */
	struct plan_node **children;
	size_t n_children;
};

#endif
