/*
 * spans.c: words, phrases and nearness in token streams.
 *
 * A word's spans come from one pass over the stream's tokens with a table from term number to
 * choice. A phrase chains the spans of its words; a joined form stands for several of them at one
 * position. Nearness takes the nearest partner on each side, so its cost stays linear.
 */
#include "search/spans.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "query/no_room.h"
#include "text/fold.h"

#define FORM_MAX ((size_t)4 << 10)

/* ---- single words ---- */

static leta_status add_span(struct occur *o, struct spans *list, struct span span)
{
	struct span *items = arena_grow(o->arena, list->items, list->n, &list->cap, sizeof(*items));
	if (!items)
		return no_room(o->arena, o->err);
	list->items = items;
	list->items[list->n++] = span;
	return LETA_OK;
}

static int by_place(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	if (x->lo != y->lo)
		return x->lo < y->lo ? -1 : 1;
	if (x->hi != y->hi)
		return x->hi < y->hi ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static void sort_spans(struct spans *list)
{
	for (size_t i = 1; i < list->n; i++)
		if (by_place(&list->items[i - 1], &list->items[i]) > 0) {
			qsort(list->items, list->n, sizeof(*list->items), by_place);
			return;
		}
}

/* The first span at or behind a position. */
static size_t lower_bound(const struct spans *list, uint32_t position)
{
	size_t lo = 0, hi = list->n;
	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		if (list->items[middle].lo < position)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

/* A phrase of the thesaurus: its terms at their distances. */
static leta_status find_phrase(struct occur *o, const struct expand_choice *phrase,
			       const struct forward_stream *stream, struct spans *out)
{
	size_t n = phrase->n_terms;
	uint32_t *numbers = arena_zalloc(o->arena, n, sizeof(*numbers));
	if (!numbers)
		return no_room(o->arena, o->err);
	for (size_t i = 0; i < n; i++)
		if ((numbers[i] = forward_find(o->forward, phrase->terms[i])) == UINT32_MAX)
			return LETA_OK;
	for (uint32_t t = 0; t < stream->n_tokens; t++) {
		uint32_t from = stream->tokens[t].position, last = t;
		size_t met = stream->tokens[t].term == numbers[0] ? 1 : 0;
		for (uint32_t u = t; met > 0 && met < n && u < stream->n_tokens; u++) {
			uint32_t gap = stream->tokens[u].position - from;
			if (gap > phrase->gaps[met])
				break;
			if (gap == phrase->gaps[met] && stream->tokens[u].term == numbers[met]) {
				last = u;
				met++;
			}
		}
		if (met < n)
			continue;
		struct span span = {from, stream->tokens[last].position, t,
				    last, (uint32_t)phrase->words,       phrase};
		leta_status st = add_span(o, out, span);
		if (st != LETA_OK)
			return st;
	}
	return LETA_OK;
}

leta_status spans_find_parts(struct occur *o, const struct expand_choice *parts,
			     const struct forward_stream *stream, struct spans *out)
{
	size_t n = parts->n_terms;
	if (parts->gaps)
		return find_phrase(o, parts, stream, out);
	uint32_t *numbers = arena_zalloc(o->arena, n, sizeof(*numbers));
	uint32_t *seen = arena_zalloc(o->arena, n, sizeof(*seen)); /* token + 1; 0 = not yet */
	if (!numbers || !seen)
		return no_room(o->arena, o->err);
	for (size_t i = 0; i < n; i++)
		if ((numbers[i] = forward_find(o->forward, parts->terms[i])) == UINT32_MAX)
			return LETA_OK;
	for (uint32_t t = 0; t < stream->n_tokens; t++) {
		uint32_t first = t;
		bool met = false, all = true;
		for (size_t i = 0; i < n; i++) {
			if (stream->tokens[t].term == numbers[i]) {
				seen[i] = t + 1;
				met = true;
			}
			all = all && seen[i] > 0;
			first = seen[i] > 0 && seen[i] - 1 < first ? seen[i] - 1 : first;
		}
		uint32_t lo = stream->tokens[first].position, hi = stream->tokens[t].position;
		if (!met || !all || hi - lo > n + SPANS_PARTS_SLACK - 1)
			continue;
		leta_status st = add_span(o, out, (struct span){lo, hi, first, t, 1, parts});
		if (st != LETA_OK)
			return st;
		memset(seen, 0, n * sizeof(*seen));
	}
	return LETA_OK;
}

/* "=ord": the token's own bytes, whatever its stem. */
static leta_status has_form(struct occur *o, const struct forward_stream *stream, uint32_t token,
			    struct str form, bool *out)
{
	struct str text;
	struct buf folded;
	const struct forward_token *t = &stream->tokens[token];
	leta_status st = LETA_OK;
	if (o->scope.place == OCCUR_HEADINGS) {
		const struct leta_record *record;
		st = view_record(o->view, &record, o->err);
		if (st == LETA_OK)
			text = str_from(record->sections[stream->which].heading);
	} else {
		st = view_stream_text(o->view, stream, &text, o->err);
	}
	if (st != LETA_OK)
		return st;
	buf_init(&folded, FORM_MAX);
	text_fold(str_sub(text, t->start, (size_t)t->start + t->length), &folded);
	*out = str_eq(buf_view(&folded), form);
	buf_fini(&folded);
	return LETA_OK;
}

static bool is_own_form(const struct forward_token *token)
{
	return token->kind != TEXT_PART && token->kind != TEXT_JOINED;
}

/* Drops the spans whose token is another form of the word. */
static leta_status keep_exact(struct occur *o, const struct expand_word *word,
			      const struct forward_stream *stream, struct spans *list)
{
	struct buf form;
	size_t kept = 0;
	leta_status st = LETA_OK;
	buf_init(&form, FORM_MAX);
	text_fold(word->text, &form);
	for (size_t i = 0; st == LETA_OK && i < list->n; i++) {
		bool same = false;
		if (is_own_form(&stream->tokens[list->items[i].first]))
			st = has_form(o, stream, list->items[i].first, buf_view(&form), &same);
		if (same)
			list->items[kept++] = list->items[i];
	}
	list->n = kept;
	buf_fini(&form);
	return st;
}

static leta_status fill_table(struct occur *o, struct occur_table *t)
{
	const struct expand_word *word = t->word;
	t->choices = arena_zalloc(o->arena, o->forward->n_terms + 1, 1);
	if (!t->choices)
		return no_room(o->arena, o->err);
	for (size_t c = word->n_choices < UINT8_MAX ? word->n_choices : UINT8_MAX; c-- > 0;) {
		const struct expand_choice *choice = &word->choices[c];
		bool together = choice->kind == EXPAND_PARTS || choice->gaps;
		for (size_t i = 0; !together && i < choice->n_terms; i++) {
			uint32_t term = forward_find(o->forward, choice->terms[i]);
			if (term == UINT32_MAX)
				continue;
			t->choices[term] = (uint8_t)(c + 1);
			t->any = true;
		}
	}
	return LETA_OK;
}

/* The table of a word in this document: made once, used for each stream. */
static leta_status table_of(struct occur *o, const struct expand_word *word,
			    const struct occur_table **out)
{
	for (size_t i = 0; i < o->n_tables; i++)
		if (o->tables[i].word == word) {
			*out = &o->tables[i];
			return LETA_OK;
		}
	struct occur_table *tables =
		arena_grow(o->arena, o->tables, o->n_tables, &o->tables_cap, sizeof(*tables));
	if (!tables)
		return no_room(o->arena, o->err);
	o->tables = tables;
	o->tables[o->n_tables] = (struct occur_table){.word = word};
	*out = &o->tables[o->n_tables++];
	return fill_table(o, &o->tables[o->n_tables - 1]);
}

/* Whether parts stand in the word itself, or reach into it: no occurrence beside it. */
static bool is_in_word(const struct spans *words, const struct span *parts)
{
	for (size_t i = lower_bound(words, parts->lo);
	     i < words->n && words->items[i].lo <= parts->hi; i++)
		if (!expand_is_related(words->items[i].choice->kind))
			return true;
	return false;
}

static void drop_own_parts(struct spans *list, size_t n_whole)
{
	struct spans words = {list->items, n_whole, 0};
	size_t kept = n_whole;
	for (size_t i = n_whole; i < list->n; i++)
		if (list->items[i].choice->kind != EXPAND_PARTS ||
		    !is_in_word(&words, &list->items[i]))
			list->items[kept++] = list->items[i];
	list->n = kept;
}

static leta_status find_word(struct occur *o, const struct expand_node *leaf,
			     const struct expand_word *word, const struct forward_stream *stream,
			     struct spans *out)
{
	const struct occur_table *table = NULL;
	leta_status st = table_of(o, word, &table);
	for (uint32_t t = 0; st == LETA_OK && table->any && t < stream->n_tokens; t++) {
		const struct forward_token *token = &stream->tokens[t];
		if (table->choices[token->term] == 0)
			continue;
		const struct expand_choice *choice =
			&word->choices[table->choices[token->term] - 1];
		/* "ams-system": its words stand there themselves */
		if (choice->kind == EXPAND_COMPOUNDS && token->kind == TEXT_JOINED)
			continue;
		st = add_span(o, out,
			      (struct span){token->position, token->position + token->reach, t, t,
					    (uint32_t)choice->words, choice});
	}
	if (st == LETA_OK && leaf->ast->exact)
		return keep_exact(o, word, stream, out);
	size_t n_whole = out->n;
	for (size_t c = 0; st == LETA_OK && c < word->n_choices; c++)
		if (word->choices[c].kind == EXPAND_PARTS || word->choices[c].gaps)
			st = spans_find_parts(o, &word->choices[c], stream, out);
	drop_own_parts(out, n_whole);
	sort_spans(out);
	return st;
}

/* ---- parts of compounds ---- */

static size_t end_of(const struct forward_token *token)
{
	return (size_t)token->start + token->length;
}

/* Whether a word around the tokens from `from` to `to` is longer and begins, or ends, with them.
 * Of "metod- och processtöd" the rebuilt word stands on its first part alone. */
static bool is_part_of(const struct forward_token *from, const struct forward_token *to,
		       const struct forward_token *word, bool last)
{
	size_t start = word->start, end = end_of(word);
	if (word->kind == TEXT_PART || start > from->start || end < end_of(to))
		return false;
	if (last)
		return end == end_of(to) && start < from->start;
	return start == from->start &&
	       (end > end_of(to) || (word->kind == TEXT_JOINED && from->kind != TEXT_PART));
}

/* A word stands before its parts, a joined form beside the first of its words. */
static bool is_in_compound(const struct forward_stream *stream, uint32_t from, uint32_t to,
			   bool last)
{
	const struct forward_token *tokens = stream->tokens;
	uint32_t position = tokens[from].position;
	uint32_t t = from;
	while (t > 0 && tokens[t - 1].position + SPANS_JOINED_WORDS > position)
		t--;
	for (; t < stream->n_tokens && tokens[t].position <= position; t++)
		if (t != from && is_part_of(&tokens[from], &tokens[to], &tokens[t], last))
			return true;
	return false;
}

/* The terms of a choice as parts next to each other in one compound. */
static leta_status find_choice_parts(struct occur *o, const struct expand_choice *choice,
				     const struct forward_stream *stream, bool last,
				     struct spans *out)
{
	size_t n = choice->n_terms;
	leta_status st = LETA_OK;
	uint32_t first = forward_find(o->forward, choice->terms[0]);
	if (first == UINT32_MAX)
		return LETA_OK;
	for (uint32_t t = 0; st == LETA_OK && t + n <= stream->n_tokens; t++) {
		const struct forward_token *tokens = &stream->tokens[t];
		size_t met = tokens->term == first ? 1 : 0;
		while (met > 0 && met < n && tokens[met].kind == TEXT_PART &&
		       tokens[met].position == tokens->position &&
		       str_eq(o->forward->terms[tokens[met].term], choice->terms[met]))
			met++;
		uint32_t to = t + (uint32_t)n - 1;
		if (met == n && is_in_compound(stream, t, to, last))
			st = add_span(o, out, (struct span){tokens->position, tokens->position, t,
							    to, 1, choice});
	}
	return st;
}

/* Learned compounds whose first, or last, part the word is. */
static leta_status find_learned(struct occur *o, const struct expand_choice *choice,
				const struct forward_stream *stream, bool last, struct spans *out)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; i < choice->n_terms; i++) {
		const struct learned_use *use = &choice->uses[i];
		uint32_t term = forward_find(o->forward, choice->terms[i]);
		if (term == UINT32_MAX || !(last ? learned_is_last(use) : learned_is_first(use)))
			continue;
		for (uint32_t t = 0; st == LETA_OK && t < stream->n_tokens; t++) {
			const struct forward_token *token = &stream->tokens[t];
			struct span span = {token->position, token->position, t, t, 1, choice};
			if (token->term == term && token->kind != TEXT_JOINED)
				st = add_span(o, out, span);
		}
	}
	return st;
}

static leta_status find_parts_of_compounds(struct occur *o, const struct expand_node *leaf,
					   const struct forward_stream *stream, struct spans *out)
{
	const struct expand_word *word = &leaf->words[0];
	leta_status st = LETA_OK;
	for (size_t c = 0; st == LETA_OK && c < word->n_choices; c++)
		st = word->choices[c].kind == EXPAND_COMPOUNDS
			     ? find_learned(o, &word->choices[c], stream, leaf->ast->last, out)
			     : find_choice_parts(o, &word->choices[c], stream, leaf->ast->last, out);
	sort_spans(out);
	return st;
}

/* ---- sequences ---- */

struct chain {
	struct span span; /* so far */
	uint32_t next;    /* position where it must go on */
};

struct chains {
	struct chain *items;
	size_t n, cap;
};

static leta_status add_chain(struct occur *o, struct chains *list, struct chain chain)
{
	struct chain *items =
		arena_grow(o->arena, list->items, list->n, &list->cap, sizeof(*items));
	if (!items)
		return no_room(o->arena, o->err);
	list->items = items;
	list->items[list->n++] = chain;
	return LETA_OK;
}

struct sequence {
	const struct expand_node *leaf;
	struct spans *words;   /* of each word */
	struct chains *chains; /* that wait for each word; one more for those that are whole */
};

/* Lengthens a chain by a span of the word i. */
static leta_status lengthen(struct occur *o, struct sequence *s, size_t i,
			    const struct chain *chain, const struct span *span)
{
	size_t after = i + span->words < s->leaf->n_words ? i + span->words : s->leaf->n_words;
	uint32_t step = after < s->leaf->n_words ? s->leaf->words[after].position -
							   s->leaf->words[after - 1].position
						 : 0;
	struct chain longer = {.span = *span, .next = span->hi + step};
	if (chain) {
		longer.span.lo = chain->span.lo;
		longer.span.first =
			chain->span.first < span->first ? chain->span.first : span->first;
		longer.span.last = chain->span.last > span->last ? chain->span.last : span->last;
	}
	longer.span.choice = NULL;
	longer.span.words = 1;
	struct chains *waiting = &s->chains[after];
	if (waiting->n > 0 && waiting->items[waiting->n - 1].next == longer.next &&
	    waiting->items[waiting->n - 1].span.lo == longer.span.lo)
		return LETA_OK; /* two forms at one place */
	return add_chain(o, waiting, longer);
}

static leta_status step_sequence(struct occur *o, struct sequence *s, size_t i)
{
	const struct spans *spans = &s->words[i];
	leta_status st = LETA_OK;
	if (i == 0) {
		for (size_t k = 0; st == LETA_OK && k < spans->n; k++)
			st = lengthen(o, s, 0, NULL, &spans->items[k]);
		return st;
	}
	for (size_t c = 0; st == LETA_OK && c < s->chains[i].n; c++) {
		struct chain chain = s->chains[i].items[c];
		for (size_t k = lower_bound(spans, chain.next);
		     st == LETA_OK && k < spans->n && spans->items[k].lo == chain.next; k++)
			st = lengthen(o, s, i, &chain, &spans->items[k]);
	}
	return st;
}

static leta_status find_sequence(struct occur *o, const struct expand_node *leaf,
				 const struct forward_stream *stream, struct spans *out)
{
	struct sequence s = {.leaf = leaf};
	leta_status st = LETA_OK;
	s.words = arena_zalloc(o->arena, leaf->n_words, sizeof(*s.words));
	s.chains = arena_zalloc(o->arena, leaf->n_words + 1, sizeof(*s.chains));
	if (!s.words || !s.chains)
		return no_room(o->arena, o->err);
	for (size_t i = 0; st == LETA_OK && i < leaf->n_words; i++) {
		if (i > 0 && s.chains[i].n == 0)
			continue; /* a joined form may have passed over it */
		st = find_word(o, leaf, &leaf->words[i], stream, &s.words[i]);
		if (st == LETA_OK)
			st = step_sequence(o, &s, i);
	}
	const struct chains *whole = &s.chains[leaf->n_words];
	for (size_t i = 0; st == LETA_OK && i < whole->n; i++)
		st = add_span(o, out, whole->items[i].span);
	sort_spans(out);
	return st;
}

/* ---- nearness ---- */

static struct span spanning(const struct span *a, const struct span *b)
{
	return (struct span){
		.lo = a->lo < b->lo ? a->lo : b->lo,
		.hi = a->hi > b->hi ? a->hi : b->hi,
		.first = a->first < b->first ? a->first : b->first,
		.last = a->last > b->last ? a->last : b->last,
		.words = 1,
	};
}

/* Words from one span to the next; the same token is no neighbour of itself. */
static bool are_near(const struct span *a, const struct span *b, unsigned distance)
{
	if (a->first == b->first && a->last == b->last)
		return false;
	if (a->hi < b->lo)
		return b->lo - a->hi <= distance;
	return b->hi >= a->lo || a->lo - b->hi <= distance;
}

static leta_status find_near(struct occur *o, const struct expand_node *node,
			     const struct forward_stream *stream, struct spans *out)
{
	struct spans left = {0}, right = {0};
	leta_status st = spans_find(o, node->children[0], stream, &left);
	if (st == LETA_OK && left.n > 0)
		st = spans_find(o, node->children[1], stream, &right);
	for (size_t i = 0; st == LETA_OK && i < left.n; i++) {
		const struct span *a = &left.items[i];
		size_t after = lower_bound(&right, a->lo);
		/* two on each side: the nearest may be the same token */
		for (size_t k = after < 2 ? 0 : after - 2;
		     st == LETA_OK && k < right.n && k < after + 2; k++)
			if (are_near(a, &right.items[k], node->ast->distance))
				st = add_span(o, out, spanning(a, &right.items[k]));
	}
	sort_spans(out);
	return st;
}

leta_status spans_find(struct occur *o, const struct expand_node *node,
		       const struct forward_stream *stream, struct spans *out)
{
	if (node->kind == AST_NEAR)
		return find_near(o, node, stream, out);
	if (node->kind == AST_COMPOUND_PART)
		return find_parts_of_compounds(o, node, stream, out);
	if (node->n_children == 0)
		return node->n_words == 1 ? find_word(o, node, &node->words[0], stream, out)
					  : find_sequence(o, node, stream, out);
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < node->n_children; i++)
		st = spans_find(o, node->children[i], stream, out);
	sort_spans(out);
	return st;
}
