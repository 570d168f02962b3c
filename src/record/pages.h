/*
 * pages.h: a text → its pages, by whatever marks the program that made the text left: a number in
 * front of each page's line, "(3)" or "Page 3" on a line, "Sid 3 (12)" heads, lone numbers, form
 * feeds.
 */
#ifndef RECORD_PAGES_H
#define RECORD_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct page {
	unsigned number;  /* as the marks count; 0 = the text has no pages */
	unsigned printed; /* as the page itself says at its top or bottom; 0 = it does not */
	unsigned line;    /* 1-based line of the file */
	struct str text;  /* a view of the source, trimmed */
};

enum page_marks {
	PAGE_MARKS_NONE,    /* one page, number 0 */
	PAGE_MARKS_FEED,    /* a form feed between two pages */
	PAGE_MARKS_LEADING, /* "3 text of the page" on one line: docplayer */
	PAGE_MARKS_BRACKET, /* "(3)" on a line, before the page: 5dok */
	PAGE_MARKS_WORD,    /* "Page 3", "Sida 3" on a line or in front of one, before the page */
	PAGE_MARKS_OF,      /* "3 (12)", "Sid 3 (12)", "3 av 12" on a line */
	PAGE_MARKS_LONE,    /* "3" or "- 3 -" on a line */
	PAGE_MARKS_LINES    /* no numbers, but each line is as long as a page */
};

struct pages {
	enum page_marks marks;
	struct page *list;
	size_t n, cap;
	size_t n_footers; /* printed numbers taken off the ends of pages */
};

/*
 * Cuts text, whose first line is `line` of the file, into pages. The marks LEADING and LINES mean
 * pages only in text that a site made of a PDF file (`from_site`). False: out of memory.
 */
bool pages_split(struct arena *arena, struct str text, unsigned line, bool from_site,
		 struct pages *out);

/*
 * Takes printed page numbers off the tops and bottoms of pages: "2" (bottoms only), "- 2 -", "2
 * (9)", "Sid 2 (9)", "2 av 9", with or without a date. A number goes only when it is the page's
 * own, or as far from it as the numbers of most pages are.
 */
void pages_strip_numbers(struct pages *pages);

/* Whether a line is nothing but a page head or foot: "Sid 3 (12)", "2(20)", "1 (60) 2010-03-22",
 * "Sida 3". */
bool pages_is_head(struct str line, unsigned *number);

#endif
