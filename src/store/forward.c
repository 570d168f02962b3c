/*
 * forward.c: the forward index as a string of bits.
 *
 *   number of terms, bytes of all terms, number of streams, number of tokens
 *   term:   4 bits shared bytes, 4 bits letters (15 = a number follows), the letters
 *   stream: kind, which, item, number of tokens, distance of its first position; then its tokens
 *   token:  3 bits shape, term number, 5 bits more when the shape is rare
 *
 * What the analysis nearly always gives is a row in `shapes`; anything else is written out behind
 * the last shape. Reading meets bytes that may be anything: counts are held against the bits that
 * are left before memory is asked for, so a short input cannot ask for much.
 */
#include "store/forward.h"

#include <string.h>

#include "base/error.h"
#include "store/bits.h"
#include "store/forward_format.h"

#define SLACK 8 /* bytes of room that reading terms wants behind them */

/* clang-format off */
#define WORD(gap, extra) { 0, false, false, gap, extra }
#define STOP(gap, extra) { 0, false, true, gap, extra }
#define PART(gap, extra) { 1, true, false, gap, extra }
#define JOINED(gap, extra) { KIND_JOINED, true, false, gap, extra }
#define NUMBER(gap, extra) { 3, false, false, gap, extra }
#define CODE(gap, extra) { 4, true, false, gap, extra }

/*
 * The most frequent first: SHAPE_BITS tell them apart, and SHAPE_MORE is followed by RARE_BITS for one
 * of the rest. Counted in project pages and parliamentary papers.
 */
const struct shape forward_shapes[N_SHAPES] = {
	STOP(1, 0), WORD(1, 0), WORD(1, 1), WORD(1, 2), WORD(1, 3), STOP(2, 0), PART(0, 0),

	WORD(1, 4), WORD(2, 0), NUMBER(1, 0), STOP(3, 0), WORD(1, 5), WORD(2, 1), WORD(2, 2),
	WORD(3, 0), WORD(2, 3), WORD(4, 2), WORD(3, 2), CODE(0, 0), WORD(2, 4), NUMBER(2, 0),
	WORD(1, 6), JOINED(0, 1), WORD(3, 1), WORD(1, 7), WORD(1, 8), STOP(4, 0), JOINED(0, 3),
	WORD(4, 0), PART(0, 4), NUMBER(3, 0), STOP(1, 1), JOINED(0, 2), PART(0, 1), PART(0, 2),
	PART(0, 3), PART(1, 0), PART(1, 1),
};
/* clang-format on */

/* Where the next token of a stream is expected: at its beginning, as if a word had ended before it.
 */
struct place {
	int64_t position;
	int64_t word_start, word_end; /* of the last token that is not colocated */
	int64_t end;                  /* of the last token */
	bool in_word;                 /* the last token was colocated */
};

static int64_t expected_start(const struct place *p, bool colocated)
{
	if (!colocated)
		return p->word_end;
	return p->in_word ? p->end : p->word_start;
}

static inline void move(struct place *p, int64_t start, int64_t end, bool colocated)
{
	p->end = end;
	p->in_word = colocated;
	if (!colocated) {
		p->word_start = start;
		p->word_end = end;
	}
}

/* ---- writing ---- */

static void put_nibble(struct bit_writer *w, size_t value)
{
	bits_put(w, value < NIBBLE_MORE ? (uint32_t)value : NIBBLE_MORE, 4);
	if (value >= NIBBLE_MORE)
		bits_put_number(w, value - NIBBLE_MORE);
}

/* The letter that begins s, and its bytes. */
static unsigned letter_of(struct str s, size_t *bytes)
{
	unsigned char c = (unsigned char)s.ptr[0];

	*bytes = 1;
	if (c >= 'a' && c <= 'z')
		return c - (unsigned)'a';
	if (c == '-')
		return 29;
	for (unsigned i = 26; i <= 28 && s.len > 1; i++) {
		if (memcmp(s.ptr, letters[i], 2) == 0) {
			*bytes = 2;
			return i;
		}
	}
	return memchr(digits, c, N_DIGITS) ? LETTER_DIGIT : LETTER_BYTE;
}

static void put_letters(struct bit_writer *w, struct str s)
{
	size_t bytes;

	for (; s.len > 0; s = str_sub(s, bytes, s.len)) {
		unsigned letter = letter_of(s, &bytes);

		bits_put(w, letter, 5);
		if (letter == LETTER_DIGIT) {
			const char *d = memchr(digits, s.ptr[0], N_DIGITS);
			bits_put(w, (uint32_t)(d - digits), 4);
		} else if (letter == LETTER_BYTE) {
			bits_put(w, (unsigned char)s.ptr[0], 8);
		}
	}
}

static size_t count_letters(struct str s)
{
	size_t n = 0, bytes;

	for (; s.len > 0; s = str_sub(s, bytes, s.len), n++)
		letter_of(s, &bytes);
	return n;
}

/* Bytes that both begin with, not ending inside a character, which would cost more than it saves.
 */
static size_t shared_bytes(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	while (n > 0 && n < b.len && ((unsigned char)b.ptr[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static void put_terms(struct bit_writer *w, const struct forward *f)
{
	struct str before = STR("");

	for (size_t i = 0; i < f->n_terms; i++) {
		size_t shared = shared_bytes(before, f->terms[i]);
		struct str rest = str_sub(f->terms[i], shared, f->terms[i].len);

		put_nibble(w, shared);
		put_nibble(w, count_letters(rest));
		put_letters(w, rest);
		before = f->terms[i];
	}
}

#define GAPS 5   /* a shape's gap is below this, */
#define EXTRAS 9 /* and its extra */

/* The number of each shape, by what it is; N_SHAPES: there is none. */
struct shape_table {
	uint8_t number[8][2][2][GAPS][EXTRAS]; /* kind, colocated, stop, gap, extra */
};

static void number_shapes(struct shape_table *t)
{
	memset(t, N_SHAPES, sizeof(*t));
	for (unsigned i = N_SHAPES; i-- > 0;) { /* of two that are alike the first one counts */
		const struct shape *s = &forward_shapes[i];

		t->number[s->kind][s->colocated][s->stop][s->gap][s->extra] = (uint8_t)i;
	}
}

static unsigned shape_of(const struct shape_table *table, const struct forward_token *t, int64_t step,
			 int64_t gap, int64_t extra)
{
	if (step != !t->colocated || gap < 0 || gap >= GAPS || extra < 0 || extra >= EXTRAS)
		return N_SHAPES;
	return table->number[t->kind][t->colocated][t->stop][gap][extra];
}

static void put_token(struct bit_writer *w, const struct shape_table *shapes, const struct forward_token *t,
		      size_t term_len, unsigned width, struct place *p)
{
	int64_t step = (int64_t)t->position - p->position;
	int64_t gap = (int64_t)t->start - expected_start(p, t->colocated);
	int64_t extra = (int64_t)t->length - (int64_t)term_len;
	unsigned shape = shape_of(shapes, t, step, gap, extra);

	bits_put(w, shape < SHAPE_MORE ? shape : SHAPE_MORE, SHAPE_BITS);
	bits_put(w, t->term, width);
	if (shape >= SHAPE_MORE)
		bits_put(w, shape - SHAPE_MORE, RARE_BITS);
	if (shape == N_SHAPES) {
		bits_put(w, t->kind | (t->colocated ? 8u : 0) | (t->stop ? 16u : 0), 5);
		bits_put_number(w, (uint64_t)step);
		bits_put_signed(w, gap);
		bits_put_signed(w, extra);
	}
	p->position = t->position;
	move(p, t->start, (int64_t)t->start + t->length, t->colocated);
}

static leta_status put_stream(struct bit_writer *w, const struct forward *f,
			      const struct shape_table *shapes, const struct forward_stream *s, struct header *before,
			      int64_t *position, struct leta_error *err)
{
	unsigned width = width_of(f->n_terms);
	struct header h = {s->kind, s->which, s->item, before->jump, s->weight};
	struct place place = {.position = *position, .word_end = -1};

	if (s->weight > FORWARD_WEIGHT_MAX)
		return error_set(err, LETA_ERR_INVALID, "en text i ordregistret väger för mycket",
				 "a text of the forward index weighs too much");
	if (s->n_tokens > 0) {
		h.jump = (int64_t)s->tokens[0].position - !s->tokens[0].colocated - *position;
		place.position += h.jump;
	}
	bits_put(w, s->kind == FORWARD_FIELD, 1);
	bits_put_signed(w, h.which - expected_which(before, h.kind));
	bits_put_signed(w, h.item - expected_item(before, &h));
	bits_put_number(w, s->n_tokens);
	bits_put_signed(w, h.jump - before->jump);
	bits_put(w, s->weight, WEIGHT_BITS);
	for (size_t i = 0; i < s->n_tokens; i++) {
		const struct forward_token *t = &s->tokens[i];

		if (t->term >= f->n_terms || t->kind > 7 || t->position < *position ||
		    t->length > UINT32_MAX - t->start)
			return error_set(err, LETA_ERR_INVALID,
					 "ett ord i ordregistret är ogiltigt",
					 "a token of the forward index is invalid");
		put_token(w, shapes, t, f->terms[t->term].len, width, &place);
		*position = t->position;
	}
	*before = h;
	return LETA_OK;
}

static leta_status check_terms(const struct forward *f, uint64_t *bytes, struct leta_error *err)
{
	*bytes = 0;
	for (size_t i = 0; i < f->n_terms; i++) {
		if (f->terms[i].len > FORWARD_TERM_MAX)
			return error_set(err, LETA_ERR_LIMIT, "ett ord är längre än %d byte",
					 "a term is longer than %d bytes", FORWARD_TERM_MAX);
		if (f->terms[i].len == 0 || (i > 0 && str_cmp(f->terms[i - 1], f->terms[i]) >= 0))
			return error_set(err, LETA_ERR_INVALID,
					 "orden i ordregistret är inte sorterade",
					 "the terms of the forward index are not sorted");
		*bytes += f->terms[i].len;
	}
	return LETA_OK;
}

leta_status forward_encode(const struct forward *f, struct buf *out, struct leta_error *err)
{
	struct bit_writer w = {.out = out};
	struct header before = first_header;
	int64_t position = 0;
	uint64_t bytes, n_tokens = 0;
	struct shape_table shapes;
	leta_status st;

	for (size_t i = 0; i < f->n_streams && n_tokens <= FORWARD_TOKENS_MAX; i++)
		n_tokens += f->streams[i].n_tokens;
	if (f->n_terms > FORWARD_TERMS_MAX || f->n_streams > FORWARD_STREAMS_MAX ||
	    n_tokens > FORWARD_TOKENS_MAX)
		return error_set(err, LETA_ERR_LIMIT, "dokumentet har för många ord",
				 "the document has too many words");
	st = check_terms(f, &bytes, err);
	if (st != LETA_OK)
		return st;
	bits_put_number(&w, f->n_terms);
	bits_put_number(&w, bytes);
	bits_put_number(&w, f->n_streams);
	bits_put_number(&w, n_tokens);
	put_terms(&w, f);
	number_shapes(&shapes);
	for (size_t i = 0; i < f->n_streams; i++) {
		st = put_stream(&w, f, &shapes, &f->streams[i], &before, &position, err);
		if (st != LETA_OK)
			return st;
	}
	bits_finish(&w);
	return buf_status(out, err);
}

/* ---- reading ---- */

static leta_status corrupt(struct leta_error *err)
{
	return error_set(err, LETA_ERR_CORRUPT, "dokumentets ordregister är skadat",
			 "the document's forward index is damaged");
}

/* Whether a term that shares its first bytes with the one before it sorts behind that one. */
static inline bool comes_after(struct str before, struct str term, size_t shared)
{
	while (shared < before.len && shared < term.len && before.ptr[shared] == term.ptr[shared])
		shared++;
	if (shared == before.len)
		return term.len > shared;
	return shared < term.len &&
	       (unsigned char)before.ptr[shared] < (unsigned char)term.ptr[shared];
}

/* Copies n bytes that lie before `to`, in eights: up to 7 bytes more than asked for. */
static inline void copy_back(char *to, const char *from, size_t n)
{
	for (size_t i = 0; i < n; i += 8) {
		char eight[8];

		memcpy(eight, from + i, 8);
		memcpy(to + i, eight, 8);
	}
}

/*
 * Reads the terms into `bytes`, which has SLACK bytes of room beyond size. The reader is a copy:
 * the compiler can keep it in registers, since nothing that is written through `to` can be part of
 * it.
 */
static bool get_terms(struct bit_reader *in, struct str *terms, size_t n_terms, char *bytes,
		      size_t size)
{
	struct bit_reader r = *in;
	struct str before = {bytes, 0};
	char *to = bytes, *end = bytes + size;

	for (size_t i = 0; i < n_terms; i++) {
		size_t shared = get_nibble(&r), n = get_nibble(&r);
		char *start = to;

		if (shared > before.len || shared > (size_t)(end - to) || n > FORWARD_TERM_MAX)
			return false;
		copy_back(to, before.ptr, shared);
		for (to += shared; n > 0 && to < end; n--) {
			unsigned letter = bits_get(&r, 5);

			if (letter < LETTER_DIGIT) {
				memcpy(to, letters[letter], 2);
				to += letter >= 26 && letter <= 28 ? 2 : 1;
			} else if (letter == LETTER_DIGIT) {
				*to++ = digits[bits_get(&r, 4)];
			} else {
				*to++ = (char)bits_get(&r, 8);
			}
		}
		terms[i] = (struct str){start, (size_t)(to - start)};
		if (n > 0 || to > end || terms[i].len > FORWARD_TERM_MAX ||
		    !comes_after(before, terms[i], shared))
			return false;
		before = terms[i];
	}
	*in = r;
	return to == end;
}

/* A token that is no row of `shapes`; *length comes as the term's. */
static bool get_other(struct bit_reader *r, struct forward_token *t, struct place *p,
		      int64_t *start, int64_t *length)
{
	uint32_t flags = bits_get(r, 5);
	uint64_t step = bits_get_number(r);
	int64_t gap, extra;

	if (step > UINT32_MAX || !get_difference(r, &gap) || !get_difference(r, &extra))
		return false;
	t->kind = flags & 7;
	t->colocated = (flags & 8) != 0;
	t->stop = (flags & 16) != 0;
	p->position += (int64_t)step;
	*start = expected_start(p, t->colocated) + gap;
	*length += extra;
	return *length >= 0;
}

/* n tokens of a stream. The place and the reader are copies, for the compiler's sake, as in
 * get_terms(). */
static bool get_tokens(struct bit_reader *in, const struct forward *f, struct forward_token *tokens,
		       size_t n, struct place *place)
{
	const unsigned width = width_of(f->n_terms);
	struct bit_reader r = *in;
	struct place p = *place;

	for (size_t i = 0; i < n; i++) {
		struct forward_token *t = &tokens[i];
		unsigned shape;
		int64_t start, length;

		bits_fill(&r);
		shape = bits_take(&r, SHAPE_BITS);
		t->term = bits_take(&r, width);
		if (t->term >= f->n_terms)
			return false;
		length = (int64_t)f->terms[t->term].len;
		if (shape == SHAPE_MORE)
			shape += bits_take(&r, RARE_BITS);
		if (shape < N_SHAPES) {
			const struct shape *s = &forward_shapes[shape];

			start = expected_start(&p, s->colocated) + s->gap;
			length += s->extra;
			t->kind = s->kind;
			t->colocated = s->colocated;
			t->stop = s->stop;
			p.position += !s->colocated;
		} else if (!get_other(&r, t, &p, &start, &length)) {
			return false;
		}
		move(&p, start, start + length, t->colocated);
		t->position = (uint32_t)p.position;
		t->start = (uint32_t)start;
		t->length = (uint32_t)length;
		if (start < 0 || (uint64_t)p.position > UINT32_MAX || p.end > UINT32_MAX)
			return false;
	}
	*in = r;
	*place = p;
	return true;
}

static bool get_streams(struct bit_reader *r, struct forward *f, struct forward_token *tokens,
			size_t n_tokens)
{
	struct header h = first_header;
	int64_t position = 0;

	for (size_t i = 0; i < f->n_streams; i++) {
		struct place place = {.word_end = -1};
		uint64_t n;

		if (!get_header(r, &h, &n) || n > n_tokens)
			return false;
		place.position = position + (n > 0 ? h.jump : 0);
		if (!get_tokens(r, f, tokens, (size_t)n, &place) ||
		    (n > 0 && tokens[0].position < position))
			return false;
		f->streams[i] = (struct forward_stream){h.kind, (uint32_t)h.which, (uint32_t)h.item,
							tokens, (size_t)n, h.weight};
		position = place.position;
		tokens += n;
		n_tokens -= (size_t)n;
	}
	return n_tokens == 0;
}

leta_status forward_decode(struct str bytes, struct arena *arena, struct forward *out,
			   struct leta_error *err)
{
	struct bit_reader r;
	struct forward f;
	struct forward_token *tokens;
	uint64_t n_terms, n_bytes, n_streams, n_tokens;
	char *text;

	bits_start(&r, bytes);
	n_terms = bits_get_number(&r);
	n_bytes = bits_get_number(&r);
	n_streams = bits_get_number(&r);
	n_tokens = bits_get_number(&r);
	if (n_terms > bits_left(&r) / TERM_BITS_MIN || n_bytes > n_terms * FORWARD_TERM_MAX ||
	    n_streams > bits_left(&r) / STREAM_BITS_MIN || n_tokens > bits_left(&r) / SHAPE_BITS)
		return corrupt(err);
	if (n_terms > FORWARD_TERMS_MAX || n_streams > FORWARD_STREAMS_MAX ||
	    n_tokens > FORWARD_TOKENS_MAX)
		return corrupt(err);
	f.n_terms = (size_t)n_terms;
	f.n_streams = (size_t)n_streams;
	f.terms = arena_alloc(arena, f.n_terms * sizeof(*f.terms));
	text = arena_alloc(arena, (size_t)n_bytes + SLACK);
	f.streams = arena_alloc(arena, f.n_streams * sizeof(*f.streams));
	tokens = arena_alloc(arena, (size_t)n_tokens * sizeof(*tokens));
	if (arena_failed(arena))
		return arena_status(arena, err);
	if (!get_terms(&r, f.terms, f.n_terms, text, (size_t)n_bytes) ||
	    !get_streams(&r, &f, tokens, (size_t)n_tokens) || !bits_whole(&r))
		return corrupt(err);
	*out = f;
	return LETA_OK;
}

uint32_t forward_find(const struct forward *f, struct str term)
{
	size_t low = 0, high = f->n_terms;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(f->terms[middle], term);

		if (order == 0)
			return (uint32_t)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}
