/*
 * kwic.h: lines of a concordance as aligned text, CSV or JSONL.
 *
 * Text: the match stands in one column, with brackets around it or, where colour may be used, bold;
 * behind the contexts stand the document's id, page and section. On a terminal these are cut to
 * what its width leaves room for. JSONL: README.md.
 */
#ifndef PRESENT_KWIC_H
#define PRESENT_KWIC_H

#include "leta/kwic.h"
#include "present/flow.h"
#include "present/sink.h"

enum kwic_format { KWIC_TEXT, KWIC_CSV, KWIC_JSONL };

struct kwic_writer {
	enum kwic_format format;
	struct sink *sink;
	struct present_style style;
	size_t width; /* of each context */
};

/* The width that fits the style's lines: LETA_KWIC_WIDTH, or what a terminal has room for. */
size_t kwic_width(const struct present_style *style);

void kwic_begin(struct kwic_writer *w);
/* False when nothing more can be written. */
bool kwic_line(struct kwic_writer *w, const struct leta_kwic_line *line);
/* "12 förekomster i 3 dokument" */
void kwic_sum(struct buf *out, const struct leta_kwic_total *total, enum leta_lang lang);

#endif
