/*
 * synonyms.c: the thesaurus, asked in the analysis of the index.
 *
 * Its entries are analysed when a word begins like them, a few dozen for a query: a table of all analysed entries would
 * take longer than most searches. Stop words inside an entry count as distance only.
 */
#include "query/synonyms.h"

#include "query/no_room.h"
#include "schema/term.h"
#include "schema/thesaurus.h"

#define TERMS_MAX 8       /* of an entry or a target */
#define CHOICES_MAX 64    /* of one word, with all of its own */
#define VARIED_WEIGHT 0.5 /* that a family's word must have to stand in a compound */

/* An analysed word or phrase. */
struct phrase {
	struct str terms[TERMS_MAX];
	uint32_t places[TERMS_MAX]; /* positions */
	size_t n;
	bool torn; /* too long, or a stop word at an end, without which it would say more than it means */
};

/* Words of the query that are an entry of the thesaurus. */
struct match {
	struct expand_word **words; /* from its first to its last, stop words too */
	size_t n;
	bool sequence; /* in a phrase */
	struct phrase key;
};

/* Something that the words may stand for. */
struct target {
	const char *text;
	double weight;
	enum expand_kind kind;
};

/* ---- analysis ---- */

struct reading {
	struct arena *arena;
	struct phrase *out;
	bool ends_open; /* the last token is a stop word */
};

static leta_status take_token(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct reading *r = ctx;
	struct phrase *out = r->out;
	if (token->colocated || token->kind == TEXT_PART || token->kind == TEXT_JOINED)
		return LETA_OK;
	r->ends_open = token->stop;
	out->torn = out->torn || out->n == TERMS_MAX || (token->stop && out->n == 0);
	if (token->stop || out->torn)
		return LETA_OK;
	struct str term = {arena_strdup(r->arena, token->term), token->term.len};
	if (!term.ptr)
		return no_room(r->arena, err);
	out->terms[out->n] = term;
	out->places[out->n++] = token->position;
	return LETA_OK;
}

static leta_status read_phrase(struct expander *x, const char *text, struct phrase *out)
{
	struct reading reading = {.arena = x->arena, .out = out};
	*out = (struct phrase){0};
	leta_status st = x->env->analyze(x->env->ctx, str_from(text), take_token, &reading, x->err);
	if (out->torn || reading.ends_open)
		out->n = 0;
	return st;
}

/* ---- recognising ---- */

static struct str own_term(const struct expand_word *word)
{
	return word->choices[0].terms[0];
}

/* How many of the words, from the first on, are this phrase; 0 = they are not. */
static size_t matches(const struct phrase *key, struct expand_word **words, size_t n)
{
	size_t w = 0;
	for (size_t k = 0; k < key->n; k++) {
		uint32_t place = words[0]->position + key->places[k] - key->places[0];
		while (w < n && words[w]->position < place)
			w++;
		if (w == n || words[w]->position != place || words[w]->stop ||
		    !str_eq(own_term(words[w]), key->terms[k]))
			return 0;
	}
	return key->n > 0 ? w + 1 : 0;
}

/* ---- adding ---- */

/* Of a word: the documents that have it; of a phrase: at most so many. */
static leta_status count(struct expander *x, const struct phrase *phrase, uint32_t *out)
{
	leta_status st = LETA_OK;
	*out = UINT32_MAX;
	for (size_t i = 0; st == LETA_OK && i < phrase->n; i++) {
		uint32_t documents = 0;
		term_make(&x->term, "", phrase->terms[i]);
		st = buf_status(&x->term, x->err);
		if (st == LETA_OK)
			st = x->env->count(x->env->ctx, buf_view(&x->term), &documents, x->err);
		*out = documents < *out ? documents : *out;
	}
	return st;
}

/* Whether a word stands for these terms already. */
static bool is_known(const struct expand_word *word, const struct phrase *phrase)
{
	for (size_t c = 0; c < word->n_choices; c++) {
		const struct expand_choice *choice = &word->choices[c];
		bool same = choice->n_terms == phrase->n && (choice->gaps != NULL) == (phrase->n > 1);
		for (size_t i = 0; same && i < phrase->n; i++)
			same = str_eq(choice->terms[i], phrase->terms[i]);
		if (same)
			return true;
	}
	return false;
}

static bool is_key(const struct match *m, const struct phrase *phrase)
{
	bool same = m->key.n == phrase->n;
	for (size_t i = 0; same && i < phrase->n; i++)
		same = str_eq(m->key.terms[i], phrase->terms[i]);
	return same;
}

static leta_status set_gaps(struct expander *x, const struct phrase *phrase, struct expand_choice *choice)
{
	if (phrase->n < 2)
		return LETA_OK;
	choice->gaps = arena_zalloc(x->arena, phrase->n, sizeof(*choice->gaps));
	if (!choice->gaps)
		return no_room(x->arena, x->err);
	for (size_t i = 0; i < phrase->n; i++)
		choice->gaps[i] = phrase->places[i] - phrase->places[0];
	return LETA_OK;
}

static leta_status add_choice(struct expander *x, const struct match *m, size_t w, const struct target *target,
			      const struct phrase *phrase, uint32_t documents)
{
	struct expand_word *word = m->words[w];
	struct str first = m->words[0]->text, last = m->words[m->n - 1]->text;
	if (word->stop || word->n_choices >= CHOICES_MAX || is_known(word, phrase))
		return LETA_OK;
	struct expand_choice *choice = expand_add(x->arena, word, target->kind, phrase->terms, phrase->n);
	if (!choice)
		return no_room(x->arena, x->err);
	choice->weight = target->weight;
	choice->words = m->sequence ? m->n : 1;
	choice->documents = documents;
	choice->shown = target->text;
	choice->of = (struct str){first.ptr, (size_t)(last.ptr - first.ptr) + last.len};
	choice->repeated = w > 0;
	return set_gaps(x, phrase, choice);
}

static leta_status add_target(struct expander *x, const struct match *m, const struct target *target)
{
	struct phrase phrase;
	uint32_t documents = 0;
	leta_status st = read_phrase(x, target->text, &phrase);
	if (st != LETA_OK || phrase.n == 0 || is_key(m, &phrase))
		return st;
	st = count(x, &phrase, &documents);
	for (size_t w = 0; st == LETA_OK && documents > 0 && w < (m->sequence ? 1 : m->n); w++)
		st = add_choice(x, m, w, target, &phrase, documents);
	return st;
}

static leta_status add_entry(struct expander *x, const struct match *m, const struct thesaurus_entry *entry)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < entry->n_targets; i++) {
		const struct thesaurus_target *from = &entry->targets[i];
		enum expand_kind kind = from->kind == THESAURUS_DERIVATION ? EXPAND_DERIVATION : EXPAND_SYNONYM;
		st = add_target(x, m, &(struct target){from->term, from->weight, kind});
	}
	return st;
}

static leta_status add_topic(struct expander *x, const struct match *m, const struct thesaurus_topic *topic)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < topic->n_terms; i++) {
		const struct thesaurus_term *term = &topic->terms[i];
		if (term->relation == THESAURUS_ALT || term->relation == THESAURUS_NARROWER)
			st = add_target(x, m,
					&(struct target){term->term, SYNONYMS_BROAD_WEIGHT, EXPAND_TOPIC});
	}
	return st;
}

/* ---- compounds ---- */

/* "flykting mottagning" → "flykting mottagande" */
static const char *vary_shown(struct expander *x, const char *shown, const char *last)
{
	struct str kept = str_from(shown);
	while (kept.len > 0 && kept.ptr[kept.len - 1] != ' ')
		kept.len--;
	return arena_printf(x->arena, STR_FMT "%s", STR_ARG(kept), last);
}

/* The last part gives way to a word of its family, at its weight. */
static leta_status vary_part(struct expander *x, struct expand_word *word, const struct expand_choice *parts,
			     const struct thesaurus_target *target)
{
	struct phrase phrase, varied = {.n = parts->n_terms};
	uint32_t documents = 0;
	size_t last = parts->n_terms - 1;
	leta_status st = read_phrase(x, target->term, &phrase);
	if (st != LETA_OK || phrase.n != 1 || parts->n_terms > TERMS_MAX || word->n_choices >= CHOICES_MAX)
		return st;
	if (str_eq(phrase.terms[0], parts->terms[last]))
		return LETA_OK;
	for (size_t i = 0; i < last; i++)
		varied.terms[i] = parts->terms[i];
	varied.terms[last] = phrase.terms[0];
	st = count(x, &varied, &documents);
	if (st != LETA_OK || documents == 0)
		return st;
	struct expand_choice *choice = expand_add(x->arena, word, EXPAND_PARTS, varied.terms, varied.n);
	if (!choice)
		return no_room(x->arena, x->err);
	choice->weight = parts->weight * target->weight;
	choice->documents = documents;
	choice->shown = vary_shown(x, parts->shown, target->term);
	return choice->shown ? LETA_OK : no_room(x->arena, x->err);
}

static leta_status vary_entry(struct expander *x, struct expand_word *word, const struct expand_choice *parts,
			      const struct thesaurus_entry *entry)
{
	struct phrase key;
	leta_status st = read_phrase(x, entry->term, &key);
	if (st != LETA_OK || key.n != 1 || !str_eq(key.terms[0], parts->terms[parts->n_terms - 1]))
		return st;
	for (size_t i = 0; st == LETA_OK && i < entry->n_targets; i++)
		if (entry->targets[i].kind == THESAURUS_DERIVATION && entry->targets[i].weight >= VARIED_WEIGHT)
			st = vary_part(x, word, parts, &entry->targets[i]);
	return st;
}

static leta_status vary_compounds(struct expander *x, struct expand_word *word)
{
	leta_status st = LETA_OK;
	size_t n = word->n_choices;
	for (size_t c = 0; c < n; c++) {
		struct expand_choice parts = word->choices[c]; /* the array grows */
		if (parts.kind != EXPAND_PARTS)
			continue;
		const struct thesaurus_entry *entry = NULL;
		while (st == LETA_OK && (entry = thesaurus_next(parts.terms[parts.n_terms - 1], entry)))
			st = vary_entry(x, word, &parts, entry);
	}
	return st;
}

/* ---- a query's words ---- */

/* What the words from the first on may stand for; whole: only all of them together. */
static leta_status add_all(struct expander *x, struct expand_word **words, size_t n, bool whole)
{
	const struct thesaurus_entry *entry = NULL;
	leta_status st = LETA_OK;
	struct match m = {.words = words, .sequence = whole && n > 1};
	struct str first = words_spelling(words[0]);
	size_t n_topics;
	const struct thesaurus_topic *topics = thesaurus_topics(&n_topics);
	while (st == LETA_OK && (entry = thesaurus_next(first, entry))) {
		st = read_phrase(x, entry->term, &m.key);
		m.n = st == LETA_OK ? matches(&m.key, words, n) : 0;
		if (m.n > 0 && (!whole || m.n == n))
			st = add_entry(x, &m, entry);
	}
	for (size_t i = 0; x->env->broad && i < n_topics; i++)
		for (size_t t = 0; st == LETA_OK && t < topics[i].n_terms; t++) {
			if (topics[i].terms[t].relation != THESAURUS_PREF)
				continue;
			st = read_phrase(x, topics[i].terms[t].term, &m.key);
			m.n = st == LETA_OK ? matches(&m.key, words, n) : 0;
			if (m.n > 0 && (!whole || m.n == n))
				st = add_topic(x, &m, &topics[i]);
		}
	return st;
}

leta_status synonyms_of_run(struct expander *x, struct expand_word **words, size_t n)
{
	leta_status st = LETA_OK;
	if (x->env->exact)
		return LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		if (words[i]->stop)
			continue;
		st = vary_compounds(x, words[i]);
		if (st == LETA_OK)
			st = add_all(x, words + i, n - i, false);
	}
	return st;
}

leta_status synonyms_of_phrase(struct expander *x, struct expand_word *words, size_t n)
{
	struct expand_word **list = arena_zalloc(x->arena, n + 1, sizeof(struct expand_word *));
	if (!list)
		return no_room(x->arena, x->err);
	for (size_t i = 0; i < n; i++)
		list[i] = &words[i];
	if (x->env->exact || n == 0 || words[0].stop)
		return LETA_OK;
	return add_all(x, list, n, true);
}
