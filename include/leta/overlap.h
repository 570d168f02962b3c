/*
 * overlap.h: what documents have in common word for word, or nearly: whole documents, and paragraphs
 * between documents and inside one.
 */
#ifndef LETA_OVERLAP_H
#define LETA_OVERLAP_H

#include <stddef.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"

LETA_BEGIN_DECLS

#define LETA_OVERLAP_WORDS 12     /* of a paragraph: shorter ones are no copies */
#define LETA_OVERLAP_MAX 100000   /* passages told */
#define LETA_OVERLAP_LIKENESS 0.8 /* least likeness that is told */

struct leta_overlap_query {
	const char *id;    /* a document of the index, or a unique beginning of its id; or */
	const char *bytes; /* a draft that is not in the index; with both NULL, all documents of the index */
	size_t size;       /* bytes of the draft */
	const char *name;  /* of the draft */
	enum leta_format format; /* of the draft */
	size_t limit;      /* passages told, the longest first; 0 = up to LETA_OVERLAP_MAX */
};

struct leta_overlap_place {
	const char *id;
	const char *title;   /* of the document, or NULL */
	const char *section; /* heading, or NULL */
	unsigned page;       /* 0 = none */
	unsigned paragraph;  /* from 1, in its section */
};

/* Two documents that are nearly the same. */
struct leta_overlap_pair {
	const char *id[2];
	const char *title[2]; /* or NULL */
	double likeness;      /* estimated share of the runs of three words that both have */
};

/* A paragraph that stands in two places. */
struct leta_overlap_passage {
	struct leta_overlap_place place[2];
	const char *text; /* of the shorter one */
	size_t words; /* of it */
	double likeness;  /* 1 = the same words; else the share of the shorter one's runs of three words */
};

struct leta_overlap {
	size_t documents; /* compared */
	struct leta_overlap_pair *pairs; /* likest first */
	size_t n_pairs;
	struct leta_overlap_passage *passages; /* longest first */
	size_t n_passages;
	size_t found; /* passages, of which n_passages are told */
};

/*
 * Compares one document, a draft, or all with each other. With all, only paragraphs of the same words are told, each
 * place beside the first one, and not those of documents that are nearly the same as a whole. Errors: NOT_FOUND,
 * INVALID (the beginning fits several), FORMAT (the draft cannot be read), CORRUPT, LIMIT, NOMEM.
 */
LETA_API leta_status leta_find_overlap(leta_index *index, const struct leta_overlap_query *query,
                                       struct leta_overlap **out, struct leta_error *err);
LETA_API void leta_overlap_free(struct leta_overlap *overlap); /* accepts NULL */

LETA_END_DECLS

#endif
