/*
 * svg.h: the few marks that charts are drawn with, as SVG 1.1 without style sheets, which word processors do not all
 * read. Coordinates are whole pixels. Text is escaped, and made plain as for a terminal.
 */
#ifndef PRESENT_SVG_H
#define PRESENT_SVG_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

struct svg_font {
	int size; /* pixels */
	const char *color;
	bool bold;
};

/* Appends text with & < > " escaped. */
void svg_escape(struct buf *out, struct str s);

/* y: of the base line. */
void svg_text(struct buf *out, int x, int y, enum svg_anchor anchor, const struct svg_font *font, struct str s);
/* fill: a colour or "url(#…)". Nothing is drawn without width or height. */
void svg_rect(struct buf *out, int x, int y, int width, int height, const char *fill);
void svg_line(struct buf *out, int x1, int y1, int x2, int y2, const char *color);

/* About how wide a text is: the fonts that people have differ, so it errs on the wide side. */
int svg_width(struct str s, int size);

/* Appends as much of the text as fits, with "…" when it is cut. */
void svg_cut(struct buf *out, struct str s, int size, int width);

/*
 * Takes the next line off *rest, broken at a blank, or inside a word that is wider than the line. False when nothing is
 * left.
 */
bool svg_wrap(struct str *rest, int size, int width, struct str *line);

#endif
