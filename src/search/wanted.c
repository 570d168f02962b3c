/*
 * wanted.c: collects the terms of a tree, and reads them where they are enough.
 */
#include "search/wanted.h"

#include <stdlib.h>

#include "query/no_room.h"

struct collecting {
	struct arena *arena;
	struct wanted *out;
	size_t cap;
};

static bool add_terms(struct collecting *c, const struct expand_choice *choice)
{
	struct wanted *w = c->out;
	for (size_t i = 0; i < choice->n_terms && !w->whole; i++) {
		struct str *terms = arena_grow(c->arena, w->terms, w->n, &c->cap, sizeof(*terms));
		if (!terms)
			return false;
		w->terms = terms;
		w->terms[w->n++] = choice->terms[i];
		w->whole = w->n == WANTED_MAX;
	}
	return true;
}

static bool add_words(struct collecting *c, const struct expand_node *leaf)
{
	if (leaf->kind == AST_COMPOUND_PART || leaf->ast->exact)
		c->out->whole = true;
	for (size_t i = 0; i < leaf->n_words; i++)
		for (size_t k = 0; k < leaf->words[i].n_choices; k++)
			if (!add_terms(c, &leaf->words[i].choices[k]))
				return false;
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

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static struct wanted *sorted(struct wanted *w)
{
	size_t kept = 0;
	if (w->n > 1)
		qsort(w->terms, w->n, sizeof(*w->terms), by_bytes);
	for (size_t i = 0; i < w->n; i++)
		if (kept == 0 || !str_eq(w->terms[kept - 1], w->terms[i]))
			w->terms[kept++] = w->terms[i];
	w->n = kept;
	return w;
}

struct wanted *wanted_of_node(const struct expand_node *node, const struct expand_choice *parts,
			      struct arena *arena)
{
	struct collecting c = {arena, arena_zalloc(arena, 1, sizeof(*c.out)), 0};
	bool added = c.out && (parts ? add_terms(&c, parts) : add_node(&c, node));
	return added ? sorted(c.out) : NULL;
}

struct wanted *wanted_of_units(const struct units *units, struct arena *arena)
{
	struct collecting c = {arena, arena_zalloc(arena, 1, sizeof(*c.out)), 0};
	for (size_t u = 0; c.out && u < units->n; u++) {
		const struct unit *unit = &units->items[u];
		if (unit->scope.place == OCCUR_ROLE && unit->scope.role == LETA_ROLE_LESSONS)
			c.out->whole = true;
		if (!add_node(&c, unit->node))
			return NULL;
	}
	return c.out ? sorted(c.out) : NULL;
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
	return view_pick(view, w->terms, w->n, scratch, part, err);
}
