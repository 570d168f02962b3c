/*
 * uses.h: every use of a query's words in the documents that match it: the walk that KWIC and
 * collocates share.
 *
 * Documents come in the order of their ids, so that a concordance does not change with the ranking.
 * A use is a stretch of text where a word, phrase or near pair of the query stands; of a compound
 * only the part that was asked for. Stretches never overlap: where two units meet in the same text
 * the longer one stands for both. Values that were asked for in a field are no uses.
 */
#ifndef SEARCH_USES_H
#define SEARCH_USES_H

#include "search/ask.h"
#include "search/unit.h"

struct use {
	uint32_t unit;     /* number */
	uint32_t lo, hi;   /* positions */
	size_t start, end; /* bytes in the stream's text */
};

/* A stream of a document that has uses; valid until the callback returns. */
struct uses_place {
	struct str id;
	struct view *view;
	const struct forward *forward;
	const struct forward_stream *stream;
	const struct use *uses; /* by place */
	size_t n_uses;
	bool new_document; /* the first one of its document */
};

typedef leta_status uses_fn(void *ctx, const struct uses_place *place, struct leta_error *err);

/*
 * Hands out all uses in the documents of a match. The arena holds the order of the documents. A
 * status other than LETA_OK from fn ends the walk, which returns it. Errors: CORRUPT, LIMIT, NOMEM.
 */
leta_status uses_each(struct leta_index *index, const struct engine_match *match,
		      const struct units *units, struct arena *arena, uses_fn *fn, void *ctx,
		      struct leta_error *err);

/* The documents of a match in the order of their ids; what they point at belongs to the match.
 * Errors: CORRUPT, NOMEM. */
struct uses_document {
	struct str id, data;
};
leta_status uses_order(const struct engine_match *match, struct arena *arena,
		       struct uses_document **out, struct leta_error *err);

/* The units of a question. INVALID: it has none whose uses can be shown, for fields and conditions
 * have no uses. */
leta_status uses_units(struct ask *a, struct units *out, struct leta_error *err);

#endif
