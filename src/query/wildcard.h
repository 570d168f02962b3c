/*
 * wildcard.h: the terms that "ord*", "*ord", "for*ning" and "ord~2" stand for, by one scan of the
 * term list.
 *
 * The index holds stems. So a pattern's ending is tried as written and as the analysis leaves it
 * ("*upphandlingar" also means "*upphandling"), and the stem of a prefix counts too ("projektet*"
 * also means "projekt").
 */
#ifndef QUERY_WILDCARD_H
#define QUERY_WILDCARD_H

#include "query/expand.h"

struct wildcard_found {
	struct str *terms; /* without the field's prefix; the most frequent QUERY_WILDCARD_TERMS */
	size_t n;
	uint32_t documents; /* of the most frequent one */
	bool capped;
};

/* ast: a WILDCARD or FUZZY leaf; prefix: of the field's terms. */
leta_status wildcard_terms(const struct expand_env *env, const char *prefix,
			   const struct ast_node *ast, struct arena *arena,
			   struct wildcard_found *out, struct leta_error *err);

/* What is left of a complete term behind a field's prefix; len 0 when it is a term of another kind.
 */
struct str wildcard_bare_term(struct str term, const char *prefix);

#endif
