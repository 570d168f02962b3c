/*
 * rerank.h: the best hits by whole-document BM25, ordered again by what stands together in them.
 *
 * score = whole document + 2 × best passage of a page + 2 × best passage of a sentence or two
 * (passage.h) + .5 × neighbours, where neighbours are words that follow each other in the query and
 * somewhere in the document. Only the first RERANK_DEPTH hits are looked into; nothing is
 * subtracted, so the others stay behind them, in the engine's order. Passage fusion after Callan,
 * SIGIR 1994; how the constants were chosen is told in tests/relevance.
 */
#ifndef SEARCH_RERANK_H
#define SEARCH_RERANK_H

#include "search/ask.h"
#include "search/unit.h"
#include "search/wanted.h"

#define RERANK_DEPTH 100

struct neighbours {
	uint32_t first, second; /* units */
	uint32_t distance;      /* between them in the query */
};

struct ranker {
	struct leta_index *index;
	struct units units; /* of the query; in plain text, each part of a compound as well */
	const struct wanted *wanted; /* of the units */
	double *idf;        /* of each unit; 0 = does not count */
	struct neighbours *pairs;
	size_t n_pairs;
};

enum addend_kind { ADDEND_PAGE, ADDEND_SENTENCE, ADDEND_PAIR };

/* One reason for a higher score. */
struct addend {
	enum addend_kind kind;
	uint32_t unit, second; /* second: of a pair */
	uint32_t stream;   /* of the passage or of the first pair; UINT32_MAX: the title alone */
	uint32_t from, to; /* words of the passage in its stream, from 1 */
	uint32_t count;    /* occurrences */
	double factor;     /* of its kind */
	double weight;
};

struct addends {
	struct addend *items;
	size_t n;
	double sum; /* of the weights, in their order */
};

/* Prepares a question that was matched. Errors: STALE, CORRUPT, IO, NOMEM. */
leta_status ranker_init(struct ranker *r, const struct ask *a, struct leta_error *err);

/* What a document's passages and pairs add to its score; in the index's scratch memory. */
leta_status ranker_weigh(const struct ranker *r, struct str data, struct addends *out,
			 struct leta_error *err);

/* Scores and sorts the first RERANK_DEPTH hits; equal ones by id. */
leta_status ranker_order(const struct ranker *r, struct engine_hit *hits, size_t n,
			 struct leta_error *err);

#endif
