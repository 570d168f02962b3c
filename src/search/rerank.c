/*
 * rerank.c: weighs a document's passages and pairs, and sorts the head of the hits.
 */
#include "search/rerank.h"

#include <stdlib.h>

#include "query/no_room.h"
#include "search/bm25.h"
#include "search/passage.h"

#define N_WINDOWS 2
#define PAIR_FACTOR 0.5
#define UNITS_RANKED ((size_t)UNITS_MAX * 4)
#define PLAIN_WEIGHT 4.0 /* of text in the table of sections */

/* The passages that count, and what each is worth beside the whole document. */
static const struct {
	enum addend_kind kind;
	uint32_t words;
	double factor;
} WINDOWS[N_WINDOWS] = {
	{ADDEND_PAGE, 400, 2.0},
	{ADDEND_SENTENCE, 40, 2.0},
};

/* ---- the query ---- */

/* Idf of all its words: of a phrase each must be there. */
static double idf_of(const struct engine_stats *stats, const struct expand_node *node)
{
	double sum = 0, best = 0;
	for (size_t i = 0; i < node->n_words; i++)
		if (!node->words[i].stop)
			sum += bm25_idf(stats, expand_documents(&node->words[i]));
	for (size_t i = 0; i < node->n_children; i++) {
		double idf = idf_of(stats, node->children[i]);
		sum += idf;
		best = idf > best ? idf : best;
	}
	return node->kind == AST_OR ? best : sum;
}

static uint32_t unit_of(const struct units *units, const struct expand_node *node)
{
	for (uint32_t u = 0; u < units->n; u++)
		if (units->items[u].node == node)
			return u;
	return UINT32_MAX;
}

static leta_status find_pairs(struct ranker *r, const struct ask *a, struct leta_error *err)
{
	const struct expand_node *root = a->expansion.root;
	uint32_t before = UINT32_MAX, distance = 1;
	if (!root || root->kind != AST_AND)
		return LETA_OK;
	r->pairs = arena_zalloc(a->arena, root->n_children + 1, sizeof(*r->pairs));
	if (!r->pairs)
		return no_room(a->arena, err);
	for (size_t i = 0; i < root->n_children; i++) {
		const struct expand_node *child = root->children[i];
		uint32_t unit = unit_of(&r->units, child);
		if (child->stop) {
			distance++;
			continue;
		}
		if (unit == UINT32_MAX || (child->kind != AST_WORD && child->kind != AST_PHRASE)) {
			before = UINT32_MAX;
			continue;
		}
		if (before != UINT32_MAX)
			r->pairs[r->n_pairs++] = (struct neighbours){before, unit, distance};
		before = unit;
		distance = 1;
	}
	return LETA_OK;
}

/* A part of a compound as a word of its own. */
static leta_status add_part(struct ranker *r, const struct ask *a, const struct unit *whole,
			    struct str term, const struct engine_stats *stats,
			    struct leta_error *err)
{
	struct expand_node *node = arena_zalloc(a->arena, 1, sizeof(*node));
	struct expand_word *word = arena_zalloc(a->arena, 1, sizeof(*word));
	uint32_t documents = 0;
	if (!node || !word)
		return no_room(a->arena, err);
	*word = (struct expand_word){.text = term, .position = 1};
	*node = *whole->node;
	node->words = word;
	struct expand_choice *choice = expand_add(a->arena, word, EXPAND_WORD, &term, 1);
	const char *label = arena_strdup(a->arena, term);
	if (!choice || !label)
		return no_room(a->arena, err);
	leta_status st = a->env.count(a->env.ctx, term, &documents, err);
	choice->documents = documents;
	r->idf[r->units.n] = EXPAND_PARTS_WEIGHT * bm25_idf(stats, documents);
	r->units.items[r->units.n++] =
		(struct unit){.node = node, .scope = whole->scope, .label = label};
	return st;
}

/* In plain text, where they need not stand together. */
static leta_status add_parts(struct ranker *r, const struct ask *a,
			     const struct engine_stats *stats, struct leta_error *err)
{
	leta_status st = LETA_OK;
	size_t n = r->units.n;
	for (size_t u = 0; u < n; u++) {
		const struct unit *whole = &r->units.items[u];
		const struct expand_word *word = whole->node->words;
		if (whole->node->kind != AST_WORD || whole->node->n_words != 1 || whole->field)
			continue;
		for (size_t c = 0; c < word->n_choices; c++)
			for (size_t t = 0; st == LETA_OK && t < word->choices[c].n_terms; t++)
				if (word->choices[c].kind == EXPAND_PARTS &&
				    r->units.n < UNITS_RANKED)
					st = add_part(r, a, whole, word->choices[c].terms[t], stats,
						      err);
	}
	return st;
}

leta_status ranker_init(struct ranker *r, const struct ask *a, struct leta_error *err)
{
	struct engine_stats stats;
	struct units units;
	leta_status st = engine_reader_stats(a->index->engine, &stats, err);
	if (st == LETA_OK)
		st = units_of(&a->expansion, a->index->documents, a->arena, &units, err);
	if (st != LETA_OK)
		return st;
	*r = (struct ranker){.index = a->index};
	r->idf = arena_zalloc(a->arena, UNITS_RANKED, sizeof(*r->idf));
	r->units.items = arena_zalloc(a->arena, UNITS_RANKED, sizeof(*r->units.items));
	if (!r->idf || !r->units.items)
		return no_room(a->arena, err);
	for (size_t u = 0; u < units.n; u++) {
		if (units.items[u].field)
			continue;
		r->idf[r->units.n] = idf_of(&stats, units.items[u].node);
		r->units.items[r->units.n++] = units.items[u];
	}
	st = find_pairs(r, a, err);
	if (st == LETA_OK && a->planner.plain)
		st = add_parts(r, a, &stats, err);
	if (st == LETA_OK && !(r->wanted = wanted_of_units(&r->units, a->arena)))
		st = no_room(a->arena, err);
	return st;
}

/* ---- a document ---- */

/* Weights of its streams in units of plain text. Of fields, only the title counts. */
static leta_status weigh_streams(const struct forward *forward, struct arena *arena,
				 struct passage_query *q, struct leta_error *err)
{
	double *weights = arena_zalloc(arena, forward->n_streams + 1, sizeof(*weights));
	if (!weights)
		return no_room(arena, err);
	q->title = UINT32_MAX;
	for (uint32_t s = 0; s < forward->n_streams; s++) {
		const struct forward_stream *stream = &forward->streams[s];
		bool title = stream->kind == FORWARD_FIELD && stream->which == LETA_FIELD_TITLE;
		if (title && q->title == UINT32_MAX)
			q->title = s;
		if (title || stream->kind == FORWARD_SECTION)
			weights[s] = stream->weight / PLAIN_WEIGHT;
	}
	q->streams = weights;
	return LETA_OK;
}

/* How often two units follow each other as in the query. */
static uint32_t count_pairs(const struct neighbours *pair, const struct places *places,
			    const double *weights, uint32_t *stream, double *tf)
{
	uint32_t n = 0;
	*tf = 0;
	for (size_t i = 0; i < places->n; i++) {
		const struct place *a = &places->items[i];
		if (a->unit != pair->first || weights[a->stream] == 0)
			continue;
		for (size_t k = i + 1; k < places->n && places->items[k].stream == a->stream; k++) {
			const struct place *b = &places->items[k];
			if (b->span.lo > a->span.hi + pair->distance)
				break;
			if (b->unit != pair->second || b->span.lo != a->span.hi + pair->distance)
				continue;
			*stream = n == 0 ? a->stream : *stream;
			n++;
			*tf += weights[a->stream];
			break;
		}
	}
	return n;
}

static void add(struct addends *list, struct addend addend)
{
	if (addend.weight <= 0)
		return;
	list->items[list->n++] = addend;
	list->sum += addend.weight;
}

static void weigh_pairs(const struct ranker *r, const struct places *places, const double *weights,
			struct addends *out)
{
	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct neighbours *pair = &r->pairs[i];
		uint32_t stream = UINT32_MAX;
		double tf;
		uint32_t n = count_pairs(pair, places, weights, &stream, &tf);
		double idf = r->idf[pair->first] + r->idf[pair->second];
		if (n > 0)
			add(out, (struct addend){.kind = ADDEND_PAIR,
						 .unit = pair->first,
						 .second = pair->second,
						 .stream = stream,
						 .count = n,
						 .factor = PAIR_FACTOR,
						 .weight = PAIR_FACTOR * idf * 2 * tf / (tf + 1)});
	}
}

static leta_status weigh_passages(const struct ranker *r, struct passage_query *q,
				  const struct forward *forward, const struct places *places,
				  struct arena *scratch, struct addends *out, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < N_WINDOWS; i++) {
		struct passage passage;
		q->words = WINDOWS[i].words;
		st = passage_find(q, forward, places, scratch, &passage, err);
		for (uint32_t u = 0; st == LETA_OK && u < r->units.n; u++)
			add(out, (struct addend){.kind = WINDOWS[i].kind,
						 .unit = u,
						 .stream = passage.stream,
						 .from = passage.first,
						 .to = passage.last,
						 .count = passage.counts[u],
						 .factor = WINDOWS[i].factor,
						 .weight = WINDOWS[i].factor * passage.weights[u]});
	}
	return st;
}

leta_status ranker_weigh(const struct ranker *r, struct str data, struct addends *out,
			 struct leta_error *err)
{
	struct arena *scratch = r->index->scratch;
	struct passage_query q = {.units = &r->units, .idf = r->idf};
	size_t n_max = N_WINDOWS * r->units.n + r->n_pairs;
	struct places places;
	const struct forward *forward;
	struct view *view;
	arena_reset(scratch);
	*out = (struct addends){arena_zalloc(scratch, n_max + 1, sizeof(*out->items)), 0, 0};
	if (!out->items)
		return no_room(scratch, err);
	leta_status st = session_view(r->index, data, &view, err);
	if (st == LETA_OK)
		st = wanted_forward(r->wanted, view, scratch, &forward, err);
	if (st == LETA_OK)
		st = weigh_streams(forward, scratch, &q, err);
	if (st == LETA_OK)
		st = places_find(view, forward, &r->units, scratch, &places, err);
	if (st == LETA_OK)
		st = weigh_passages(r, &q, forward, &places, scratch, out, err);
	if (st == LETA_OK)
		weigh_pairs(r, &places, q.streams, out);
	return st;
}

/* ---- the head of the hits ---- */

static struct str id_of(const struct engine_hit *hit)
{
	struct store_entry entry;
	return store_entry_decode(hit->data, &entry) ? entry.id : (struct str){"", 0};
}

static int best_first(const void *a, const void *b)
{
	const struct engine_hit *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return str_cmp(id_of(x), id_of(y));
}

leta_status ranker_order(const struct ranker *r, struct engine_hit *hits, size_t n,
			 struct leta_error *err)
{
	size_t head = n < RERANK_DEPTH ? n : RERANK_DEPTH;
	leta_status st = LETA_OK;
	if (r->units.n == 0)
		return LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < head; i++) {
		struct addends addends;
		st = ranker_weigh(r, hits[i].data, &addends, err);
		if (st == LETA_OK)
			hits[i].score += addends.sum;
	}
	if (st == LETA_OK && head > 0)
		qsort(hits, head, sizeof(*hits), best_first);
	return st;
}
