/*
 * learned.c: reads and writes the file of learned compounds. All of it is checked when it is read: it is small.
 */
#include "text/learned.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

#define HEAD "leta compounds 1"
#define BYTES_MAX ((size_t)16 << 20)
#define MEMORY_MAX ((size_t)64 << 20)

struct learned {
	struct arena *arena;
	struct learned_word *words; /* by term */
	size_t n_words, words_cap;
	struct learned_use *uses; /* by the part's term, then most documents first */
	size_t n_uses;
};

leta_status learned_write(const struct learned_word *words, size_t n, const char *path, struct leta_error *err)
{
	struct buf out;
	leta_status st;

	buf_init(&out, BYTES_MAX);
	buf_cstr(&out, HEAD "\n");
	for (size_t i = 0; i < n; i++) {
		const struct learned_word *w = &words[i];

		buf_printf(&out, STR_FMT "\t" STR_FMT "\t%u", STR_ARG(w->term), STR_ARG(w->form), w->documents);
		for (size_t p = 0; p < w->n_parts; p++)
			buf_printf(&out, "\t" STR_FMT ":%u-%u", STR_ARG(w->parts[p].term), w->parts[p].from,
			           w->parts[p].to);
		buf_char(&out, '\n');
	}
	st = buf_status(&out, err);
	if (st == LETA_OK)
		st = file_replace(path, buf_view(&out), err);
	buf_fini(&out);
	return st;
}

/* ---- reading ---- */

/* A number from 0 to max, of digits only. */
static bool read_number(struct str s, uint32_t max, uint32_t *out)
{
	uint64_t n = 0;

	if (s.len == 0 || s.len > 10)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		n = n * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	*out = (uint32_t)n;
	return n <= max;
}

/* "term:from-to" */
static bool read_part(struct str s, struct learned_part *out)
{
	struct str from;
	uint32_t lo, hi;

	if (!str_cut(&s, ':', &out->term) || out->term.len == 0 || !s.ptr || !str_cut(&s, '-', &from) || !s.ptr ||
	    !read_number(from, UINT8_MAX, &lo) || !read_number(s, UINT8_MAX, &hi) || lo >= hi)
		return false;
	out->from = (uint8_t)lo;
	out->to = (uint8_t)hi;
	return true;
}

static bool read_word(struct str line, struct learned_word *out)
{
	struct str documents, part;

	*out = (struct learned_word){ .n_parts = 0 };
	if (!str_cut(&line, '\t', &out->term) || out->term.len == 0 || !str_cut(&line, '\t', &out->form) ||
	    out->form.len == 0 || !str_cut(&line, '\t', &documents) ||
	    !read_number(documents, UINT32_MAX, &out->documents))
		return false;
	while (str_cut(&line, '\t', &part)) {
		if (out->n_parts == LEARNED_PARTS_MAX || !read_part(part, &out->parts[out->n_parts++]))
			return false;
	}
	return out->n_parts >= 2;
}

static leta_status damaged(struct leta_error *err)
{
	return error_set(err, LETA_ERR_CORRUPT,
	                 "indexets lista över inlärda sammansättningar är skadad; bygg om det med 'leta index --fresh'",
	                 "the index's list of learned compounds is damaged; rebuild it with 'leta index --fresh'");
}

static leta_status read_words(struct learned *l, struct str text, struct leta_error *err)
{
	struct str line;

	if (!str_line(&text, &line) || !str_eq(line, STR(HEAD)))
		return damaged(err);
	while (str_line(&text, &line)) {
		struct learned_word *words =
			arena_grow(l->arena, l->words, l->n_words, &l->words_cap, sizeof(*words));

		if (!words)
			return arena_status(l->arena, err);
		l->words = words;
		if (l->n_words == LEARNED_WORDS_MAX || !read_word(line, &words[l->n_words]) ||
		    (l->n_words > 0 && str_cmp(words[l->n_words - 1].term, words[l->n_words].term) >= 0))
			return damaged(err);
		l->n_words++;
	}
	return LETA_OK;
}

static struct str part_of(const struct learned_use *use)
{
	return use->word->parts[use->part].term;
}

static int by_part(const void *a, const void *b)
{
	const struct learned_use *x = a, *y = b;
	int order = str_cmp(part_of(x), part_of(y));

	if (order == 0 && x->word->documents != y->word->documents)
		return x->word->documents < y->word->documents ? 1 : -1;
	if (order == 0)
		order = str_cmp(x->word->term, y->word->term);
	return order != 0 ? order : (x->part > y->part) - (x->part < y->part);
}

static leta_status list_uses(struct learned *l, struct leta_error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n_words; i++)
		n += l->words[i].n_parts;
	l->uses = arena_zalloc(l->arena, n + 1, sizeof(*l->uses));
	if (!l->uses)
		return arena_status(l->arena, err);
	for (size_t i = 0; i < l->n_words; i++)
		for (uint8_t p = 0; p < l->words[i].n_parts; p++)
			l->uses[l->n_uses++] = (struct learned_use){ &l->words[i], p };
	if (l->n_uses > 1)
		qsort(l->uses, l->n_uses, sizeof(*l->uses), by_part);
	return LETA_OK;
}

leta_status learned_read(struct str bytes, struct learned **out, struct leta_error *err)
{
	struct learned *l = calloc(1, sizeof(*l));
	struct str text = { NULL, bytes.len };
	leta_status st = LETA_OK;

	if (!l || !(l->arena = arena_new(MEMORY_MAX)) || !(text.ptr = arena_strdup(l->arena, bytes)))
		st = error_nomem(err);
	if (st == LETA_OK && utf8_validate(bytes) != bytes.len)
		st = damaged(err);
	if (st == LETA_OK && bytes.len > 0) /* without a file there is no line */
		st = read_words(l, text, err);
	if (st == LETA_OK)
		st = list_uses(l, err);
	if (st != LETA_OK) {
		learned_close(l);
		return st;
	}
	*out = l;
	return LETA_OK;
}

leta_status learned_open(const char *path, struct learned **out, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	struct buf bytes;
	leta_status st;

	buf_init(&bytes, BYTES_MAX);
	st = file_read(path, &bytes, &fault);
	if (st == LETA_OK || st == LETA_ERR_NOT_FOUND)
		st = learned_read(buf_view(&bytes), out, err);
	else if (err)
		*err = fault;
	buf_fini(&bytes);
	return st;
}

void learned_close(struct learned *l)
{
	if (!l)
		return;
	arena_free(l->arena);
	free(l);
}

/* ---- asking ---- */

bool learned_is_first(const struct learned_use *use)
{
	return use->word->parts[use->part].from == 0;
}

bool learned_is_last(const struct learned_use *use)
{
	uint8_t end = 0;

	for (size_t i = 0; i < use->word->n_parts; i++)
		end = use->word->parts[i].to > end ? use->word->parts[i].to : end;
	return use->word->parts[use->part].to == end;
}

bool learned_is_inner(const struct learned_use *use)
{
	const struct learned_part *part = &use->word->parts[use->part];

	for (size_t i = 0; i < use->part; i++)
		if (use->word->parts[i].from <= part->from && part->to <= use->word->parts[i].to)
			return true;
	return false;
}

size_t learned_size(const struct learned *l)
{
	return l->n_words;
}

const struct learned_word *learned_find(const struct learned *l, struct str term)
{
	size_t lo = 0, hi = l->n_words;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		int order = str_cmp(l->words[middle].term, term);

		if (order == 0)
			return &l->words[middle];
		if (order < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return NULL;
}

size_t learned_uses(const struct learned *l, struct str part, const struct learned_use **out)
{
	size_t lo = 0, hi = l->n_uses, n = 0;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (str_cmp(part_of(&l->uses[middle]), part) < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	while (lo + n < l->n_uses && str_eq(part_of(&l->uses[lo + n]), part))
		n++;
	*out = &l->uses[lo];
	return n;
}
