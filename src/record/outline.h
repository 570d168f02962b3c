/*
 * outline.h: a report's whole text as one buffer, with its pages and headings as offsets into it,
 * and the way from there to the sections, page anchors and lessons of a record.
 */
#ifndef RECORD_OUTLINE_H
#define RECORD_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "record/build.h"
#include "record/pages.h"
#include "record/prose.h"

struct outline_page {
	unsigned number, printed;
	unsigned line; /* of the file */
	size_t start;  /* offset in the text */
};

struct outline_head {
	size_t start, body;          /* where the heading and the text after it begin */
	struct str title;            /* empty: a section without heading */
	enum leta_section_role role; /* BODY: by the title */
	unsigned line;               /* of the file; 0: the page's */
};

struct outline {
	struct arena *arena;
	struct buf text;
	struct prose prose;
	const struct map *common; /* see word_common(); NULL while pages are added */
	struct outline_page *pages;
	size_t n_pages, pages_cap;
	struct outline_head *heads;
	size_t n_heads, heads_cap;
	bool known_only;   /* lines are headings only when they are known, numbered or marked */
	size_t front_end;  /* of the title page; 0 = there is none */
	size_t line_heads; /* headings that stood on lines of their own */
	size_t contents_start, contents_end; /* the table of contents: nothing in it is a heading */
};

void outline_init(struct outline *o, struct arena *arena);
void outline_fini(struct outline *o);

/* Appends a page's lines; lines that are headings become heads. False: out of memory. */
bool outline_add_page(struct outline *o, const struct page *page);

struct str outline_text(const struct outline *o);
/* The page that an offset lies on (an index), or 0. */
size_t outline_page_at(const struct outline *o, size_t offset);
/* Where the page with this index ends. */
size_t outline_page_end(const struct outline *o, size_t page);

bool outline_add_head(struct outline *o, struct outline_head head);

/*
 * Finds headings by their words alone, for texts without lines: known ones ("Bakgrund") and
 * numbered ones at the start of a page or sentence, between two offsets.
 */
bool outline_find_known(struct outline *o, size_t from, size_t to);
/* A heading at the top of a page: a known one, or where nothing goes on from before, a phrase and a
 * sentence. */
bool outline_find_at_top(struct outline *o, size_t page);

/* Sorts the heads and writes sections, page anchors and subheadings into the record. */
bool outline_write(struct outline *o, struct record_builder *b);

/* The number of the page that a place in a record's section lies on; 0 = it has no pages. */
unsigned outline_page_number(const struct leta_record *record, size_t section, size_t offset);

/* The text of a heading that is marked as in Markdown, "## Bakgrund ##", and its level; empty, level
 * 0: the line is none. */
struct str outline_marked_heading(struct str line, unsigned *level);

/* Whether a line of a text with lines is a heading. next: the next line that is not blank; width:
 * characters of a full line of the text, 0 = unknown. */
bool outline_is_heading(struct str line, struct str next, size_t width, bool blank_before);

#endif
