/*
 * name.h: what may stand before a colon in a query: fields, section scopes and the words of
 * its own.
 */
#ifndef QUERY_NAME_H
#define QUERY_NAME_H

#include <stdbool.h>

#include "base/str.h"
#include "query/ast.h"

#define NAME_HEADING "rubrik"
#define NAME_OVERLAP "pågick"
#define NAME_UNKNOWN "okänt"
#define NAME_SIMILAR "liknande"
#define NAME_FIRST_PART "förled"
#define NAME_LAST_PART "efterled"

struct name {
	enum ast_kind kind; /* SCOPE, HEADING, COMPOUND_PART, FIELD, RANGE, OVERLAP, UNKNOWN, SIMILAR */
	bool last;          /* COMPOUND_PART */
	enum leta_section_role role;
	enum leta_field_id field;
};

/* False when there is no such name. Any case; Swedish, English or alias. */
bool name_find(struct str name, struct name *out);

/*
 * What `okänt:` can ask for: any field, also one that cannot be searched otherwise, or a section
 * (kind SCOPE). False when it is neither.
 */
bool name_find_missing(struct str name, struct name *out);

/* The name that is spelled most like it, or NULL when none is near. Static storage. */
const char *name_nearest(struct str name);

#endif
