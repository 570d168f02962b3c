/*
 * names.h: sets of names from a record's fields, so that two spellings of the same are one.
 */
#ifndef COMPARE_NAMES_H
#define COMPARE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/record.h"

struct name {
	struct str folded;
	const char *shown; /* as the record writes it */
	enum leta_field_id field;
};

struct names {
	struct name *items; /* distinct, in the record's order */
	size_t n;
};

/* The folded form of a name; in the arena. False: the arena's memory is used up. */
bool names_fold(struct str name, struct arena *arena, struct str *out);

/*
 * The values of these fields, taken together; organisations in their normal form, without those
 * that do not say which they are. False: the arena's memory is used up.
 */
bool names_of(const struct leta_record *record, const enum leta_field_id *fields, size_t n_fields,
	      struct arena *arena, struct names *out);

bool names_has(const struct names *names, struct str folded);

#endif
