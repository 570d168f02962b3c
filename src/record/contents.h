/*
 * contents.h: a table of contents: its entries as titles with page numbers, whatever the PDF's text
 * has done to them.
 */
#ifndef RECORD_CONTENTS_H
#define RECORD_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct contents_entry {
	struct str
		title; /* a view of the text; may hold several titles when page numbers were lost */
	unsigned page; /* 0 = its number was lost */
	size_t start;  /* where its heading is in the text, and the text after it; 0 and 0 = not
			  found */
	size_t body;
};

struct contents {
	size_t start, body, end; /* of the table in the text; body is behind its heading */
	struct contents_entry *entries;
	size_t n, cap;
	size_t n_paged;   /* entries with a page number */
	size_t n_leaders; /* entries that dots follow */
};

/* The length of a table's heading at the start of s ("Innehåll", "INNEHÅLLSFÖRTECKNING:"), or 0. */
size_t contents_heading(struct str s);

/*
 * Reads entries from `from` on, at most to `to`, and stops where running text begins; out->end is
 * there. Adds to entries read before, whose page numbers the new ones follow. False: out of memory.
 */
bool contents_parse(struct arena *arena, struct str text, size_t from, size_t to,
		    struct contents *out);

/* A title as shown: without empty brackets and dots, runs of blanks made one. In the arena; NULL:
 * no memory. */
const char *contents_title(struct arena *arena, struct str title);

#endif
