/*
 * view.c: reads a document's parts on demand and keeps them.
 *
 * Most documents that a phrase looks at are thrown away after their forward index, so nothing else
 * is unpacked until somebody asks.
 */
#include "search/view.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "query/no_room.h"
#include "store/blob.h"

#define VIEW_ARENA_MAX ((size_t)1 << 30)

struct view {
	struct arena *arena;
	struct text_analyzer *analyzer;
	struct blob blob;
	uint64_t address;
	bool has_forward, has_record, has_headings;
	struct forward forward, headings;
	struct str record_bytes; /* ptr NULL = not read yet */
	struct leta_record record;
	struct str *texts; /* by section; ptr NULL = not read yet */
};

struct view *view_new(void)
{
	struct view *v = calloc(1, sizeof(*v));
	if (v)
		v->arena = arena_new(VIEW_ARENA_MAX);
	if (!v || !v->arena) {
		view_free(v);
		return NULL;
	}
	v->address = UINT64_MAX;
	return v;
}

void view_free(struct view *v)
{
	if (!v)
		return;
	arena_free(v->arena);
	free(v);
}

void view_set(struct view *v, struct blob blob, uint64_t address, struct text_analyzer *analyzer)
{
	struct arena *arena = v->arena;
	arena_reset(arena);
	*v = (struct view){.arena = arena, .analyzer = analyzer, .blob = blob, .address = address};
}

leta_status view_read(struct view *v, struct store_reader *store, struct store_address address,
		      struct text_analyzer *analyzer, struct leta_error *err)
{
	struct blob blob;
	view_set(v, (struct blob){{NULL, 0}, NULL}, UINT64_MAX, analyzer);
	leta_status st = store_copy(store, address, v->arena, &blob, err);
	if (st != LETA_OK)
		return st;
	v->blob = blob;
	v->address = address.offset;
	return LETA_OK;
}

size_t view_size(const struct view *v)
{
	return v->blob.bytes.len;
}

uint64_t view_address(const struct view *v)
{
	return v->address;
}

bool view_failed(const struct view *v)
{
	return arena_failed(v->arena);
}

leta_status view_forward(struct view *v, const struct forward **out, struct leta_error *err)
{
	if (!v->has_forward) {
		leta_status st = blob_forward(v->blob, v->arena, &v->forward, err);
		if (st != LETA_OK)
			return st;
		v->has_forward = true;
	}
	*out = &v->forward;
	return LETA_OK;
}

leta_status view_pick(const struct view *v, const struct forward_wish *wish, struct arena *arena,
		      struct forward *out, struct leta_error *err)
{
	return blob_pick(v->blob, wish, arena, out, err);
}

static leta_status unpack_record(struct view *v, struct leta_error *err)
{
	if (v->record_bytes.ptr)
		return LETA_OK;
	return blob_unpack_record(v->blob, v->arena, &v->record_bytes, err);
}

leta_status view_copy_record(struct view *v, struct arena *arena, struct leta_record *out,
			     struct leta_error *err)
{
	leta_status st = unpack_record(v, err);
	if (st != LETA_OK)
		return st;
	struct str copy = {arena_strdup(arena, v->record_bytes), v->record_bytes.len};
	return copy.ptr ? blob_read_record(v->blob, copy, arena, out, err) : no_room(arena, err);
}

leta_status view_record(struct view *v, const struct leta_record **out, struct leta_error *err)
{
	if (!v->has_record) {
		leta_status st = unpack_record(v, err);
		if (st == LETA_OK)
			st = blob_read_record(v->blob, v->record_bytes, v->arena, &v->record, err);
		if (st != LETA_OK)
			return st;
		v->has_record = true;
	}
	*out = &v->record;
	return LETA_OK;
}

leta_status view_section_text(struct view *v, size_t section, struct str *out,
			      struct leta_error *err)
{
	const struct leta_record *record;
	leta_status st = view_record(v, &record, err);
	if (st != LETA_OK)
		return st;
	if (section >= record->n_sections)
		return error_set(err, LETA_ERR_CORRUPT, "dokumentet har inget avsnitt %zu",
				 "the document has no section %zu", section);
	if (!v->texts &&
	    !(v->texts = arena_zalloc(v->arena, record->n_sections, sizeof(*v->texts))))
		return no_room(v->arena, err);
	if (!v->texts[section].ptr)
		st = blob_text(v->blob, section, v->arena, &v->texts[section], err);
	if (st == LETA_OK)
		*out = v->texts[section];
	return st;
}

leta_status view_stream_text(struct view *v, const struct forward_stream *stream, struct str *out,
			     struct leta_error *err)
{
	const struct leta_record *record;
	if (stream->kind == FORWARD_SECTION)
		return view_section_text(v, stream->which, out, err);
	leta_status st = view_record(v, &record, err);
	if (st != LETA_OK)
		return st;
	bool there = stream->which < LETA_FIELD_COUNT &&
		     stream->item < record->fields[stream->which].n_items;
	if (!there)
		return error_set(err, LETA_ERR_CORRUPT,
				 "dokumentet saknar ett fält som det har ord för",
				 "the document lacks a field that it has words for");
	*out = str_from(record->fields[stream->which].items[stream->item].text);
	return LETA_OK;
}

/* ---- headings ---- */

struct heading_terms {
	struct arena *arena;
	struct map *terms;
	struct forward_stream *stream;
	size_t cap;
};

static leta_status take_token(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct heading_terms *h = ctx;
	struct forward_stream *s = h->stream;
	uint32_t term = map_put(h->terms, token->term);
	struct forward_token *tokens =
		arena_grow(h->arena, s->tokens, s->n_tokens, &h->cap, sizeof(*tokens));
	if (term == MAP_NONE || !tokens)
		return error_nomem(err);
	s->tokens = tokens;
	s->tokens[s->n_tokens++] = (struct forward_token){
		.term = term,
		.position = token->position,
		.start = (uint32_t)token->start,
		.length = (uint32_t)(token->end - token->start),
		.kind = (uint8_t)token->kind,
		.colocated = token->colocated,
		.stop = token->stop,
	};
	return LETA_OK;
}

struct numbered {
	struct str term;
	uint32_t entry;
};

static int by_term(const void *a, const void *b)
{
	return str_cmp(((const struct numbered *)a)->term, ((const struct numbered *)b)->term);
}

/* Sorts the terms and renumbers the tokens, as forward_find() wants them. */
static bool sort_terms(struct view *v, struct map *terms)
{
	size_t n = map_size(terms);
	struct numbered *order = arena_zalloc(v->arena, n + 1, sizeof(*order));
	uint32_t *rank = arena_zalloc(v->arena, n + 1, sizeof(*rank));
	v->headings.terms = arena_zalloc(v->arena, n + 1, sizeof(*v->headings.terms));
	if (!order || !rank || !v->headings.terms)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		struct str key = map_key(terms, i);
		char *copy = arena_strdup(v->arena, key);
		if (!copy)
			return false;
		order[i] = (struct numbered){{copy, key.len}, i};
	}
	qsort(order, n, sizeof(*order), by_term);
	for (uint32_t i = 0; i < n; i++) {
		v->headings.terms[i] = order[i].term;
		rank[order[i].entry] = i;
	}
	v->headings.n_terms = n;
	for (size_t s = 0; s < v->headings.n_streams; s++)
		for (size_t t = 0; t < v->headings.streams[s].n_tokens; t++)
			v->headings.streams[s].tokens[t].term =
				rank[v->headings.streams[s].tokens[t].term];
	return true;
}

static leta_status analyze_headings(struct view *v, const struct leta_record *record,
				    struct map *terms, struct leta_error *err)
{
	struct heading_terms h = {.arena = v->arena, .terms = terms};
	struct forward_stream *streams =
		arena_zalloc(v->arena, record->n_sections + 1, sizeof(*streams));
	if (!streams)
		return no_room(v->arena, err);
	v->headings = (struct forward){.streams = streams};
	for (size_t i = 0; i < record->n_sections; i++) {
		if (!record->sections[i].heading)
			continue;
		h.stream = &streams[v->headings.n_streams++];
		h.cap = 0;
		*h.stream = (struct forward_stream){.kind = FORWARD_SECTION, .which = (uint32_t)i};
		leta_status st = text_analyzer_run(v->analyzer, TEXT_MODE_DOCUMENT,
						   str_from(record->sections[i].heading),
						   take_token, &h, err);
		if (st != LETA_OK)
			return st;
		for (size_t t = 0; t < h.stream->n_tokens; t++)
			if (h.stream->tokens[t].kind == TEXT_JOINED)
				h.stream->tokens[t].reach = forward_reach(h.stream, t);
	}
	return sort_terms(v, terms) ? LETA_OK : no_room(v->arena, err);
}

leta_status view_headings(struct view *v, const struct forward **out, struct leta_error *err)
{
	const struct leta_record *record;
	leta_status st = view_record(v, &record, err);
	if (st == LETA_OK && !v->has_headings) {
		struct map *terms = map_new();
		st = terms ? analyze_headings(v, record, terms, err) : error_nomem(err);
		map_free(terms);
		v->has_headings = st == LETA_OK;
	}
	if (st == LETA_OK)
		*out = &v->headings;
	return st;
}

/* ---- places in a record ---- */

unsigned view_page_of(const struct leta_record *record, size_t section, size_t offset)
{
	unsigned page = record->sections[section].first_page;
	for (size_t i = 0; i < record->n_pages; i++) {
		const struct leta_page *p = &record->pages[i];
		if (p->section > section || (p->section == section && p->offset > offset))
			break;
		page = p->number;
	}
	return page;
}

const char *view_stream_name(const struct leta_record *record, const struct forward_stream *stream,
			     enum leta_lang lang)
{
	if (stream->kind == FORWARD_SECTION)
		return record->sections[stream->which].heading;
	const struct leta_field_info *info = leta_field_info((enum leta_field_id)stream->which);
	return lang == LETA_EN ? info->label_en : info->label_sv;
}
