/*
 * analyze.c: leta_analyze(): the tokens of a text, as the index or a query sees them.
 */
#include <stdlib.h>

#include "base/error.h"
#include "leta/inspect.h"
#include "query/no_room.h"
#include "text/analyzer.h"
#include "text/clean.h"

#define TOKENS_MAX ((size_t)1 << 30)

struct owned {
	struct leta_tokens tokens; /* first: what the client holds */
	struct arena *arena;
	size_t cap;
};

static leta_status take_token(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct owned *o = ctx;
	struct leta_token *list =
		arena_grow(o->arena, o->tokens.tokens, o->tokens.n_tokens, &o->cap, sizeof(*list));
	const char *term = arena_strdup(o->arena, token->term);
	if (!list || !term)
		return no_room(o->arena, err);
	o->tokens.tokens = list;
	list[o->tokens.n_tokens++] = (struct leta_token){
		.term = term,
		.kind = text_kind_name(token->kind),
		.position = token->position,
		.start = token->start,
		.end = token->end,
		.stop = token->stop,
	};
	return LETA_OK;
}

/* Text that is not clean is analysed as documents are: cleaned first. Clean text keeps its offsets.
 */
static leta_status analyze(struct owned *o, struct str text, bool as_query, const char *lexicon_dir,
			   const char *cache_dir, struct leta_error *err)
{
	struct text_clean clean;
	struct text_analyzer *analyzer = NULL;
	leta_status st = text_clean(text, o->arena, &clean, err);
	if (st == LETA_OK)
		st = text_analyzer_new_cached(lexicon_dir, cache_dir, &analyzer, err);
	if (st == LETA_OK)
		st = text_analyzer_run(analyzer, as_query ? TEXT_MODE_QUERY : TEXT_MODE_DOCUMENT,
				       clean.text, take_token, o, err);
	if (st == LETA_OK) {
		o->tokens.fingerprint =
			arena_strdup(o->arena, str_from(text_analyzer_fingerprint(analyzer)));
		st = o->tokens.fingerprint ? LETA_OK : no_room(o->arena, err);
	}
	text_analyzer_free(analyzer);
	return st;
}

leta_status leta_analyze(const char *text, bool as_query, const char *lexicon_dir,
			 const char *cache_dir, struct leta_tokens **out, struct leta_error *err)
{
	struct owned *o = calloc(1, sizeof(*o));
	leta_status st = LETA_ERR_NOMEM;
	if (o && (o->arena = arena_new(TOKENS_MAX)))
		st = analyze(o, str_from(text), as_query, lexicon_dir, cache_dir, err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_tokens_free(o ? &o->tokens : NULL);
		return st;
	}
	*out = &o->tokens;
	return LETA_OK;
}

void leta_tokens_free(struct leta_tokens *tokens)
{
	struct owned *o = (struct owned *)tokens;
	if (!o)
		return;
	arena_free(o->arena);
	free(o);
}
