/*
 * pairs.c: see pairs.h. A pair weighs the sum of its words' idf.
 */
#include "compare/pairs.h"

#include <math.h>

#include "base/hash.h"
#include "query/no_room.h"
#include "text/token.h"

#define GAP_MAX 3 /* positions from one word of a pair to the other */

/* Called for each pair of neighbours in what the document says. */
typedef void pair_fn(void *ctx, uint64_t pair, double weight);

static leta_status hash_terms(const struct forward *f, struct arena *scratch, uint64_t **out,
			      struct leta_error *err)
{
	uint64_t *hashes = arena_zalloc(scratch, f->n_terms + 1, sizeof(*hashes));
	if (!hashes)
		return no_room(scratch, err);
	for (size_t i = 0; i < f->n_terms; i++)
		hashes[i] = hash64(HASH64_INIT, f->terms[i]);
	*out = hashes;
	return LETA_OK;
}

static leta_status each_pair(const struct words *words, const double *idfs, struct arena *scratch,
			     pair_fn *fn, void *ctx, struct leta_error *err)
{
	uint64_t *hashes = NULL;
	leta_status st = hash_terms(words->forward, scratch, &hashes, err);
	for (size_t s = 0; st == LETA_OK && s < words->forward->n_streams; s++) {
		const struct forward_stream *stream = &words->forward->streams[s];
		const struct forward_token *before = NULL;
		if (words_stream_worth(words->record, stream) <= 0)
			continue;
		for (size_t i = 0; i < stream->n_tokens; i++) {
			const struct forward_token *t = &stream->tokens[i];
			if (t->kind != TEXT_WORD || t->stop || t->colocated)
				continue;
			if (before && t->position - before->position <= GAP_MAX)
				fn(ctx,
				   (hashes[before->term] * UINT64_C(0x9e3779b97f4a7c15) ^
				    hashes[t->term]) |
					   1,
				   idfs[before->term] + idfs[t->term]);
			before = t;
		}
	}
	return st;
}

/* The slot where a pair stands or would stand. */
static size_t slot_of(const struct pairs *p, uint64_t pair)
{
	size_t at = (size_t)(pair >> 17) & p->mask;
	while (p->slots[at] != 0 && p->slots[at] != pair)
		at = (at + 1) & p->mask;
	return at;
}

leta_status pairs_init(struct pairs *p, size_t tokens, struct arena *arena, struct leta_error *err)
{
	size_t size = 64;
	while (size < 2 * tokens)
		size *= 2;
	*p = (struct pairs){.slots = arena_zalloc(arena, size, sizeof(*p->slots)),
			    .mask = size - 1};
	return p->slots ? LETA_OK : no_room(arena, err);
}

static void take_pair(void *ctx, uint64_t pair, double weight)
{
	struct pairs *p = ctx;
	p->slots[slot_of(p, pair)] = pair;
	p->square += weight * weight;
}

leta_status pairs_add(struct pairs *p, const struct words *words, const double *idfs,
		      struct arena *scratch, struct leta_error *err)
{
	return each_pair(words, idfs, scratch, take_pair, p, err);
}

struct meeting {
	const struct pairs *pairs;
	double dot, square;
};

static void meet_pair(void *ctx, uint64_t pair, double weight)
{
	struct meeting *m = ctx;
	m->square += weight * weight;
	if (m->pairs->slots[slot_of(m->pairs, pair)] == pair)
		m->dot += weight * weight;
}

leta_status pairs_likeness(const struct pairs *p, const struct words *words, const double *idfs,
			   struct arena *scratch, double *out, struct leta_error *err)
{
	struct meeting m = {.pairs = p};
	leta_status st = each_pair(words, idfs, scratch, meet_pair, &m, err);
	if (st == LETA_OK)
		*out = m.dot > 0 ? fmin(m.dot / sqrt(m.square * p->square), 1) : 0;
	return st;
}
