/*
 * ask.h: one question to an index, from its text to a match, with what had to be changed on the
 * way.
 *
 * leta_search() and leta_explain() share it, so an explanation is about the plan that was really
 * run. When nothing has all the words: likely misspellings are corrected; then, in automatic mode,
 * partial matches are taken. Each step is told in a notice.
 */
#ifndef SEARCH_ASK_H
#define SEARCH_ASK_H

#include <stdbool.h>

#include "engine/engine.h"
#include "leta/search.h"
#include "query/lenient.h"
#include "query/planner.h"
#include "query/repair.h"
#include "search/comparer.h"
#include "search/session.h"

struct ask {
	struct leta_index *index;
	const struct leta_query *query;
	struct arena *arena; /* the caller's; all of this lies in it but the match */
	struct expand_env env;
	struct str text; /* the query, cleaned */
	struct ast_node *tree; /* NULL: nothing was left of a lenient query */
	struct lenient lenient; /* what was left out */
	struct expansion expansion;
	struct repairs repairs;
	struct planner planner;
	struct comparer *comparer; /* orders the hits of "liknande:"; ask_fini() frees it; or NULL */
	struct plan_node *plan;
	struct engine_match *match; /* ask_fini() frees it */
	bool corrected, partial;
	bool incomplete; /* a lenient question that took too much work: not all was tested */
	struct leta_notice *notices;
	size_t n_notices, notices_cap;
};

/* Reads and expands the query. Errors: SYNTAX, LIMIT, INVALID (no text), CORRUPT, STALE, NOMEM. */
leta_status ask_open(struct ask *a, struct leta_index *index, const struct leta_query *query,
		     struct arena *arena, struct leta_error *err);

/* Plans and matches, with the steps above. */
leta_status ask_match(struct ask *a, const struct engine_match_options *options,
		      struct leta_error *err);

/*
 * Instead of these two: a match of all documents, which no query says. The query's text is not read, nothing is
 * expanded. Errors: CORRUPT, STALE, NOMEM.
 */
leta_status ask_everything(struct ask *a, struct leta_index *index, const struct leta_query *query,
			   struct arena *arena, const struct engine_match_options *options,
			   struct leta_error *err);

/* Runs a plan; errors that happened inside a test are returned. */
leta_status ask_run(struct ask *a, const struct plan_node *plan,
		    const struct engine_match_options *options, struct engine_match **out,
		    struct leta_error *err);

/* How many words of the query may be missing from a partial match. */
size_t ask_words(const struct ask *a);

/* A tree as a query; any: the words of its outermost AND are alternatives. NULL: memory is used up.
 */
const char *ask_print(struct ask *a, const struct expand_node *root, bool any);

/* The query as understood, in the query language. NULL: memory is used up. */
const char *ask_understood(struct ask *a);

void ask_fini(struct ask *a);

#endif
