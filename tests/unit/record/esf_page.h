/*
 * esf_page.h: renders an invented project as the funds' pages of each generation did, and writes
 * the text in other encodings: the fixtures of test_esf.c and test_read.c.
 */
#ifndef RECORD_ESF_PAGE_H
#define RECORD_ESF_PAGE_H

#include <stdbool.h>

#include "base/buf.h"

enum esf_style {
	ESF_GLUED,      /* 2007–2013: "RegionStockholm" */
	ESF_LINES,      /* 2014–2020: label, value on the next line */
	ESF_COLON,      /* the same with a colon */
	ESF_COLON_SAME, /* "Region: Stockholm" */
	ESF_SPACED,     /* "Region Stockholm" among glued ones */
	ESF_TABS,       /* "Region\tStockholm" */
	ESF_PLUS,       /* 2021–2027: cookie text first */
	ESF_STYLES
};

#define ESF_LABELS 10

struct esf_options {
	enum esf_style style;
	unsigned missing;   /* bit i: label i is left out */
	unsigned empty;     /* bit i: label i has no value */
	unsigned rotate;    /* the label that comes first */
	bool repeat;        /* the header stands there twice, the second time with other values */
	bool no_english;    /* no "In English" behind the header */
	bool blank_between; /* blank lines between the labels */
	const char *group;  /* between groups of digits; NULL = U+00A0 */
	const char *top;    /* instead of logo and title */
};

/* The label as the page has it. */
const char *esf_label(unsigned i);

void esf_render(struct buf *out, const struct esf_options *options);

enum esf_encoding {
	ESF_NFD,
	ESF_DOUBLE, /* UTF-8 read as windows-1252 and written as UTF-8 */
	ESF_CRLF,
	ESF_BOM,
	ESF_UTF16LE,
	ESF_UTF16BE,
	ESF_CP1252,
	ESF_ENCODINGS
};

void esf_encode(struct buf *out, struct str text, enum esf_encoding encoding);

#endif
