/*
 * search.h: asking an index.
 *
 * leta_search() parses, expands, matches, cuts snippets and counts facets; the results are plain data that
 * lives until leta_results_free(). They do not depend on the index staying open.
 */
#ifndef LETA_SEARCH_H
#define LETA_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/record.h"

LETA_BEGIN_DECLS

enum leta_mode {
	LETA_MODE_AUTO = 0, /* all words; when nothing has all, the best partial matches, with a notice */
	LETA_MODE_ALL,
	LETA_MODE_ANY
};

struct leta_query {
	const char *text;        /* UTF-8; see README.md for the language */
	size_t offset;           /* hits to pass over */
	size_t limit;            /* hits to return; 0 = all */
	enum leta_mode mode;
	enum leta_field_id sort; /* LETA_FIELD_COUNT = relevance; START, END, GRANT, BUDGET, TITLE */
	bool descending;         /* by a field */
	bool worst_first;        /* by relevance: the least relevant first */
	const enum leta_field_id *facets;
	size_t n_facets;
	bool snippets;           /* cut snippets for the hits */
	bool exact;              /* no synonyms and derivations: the words themselves, in any inflected form */
	bool broad;              /* the name of a topic stands for the topic's other words too */
	enum leta_lang lang;     /* of notices and reasons */
	const char *at;          /* fingerprint of the index that an answer is compared with, or the first 8
	                            digits or more of it: another index gives a warning; NULL = any */
	bool plain;              /* the text is words only: no operators, fields or patterns */
	bool lenient;            /* what cannot be read is left out, with a notice, instead of SYNTAX or LIMIT */
	bool collapse;           /* near copies of a better hit stand in its copies, not in the list; offset, limit
	                            and rank then count the list. The first 100 hits are looked at. */
};

#define LETA_QUERY_INIT { .limit = 10, .sort = LETA_FIELD_COUNT, .snippets = true }

struct leta_mark {
	size_t start, end; /* bytes in the snippet's text, on UTF-8 boundaries */
};

struct leta_snippet {
	const char *section; /* heading, or NULL; the field's name when its value is shown */
	unsigned page;       /* 0 = none */
	unsigned last_page;  /* the page where the last mark stands */
	const char *text;
	struct leta_mark *marks;
	size_t n_marks;
};

struct leta_reason {
	const char *kind; /* "term", "section", "topic", "region" … */
	const char *text;
	double weight;
};

struct leta_hit {
	size_t rank; /* 1-based in the whole list */
	double score;
	const struct leta_record *record; /* its fields; no text */
	uint64_t content; /* hash of the bytes of its source: the same as long as these are, in indexes of one format */
	struct leta_snippet *snippets;
	size_t n_snippets;
	struct leta_reason *reasons;
	size_t n_reasons;
	struct leta_reason *differences; /* of a comparable project (similar.h); else NULL */
	size_t n_differences;
	const char *const *copies; /* ids of its near copies that matched too; when collapsed */
	size_t n_copies;
};

struct leta_facet_value {
	const char *value; /* NULL = unknown */
	size_t count;
	const char *query; /* the restriction that finds it: leta_dimension_query(); or NULL */
};

struct leta_facet {
	enum leta_field_id field;
	struct leta_facet_value *values; /* most first, years ascending; unknown last, always there */
	size_t n_values;
};

struct leta_expansion {
	const char *of, *to;
	const char *kind; /* "synonym" (all of the thesaurus), "compound", "spelling", "accent" */
	double weight;
};

struct leta_comparables; /* similar.h */

struct leta_notice {
	const char *kind; /* "suggestion" or "warning" */
	const char *text;
	const char *query; /* a query to try instead, or NULL */
};

struct leta_results {
	const char *query;
	const char *index; /* fingerprint of the index that was asked: leta_index_fingerprint() */
	size_t total; /* exact; all documents, copies too */
	size_t collapsed; /* of them, those that stand in another hit's copies */
	size_t offset;
	const char *understood; /* the query as leta read it, in its own language */
	struct leta_expansion *expansions;
	size_t n_expansions;
	struct leta_hit *hits;
	size_t n_hits;
	struct leta_facet *facets;
	size_t n_facets;
	struct leta_notice *notices;
	size_t n_notices;
	const struct leta_comparables *comparables; /* of leta_similar() and "liknande:"; else NULL */
};

/* Errors: SYNTAX (offset = byte in the query), INVALID (at is no fingerprint), LIMIT, CORRUPT, STALE, NOMEM. */
LETA_API leta_status leta_search(leta_index *index, const struct leta_query *query,
                                 struct leta_results **out, struct leta_error *err);
LETA_API void leta_results_free(struct leta_results *results);

LETA_END_DECLS

#endif
