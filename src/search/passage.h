/*
 * passage.h: the stretch of so many words of a document that answers a query best.
 *
 * Whole documents of different lengths compare badly: a long one has every word somewhere. A
 * passage has one length. It begins at an occurrence, ends at the section's end at the latest, and
 * the title's words count with each. Its score is BM25 over passages (Robertson & Zaragoza 2009,
 * §3.2, b = 1: a shorter section is normalised in full), with the idf of documents; an occurrence
 * counts what its form and its section weigh.
 */
#ifndef SEARCH_PASSAGE_H
#define SEARCH_PASSAGE_H

#include "search/places.h"

/* What is looked for, and what each stream of the document weighs. */
struct passage_query {
	const struct units *units;
	const double *idf;     /* of each unit; 0 = does not count */
	const double *streams; /* weight of each stream; 1 = plain text */
	uint32_t title;        /* stream of the title; UINT32_MAX = none */
	uint32_t words;        /* of a passage */
};

struct passage {
	uint32_t stream;      /* UINT32_MAX: the title alone */
	size_t from, to;      /* places, `to` excluded */
	uint32_t first, last; /* words in the stream, from 1 */
	double *weights;      /* of each unit; they add up to the score */
	uint32_t *counts;     /* occurrences of each unit, the title's included */
	double score;
};

/* Errors: NOMEM. */
leta_status passage_find(const struct passage_query *q, const struct forward *forward,
			 const struct places *places, struct arena *arena, struct passage *out,
			 struct leta_error *err);

#endif
