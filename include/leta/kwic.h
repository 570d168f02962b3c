/*
 * kwic.h: keyword in context: every use of a query's words in every document that matches it.
 *
 * The query is that of leta_search(), with the same filters; its words, phrases and near pairs are the keywords,
 * values asked for in fields are not. Of a compound only the part that was asked for is the match
 * ("storstads[integration]"). Where two keywords meet in the same text, the longer one stands for both.
 */
#ifndef LETA_KWIC_H
#define LETA_KWIC_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/search.h"

LETA_BEGIN_DECLS

#define LETA_KWIC_WIDTH 40       /* the default, in characters */
#define LETA_KWIC_WIDTH_MAX 1000

enum leta_kwic_order {
	LETA_KWIC_BY_DOCUMENT = 0, /* by id, and in the order of the text; streamed */
	LETA_KWIC_BY_LEFT,         /* by the words before the match, read away from it, then those behind it */
	LETA_KWIC_BY_RIGHT         /* by the words behind the match, then those before it */
};

struct leta_kwic_options {
	enum leta_kwic_order order; /* words compare in Swedish collation, without regard to case */
	size_t width;               /* characters of context on each side; 0 = LETA_KWIC_WIDTH */
	size_t limit;               /* lines to hand out; 0 = all */
};

/* What is known before the first line. */
struct leta_kwic_head {
	const char *query, *understood;
	const char *index; /* fingerprint of the index that was asked */
	size_t documents;  /* that match */
	const struct leta_notice *notices;
	size_t n_notices;
};

/*
 * One use. left + match + right is the text itself, but that every run of blanks and line breaks is one blank; the
 * contexts end at a word where one does nearby, and never inside a character.
 */
struct leta_kwic_line {
	const char *id, *title;   /* of the document; title NULL = unknown */
	const char *section;      /* heading, or the field's name; NULL = none */
	size_t section_no;        /* 1-based, title pages not counted; 0 = on a title page or in a field */
	unsigned page, last_page; /* where the match begins and ends; 0 = none */
	size_t start, end;        /* bytes of the match in the section's or the field's text */
	const char *left, *match, *right;
	const char *word;         /* of the query that the match stands for */
};

/* Both may return false to end it. What they are given is valid until they return. */
struct leta_kwic_callbacks {
	void *ctx;
	bool (*head)(void *ctx, const struct leta_kwic_head *head); /* may be NULL */
	bool (*line)(void *ctx, const struct leta_kwic_line *line);
};

struct leta_kwic_total {
	size_t occurrences, documents; /* all of them, whatever the limit; documents that have any */
	size_t shown;                  /* lines handed out */
	size_t left_out;               /* that were too many to sort: the last ones by document */
};

/*
 * Finds the uses, hands them out and counts them. By document memory does not grow with their number; sorted lines
 * are collected, up to 256 MiB. After a callback ended it, *total is what had been counted. Errors: those of
 * leta_search(); INVALID (no word in the query to show, width too large).
 */
LETA_API leta_status leta_kwic(leta_index *index, const struct leta_query *query,
                               const struct leta_kwic_options *options, const struct leta_kwic_callbacks *callbacks,
                               struct leta_kwic_total *total, struct leta_error *err);

LETA_END_DECLS

#endif
