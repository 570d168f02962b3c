/*
 * similar.h: comparable projects: which documents are like a given one or like a draft, why, and what differs.
 *
 * The score of a hit is the sum of points that factors give: the likeness of the texts (100 points for the text itself)
 * and of the facts (programme area, period, phase, budget, length, places, organisations, topics). A fact gives its points
 * for full agreement; agreement that is no more than chance gives none, disagreement takes some away, and what either
 * document does not state neither gives nor takes.
 */
#ifndef LETA_SIMILAR_H
#define LETA_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/search.h"

LETA_BEGIN_DECLS

enum leta_factor {
	LETA_FACTOR_TEXT,
	LETA_FACTOR_TOPIC,
	LETA_FACTOR_AREA,
	LETA_FACTOR_PERIOD,
	LETA_FACTOR_PHASE,
	LETA_FACTOR_BUDGET,
	LETA_FACTOR_LENGTH,
	LETA_FACTOR_REGION,
	LETA_FACTOR_MUNICIPALITY,
	LETA_FACTOR_OWNER,
	LETA_FACTOR_PARTNER,
	LETA_FACTOR_COUNT
};

struct leta_factor_info {
	const char *name[2]; /* "budget", "kommun" / "municipality": by enum leta_lang */
	const char *kind;    /* of its reasons and differences */
	double points;       /* for full agreement */
	double chance;       /* agreement, 0–1, that says nothing */
	const char *about[2];
};

/* One row of the table of factors. Static storage. */
LETA_API const struct leta_factor_info *leta_factor_info(enum leta_factor factor);
/* The factor with this name in either language; LETA_FACTOR_COUNT when there is none. */
LETA_API enum leta_factor leta_factor_find(const char *name);

/* A document that is not in the index. */
struct leta_draft {
	const char *bytes; /* as in a file, not compressed */
	size_t size;
	const char *name;  /* of the file, for detecting its format and for messages; may be NULL */
	enum leta_format format;
};

#define LETA_SIMILAR_SUBJECTS_MAX 20

struct leta_similar_query {
	const char *const *ids; /* documents of the index, or unique beginnings of their ids */
	size_t n_ids;
	const struct leta_draft *drafts;
	size_t n_drafts;
	size_t offset; /* hits to pass over */
	size_t limit;  /* hits to return; 0 = all */
	double weights[LETA_FACTOR_COUNT]; /* times the factors' points: 1 = as in the table */
	enum leta_lang lang; /* of reasons and differences */
};

#define LETA_SIMILAR_QUERY_INIT { .limit = 10, .weights = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 } }

/* A quantity over the hits of an answer: whole SEK, days, SEK a month. */
struct leta_range {
	size_t n; /* hits that state it; 0: the rest is meaningless */
	int64_t min, median, max;
	bool given_known;
	int64_t given; /* the project's that was asked about */
	size_t below;  /* hits whose value is lower than it */
};

enum leta_range_id { LETA_RANGE_GRANT, LETA_RANGE_BUDGET, LETA_RANGE_DAYS, LETA_RANGE_MONTHLY, LETA_RANGE_COUNT };

/* What the hits of an answer, those that are returned, got, cost and lasted. */

struct leta_comparables {
	const char *given; /* ids of those asked about, with blanks between */
	size_t n;          /* hits */
	struct leta_range ranges[LETA_RANGE_COUNT];
};

/*
 * The documents that are most like those given, best first, without them. Several are taken together: their words are
 * one text, and each fact is compared with the nearest of them. The results' reasons add up to the score; each hit has
 * its differences, the results have `comparables`. Free with leta_results_free().
 * Errors: NOT_FOUND, INVALID (no document, too many, an id that fits several, a weight that is no number ≥ 0),
 * FORMAT (a draft that cannot be read), LIMIT, CORRUPT, STALE, NOMEM.
 */
LETA_API leta_status leta_similar(leta_index *index, const struct leta_similar_query *query,
                                  struct leta_results **out, struct leta_error *err);

LETA_END_DECLS

#endif
