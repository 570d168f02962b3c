/*
 * section.h: what a heading means: the table of section roles, their headings, weights and query scopes.
 */
#ifndef SCHEMA_SECTION_H
#define SCHEMA_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/record.h"

struct section_info {
	enum leta_section_role role;
	const char *sv;   /* query scope, "bakgrund"; NULL when no query reaches it by name */
	const char *en;   /* "background" */
	unsigned weight;  /* wdf of one occurrence of a word: 4 is plain text; 0 = never searched */
};

const struct section_info *section_info(enum leta_section_role role);

/* The role of a query scope's name ("syfte", "purpose"); LETA_ROLE_COUNT when there is none. */
enum leta_section_role section_scope(struct str name);

/*
 * The role of a heading as written ("Syfte och mål", "2. Bakgrund"): leading numbers and final colons are
 * ignored, case is ignored. LETA_ROLE_BODY when it is an unknown heading; *known tells the two apart.
 */
enum leta_section_role section_role(struct str heading, bool *known);

#endif
