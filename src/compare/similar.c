/*
 * similar.c: leta_similar(): the comparable documents of the whole index (search/comparer.h), as results.
 */
#include "leta/similar.h"

#include "base/error.h"
#include "query/no_room.h"
#include "search/comparer.h"
#include "search/results.h"

struct similar {
	struct leta_index *index;
	const struct leta_similar_query *query;
	struct arena *arena; /* of the results */
	struct comparer *comparer;
};

/* The engine's data of a hit. */
static struct str data_of(const struct engine_match *match, uint32_t docid)
{
	for (size_t i = 0; i < match->n_hits; i++)
		if (match->hits[i].docid == docid)
			return match->hits[i].data;
	return (struct str){NULL, 0};
}

static leta_status fill(struct similar *s, const struct engine_match *match,
			struct leta_results *out, struct leta_error *err)
{
	const struct comparer_hit *hits = comparer_hits(s->comparer, &out->total);
	size_t first = s->query->offset < out->total ? s->query->offset : out->total;
	size_t left = out->total - first;
	size_t n = s->query->limit == 0 || left < s->query->limit ? left : s->query->limit;
	out->index = arena_strdup(s->arena, str_from(leta_index_fingerprint(s->index)));
	out->hits = arena_zalloc(s->arena, n + 1, sizeof(*out->hits));
	if (!out->index || !out->hits)
		return no_room(s->arena, err);
	out->offset = s->query->offset;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		const struct comparer_hit *hit = &hits[first + i];
		out->hits[i].rank = first + i + 1;
		st = comparer_tell(s->comparer, hit, data_of(match, hit->docid), &out->hits[i],
				   err);
		out->n_hits = i + 1;
	}
	if (st == LETA_OK)
		st = comparer_ranges(s->comparer, out->hits, n, &out->comparables, err);
	if (st == LETA_OK)
		out->query = out->understood = out->comparables->given;
	return st;
}

static leta_status find(struct similar *s, struct leta_results *out, struct leta_error *err)
{
	struct engine_match_options options = {
		.bm25 = session_bm25(), .limit = COMPARER_CANDIDATES, .best_only = true};
	struct engine_match *match = NULL;
	leta_status st = comparer_open(s->index, s->query, s->arena, &s->comparer, err);
	if (st != LETA_OK)
		return st;
	const struct plan_node *plan = comparer_plan(s->comparer);
	st = plan ? engine_reader_match(s->index->engine, plan, &options, &match, err)
		  : no_room(s->arena, err);
	if (st == LETA_OK)
		st = comparer_rank(s->comparer, match, err);
	if (st == LETA_OK)
		st = fill(s, match, out, err);
	engine_match_free(match);
	comparer_free(s->comparer);
	return st;
}

leta_status leta_similar(leta_index *index, const struct leta_similar_query *query,
			 struct leta_results **out, struct leta_error *err)
{
	struct results_owned *owned = NULL;
	leta_status st = results_new(&owned, err);
	if (st == LETA_OK) {
		struct similar s = {.index = index, .query = query, .arena = owned->arena};
		st = find(&s, &owned->results, err);
	}
	if (st != LETA_OK) {
		leta_results_free(owned ? &owned->results : NULL);
		return st;
	}
	*out = &owned->results;
	return LETA_OK;
}
