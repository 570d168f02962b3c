/*
 * collect.h: what was found, while it is being found.
 */
#ifndef OVERLAP_COLLECT_H
#define OVERLAP_COLLECT_H

#include "overlap/paragraphs.h"

struct collected {
	struct leta_overlap overlap; /* first: what the client holds */
	struct arena *arena;
	size_t pairs_cap, passages_cap;
};

/* Adds a pair or a passage, made of what lies in the arena already. NOMEM, LIMIT. */
leta_status collect_pair(struct collected *c, struct leta_overlap_pair pair, struct leta_error *err);
leta_status collect_passage(struct collected *c, struct leta_overlap_passage passage,
			    struct leta_error *err);

/* One subject against all; see overlap.c. */
leta_status overlap_subject(struct leta_index *index, const struct leta_overlap_query *query,
			    struct collected *c, struct leta_error *err);
/* All against all; see all.c. */
leta_status overlap_all(struct leta_index *index, const struct leta_overlap_query *query,
			struct collected *c, struct leta_error *err);

#endif
