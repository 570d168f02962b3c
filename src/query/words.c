/*
 * words.c: a text → its words with what each may stand for.
 *
 * Words that stand side by side are analysed as one text, so that the analysis sees what it would
 * see in a document
 * ("SOU 2007:104", "metod- och processtöd"). A choice that no document has is kept only when it is
 * the word itself.
 */
#include "query/words.h"

#include "base/error.h"
#include "base/utf8.h"
#include "query/accents.h"
#include "query/compounds.h"
#include "query/no_room.h"
#include "schema/term.h"
#include "text/fold.h"

#define TERM_BUF_MAX ((size_t)4 << 10)

static leta_status count_term(struct expander *x, const char *prefix, struct str term,
			      uint32_t *out)
{
	term_make(&x->term, prefix, term);
	leta_status st = buf_status(&x->term, x->err);
	return st == LETA_OK ? x->env->count(x->env->ctx, buf_view(&x->term), out, x->err) : st;
}

/* Any of the terms, or for parts at most the rarest of them. */
static leta_status count_choice(struct expander *x, const char *prefix,
				struct expand_choice *choice)
{
	uint32_t most = 0, least = UINT32_MAX;
	for (size_t i = 0; i < choice->n_terms; i++) {
		uint32_t n = 0;
		leta_status st = count_term(x, prefix, choice->terms[i], &n);
		if (st != LETA_OK)
			return st;
		most = n > most ? n : most;
		least = n < least ? n : least;
	}
	choice->documents = choice->kind == EXPAND_PARTS ? least : most;
	return LETA_OK;
}

/* ---- analysis of a run of words ---- */

static leta_status take_extra(struct word_run *run, const struct word_token *token)
{
	struct arena *arena = run->x->arena;
	struct word_token *extras =
		arena_grow(arena, run->extras, run->n_extras, &run->extras_cap, sizeof(*extras));
	size_t *of =
		arena_grow(arena, run->extra_of, run->n_extras, &run->extra_of_cap, sizeof(*of));
	if (!extras || !of)
		return no_room(arena, run->x->err);
	run->extras = extras;
	run->extra_of = of;
	run->extra_of[run->n_extras] = run->n_words - 1;
	run->extras[run->n_extras++] = *token;
	return LETA_OK;
}

static leta_status take_token(void *ctx, const struct text_token *t, struct leta_error *err)
{
	struct word_run *run = ctx;
	struct arena *arena = run->x->arena;
	struct word_token token = {.term = {arena_strdup(arena, t->term), t->term.len},
				   .text = str_sub(run->text, t->start, t->end),
				   .kind = t->kind};
	if (!token.term.ptr)
		return no_room(arena, err);
	if (run->n_words > 0 && (t->kind == TEXT_PART || t->kind == TEXT_JOINED || t->colocated))
		return take_extra(run, &token);
	struct expand_word *words =
		arena_grow(arena, run->words, run->n_words, &run->cap, sizeof(*words));
	if (!words)
		return no_room(arena, err);
	run->words = words;
	struct expand_word *word = &words[run->n_words++];
	*word = (struct expand_word){
		.text = token.text, .position = t->position, .stop = t->stop, .kind = t->kind};
	return expand_add(arena, word, EXPAND_WORD, &token.term, 1) ? LETA_OK : no_room(arena, err);
}

/* "utrikes födda" → "utrikesfödda" */
static const char *shown_together(const struct word_run *run, size_t first, size_t n)
{
	struct buf *shown = &run->x->folded;
	buf_clear(shown);
	for (size_t i = first; i < first + n; i++)
		text_fold(run->words[i].text, shown);
	return buf_status(shown, NULL) == LETA_OK ? arena_strdup(run->x->arena, buf_view(shown))
						  : NULL;
}

/* A joined form stands for all the words whose text it covers. */
static leta_status add_joined(struct word_run *run, const struct word_token *joined, size_t near)
{
	const char *from = joined->text.ptr, *to = from + joined->text.len;
	size_t first = near, n = 0;
	for (size_t i = 0; i < run->n_words; i++)
		if (run->words[i].text.ptr >= from &&
		    run->words[i].text.ptr + run->words[i].text.len <= to) {
			first = n == 0 ? i : first;
			n++;
		}
	struct expand_choice *choice =
		expand_add(run->x->arena, &run->words[first], EXPAND_JOINED, &joined->term, 1);
	if (!choice)
		return no_room(run->x->arena, run->x->err);
	choice->words = n > 0 ? n : 1;
	choice->shown = n > 1 ? shown_together(run, first, n) : choice->terms[0].ptr;
	return choice->shown ? LETA_OK : no_room(run->x->arena, run->x->err);
}

static leta_status add_parts(struct word_run *run, const struct word_token *parts, size_t n,
			     struct expand_word *word)
{
	struct arena *arena = run->x->arena;
	struct str *terms = arena_zalloc(arena, n, sizeof(*terms));
	struct buf *shown = &run->x->folded;
	size_t n_terms = 0;
	buf_clear(shown);
	for (size_t i = 0; terms && i < n; i++) {
		if (parts[i].kind != TEXT_PART)
			continue;
		terms[n_terms++] = parts[i].term;
		if (n_terms > 1)
			buf_char(shown, ' ');
		buf_str(shown, parts[i].text);
	}
	if (!terms)
		return no_room(arena, run->x->err);
	if (n_terms < 2) /* one part alone is never what was asked for */
		return LETA_OK;
	struct expand_choice *choice = expand_add(arena, word, EXPAND_PARTS, terms, n_terms);
	if (choice)
		choice->shown = arena_strdup(arena, buf_view(shown));
	return choice && choice->shown ? LETA_OK : no_room(arena, run->x->err);
}

static leta_status add_extras(struct word_run *run)
{
	leta_status st = LETA_OK;
	for (size_t i = 0, end; st == LETA_OK && i < run->n_extras; i = end) {
		size_t word = run->extra_of[i];
		for (end = i; st == LETA_OK && end < run->n_extras && run->extra_of[end] == word;
		     end++)
			if (run->extras[end].kind != TEXT_PART)
				st = add_joined(run, &run->extras[end], word);
		if (st == LETA_OK)
			st = add_parts(run, &run->extras[i], end - i, &run->words[word]);
	}
	return st;
}

/* Counts each choice and drops those without documents, but for the word's own. */
leta_status words_count(struct expander *x, const char *prefix, struct expand_word *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t kept = 0;
		for (size_t c = 0; c < words[i].n_choices; c++) {
			struct expand_choice *choice = &words[i].choices[c];
			if (words[i].stop)
				continue;
			leta_status st = count_choice(x, prefix, choice);
			if (st != LETA_OK)
				return st;
		}
		for (size_t c = 0; c < words[i].n_choices; c++)
			if (words[i].choices[c].documents > 0 ||
			    words[i].choices[c].kind == EXPAND_WORD)
				words[i].choices[kept++] = words[i].choices[c];
		words[i].n_choices = kept;
	}
	return LETA_OK;
}

const char *words_prefix(const struct expander *x)
{
	return x->field && x->field->prefix ? x->field->prefix : "";
}

leta_status words_read(struct expander *x, struct str text, struct word_run *run)
{
	*run = (struct word_run){.x = x, .text = text};
	leta_status st = x->env->analyze(x->env->ctx, text, take_token, run, x->err);
	if (st == LETA_OK)
		st = add_extras(run);
	for (size_t i = 0; st == LETA_OK && i < run->n_words; i++)
		st = compounds_learned(x, &run->words[i]);
	return st == LETA_OK ? words_count(x, words_prefix(x), run->words, run->n_words) : st;
}

leta_status words_analyze(struct expander *x, struct str text, bool exact, struct word_run *run)
{
	if (!exact) {
		leta_status st = words_read(x, text, run);
		return st == LETA_OK && !x->unwanted ? accents_restore(x, run) : st;
	}
	*run = (struct word_run){.x = x, .text = text};
	leta_status st = x->env->analyze(x->env->ctx, text, take_token, run, x->err);
	return st == LETA_OK ? words_count(x, words_prefix(x), run->words, run->n_words) : st;
}

struct str words_spelling(const struct expand_word *word)
{
	const struct expand_choice *own = word->choices;
	return own->kind == EXPAND_ACCENT ? str_from(own->shown) : word->text;
}

/* ---- joining neighbours ---- */

static bool is_plain_word(const struct expand_word *word)
{
	return !word->stop && word->kind == TEXT_WORD && utf8_count(word->text) > 1;
}

/* "process" + "stöd" is written "processtöd": three alike become two. */
static bool triples(struct str a, struct str b)
{
	return a.len > 1 && a.ptr[a.len - 1] == a.ptr[a.len - 2] && a.ptr[a.len - 1] == b.ptr[0];
}

static leta_status keep_term(void *ctx, const struct text_token *t, struct leta_error *err)
{
	struct buf *out = ctx;
	(void)err;
	if (out->len == 0 && !t->stop && t->kind == TEXT_WORD)
		buf_str(out, t->term);
	return LETA_OK;
}

static leta_status try_joined(struct expander *x, const struct word_pair *pair, const char *joint,
			      bool cut)
{
	struct buf term;
	uint32_t documents = 0;
	struct str a = words_spelling(pair->first), b = words_spelling(pair->second);
	char *text = arena_printf(x->arena, STR_FMT "%s" STR_FMT, (int)(a.len - (cut ? 1 : 0)),
				  a.ptr, joint, STR_ARG(b));
	if (!text)
		return no_room(x->arena, x->err);
	buf_init(&term, TERM_BUF_MAX);
	leta_status st = x->env->analyze(x->env->ctx, str_from(text), keep_term, &term, x->err);
	if (st == LETA_OK && term.len > 0)
		st = count_term(x, words_prefix(x), buf_view(&term), &documents);
	struct str found = buf_view(&term);
	for (int i = 0; st == LETA_OK && documents > 0 && i < (pair->sequence ? 1 : 2); i++) {
		struct expand_word *word = i == 0 ? pair->first : pair->second;
		struct expand_choice *choice = expand_add(x->arena, word, EXPAND_JOINED, &found, 1);
		if (!choice) {
			st = no_room(x->arena, x->err);
			break;
		}
		choice->words = pair->sequence ? 2 : 1;
		choice->documents = documents;
		choice->shown = text;
	}
	buf_fini(&term);
	return st;
}

/* Two words of the query that documents may write as one: "utrikes födda", "arbetsmarknad politik".
 */
leta_status words_join_pair(struct expander *x, const struct word_pair *pair)
{
	if (!is_plain_word(pair->first) || !is_plain_word(pair->second))
		return LETA_OK;
	bool cut = triples(words_spelling(pair->first), words_spelling(pair->second));
	leta_status st = try_joined(x, pair, "", cut);
	return st == LETA_OK && !cut ? try_joined(x, pair, "s", false) : st;
}

leta_status words_join_sequence(struct expander *x, struct expand_word *words, size_t n)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i + 1 < n; i++)
		st = words_join_pair(x, &(struct word_pair){&words[i], &words[i + 1], true});
	return st;
}
