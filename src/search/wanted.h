/*
 * wanted.h: the terms that a query needs to know of a document, and its forward index with these alone.
 *
 * Where that is enough, occurrences are found as in the whole one.
 */
#ifndef SEARCH_WANTED_H
#define SEARCH_WANTED_H

#include "search/unit.h"
#include "search/view.h"

#define WANTED_MAX 4096 /* terms; of a query with more, whole forward indexes are read */

struct wanted {
	struct forward_wish wish;
	bool whole; /* forms, compounds around a part, or lessons are asked for: other tokens count too */
};

/*
 * To test a document: of a tree, or of a compound's parts when they are given. What it says of a document in which the
 * words of a phrase or of a NEAR are nowhere near each other is that it has nothing. To rank it: of units. NULL: memory
 * is used up.
 */
struct wanted *wanted_of_node(const struct expand_node *node, const struct expand_choice *parts,
			      struct arena *arena);
struct wanted *wanted_of_units(const struct units *units, struct arena *arena);

/*
 * What of a document's forward index the query needs: a part that lies in `scratch`, or all of it. Errors: CORRUPT,
 * NOMEM.
 */
leta_status wanted_forward(const struct wanted *w, struct view *view, struct arena *scratch,
			   const struct forward **out, struct leta_error *err);

#endif
