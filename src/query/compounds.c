/*
 * compounds.c: a word as part of learned compounds, and as one of them.
 */
#include "query/compounds.h"

#include "base/utf8.h"
#include "query/no_room.h"

/* "brexit effekter": the parts as they stand in the word. */
static const char *show_parts(struct expander *x, struct str text, const struct learned_word *learned)
{
	buf_clear(&x->folded);
	for (size_t i = 0; i < learned->n_parts; i++) {
		bool last = i + 1 == learned->n_parts;
		size_t to = last ? text.len : utf8_offset(text, learned->parts[i].to);
		if (i > 0)
			buf_char(&x->folded, ' ');
		buf_str(&x->folded, str_sub(text, utf8_offset(text, learned->parts[i].from), to));
	}
	return buf_status(&x->folded, NULL) == LETA_OK ? arena_strdup(x->arena, buf_view(&x->folded)) : NULL;
}

static leta_status add_wholes(struct expander *x, struct expand_word *word, struct str part)
{
	const struct learned_use *uses;
	size_t n = learned_uses(x->env->learned, part, &uses);
	struct str terms[EXPAND_COMPOUNDS_MAX];
	if (n == 0)
		return LETA_OK;
	n = n < EXPAND_COMPOUNDS_MAX ? n : EXPAND_COMPOUNDS_MAX;
	for (size_t i = 0; i < n; i++)
		terms[i] = uses[i].word->term;
	struct expand_choice *choice = expand_add(x->arena, word, EXPAND_COMPOUNDS, terms, n);
	if (!choice)
		return no_room(x->arena, x->err);
	choice->uses = uses;
	return LETA_OK;
}

static leta_status add_parts(struct expander *x, struct expand_word *word, const struct learned_word *learned)
{
	struct str terms[LEARNED_PARTS_MAX];
	for (size_t i = 0; i < learned->n_parts; i++)
		terms[i] = learned->parts[i].term;
	struct expand_choice *choice = expand_add(x->arena, word, EXPAND_PARTS, terms, learned->n_parts);
	if (choice)
		choice->shown = show_parts(x, word->text, learned);
	return choice && choice->shown ? LETA_OK : no_room(x->arena, x->err);
}

leta_status compounds_learned(struct expander *x, struct expand_word *word)
{
	if (!x->env->learned || word->stop || word->kind != TEXT_WORD)
		return LETA_OK;
	struct str own = word->choices[0].terms[0];
	const struct learned_word *learned = learned_find(x->env->learned, own);
	leta_status st = learned ? add_parts(x, word, learned) : LETA_OK;
	return st == LETA_OK ? add_wholes(x, word, own) : st;
}
