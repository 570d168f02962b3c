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
