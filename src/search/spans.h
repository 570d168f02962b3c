/*
 * spans.h: the occurrences of a node in one stream, wherever it lies. See occur.h, whose other half
 * this is.
 */
#ifndef SEARCH_SPANS_H
#define SEARCH_SPANS_H

#include "search/occur.h"

#define SPANS_PARTS_SLACK 3 /* words that may stand between a compound's parts, in all */
#define SPANS_JOINED_WORDS 8 /* of a joined form, at most */

/* Adds the spans of a leaf, a NEAR, or an OR of these to *out, sorted. */
leta_status spans_find(struct occur *o, const struct expand_node *node,
		       const struct forward_stream *stream, struct spans *out);

/* The parts of a compound near each other in any order: a span each time the last missing one is
 * met. */
leta_status spans_find_parts(struct occur *o, const struct expand_choice *parts,
			     const struct forward_stream *stream, struct spans *out);

#endif
