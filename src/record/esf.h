/*
 * esf.h: the parts of a fund's page on the web, shared by the files that read it: lines, chrome,
 * header, sections.
 *
 * A page is chrome and banners, a title, a header of labels with values, and sections of text, in
 * that order; Interreg pages have the header last. See read_esf.c for the whole.
 */
#ifndef RECORD_ESF_H
#define RECORD_ESF_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/field.h"
#include "record/build.h"

enum esf_line_kind {
	ESF_LINE_TEXT,
	ESF_LINE_BLANK,
	ESF_LINE_HEADER, /* label or value */
	ESF_LINE_TITLE,
	ESF_LINE_STRIPPED
};

struct esf_line {
	struct str text; /* a view of the source, trimmed, without the marks of a heading */
	enum esf_line_kind kind;
	unsigned level; /* of a heading that is marked as one, "## Bakgrund"; 0: it is not marked */
};

struct esf_page {
	struct record_builder *b;
	struct esf_line *lines; /* line i is line i + 1 of the file */
	size_t n;
};

/* What the labels of a header tell about the page that they stand on. */
struct esf_header {
	size_t first;        /* its first line; page.n when the page has no header */
	unsigned n_glued;    /* labels with the value glued to them, */
	unsigned n_bare;     /* alone on their line, */
	unsigned n_colon;    /* before a colon, */
	unsigned n_interreg; /* labels that Interreg pages have */
	bool plus;           /* it has labels that only the programme of 2021–2027 uses */
	bool call;           /* it has labels of a call for proposals */
};

/*
 * Finds all runs of labels, puts their values into the record and marks their lines. False: no
 * memory.
 */
bool esf_read_header(struct esf_page *page, struct esf_header *out);

/* Whether text has a header, or begins as the fund's pages do. Looks at the first megabyte. */
bool esf_detect(struct str text);

/* Sections, lists, sub-headings, goals and references from the lines that are still text. */
bool esf_read_sections(struct esf_page *page);

/* What a line of chrome is. */
enum esf_chrome {
	ESF_CHROME_NONE,
	ESF_CHROME_TOOL,   /* can stand anywhere: "In English", "Läs mer" */
	ESF_CHROME_OPENER, /* begins a banner: "Stäng", "Cookies" */
	ESF_CHROME_BANNER, /* part of one */
	ESF_CHROME_CLOSER  /* ends one: "Lär dig mer", "Mer information och anmälan." */
};
enum esf_chrome esf_chrome(struct str line);

/* Marks a line as stripped and keeps its text in the record. */
bool esf_strip(struct esf_page *page, size_t line);

/*
 * Bibliographies: "1) Title, Publisher, Publisher, 2011". Adds what a line says to the record;
 * lines without a number are taken when they end in a year. False: no memory.
 */
bool esf_add_reference(struct record_builder *b, struct str line);

/* Whether the record has a numbered reference `no`. */
bool esf_has_reference(const struct leta_record *record, unsigned no);

/* Number targets in the sections' text: "presentera 20 projektidéer", "minst 75 deltagare". False:
 * no memory. */
bool esf_find_goals(struct record_builder *b);

/* An item of a list of measurable goals, without its bullet. False: no memory. */
bool esf_add_goal(struct record_builder *b, struct str item, unsigned line);

#endif
