/*
 * sieve.h: what must stand near what in a document for a test to be true: a condition that can be
 * checked without unpacking the document, and that most candidates do not meet.
 */
#ifndef SEARCH_SIEVE_H
#define SEARCH_SIEVE_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/expand.h"
#include "store/forward_scan.h"

struct sieve {
	bool useful; /* false: no such condition is known, each document must be looked into */
	bool exact;  /* FORWARD_YES of the scan is the answer, not only a reason to look closer */
	struct forward_scan scan;
};

/* Of a node, or with `parts` of that choice's terms. NULL: out of memory. */
struct sieve *sieve_make(const struct expand_node *node, const struct expand_choice *parts,
			 struct arena *arena);

#endif
