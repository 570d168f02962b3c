/*
 * search.c: leta_search(): a question becomes a match, the match becomes results that outlive it.
 *
 * Records and snippets are read for the hits shown only. Everything that is handed out lies in the
 * results' own arena.
 */
#include "leta/search.h"

#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "search/alike.h"
#include "search/answer.h"
#include "search/ask.h"
#include "search/copies.h"
#include "search/facets.h"
#include "search/hit.h"
#include "search/rerank.h"
#include "search/results.h"

/* ---- what may be asked for ---- */

static leta_status check_sort(const struct leta_query *query, struct leta_error *err)
{
	switch ((int)query->sort) {
	case LETA_FIELD_COUNT:
	case LETA_FIELD_START:
	case LETA_FIELD_END:
	case LETA_FIELD_GRANT:
	case LETA_FIELD_BUDGET:
	case LETA_FIELD_TITLE:
		return LETA_OK;
	default:
		return error_set(err, LETA_ERR_INVALID, "kan inte sortera efter fält %d",
				 "cannot sort by field %d", (int)query->sort);
	}
}

/* 8 digits and more, so that two indexes are hardly ever taken for one. */
static leta_status check_at(const char *at, struct leta_error *err)
{
	size_t n = at ? strspn(at, "0123456789abcdefABCDEF") : 0;
	if (!at || (!at[n] && n >= 8 && n <= 64))
		return LETA_OK;
	return error_set(err, LETA_ERR_INVALID,
			 "'%s' är inget fingeravtryck: minst 8 siffror ur 0-9 och a-f",
			 "'%s' is no fingerprint: at least 8 digits of 0-9 and a-f", at);
}

static uint32_t clamp(size_t n)
{
	return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

/* Matches from the first hit on, the whole head and `more` hits than are shown. */
static void match_head(struct engine_match_options *options, uint32_t more)
{
	uint64_t limit = (uint64_t)options->offset + options->limit + more;
	limit = limit < RERANK_DEPTH ? RERANK_DEPTH : limit;
	options->limit = limit > UINT32_MAX ? UINT32_MAX : (uint32_t)limit;
	options->offset = 0;
}

/* Only when all are ordered is the last one known. */
static bool is_reversed(const struct leta_query *query)
{
	return query->worst_first && query->sort == LETA_FIELD_COUNT;
}

static leta_status match_options(const struct leta_query *query, const struct facets *facets,
				 struct engine_match_options *out, struct leta_error *err)
{
	leta_status st = check_sort(query, err);
	if (st == LETA_OK)
		st = check_at(query->at, err);
	if (st != LETA_OK)
		return st;
	*out = (struct engine_match_options){
		.bm25 = session_bm25(),
		.offset = clamp(query->offset),
		.limit = query->limit == 0 ? UINT32_MAX : clamp(query->limit),
		.descending = query->descending,
		.scan = facets->n > 0 ? &facets->scan : NULL,
	};
	if (query->sort != LETA_FIELD_COUNT) {
		out->sort = ENGINE_SORT_VALUE;
		out->sort_slot = (unsigned)leta_field_info(query->sort)->slot;
	}
	/* whatever page is shown, so that pages fit together */
	if (is_reversed(query))
		match_head(out, UINT32_MAX);
	else if (query->collapse)
		match_head(out, COPIES_DEPTH);
	else if (query->sort == LETA_FIELD_COUNT && out->offset < RERANK_DEPTH)
		match_head(out, 0);
	return LETA_OK;
}

/* ---- hits ---- */

static leta_status take_hit(const struct ask *a, const struct units *units, const struct wanted *wanted,
			    const struct engine_hit *from, struct leta_hit *out,
			    struct leta_error *err)
{
	struct hit hit;
	out->score = from->score;
	leta_status st = a->comparer
				 ? alike_tell(a->comparer, from, out, err)
				 : results_record(a->index, from->data, a->arena, out, err);
	if (st == LETA_OK && (units->n > 0 || a->query->snippets))
		st = hit_open(&hit, a->index, from->data, units, wanted, err);
	hit.lang = a->query->lang;
	if (st == LETA_OK && units->n > 0 && !a->comparer)
		st = reasons_give(&hit, from->docid, a->query->lang, a->arena, out, err);
	if (st == LETA_OK && a->query->snippets)
		st = snippets_cut(&hit, out->record, a->arena, out, err);
	return st;
}

/* The hits of the page, of those that were matched from options->offset on. */
static leta_status take_hits(const struct ask *a, const struct engine_match_options *options,
			     const struct units *units, const struct copies *copies,
			     struct leta_results *out, struct leta_error *err)
{
	size_t first = a->query->offset - options->offset, n = 0;
	const struct wanted *wanted = wanted_of_units(units, a->arena);
	leta_status st = LETA_OK;
	if (first < copies->n_listed)
		n = copies->n_listed - first;
	if (a->query->limit > 0 && n > a->query->limit)
		n = a->query->limit;
	out->hits = arena_zalloc(a->arena, n + 1, sizeof(*out->hits));
	if (!out->hits || !wanted)
		return no_room(a->arena, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		uint32_t at = copies->listed[first + i];
		struct leta_hit *hit = &out->hits[i];
		hit->rank = a->query->offset + i + 1;
		st = take_hit(a, units, wanted, &a->match->hits[at], hit, err);
		if (st == LETA_OK)
			st = copies_ids(copies, a->match->hits, at, a->arena, &hit->copies,
					&hit->n_copies, err);
		out->n_hits = i + 1;
	}
	return st;
}

/* Which of the hits are listed, and the page of them. */
static leta_status list_hits(const struct ask *a, const struct engine_match_options *options,
			     const struct units *units, struct leta_results *out,
			     struct leta_error *err)
{
	struct copies copies;
	leta_status st =
		a->query->collapse
			? copies_find(a->match->hits, a->match->n_hits, a->arena, &copies, err)
			: copies_none(a->match->n_hits, a->arena, &copies, err);
	if (st != LETA_OK)
		return st;
	out->collapsed = a->match->n_hits - copies.n_listed;
	return take_hits(a, options, units, &copies, out, err);
}

/* By relevance: the head of the hits is ordered by its passages, or all of them by their likeness. */
static leta_status rank_hits(struct ask *a, const struct engine_match_options *options,
			     struct leta_error *err)
{
	struct ranker ranker;
	if (options->sort != ENGINE_SORT_SCORE || options->offset > 0 || !a->expansion.root)
		return LETA_OK;
	if (a->comparer) {
		alike_order(a->comparer, a->match->hits, a->match->n_hits);
		return LETA_OK;
	}
	leta_status st = ranker_init(&ranker, a, err);
	return st == LETA_OK ? ranker_order(&ranker, a->match->hits, a->match->n_hits, err) : st;
}

static void reverse_hits(struct engine_match *match)
{
	for (size_t i = 0, k = match->n_hits; i + 1 < k; i++) {
		struct engine_hit last = match->hits[--k];
		match->hits[k] = match->hits[i];
		match->hits[i] = last;
	}
}

/* ---- the whole ---- */

static leta_status fill(struct ask *a, struct facets *facets,
			const struct engine_match_options *options, struct leta_results *out,
			struct leta_error *err)
{
	struct units units = {0};
	leta_status st = answer_fill(a, out, err);
	out->offset = a->query->offset;
	if (st == LETA_OK)
		st = facets_take(facets, out, err);
	if (st == LETA_OK)
		st = units_of(&a->expansion, a->index->documents, a->arena, &units, err);
	if (st == LETA_OK)
		st = rank_hits(a, options, err);
	if (st == LETA_OK && is_reversed(a->query))
		reverse_hits(a->match);
	if (st == LETA_OK)
		st = list_hits(a, options, &units, out, err);
	return st == LETA_OK && a->comparer
		       ? comparer_ranges(a->comparer, out->hits, out->n_hits, &out->comparables, err)
		       : st;
}

static leta_status search(struct leta_index *index, const struct leta_query *query,
			  struct results_owned *owned, struct leta_error *err)
{
	struct facets facets;
	struct engine_match_options options;
	struct ask ask = {0};
	leta_status st = facets_init(&facets, query, owned->arena, err);
	if (st == LETA_OK)
		st = match_options(query, &facets, &options, err);
	if (st == LETA_OK)
		st = ask_open(&ask, index, query, owned->arena, err);
	if (st == LETA_OK && alike_orders(&ask.expansion))
		match_head(&options, COMPARER_CANDIDATES);
	if (st == LETA_OK)
		st = ask_match(&ask, &options, err);
	if (st == LETA_OK)
		st = fill(&ask, &facets, &options, &owned->results, err);
	ask_fini(&ask);
	facets_fini(&facets);
	return st;
}

leta_status leta_search(leta_index *index, const struct leta_query *query,
			struct leta_results **out, struct leta_error *err)
{
	struct results_owned *owned = NULL;
	leta_status st = results_new(&owned, err);
	if (st == LETA_OK)
		st = search(index, query, owned, err);
	if (st != LETA_OK) {
		leta_results_free(owned ? &owned->results : NULL);
		return st;
	}
	*out = &owned->results;
	return LETA_OK;
}
