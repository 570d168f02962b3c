/*
 * copies.c: paragraphs that stand in two sections of one document. Applicants paste the background
 * under the compulsory headings; counted twice, such a page would rank as if it dealt with equality
 * or accessibility.
 *
 * Likeness of two paragraphs: of the pairs of neighbouring words of the one that has fewer, the
 * share that the other has too (containment of 2-shingles; Broder 1997). Candidates are found
 * through a quarter of the pairs (those whose hash ends in 00), so the work stays near-linear in
 * the text.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "record/finish.h"

#define PARAGRAPH_MIN 200   /* characters */
#define PARAGRAPH_MAX 20000 /* bytes: longer ones are texts without paragraphs */
#define PARAGRAPHS_MAX 4096
#define LIKENESS_MIN 0.8
#define SHARED_BY_MAX 16 /* a word pair that more paragraphs share tells nothing */
#define PAIRS_MAX ((size_t)1 << 18)
#define FLAGS_MAX 20

struct paragraph {
	struct str text;
	size_t section, no; /* no: 1-based in its section, counting the short ones */
	size_t chars;
	size_t n_sketch; /* word pairs of it that candidates are found by */
	uint64_t *grams; /* sorted, without repeats; NULL until they are needed */
	size_t n_grams;
	bool copied;
};

struct shingle {
	uint64_t hash;
	uint32_t paragraph;
};

struct copies {
	struct record_builder *b;
	struct paragraph *list;
	size_t n, cap;
	struct shingle *shingles;
	size_t n_shingles, shingles_cap;
	uint64_t *pairs; /* earlier paragraph << 32 | later one, once for each shingle they share */
	size_t n_pairs, pairs_cap;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static int by_hash(const void *a, const void *b)
{
	const struct shingle *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->paragraph > y->paragraph) - (x->paragraph < y->paragraph);
}

static bool add_paragraph(struct copies *c, struct paragraph p)
{
	bool sane = p.text.len >= PARAGRAPH_MIN && p.text.len <= PARAGRAPH_MAX;
	p.chars = sane ? utf8_count(p.text) : 0;
	if (p.chars < PARAGRAPH_MIN || c->n == PARAGRAPHS_MAX)
		return true;
	struct paragraph *list = arena_grow(c->b->arena, c->list, c->n, &c->cap, sizeof(*list));
	if (!list)
		return false;
	c->list = list;
	list[c->n++] = p;
	return true;
}

static bool find_paragraphs(struct copies *c)
{
	const struct leta_record *r = c->b->record;
	for (size_t i = 0; i < r->n_sections; i++) {
		struct str rest = {r->sections[i].text, r->sections[i].text_len};
		for (size_t no = 1; rest.len > 0; no++) {
			size_t end = str_find(rest, STR("\n\n"), 0);
			end = end == (size_t)-1 ? rest.len : end;
			struct paragraph p = {
				.text = str_trim(str_sub(rest, 0, end)), .section = i, .no = no};
			if (!add_paragraph(c, p))
				return false;
			rest = str_sub(rest, end + 2, rest.len);
		}
	}
	return true;
}

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The next word's hash at *pos. Bytes are enough: only the case of a–z is ignored. */
static bool next_word(struct str s, size_t *pos, uint64_t *hash)
{
	uint64_t h = HASH64_INIT;
	size_t i = *pos, from;
	while (i < s.len && !is_word_byte((unsigned char)s.ptr[i]))
		i++;
	for (from = i; i < s.len && is_word_byte((unsigned char)s.ptr[i]); i++)
		h = (h ^ ((unsigned char)s.ptr[i] | 0x20)) * UINT64_C(0x100000001b3);
	*pos = i;
	*hash = h;
	return i > from;
}

/* Adds the sketch of paragraph i to the shingles. */
static bool add_sketch(struct copies *c, uint32_t i)
{
	uint64_t last, word;
	size_t pos = 0;
	if (!next_word(c->list[i].text, &pos, &last))
		return true;
	for (; next_word(c->list[i].text, &pos, &word); last = word) {
		uint64_t hash = (last ^ word >> 17 ^ word << 29) * UINT64_C(0x9E3779B97F4A7C15);
		if (hash & 3)
			continue;
		struct shingle *all = arena_grow(c->b->arena, c->shingles, c->n_shingles,
						 &c->shingles_cap, sizeof(*all));
		if (!all)
			return false;
		c->shingles = all;
		all[c->n_shingles++] = (struct shingle){hash, i};
		c->list[i].n_sketch++;
	}
	return true;
}

/* Adds all pairs of the n paragraphs that share one word pair. */
static bool pair_up(struct copies *c, const struct shingle *s, size_t n)
{
	if (n > SHARED_BY_MAX)
		return true;
	for (size_t i = 0; i < n; i++) {
		for (size_t j = i + 1; j < n; j++) {
			const struct paragraph *a = &c->list[s[i].paragraph],
					       *b = &c->list[s[j].paragraph];
			if (a->section == b->section || c->n_pairs == PAIRS_MAX)
				continue;
			uint64_t *pairs = arena_grow(c->b->arena, c->pairs, c->n_pairs,
						     &c->pairs_cap, sizeof(*pairs));
			if (!pairs)
				return false;
			c->pairs = pairs;
			pairs[c->n_pairs++] = (uint64_t)s[i].paragraph << 32 | s[j].paragraph;
		}
	}
	return true;
}

static bool is_set(const uint64_t *bits, size_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

/* Drops most of the shingles that only one paragraph has, so that few are sorted. */
static bool keep_shared(struct copies *c)
{
	size_t n_bits = 64, n = 0;
	while (n_bits < c->n_shingles * 8)
		n_bits *= 2;
	uint64_t *once = arena_zalloc(c->b->arena, n_bits / 64, sizeof(*once));
	uint64_t *again = arena_zalloc(c->b->arena, n_bits / 64, sizeof(*again));
	if (!once || !again)
		return false;
	for (size_t i = 0; i < c->n_shingles; i++) {
		size_t bit = (size_t)(c->shingles[i].hash >> 8) & (n_bits - 1);
		uint64_t mask = UINT64_C(1) << bit % 64;
		again[bit / 64] |= once[bit / 64] & mask;
		once[bit / 64] |= mask;
	}
	for (size_t i = 0; i < c->n_shingles; i++)
		if (is_set(again, (size_t)(c->shingles[i].hash >> 8) & (n_bits - 1)))
			c->shingles[n++] = c->shingles[i];
	c->n_shingles = n;
	return true;
}

static bool find_pairs(struct copies *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (!add_sketch(c, (uint32_t)i))
			return false;
	if (!keep_shared(c))
		return false;
	if (c->n_shingles > 0)
		qsort(c->shingles, c->n_shingles, sizeof(*c->shingles), by_hash);
	for (size_t from = 0, to; from < c->n_shingles; from = to) {
		for (to = from + 1;
		     to < c->n_shingles && c->shingles[to].hash == c->shingles[from].hash; to++)
			;
		if (!pair_up(c, c->shingles + from, to - from))
			return false;
	}
	if (c->n_pairs > 0)
		qsort(c->pairs, c->n_pairs, sizeof(*c->pairs), by_number);
	return true;
}

static bool make_grams(struct copies *c, struct paragraph *p)
{
	uint64_t gram = 0;
	size_t n = 0;
	if (p->grams)
		return true;
	p->grams = arena_alloc(c->b->arena, p->chars * sizeof(*p->grams));
	if (!p->grams)
		return false;
	for (size_t pos = 0; pos < p->text.len; n++) {
		gram = gram << 16 | (utf8_next(p->text, &pos) & 0xFFFF);
		p->grams[n] = gram;
	}
	qsort(p->grams + 3, n - 3, sizeof(gram), by_number); /* the first three are not whole */
	for (size_t i = 3; i < n; i++)
		if (p->n_grams == 0 || p->grams[p->n_grams - 1] != p->grams[i])
			p->grams[p->n_grams++] = p->grams[i];
	return true;
}

/* Whether the lengths allow it: all of the shorter one would have to be in the longer one. */
static bool can_be_alike(const struct paragraph *a, const struct paragraph *b)
{
	size_t least = a->chars < b->chars ? a->chars : b->chars;
	return 2.0 * (double)least >= LIKENESS_MIN * (double)(a->chars + b->chars);
}

static double likeness(const struct paragraph *a, const struct paragraph *b)
{
	size_t i = 0, j = 0, shared = 0;
	while (i < a->n_grams && j < b->n_grams) {
		uint64_t x = a->grams[i], y = b->grams[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
	}
	return 2.0 * (double)shared / (double)(a->n_grams + b->n_grams);
}

static const char *name_of(const struct copies *c, const struct paragraph *p)
{
	const char *heading = c->b->record->sections[p->section].heading;
	return heading ? heading : "text";
}

static bool flag_copy(struct copies *c, const struct paragraph *a, struct paragraph *b)
{
	const char *text =
		arena_printf(c->b->arena, "copied_section:%s=%s¶%zu (identical, %zu chars)",
			     name_of(c, b), name_of(c, a), a->no, b->chars);
	b->copied = true;
	return text && record_add_text(c->b, LETA_FIELD_QUALITY, str_from(text), 0);
}

static bool flag_near(struct copies *c, const struct paragraph *a, const struct paragraph *b,
		      double like)
{
	unsigned hundredths = (unsigned)(like * 100 + 0.5);
	const char *text =
		arena_printf(c->b->arena, "near_copy:%s¶%zu≈%s¶%zu (%u.%02u)", name_of(c, a), a->no,
			     name_of(c, b), b->no, hundredths / 100, hundredths % 100);
	return text && record_add_text(c->b, LETA_FIELD_QUALITY, str_from(text), 0);
}

/* Judges each pair that shares half of the smaller sketch; first for equal, then for like
 * paragraphs. */
static bool judge_pairs(struct copies *c, bool equal)
{
	unsigned flags = 0;
	for (size_t from = 0, to; from < c->n_pairs && flags < FLAGS_MAX; from = to) {
		for (to = from + 1; to < c->n_pairs && c->pairs[to] == c->pairs[from]; to++)
			;
		struct paragraph *a = &c->list[c->pairs[from] >> 32];
		struct paragraph *b = &c->list[c->pairs[from] & UINT32_MAX];
		size_t least = a->n_sketch < b->n_sketch ? a->n_sketch : b->n_sketch;
		if (a->copied || b->copied || (to - from) * 2 < least)
			continue;
		if (equal) {
			if (str_eq(a->text, b->text)) {
				flags++;
				if (!flag_copy(c, a, b))
					return false;
			}
			continue;
		}
		if (!can_be_alike(a, b))
			continue;
		if (!make_grams(c, a) || !make_grams(c, b))
			return false;
		double like = likeness(a, b);
		if (like < LIKENESS_MIN)
			continue;
		flags++;
		if (!flag_near(c, a, b, like))
			return false;
	}
	return true;
}

static void mark_sections(const struct copies *c)
{
	struct leta_section *sections = c->b->record->sections;
	for (size_t i = 0; i < c->n;) {
		size_t section = c->list[i].section, copied = 0;
		for (; i < c->n && c->list[i].section == section; i++)
			copied += c->list[i].copied ? c->list[i].text.len : 0;
		if (copied * 2 > sections[section].text_len)
			sections[section].copied = true;
	}
}

bool record_find_copies(struct record_builder *b)
{
	struct copies c = {.b = b};
	if (b->record->n_sections < 2)
		return true;
	if (!find_paragraphs(&c))
		return false;
	if (c.n < 2 || c.list[0].section == c.list[c.n - 1].section)
		return true;
	if (!find_pairs(&c) || !judge_pairs(&c, true))
		return false;
	mark_sections(&c);
	return judge_pairs(&c, false);
}
