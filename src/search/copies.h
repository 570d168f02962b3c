/*
 * copies.h: of the best hits, those that are copies of a better one are put behind it.
 *
 * Only the first COPIES_DEPTH hits are looked at, and always all of them, so that pages fit together:
 * places in the list count what is listed, and `total` still counts every document.
 */
#ifndef SEARCH_COPIES_H
#define SEARCH_COPIES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/engine.h"
#include "leta/error.h"

#define COPIES_DEPTH 100

struct copies {
	uint32_t *listed; /* which hits are, in their order */
	size_t n_listed;
	uint32_t *copy_of; /* of each hit looked at: the hit it is a copy of; itself when it is none */
	size_t n;          /* looked at */
};

/* Every hit listed, none a copy. NOMEM, LIMIT. */
leta_status copies_none(size_t n_hits, struct arena *arena, struct copies *out, struct leta_error *err);

/* Finds the copies among the first of n_hits hits. CORRUPT, NOMEM, LIMIT. */
leta_status copies_find(const struct engine_hit *hits, size_t n_hits, struct arena *arena,
			struct copies *out, struct leta_error *err);

/* The ids of the copies of a hit, into the arena. CORRUPT, NOMEM, LIMIT. */
leta_status copies_ids(const struct copies *copies, const struct engine_hit *hits, uint32_t hit,
		       struct arena *arena, const char *const **ids, size_t *n_ids,
		       struct leta_error *err);

#endif
