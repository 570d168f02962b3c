/*
 * prose.h: hard-wrapped lines → paragraphs, and words that were broken or run together made whole.
 */
#ifndef RECORD_PROSE_H
#define RECORD_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* Paragraphs in the making. Set `out` and `width`, zero the rest. */
struct prose {
	struct buf *out;
	size_t width; /* characters of a full line: a much shorter one ends its paragraph */
	size_t last;  /* characters of the line before; 0 = a paragraph begins here */
	bool gap;     /* a blank line has come since */
};

/* The width of a text's full lines: of its longest line, at most 120. */
size_t prose_width(struct str text);

/*
 * Appends a line: to the paragraph, or as a line of its own (list items, short lines), or as a new
 * paragraph (after one blank line). Returns where in `out` its text begins.
 */
size_t prose_line(struct prose *p, struct str line);

/* The same for the first line of a page: it goes on where the page before it broke off. */
size_t prose_page(struct prose *p, struct str line);

/* Ends the paragraph. */
void prose_break(struct prose *p);

/* Whether a line is an item of a list: "• x", "- x", "a) x", "1) x". */
bool prose_is_item(struct str line);

/*
 * Appends text with these repairs: "ut- veck- lings- och" → "utvecklings- och", "emellan.mötet" →
 * "emellan. mötet", "S L U T R A P P O R T" → "SLUTRAPPORT", a run of blanks → one blank.
 */
void prose_repair(struct buf *out, struct str text);

#endif
