/*
 * overlap.c: leta_find_overlap(): the results, sorted and cut.
 */
#include "leta/overlap.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "overlap/collect.h"
#include "query/no_room.h"

#define RESULTS_MAX ((size_t)1 << 30)

leta_status collect_pair(struct collected *c, struct leta_overlap_pair pair, struct leta_error *err)
{
	struct leta_overlap_pair *list = arena_grow(c->arena, c->overlap.pairs, c->overlap.n_pairs,
						    &c->pairs_cap, sizeof(*list));
	if (!list)
		return no_room(c->arena, err);
	c->overlap.pairs = list;
	list[c->overlap.n_pairs++] = pair;
	return LETA_OK;
}

leta_status collect_passage(struct collected *c, struct leta_overlap_passage passage,
			    struct leta_error *err)
{
	struct leta_overlap_passage *list =
		arena_grow(c->arena, c->overlap.passages, c->overlap.n_passages, &c->passages_cap,
			   sizeof(*list));
	if (!list)
		return no_room(c->arena, err);
	c->overlap.passages = list;
	list[c->overlap.n_passages++] = passage;
	return LETA_OK;
}

static int by_likeness(const void *a, const void *b)
{
	const struct leta_overlap_pair *x = a, *y = b;
	if (x->likeness != y->likeness)
		return x->likeness < y->likeness ? 1 : -1;
	int order = strcmp(x->id[0], y->id[0]);
	return order != 0 ? order : strcmp(x->id[1], y->id[1]);
}

static int by_words(const void *a, const void *b)
{
	const struct leta_overlap_passage *x = a, *y = b;
	if (x->words != y->words)
		return x->words < y->words ? 1 : -1;
	int order = strcmp(x->place[0].id, y->place[0].id);
	if (order == 0)
		order = strcmp(x->place[1].id, y->place[1].id);
	if (order == 0 && x->place[1].paragraph != y->place[1].paragraph)
		order = x->place[1].paragraph < y->place[1].paragraph ? -1 : 1;
	return order;
}

static void finish(struct leta_overlap *overlap, size_t limit)
{
	if (overlap->n_pairs > 0)
		qsort(overlap->pairs, overlap->n_pairs, sizeof(*overlap->pairs), by_likeness);
	if (overlap->n_passages > 0)
		qsort(overlap->passages, overlap->n_passages, sizeof(*overlap->passages), by_words);
	if (limit > 0 && overlap->n_passages > limit)
		overlap->n_passages = limit;
}

leta_status leta_find_overlap(leta_index *index, const struct leta_overlap_query *query,
			      struct leta_overlap **out, struct leta_error *err)
{
	struct collected *c = calloc(1, sizeof(*c));
	leta_status st = LETA_ERR_NOMEM;
	if (!c || !(c->arena = arena_new(RESULTS_MAX)))
		error_nomem(err);
	else
		st = query->id || query->bytes ? overlap_subject(index, query, c, err)
					       : overlap_all(index, query, c, err);
	if (st != LETA_OK) {
		leta_overlap_free(c ? &c->overlap : NULL);
		return st;
	}
	finish(&c->overlap, query->limit);
	*out = &c->overlap;
	return LETA_OK;
}

void leta_overlap_free(struct leta_overlap *overlap)
{
	struct collected *c = (struct collected *)overlap;
	if (!c)
		return;
	arena_free(c->arena);
	free(c);
}
