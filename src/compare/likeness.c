/*
 * likeness.c: see likeness.h. Constants were chosen on half of tests/relevance's sets and checked
 * on the other.
 */
#include "compare/likeness.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "query/no_room.h"

#define QUERY_TERMS 60   /* of the subject that candidates are searched with */
#define NAMES_SHARE 0.3  /* of the query's weight that names may have */
#define WDF_OF_WORD 4.0  /* the engine counts a word of plain text so often */
#define K1 1.0           /* of BM25, in words */
#define B 1.0            /* of BM25 */
#define COSINE_SHARE 0.7 /* of the likeness … */
#define BM25_SHARE 0.2   /* … and the rest is pairs */

/* ---- the subject's terms ---- */

/* Adds a document's words to the terms: both are sorted. */
static leta_status merge(struct likeness *l, const struct words *words, const bool *names,
			 struct leta_error *err)
{
	size_t cap = l->n_terms + words->n, n = 0, i = 0;
	struct like_term *merged = arena_zalloc(l->arena, cap + 1, sizeof(*merged));
	if (!merged)
		return no_room(l->arena, err);
	for (size_t t = 0; t < words->forward->n_terms; t++) {
		if (words->uses[t] <= 0)
			continue;
		struct str term = words->forward->terms[t];
		while (i < l->n_terms && str_cmp(l->terms[i].term, term) < 0)
			merged[n++] = l->terms[i++];
		bool same = i < l->n_terms && str_eq(l->terms[i].term, term);
		merged[n] =
			same ? l->terms[i++] : (struct like_term){.term = term, .name = names[t]};
		merged[n++].uses += words->uses[t];
	}
	while (i < l->n_terms)
		merged[n++] = l->terms[i++];
	l->terms = merged;
	l->n_terms = n;
	l->length += words->length;
	return LETA_OK;
}

static leta_status take_documents(struct likeness *l, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < l->subject->n; i++) {
		const struct subject_document *d = &l->subject->documents[i];
		struct words words;
		bool *names;
		st = words_of(d->record, d->forward, l->arena, &words, err);
		if (st == LETA_OK)
			st = words_names(d->view, &words, l->arena, &names, err);
		if (st == LETA_OK)
			st = merge(l, &words, names, err);
	}
	return st;
}

static leta_status count_terms(struct likeness *l, struct leta_error *err)
{
	struct str *terms = arena_zalloc(l->arena, l->n_terms + 1, sizeof(*terms));
	struct engine_count *counts = arena_zalloc(l->arena, l->n_terms + 1, sizeof(*counts));
	if (!terms || !counts)
		return no_room(l->arena, err);
	for (size_t i = 0; i < l->n_terms; i++)
		terms[i] = l->terms[i].term;
	leta_status st = frequencies_of(l->index->frequencies, l->index->engine, terms, l->n_terms,
					counts, err);
	for (size_t i = 0; st == LETA_OK && i < l->n_terms; i++)
		l->terms[i].count = counts[i];
	return st;
}

/* Robertson & Zaragoza 2009, §3.2, kept above 0: what all have says next to nothing, in five
 * documents too. */
static double idf(double collection, uint32_t documents)
{
	return log(1 + (collection - documents + 0.5) / (documents + 0.5));
}

/* Bo1 in nats: what `uses` tells when the term's mean number in a document is `mean`. */
static double bo1(double uses, double mean)
{
	return uses * log((1 + mean) / mean) + log(1 + mean);
}

static double collection_of(const struct likeness *l)
{
	return l->index->documents > 0 ? l->index->documents : 1;
}

static void weigh(struct likeness *l)
{
	double collection = collection_of(l);
	for (size_t i = 0; i < l->n_terms; i++) {
		struct like_term *t = &l->terms[i];
		/* a draft's words may be new to the collection: they stand there once, in the draft
		 */
		double occurrences = (double)t->count.occurrences / WDF_OF_WORD;
		double mean = (occurrences > t->uses ? occurrences : t->uses) / collection;
		t->idf = idf(collection, t->count.documents);
		t->vector = log(1 + t->uses) * t->idf;
		t->bo1 = bo1(t->uses, mean);
		l->norm += t->vector * t->vector;
	}
	l->norm = sqrt(l->norm);
}

/* The idf of each of a document's terms; 0 for those that it does not use. */
static leta_status idfs_of(const struct likeness *l, const struct words *words,
			   struct arena *scratch, double **out, struct leta_error *err)
{
	size_t *numbers = arena_zalloc(scratch, words->n + 1, sizeof(*numbers)), n = 0;
	struct str *terms = arena_zalloc(scratch, words->n + 1, sizeof(*terms));
	struct engine_count *counts = arena_zalloc(scratch, words->n + 1, sizeof(*counts));
	double *idfs = arena_zalloc(scratch, words->forward->n_terms + 1, sizeof(*idfs));
	if (!numbers || !terms || !counts || !idfs)
		return no_room(scratch, err);
	for (size_t i = 0; i < words->forward->n_terms; i++)
		if (words->uses[i] > 0) {
			terms[n] = words->forward->terms[i];
			numbers[n++] = i;
		}
	leta_status st =
		frequencies_of(l->index->frequencies, l->index->engine, terms, n, counts, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		idfs[numbers[i]] = idf(collection_of(l), counts[i].documents);
	*out = idfs;
	return st;
}

static double norm_of(const struct words *words, const double *idfs)
{
	double sum = 0;
	for (size_t i = 0; i < words->forward->n_terms; i++) {
		double coordinate = words->uses[i] > 0 ? log(1 + words->uses[i]) * idfs[i] : 0;
		sum += coordinate * coordinate;
	}
	return sqrt(sum);
}

/* ---- the query ---- */

static int heaviest_first(const void *a, const void *b)
{
	const struct like_term *x = *(struct like_term *const *)a,
			       *y = *(struct like_term *const *)b;
	if (x->bo1 != y->bo1)
		return x->bo1 < y->bo1 ? 1 : -1;
	return str_cmp(x->term, y->term);
}

/* How many documents of the index that are not the subject hold a term, at least. */
static uint32_t others(const struct likeness *l, const struct like_term *t)
{
	uint32_t own = 0;
	for (size_t i = 0; i < l->subject->n; i++)
		own += l->subject->documents[i].docid != 0 &&
		       forward_find(l->subject->documents[i].forward, t->term) != UINT32_MAX;
	return t->count.documents > own ? t->count.documents - own : 0;
}

/* Names together get at most their share. */
static void cap_names(struct like_term *const *terms, size_t n)
{
	double names = 0, all = 0;
	for (size_t i = 0; i < n; i++) {
		all += terms[i]->bo1;
		names += terms[i]->name ? terms[i]->bo1 : 0;
	}
	if (names <= NAMES_SHARE * all)
		return;
	double factor = NAMES_SHARE * (all - names) / ((1 - NAMES_SHARE) * names);
	for (size_t i = 0; i < n; i++)
		terms[i]->scale *= terms[i]->name ? factor : 1;
}

static leta_status choose(struct likeness *l, struct leta_error *err)
{
	struct like_term **order = arena_zalloc(l->arena, l->n_terms + 1, sizeof(*order));
	if (!order)
		return no_room(l->arena, err);
	for (size_t i = 0; i < l->n_terms; i++)
		order[i] = &l->terms[i];
	qsort(order, l->n_terms, sizeof(struct like_term *), heaviest_first);
	for (size_t i = 0; i < l->n_terms && l->n_query < QUERY_TERMS; i++)
		if (others(l, order[i]) > 0)
			order[l->n_query++] = order[i];
	for (size_t i = 0; i < l->n_query; i++)
		order[i]->scale = order[i]->bo1 / order[0]->bo1;
	cap_names(order, l->n_query);
	return LETA_OK;
}

static leta_status gather_pairs(struct likeness *l, struct leta_error *err)
{
	size_t tokens = 0;
	for (size_t i = 0; i < l->subject->n; i++)
		for (size_t s = 0; s < l->subject->documents[i].forward->n_streams; s++)
			tokens += l->subject->documents[i].forward->streams[s].n_tokens;
	leta_status st = pairs_init(&l->pairs, tokens, l->arena, err);
	for (size_t i = 0; st == LETA_OK && i < l->subject->n; i++) {
		const struct subject_document *d = &l->subject->documents[i];
		struct words words;
		double *idfs = NULL;
		st = words_of(d->record, d->forward, l->arena, &words, err);
		if (st == LETA_OK)
			st = idfs_of(l, &words, l->arena, &idfs, err);
		if (st == LETA_OK)
			st = pairs_add(&l->pairs, &words, idfs, l->arena, err);
	}
	return st;
}

static double bm25(const struct likeness *l, const struct like_term *t, double uses, double length)
{
	double norm = K1 * (1 - B + B * length / l->average_length);
	return t->vector * t->idf * uses * (K1 + 1) / (uses + norm);
}

leta_status likeness_open(struct likeness *l, const struct subject *subject, struct arena *arena,
			  struct leta_error *err)
{
	struct engine_stats stats;
	*l = (struct likeness){.index = subject->index, .subject = subject, .arena = arena};
	leta_status st = engine_reader_stats(l->index->engine, &stats, err);
	if (st == LETA_OK)
		st = take_documents(l, err);
	if (st == LETA_OK)
		st = count_terms(l, err);
	if (st != LETA_OK)
		return st;
	l->average_length = stats.average_length > 0 ? stats.average_length / WDF_OF_WORD : 1;
	weigh(l);
	st = choose(l, err);
	if (st == LETA_OK)
		st = gather_pairs(l, err);
	for (size_t i = 0; st == LETA_OK && i < l->n_terms; i++)
		l->own_bm25 += bm25(l, &l->terms[i], l->terms[i].uses, l->length);
	return st;
}

struct plan_node *likeness_plan(const struct likeness *l)
{
	struct plan_node *root = arena_zalloc(l->arena, 1, sizeof(*root));
	struct plan_node *nodes = arena_zalloc(l->arena, 2 * l->n_query + 1, sizeof(*nodes));
	struct plan_node **links = arena_zalloc(l->arena, 2 * l->n_query + 1, sizeof(*links));
	size_t n = 0;
	if (!root || !nodes || !links)
		return NULL;
	for (size_t i = 0; i < l->n_terms; i++) {
		const struct like_term *t = &l->terms[i];
		if (t->scale <= 0)
			continue;
		struct plan_node *scaled = &nodes[n], *term = &nodes[l->n_query + n];
		*term = (struct plan_node){.op = PLAN_TERM, .term = t->term};
		links[l->n_query + n] = term;
		*scaled = (struct plan_node){.op = PLAN_SCALE,
					     .scale = t->scale,
					     .children = &links[l->n_query + n],
					     .n_children = 1};
		links[n++] = scaled;
	}
	*root = (struct plan_node){
		.op = n > 0 ? PLAN_OR : PLAN_NOTHING, .children = links, .n_children = n};
	return root;
}

/* ---- comparing ---- */

/* Walks over the terms that both have; both lists are sorted. */
typedef void shared_fn(void *ctx, size_t term, double uses);

static void each_shared(const struct likeness *l, const struct words *words, shared_fn *fn,
			void *ctx)
{
	const struct forward *f = words->forward;
	size_t i = 0, k = 0;
	while (i < l->n_terms && k < f->n_terms) {
		int order = str_cmp(l->terms[i].term, f->terms[k]);
		if (order == 0 && words->uses[k] > 0)
			fn(ctx, i, words->uses[k]);
		i += order <= 0;
		k += order >= 0;
	}
}

struct comparing {
	const struct likeness *l;
	double length;
	double dot, bm25;
};

static void compare_term(void *ctx, size_t term, double uses)
{
	struct comparing *c = ctx;
	const struct like_term *t = &c->l->terms[term];
	c->dot += t->vector * log(1 + uses) * t->idf;
	c->bm25 += bm25(c->l, t, uses, c->length);
}

leta_status likeness_of(const struct likeness *l, const struct words *words, struct arena *scratch,
			struct likeness_parts *out, struct leta_error *err)
{
	struct comparing c = {.l = l, .length = words->length};
	double *idfs = NULL, pairs = 0;
	leta_status st = idfs_of(l, words, scratch, &idfs, err);
	if (st == LETA_OK)
		st = pairs_likeness(&l->pairs, words, idfs, scratch, &pairs, err);
	if (st != LETA_OK)
		return st;
	each_shared(l, words, compare_term, &c);
	double norm = norm_of(words, idfs);
	struct likeness_parts parts = {
		.pairs = pairs,
		.cosine = norm > 0 && l->norm > 0 ? fmin(c.dot / (norm * l->norm), 1) : 0,
		.bm25 = l->own_bm25 > 0 ? fmin(c.bm25 / l->own_bm25, 1) : 0,
	};
	parts.all = COSINE_SHARE * parts.cosine + BM25_SHARE * parts.bm25 +
		    (1 - COSINE_SHARE - BM25_SHARE) * parts.pairs;
	*out = parts;
	return LETA_OK;
}

/* ---- what they share ---- */

struct choosing {
	const struct likeness *l;
	size_t *out, n, max;
	double *weights;
};

static void choose_term(void *ctx, size_t term, double uses)
{
	struct choosing *c = ctx;
	const struct like_term *t = &c->l->terms[term];
	double weight = t->scale > 0 ? t->vector * log(1 + uses) * t->idf : 0;
	size_t at = c->n;
	if (weight <= 0)
		return;
	while (at > 0 && c->weights[at - 1] < weight)
		at--;
	if (at == c->max)
		return;
	c->n += c->n < c->max;
	for (size_t i = c->n - 1; i > at; i--) {
		c->out[i] = c->out[i - 1];
		c->weights[i] = c->weights[i - 1];
	}
	c->out[at] = term;
	c->weights[at] = weight;
}

size_t likeness_shared(const struct likeness *l, const struct words *words, size_t *out, size_t max)
{
	double weights[LIKENESS_SHARED_MAX];
	struct choosing c = {.l = l,
			     .out = out,
			     .weights = weights,
			     .max = max < LIKENESS_SHARED_MAX ? max : LIKENESS_SHARED_MAX};
	each_shared(l, words, choose_term, &c);
	return c.n;
}

/* ---- telling ---- */

/* Better to show: the word itself rather than a part of another, then the shorter. */
static bool is_better(const struct forward_token *token, const struct forward_token *than)
{
	if (!than || (token->kind == TEXT_WORD) != (than->kind == TEXT_WORD))
		return !than || token->kind == TEXT_WORD;
	return token->length < than->length;
}

/* NULL: the arena's memory is used up. */
static const char *lower_case(struct str word, struct arena *arena)
{
	char *copy = arena_alloc(arena, 2 * word.len + 1); /* no letter more than doubles */
	size_t len = 0;
	for (size_t pos = 0; copy && pos < word.len;)
		len += utf8_put(copy + len, utf8_lower(utf8_next(word, &pos)));
	if (copy)
		copy[len] = '\0';
	return copy;
}

static leta_status find_shown(const struct subject_document *d, struct str term, bool lower,
			      struct arena *arena, const char **out, struct leta_error *err)
{
	uint32_t number = forward_find(d->forward, term);
	const struct forward_token *best = NULL;
	const struct forward_stream *where = NULL;
	struct str text;
	for (size_t s = 0; number != UINT32_MAX && s < d->forward->n_streams; s++) {
		const struct forward_stream *stream = &d->forward->streams[s];
		if (words_stream_worth(d->record, stream) <= 0)
			continue;
		for (size_t i = 0; i < stream->n_tokens; i++)
			if (stream->tokens[i].term == number &&
			    is_better(&stream->tokens[i], best)) {
				best = &stream->tokens[i];
				where = stream;
			}
	}
	if (!best)
		return LETA_OK;
	while (best->kind == TEXT_PART && best->colocated && best > where->tokens)
		best--; /* to the word that it is a part of */
	leta_status st = view_stream_text(d->view, where, &text, err);
	if (st != LETA_OK)
		return st;
	struct str word = str_sub(text, best->start, best->start + best->length);
	*out = lower ? lower_case(word, arena) : arena_strdup(arena, word);
	return *out ? LETA_OK : no_room(arena, err);
}

leta_status likeness_show(struct likeness *l, size_t term, const char **out, struct leta_error *err)
{
	struct like_term *t = &l->terms[term];
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && !t->shown && i < l->subject->n; i++)
		st = find_shown(&l->subject->documents[i], t->term, !t->name, l->arena, &t->shown,
				err);
	if (st == LETA_OK && !t->shown && !(t->shown = arena_strdup(l->arena, t->term)))
		st = no_room(l->arena, err);
	*out = t->shown;
	return st;
}
