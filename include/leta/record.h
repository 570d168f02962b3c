/*
 * record.h: a report as leta read it.
 *
 * A record is plain data. Everything a record points at belongs to whoever gave out the record and dies
 * with it (the results of a search, a leta_document). All text is UTF-8 in NFC without NUL and control
 * characters other than line feed. An unknown value is absent, never empty or zero.
 */
#ifndef LETA_RECORD_H
#define LETA_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/export.h"
#include "leta/field.h"

LETA_BEGIN_DECLS

enum leta_presence {
	LETA_UNKNOWN = 0, /* the document has no such label or heading */
	LETA_EMPTY,       /* the label stands there without a value: known to be empty */
	LETA_KNOWN
};

/* One value of a field: text always (as written, display-normalised), number for numeric types. */
struct leta_item {
	const char *text;
	int64_t number; /* SEK, yyyymmdd, days, per cent × 100, 0/1, by the field's type */
};

struct leta_field {
	enum leta_presence presence;
	size_t n_items;
	struct leta_item *items;
	unsigned line;     /* 1-based line in the file where it stood; 0 = none (inferred, derived) */
	unsigned page;     /* 1-based page; 0 = none */
	double confidence; /* 1 = stated by the document; below 1 = inferred */
	const char *from;  /* evidence of an inferred value, or NULL */
};

/* A section's role, which gives its weight and the query scope that reaches it. */
enum leta_section_role {
	LETA_ROLE_BODY = 0,
	LETA_ROLE_TITLE,
	LETA_ROLE_SUMMARY,
	LETA_ROLE_BACKGROUND,
	LETA_ROLE_PURPOSE,
	LETA_ROLE_GOALS,
	LETA_ROLE_RESULTS,
	LETA_ROLE_LESSONS,
	LETA_ROLE_HORIZONTAL, /* compulsory on every page: accessibility, equality, transnational */
	LETA_ROLE_FRONT,      /* title page of a report */
	LETA_ROLE_CONTENTS,   /* table of contents: kept, never searched */
	LETA_ROLE_SOURCES,    /* bibliography */
	LETA_ROLE_COUNT
};

struct leta_section {
	const char *heading; /* NULL when the text has none */
	enum leta_section_role role;
	unsigned line;       /* 1-based line of the heading (or of the text) in the file; 0 = none */
	unsigned first_page; /* 0 = the document has no pages */
	unsigned last_page;
	const char *text;    /* paragraphs separated by one blank line */
	size_t text_len;     /* bytes */
	size_t chars;        /* characters of the body as it stood in the file */
	bool copied;         /* its text repeats another section's: counted once */
};

/* Where a page begins: byte `offset` of the text of section `section`. Sorted by place. */
struct leta_page {
	unsigned number;
	size_t section;
	size_t offset;
};

/* A stretch of a section's text that states a lesson learnt. */
struct leta_lesson {
	size_t section;
	size_t start, end; /* bytes in that section's text */
	unsigned page;     /* 0 = none */
};

struct leta_reference {
	unsigned no; /* 0 = unnumbered */
	const char *title;
	const char *const *publishers;
	size_t n_publishers;
	unsigned year; /* 0 = unknown */
};

/* A foreign document that the page advertises. Kept, never searched. */
struct leta_related {
	const char *title;
	const char *excerpt;
	unsigned line;
};

struct leta_record {
	struct leta_field fields[LETA_FIELD_COUNT];
	struct leta_section *sections;
	size_t n_sections;
	struct leta_page *pages;
	size_t n_pages;
	unsigned pages_expected; /* the table of contents promises at least this many; 0 = unknown */
	bool truncated;
	struct leta_lesson *lessons;
	size_t n_lessons;
	struct leta_reference *references;
	size_t n_references;
	struct leta_related *related;
	size_t n_related;
	size_t related_chars; /* characters of the foreign tail */
};

/* The first value of a field as text, or NULL when it is unknown or empty. */
LETA_API const char *leta_record_text(const struct leta_record *record, enum leta_field_id id);

/* The first value of a numeric field. Returns false (and leaves *out) when it is unknown or empty. */
LETA_API bool leta_record_number(const struct leta_record *record, enum leta_field_id id, int64_t *out);

LETA_END_DECLS

#endif
