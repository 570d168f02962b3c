/*
 * overlap.h: what documents have in common, for people and for programs.
 */
#ifndef PRESENT_OVERLAP_H
#define PRESENT_OVERLAP_H

#include "leta/overlap.h"
#include "present/present.h"

/* Of the pairs of documents at most `limit` are written in text; 0 = all. */
void overlap_text(struct sink *sink, const struct leta_overlap *overlap, size_t limit,
		  const struct present_style *style);
void overlap_json(struct json *j, const struct leta_overlap *overlap);

/* The row of names, and a row for each pair and passage. */
void overlap_csv_begin(struct buf *out);
void overlap_csv(struct sink *sink, const struct leta_overlap *overlap);

#endif
