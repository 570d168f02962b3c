/*
 * answer.c: the question as it was understood, with what was added to its words.
 */
#include "search/answer.h"

#include "base/error.h"
#include "query/no_room.h"

static const char *public_kind(enum expand_kind kind)
{
	switch (kind) {
	case EXPAND_JOINED:
	case EXPAND_PARTS:
		return "compound";
	case EXPAND_ACCENT:
		return "accent";
	case EXPAND_SYNONYM:
	case EXPAND_DERIVATION:
	case EXPAND_TOPIC:
		return "synonym"; /* of the thesaurus; leta_explain() tells its kinds apart */
	case EXPAND_WORD:
	case EXPAND_COMPOUNDS: /* the word itself, as in compounds that the lexicon splits */
	case EXPAND_WILDCARD:
	case EXPAND_FUZZY:
		break;
	}
	return NULL;
}

struct collecting {
	struct arena *arena;
	struct leta_results *results;
	size_t cap;
};

static leta_status collect(struct collecting *c, struct str of, const char *to, const char *kind, double weight,
			   struct leta_error *err)
{
	struct leta_expansion *list = arena_grow(c->arena, c->results->expansions, c->results->n_expansions, &c->cap,
						 sizeof(*list));
	const char *copy = arena_strdup(c->arena, of);
	if (!list || !copy)
		return no_room(c->arena, err);
	c->results->expansions = list;
	list[c->results->n_expansions++] = (struct leta_expansion){copy, to, kind, weight};
	return LETA_OK;
}

static leta_status collect_corrections(struct collecting *c, const struct ask *a, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; a->corrected && st == LETA_OK && i < a->repairs.n; i++) {
		const struct repair_fix *fix = &a->repairs.fixes[i];
		if (fix->sure)
			st = collect(c, fix->word->text, fix->shown, "spelling", 1, err);
	}
	return st;
}

static leta_status collect_expansions(void *ctx, struct expand_node *leaf, bool wanted,
				      struct leta_error *err)
{
	struct collecting *c = ctx;
	leta_status st = LETA_OK;
	for (size_t w = 0; wanted && w < leaf->n_words; w++)
		for (size_t i = 0; st == LETA_OK && i < leaf->words[w].n_choices; i++) {
			const struct expand_choice *choice = &leaf->words[w].choices[i];
			const char *kind = public_kind(choice->kind);
			if (!kind || !choice->shown || choice->repeated)
				continue;
			st = collect(c, choice->of.len > 0 ? choice->of : leaf->words[w].text, choice->shown, kind,
				     choice->weight, err);
		}
	return st;
}

leta_status answer_fill(struct ask *a, struct leta_results *out, struct leta_error *err)
{
	struct collecting expansions = {a->arena, out, 0};
	out->query = arena_strdup(a->arena, a->text);
	out->index = arena_strdup(a->arena, str_from(leta_index_fingerprint(a->index)));
	out->total = a->match->total;
	out->understood = ask_understood(a);
	out->notices = a->notices;
	out->n_notices = a->n_notices;
	if (!out->query || !out->index || !out->understood)
		return error_nomem(err);
	leta_status st = collect_corrections(&expansions, a, err);
	return st == LETA_OK && a->expansion.root
		       ? expand_leaves(a->expansion.root, collect_expansions, &expansions, err)
		       : st;
}
