/*
 * places.c: asks for each unit in each stream.
 */
#include "search/places.h"

#include <stdlib.h>

#include "query/no_room.h"

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->span.first != y->span.first)
		return x->span.first < y->span.first ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

struct finding {
	struct arena *arena;
	struct places *out;
	struct leta_error *err;
	struct occur *occurs; /* one for each unit */
	size_t *left;         /* places that each unit may still have */
};

static leta_status add(struct finding *f, uint32_t unit, uint32_t stream, const struct spans *spans)
{
	struct places *out = f->out;
	for (size_t i = 0; i < spans->n && f->left[unit] > 0; i++, f->left[unit]--) {
		struct place *items =
			arena_grow(f->arena, out->items, out->n, &out->cap, sizeof(*items));
		if (!items)
			return no_room(f->arena, f->err);
		out->items = items;
		out->items[out->n++] = (struct place){unit, stream, spans->items[i]};
	}
	return LETA_OK;
}

static leta_status find_in(struct finding *f, const struct units *units, uint32_t stream)
{
	size_t before = f->out->n;
	leta_status st = LETA_OK;
	for (uint32_t u = 0; st == LETA_OK && u < units->n; u++) {
		struct spans spans;
		const struct forward *forward = f->occurs[u].forward;
		if (stream >= forward->n_streams)
			continue;
		st = occur_find(&f->occurs[u], units->items[u].node, &forward->streams[stream],
				&spans);
		if (st == LETA_OK)
			st = add(f, u, stream, &spans);
	}
	if (st == LETA_OK && f->out->n - before > 1)
		qsort(f->out->items + before, f->out->n - before, sizeof(*f->out->items), by_place);
	return st;
}

leta_status places_find(struct view *view, const struct forward *forward, const struct units *units,
			struct arena *arena, struct places *out, struct leta_error *err)
{
	struct finding f = {.arena = arena, .out = out, .err = err};
	leta_status st = LETA_OK;
	*out = (struct places){0};
	f.occurs = arena_zalloc(arena, units->n + 1, sizeof(*f.occurs));
	f.left = arena_zalloc(arena, units->n + 1, sizeof(*f.left));
	if (!f.occurs || !f.left)
		return no_room(arena, err);
	for (size_t u = 0; st == LETA_OK && u < units->n; u++) {
		f.left[u] = PLACES_MAX / units->n;
		st = occur_open(&f.occurs[u], view, forward, units->items[u].scope, arena, err);
	}
	for (uint32_t s = 0; st == LETA_OK && units->n > 0 && s < forward->n_streams; s++)
		st = find_in(&f, units, s);
	return st;
}

/* The first token of a stream at a position or behind it. */
static size_t lower_bound(const struct forward_stream *stream, uint32_t position)
{
	size_t lo = 0, hi = stream->n_tokens;
	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		if (stream->tokens[middle].position < position)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

/* The same token in the whole stream. terms: numbers there. Of several alike at one position, the one as far behind. */
static bool move_token(uint32_t *token, const struct forward_stream *from, const struct forward_stream *to,
		       const uint32_t *terms)
{
	const struct forward_token *t = &from->tokens[*token];
	size_t before = 0, at = lower_bound(to, t->position);
	for (size_t i = *token; i > 0 && from->tokens[i - 1].position == t->position; i--)
		before += from->tokens[i - 1].term == t->term;
	for (; at < to->n_tokens && to->tokens[at].position == t->position; at++)
		if (to->tokens[at].term == terms[t->term] && before-- == 0) {
			*token = (uint32_t)at;
			return true;
		}
	return false;
}

bool places_move(struct place *places, size_t n, const struct forward *from, const struct forward *to,
		 struct arena *arena)
{
	uint32_t *terms = arena_alloc(arena, from->n_terms * sizeof(*terms));
	bool found = terms && from->n_streams == to->n_streams;
	for (size_t i = 0; found && i < from->n_terms; i++)
		terms[i] = forward_find(to, from->terms[i]);
	for (size_t i = 0; found && i < n; i++) {
		struct span *span = &places[i].span;
		const struct forward_stream *a = &from->streams[places[i].stream];
		const struct forward_stream *b = &to->streams[places[i].stream];
		found = move_token(&span->first, a, b, terms) && move_token(&span->last, a, b, terms);
	}
	return found;
}
