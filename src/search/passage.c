/*
 * passage.c: slides a window over the places of each stream.
 */
#include "search/passage.h"

#include <math.h>

#include "query/no_room.h"

#define PASSAGE_K1 1.0

struct window {
	const struct passage_query *q;
	const struct places *places;
	double *tf;    /* of each unit, weighted */
	double length;  /* share of a full passage */
	double damping; /* of what stands in a section that every document has; 1 = none */
};

/*
 * What one occurrence counts: a weaker form of the word less, a summary more. In a section that weighs
 * less than plain text the whole passage does: many occurrences would make up for less each.
 */
static double count_of(const struct passage_query *q, const struct place *place)
{
	double form = place->span.choice ? place->span.choice->weight : 1;
	return form * fmax(q->streams[place->stream], 1);
}

static double unit_weight(const struct window *w, size_t unit)
{
	double tf = w->tf[unit];
	double bm25 = w->q->idf[unit] * tf * (PASSAGE_K1 + 1) / (tf + PASSAGE_K1 * w->length);
	return tf > 0 ? w->damping * bm25 : 0;
}

static double score(const struct window *w)
{
	double sum = 0;
	for (size_t u = 0; u < w->q->units->n; u++)
		sum += unit_weight(w, u);
	return sum;
}

static void count(struct window *w, size_t place, double sign)
{
	const struct place *p = &w->places->items[place];
	w->tf[p->unit] += sign * count_of(w->q, p);
	if (w->tf[p->unit] < 1e-9) /* what rounding leaves */
		w->tf[p->unit] = 0;
}

static double length_of(const struct passage_query *q, const struct forward_stream *stream)
{
	uint32_t words = stream->hi - stream->lo + 1;
	return words < q->words ? (double)words / q->words : 1;
}

static double damping_of(const struct passage_query *q, uint32_t stream)
{
	return fmin(q->streams[stream], 1);
}

static void count_title(struct window *w)
{
	for (size_t i = 0; i < w->places->n; i++)
		if (w->places->items[i].stream == w->q->title)
			count(w, i, 1);
}

/* The best window among the places from `from` to `end`, which lie in one stream. */
static void slide(struct window *w, const struct forward_stream *stream, size_t from, size_t end,
		  struct passage *best)
{
	const struct place *places = w->places->items;
	size_t to = from;
	w->length = length_of(w->q, stream);
	w->damping = damping_of(w->q, places[from].stream);
	for (size_t i = from; i < end; i++) {
		for (; to < end && places[to].span.hi < places[i].span.lo + w->q->words; to++)
			count(w, to, 1);
		double s = score(w);
		if (s > best->score)
			*best = (struct passage){
				.stream = places[i].stream, .from = i, .to = to, .score = s};
		if (to > i)
			count(w, i, -1);
		else
			to = i + 1; /* a span longer than a passage */
	}
}

static size_t stream_end(const struct places *places, size_t from)
{
	size_t end = from + 1;
	while (end < places->n && places->items[end].stream == places->items[from].stream)
		end++;
	return end;
}

/* Which words of the stream a passage covers. */
static void set_words(struct window *w, const struct forward_stream *stream, struct passage *p)
{
	uint32_t base = stream->lo, end = stream->hi - base + 1;
	w->length = length_of(w->q, stream);
	w->damping = damping_of(w->q, p->stream);
	p->first = w->places->items[p->from].span.lo - base + 1;
	p->last = p->first + w->q->words - 1 < end ? p->first + w->q->words - 1 : end;
}

/* The best passage once more, unit by unit. */
static leta_status weigh(struct window *w, struct arena *arena, const struct forward *forward,
			 struct passage *p, struct leta_error *err)
{
	size_t n = w->q->units->n;
	p->weights = arena_zalloc(arena, n + 1, sizeof(*p->weights));
	p->counts = arena_zalloc(arena, n + 1, sizeof(*p->counts));
	if (!p->weights || !p->counts)
		return no_room(arena, err);
	for (size_t u = 0; u < n; u++)
		w->tf[u] = 0;
	count_title(w);
	for (size_t i = 0; i < w->places->n; i++)
		if (w->places->items[i].stream == w->q->title || (i >= p->from && i < p->to))
			p->counts[w->places->items[i].unit]++;
	for (size_t i = p->from; i < p->to; i++)
		count(w, i, 1);
	w->length = w->damping = 1;
	if (p->stream != UINT32_MAX)
		set_words(w, &forward->streams[p->stream], p);
	p->score = 0;
	for (size_t u = 0; u < n; u++)
		p->score += p->weights[u] = unit_weight(w, u);
	return LETA_OK;
}

leta_status passage_find(const struct passage_query *q, const struct forward *forward,
			 const struct places *places, struct arena *arena, struct passage *out,
			 struct leta_error *err)
{
	size_t n = q->units->n;
	struct window w = {.q = q, .places = places, .length = 1, .damping = 1};
	struct passage best = {.stream = UINT32_MAX};
	double *title = arena_zalloc(arena, n + 1, sizeof(*title));
	w.tf = arena_zalloc(arena, n + 1, sizeof(*w.tf));
	if (!title || !w.tf)
		return no_room(arena, err);
	count_title(&w);
	for (size_t u = 0; u < n; u++)
		title[u] = w.tf[u];
	best.score = score(&w);
	for (size_t i = 0, end; i < places->n; i = end) {
		uint32_t stream = places->items[i].stream;
		end = stream_end(places, i);
		if (stream == q->title || q->streams[stream] == 0)
			continue;
		for (size_t u = 0; u < n; u++)
			w.tf[u] = title[u];
		slide(&w, &forward->streams[stream], i, end, &best);
	}
	leta_status st = weigh(&w, arena, forward, &best, err);
	if (st == LETA_OK)
		*out = best;
	return st;
}
