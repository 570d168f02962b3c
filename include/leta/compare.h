/*
 * compare.h: two to five projects side by side: their records, what words set each apart, and what they share.
 */
#ifndef LETA_COMPARE_H
#define LETA_COMPARE_H

#include <stddef.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/record.h"

LETA_BEGIN_DECLS

#define LETA_COMPARE_MIN 2
#define LETA_COMPARE_MAX 5

struct leta_compared {
	const struct leta_record *record; /* its fields; no text */
	int64_t monthly;                  /* SEK of budget, or grant, a month; 0 = unknown */
	const char *words[12];            /* that it uses much and the others do not; NULL behind the last */
};

/* A word, an organisation or a municipality that several of the projects have. */
struct leta_common {
	const char *name;
	unsigned projects; /* bits 1 << number of the project */
};

struct leta_commons {
	struct leta_common *items;
	size_t n;
};

struct leta_sheet {
	struct leta_compared projects[LETA_COMPARE_MAX];
	size_t n;
	struct leta_commons words, organisations, municipalities;
};

/* Errors: INVALID (too few, too many, an id that fits several), NOT_FOUND, CORRUPT, STALE, LIMIT, NOMEM. */
LETA_API leta_status leta_compare(leta_index *index, const char *const *ids, size_t n, struct leta_sheet **out,
				  struct leta_error *err);
LETA_API void leta_sheet_free(struct leta_sheet *sheet); /* accepts NULL */

LETA_END_DECLS

#endif
