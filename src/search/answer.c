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
	case EXPAND_SPELLING:
		return "spelling";
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

static leta_status collect_expansions(void *ctx, struct expand_node *leaf, bool wanted,
				      struct leta_error *err)
{
	struct collecting *c = ctx;
	for (size_t w = 0; wanted && w < leaf->n_words; w++)
		for (size_t i = 0; i < leaf->words[w].n_choices; i++) {
			const struct expand_choice *choice = &leaf->words[w].choices[i];
			const char *kind = public_kind(choice->kind);
			if (!kind || !choice->shown || choice->repeated)
				continue;
			struct str text =
				choice->of.len > 0 ? choice->of : leaf->words[w].text;
			struct leta_expansion *list =
				arena_grow(c->arena, c->results->expansions,
					   c->results->n_expansions, &c->cap, sizeof(*list));
			const char *of = arena_strdup(c->arena, text);
			if (!list || !of)
				return no_room(c->arena, err);
			c->results->expansions = list;
			list[c->results->n_expansions++] =
				(struct leta_expansion){of, choice->shown, kind, choice->weight};
		}
	return LETA_OK;
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
	return a->expansion.root ? expand_leaves(a->expansion.root, collect_expansions, &expansions, err) : LETA_OK;
}
