/*
 * topics.c: counts the thesaurus' words in a document and keeps the topics that stand out.
 *
 * A topic's strength is the sum over its words of weight × n ÷ (n + k), where n counts occurrences by their section's
 * weight and k grows with the length of the text (the form of BM25, Robertson & Zaragoza 2009): a word that is
 * repeated is no second proof, and what a long report mentions in passing stays weak; a title is never in passing.
 * The longest entry at a place counts, so that "social innovation" says nothing about innovation in general. Part of a
 * compound is half a proof: "företagsklimat" is not about the climate.
 */
#include "indexer/topics.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "schema/section.h"
#include "schema/thesaurus.h"

#define TOPICS_ARENA_MAX ((size_t)16 << 20)
#define PHRASE_MAX 8
#define PART_WORTH 0.5
#define WEIGHT_OF_TEXT 4.0  /* section weights are in quarters */
#define SATURATION 0.9      /* k of an empty text … */
#define SATURATION_PER_WORD 0.003 /* … and for each word of it */
#define TITLE_BONUS 0.5     /* of a word's weight, when the title has it */
#define STRENGTH_MIN 0.55   /* of a topic that a document gets */
#define STRENGTH_CORE 0.25  /* of it, from its own and other words for the same … */
#define STRENGTH_SURE 1.0   /* … unless it is as strong as this */
#define STRENGTH_SHARE 0.35 /* of the strongest topic */
#define CONFIDENCE 0.5      /* counted, not stated */

/* The words of a pattern. */
struct phrase {
	struct str terms[PHRASE_MAX];
	uint32_t gaps[PHRASE_MAX]; /* positions behind the first */
	size_t n;
	bool torn; /* does not fit, or has a stop word at its end */
};

/* One term of one topic. */
struct pattern {
	const struct phrase *phrase;
	double weight;
	uint32_t n; /* words of the phrase */
	uint32_t topic;
	uint32_t next; /* with the same first term, and not longer: number + 1; 0 = none */
	bool core;     /* pref or alt */
};

#define SIEVE_BITS 16

struct topics {
	struct arena *arena;
	struct map *first; /* first term → number of a pattern + 1 */
	uint64_t sieve[((size_t)1 << SIEVE_BITS) / 64]; /* a bit for each first term: most words have none */
	struct pattern *patterns;
	size_t n_patterns, cap;
	struct phrase *reading;
};

/* The number of a term's bit, by its length and its first bytes. */
static size_t bit_of(struct str term)
{
	uint64_t word;
	if (term.len >= sizeof(word))
		memcpy(&word, term.ptr, sizeof(word));
	else
		word = hash_short(term);
	return (size_t)(hash_mix(term.len, word) >> (64 - SIEVE_BITS));
}

/* ---- the thesaurus ---- */

static leta_status take_token(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct topics *t = ctx;
	struct phrase *p = t->reading;
	if (token->colocated || token->kind == TEXT_PART || token->kind == TEXT_JOINED)
		return LETA_OK;
	p->torn = (p->n == 0 && token->stop) || p->n == PHRASE_MAX;
	if (p->torn || token->stop)
		return LETA_OK;
	char *term = arena_strdup(t->arena, token->term);
	if (!term)
		return error_nomem(err);
	p->terms[p->n] = (struct str){ term, token->term.len };
	p->gaps[p->n++] = token->position;
	return LETA_OK;
}

/* Adds the pattern behind those that are longer. */
static leta_status link_pattern(struct topics *t, struct pattern *p, struct leta_error *err)
{
	struct str first = p->phrase->terms[0];
	uint32_t entry = map_put(t->first, first), *at;
	if (entry == MAP_NONE)
		return error_nomem(err);
	size_t bit = bit_of(first);
	t->sieve[bit / 64] |= UINT64_C(1) << bit % 64;
	at = map_value(t->first, entry);
	while (*at > 0 && t->patterns[*at - 1].n > p->n)
		at = &t->patterns[*at - 1].next;
	p->next = *at;
	*at = (uint32_t)++t->n_patterns;
	return LETA_OK;
}

static leta_status add_pattern(struct topics *t, struct text_analyzer *analyzer, size_t topic,
                               const struct thesaurus_term *term, struct leta_error *err)
{
	struct pattern *patterns = arena_grow(t->arena, t->patterns, t->n_patterns, &t->cap, sizeof(*patterns));
	struct phrase *phrase = arena_zalloc(t->arena, 1, sizeof(*phrase));
	if (!patterns || !phrase)
		return error_nomem(err);
	t->patterns = patterns;
	t->reading = phrase;
	leta_status st = text_analyzer_run(analyzer, TEXT_MODE_DOCUMENT, str_from(term->term), take_token, t, err);
	if (st != LETA_OK || phrase->n == 0 || phrase->torn)
		return st;
	for (size_t i = phrase->n; i-- > 0;)
		phrase->gaps[i] -= phrase->gaps[0];
	struct pattern *p = &patterns[t->n_patterns];
	*p = (struct pattern){ .phrase = phrase, .n = (uint32_t)phrase->n, .topic = (uint32_t)topic,
		               .weight = term->weight,
		               .core = term->relation == THESAURUS_PREF || term->relation == THESAURUS_ALT };
	return link_pattern(t, p, err);
}

leta_status topics_new(struct text_analyzer *analyzer, struct topics **out, struct leta_error *err)
{
	struct topics *t = calloc(1, sizeof(*t));
	size_t n_topics;
	const struct thesaurus_topic *topics = thesaurus_topics(&n_topics);
	if (!t)
		return error_nomem(err);
	t->arena = arena_new(TOPICS_ARENA_MAX);
	t->first = map_new();
	leta_status st = t->arena && t->first ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < n_topics; i++)
		for (size_t k = 0; st == LETA_OK && k < topics[i].n_terms; k++)
			st = add_pattern(t, analyzer, i, &topics[i].terms[k], err);
	if (st != LETA_OK) {
		topics_free(t);
		return st;
	}
	*out = t;
	return LETA_OK;
}

void topics_free(struct topics *t)
{
	if (!t)
		return;
	arena_free(t->arena);
	map_free(t->first);
	free(t);
}

/* ---- counting ---- */

/* What was counted of a pattern. */
struct tally {
	double count;
	double title; /* 1 when it stands in the title, less for a part of a compound */
};

struct counting {
	const struct topics *topics;
	const struct topics_text *text;
	uint32_t *first; /* of each of the document's terms: number of a pattern + 1 */
	struct tally *tallies; /* of each pattern, once it is met */
	uint64_t *met; /* a bit for each pattern */
	double words;  /* of the text, weighted like the counts */
};

/* How much one occurrence in a stream counts: a title more than plain text, a copied section nothing. */
static double stream_worth(const struct leta_record *record, const struct forward_stream *stream)
{
	unsigned weight = 0;
	if (stream->kind == FORWARD_FIELD && stream->which == LETA_FIELD_TITLE)
		weight = leta_field_info(LETA_FIELD_TITLE)->weight;
	else if (stream->kind == FORWARD_SECTION && !record->sections[stream->which].copied)
		weight = section_info(record->sections[stream->which].role)->weight;
	return weight / WEIGHT_OF_TEXT;
}

/* Whether a pattern stands at a token, which has its first term. */
static bool stands_at(const struct counting *c, const struct pattern *p, const struct forward_stream *stream,
                      size_t token)
{
	uint32_t from = stream->tokens[token].position;
	size_t met = 1;
	for (size_t i = token + 1; met < p->n && i < stream->n_tokens; i++) {
		uint32_t gap = stream->tokens[i].position - from;
		if (gap > p->phrase->gaps[met])
			return false;
		if (gap == p->phrase->gaps[met] &&
		    str_eq(map_key(c->text->words, stream->tokens[i].term), p->phrase->terms[met]))
			met++;
	}
	return met == p->n;
}

static void count(struct counting *c, uint32_t pattern, double share, double worth, bool title)
{
	struct tally *tally = &c->tallies[pattern];
	uint64_t *met = &c->met[pattern / 64], bit = UINT64_C(1) << pattern % 64;
	if (!(*met & bit))
		*tally = (struct tally){ 0 };
	*met |= bit;
	tally->count += worth * share;
	if (title && share > tally->title)
		tally->title = share;
}

/* Counts the longest patterns at a token and returns the first position behind them. */
static uint32_t count_at(struct counting *c, const struct forward_stream *stream, size_t token, double worth)
{
	const struct forward_token *t = &stream->tokens[token];
	const struct pattern *longest = NULL;
	for (uint32_t next = c->first[t->term]; next > 0;) {
		const struct pattern *p = &c->topics->patterns[next - 1];
		if (longest && p->n < longest->n)
			break;
		if (stands_at(c, p, stream, token)) {
			count(c, next - 1, t->kind == TEXT_PART ? PART_WORTH : 1, worth, stream->kind == FORWARD_FIELD);
			longest = longest ? longest : p;
		}
		next = p->next;
	}
	return longest ? t->position + longest->phrase->gaps[longest->n - 1] + 1 : 0;
}

/* Tokens that count as words, 1 or 0: those that stand at a place first, apart from stop words. */
static size_t is_word(const struct forward_token *t)
{
	return !(t->stop | t->colocated);
}

static void count_stream(struct counting *c, const struct forward_stream *stream)
{
	double worth = stream_worth(c->text->record, stream);
	uint32_t taken = 0; /* the first position that is free */
	size_t words = 0;   /* without those behind the first of a pattern */
	for (size_t i = 0; worth > 0 && i < stream->n_tokens; i++) {
		const struct forward_token *t = &stream->tokens[i];
		words += is_word(t);
		if (c->first[t->term] == 0 || t->stop || t->position < taken)
			continue;
		uint32_t end = count_at(c, stream, i, worth);
		for (size_t k = i + 1; k < stream->n_tokens && stream->tokens[k].position < end; k++)
			words -= is_word(&stream->tokens[k]);
		taken = end > taken ? end : taken;
	}
	c->words += worth * (double)words;
}

/* ---- choosing ---- */

struct strength {
	size_t topic;
	double all, core;
};

static int strongest_first(const void *a, const void *b)
{
	const struct strength *x = a, *y = b;
	if (x->all != y->all)
		return x->all < y->all ? 1 : -1;
	return x->topic < y->topic ? -1 : 1;
}

/* Of the topics those that are strong enough, strongest first; returns how many they are. */
static size_t weigh(const struct counting *c, struct strength *strengths, size_t n)
{
	double k = SATURATION + SATURATION_PER_WORD * c->words;
	size_t n_strong = 0;
	for (size_t i = 0; i < n; i++)
		strengths[i] = (struct strength){ .topic = i };
	for (size_t i = 0; i < c->topics->n_patterns; i++) {
		const struct pattern *p = &c->topics->patterns[i];
		const struct tally *tally = &c->tallies[i];
		if (!(c->met[i / 64] >> i % 64 & 1))
			continue;
		double worth = p->weight * (tally->count / (tally->count + k) + TITLE_BONUS * tally->title);
		strengths[p->topic].all += worth;
		if (p->core)
			strengths[p->topic].core += worth;
	}
	for (size_t i = 0; i < n; i++)
		if (strengths[i].all >= STRENGTH_MIN)
			strengths[n_strong++] = strengths[i];
	qsort(strengths, n_strong, sizeof(*strengths), strongest_first);
	return n_strong;
}

static leta_status fill(struct arena *arena, const struct strength *strengths, size_t n_topics,
                        struct leta_field *out, struct leta_error *err)
{
	size_t n;
	const struct thesaurus_topic *topics = thesaurus_topics(&n);
	struct leta_field field = { .presence = LETA_UNKNOWN, .confidence = CONFIDENCE };
	field.items = arena_zalloc(arena, TOPICS_OF_DOCUMENT, sizeof(*field.items));
	if (!field.items)
		return error_nomem(err);
	for (size_t i = 0; i < n_topics && field.n_items < TOPICS_OF_DOCUMENT; i++) {
		const struct strength *s = &strengths[i];
		if (s->all < STRENGTH_SHARE * strengths[0].all)
			break;
		if (s->core >= STRENGTH_CORE || s->all >= STRENGTH_SURE)
			field.items[field.n_items++].text = topics[s->topic].name[LETA_SV];
	}
	if (field.n_items > 0) {
		field.presence = LETA_KNOWN;
		*out = field;
	}
	return LETA_OK;
}

/* The number + 1 of a pattern that begins with a term; 0: none does. */
static uint32_t first_pattern(const struct topics *t, struct str term)
{
	size_t bit = bit_of(term);
	if (!(t->sieve[bit / 64] >> bit % 64 & 1))
		return 0;
	uint32_t entry = map_find(t->first, term);
	return entry == MAP_NONE ? 0 : *map_value(t->first, entry);
}

leta_status topics_find(const struct topics *t, const struct topics_text *text, struct arena *arena,
                        struct leta_field *out, struct leta_error *err)
{
	size_t n_topics, n_words = map_size(text->words);
	struct counting c = { .topics = t, .text = text };
	thesaurus_topics(&n_topics);
	c.first = arena_zalloc(arena, n_words + 1, sizeof(*c.first));
	c.tallies = arena_alloc(arena, (t->n_patterns + 1) * sizeof(*c.tallies));
	c.met = arena_zalloc(arena, t->n_patterns / 64 + 1, sizeof(*c.met));
	struct strength *strengths = arena_zalloc(arena, n_topics, sizeof(*strengths));
	if (!c.first || !c.tallies || !c.met || !strengths)
		return error_nomem(err);
	for (uint32_t i = 0; i < n_words; i++)
		c.first[i] = first_pattern(t, map_key(text->words, i));
	for (size_t i = 0; i < text->n_streams; i++)
		count_stream(&c, &text->streams[i]);
	*out = (struct leta_field){ .presence = LETA_UNKNOWN };
	return fill(arena, strengths, weigh(&c, strengths, n_topics), out, err);
}
