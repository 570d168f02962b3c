/*
 * planner.h: expanded tree → plan for the engine.
 *
 * What the inverted index cannot decide (a phrase, nearness, a section, an exact form, a heading)
 * becomes a VERIFY over a plan that matches at least the same documents; the test itself is the
 * caller's. Fields and ranges weigh nothing; words of the default text weigh BM25.
 */
#ifndef QUERY_PLANNER_H
#define QUERY_PLANNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "engine/plan.h"
#include "leta/error.h"
#include "query/expand.h"

enum planner_mode {
	PLANNER_ALL,     /* every part of the outermost AND */
	PLANNER_PARTIAL, /* at least half of its words (of the rarest PLANNER_COUNTED, when there
			    are more) */
	PLANNER_ANY      /* one of its words */
};

#define PLANNER_COUNTED 8

/* What a VERIFY asks: is this node true of the document? With `parts`: do that choice's terms stand
 * together? */
struct plan_check {
	void *owner;
	const struct expand_node *node;
	const struct expand_choice *parts;
	struct arena *arena; /* of the plan */
	void *prepared;      /* the owner's, NULL at first: made once for all documents */
};

/* Which word a TERM or SYNONYM stands for. */
struct plan_label {
	const struct plan_node *plan;
	const struct expand_node *leaf;
	const struct expand_word *word;
	enum expand_kind kind;
};

struct planner {
	struct arena *arena;
	bool (*accept)(void *check, struct str data); /* gets a struct plan_check */
	void *owner;                                  /* of the checks */
	enum planner_mode mode;
	bool plain; /* a text, of which one word is enough: see planner.c */
	struct plan_label *labels; /* filled */
	size_t n_labels, cap;
};

/* NOMEM. The plan points into the tree. */
leta_status planner_plan(struct planner *p, const struct expansion *expansion,
			 struct plan_node **out, struct leta_error *err);

/* Whether a part of the outermost AND may be missing from a partial match: words may, conditions
 * may not. */
bool planner_may_miss(enum ast_kind kind);

/* The plan in one line. */
void planner_print(const struct plan_node *plan, struct buf *out);

#endif
