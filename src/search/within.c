/*
 * within.c: a learned compound is one token; where its parts lie is told in letters.
 */
#include "search/within.h"

#include "base/utf8.h"

static leta_status narrow(struct view *view, const struct forward_stream *stream, const struct learned_use *use,
			  struct leta_mark *mark, struct leta_error *err)
{
	const struct learned_part *part = &use->word->parts[use->part];
	struct str text;
	leta_status st = view_stream_text(view, stream, &text, err);
	if (st != LETA_OK)
		return st;
	struct str word = str_sub(text, mark->start, mark->end);
	if (!learned_is_last(use))
		mark->end = mark->start + utf8_offset(word, part->to);
	mark->start += utf8_offset(word, part->from);
	return LETA_OK;
}

leta_status within_bytes(struct view *view, const struct forward *forward, const struct forward_stream *stream,
			 const struct span *span, struct leta_mark *out, struct leta_error *err)
{
	const struct forward_token *first = &stream->tokens[span->first], *last = &stream->tokens[span->last];
	size_t first_end = (size_t)first->start + first->length, last_end = (size_t)last->start + last->length;
	*out = (struct leta_mark){first->start < last->start ? first->start : last->start,
				  first_end > last_end ? first_end : last_end};
	if (!span->choice || span->choice->kind != EXPAND_COMPOUNDS)
		return LETA_OK;
	const struct learned_use *use = expand_use(span->choice, forward->terms[first->term]);
	return use ? narrow(view, stream, use, out, err) : LETA_OK;
}
