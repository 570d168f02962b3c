/*
 * sheet.h: a comparison of projects as a sheet: text that fits the terminal, CSV, JSON, and one
 * page of HTML that prints on A4.
 */
#ifndef PRESENT_SHEET_H
#define PRESENT_SHEET_H

#include "leta/compare.h"
#include "present/flow.h"
#include "present/sink.h"

void sheet_text(struct sink *sink, const struct leta_sheet *sheet,
		const struct present_style *style);
void sheet_csv(struct sink *sink, const struct leta_sheet *sheet, enum leta_lang lang);
void sheet_json(struct sink *sink, const struct leta_sheet *sheet);
/* Self-contained: styles within, no scripts, no links. */
void sheet_html(struct sink *sink, const struct leta_sheet *sheet, enum leta_lang lang);

/* ---- what they are made of ---- */

/* A row: what stands in one project's cell, nothing when it is not stated; of a list that is longer so many names. */
struct sheet_row {
	const char *label[2];
	void (*write)(struct buf *out, const struct leta_compared *project, size_t names,
		      enum leta_lang lang);
};
extern const struct sheet_row sheet_rows[];
extern const size_t sheet_n_rows;

/* The title, or the id of a document that has none. */
void sheet_title(struct buf *out, const struct leta_compared *project);

/* Lists below the table: "det som är gemensamt". */
struct sheet_list {
	const char *label[2];
	const struct leta_commons *items;
};
#define SHEET_LISTS 3
void sheet_lists(const struct leta_sheet *sheet, struct sheet_list out[SHEET_LISTS]);

/* "alla: samverkan; A, C: etablering, mottagande": what most projects have first; of two without letters. Into
 * an empty buffer. */
void sheet_common(struct buf *out, const struct leta_sheet *sheet,
		  const struct leta_commons *commons, enum leta_lang lang);

#endif
