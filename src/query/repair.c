/*
 * repair.c: one scan for all words without documents.
 *
 * Terms are stems, and people type forms, so a term is held against both the word and its stem, and
 * the last choice among the nearest terms is made by the forms that documents really write. Short
 * words are left alone: within two letters of a word of four lies half the language ("mal" must not
 * find "mål").
 */
#include "query/repair.h"

#include <limits.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "query/distance.h"
#include "query/no_room.h"
#include "query/wildcard.h"
#include "text/fold.h"

#define SPELLING_LETTERS 5
#define SPELLING_LETTERS_TWO 8 /* that two edits need */
#define NEAREST 8
#define SURE_COST 12   /* one edit, or two likely slips */
#define ENDING_COST 20 /* of an ending that no document has */
#define FOLDED_MAX ((size_t)1 << 10)

struct near_term {
	struct str term;
	uint32_t documents;
	unsigned cost;
};

struct broken {
	struct expand_word *word;
	const char *prefix;
	struct distance_word typed, stem;
	struct distance_word forms[DISTANCE_FORMS + 1]; /* typed, without endings, and the stem */
	size_t n_forms;
	unsigned max;      /* edits; 0 = not to be corrected */
	struct near_term near[NEAREST];
	size_t n_near;
};

struct repair {
	const struct expand_env *env;
	struct arena *arena;
	struct broken *broken;
	size_t n, cap;
	const char *prefix; /* being scanned */
};

/* ---- which words ---- */

static bool has_digit(const struct distance_word *word)
{
	for (size_t i = 0; i < word->n; i++)
		if (word->letters[i] >= '0' && word->letters[i] <= '9')
			return true;
	return false;
}

static bool read_word(struct expand_word *word, struct broken *out)
{
	struct buf folded;
	buf_init(&folded, FOLDED_MAX);
	text_fold(word->text, &folded);
	out->n_forms = distance_forms(buf_view(&folded), out->forms);
	buf_fini(&folded);
	out->typed = out->forms[0];
	distance_read(word->choices[0].terms[0], &out->stem);
	out->forms[out->n_forms++] = out->stem;
	out->word = word;
	out->max = out->typed.n < SPELLING_LETTERS       ? 0
		   : out->typed.n < SPELLING_LETTERS_TWO ? 1
							 : 2;
	if (has_digit(&out->typed))
		out->max = 0;
	return out->max > 0;
}

static leta_status collect_leaf(void *ctx, struct expand_node *leaf, bool wanted,
				struct leta_error *err)
{
	struct repair *r = ctx;
	bool words = leaf->kind == AST_WORD || leaf->kind == AST_PHRASE ||
		     (leaf->kind == AST_COMPOUND_PART && leaf->words[0].n_choices > 0);
	if (!wanted || !words || leaf->ast->exact || leaf->whole.len > 0)
		return LETA_OK;
	for (size_t i = 0; i < leaf->n_words; i++) {
		struct expand_word *word = &leaf->words[i];
		struct broken broken = {.prefix = leaf->prefix};
		if (word->stop || expand_documents(word) > 0 || !read_word(word, &broken))
			continue;
		struct broken *list = arena_grow(r->arena, r->broken, r->n, &r->cap, sizeof(*list));
		if (!list)
			return no_room(r->arena, err);
		r->broken = list;
		r->broken[r->n++] = broken;
	}
	return LETA_OK;
}

/* ---- the scan ---- */

static leta_status set_near(struct repair *r, struct near_term *place, struct near_term found,
			    struct leta_error *err)
{
	char *copy = arena_strdup(r->arena, found.term);
	if (!copy)
		return no_room(r->arena, err);
	*place = found;
	place->term.ptr = copy;
	return LETA_OK;
}

static bool is_nearer(const struct near_term *a, const struct near_term *b)
{
	return a->cost != b->cost ? a->cost < b->cost : a->documents > b->documents;
}

/* Cost of the form that is nearest to a term; UINT_MAX when none is near enough. */
static unsigned least_cost(const struct broken *b, const struct distance_word *term)
{
	unsigned best = UINT_MAX;
	for (size_t i = 0; i < b->n_forms; i++) {
		if (distance_between(&b->forms[i], term, b->max) > b->max)
			continue;
		unsigned cost = distance_cost(&b->forms[i], term);
		best = cost < best ? cost : best;
	}
	return best;
}

/* Keeps the nearest few, nearest first. */
static leta_status try_spelling(struct repair *r, struct broken *b,
				const struct distance_word *term, struct near_term found,
				struct leta_error *err)
{
	if (has_digit(term))
		return LETA_OK;
	found.cost = least_cost(b, term);
	if (found.cost == UINT_MAX)
		return LETA_OK;
	size_t place = b->n_near;
	while (place > 0 && is_nearer(&found, &b->near[place - 1]))
		place--;
	if (place == NEAREST)
		return LETA_OK;
	size_t last = b->n_near < NEAREST ? b->n_near++ : NEAREST - 1;
	memmove(&b->near[place + 1], &b->near[place], (last - place) * sizeof(b->near[0]));
	return set_near(r, &b->near[place], found, err);
}

static leta_status take_term(void *ctx, struct str term, uint32_t documents, struct leta_error *err)
{
	struct repair *r = ctx;
	struct distance_word word;
	struct near_term found = {wildcard_bare_term(term, r->prefix), documents, 0};
	leta_status st = LETA_OK;
	distance_read(found.term, &word);
	if (word.n == 0)
		return LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < r->n; i++) {
		struct broken *b = &r->broken[i];
		if (!str_eq(str_from(b->prefix), str_from(r->prefix)))
			continue;
		st = try_spelling(r, b, &word, found, err);
	}
	return st;
}

static leta_status scan_all(struct repair *r, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < r->n; i++) {
		bool done = false;
		for (size_t j = 0; j < i; j++)
			done = done ||
			       str_eq(str_from(r->broken[j].prefix), str_from(r->broken[i].prefix));
		if (done)
			continue;
		r->prefix = r->broken[i].prefix;
		st = r->env->terms(r->env->ctx, str_from(r->prefix), take_term, r, err);
	}
	return st;
}

/* ---- the forms that people know ---- */

struct form_search {
	struct repair *repair;
	const struct broken *broken;
	unsigned cost;
	const char *best;
};

static leta_status take_form(void *ctx, struct str form, struct leta_error *err)
{
	struct form_search *s = ctx;
	struct buf folded;
	struct distance_word word;
	buf_init(&folded, FOLDED_MAX);
	text_fold(form, &folded);
	distance_read(buf_view(&folded), &word);
	unsigned cost = word.n > 0 ? distance_cost(&s->broken->typed, &word) : UINT32_MAX;
	leta_status st = LETA_OK;
	if (cost < s->cost) {
		char *copy = arena_strdup(s->repair->arena, buf_view(&folded));
		s->cost = cost;
		s->best = copy;
		st = copy ? LETA_OK : no_room(s->repair->arena, err);
	}
	buf_fini(&folded);
	return st;
}

/* The form of a term that is nearest to what was typed; the term itself when no document tells. */
static leta_status nearest_form(struct form_search *s, struct str term, struct leta_error *err)
{
	const struct expand_env *env = s->repair->env;
	s->cost = UINT32_MAX;
	s->best = NULL;
	leta_status st = env->forms(env->ctx, s->broken->prefix, term, take_form, s, err);
	if (st == LETA_OK && !s->best) {
		struct distance_word word;
		distance_read(term, &word);
		s->cost = distance_cost(&s->broken->typed, &word);
		s->best = arena_strdup(s->repair->arena, term);
		st = s->best ? LETA_OK : no_room(s->repair->arena, err);
	}
	return st;
}

static leta_status choose_correction(struct repair *r, const struct broken *b,
				     struct repair_fix *out, struct leta_error *err)
{
	unsigned best = UINT32_MAX;
	uint32_t documents = 0; /* that have the best */
	for (size_t i = 0; i < b->n_near; i++) {
		struct form_search search = {.repair = r, .broken = b};
		leta_status st = nearest_form(&search, b->near[i].term, err);
		if (st != LETA_OK)
			return st;
		if (search.cost > b->max * DISTANCE_EDIT + ENDING_COST)
			continue; /* near without its ending only */
		if (search.cost >= best &&
		    !(search.cost == best && b->near[i].documents > documents))
			continue;
		best = search.cost;
		documents = b->near[i].documents;
		*out = (struct repair_fix){.word = b->word,
					   .shown = search.best,
					   .sure = best <= SURE_COST && !r->env->known(r->env->ctx, b->word->text)};
	}
	return LETA_OK;
}

leta_status repair_find(const struct expansion *expansion, const struct expand_env *env,
			struct arena *arena, struct repairs *out, struct leta_error *err)
{
	struct repair r = {.env = env, .arena = arena};
	struct repairs found = {0};
	leta_status st =
		expansion->root ? expand_leaves(expansion->root, collect_leaf, &r, err) : LETA_OK;
	if (st == LETA_OK)
		st = scan_all(&r, err);
	if (st == LETA_OK && r.n > 0 &&
	    !(found.fixes = arena_zalloc(arena, r.n, sizeof(*found.fixes))))
		st = no_room(arena, err);
	for (size_t i = 0; st == LETA_OK && i < r.n; i++) {
		struct broken *b = &r.broken[i];
		if (b->n_near > 0) {
			struct repair_fix *fix = &found.fixes[found.n];
			st = choose_correction(&r, b, fix, err);
			found.n += fix->word ? 1 : 0;
		}
	}
	if (st == LETA_OK)
		*out = found;
	return st;
}

char *repair_text(struct str query, const struct repairs *repairs, bool sure, struct arena *arena)
{
	struct buf text;
	size_t done = 0;
	buf_init(&text, (size_t)64 << 10);
	for (size_t i = 0; i < repairs->n; i++) {
		const struct repair_fix *fix = &repairs->fixes[i];
		size_t start = (size_t)(fix->word->text.ptr - query.ptr);
		if (start < done || (sure && !fix->sure))
			continue;
		buf_str(&text, str_sub(query, done, start));
		buf_cstr(&text, fix->shown);
		done = start + fix->word->text.len;
	}
	buf_str(&text, str_sub(query, done, query.len));
	char *copy =
		buf_status(&text, NULL) == LETA_OK ? arena_strdup(arena, buf_view(&text)) : NULL;
	buf_fini(&text);
	return copy;
}
