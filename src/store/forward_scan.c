/*
 * forward_scan.c: reads the bits of forward.c for a few terms only.
 */
#include "store/forward_scan.h"

#include <string.h>

#include "base/error.h"
#include "store/forward_format.h"

/* ---- terms ---- */

/* The wanted terms are met in their order, as those of the document are. */
struct search {
	const struct forward_scan *scan;
	uint8_t *groups;                 /* by number of the document's term; 0 = not wanted */
	size_t next;                     /* the wanted term that is looked for */
	size_t same;                     /* first bytes that it shares with the term before */
	uint8_t met;                     /* groups that have a term in the document */
	char term[FORWARD_TERM_MAX + 1]; /* of the document */
};

static size_t shared_with(struct str a, struct str b)
{
	size_t n = 0;
	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

/* Five bits each; the last two of the letters have more behind them. */
static void skip_letters(struct bit_reader *r, size_t n)
{
	const uint64_t fives = UINT64_C(0x0084210842108421); /* the lowest bit of each letter */
	while (n > 0) {
		if (r->n < 5)
			bits_fill(r);
		unsigned whole = r->n / 5 < n ? r->n / 5 : (unsigned)n;
		uint64_t b = r->bits & ((UINT64_C(1) << whole * 5) - 1);
		uint64_t escapes = b >> 1 & b >> 2 & b >> 3 & b >> 4 & fives;
		if (escapes == 0) {
			r->bits >>= whole * 5;
			r->n -= whole * 5;
			n -= whole;
			continue;
		}
		unsigned before = (unsigned)__builtin_ctzll(escapes);
		r->bits >>= before;
		r->n -= before;
		n -= before / 5 + 1;
		bits_get(r, bits_get(r, 5) == LETTER_DIGIT ? 4 : 8);
	}
}

/* Writes n letters from `to` on; the term's length, or SIZE_MAX when it is too long. */
static size_t read_letters(struct bit_reader *r, char *term, size_t to, size_t n)
{
	for (; n > 0; n--) {
		if (to + 2 > FORWARD_TERM_MAX + 1)
			return SIZE_MAX;
		unsigned letter = bits_get(r, 5);
		if (letter < LETTER_DIGIT) {
			memcpy(term + to, letters[letter], 2);
			to += letter >= 26 && letter <= 28 ? 2 : 1;
		} else if (letter == LETTER_DIGIT) {
			term[to++] = digits[bits_get(r, 4)];
		} else {
			term[to++] = (char)bits_get(r, 8);
		}
	}
	return to;
}

/* The document's term `number`: which of the wanted ones it is, and which it has passed. */
static void take_term(struct search *s, struct str term, size_t number)
{
	for (; s->next < s->scan->n_terms; s->next++) {
		struct str wanted = s->scan->terms[s->next];
		int order = str_cmp(term, wanted);
		s->same = shared_with(term, wanted);
		if (order < 0)
			return;
		if (order > 0)
			continue;
		s->groups[number] = s->scan->groups[s->next];
		s->met |= s->scan->groups[s->next];
	}
}

static bool scan_terms(struct bit_reader *in, struct search *s, size_t n_terms)
{
	struct bit_reader r = *in;
	for (size_t i = 0; i < n_terms; i++) {
		bits_fill(&r);
		size_t shared = get_nibble(&r), n = get_nibble(&r);
		if (shared > FORWARD_TERM_MAX || n > FORWARD_TERM_MAX)
			return false;
		if (shared > s->same || s->next == s->scan->n_terms) {
			skip_letters(&r, n); /* it differs where the term before did */
			continue;
		}
		/* what it shares with the term before, that shares with the wanted one */
		memcpy(s->term, s->scan->terms[s->next].ptr, shared);
		size_t len = read_letters(&r, s->term, shared, n);
		if (len == SIZE_MAX)
			return false;
		take_term(s, (struct str){s->term, len}, i);
	}
	*in = r;
	return true;
}

/* ---- tokens ---- */

/* Where a term of each group was met in the stream, up to `position`. */
struct meeting {
	uint32_t position;
	uint32_t last[FORWARD_SCAN_GROUPS];
	uint64_t recent[FORWARD_SCAN_GROUPS]; /* bit d: at position − d */
	uint8_t met;
};

static void meet(struct meeting *m, uint8_t groups, uint32_t position)
{
	uint32_t step = position - m->position;
	for (unsigned g = 0; g < FORWARD_SCAN_GROUPS; g++) {
		m->recent[g] = step < 64 ? m->recent[g] << step : 0;
		if (groups & 1u << g) {
			m->last[g] = position;
			m->recent[g] |= 1;
		}
	}
	m->met |= groups;
	m->position = position;
}

static bool is_near(const struct forward_scan *scan, const struct meeting *m)
{
	unsigned highest = 0;
	if (m->met != scan->all)
		return false;
	while (scan->all >> highest > 1)
		highest++;
	for (unsigned g = 0; g <= highest; g++) {
		int back = scan->offsets[highest] - scan->offsets[g];
		if (scan->fixed ? !(m->recent[g] >> back & 1)
				: m->position - m->last[g] > scan->distance)
			return false;
	}
	return true;
}

/* A token that is no row of the shapes. */
static bool other_step(struct bit_reader *r, uint8_t *kind, int64_t *position)
{
	uint32_t flags = bits_get(r, 5);
	uint64_t step = bits_get_number(r);
	bits_get_number(r); /* gap */
	bits_get_number(r); /* length */
	*kind = flags & 7;
	*position += step <= UINT32_MAX ? (int64_t)step : 0;
	return step <= UINT32_MAX;
}

/* Where the reader stands in a stream. */
struct cursor {
	struct bit_reader r;
	int64_t position;
	unsigned width; /* of a term's number */
	uint8_t kind;   /* of the last token */
};

/* Reads a token's term and position; false: no token. */
static inline bool next_token(struct cursor *c, size_t *term)
{
	const uint64_t mask = (UINT64_C(1) << c->width) - 1;
	bits_fill(&c->r);
	unsigned shape = (unsigned)c->r.bits & SHAPE_MORE;
	unsigned more = shape == SHAPE_MORE ? RARE_BITS : 0;
	unsigned used = SHAPE_BITS + c->width + more;
	*term = c->r.bits >> SHAPE_BITS & mask;
	shape += (unsigned)(c->r.bits >> (SHAPE_BITS + c->width)) & ((1u << more) - 1);
	c->r.bits >>= used;
	c->r.n -= used;
	if (shape == N_SHAPES)
		return other_step(&c->r, &c->kind, &c->position);
	c->position += !forward_shapes[shape].colocated;
	c->kind = forward_shapes[shape].kind;
	return true;
}

/* n tokens of a stream. Behind an answer nothing more is read. */
static bool scan_tokens(struct cursor *in, const struct search *s, uint64_t n, bool counts,
			enum forward_answer *out)
{
	struct cursor c = *in; /* a copy, which the compiler can keep in registers */
	struct meeting meeting = {.met = 0};
	for (uint64_t i = 0; i < n; i++) {
		size_t term;
		if (!next_token(&c, &term))
			return false;
		if (!s->groups[term] || !counts)
			continue;
		if (s->scan->joined && c.kind == KIND_JOINED) {
			*out = FORWARD_MAYBE;
			return true;
		}
		meet(&meeting, s->groups[term], (uint32_t)c.position);
		if (is_near(s->scan, &meeting)) {
			*out = FORWARD_YES;
			return true;
		}
	}
	*in = c;
	return true;
}

static bool stream_counts(const struct forward_scan *scan, const struct header *h)
{
	if (h->kind == FORWARD_SECTION)
		return scan->sections;
	return h->which < 64 && (scan->fields >> h->which & 1) != 0;
}

static bool scan_streams(const struct bit_reader *r, const struct search *s, size_t n_terms,
			 uint64_t n_streams, enum forward_answer *out)
{
	struct cursor c = {.r = *r, .width = width_of(n_terms)};
	struct header h = first_header;
	for (uint64_t i = 0; i < n_streams; i++) {
		uint64_t n;
		if (!get_header(&c.r, &h, &n) || n > bits_left(&c.r) / SHAPE_BITS)
			return false;
		c.position += n > 0 ? h.jump : 0;
		if (!scan_tokens(&c, s, n, stream_counts(s->scan, &h), out))
			return false;
		if (*out != FORWARD_NO)
			return true;
	}
	return bits_whole(&c.r);
}

leta_status forward_scan(struct str bytes, const struct forward_scan *scan, struct arena *scratch,
			 enum forward_answer *out, struct leta_error *err)
{
	struct bit_reader r;
	struct search s = {.scan = scan};
	*out = FORWARD_NO;
	bits_start(&r, bytes);
	uint64_t n_terms = bits_get_number(&r);
	bits_get_number(&r); /* bytes of the terms */
	uint64_t n_streams = bits_get_number(&r);
	bits_get_number(&r); /* tokens */
	bool valid = n_terms <= FORWARD_TERMS_MAX && n_terms <= bits_left(&r) / TERM_BITS_MIN &&
		     n_streams <= FORWARD_STREAMS_MAX;
	if (valid) {
		s.groups = arena_zalloc(scratch, (size_t)1 << width_of((size_t)n_terms), 1);
		if (!s.groups)
			return arena_status(scratch, err);
		valid = scan_terms(&r, &s, (size_t)n_terms);
	}
	if (valid && s.met == scan->all)
		valid = scan_streams(&r, &s, (size_t)n_terms, n_streams, out);
	if (valid)
		return LETA_OK;
	return error_set(err, LETA_ERR_CORRUPT, "dokumentets ordregister är skadat",
			 "the document's forward index is damaged");
}
