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
	uint64_t *grams; /* without repeats; NULL until they are needed */
	size_t n_grams;
	bool copied;
};

/* Where the numbers of a list stand in it: their places + 1, by hash; 0: free. */
struct places {
	uint32_t *slots;
	size_t n_slots, room; /* powers of two */
};

struct copies {
	struct record_builder *b;
	unsigned char word[256]; /* the bytes of words, in small letters; 0: any other */
	struct paragraph *list;
	size_t n, cap;
	uint64_t *shingles; /* of all paragraphs, one after the other */
	size_t n_shingles, shingles_cap;
	uint32_t *owners; /* the paragraphs of the shingles */
	uint32_t *before; /* place + 1 of the same shingle before; 0: none, or it tells nothing */
	uint64_t *pairs;  /* earlier paragraph << 32 | later one */
	size_t n_pairs, pairs_cap;
	struct places places;
	const struct paragraph *placed; /* whose grams have their places */
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Empties the places, and makes room for a list of n numbers. */
static bool clear_places(struct copies *c, size_t n)
{
	struct places *p = &c->places;
	for (p->n_slots = 64; p->n_slots < n * 2;)
		p->n_slots *= 2;
	if (p->n_slots > p->room) {
		p->slots = arena_alloc(c->b->arena, p->n_slots * sizeof(*p->slots));
		p->room = p->slots ? p->n_slots : 0;
	}
	if (!p->slots)
		return false;
	memset(p->slots, 0, p->n_slots * sizeof(*p->slots));
	return true;
}

/* The slot of a number of the list, or the one that it would get. */
static uint32_t *place_of(const struct places *p, const uint64_t *list, uint64_t number)
{
	size_t i = (size_t)hash_mix(0, number) & (p->n_slots - 1);
	while (p->slots[i] && list[p->slots[i] - 1] != number)
		i = (i + 1) & (p->n_slots - 1);
	return &p->slots[i];
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

/* Bytes are enough: only the case of a–z is ignored. */
static void set_word_bytes(struct copies *c)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		unsigned small = byte | 0x20;
		bool word = byte >= 0x80 || (byte >= '0' && byte <= '9') || (small >= 'a' && small <= 'z');
		c->word[byte] = (unsigned char)(word ? small : 0);
	}
}

/* The next word's hash at *pos. */
static inline bool next_word(const unsigned char word[256], struct str s, size_t *pos, uint64_t *hash)
{
	uint64_t h = HASH64_INIT;
	size_t i = *pos, from;
	while (i < s.len && word[(unsigned char)s.ptr[i]] == 0)
		i++;
	from = i;
	for (unsigned char byte; i < s.len && (byte = word[(unsigned char)s.ptr[i]]) != 0; i++)
		h = (h ^ byte) * UINT64_C(0x100000001b3);
	*pos = i;
	*hash = h;
	return i > from;
}

/* Makes room for n shingles more. */
static bool reserve_shingles(struct copies *c, size_t n)
{
	size_t cap = c->shingles_cap * 2 > c->n_shingles + n ? c->shingles_cap * 2 : c->n_shingles + n;
	if (n <= c->shingles_cap - c->n_shingles)
		return true;
	uint64_t *all = arena_alloc(c->b->arena, cap * sizeof(*all));
	if (!all)
		return false;
	if (c->n_shingles > 0)
		memcpy(all, c->shingles, c->n_shingles * sizeof(*all));
	c->shingles = all;
	c->shingles_cap = cap;
	return true;
}

/* Adds the sketch of a paragraph to the shingles. Which are of it cannot be foreseen, so none is jumped over. */
static bool add_sketch(struct copies *c, struct paragraph *p)
{
	uint64_t last, word;
	size_t pos = 0;
	if (!reserve_shingles(c, p->text.len / 2 + 1))
		return false;
	uint64_t *sketch = c->shingles + c->n_shingles;
	if (!next_word(c->word, p->text, &pos, &last))
		return true;
	for (; next_word(c->word, p->text, &pos, &word); last = word) {
		uint64_t hash = (last ^ word >> 17 ^ word << 29) * UINT64_C(0x9E3779B97F4A7C15);
		sketch[p->n_sketch] = hash;
		p->n_sketch += (hash & 3) == 0;
	}
	c->n_shingles += p->n_sketch;
	return true;
}

/* Links each shingle to the same one before. */
static bool link_shingles(struct copies *c)
{
	size_t n = c->n_shingles, at = 0;
	c->owners = arena_alloc(c->b->arena, n * sizeof(*c->owners));
	c->before = arena_alloc(c->b->arena, n * sizeof(*c->before));
	if (!c->owners || !c->before || !clear_places(c, n))
		return false;
	for (size_t i = 0; i < c->n; i++) {
		for (size_t end = at + c->list[i].n_sketch; at < end; at++) {
			uint32_t *last = place_of(&c->places, c->shingles, c->shingles[at]);
			c->owners[at] = (uint32_t)i;
			c->before[at] = *last;
			*last = (uint32_t)at + 1;
		}
	}
	return true;
}

/* Undoes the links of those that too many paragraphs share. */
static void forget_common(struct copies *c)
{
	for (size_t i = 0; i < c->places.n_slots; i++) {
		size_t n = 0;
		for (uint32_t at = c->places.slots[i]; at > 0; at = c->before[at - 1])
			n++;
		if (n <= SHARED_BY_MAX)
			continue;
		for (uint32_t at = c->places.slots[i], next; at > 0; at = next) {
			next = c->before[at - 1];
			c->before[at - 1] = 0;
		}
	}
}

/* Adds a pair when it shares half of the smaller sketch. */
static bool add_pair(struct copies *c, uint32_t earlier, uint32_t later, size_t shared)
{
	const struct paragraph *a = &c->list[earlier], *b = &c->list[later];
	size_t least = a->n_sketch < b->n_sketch ? a->n_sketch : b->n_sketch;
	if (a->section == b->section || shared * 2 < least || c->n_pairs == PAIRS_MAX)
		return true;
	uint64_t *pairs =
		arena_grow(c->b->arena, c->pairs, c->n_pairs, &c->pairs_cap, sizeof(*pairs));
	if (!pairs)
		return false;
	c->pairs = pairs;
	pairs[c->n_pairs++] = (uint64_t)earlier << 32 | later;
	return true;
}

static bool pair_up(struct copies *c)
{
	uint32_t *shared = arena_zalloc(c->b->arena, c->n, sizeof(*shared)); /* with each earlier one */
	uint32_t *met = arena_alloc(c->b->arena, c->n * sizeof(*met));
	size_t at = 0;
	if (!shared || !met)
		return false;
	for (uint32_t later = 0; later < c->n; later++) {
		size_t n_met = 0;
		for (size_t end = at + c->list[later].n_sketch; at < end; at++) {
			for (uint32_t same = c->before[at]; same > 0; same = c->before[same - 1]) {
				uint32_t earlier = c->owners[same - 1];
				if (shared[earlier]++ == 0)
					met[n_met++] = earlier;
			}
		}
		for (size_t i = 0; i < n_met; i++) {
			if (!add_pair(c, met[i], later, shared[met[i]]))
				return false;
			shared[met[i]] = 0;
		}
	}
	return true;
}

static bool find_pairs(struct copies *c)
{
	set_word_bytes(c);
	for (size_t i = 0; i < c->n; i++)
		if (!add_sketch(c, &c->list[i]))
			return false;
	if (!link_shingles(c))
		return false;
	forget_common(c);
	if (!pair_up(c))
		return false;
	if (c->n_pairs > 0)
		qsort(c->pairs, c->n_pairs, sizeof(*c->pairs), by_number);
	return true;
}

/* The different runs of four characters. */
static bool make_grams(struct copies *c, struct paragraph *p)
{
	uint64_t gram = 0;
	size_t n = 0;
	if (p->grams)
		return true;
	p->grams = arena_alloc(c->b->arena, p->chars * sizeof(*p->grams));
	c->placed = NULL;
	if (!p->grams || !clear_places(c, p->chars))
		return false;
	for (size_t pos = 0; pos < p->text.len && n < p->chars;) {
		gram = gram << 16 | (utf8_next(p->text, &pos) & 0xFFFF);
		if (++n < 4)
			continue; /* the first three are not whole */
		uint32_t *place = place_of(&c->places, p->grams, gram);
		if (*place > 0)
			continue;
		p->grams[p->n_grams++] = gram;
		*place = (uint32_t)p->n_grams;
	}
	return true;
}

/* Gives a paragraph's grams their places. */
static bool place_grams(struct copies *c, const struct paragraph *p)
{
	if (c->placed == p)
		return true;
	if (!clear_places(c, p->n_grams))
		return false;
	for (size_t i = 0; i < p->n_grams; i++)
		*place_of(&c->places, p->grams, p->grams[i]) = (uint32_t)i + 1;
	c->placed = p;
	return true;
}

/* Whether the lengths allow it: all of the shorter one would have to be in the longer one. */
static bool can_be_alike(const struct paragraph *a, const struct paragraph *b)
{
	size_t least = a->chars < b->chars ? a->chars : b->chars;
	return 2.0 * (double)least >= LIKENESS_MIN * (double)(a->chars + b->chars);
}

/* Of two paragraphs, the first of which has its grams in their places. */
static double likeness(const struct copies *c, const struct paragraph *a, const struct paragraph *b)
{
	size_t shared = 0;
	for (size_t i = 0; i < b->n_grams; i++)
		shared += *place_of(&c->places, a->grams, b->grams[i]) > 0;
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

/* Judges each pair; first for equal, then for like paragraphs. */
static bool judge_pairs(struct copies *c, bool equal)
{
	unsigned flags = 0;
	for (size_t i = 0; i < c->n_pairs && flags < FLAGS_MAX; i++) {
		struct paragraph *a = &c->list[c->pairs[i] >> 32];
		struct paragraph *b = &c->list[c->pairs[i] & UINT32_MAX];
		if (a->copied || b->copied)
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
		if (!make_grams(c, a) || !make_grams(c, b) || !place_grams(c, a))
			return false;
		double like = likeness(c, a, b);
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
