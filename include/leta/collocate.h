/*
 * collocate.h: the words that stand near a query's words more often than chance would have it.
 *
 * A word stands near a use (see kwic.h) when at most `window` words of the same section lie between; stop words count
 * as words of the window. All inflected forms of a word count together and are shown by the most frequent one. A
 * compound counts as itself, not as its parts.
 *
 * Frequencies are exact. They are counted in the texts of the whole index or, when the query has conditions
 * (region:Stockholm pågick:2009..2011), of all documents that satisfy these, with the query's words or without.
 */
#ifndef LETA_COLLOCATE_H
#define LETA_COLLOCATE_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/search.h"

LETA_BEGIN_DECLS

#define LETA_COLLOCATE_WINDOW 5
#define LETA_COLLOCATE_WINDOW_MAX 50
#define LETA_COLLOCATE_MIN 2

enum leta_association {
	LETA_LOG_DICE = 0,  /* Rychlý 2008: 14 + log2 (2 f(x,y) ÷ (f(x) + f(y))) */
	LETA_LOG_LIKELIHOOD /* Dunning 1993: G² = 2 Σ O ln (O ÷ E) */
};

struct leta_collocate_options {
	size_t window; /* words on each side; 0 = LETA_COLLOCATE_WINDOW */
	size_t min;    /* times that a word must stand near; 0 = LETA_COLLOCATE_MIN */
	size_t limit;  /* words to return; 0 = all */
	enum leta_association by;
	bool stopwords; /* list stop words too */
};

struct leta_collocate {
	const char *form; /* the most frequent one near the query's words */
	const char *term; /* as the index stores it */
	size_t observed;  /* times that it stands near a use: left + right of the nearest one */
	size_t left, right;
	size_t frequency; /* in the reference, but for uses of the query's words */
	double expected;  /* times that it would stand near a use by chance */
	double log_dice, log_likelihood;
};

struct leta_collocates {
	const char *query, *understood;
	const char *index;      /* fingerprint of the index that was asked */
	size_t uses, documents; /* of the query's words, and documents that have any */
	size_t near;            /* words that stand near a use */
	size_t tokens;          /* words of the reference, but for the uses */
	size_t reference;       /* its documents */
	size_t total;           /* words that attract the query's, whatever the limit */
	struct leta_collocate *items; /* strongest first */
	size_t n_items;
	struct leta_notice *notices;
	size_t n_notices;
};

/*
 * Errors: those of leta_search(); INVALID (no word in the query, window too large), LIMIT (more than a million different
 * words stand near). Free the result with leta_collocates_free().
 */
LETA_API leta_status leta_collocates_find(leta_index *index, const struct leta_query *query,
                                          const struct leta_collocate_options *options,
                                          struct leta_collocates **out, struct leta_error *err);
LETA_API void leta_collocates_free(struct leta_collocates *collocates); /* accepts NULL */

LETA_END_DECLS

#endif
