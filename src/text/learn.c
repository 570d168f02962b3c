/*
 * learn.c: candidates, then what speaks for and against their modifiers in one pass over all words, then the choice.
 *
 * Only words that nothing splits are looked at closely, a tenth of the vocabulary; each beginning and end of the other
 * words is looked up among the candidates' modifiers.
 */
#include "text/learn.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/compound.h"
#include "text/terms.h"

#define PIECE_MIN 4          /* letters of a head, and of a modifier that never stands with a hyphen */
#define HYPHENATED_MIN 2     /* of one that does */
#define PLAIN_HEAD_MIN 6     /* of the head of a word that is never written small, and of an uncommon one */
#define FAMILY_MIN 8u        /* of a head: it is in a compound of the lexicon at least */
#define WORD_MIN 7           /* bytes */
#define RARE 4               /* times as many documents as the modifier has */
#define KEY_MAX 512
#define SIEVE_BITS 17

enum against {
	IS_END = 1,       /* a longer word ends with it */
	ENDS_KNOWN = 2,   /* a word of the lexicon ends with it */
	BEGINS_KNOWN = 4  /* or begins */
};

/* What the words say of a candidate or a modifier. */
struct evidence {
	unsigned against; /* enum against */
	uint32_t heads[LEARN_HEADS]; /* hashes of different ones that it stands before */
	size_t n_heads;
};

/* A word and one place where it may be split. */
struct candidate {
	struct str word;
	size_t at; /* bytes */
	bool capital; /* it is never written with a small letter */
	bool longest; /* no longer head ends the word: "el|flygplan" rather than "elflyg|plan" */
};

struct learn {
	const struct lexicon *lexicon;
	const struct vocabulary *vocabulary;
	struct text_terms *terms;
	learn_count_fn *count;
	void *ctx;
	struct arena *arena;
	struct map *pieces; /* candidates and modifiers: numbers of their evidence */
	/* of their first and last four bytes: tell nearly all of the others */
	uint64_t starts[1u << (SIEVE_BITS - 6)], ends[1u << (SIEVE_BITS - 6)];
	struct map *pairs;  /* modifier, hyphen, term of the head */
	struct evidence *evidence;
	struct candidate *candidates;
	size_t n_candidates, candidates_cap;
	struct learned_word *words;
	size_t n_words, words_cap;
};

static bool is_boundary(struct str s, size_t pos)
{
	return pos >= s.len || ((unsigned char)s.ptr[pos] & 0xC0) != 0x80;
}

static bool find_word(const struct learn *l, struct str word, struct lexicon_entry *e)
{
	return lexicon_word(l->lexicon, lexicon_hash(word), e) && e->flags & LEXICON_WORD;
}

static struct str term_of(struct learn *l, struct str word)
{
	struct text_term_list list;

	text_terms_of(l->terms, word, &list);
	return list.terms[0].term;
}

/* ---- heads ---- */

/* A noun that may end compounds. hyphenated: the collection separates it, so it need not be a usual head. */
static bool is_head(const struct learn *l, struct str head, bool capital, bool hyphenated)
{
	char room[LEXICON_WORD_MAX];
	struct lexicon_entry e;
	size_t n = utf8_count(head);

	if (n < (capital ? PLAIN_HEAD_MIN : PIECE_MIN) || !find_word(l, head, &e) || !(e.flags & LEXICON_NOUN) ||
	    e.flags & (LEXICON_NAME | LEXICON_VERB))
		return false;
	if (e.family < FAMILY_MIN && (!hyphenated || n < PLAIN_HEAD_MIN))
		return false;
	return !compound_is_no_last(head) && !compound_is_no_last(lexicon_lemma(l->lexicon, &e, head, room));
}

/* ---- candidates ---- */

/* The bit of a piece of len bytes that has these four at its start, or end. */
static uint32_t sieve_bit(const char four[4], size_t len)
{
	uint32_t bytes;

	memcpy(&bytes, four, sizeof(bytes));
	return (bytes + (uint32_t)len * UINT32_C(0x85EBCA6B)) * UINT32_C(0x9E3779B1) >> (32 - SIEVE_BITS);
}

static void set_bit(uint64_t *bits, uint32_t bit)
{
	bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool has_bit(const uint64_t *bits, uint32_t bit)
{
	return bits[bit / 64] >> bit % 64 & 1;
}

static bool add_piece(struct learn *l, struct str piece)
{
	if (utf8_count(piece) < PIECE_MIN)
		return true;
	set_bit(l->starts, sieve_bit(piece.ptr, piece.len));
	set_bit(l->ends, sieve_bit(piece.ptr + piece.len - 4, piece.len));
	return map_put(l->pieces, piece) != MAP_NONE;
}

static bool add_candidate(struct learn *l, struct candidate c)
{
	struct str modifier = str_sub(c.word, 0, c.at);
	struct candidate *list =
		arena_grow(l->arena, l->candidates, l->n_candidates, &l->candidates_cap, sizeof(*list));

	if (!list)
		return false;
	l->candidates = list;
	l->candidates[l->n_candidates++] = c;
	if (str_ends(modifier, STR("s")) && !add_piece(l, str_sub(modifier, 0, modifier.len - 1)))
		return false;
	return add_piece(l, c.word) && add_piece(l, modifier);
}

/* All places where an unknown word may be split. */
static bool find_candidates(struct learn *l)
{
	struct lexicon_entry e;
	unsigned flags;

	for (size_t i = 0; i < vocabulary_size(l->vocabulary); i++) {
		struct candidate c = { .word = vocabulary_word(l->vocabulary, i, &flags) };

		if (flags & (VOCABULARY_SPLIT | VOCABULARY_PAIR) || c.word.len < WORD_MIN || find_word(l, c.word, &e))
			continue;
		c.capital = !(flags & VOCABULARY_LOWER);
		c.longest = true;
		for (c.at = HYPHENATED_MIN; c.at < c.word.len; c.at++) {
			if (!is_boundary(c.word, c.at) ||
			    !is_head(l, str_sub(c.word, c.at, c.word.len), c.capital, true))
				continue;
			if (!add_candidate(l, c))
				return false;
			c.longest = false;
		}
	}
	return true;
}

/* ---- evidence ---- */

static struct evidence *evidence_of(const struct learn *l, struct str piece)
{
	uint32_t entry = map_find(l->pieces, piece);

	return entry == MAP_NONE ? NULL : &l->evidence[entry];
}

static void note_head(struct learn *l, struct evidence *e, struct str head)
{
	uint32_t hash;

	if (e->n_heads == LEARN_HEADS || e->against & (ENDS_KNOWN | BEGINS_KNOWN) || !is_head(l, head, false, false))
		return;
	hash = (uint32_t)hash64(HASH64_INIT, term_of(l, head));
	for (size_t i = 0; i < e->n_heads; i++)
		if (e->heads[i] == hash)
			return;
	e->heads[e->n_heads++] = hash;
}

/* What a word says of the pieces that it begins and ends with; most say nothing, and are not looked up. */
static void weigh_word(struct learn *l, struct str word)
{
	struct lexicon_entry entry = { .flags = 0 };
	bool looked = false, listed = false, known = false;

	for (size_t i = 1; i < word.len; i++) {
		struct str start = str_sub(word, 0, i), end = str_sub(word, i, word.len);
		struct evidence *of_end = NULL, *of_start = NULL;

		if (end.len >= PIECE_MIN && has_bit(l->starts, sieve_bit(end.ptr, end.len)))
			of_end = evidence_of(l, end);
		if (start.len >= PIECE_MIN && has_bit(l->ends, sieve_bit(end.ptr - 4, start.len)))
			of_start = evidence_of(l, start);
		if (!of_end && !of_start)
			continue;
		if (!looked) {
			listed = find_word(l, word, &entry);
			known = listed && !(entry.flags & LEXICON_NAME);
			looked = true;
		}
		if (of_end)
			of_end->against |= IS_END | (known ? ENDS_KNOWN : 0u);
		if (of_start && known)
			of_start->against |= BEGINS_KNOWN;
		else if (of_start && !listed)
			note_head(l, of_start, end);
	}
}

/* The key of a pair, with its head's term. Empty: it does not fit. */
static struct str pair_key(struct learn *l, struct str modifier, struct str head, char room[KEY_MAX])
{
	struct str term = term_of(l, head);

	if (modifier.len + 1 + term.len > KEY_MAX)
		return (struct str){ room, 0 };
	memcpy(room, modifier.ptr, modifier.len);
	room[modifier.len] = '-';
	memcpy(room + modifier.len + 1, term.ptr, term.len);
	return (struct str){ room, modifier.len + 1 + term.len };
}

/* Of short modifiers only abbreviations and words of the lexicon: "con-stant" is a broken word. */
static bool add_pair(struct learn *l, struct str pair, bool capitals)
{
	char room[KEY_MAX];
	struct str modifier, head = pair, key;
	struct lexicon_entry e;

	str_cut(&head, '-', &modifier);
	if (utf8_count(modifier) < PIECE_MIN && !capitals && !find_word(l, modifier, &e))
		return true;
	key = pair_key(l, modifier, head, room);
	return key.len == 0 || map_put(l->pairs, key) != MAP_NONE;
}

static bool weigh_words(struct learn *l)
{
	unsigned flags;

	l->evidence = arena_zalloc(l->arena, map_size(l->pieces) + 1, sizeof(*l->evidence));
	if (!l->evidence)
		return false;
	for (size_t i = 0; i < vocabulary_size(l->vocabulary); i++) {
		struct str word = vocabulary_word(l->vocabulary, i, &flags);

		if (!(flags & VOCABULARY_PAIR))
			weigh_word(l, word);
		else if (!add_pair(l, word, flags & VOCABULARY_CAPITALS))
			return false;
	}
	return true;
}

/* ---- the choice ---- */

static leta_status is_common(struct learn *l, struct str word, bool *out, struct leta_error *err)
{
	uint32_t documents = 0;
	leta_status st = LETA_OK;

	if (vocabulary_has(l->vocabulary, word))
		st = l->count(l->ctx, term_of(l, word), &documents, err);
	*out = documents >= LEARN_DOCUMENTS;
	return st;
}

/* Whether the collection has the two with a hyphen between. */
static bool is_pair(struct learn *l, struct str modifier, struct str head)
{
	char room[KEY_MAX];

	return !compound_is_no_first(modifier) && map_find(l->pairs, pair_key(l, modifier, head, room)) != MAP_NONE;
}

/* Whether a modifier is a word and the particle that a word broken after it began with: "kodför-teckning". */
static bool ends_in_particle(const struct learn *l, struct str modifier)
{
	struct lexicon_entry e;

	for (size_t i = 1; i < modifier.len; i++) {
		struct str start = str_sub(modifier, 0, i);

		if (is_boundary(modifier, i) && compound_is_no_first(str_sub(modifier, i, modifier.len)) &&
		    (find_word(l, start, &e) || lexicon_first(l->lexicon, lexicon_hash(start), &e)))
			return true;
	}
	return false;
}

/* Whether the collection shows that a modifier is one before any head. */
static leta_status is_modifier(struct learn *l, struct str modifier, bool *out, struct leta_error *err)
{
	const struct evidence *evidence = evidence_of(l, modifier);
	struct lexicon_entry e;

	*out = false;
	if (!evidence || evidence->against & (ENDS_KNOWN | BEGINS_KNOWN) || compound_is_no_first(modifier) ||
	    ends_in_particle(l, modifier) || (find_word(l, modifier, &e) && !(e.flags & LEXICON_NAME)))
		return LETA_OK;
	*out = evidence->n_heads == LEARN_HEADS;
	return *out ? LETA_OK : is_common(l, modifier, out, err);
}

/* "exit|skatt" or "exits|katt"; and an English plural is the genitive of a Swedish noun, "arians". */
static bool is_doubtful(const struct learn *l, struct str head)
{
	char room[LEXICON_WORD_MAX];
	struct str rest = str_sub(head, 1, head.len);
	struct lexicon_entry e;

	if (str_starts(head, STR("s")) && find_word(l, rest, &e) && e.flags & LEXICON_NOUN)
		return true;
	return str_ends(head, STR("s")) && find_word(l, head, &e) &&
	       !str_ends(lexicon_lemma(l->lexicon, &e, head, room), STR("s"));
}

/* Whether a candidate is shown to be modifier + head; *modifier: without the s that links them. */
static leta_status is_shown(struct learn *l, const struct candidate *c, struct str *modifier, bool *out,
                            struct leta_error *err)
{
	struct str head = str_sub(c->word, c->at, c->word.len);
	leta_status st = LETA_OK;

	*modifier = str_sub(c->word, 0, c->at);
	*out = is_pair(l, *modifier, head);
	if (*out || !c->longest || !is_head(l, head, c->capital, false) || is_doubtful(l, head))
		return LETA_OK;
	st = is_modifier(l, *modifier, out, err);
	if (st != LETA_OK || *out || !str_ends(*modifier, STR("s")))
		return st;
	modifier->len--;
	return is_modifier(l, *modifier, out, err);
}

/* Adds a part, and behind it its own parts. */
static bool add_parts(struct learn *l, struct str part, size_t from, size_t to, struct learned_word *out)
{
	struct text_term_list list;

	text_terms_of(l->terms, part, &list);
	for (size_t i = 0; i < list.n; i++) {
		const struct text_term *t = &list.terms[i];
		struct str term = { arena_strdup(l->arena, t->term), t->term.len };
		bool last = i == 0 || i + 1 == list.n;

		if (!term.ptr || out->n_parts == LEARNED_PARTS_MAX)
			return false;
		out->parts[out->n_parts++] = (struct learned_part){
			.term = term,
			.from = (uint8_t)(from + utf8_count(str_sub(part, 0, t->start))),
			.to = (uint8_t)(last ? to : from + utf8_count(str_sub(part, 0, t->end))),
		};
	}
	return true;
}

/* Whether the list says that a word stays whole, in this form or as its lemma. */
static bool stays_whole(const struct learn *l, const struct candidate *c, struct str head)
{
	char lemma[LEXICON_WORD_MAX], room[LEXICON_WORD_MAX];
	struct lexicon_entry e;
	struct str last = head;

	if (find_word(l, head, &e))
		last = lexicon_lemma(l->lexicon, &e, head, room);
	if (compound_is_whole(c->word) || c->at + last.len > sizeof(lemma))
		return true;
	memcpy(lemma, c->word.ptr, c->at);
	memcpy(lemma + c->at, last.ptr, last.len);
	return compound_is_whole((struct str){ lemma, c->at + last.len });
}

/* Whether a modifier is no rarity beside its compound: where it is, the hyphen may be that of a broken word. */
static leta_status is_usual(struct learn *l, struct str modifier, uint32_t documents, bool *out, struct leta_error *err)
{
	const struct evidence *evidence = evidence_of(l, modifier);
	uint32_t own = 0;
	leta_status st = l->count(l->ctx, term_of(l, modifier), &own, err);

	*out = own >= documents / RARE || (evidence && evidence->n_heads == LEARN_HEADS);
	return st;
}

/* Takes the word as modifier (without its link) and the head at c->at. */
static leta_status learn_word(struct learn *l, const struct candidate *c, struct str modifier,
                              struct leta_error *err)
{
	struct str head = str_sub(c->word, c->at, c->word.len);
	struct text_term_list list;
	struct learned_word word = { .form = { arena_strdup(l->arena, c->word), c->word.len } };
	size_t joint = utf8_count(str_sub(c->word, 0, c->at));
	struct learned_word *words = arena_grow(l->arena, l->words, l->n_words, &l->words_cap, sizeof(*words));
	bool usual = false;
	leta_status st;

	if (!words)
		return arena_status(l->arena, err);
	l->words = words;
	text_terms_of(l->terms, c->word, &list);
	if (list.n > 1 || stays_whole(l, c, head)) /* written small it may be split */
		return LETA_OK;
	word.term = (struct str){ arena_strdup(l->arena, list.terms[0].term), list.terms[0].term.len };
	if (arena_failed(l->arena))
		return arena_status(l->arena, err);
	st = l->count(l->ctx, word.term, &word.documents, err);
	if (st == LETA_OK && word.documents > 0)
		st = is_usual(l, modifier, word.documents, &usual, err);
	if (st != LETA_OK || !usual)
		return st;
	if (add_parts(l, modifier, 0, joint, &word) && add_parts(l, head, joint, utf8_count(c->word), &word))
		l->words[l->n_words++] = word;
	return arena_status(l->arena, err);
}

/* Learns a word from its candidates, the first of n. */
static leta_status choose(struct learn *l, const struct candidate *list, size_t n, struct leta_error *err)
{
	const struct candidate *chosen = NULL;
	struct str modifier = { NULL, 0 };
	size_t readings = 0;

	if (evidence_of(l, list->word)->against & IS_END)
		return LETA_OK;
	for (size_t i = 0; i < n; i++) {
		struct str before;
		bool shown;
		leta_status st = is_shown(l, &list[i], &before, &shown, err);

		if (st != LETA_OK)
			return st;
		if (!shown)
			continue;
		readings++;
		chosen = &list[i];
		modifier = before;
	}
	return readings == 1 ? learn_word(l, chosen, modifier, err) : LETA_OK;
}

static leta_status choose_all(struct learn *l, struct leta_error *err)
{
	leta_status st = LETA_OK;

	for (size_t i = 0, end; st == LETA_OK && i < l->n_candidates; i = end) {
		end = i + 1;
		while (end < l->n_candidates && str_eq(l->candidates[end].word, l->candidates[i].word))
			end++;
		st = choose(l, &l->candidates[i], end - i, err);
	}
	return st;
}

/* ---- forms of one word ---- */

static int by_term(const void *a, const void *b)
{
	const struct learned_word *x = a, *y = b;
	int order = str_cmp(x->term, y->term);

	if (order == 0)
		order = x->form.len < y->form.len ? -1 : x->form.len > y->form.len;
	return order != 0 ? order : str_cmp(x->form, y->form);
}

static int most_first(const void *a, const void *b)
{
	const struct learned_word *x = a, *y = b;

	return x->documents != y->documents ? (x->documents < y->documents ? 1 : -1) : by_term(a, b);
}

static bool same_parts(const struct learned_word *a, const struct learned_word *b)
{
	bool same = a->n_parts == b->n_parts;

	for (size_t i = 0; same && i < a->n_parts; i++)
		same = str_eq(a->parts[i].term, b->parts[i].term) && a->parts[i].from == b->parts[i].from;
	return same;
}

/* Of words with one term the shortest stays; none, when they are split in different ways. */
static void unite_forms(struct learn *l)
{
	size_t kept = 0;

	if (l->n_words > 1)
		qsort(l->words, l->n_words, sizeof(*l->words), by_term);
	for (size_t i = 0, end; i < l->n_words; i = end) {
		bool same = true;

		for (end = i + 1; end < l->n_words && str_eq(l->words[end].term, l->words[i].term); end++)
			same = same && same_parts(&l->words[i], &l->words[end]);
		if (same)
			l->words[kept++] = l->words[i];
	}
	l->n_words = kept;
	if (kept <= LEARNED_WORDS_MAX)
		return;
	qsort(l->words, kept, sizeof(*l->words), most_first);
	l->n_words = LEARNED_WORDS_MAX;
	qsort(l->words, l->n_words, sizeof(*l->words), by_term);
}

static leta_status run(struct learn *l, struct leta_error *err)
{
	leta_status st;

	l->pieces = map_new();
	l->pairs = map_new();
	st = l->pieces && l->pairs ? text_terms_new(l->lexicon, &l->terms, err) : error_nomem(err);
	if (st == LETA_OK && (!find_candidates(l) || !weigh_words(l)))
		st = error_nomem(err);
	if (st == LETA_OK)
		st = choose_all(l, err);
	if (st == LETA_OK)
		unite_forms(l);
	return st;
}

leta_status learn_compounds(const struct lexicon *lexicon, const struct vocabulary *vocabulary,
                            learn_count_fn *count, void *ctx, struct arena *arena, struct learned_word **out,
                            size_t *n, struct leta_error *err)
{
	struct learn l = { .lexicon = lexicon, .vocabulary = vocabulary, .count = count, .ctx = ctx, .arena = arena };
	leta_status st = LETA_OK;

	if (lexicon && vocabulary_is_whole(vocabulary))
		st = run(&l, err);
	map_free(l.pieces);
	map_free(l.pairs);
	text_terms_free(l.terms);
	if (st != LETA_OK)
		return st;
	*out = l.words;
	*n = l.n_words;
	return LETA_OK;
}
