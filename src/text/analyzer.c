/*
 * analyzer.c: gives out the tokens: positions, offsets and order are decided here and nowhere else.
 */
#include "text/analyzer.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uversion.h>

#include "base/error.h"
#include "text/cache.h"
#include "text/segment.h"
#include "text/terms.h"
#include "text/words.h"

#define RULES_VERSION 1   /* raise it when any rule of segment.c, pattern.c, fold.c or terms.c changes */
#define JOINED_MAX 512    /* bytes of a word put together from parts */

struct text_analyzer {
	struct text_words *words;
	struct text_terms *terms;
	struct text_cache *cache;
	struct text_term_list list;
	char joined[JOINED_MAX];
	char fingerprint[80];
};

/* One run over one text. */
struct run {
	struct text_analyzer *a;
	struct str text;
	text_token_fn *fn;
	void *ctx;
	struct leta_error *err;
	uint32_t position;
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
	return "ICU " U_ICU_VERSION ", libstemmer";
}

static void make_fingerprint(struct text_analyzer *a)
{
	UVersionInfo version;
	char icu[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(version);
	u_versionToString(version, icu);
	snprintf(a->fingerprint, sizeof(a->fingerprint), "r%d-icu%s-t%016llx", RULES_VERSION, icu,
	         (unsigned long long)text_terms_hash(a->terms));
}

leta_status text_analyzer_new(const char *lexicon_dir, struct text_analyzer **out,
                              struct leta_error *err)
{
	struct text_analyzer *a = calloc(1, sizeof(*a));
	leta_status st;

	(void)lexicon_dir;
	if (!a)
		return error_nomem(err);
	st = text_words_new(false, &a->words, err);
	if (st == LETA_OK)
		st = text_terms_new(&a->terms, err);
	if (st == LETA_OK) {
		a->cache = text_cache_new();
		st = a->cache ? LETA_OK : error_nomem(err);
	}
	if (st != LETA_OK) {
		text_analyzer_free(a);
		return st;
	}
	make_fingerprint(a);
	*out = a;
	return LETA_OK;
}

void text_analyzer_free(struct text_analyzer *a)
{
	if (!a)
		return;
	text_words_free(a->words);
	text_terms_free(a->terms);
	text_cache_free(a->cache);
	free(a);
}

const char *text_analyzer_fingerprint(const struct text_analyzer *a)
{
	return a->fingerprint;
}

static leta_status give(struct run *r, const struct text_token *token)
{
	return token->term.len > 0 ? r->fn(r->ctx, token, r->err) : LETA_OK;
}

/* The terms of a word, from the cache or made now. */
static leta_status terms_of(struct text_analyzer *a, struct str word, const struct text_term **terms,
                            size_t *n, struct leta_error *err)
{
	leta_status st;

	*terms = text_cache_find(a->cache, word, n);
	if (*terms)
		return LETA_OK;
	st = text_terms_of(a->terms, word, &a->list, err);
	if (st != LETA_OK)
		return st;
	text_cache_put(a->cache, word, &a->list);
	*terms = a->list.terms;
	*n = a->list.n;
	return LETA_OK;
}

/* A word at a new position, its parts after it. */
static leta_status give_word(struct run *r, const struct segment_part *part)
{
	const struct text_term *terms;
	struct text_token token = { .position = ++r->position, .start = part->start, .end = part->end };
	leta_status st;
	size_t n;

	if (part->digits) {
		char room[TEXT_TERM_MAX];

		token.term = text_term_fit(str_sub(r->text, part->start, part->end), room);
		token.kind = TEXT_NUMBER;
		return give(r, &token);
	}
	st = terms_of(r->a, str_sub(r->text, part->start, part->core), &terms, &n, r->err);
	for (size_t i = 0; i < n && st == LETA_OK; i++) {
		token.term = terms[i].term;
		token.kind = terms[i].kind;
		token.stop = terms[i].stop;
		token.colocated = i > 0;
		if (i > 0) {
			token.start = part->start + terms[i].start;
			token.end = part->start + terms[i].end;
		}
		st = give(r, &token);
	}
	return st;
}

/* A term for bytes of the text that are no word: at a new position or colocated. */
static leta_status give_value(struct run *r, enum text_kind kind, struct str value, size_t start,
                              size_t end, bool colocated)
{
	r->position += !colocated;
	return give(r, &(struct text_token){ .term = value, .position = r->position, .start = start,
	                                     .end = end, .kind = kind, .colocated = colocated });
}

/* The parts of a hyphenated word written as one: "esfstöd". */
static leta_status give_joined(struct run *r, const struct segment *s)
{
	const struct text_term *terms;
	size_t len = 0, n;
	leta_status st;

	for (size_t i = 0; i < s->n_parts; i++) {
		struct str core = str_sub(r->text, s->parts[i].start, s->parts[i].core);

		if (core.len > JOINED_MAX - len)
			return LETA_OK;
		memcpy(r->a->joined + len, core.ptr, core.len);
		len += core.len;
	}
	st = terms_of(r->a, (struct str){ r->a->joined, len }, &terms, &n, r->err);
	if (st != LETA_OK)
		return st;
	return give_value(r, TEXT_JOINED, terms[0].term, s->start, s->end, true);
}

static leta_status give_parts(struct run *r, const struct segment *s)
{
	struct str value = { s->value.text, s->value.len };
	leta_status st = LETA_OK;

	for (size_t i = 0; i < s->n_parts && st == LETA_OK; i++) {
		st = give_word(r, &s->parts[i]);
		if (st != LETA_OK || i > 0)
			continue;
		if (s->kind == SEGMENT_HYPHENATED)
			st = give_joined(r, s);
		if (st == LETA_OK && value.len > 0)
			st = give_value(r, TEXT_CODE, value, s->start, s->value_end, true);
	}
	return st;
}

static leta_status give_initials(struct run *r, const struct segment *s)
{
	const struct text_term *terms;
	size_t n;
	leta_status st = terms_of(r->a, (struct str){ s->value.text, s->value.len }, &terms, &n, r->err);

	return st != LETA_OK ? st : give_value(r, TEXT_WORD, terms[0].term, s->start, s->end, false);
}

static leta_status give_segment(struct run *r, const struct segment *s)
{
	struct str value = { s->value.text, s->value.len };
	leta_status st;

	switch (s->kind) {
	case SEGMENT_WORD:
	case SEGMENT_HYPHENATED:
	case SEGMENT_CODE:
		return give_parts(r, s);
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

leta_status text_analyzer_run(struct text_analyzer *a, enum text_mode mode, struct str text,
                              text_token_fn *fn, void *ctx, struct leta_error *err)
{
	struct run run = { .a = a, .text = text, .fn = fn, .ctx = ctx, .err = err };
	struct segmenter segmenter;
	struct segment segment;
	leta_status st = LETA_OK;

	(void)mode;
	segmenter_begin(&segmenter, a->words, text);
	while (st == LETA_OK && segmenter_next(&segmenter, &segment))
		st = give_segment(&run, &segment);
	return st;
}
