/*
 * places.h: where the units of a query stand in one document. Snippets, reasons and the ranking of
 * passages read the same places.
 */
#ifndef SEARCH_PLACES_H
#define SEARCH_PLACES_H

#include "search/occur.h"
#include "search/unit.h"

#define PLACES_MAX 16384 /* of a document that are looked at; each unit gets its share */

/* One occurrence. */
struct place {
	uint32_t unit, stream; /* numbers */
	struct span span;
};

struct places {
	struct place *items; /* by stream, then place */
	size_t n, cap;
};

/* Finds all of them in a view's forward index, or in what wanted_forward() gives of it; in memory of the arena.
 * Errors: CORRUPT, NOMEM. */
leta_status places_find(struct view *view, const struct forward *forward, const struct units *units,
			struct arena *arena, struct places *out, struct leta_error *err);

/*
 * Makes places in a part of a forward index (`from`) into places in the whole (`to`): their tokens have other numbers
 * there. False: the one is no part of the other, or `arena` is used up.
 */
bool places_move(struct place *places, size_t n, const struct forward *from, const struct forward *to,
		 struct arena *arena);

#endif
