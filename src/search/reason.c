/*
 * reason.c: "integration: titel, Bakgrund (7)": which words of the query stand where, and what they
 * weigh.
 *
 * The weight is BM25 of the word's terms as the engine computes it for single terms; a wildcard's
 * weight is that of its most frequent terms together. It orders the reasons; `leta explain` has the
 * exact sums.
 */
#include "search/hit.h"

#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "search/bm25.h"

#define TERMS_WEIGHED 16 /* of a choice */

static leta_status weigh_choice(struct hit *h, uint32_t docid, const struct engine_stats *stats,
				const struct expand_choice *choice, double *sum,
				struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < choice->n_terms && i < TERMS_WEIGHED; i++) {
		struct engine_posting posting;
		st = engine_reader_posting(h->index->engine, choice->terms[i], docid, &posting,
					   err);
		if (st == LETA_OK)
			*sum += choice->weight * bm25_weight(stats, &posting);
	}
	return st;
}

static leta_status weigh(struct hit *h, uint32_t docid, const struct engine_stats *stats,
			 const struct expand_node *node, double *sum, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < node->n_children; i++)
		st = weigh(h, docid, stats, node->children[i], sum, err);
	for (size_t w = 0; w < node->n_words; w++)
		for (size_t c = 0;
		     st == LETA_OK && !node->words[w].stop && c < node->words[w].n_choices; c++)
			st = weigh_choice(h, docid, stats, &node->words[w].choices[c], sum, err);
	return st;
}

/* What of the thesaurus stands there, when the unit's own words do not. */
static const struct expand_choice *only_related(const struct hit *h, size_t unit)
{
	const struct expand_choice *found = NULL;
	for (size_t i = 0; i < h->n_places; i++) {
		const struct expand_choice *choice = h->places[i].span.choice;
		if (h->places[i].unit != unit)
			continue;
		if (!choice || !expand_is_related(choice->kind))
			return NULL;
		if (!found || choice->weight > found->weight)
			found = choice;
	}
	return found;
}

static leta_status write_reason(struct hit *h, size_t unit, enum leta_lang lang,
				struct arena *results, struct leta_reason *out,
				struct leta_error *err)
{
	const struct unit *u = &h->units->items[unit];
	struct buf places;
	size_t total = 0;
	buf_init(&places, (size_t)16 << 10);
	leta_status st = hit_places_text(h, unit, false, lang, &places, &total, err);
	const struct expand_choice *related = only_related(h, unit);
	const char *arrow = related ? " → " : "", *word = related ? related->shown : "";
	if (st == LETA_OK && total > 0) {
		out->kind = u->scope.place == OCCUR_ROLE ? "section" : "term";
		out->text = total > 1 ? arena_printf(results, "%s%s%s: %s (%zu)", u->label, arrow,
						     word, places.data, total)
				      : arena_printf(results, "%s%s%s: %s", u->label, arrow, word,
						     places.data);
		st = out->text ? LETA_OK : no_room(results, err);
	}
	buf_fini(&places);
	return st;
}

static int heaviest_first(const void *a, const void *b)
{
	const struct leta_reason *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return strcmp(x->text, y->text);
}

void reasons_sort(struct leta_reason *reasons, size_t n)
{
	qsort(reasons, n, sizeof(*reasons), heaviest_first);
}

leta_status reasons_give(struct hit *h, uint32_t docid, enum leta_lang lang, struct arena *results,
			 struct leta_hit *out, struct leta_error *err)
{
	struct engine_stats stats;
	leta_status st = engine_reader_stats(h->index->engine, &stats, err);
	out->reasons = arena_zalloc(results, h->units->n + 1, sizeof(*out->reasons));
	if (!out->reasons)
		return no_room(results, err);
	for (size_t i = 0; st == LETA_OK && i < h->units->n; i++) {
		struct leta_reason reason = {0};
		if (h->units->items[i].field)
			continue;
		st = write_reason(h, i, lang, results, &reason, err);
		if (st == LETA_OK && reason.text)
			st = weigh(h, docid, &stats, h->units->items[i].node, &reason.weight, err);
		if (st == LETA_OK && reason.text)
			out->reasons[out->n_reasons++] = reason;
	}
	reasons_sort(out->reasons, out->n_reasons);
	/* a document deleted since the match has no weights, and is no error */
	return st == LETA_ERR_NOT_FOUND ? LETA_OK : st;
}
