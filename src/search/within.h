/*
 * within.h: which bytes of its stream's text an occurrence covers: of a learned compound the part alone.
 */
#ifndef SEARCH_WITHIN_H
#define SEARCH_WITHIN_H

#include "leta/search.h"
#include "search/occur.h"

/* From the first of the span's tokens to the last. Errors: those of view_stream_text(). */
leta_status within_bytes(struct view *view, const struct forward *forward, const struct forward_stream *stream,
			 const struct span *span, struct leta_mark *out, struct leta_error *err);

#endif
