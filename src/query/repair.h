/*
 * repair.h: words that no document has: a correction of their spelling.
 *
 * One scan of the term list serves all such words of a query. A correction is a suggestion, and
 * `sure` when it is one likely slip away. Accents are given back before (accents.h).
 */
#ifndef QUERY_REPAIR_H
#define QUERY_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/expand.h"

struct repair_fix {
	struct expand_word *word;
	struct str term;   /* without the field's prefix */
	const char *shown; /* as documents write it */
	uint32_t documents;
	bool sure;
};

struct repairs {
	struct repair_fix *fixes; /* in the order of the query */
	size_t n;
};

leta_status repair_find(const struct expansion *expansion, const struct expand_env *env,
			struct arena *arena, struct repairs *out, struct leta_error *err);

/* Makes a correction a choice of its word. False when memory is used up. */
bool repair_apply(const struct repair_fix *fix, struct arena *arena);

/* The query's text with its corrections in place, NUL-terminated. NULL: memory is used up. */
char *repair_text(struct str query, const struct repairs *repairs, struct arena *arena);

#endif
