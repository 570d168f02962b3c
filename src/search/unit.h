/*
 * unit.h: what of a query is looked for in a text: its words, phrases and near pairs outside NOT,
 * with the section that each is looked for in. Snippets count units, reasons and explanations name
 * them.
 */
#ifndef SEARCH_UNIT_H
#define SEARCH_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "query/expand.h"
#include "search/occur.h"

#define UNITS_MAX 64

struct unit {
	const struct expand_node *node; /* a leaf, a NEAR, or an OR inside a NEAR */
	struct occur_scope scope;
	double weight; /* grows with rarity */
	bool field;    /* looked for in a field that is not part of the text */
	const char *label;
};

struct units {
	struct unit *items;
	size_t n; /* at most UNITS_MAX */
};

/* documents: of the index. NOMEM. */
leta_status units_of(const struct expansion *expansion, uint32_t documents, struct arena *arena,
		     struct units *out, struct leta_error *err);

#endif
