/*
 * flow.h: running text broken into lines for a terminal: width, hanging indent, bold stretches.
 *
 * Lines break at blanks, never at U+00A0. Text is made plain on the way (plain.h). Each call takes
 * whole words: a word that is split over two calls may be broken between them.
 */
#ifndef PRESENT_FLOW_H
#define PRESENT_FLOW_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/search.h"

/* How to write for a person: the language, the columns of a line, whether ANSI bold may be used. */
struct present_style {
	enum leta_lang lang;
	unsigned width;
	bool color;
	bool terminal; /* the width is that of a window */
};

struct flow {
	struct buf *out;
	const struct present_style *style;
	unsigned indent; /* of the lines after the first */
	unsigned column;
	bool words; /* the line holds words that a blank must follow */
	bool blank; /* a blank is due before the next word */
};

/* Begins a paragraph in the first column; its further lines are indented. */
void flow_begin(struct flow *f, struct buf *out, const struct present_style *style,
		unsigned indent);
/* Moves to a column with blanks, or to it on the next line when it is passed. */
void flow_to(struct flow *f, unsigned column);
void flow_text(struct flow *f, struct str text);
void flow_bold(struct flow *f, struct str text);
/* Text with bold stretches: sorted, without overlap. */
void flow_marked(struct flow *f, struct str text, const struct leta_mark *marks, size_t n_marks);
void flow_end(struct flow *f);

#endif
