/*
 * accents.c: tries every spelling that a word has with å, ä or ö in the places of a and o.
 *
 * Each is analysed as a document's word would be, so inflected forms and compounds find their terms
 * ("mojligheternas" → möjlighet). A spelling that some document has as a word goes before one that
 * documents have the parts of only ("entreprenorstodjande" → entreprenör, stödja).
 */
#include "query/accents.h"

#include <string.h>

#include "base/utf8.h"
#include "query/no_room.h"
#include "schema/term.h"
#include "text/fold.h"

#define LETTERS_MIN 4       /* "mal" must not find "mål" */
#define PLACES_MAX 16       /* letters a and o of a word */
#define SPELLINGS_MAX 1024u /* of a word with more only so many are tried, its last letters first */
#define WORD_MAX 128        /* bytes */

/* A word's places to put dots on, and which spelling is being tried: a number with digits 0–2. */
struct spelling {
	struct str word;
	size_t places[PLACES_MAX];
	unsigned char digits[PLACES_MAX];
	size_t n;
	char room[WORD_MAX + PLACES_MAX];
};

/* What documents have of a spelling. */
struct found {
	struct expander *x;
	struct buf term;
	uint32_t whole, parts; /* documents; of the rarest part */
	size_t n_words, n_parts;
};

static bool may_be_restored(const struct expand_word *word)
{
	if (word->stop || word->kind != TEXT_WORD || word->text.len > WORD_MAX ||
	    utf8_count(word->text) < LETTERS_MIN)
		return false;
	for (size_t i = 0; i < word->n_choices; i++)
		if (word->choices[i].documents > 0 && word->choices[i].kind != EXPAND_PARTS)
			return false;
	for (size_t i = 0; i < word->text.len; i++)
		if ((unsigned char)word->text.ptr[i] == 0xC3) /* å ä ö, among others */
			return false;
	return true;
}

static void read_places(struct str word, struct spelling *out)
{
	out->word = word;
	out->n = 0;
	for (size_t i = word.len; i > 0 && out->n < PLACES_MAX; i--)
		if (word.ptr[i - 1] && strchr("aoAO", word.ptr[i - 1])) {
			out->digits[out->n] = 0;
			out->places[out->n++] = i - 1;
		}
}

/* Goes to the next spelling; false after the last. */
static bool next_spelling(struct spelling *s)
{
	for (size_t i = 0; i < s->n; i++) {
		unsigned char last = (s->word.ptr[s->places[i]] | 0x20) == 'a' ? 2 : 1;
		if (s->digits[i] < last) {
			s->digits[i]++;
			return true;
		}
		s->digits[i] = 0;
	}
	return false;
}

static struct str spell(struct spelling *s)
{
	size_t at = 0, from = 0;
	for (size_t i = s->n; i-- > 0;) {
		size_t place = s->places[i];
		char letter = s->word.ptr[place];
		const char *dotted = letter == 'a'   ? (s->digits[i] == 1 ? "ä" : "å")
				     : letter == 'A' ? (s->digits[i] == 1 ? "Ä" : "Å")
				     : letter == 'o' ? "ö"
						     : "Ö";
		memcpy(s->room + at, s->word.ptr + from, place - from);
		at += place - from;
		from = place + 1;
		if (s->digits[i] == 0) {
			s->room[at++] = letter;
		} else {
			memcpy(s->room + at, dotted, 2);
			at += 2;
		}
	}
	memcpy(s->room + at, s->word.ptr + from, s->word.len - from);
	return (struct str){s->room, at + s->word.len - from};
}

static leta_status count_token(void *ctx, const struct text_token *t, struct leta_error *err)
{
	struct found *f = ctx;
	uint32_t documents = 0;
	bool part = t->kind == TEXT_PART;
	if (t->stop || (!part && t->colocated))
		return LETA_OK;
	term_make(&f->term, words_prefix(f->x), t->term);
	leta_status st = buf_status(&f->term, err);
	if (st == LETA_OK)
		st = f->x->env->count(f->x->env->ctx, buf_view(&f->term), &documents, err);
	if (!part) {
		f->whole = documents;
		f->n_words++;
		return st;
	}
	f->parts = f->n_parts++ == 0 || documents < f->parts ? documents : f->parts;
	return st;
}

/* Counts a spelling's documents and keeps it in `best` when they are more than any before. */
static leta_status try_spelling(struct found *f, struct str word, struct found *best,
				struct buf *spelled)
{
	struct expander *x = f->x;
	f->whole = f->parts = 0;
	f->n_words = f->n_parts = 0;
	leta_status st = x->env->analyze(x->env->ctx, word, count_token, f, x->err);
	if (st != LETA_OK || f->n_words != 1)
		return st;
	uint32_t parts = f->n_parts > 1 ? f->parts : 0;
	bool better = f->whole != best->whole ? f->whole > best->whole
					      : f->whole == 0 && parts > best->parts;
	if (!better)
		return LETA_OK;
	best->whole = f->whole;
	best->parts = parts;
	buf_clear(spelled);
	buf_str(spelled, word);
	return buf_status(spelled, x->err);
}

/* The word stands for what the spelling stands for. */
static leta_status replace(struct expander *x, struct expand_word *word, struct str spelled)
{
	struct word_run run;
	struct buf shown;
	char *copy = arena_strdup(x->arena, spelled);
	leta_status st = copy ? words_read(x, (struct str){copy, spelled.len}, &run)
			      : no_room(x->arena, x->err);
	if (st != LETA_OK || run.n_words != 1)
		return st;
	buf_init(&shown, WORD_MAX * 2);
	text_fold(spelled, &shown);
	word->choices = run.words->choices;
	word->n_choices = run.words->n_choices;
	word->cap = run.words->cap;
	word->choices[0].kind = EXPAND_ACCENT;
	word->choices[0].shown = arena_strdup(x->arena, buf_view(&shown));
	buf_fini(&shown);
	return word->choices[0].shown ? LETA_OK : no_room(x->arena, x->err);
}

static leta_status restore_word(struct expander *x, struct expand_word *word)
{
	struct spelling spelling;
	struct buf spelled;
	struct found best = {.parts = 0}, found = {.x = x};
	leta_status st = LETA_OK;
	for (size_t i = 0; i < word->n_choices; i++) /* parts as typed, which others must not beat */
		if (word->choices[i].documents > 0)
			best.parts = UINT32_MAX;
	read_places(word->text, &spelling);
	buf_init(&spelled, WORD_MAX * 2);
	buf_init(&found.term, (size_t)4 << 10);
	for (unsigned n = 0; st == LETA_OK && n < SPELLINGS_MAX && next_spelling(&spelling); n++)
		st = try_spelling(&found, spell(&spelling), &best, &spelled);
	if (st == LETA_OK && spelled.len > 0)
		st = replace(x, word, buf_view(&spelled));
	buf_fini(&spelled);
	buf_fini(&found.term);
	return st;
}

leta_status accents_restore(struct expander *x, struct word_run *run)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < run->n_words; i++)
		if (may_be_restored(&run->words[i]))
			st = restore_word(x, &run->words[i]);
	return st;
}
