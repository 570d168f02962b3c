/*
 * lines.h: the text that an extractor makes: lines in the form that the readers of plain text know.
 *
 * Blocks are separated by one blank line, headings are marked "# Heading", items "• item", a page
 * begins behind a form feed, runs of blanks are one blank. A table's row of two cells is a label's
 * line and its value's; wider rows are one line, "a | b | c".
 */
#ifndef EXTRACT_LINES_H
#define EXTRACT_LINES_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

#define LINES_CELLS_MAX 64 /* of a row; later ones are joined to the last */

struct lines {
	struct buf out;
	int breaks;   /* line ends owed before the next text: 0, 1 or 2 */
	bool blank;   /* a blank is owed */
	bool page;    /* a page ends before the next text */
	bool started; /* the line has text */
	size_t in_row; /* rows that are open: one, and those inside its cells */
	size_t cells[LINES_CELLS_MAX]; /* where each cell of the row begins */
	size_t n_cells;
	int heading;           /* the line is one, of this level; 0: it is not */
	const char *mark;      /* to put before the next text, or NULL */
};

void lines_init(struct lines *l, size_t max_bytes);
void lines_fini(struct lines *l);

/* Appends text of the current line; its white space is folded. */
void lines_text(struct lines *l, struct str text);
/* Ends the line; lines_gap() also leaves a blank line; lines_page() ends the page, even inside a
 * line. Inside a row of a table the first two are blanks. */
void lines_break(struct lines *l);
void lines_gap(struct lines *l);
void lines_page(struct lines *l);

/* Begins a line that is a heading (a line end ends it), or an item of a list. */
void lines_heading(struct lines *l, int level);
void lines_item(struct lines *l);

/* A row of a table. Rows of a table inside a cell are part of the cell. */
void lines_row(struct lines *l);
void lines_cell(struct lines *l);
void lines_row_end(struct lines *l);

#endif
