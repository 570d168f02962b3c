/*
 * terms.c: fold → stop word? → lemma → stem; and the same for the parts of a compound.
 *
 * A word that is a stop word keeps its folded form as term, so that phrases can tell "av" from "över". The
 * lemma comes from the lexicon; a compound that is not there has its last part's lemma, another word that of
 * the longest end that is there. Without a lexicon the folded word goes to the stemmer.
 */
#include "text/terms.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/compound.h"
#include "text/fold.h"
#include "text/protect.h"
#include "text/stem.h"
#include "text/stopwords.h"

#define FOLDED_MAX 512 /* bytes of a word that are looked at; longer words are hashed */
#define END_MIN 4      /* bytes of an end whose lemma is taken for that of the whole */

struct text_terms {
	const struct lexicon *lexicon;
	char folded[FOLDED_MAX + TEXT_FOLD_MAX];
	uint16_t origin[FOLDED_MAX + TEXT_FOLD_MAX + 1]; /* where each folded byte comes from in the word */
	size_t len;    /* of folded */
	uint64_t hash; /* of the whole folded word, when it is too long */
	bool too_long, letters;
	bool name_like; /* a capital and small letters after it */
	struct compound compound;
	char lemma[FOLDED_MAX + LEXICON_WORD_MAX], join[LEXICON_WORD_MAX];
	struct text_term terms[TERMS_MAX];
	char room[TERMS_MAX * TEXT_TERM_MAX]; /* the terms' bytes */
	size_t used;
	char expected[FOLDED_MAX];
};

leta_status text_terms_new(const struct lexicon *lexicon, struct text_terms **out,
                           struct leta_error *err)
{
	struct text_terms *t = calloc(1, sizeof(*t));

	if (!t)
		return error_nomem(err);
	t->lexicon = lexicon;
	*out = t;
	return LETA_OK;
}

void text_terms_free(struct text_terms *t)
{
	free(t);
}

/* Appends n folded bytes that come from byte `from` of the word. */
static void put_folded(struct text_terms *t, const char *bytes, size_t n, size_t from)
{
	if (t->too_long || t->len + n > FOLDED_MAX) {
		if (!t->too_long)
			t->hash = hash64(HASH64_INIT, (struct str){ t->folded, t->len });
		t->hash = hash64(t->hash, (struct str){ bytes, n });
		t->too_long = true;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		t->folded[t->len] = bytes[i];
		t->origin[t->len++] = (uint16_t)from;
	}
}

static void fold(struct text_terms *t, struct str word)
{
	size_t capitals = 0, n = 0;

	t->len = 0;
	t->too_long = false;
	t->letters = true;
	t->name_like = false;
	for (size_t pos = 0; pos < word.len; n++) {
		size_t from = pos;
		uint32_t cp = utf8_next(word, &pos);
		char folded[TEXT_FOLD_MAX];

		if (utf8_is_upper(cp)) {
			t->name_like |= n == 0;
			capitals++;
		}
		t->letters &= utf8_is_letter(cp);
		put_folded(t, folded, text_fold_cp(cp, folded), from);
	}
	t->name_like &= capitals == 1 && n > 1;
	t->origin[t->len] = (uint16_t)(word.len < UINT16_MAX ? word.len : UINT16_MAX);
}

bool text_terms_fold(struct str word, char *room, size_t size, size_t *len)
{
	for (size_t pos = 0; pos < word.len;) {
		if (size - *len < TEXT_FOLD_MAX)
			return false;
		*len += text_fold_cp(utf8_next(word, &pos), room + *len);
	}
	return true;
}

/* The longest beginning that leaves room for "~" and 16 digits, and those. */
static struct str cut(struct str term, uint64_t hash, char room[TEXT_TERM_MAX])
{
	size_t n = utf8_floor(term, TEXT_TERM_MAX - 18);
	char digits[18];

	snprintf(digits, sizeof(digits), "~%016llx", (unsigned long long)hash);
	memcpy(room, term.ptr, n);
	memcpy(room + n, digits, 17);
	return (struct str){ room, n + 17 };
}

struct str text_term_fit(struct str term, char room[TEXT_TERM_MAX])
{
	return term.len <= TEXT_TERM_MAX ? term : cut(term, hash64(HASH64_INIT, term), room);
}

/* The term of a lemma, kept in t until the next word. */
static struct str term_of(struct text_terms *t, struct str lemma, bool as_is)
{
	char *room = t->room + t->used, fitted[TEXT_TERM_MAX];
	struct str term = lemma;

	if (!as_is)
		term = text_stem(lemma);
	if (term.len < lemma.len && t->lexicon && text_is_protected(lemma))
		term = lemma;
	term = text_term_fit(term, fitted);
	memcpy(room, term.ptr, term.len);
	t->used += term.len;
	return (struct str){ room, term.len };
}

/* The beginning of a word up to n, and an end put on it. */
static struct str compose(struct text_terms *t, struct str word, size_t n, struct str end)
{
	memcpy(t->lemma, word.ptr, n);
	memcpy(t->lemma + n, end.ptr, end.len);
	return (struct str){ t->lemma, n + end.len };
}

/* The lemma of a word that the lexicon does not have, by the longest end that it has; or the word. */
static struct str lemma_by_end(struct text_terms *t, struct str word)
{
	char room[LEXICON_WORD_MAX];
	struct lexicon_entry e;

	for (size_t i = 1; i + END_MIN <= word.len; i++) {
		struct str end = str_sub(word, i, word.len);

		if (((unsigned char)word.ptr[i] & 0xC0) == 0x80 ||
		    !lexicon_word(t->lexicon, lexicon_hash(end), &e) || !(e.flags & LEXICON_LAST) ||
		    e.flags & LEXICON_NAME)
			continue;
		return compose(t, word, i, lexicon_lemma(t->lexicon, &e, end, room));
	}
	return word;
}

/* The lemma of a folded word, and its compound's parts in t->compound. *name: it is a name of the lexicon. */
static struct str find_lemma(struct text_terms *t, struct str word, struct lexicon_entry *e, bool *known)
{
	*known = t->letters && lexicon_word(t->lexicon, lexicon_hash(word), e) && e->flags & LEXICON_WORD;
	t->compound.n = 0;
	if (t->letters)
		compound_split(t->lexicon, word, *known ? e : NULL, t->name_like, &t->compound);
	if (*known)
		return lexicon_lemma(t->lexicon, e, word, t->lemma);
	if (t->compound.n > 0) {
		const struct compound_part *last = &t->compound.parts[t->compound.n - 1];

		return compose(t, word, last->start, (struct str){ last->lemma, last->len });
	}
	return lemma_by_end(t, word);
}

/* A word that may begin a compound written apart, and how it is spelled there. */
static struct str find_join(struct text_terms *t, struct str word, struct str lemma,
                            const struct lexicon_entry *known)
{
	struct lexicon_entry e;
	struct str join = word;

	if (word.len > sizeof(t->join) || lemma.len > sizeof(t->join))
		return (struct str){ NULL, 0 };
	if (!lexicon_first(t->lexicon, lexicon_hash(word), &e)) {
		/* not "större städer": that is no storstad */
		if (!(known->flags & LEXICON_ADJECTIVE) || !str_starts(word, lemma) ||
		    !lexicon_first(t->lexicon, lexicon_hash(lemma), &e))
			return (struct str){ NULL, 0 };
		join = lemma;
	}
	if (compound_is_no_first(join))
		return (struct str){ NULL, 0 };
	memcpy(t->join, join.ptr, join.len);
	return (struct str){ t->join, join.len };
}

static size_t add_parts(struct text_terms *t, size_t n)
{
	for (size_t i = 0; i < t->compound.n && n < TERMS_MAX; i++) {
		const struct compound_part *part = &t->compound.parts[i];
		struct text_term *term = &t->terms[n];

		*term = (struct text_term){ .start = t->origin[part->start], .end = t->origin[part->end],
			                    .kind = TEXT_PART,
			                    .term = term_of(t, (struct str){ part->lemma, part->len }, false) };
		n += term->term.len > 0;
	}
	return n;
}

struct str text_terms_expect(struct text_terms *t, struct str word)
{
	struct str folded = { t->expected, 0 };

	if (!text_terms_fold(word, t->expected, sizeof(t->expected), &folded.len))
		return (struct str){ NULL, 0 };
	if (t->lexicon)
		compound_prefetch(t->lexicon, folded);
	return folded;
}

void text_terms_of(struct text_terms *t, struct str word, struct text_term_list *out)
{
	struct text_term *first = &t->terms[0];
	struct str folded, lemma;
	struct lexicon_entry e = { .flags = 0 };
	bool known = false;

	t->used = 0;
	t->compound.n = 0;
	fold(t, word);
	folded = lemma = (struct str){ t->folded, t->len };
	*first = (struct text_term){ .end = (uint32_t)word.len, .kind = TEXT_WORD };
	*out = (struct text_term_list){ .terms = t->terms, .n = 1 };
	if (t->too_long || folded.len > TEXT_TERM_MAX) {
		first->term = cut(folded, t->too_long ? t->hash : hash64(HASH64_INIT, folded), t->room);
		return;
	}
	first->stop = text_is_stopword(folded);
	if (t->lexicon && !first->stop)
		lemma = find_lemma(t, folded, &e, &known);
	first->term = term_of(t, lemma, first->stop || (known && e.flags & LEXICON_NAME));
	out->n = add_parts(t, 1);
	if (known && !first->stop) {
		out->join = find_join(t, folded, lemma, &e);
		out->last = e.flags & LEXICON_LAST;
	}
}

size_t text_terms_boundaries(struct text_terms *t, struct str word, size_t *starts, size_t max)
{
	struct lexicon_entry e;
	bool known;
	size_t n = 0;

	fold(t, word);
	if (!t->lexicon || t->too_long)
		return 0;
	find_lemma(t, (struct str){ t->folded, t->len }, &e, &known);
	for (; n < t->compound.n && n < max; n++)
		starts[n] = t->origin[t->compound.parts[n].start];
	return n;
}

/*
 * What the stemmer makes of these words tells its rules: an index made when libstemmer gave the stems is known by
 * them as one of the same rules, or of those of another version of that library.
 */
static const char *const PROBES[] = { "länet", "lånet", "utanförskapet", "projektet", "medlöst", "tröst",
	                              "kvinnorna", "arbetslöshetens", "alfabetet", "raketerna" };

uint64_t text_terms_hash(const struct text_terms *t)
{
	uint64_t hash = text_stopwords_hash(), lists = 0;

	if (t->lexicon)
		lists = text_protect_hash() ^ compound_lists_hash() ^ lexicon_fingerprint(t->lexicon);
	hash = hash64(hash, (struct str){ (const char *)&lists, sizeof(lists) });
	for (size_t i = 0; i < sizeof(PROBES) / sizeof(PROBES[0]); i++)
		hash = hash64(hash64(hash, text_stem(str_from(PROBES[i]))), STR(" "));
	return hash;
}
