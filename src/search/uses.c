/*
 * uses.c: walks the matching documents and finds the uses in each, stream by stream.
 *
 * Memory is that of one document, beside the list of the documents themselves.
 */
#include "search/uses.h"

#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "search/within.h"
#include "store/store.h"

struct walk {
	struct leta_index *index;
	const struct units *units;
	struct occur *occurs; /* of each unit, for the document at hand */
	struct use *uses;     /* of the stream at hand */
	size_t n_uses, cap;
	uses_fn *fn;
	void *ctx;
	struct leta_error *err;
};

leta_status uses_units(struct ask *a, struct units *out, struct leta_error *err)
{
	leta_status st = units_of(&a->expansion, a->index->documents, a->arena, out, err);
	for (size_t i = 0; st == LETA_OK && i < out->n; i++)
		if (!out->items[i].field)
			return LETA_OK;
	if (st != LETA_OK)
		return st;
	return error_set(err, LETA_ERR_INVALID,
			 "frågan har inget ord att visa: fält och villkor väljer bara dokument",
			 "the query has no word to show: fields and conditions only choose "
			 "documents");
}

/* ---- one stream ---- */

static leta_status add_uses(struct walk *w, uint32_t unit, const struct uses_place *place,
			    const struct spans *spans)
{
	struct arena *scratch = w->index->scratch;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < spans->n; i++) {
		const struct span *span = &spans->items[i];
		struct leta_mark bytes;
		struct use *uses = arena_grow(scratch, w->uses, w->n_uses, &w->cap, sizeof(*uses));
		if (!uses)
			return no_room(scratch, w->err);
		w->uses = uses;
		st = within_bytes(place->view, place->forward, place->stream, span, &bytes, w->err);
		if (st == LETA_OK)
			w->uses[w->n_uses++] = (struct use){unit, span->lo, span->hi, bytes.start, bytes.end};
	}
	return st;
}

static int by_place(const void *a, const void *b)
{
	const struct use *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static size_t length_of(const struct use *use)
{
	return use->end - use->start;
}

/* Of uses that overlap the longest stays; of equally long ones the first. */
static void drop_overlaps(struct walk *w)
{
	size_t kept = 0;
	for (size_t i = 0; i < w->n_uses; i++) {
		const struct use *use = &w->uses[i];
		while (kept > 0 && use->start < w->uses[kept - 1].end &&
		       length_of(use) > length_of(&w->uses[kept - 1]))
			kept--;
		if (kept == 0 || use->start >= w->uses[kept - 1].end)
			w->uses[kept++] = *use;
	}
	w->n_uses = kept;
}

static leta_status find_in_stream(struct walk *w, const struct uses_place *place)
{
	leta_status st = LETA_OK;
	w->n_uses = 0;
	for (uint32_t u = 0; st == LETA_OK && u < w->units->n; u++) {
		struct spans spans = {0};
		if (w->units->items[u].field)
			continue;
		st = occur_find(&w->occurs[u], w->units->items[u].node, place->stream, &spans);
		if (st == LETA_OK)
			st = add_uses(w, u, place, &spans);
	}
	if (st == LETA_OK && w->n_uses > 1) {
		qsort(w->uses, w->n_uses, sizeof(*w->uses), by_place);
		drop_overlaps(w);
	}
	return st;
}

/* ---- one document ---- */

static leta_status open_units(struct walk *w, const struct uses_place *place)
{
	struct arena *scratch = w->index->scratch;
	leta_status st = LETA_OK;
	w->occurs = arena_zalloc(scratch, w->units->n, sizeof(*w->occurs));
	if (!w->occurs)
		return no_room(scratch, w->err);
	for (size_t u = 0; st == LETA_OK && u < w->units->n; u++)
		st = occur_open(&w->occurs[u], place->view, place->forward, w->units->items[u].scope,
				scratch, w->err);
	return st;
}

static leta_status walk_document(struct walk *w, const struct uses_document *document)
{
	struct uses_place place = {.id = document->id, .new_document = true};
	arena_reset(w->index->scratch);
	w->uses = NULL;
	w->cap = 0;
	leta_status st = session_view(w->index, document->data, &place.view, w->err);
	if (st == LETA_OK)
		st = view_forward(place.view, &place.forward, w->err);
	if (st == LETA_OK)
		st = open_units(w, &place);
	for (size_t s = 0; st == LETA_OK && s < place.forward->n_streams; s++) {
		place.stream = &place.forward->streams[s];
		st = find_in_stream(w, &place);
		place.uses = w->uses;
		place.n_uses = w->n_uses;
		if (st != LETA_OK || place.n_uses == 0)
			continue;
		st = w->fn(w->ctx, &place, w->err);
		place.new_document = false;
	}
	return st;
}

/* ---- all of them ---- */

static int by_id(const void *a, const void *b)
{
	return str_cmp(((const struct uses_document *)a)->id, ((const struct uses_document *)b)->id);
}

leta_status uses_order(const struct engine_match *match, struct arena *arena,
		       struct uses_document **out, struct leta_error *err)
{
	struct uses_document *list = arena_zalloc(arena, match->n_hits + 1, sizeof(*list));
	if (!list)
		return no_room(arena, err);
	for (size_t i = 0; i < match->n_hits; i++) {
		struct store_entry entry;
		if (!store_entry_decode(match->hits[i].data, &entry))
			return error_set(err, LETA_ERR_CORRUPT,
					 "en dokumentpost i indexet är skadad",
					 "a document's entry in the index is damaged");
		list[i] = (struct uses_document){entry.id, match->hits[i].data};
	}
	if (match->n_hits > 1)
		qsort(list, match->n_hits, sizeof(*list), by_id);
	*out = list;
	return LETA_OK;
}

leta_status uses_each(struct leta_index *index, const struct engine_match *match,
		      const struct units *units, struct arena *arena, uses_fn *fn, void *ctx,
		      struct leta_error *err)
{
	struct walk walk = {.index = index, .units = units, .fn = fn, .ctx = ctx, .err = err};
	struct uses_document *documents = NULL;
	leta_status st = uses_order(match, arena, &documents, err);
	for (size_t i = 0; st == LETA_OK && i < match->n_hits; i++)
		st = walk_document(&walk, &documents[i]);
	return st;
}
