/*
 * analyzer.c: gives out the tokens: positions, offsets and order are decided here and nowhere else.
 */
#include "text/analyzer.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>

#include "base/error.h"
#include "text/cache.h"
#include "text/ellipsis.h"
#include "text/lexicon.h"
#include "text/lexicon_cache.h"
#include "text/segment.h"
#include "text/terms.h"
#include "text/words.h"

/* Raise it when a rule of segment.c, pattern.c, fold.c, terms.c, stem.c or compound.c changes. */
#define RULES_VERSION 3
#define AHEAD 8        /* segments taken before the first of them is given */
#define MANY_WORDS 5000
#define JOINED_MAX 512 /* bytes of a word put together from parts */
#define JOINED_MARK '-' /* tells it apart in the cache from words of the text, which are noted */

/* What analyzers beside each other have in common. */
struct common {
	atomic_size_t n_analyzers;
	struct lexicon *lexicon; /* NULL: stems only */
	struct made *made;       /* NULL: there was only one analyzer so far */
};

struct text_analyzer {
	struct common *common;
	struct lexicon *lexicon; /* the same */
	struct text_words *words;
	struct text_terms *terms;
	struct text_cache *cache;
	struct vocabulary *noted; /* borrowed, or NULL */
	struct text_term_list list;
	size_t n_made; /* words whose terms were made */
	uint32_t last_taker;
	char joined[1 + JOINED_MAX]; /* JOINED_MARK, and a word put together from parts */
	char fingerprint[80];
};

/* A segment and its first word, or an empty one, which is asked for before it is needed. */
struct coming {
	struct segment segment;
	struct text_cache_key key;
};

/* One run over one text. */
struct run {
	struct text_analyzer *a;
	struct str text;
	text_token_fn *fn;
	void *ctx;
	struct leta_error *err;
	uint32_t position;
	const struct text_term_list *word; /* of the part given last, until another is looked up; NULL: digits */
};

const char *text_kind_name(enum text_kind kind)
{
	switch (kind) {
	case TEXT_WORD:
		return "word";
	case TEXT_PART:
		return "part";
	case TEXT_JOINED:
		return "joined";
	case TEXT_NUMBER:
		return "number";
	case TEXT_CODE:
		return "code";
	case TEXT_EMAIL:
		return "email";
	case TEXT_PHONE:
		return "phone";
	}
	return "";
}

const char *text_libraries(void)
{
	return "ICU " U_ICU_VERSION;
}

static void make_fingerprint(struct text_analyzer *a)
{
	UVersionInfo version;
	char icu[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(version);
	u_versionToString(version, icu);
	snprintf(a->fingerprint, sizeof(a->fingerprint), "r%d-icu%s-%s%016llx", RULES_VERSION, icu,
	         a->lexicon ? "lex" : "stem", (unsigned long long)text_terms_hash(a->terms));
}

static void common_release(struct common *c)
{
	if (!c || atomic_fetch_sub(&c->n_analyzers, 1) > 1)
		return;
	lexicon_close(c->lexicon);
	made_free(c->made);
	free(c);
}

/* A lexicon that is not installed is no error: then there is none. */
static leta_status common_new(const char *lexicon, const char *cache, struct common **out, struct leta_error *err)
{
	struct common *c = calloc(1, sizeof(*c));
	leta_status st = LETA_OK;

	if (!c)
		return error_nomem(err);
	atomic_init(&c->n_analyzers, 1);
	if (!lexicon || lexicon[0] != '\0')
		st = lexicon_open_cached(lexicon, cache, &c->lexicon, err);
	if (st != LETA_OK && st != LETA_ERR_NOT_FOUND) {
		common_release(c);
		return st;
	}
	*out = c;
	return LETA_OK;
}

/* An analyzer with what it has in common with others, which it releases. */
static leta_status analyzer_new(struct common *common, struct text_analyzer **out, struct leta_error *err)
{
	struct text_analyzer *a = calloc(1, sizeof(*a));
	leta_status st;

	if (!a) {
		common_release(common);
		return error_nomem(err);
	}
	a->common = common;
	a->lexicon = common->lexicon;
	a->cache = text_cache_new();
	st = a->cache ? text_words_new(false, &a->words, err) : error_nomem(err);
	if (st == LETA_OK)
		st = text_terms_new(a->lexicon, &a->terms, err);
	if (st != LETA_OK) {
		text_analyzer_free(a);
		return st;
	}
	text_cache_share(a->cache, common->made);
	make_fingerprint(a);
	*out = a;
	return LETA_OK;
}

leta_status text_analyzer_new(const char *lexicon, struct text_analyzer **out, struct leta_error *err)
{
	return text_analyzer_new_cached(lexicon, NULL, out, err);
}

leta_status text_analyzer_new_cached(const char *lexicon, const char *cache, struct text_analyzer **out,
                                     struct leta_error *err)
{
	struct common *common = NULL;
	leta_status st = common_new(lexicon, cache, &common, err);

	return st == LETA_OK ? analyzer_new(common, out, err) : st;
}

leta_status text_analyzer_new_beside(struct text_analyzer *other, struct text_analyzer **out, struct leta_error *err)
{
	struct common *common = other->common;

	if (!common->made && !(common->made = made_new()))
		return error_nomem(err);
	text_cache_share(other->cache, common->made);
	atomic_fetch_add(&common->n_analyzers, 1);
	return analyzer_new(common, out, err);
}

void text_analyzer_free(struct text_analyzer *a)
{
	if (!a)
		return;
	text_words_free(a->words);
	text_terms_free(a->terms);
	text_cache_free(a->cache);
	common_release(a->common);
	free(a);
}

const char *text_analyzer_fingerprint(const struct text_analyzer *a)
{
	return a->fingerprint;
}

bool text_analyzer_has_lexicon(const struct text_analyzer *a)
{
	return a->lexicon != NULL;
}

bool text_analyzer_knows(const struct text_analyzer *a, struct str word)
{
	char folded[LEXICON_WORD_MAX];
	struct lexicon_entry entry;
	size_t n = 0;

	return a->lexicon && text_terms_fold(word, folded, sizeof(folded), &n) &&
	       lexicon_word(a->lexicon, lexicon_hash((struct str){ folded, n }), &entry);
}

leta_status text_analyzer_write_lexicon(const struct text_analyzer *a, const char *path,
                                        struct leta_error *err)
{
	return a->lexicon ? lexicon_write(a->lexicon, path, err) : LETA_OK;
}

static leta_status give(struct run *r, const struct text_token *token)
{
	return token->term.len > 0 ? r->fn(r->ctx, token, r->err) : LETA_OK;
}

void text_analyzer_note(struct text_analyzer *a, struct vocabulary *vocabulary)
{
	a->noted = vocabulary;
}

uint32_t text_analyzer_taker(struct text_analyzer *a)
{
	return ++a->last_taker;
}

const struct lexicon *text_analyzer_lexicon(const struct text_analyzer *a)
{
	return a->lexicon;
}

/* The terms of a word that the cache does not have under this key. */
static const struct text_term_list *make_terms(struct text_analyzer *a, struct str word,
                                               const struct text_cache_key *key)
{
	if (a->lexicon && ++a->n_made == MANY_WORDS)
		lexicon_expect_many(a->lexicon);
	text_terms_of(a->terms, word, &a->list);
	return text_cache_put(a->cache, key, &a->list);
}

/* The terms of a word of the text, from the cache or made now. Valid until the next call. */
static const struct text_term_list *terms_of(struct text_analyzer *a, const struct text_cache_key *key)
{
	const struct text_term_list *list = text_cache_find(a->cache, key);

	if (list)
		return list;
	list = make_terms(a, key->word, key);
	if (a->noted)
		vocabulary_note(a->noted, key->word, list->n > 1);
	return list;
}

/* The same of a word that was not seen coming. */
static const struct text_term_list *terms_now(struct text_analyzer *a, struct str word)
{
	struct text_cache_key key;

	text_cache_ask(a->cache, word, word.len, &key);
	return terms_of(a, &key);
}

/* The term of the word of len bytes that was put together behind the mark. */
static struct str joined_term(struct text_analyzer *a, size_t len)
{
	const struct text_term_list *list;
	struct text_cache_key key;

	a->joined[0] = JOINED_MARK;
	text_cache_ask(a->cache, (struct str){ a->joined, 1 + len }, 1 + len, &key);
	list = text_cache_find(a->cache, &key);
	return (list ? list : make_terms(a, (struct str){ a->joined + 1, len }, &key))->terms[0].term;
}

/* A term for bytes of the text that are no word: at a new position or colocated. */
static leta_status give_value(struct run *r, enum text_kind kind, struct str value, size_t start,
                              size_t end, bool colocated)
{
	r->position += !colocated;
	return give(r, &(struct text_token){ .term = value, .position = r->position, .start = start,
	                                     .end = end, .kind = kind, .colocated = colocated });
}

static leta_status give_digits(struct run *r, const struct segment_part *part)
{
	char room[TEXT_TERM_MAX];
	struct str digits = str_sub(r->text, part->start, part->end);

	return give_value(r, TEXT_NUMBER, text_term_fit(digits, room), part->start, part->end, false);
}

static struct str core_of(const struct run *r, const struct segment_part *part)
{
	return str_sub(r->text, part->start, part->core);
}

/* A word at a new position, its parts after it. */
static leta_status give_word(struct run *r, const struct segment_part *part, const struct text_term_list *list)
{
	struct text_token token = { .start = part->start, .end = part->end };
	leta_status st = LETA_OK;

	token.position = ++r->position;
	r->word = list;
	for (size_t i = 0; i < list->n && st == LETA_OK; i++) {
		const struct text_term *term = &list->terms[i];

		token.term = term->term;
		token.memo = term->memo;
		token.kind = term->kind;
		token.stop = term->stop;
		if (i > 0) {
			token.colocated = true;
			token.start = part->start + term->start;
			token.end = part->start + term->end;
		}
		st = give(r, &token);
	}
	return st;
}

/* The term of a word that stands nowhere in the text, for the bytes that it comes from. */
static leta_status give_joined(struct run *r, size_t len, size_t start, size_t end)
{
	return give_value(r, TEXT_JOINED, joined_term(r->a, len), start, end, true);
}

/* Two words with a hyphen between, on one line: at its end the hyphen may be there for want of room. */
static void note_pair(struct run *r, const struct segment *s)
{
	const struct segment_part *first = &s->parts[0], *second = &s->parts[1];

	if (s->n_parts == 2 && !memchr(r->text.ptr + first->end, '\n', second->start - first->end))
		vocabulary_note_pair(r->a->noted, str_sub(r->text, first->start, first->core),
		                     str_sub(r->text, second->start, second->core));
}

/* The parts of a hyphenated word written as one: "esfstöd". */
static leta_status give_unhyphenated(struct run *r, const struct segment *s)
{
	size_t len = 0;

	if (r->a->noted)
		note_pair(r, s);
	for (size_t i = 0; i < s->n_parts; i++) {
		if (!text_terms_fold(str_sub(r->text, s->parts[i].start, s->parts[i].core), r->a->joined + 1,
		                     JOINED_MAX, &len))
			return LETA_OK;
	}
	return give_joined(r, len, s->start, s->end);
}

/* The word that a suspended hyphen leaves out: "metodstöd" at "metod-". */
static leta_status give_elliptic(struct run *r, const struct segment *s)
{
	const struct segment_part *last = &s->parts[s->n_parts - 1];
	struct str head, word;
	size_t hyphen = 1;

	if (!r->a->lexicon)
		return LETA_OK;
	if (r->text.ptr[s->end] != '-')
		hyphen = 3;
	if (!ellipsis_head(r->text, s->end + hyphen, &head))
		return LETA_OK;
	word = ellipsis_rebuild(r->a->lexicon, r->a->terms, str_sub(r->text, last->start, last->core), head,
	                        r->a->joined + 1, JOINED_MAX);
	return word.len > 0 ? give_joined(r, word.len, last->start, last->end) : LETA_OK;
}

/* Two words apart that the lexicon has as one: "utrikes födda". */
static leta_status give_pair(struct run *r, const struct segment *s, const struct coming *coming)
{
	const struct segment *next = &coming->segment;
	const struct text_term_list *second;
	struct str join = r->word->join;
	size_t len = join.len;
	struct lexicon_entry e;
	struct str core, word;

	if (next->start != s->end + 1 || next->n_parts == 0 || next->parts[0].digits ||
	    (r->text.ptr[s->end] != ' ' && r->text.ptr[s->end] != '\n'))
		return LETA_OK;
	memcpy(r->a->joined + 1, join.ptr, len);
	core = core_of(r, &next->parts[0]);
	second = terms_of(r->a, &coming->key);
	if (!second->last || !text_terms_fold(core, r->a->joined + 1, JOINED_MAX, &len))
		return LETA_OK;
	word = (struct str){ r->a->joined + 1, len };
	if (!lexicon_word(r->a->lexicon, lexicon_hash(word), &e) || !(e.flags & LEXICON_WORD) ||
	    e.flags & LEXICON_NAME)
		return LETA_OK;
	return give_joined(r, len, s->start, next->parts[0].end);
}

static leta_status give_part(struct run *r, const struct coming *c, size_t i)
{
	const struct segment_part *part = &c->segment.parts[i];

	if (part->digits)
		return give_digits(r, part);
	return give_word(r, part, i == 0 ? terms_of(r->a, &c->key) : terms_now(r->a, core_of(r, part)));
}

static leta_status give_parts(struct run *r, const struct coming *c, const struct coming *next)
{
	const struct segment *s = &c->segment;
	leta_status st = LETA_OK;

	for (size_t i = 0; i < s->n_parts && st == LETA_OK; i++) {
		r->word = NULL;
		st = give_part(r, c, i);
		if (st == LETA_OK && i == 0 && s->kind == SEGMENT_HYPHENATED)
			st = give_unhyphenated(r, s);
		if (st == LETA_OK && i == 0 && s->value.len > 0)
			st = give_value(r, TEXT_CODE, (struct str){ s->value.text, s->value.len }, s->start,
			                s->value_end, true);
	}
	if (st == LETA_OK && s->suspended)
		return give_elliptic(r, s);
	if (st == LETA_OK && s->kind == SEGMENT_WORD && r->word && r->word->join.len > 0 && next)
		return give_pair(r, s, next);
	return st;
}

static leta_status give_initials(struct run *r, const struct segment *s)
{
	const struct text_term_list *list = terms_now(r->a, (struct str){ s->value.text, s->value.len });

	return give_value(r, TEXT_WORD, list->terms[0].term, s->start, s->end, false);
}

/* The tokens of a segment; next is the one behind it, or NULL. */
static leta_status give_segment(struct run *r, const struct coming *c, const struct coming *next)
{
	const struct segment *s = &c->segment;
	struct str value = { s->value.text, s->value.len };
	leta_status st;

	switch (s->kind) {
	case SEGMENT_WORD:
	case SEGMENT_HYPHENATED:
	case SEGMENT_CODE:
		return give_parts(r, c, next);
	case SEGMENT_NUMBER:
		return give_value(r, TEXT_NUMBER, value, s->start, s->end, false);
	case SEGMENT_DATE:
		st = give_value(r, TEXT_NUMBER, value, s->start, s->end, false);
		return st != LETA_OK ? st : give_value(r, TEXT_NUMBER, str_sub(value, 0, 4), s->start,
		                                       s->start + 4, true);
	case SEGMENT_EMAIL:
		return give_value(r, TEXT_EMAIL, value, s->start, s->end, false);
	case SEGMENT_PHONE:
		return give_value(r, TEXT_PHONE, value, s->start, s->end, false);
	case SEGMENT_HOST:
		return give_value(r, TEXT_WORD, value, s->start, s->end, false);
	case SEGMENT_INITIALS:
		return give_initials(r, s);
	case SEGMENT_ABBREVIATION:
		break;
	}
	return give(r, &(struct text_token){ .term = value, .position = ++r->position, .start = s->start,
	                                     .end = s->end, .kind = TEXT_WORD, .stop = true });
}

/* Takes the next segment, and asks for its word. False at the end. */
static bool take_segment(struct run *r, struct segmenter *segmenter, struct coming *c)
{
	const struct segment_part *first = &c->segment.parts[0];

	if (!segmenter_next(segmenter, &c->segment))
		return false;
	if (c->segment.n_parts > 0)
		text_cache_ask(r->a->cache, core_of(r, first), r->text.len - first->start, &c->key);
	else
		c->key = (struct text_cache_key){ .hash = 0 };
	return true;
}

/* Asks again for a word, or, when it seems to be new, for what it will be looked up in. */
static void ask_again(struct text_analyzer *a, const struct text_cache_key *key)
{
	struct str folded;

	if (text_cache_ask_again(a->cache, key) || key->word.len == 0)
		return;
	folded = text_terms_expect(a->terms, key->word);
	if (a->noted)
		vocabulary_ask(a->noted, folded);
}

leta_status text_analyzer_run(struct text_analyzer *a, enum text_mode mode, struct str text,
                              text_token_fn *fn, void *ctx, struct leta_error *err)
{
	struct run run = { .a = a, .text = text, .fn = fn, .ctx = ctx, .err = err };
	struct coming coming[AHEAD]; /* those from given to taken, each at its number modulo AHEAD */
	struct segmenter segmenter;
	leta_status st = LETA_OK;
	bool more = true;

	(void)mode; /* query and document ask for the same terms so far */
	segmenter_begin(&segmenter, a->words, text);
	for (size_t given = 0, taken = 0; st == LETA_OK; given++) {
		const struct coming *next = &coming[(given + 1) % AHEAD];

		while (more && taken < given + AHEAD) {
			more = take_segment(&run, &segmenter, &coming[taken % AHEAD]);
			taken += more;
		}
		if (given == taken)
			break;
		if (given + AHEAD / 2 < taken)
			ask_again(a, &coming[(given + AHEAD / 2) % AHEAD].key);
		st = give_segment(&run, &coming[given % AHEAD], given + 1 < taken ? next : NULL);
	}
	return st != LETA_OK ? st : text_words_status(a->words, err);
}
