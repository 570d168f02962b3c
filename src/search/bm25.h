/*
 * bm25.h: the weight of one term in one document, as the engine computes it.
 *
 * Robertson & Zaragoza 2009, §3.2, with the engine's difference: a term of more than a third of the
 * documents keeps a small positive weight instead of one that falls below zero.
 */
#ifndef SEARCH_BM25_H
#define SEARCH_BM25_H

#include "engine/engine.h"

/* Inverse document frequency of a term that so many documents hold. */
double bm25_idf(const struct engine_stats *stats, uint32_t documents);

double bm25_weight(const struct engine_stats *stats, const struct engine_posting *posting);

#endif
