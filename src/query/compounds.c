/*
 * compounds.c: a word as part of learned compounds, and as one of them.
 */
#include "query/compounds.h"

#include "base/utf8.h"
#include "query/no_room.h"

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
	size_t n = 0;
	buf_clear(&x->folded);
	for (uint8_t i = 0; i < learned->n_parts; i++) {
		struct learned_use use = {learned, i};
		size_t to = utf8_offset(word->text, learned->parts[i].to);
		if (learned_is_inner(&use))
			continue;
		if (n > 0)
			buf_char(&x->folded, ' ');
		buf_str(&x->folded, str_sub(word->text, utf8_offset(word->text, learned->parts[i].from),
					    learned_is_last(&use) ? word->text.len : to));
		terms[n++] = learned->parts[i].term;
	}
	if (n < 2)
		return LETA_OK;
	struct expand_choice *choice = expand_add(x->arena, word, EXPAND_PARTS, terms, n);
	if (choice && buf_status(&x->folded, NULL) == LETA_OK)
		choice->shown = arena_strdup(x->arena, buf_view(&x->folded));
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
