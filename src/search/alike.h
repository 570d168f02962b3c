/*
 * alike.h: the terms that set a document apart, for the query "liknande:ID".
 *
 * Terms of the default text are weighed by Bo1 (Amati & van Rijsbergen 2002): what the document
 * uses more often than the collection would make it. leta_similar() weighs more than words and says
 * why; this only ranks, beside the other parts of a query.
 */
#ifndef SEARCH_ALIKE_H
#define SEARCH_ALIKE_H

#include "query/expand.h"

/*
 * Of struct expand_env, whose ctx is a struct leta_index. NULL in *out: no document has this id, or
 * several begin with it. Errors: CORRUPT, STALE, LIMIT, NOMEM.
 */
leta_status alike_terms(void *ctx, struct str id, struct arena *arena, struct expand_likeness **out,
			struct leta_error *err);

#endif
