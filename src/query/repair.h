/*
 * repair.h: words that no document has: a correction of their spelling.
 *
 * One scan of the term list serves all such words of a query. A correction is a suggestion, and `sure` when it is one
 * likely slip away from a word that the word list does not have. Accents are given back before (accents.h).
 */
#ifndef QUERY_REPAIR_H
#define QUERY_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/expand.h"

struct repair_fix {
	struct expand_word *word;
	const char *shown; /* as documents write it */
	bool sure;
};

struct repairs {
	struct repair_fix *fixes; /* in the order of the query */
	size_t n;
};

leta_status repair_find(const struct expansion *expansion, const struct expand_env *env,
			struct arena *arena, struct repairs *out, struct leta_error *err);

/*
 * The query's text with its corrections, or the sure ones alone, in place, NUL-terminated. Read again, it is a query
 * like any other, with all that belongs to the words put right. NULL: memory is used up.
 */
char *repair_text(struct str query, const struct repairs *repairs, bool sure, struct arena *arena);

#endif
