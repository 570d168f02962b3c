/*
 * results.h: making results that outlive the index: everything that they point at lies in their
 * arena.
 */
#ifndef SEARCH_RESULTS_H
#define SEARCH_RESULTS_H

#include "base/arena.h"
#include "leta/search.h"
#include "search/session.h"

struct results_owned {
	struct leta_results
		results; /* first: what the client holds and gives to leta_results_free() */
	struct arena *arena;
};

/* NOMEM. */
leta_status results_new(struct results_owned **out, struct leta_error *err);

/* The record of a document and what it was made of, from its engine data. CORRUPT, NOMEM, LIMIT. */
leta_status results_record(struct leta_index *index, struct str data, struct arena *arena,
			   struct leta_hit *out, struct leta_error *err);

#endif
