/*
 * hit.c: the places of a query's units in one document.
 */
#include "search/hit.h"

#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "schema/section.h"
#include "search/within.h"

#define PLACES_NAMED 3

leta_status hit_open(struct hit *h, struct leta_index *index, struct str data,
		     const struct units *units, const struct wanted *wanted, struct leta_error *err)
{
	*h = (struct hit){.index = index, .units = units, .scratch = index->scratch};
	arena_reset(h->scratch);
	leta_status st = session_view(index, data, &h->view, err);
	if (st == LETA_OK)
		st = view_record(h->view, &h->record, err);
	if (st == LETA_OK)
		st = wanted_forward(wanted, h->view, h->scratch, &h->forward, err);
	struct places places = {0};
	if (st == LETA_OK)
		st = places_find(h->view, h->forward, units, h->scratch, &places, err);
	h->places = places.items;
	h->n_places = places.n;
	return st;
}

leta_status hit_unpack(struct hit *h, struct leta_error *err)
{
	const struct forward *part = h->forward;
	leta_status st = view_forward(h->view, &h->forward, err);
	if (st != LETA_OK || h->forward == part ||
	    places_move(h->places, h->n_places, part, h->forward, h->scratch))
		return st;
	if (arena_failed(h->scratch))
		return no_room(h->scratch, err);
	return error_set(err, LETA_ERR_CORRUPT, "dokumentets ordregister är skadat",
			 "the document's forward index is damaged");
}

/* ---- marks ---- */

static leta_status add_mark(struct hit *h, const struct forward_stream *stream, const struct span *span,
			    struct hit_marks *out, struct leta_error *err)
{
	struct leta_mark *items =
		arena_grow(h->scratch, out->items, out->n, &out->cap, sizeof(*items));
	if (!items)
		return no_room(h->scratch, err);
	out->items = items;
	return within_bytes(h->view, h->forward, stream, span, &out->items[out->n++], err);
}

static bool is_part(const struct hit *h, const struct expand_choice *parts,
		    const struct forward_token *token)
{
	for (size_t i = 0; i < parts->n_terms; i++)
		if (str_eq(h->forward->terms[token->term], parts->terms[i]))
			return true;
	return false;
}

/* The words of a NEAR that stand inside its span, not what lies between them. */
static leta_status mark_near(struct hit *h, const struct place *place,
			     const struct expand_node *node, struct hit_marks *out,
			     struct leta_error *err)
{
	const struct forward_stream *stream = &h->forward->streams[place->stream];
	leta_status st = LETA_OK;
	if (node->n_children > 0) {
		for (size_t i = 0; st == LETA_OK && i < node->n_children; i++)
			st = mark_near(h, place, node->children[i], out, err);
		return st;
	}
	struct occur o;
	struct spans spans = {0};
	st = occur_open(&o, h->view, h->forward, h->units->items[place->unit].scope, h->scratch, err);
	if (st == LETA_OK)
		st = occur_find(&o, node, stream, &spans);
	for (size_t i = 0; st == LETA_OK && i < spans.n; i++)
		if (spans.items[i].lo >= place->span.lo && spans.items[i].hi <= place->span.hi)
			st = add_mark(h, stream, &spans.items[i], out, err);
	return st;
}

leta_status hit_mark(struct hit *h, const struct place *place, struct hit_marks *out,
		     struct leta_error *err)
{
	const struct unit *unit = &h->units->items[place->unit];
	const struct forward_stream *stream = &h->forward->streams[place->stream];
	const struct expand_choice *choice = place->span.choice;
	if (unit->node->kind == AST_NEAR)
		return mark_near(h, place, unit->node, out, err);
	if (!choice || choice->kind != EXPAND_PARTS)
		return add_mark(h, stream, &place->span, out, err);
	leta_status st = LETA_OK;
	for (uint32_t t = place->span.first; st == LETA_OK && t <= place->span.last; t++)
		if (is_part(h, choice, &stream->tokens[t]))
			st = add_mark(h, stream, &(struct span){.first = t, .last = t}, out, err);
	return st;
}

/* ---- where, in words ---- */

struct named {
	const char *name;
	size_t count;
	bool title;
};

const char *hit_stream_name(const struct leta_record *record, const struct forward_stream *stream,
			    enum leta_lang lang)
{
	if (stream->kind == FORWARD_FIELD) {
		const struct leta_field_info *info =
			leta_field_info((enum leta_field_id)stream->which);
		if (stream->which == LETA_FIELD_TITLE)
			return lang == LETA_EN ? "title" : "titel";
		return lang == LETA_EN ? info->label_en : info->label_sv;
	}
	const struct leta_section *section = &record->sections[stream->which];
	if (section->heading)
		return section->heading;
	const struct section_info *info = section_info(section->role);
	const char *role = lang == LETA_EN ? info->en : info->sv;
	return role ? role : "text";
}

static int most_first(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	if (x->title != y->title)
		return x->title ? -1 : 1;
	return x->count < y->count ? 1 : x->count > y->count ? -1 : strcmp(x->name, y->name);
}

static void count_place(struct named *list, size_t *n, const char *name, bool title)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(list[i].name, name) == 0) {
			list[i].count++;
			return;
		}
	list[(*n)++] = (struct named){name, 1, title};
}

leta_status hit_places_text(struct hit *h, size_t unit, bool counts, enum leta_lang lang,
			    struct buf *out, size_t *total, struct leta_error *err)
{
	struct named *list = arena_zalloc(h->scratch, h->forward->n_streams + 1, sizeof(*list));
	size_t n = 0, all = 0;
	const struct place *before = NULL;
	if (!list)
		return no_room(h->scratch, err);
	for (size_t i = 0; i < h->n_places; i++) {
		const struct place *place = &h->places[i];
		const struct forward_stream *stream = &h->forward->streams[place->stream];
		if (place->unit != unit)
			continue;
		/* the same words in another way: "studie- och yrkesvägledning" */
		if (before && before->stream == place->stream && before->span.hi >= place->span.lo)
			continue;
		before = place;
		count_place(list, &n, hit_stream_name(h->record, stream, lang),
			    stream->kind == FORWARD_FIELD && stream->which == LETA_FIELD_TITLE);
		all++;
	}
	qsort(list, n, sizeof(*list), most_first);
	for (size_t i = 0; i < n && (counts || i < PLACES_NAMED); i++) {
		buf_printf(out, "%s%s", i > 0 ? ", " : "", list[i].name);
		if (counts)
			buf_printf(out, " %zu", list[i].count);
	}
	if (!counts && n > PLACES_NAMED)
		buf_cstr(out, lang == LETA_EN ? " and others" : " m.fl.");
	*total = all;
	return buf_status(out, err);
}
