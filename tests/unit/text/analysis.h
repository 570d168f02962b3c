/*
 * analysis.h: tokens as one line of text, "1:esf@0-3 +1:esfstöd@0-9/joined", for tests.
 */
#ifndef TESTS_ANALYSIS_H
#define TESTS_ANALYSIS_H

#include "base/buf.h"
#include "text/analyzer.h"

static inline leta_status analysis_append(void *ctx, const struct text_token *token,
                                          struct leta_error *err)
{
	struct buf *out = ctx;

	buf_printf(out, "%s%s%u:" STR_FMT "@%zu-%zu", out->len ? " " : "", token->colocated ? "+" : "",
	           token->position, STR_ARG(token->term), token->start, token->end);
	if (token->kind != TEXT_WORD)
		buf_printf(out, "/%s", text_kind_name(token->kind));
	if (token->stop)
		buf_char(out, '!');
	return buf_status(out, err);
}

static inline leta_status analysis_line(struct text_analyzer *a, enum text_mode mode, struct str text,
                                        struct buf *out, struct leta_error *err)
{
	buf_clear(out);
	return text_analyzer_run(a, mode, text, analysis_append, out, err);
}

#endif
