/*
 * wanted.c: collects the terms of a tree, and reads them where they are enough.
 *
 * A phrase needs a term of each of its words near each other: the words are the groups of a forward_wish.
 */
#include "search/wanted.h"

#include <stdlib.h>

#include "query/no_room.h"
#include "search/spans.h"

struct item {
	struct str term;
	uint32_t groups;
};

struct collecting {
	struct arena *arena;
	struct wanted *out;
	struct item *items;
	size_t n, cap;
	bool grouped;    /* each word is a group */
	size_t n_groups; /* of the words so far */
};

static bool add_terms(struct collecting *c, const struct expand_choice *choice, uint32_t groups)
{
	for (size_t i = 0; i < choice->n_terms && !c->out->whole; i++) {
		struct item *items = arena_grow(c->arena, c->items, c->n, &c->cap, sizeof(*items));
		if (!items)
			return false;
		c->items = items;
		c->items[c->n++] = (struct item){choice->terms[i], groups};
		c->out->whole = c->n == WANTED_MAX;
	}
	return true;
}

/* The groups of a choice: the words that it stands for, from its own on. */
static uint32_t groups_of(const struct collecting *c, const struct expand_node *leaf, size_t word,
			  const struct expand_choice *choice)
{
	uint32_t groups = 0;
	for (size_t i = word; c->grouped && i < leaf->n_words && i < word + choice->words; i++)
		groups |= UINT32_C(1) << (c->n_groups + i);
	return groups;
}

static bool add_words(struct collecting *c, const struct expand_node *leaf)
{
	if (leaf->kind == AST_COMPOUND_PART || leaf->ast->exact)
		c->out->whole = true;
	for (size_t i = 0; i < leaf->n_words; i++)
		for (size_t k = 0; k < leaf->words[i].n_choices; k++) {
			const struct expand_choice *choice = &leaf->words[i].choices[k];
			if (!add_terms(c, choice, groups_of(c, leaf, i, choice)))
				return false;
		}
	c->n_groups += leaf->n_words;
	return true;
}

static bool add_node(struct collecting *c, const struct expand_node *node)
{
	if (node->kind == AST_HEADING) /* no part of the text */
		return true;
	if (node->kind == AST_SCOPE && node->ast->role == LETA_ROLE_LESSONS)
		c->out->whole = true; /* which begin at a byte */
	for (size_t i = 0; i < node->n_children; i++)
		if (!add_node(c, node->children[i]))
			return false;
	return node->n_children > 0 || add_words(c, node);
}

/* ---- nearness ---- */

/* Positions from the first term of a choice to its last, beyond what a token reaches. */
static uint32_t width_of(const struct expand_choice *choice)
{
	if (choice->gaps)
		return choice->gaps[choice->n_terms - 1];
	return choice->kind == EXPAND_PARTS ? (uint32_t)choice->n_terms + SPANS_PARTS_SLACK - 1 : 0;
}

/* Adds to the wish how far apart the words of a leaf may stand. False: a word has no term. */
static bool measure_words(const struct expand_node *leaf, struct forward_wish *wish, size_t *n_groups)
{
	for (size_t i = 0; i < leaf->n_words; i++) {
		const struct expand_word *word = &leaf->words[i];
		uint32_t widest = 0;
		size_t n_terms = 0;
		for (size_t k = 0; k < word->n_choices; k++) {
			uint32_t width = width_of(&word->choices[k]);
			widest = width > widest ? width : widest;
			n_terms += word->choices[k].n_terms;
		}
		if (n_terms == 0)
			return false;
		wish->span += widest + (i > 0 ? word->position - word[-1].position : 0);
	}
	wish->joints += (uint32_t)leaf->n_words;
	*n_groups += leaf->n_words;
	return *n_groups <= FORWARD_GROUPS_MAX;
}

/* Whether all words of a tree must stand near each other, and how near. */
static bool measure(const struct expand_node *node, struct forward_wish *wish, size_t *n_groups)
{
	bool leaf = node->n_children == 0 && node->n_words > 0;
	if (node->kind == AST_SCOPE)
		return measure(node->children[0], wish, n_groups);
	if (node->kind != AST_NEAR)
		return leaf && measure_words(node, wish, n_groups);
	wish->span += node->ast->distance;
	return measure(node->children[0], wish, n_groups) &&
	       measure(node->children[1], wish, n_groups);
}

/* ---- the whole ---- */

static int by_term(const void *a, const void *b)
{
	return str_cmp(((const struct item *)a)->term, ((const struct item *)b)->term);
}

/* Sorts the terms, each once, with all of its groups. */
static struct wanted *finish(struct collecting *c)
{
	struct forward_wish *wish = &c->out->wish;
	struct str *terms = arena_alloc(c->arena, c->n * sizeof(*terms));
	uint32_t *groups = arena_zalloc(c->arena, c->n, sizeof(*groups));
	if (!terms || !groups)
		return NULL;
	if (c->n > 1)
		qsort(c->items, c->n, sizeof(*c->items), by_term);
	for (size_t i = 0; i < c->n; i++) {
		if (wish->n == 0 || !str_eq(terms[wish->n - 1], c->items[i].term))
			terms[wish->n++] = c->items[i].term;
		groups[wish->n - 1] |= c->items[i].groups;
	}
	wish->terms = terms;
	wish->groups = groups;
	return c->out;
}

static bool add_parts(struct collecting *c, const struct expand_choice *parts)
{
	struct expand_choice part = *parts;
	part.n_terms = 1;
	if (parts->n_terms > FORWARD_GROUPS_MAX)
		return add_terms(c, parts, 0);
	c->out->wish.span = width_of(parts);
	for (; c->n_groups < parts->n_terms; c->n_groups++) {
		part.terms = &parts->terms[c->n_groups];
		if (!add_terms(c, &part, UINT32_C(1) << c->n_groups))
			return false;
	}
	return true;
}

struct wanted *wanted_of_node(const struct expand_node *node, const struct expand_choice *parts,
			      struct arena *arena)
{
	struct collecting c = {.arena = arena, .out = arena_zalloc(arena, 1, sizeof(*c.out))};
	if (!c.out)
		return NULL;
	struct forward_wish *wish = &c.out->wish;
	size_t n_groups = 0;
	c.grouped = !parts && measure(node, wish, &n_groups);
	if (parts ? !add_parts(&c, parts) : !add_node(&c, node))
		return NULL;
	if (parts || c.grouped)
		wish->all = (UINT32_C(1) << c.n_groups) - 1;
	return finish(&c);
}

struct wanted *wanted_of_units(const struct units *units, struct arena *arena)
{
	struct collecting c = {.arena = arena, .out = arena_zalloc(arena, 1, sizeof(*c.out))};
	for (size_t u = 0; c.out && u < units->n; u++) {
		const struct unit *unit = &units->items[u];
		if (unit->scope.place == OCCUR_ROLE && unit->scope.role == LETA_ROLE_LESSONS)
			c.out->whole = true;
		if (!add_node(&c, unit->node))
			return NULL;
	}
	return c.out ? finish(&c) : NULL;
}

leta_status wanted_forward(const struct wanted *w, struct view *view, struct arena *scratch,
			   const struct forward **out, struct leta_error *err)
{
	if (w->whole)
		return view_forward(view, out, err);
	struct forward *part = arena_zalloc(scratch, 1, sizeof(*part));
	if (!part)
		return no_room(scratch, err);
	*out = part;
	return view_pick(view, &w->wish, scratch, part, err);
}
