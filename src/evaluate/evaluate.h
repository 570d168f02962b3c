/*
 * evaluate.h: asks an index every question of a test collection.
 *
 * A client of the public API, like src/present. A question is plain words (nothing in it is an
 * operator) and one word will do: every document that has one is ranked.
 */
#ifndef EVALUATE_EVALUATE_H
#define EVALUATE_EVALUATE_H

#include <stdbool.h>

#include "evaluate/ranking.h"
#include "leta/index.h"

#define EVALUATE_DEPTH 100 /* hits of each topic */

/* A question that cannot be asked (no word in it, too long); its ranking stays empty. */
typedef void evaluate_fault_fn(void *ctx, const char *topic, const struct leta_error *error);

struct evaluate_how {
	leta_index *index;
	bool exact, broad; /* as in struct leta_query */
	evaluate_fault_fn *on_fault;
	void *ctx;
};

/* Errors: CORRUPT, STALE, NOMEM, LIMIT (of the arena). */
leta_status evaluate_ask(const struct evaluate_how *how, const struct collection *c,
			 struct run *run, struct leta_error *err);

#endif
