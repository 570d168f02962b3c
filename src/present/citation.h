/*
 * citation.h: what a reference manager wants to know about a report, the same for every format of
 * references (present_bibtex.c, present_ris.c).
 *
 * Only what the document states counts as its date: the day of the document or of the decision, and
 * for a project the day it began. An inferred date is never cited.
 */
#ifndef PRESENT_CITATION_H
#define PRESENT_CITATION_H

#include <stdint.h>

#include "base/buf.h"
#include "leta/record.h"
#include "leta/search.h"

struct presenter;

#define CITATION_KEY_MAX 96
#define CITATION_AUTHOR_MAX 512

enum citation_kind {
	CITATION_REPORT, /* a written report */
	CITATION_ONLINE, /* a project, call or text with an address on the web */
	CITATION_OTHER
};

struct citation {
	const struct leta_record *record;
	enum citation_kind kind;
	char key[CITATION_KEY_MAX]; /* of the id; ASCII, the same every time, another for another id */
	const char *title;          /* the id when the document has none */
	char author[CITATION_AUTHOR_MAX]; /* "organisation, unit" as far as known; "" = unknown */
	const char *institution;          /* the organisation, or NULL */
	const char *url;            /* or NULL */
	const char *number;         /* reference number of the decision, or NULL */
	int64_t year, month, day;   /* 0 = not stated */
	struct str summary;         /* whole paragraphs; empty when there is none */
};

/* Points into the record, which must hold its texts for the summary. */
void citation_make(struct citation *c, const struct leta_record *record);

/* Appends a text as one line with single blanks and nothing that cannot be printed. */
void citation_line(struct buf *out, struct str text);

/* "Region: Stockholm. Fond: ESF. Stöd: 450 000 kr. …" */
void citation_note(struct buf *out, const struct citation *c, enum leta_lang lang);

/* The topics, with `separator` between them. */
void citation_keywords(struct buf *out, const struct citation *c, const char *separator);

/*
 * How the list was found, for a reader who wants to find it again: calls fn with a label and a value
 * for query, reading, index, hits and date, as far as they are known.
 */
typedef void citation_origin_fn(void *ctx, const char *label, const char *value);
void citation_origin(const struct presenter *p, citation_origin_fn *fn, void *ctx);

#endif
