/*
 * alike.c: see alike.h.
 */
#include "search/alike.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "search/session.h"

#define TERMS_MAX 32 /* that a document is searched for by */

struct candidate {
	struct str term;
	double weight;
};

struct looking {
	struct leta_index *index;
	struct view *view;
};

static leta_status take_view(void *ctx, struct str data, struct leta_error *err)
{
	struct looking *l = ctx;
	return session_view(l->index, data, &l->view, err);
}

/* How much the document uses each of its terms, in wdf; stop words not at all. */
static void count_uses(const struct forward *f, double *uses)
{
	for (size_t s = 0; s < f->n_streams; s++)
		for (size_t t = 0; t < f->streams[s].n_tokens; t++)
			if (!f->streams[s].tokens[t].stop)
				uses[f->streams[s].tokens[t].term] += f->streams[s].weight;
}

static int heaviest_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return str_cmp(x->term, y->term);
}

/* Bo1 of each term that another document has too. Returns how many those are. */
static size_t weigh(const struct forward *f, const double *uses, const struct engine_count *counts,
		    uint32_t documents, struct candidate *out)
{
	size_t n = 0;
	for (size_t i = 0; i < f->n_terms; i++) {
		if (uses[i] <= 0 || counts[i].documents < 2)
			continue;
		double mean = fmax((double)counts[i].occurrences, uses[i]) / fmax(documents, 1);
		double weight = uses[i] * log((1 + mean) / mean) + log(1 + mean);
		out[n++] = (struct candidate){f->terms[i], weight};
	}
	qsort(out, n, sizeof(*out), heaviest_first);
	return n;
}

static leta_status choose(struct leta_index *index, const struct forward *f, struct arena *arena,
			  struct expand_likeness *like, struct leta_error *err)
{
	double *uses = arena_zalloc(arena, f->n_terms + 1, sizeof(*uses));
	struct engine_count *counts = arena_zalloc(arena, f->n_terms + 1, sizeof(*counts));
	struct candidate *best = arena_zalloc(arena, f->n_terms + 1, sizeof(*best));
	like->terms = arena_zalloc(arena, TERMS_MAX, sizeof(*like->terms));
	like->weights = arena_zalloc(arena, TERMS_MAX, sizeof(*like->weights));
	if (!uses || !counts || !best || !like->terms || !like->weights)
		return no_room(arena, err);
	count_uses(f, uses);
	leta_status st = frequencies_of(index->frequencies, index->engine, f->terms, f->n_terms,
					counts, err);
	if (st != LETA_OK)
		return st;
	size_t n = weigh(f, uses, counts, index->documents, best);
	for (; like->n < n && like->n < TERMS_MAX; like->n++) {
		struct str term = best[like->n].term;
		like->terms[like->n] = (struct str){arena_strdup(arena, term), term.len};
		like->weights[like->n] = best[like->n].weight / best[0].weight;
		if (!like->terms[like->n].ptr)
			return no_room(arena, err);
	}
	return LETA_OK;
}

leta_status alike_terms(void *ctx, struct str id, struct arena *arena, struct expand_likeness **out,
			struct leta_error *err)
{
	struct looking l = {.index = ctx};
	struct session_key key;
	const struct forward *forward;
	const char *wanted = arena_strdup(arena, id);
	struct expand_likeness *like = arena_zalloc(arena, 1, sizeof(*like));
	if (!wanted || !like)
		return no_room(arena, err);
	leta_status st = session_find(l.index, wanted, &key, take_view, &l, err);
	if (st == LETA_ERR_NOT_FOUND || st == LETA_ERR_INVALID)
		return LETA_OK;
	if (st == LETA_OK)
		st = view_forward(l.view, &forward, err);
	if (st == LETA_OK)
		st = choose(l.index, forward, arena, like, err);
	if (st != LETA_OK)
		return st;
	const char *own = arena_printf(arena, "Q%s", key.id); /* see schema/term.h */
	if (!own)
		return no_room(arena, err);
	like->own = str_from(own);
	like->word.text = id;
	*out = like;
	return LETA_OK;
}
