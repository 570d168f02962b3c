/*
 * forward_encode.c: writes a forward index; forward.c tells how it looks.
 *
 * Blocks of terms are written apart, since their size and their beginnings stand before them. Terms and tokens are
 * gone through once to check them, which notes what is written about them, and once to write it.
 */
#include "store/forward.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/bits.h"
#include "store/forward_format.h"

#define BLOCKS_MAX ((size_t)UINT32_MAX) /* bytes */

/* A token that something is written of besides its term and shape. */
struct noted {
	uint32_t token, value;
};

/* What is written, and the tokens of each term. */
struct writing {
	const struct forward *f;
	struct bit_writer front, blocks;
	struct buf block_bytes;
	uint32_t *offsets; /* of the blocks */
	size_t n_tokens, n_steps, n_joined, n_colocated;
	size_t crowd; /* tokens at one position, at most */
	struct noted *steps, *joined; /* values: the step; the reach */
	uint32_t *colocated;          /* numbers of tokens */
	uint8_t *shared;  /* bytes that each term begins with as the one before it does */
	uint32_t *first;  /* of each term in `places`; one more behind the last */
	uint32_t *places; /* numbers of tokens */
	unsigned char letter[256]; /* a byte's letter; PAIR: it may begin one of two bytes; DIGIT + its number; BYTE */
};

enum { DIGIT = 0x40, PAIR = 0x80, BYTE = 0xFF };

static void put_more(struct bit_writer *w, size_t value)
{
	if (value >= NIBBLE_MORE)
		bits_put_number(w, value - NIBBLE_MORE);
}

static void fill_letters(unsigned char letter[256])
{
	memset(letter, BYTE, 256);
	for (unsigned i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		letter[(unsigned char)letters[i][0]] = (unsigned char)(letters[i][1] ? PAIR : i);
	for (unsigned i = 0; i < N_DIGITS; i++)
		letter[(unsigned char)digits[i]] = (unsigned char)(DIGIT + i);
}

/* The letter of two bytes that s begins with, or one of a byte. */
static unsigned pair_of(struct str s)
{
	for (unsigned i = 0; s.len > 1 && i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i][1] && memcmp(s.ptr, letters[i], 2) == 0)
			return i;
	return BYTE;
}

static size_t count_units(const struct writing *w, struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned letter = w->letter[(unsigned char)s.ptr[i]];

		if (letter == PAIR) {
			letter = pair_of(str_sub(s, i, s.len));
			i += letter != BYTE;
		}
		n += letter < LETTER_DIGIT ? 1 : letter != BYTE ? UNITS_OF_DIGIT : UNITS_OF_BYTE;
	}
	return n;
}

static void put_letters(struct writing *w, struct str s)
{
	uint32_t bits = 0;
	unsigned n = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		unsigned letter = w->letter[c];

		if (letter == PAIR) {
			letter = pair_of(str_sub(s, i, s.len));
			i += letter != BYTE;
		}
		if (letter < LETTER_DIGIT) {
			bits |= letter << n;
			n += UNIT_BITS;
		} else if (letter != BYTE) {
			bits |= (LETTER_DIGIT | (letter - DIGIT) << UNIT_BITS) << n;
			n += UNITS_OF_DIGIT * UNIT_BITS;
		} else {
			bits |= (LETTER_BYTE | (uint32_t)c << UNIT_BITS) << n;
			n += UNITS_OF_BYTE * UNIT_BITS;
		}
		if (n > 32 - UNITS_OF_BYTE * UNIT_BITS) {
			bits_put(&w->blocks, bits, n);
			bits = n = 0;
		}
	}
	bits_put(&w->blocks, bits, n);
}

/* The bytes of a term that are not written, not ending inside a character, which would cost more than it saves. */
static size_t left_out(const struct writing *w, size_t term)
{
	struct str s = w->f->terms[term];
	size_t shared = w->shared[term];

	while (shared > 0 && shared < s.len && ((unsigned char)s.ptr[shared] & 0xC0) == 0x80)
		shared--;
	return shared;
}

/* The terms of a block; the first one shares nothing, so that reading can begin there. */
static void put_terms(struct writing *w, size_t from, size_t n)
{
	const struct str *terms = w->f->terms + from;
	size_t shared[BLOCK_TERMS] = {0}, units[BLOCK_TERMS];

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			shared[i] = left_out(w, from + i);
		units[i] = count_units(w, str_sub(terms[i], shared[i], terms[i].len));
		bits_put(&w->blocks, shared[i] < NIBBLE_MORE ? (uint32_t)shared[i] : NIBBLE_MORE, 4);
		bits_put(&w->blocks, units[i] < NIBBLE_MORE ? (uint32_t)units[i] : NIBBLE_MORE, 4);
	}
	for (size_t i = 0; i < n; i++) {
		put_more(&w->blocks, shared[i]);
		put_more(&w->blocks, units[i]);
	}
	for (size_t i = 0; i < n; i++)
		put_letters(w, str_sub(terms[i], shared[i], terms[i].len));
}

/* Zeros and a one. */
static void put_zeros(struct bit_writer *w, uint32_t n)
{
	for (; n >= 31; n -= 31)
		bits_put(w, 0, 31);
	bits_put(w, UINT32_C(1) << n, n + 1);
}

static void put_gap(struct bit_writer *w, uint32_t gap, unsigned width)
{
	uint32_t zeros = gap >> width, low = gap & ((UINT32_C(1) << width) - 1);

	if (zeros + 1 + width <= 32) {
		bits_put(w, (UINT32_C(1) << zeros) | (uint32_t)((uint64_t)low << (zeros + 1)), zeros + 1 + width);
		return;
	}
	put_zeros(w, zeros);
	bits_put(w, low, width);
}

/* Those of a term that has several. */
static void put_places(struct bit_writer *w, const uint32_t *places, size_t n, size_t n_tokens)
{
	unsigned count_width = 63u - (unsigned)__builtin_clzll(n - 1);
	unsigned width = gap_width(n_tokens, n);
	uint32_t next = 0;

	put_zeros(w, count_width);
	bits_put(w, (uint32_t)(n - 1 - ((size_t)1 << count_width)), count_width);
	for (size_t i = 0; i < n; i++) {
		put_gap(w, places[i] - next, width);
		next = places[i] + 1;
	}
}

/* The places of the terms from *first on: which have several, the places of the others, and theirs. */
static void put_all_places(struct writing *w, const uint32_t *first, size_t n)
{
	for (size_t i = 0; i < n; i++)
		bits_put(&w->blocks, first[i + 1] - first[i] > 1, 1);
	for (size_t i = 0; i < n; i++)
		if (first[i + 1] - first[i] == 1)
			bits_put(&w->blocks, w->places[first[i]], place_width(w->n_tokens));
	for (size_t i = 0; i < n; i++)
		if (first[i + 1] - first[i] > 1)
			put_places(&w->blocks, w->places + first[i], first[i + 1] - first[i], w->n_tokens);
}

static void put_blocks(struct writing *w)
{
	const struct forward *f = w->f;

	for (size_t from = 0; from < f->n_terms; from += BLOCK_TERMS) {
		size_t n = f->n_terms - from < BLOCK_TERMS ? f->n_terms - from : BLOCK_TERMS;

		w->offsets[from / BLOCK_TERMS] = (uint32_t)w->block_bytes.len;
		put_terms(w, from, n);
		put_all_places(w, w->first + from, n);
		bits_finish(&w->blocks);
	}
}

static leta_status too_many(struct leta_error *err)
{
	return error_set(err, LETA_ERR_LIMIT, "dokumentet har för många ord",
			 "the document has too many words");
}

static size_t shared_bytes(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

/* Checks the terms and notes what each shares with the one before it. */
static leta_status check_terms(struct writing *w, uint64_t *bytes, struct leta_error *err)
{
	struct str before = STR("");

	*bytes = 0;
	for (size_t i = 0; i < w->f->n_terms; i++) {
		struct str term = w->f->terms[i];
		size_t shared = shared_bytes(before, term);

		if (term.len > FORWARD_TERM_MAX)
			return error_set(err, LETA_ERR_LIMIT, "ett ord är längre än %d byte",
					 "a term is longer than %d bytes", FORWARD_TERM_MAX);
		if (shared == term.len || (shared < before.len &&
		    (unsigned char)before.ptr[shared] > (unsigned char)term.ptr[shared]))
			return error_set(err, LETA_ERR_INVALID,
					 "orden i ordregistret är inte sorterade",
					 "the terms of the forward index are not sorted");
		w->shared[i] = (uint8_t)shared;
		*bytes += term.len;
		before = term;
	}
	return LETA_OK;
}

static leta_status invalid_token(struct leta_error *err)
{
	return error_set(err, LETA_ERR_INVALID, "ett ord i ordregistret är ogiltigt",
			 "a token of the forward index is invalid");
}

/* How far a token lies from the one before it. The first one's distance is the stream's. */
static uint32_t step_of(const struct forward_stream *s, size_t token)
{
	const struct forward_token *t = &s->tokens[token];

	return token > 0 ? t->position - t[-1].position : !t->colocated;
}

/* Notes what is written of a token, and counts it for its term, in w->first one place further on. */
static void note_token(struct writing *w, const struct forward_stream *s, size_t in_stream, uint32_t token)
{
	const struct forward_token *t = &s->tokens[in_stream];
	uint32_t step = step_of(s, in_stream);

	w->first[t->term + 1]++;
	if (step != !t->colocated)
		w->steps[w->n_steps++] = (struct noted){token, step};
	if (t->kind == KIND_JOINED)
		w->joined[w->n_joined++] = (struct noted){token, forward_reach(s, in_stream)};
	w->colocated[w->n_colocated] = token; /* the next one takes its place when it is not */
	w->n_colocated += t->colocated;
}

static leta_status check_tokens(struct writing *w, struct leta_error *err)
{
	const struct forward *f = w->f;
	uint32_t position = 0, token = 0;
	size_t here = 0; /* tokens at the position */

	for (size_t i = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i];

		if (s->weight > FORWARD_WEIGHT_MAX)
			return error_set(err, LETA_ERR_INVALID,
					 "en text i ordregistret väger för mycket",
					 "a text of the forward index weighs too much");
		for (size_t j = 0; j < s->n_tokens; j++) {
			const struct forward_token *t = &s->tokens[j];

			if (t->term >= f->n_terms || t->kind > 7 || t->position < position ||
			    t->length > UINT32_MAX - t->start)
				return invalid_token(err);
			here = t->position == position ? here + 1 : 1;
			w->crowd = here > w->crowd ? here : w->crowd;
			position = t->position;
			note_token(w, s, j, token++);
		}
	}
	for (size_t t = 0; t < f->n_terms; t++)
		if (w->first[t + 1] == 0)
			return error_set(err, LETA_ERR_INVALID,
					 "ett ord i ordregistret står ingenstans",
					 "a term of the forward index stands nowhere");
	return LETA_OK;
}

/* Sorts the tokens by term; they were counted before. */
static void sort_places(struct writing *w)
{
	const struct forward *f = w->f;
	uint32_t token = 0;

	for (size_t t = 0; t < f->n_terms; t++)
		w->first[t + 1] += w->first[t];
	for (size_t i = 0; i < f->n_streams; i++)
		for (size_t j = 0; j < f->streams[i].n_tokens; j++)
			w->places[w->first[f->streams[i].tokens[j].term]++] = token++;
	for (size_t t = f->n_terms; t > 0; t--) /* each has moved to where the next one begins */
		w->first[t] = w->first[t - 1];
	w->first[0] = 0;
}

static void put_header(struct bit_writer *w, const struct header *before, const struct header *h)
{
	int64_t which = h->which - expected_which(before, h->kind);
	int64_t item = h->item - expected_item(before, h), jump = h->jump - before->jump;
	bool other = which != 0 || item != 0 || jump != 0;

	bits_put(w, h->kind == FORWARD_FIELD, 1);
	bits_put(w, other, 1);
	if (other) {
		bits_put_signed(w, which);
		bits_put_signed(w, item);
		bits_put_signed(w, jump);
	}
	bits_put(w, h->weight, WEIGHT_BITS);
}

static void put_streams(struct bit_writer *w, const struct forward *f)
{
	struct header before = first_header;
	int64_t position = 0;

	for (size_t i = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i];
		struct header h = {s->kind, s->which, s->item, before.jump, s->weight};

		if (s->n_tokens > 0)
			h.jump = (int64_t)s->tokens[0].position - !s->tokens[0].colocated - position;
		put_header(w, &before, &h);
		bits_put_number(w, s->n_tokens);
		if (s->n_tokens > 0)
			position = s->tokens[s->n_tokens - 1].position;
		before = h;
	}
}

static void put_noted(struct bit_writer *w, const struct noted *list, size_t n)
{
	bits_put_number(w, n);
	for (size_t i = 0; i < n; i++) {
		bits_put_number(w, list[i].token - (i > 0 ? list[i - 1].token : 0));
		bits_put_number(w, list[i].value);
	}
}

static void put_colocated(struct bit_writer *out, const struct writing *w)
{
	unsigned width = w->n_colocated > 0 ? gap_width(w->n_tokens, w->n_colocated) : 0;
	uint32_t next = 0;

	bits_put_number(out, w->n_colocated);
	for (size_t i = 0; i < w->n_colocated; i++) {
		put_gap(out, w->colocated[i] - next, width);
		next = w->colocated[i] + 1;
	}
}

static void put_front(struct writing *w, size_t n_bytes)
{
	const struct forward *f = w->f;

	bits_put_number(&w->front, f->n_terms);
	bits_put_number(&w->front, n_bytes);
	bits_put_number(&w->front, f->n_streams);
	bits_put_number(&w->front, w->n_tokens);
	bits_put_number(&w->front, w->block_bytes.len);
	put_streams(&w->front, f);
	put_noted(&w->front, w->steps, w->n_steps);
	put_noted(&w->front, w->joined, w->n_joined);
	bits_put_number(&w->front, w->crowd);
	bits_finish(&w->front);
	for (size_t b = 0; b < count_blocks(f->n_terms); b++)
		for (size_t i = 0; i < offset_size(w->block_bytes.len); i++)
			buf_char(w->front.out, (char)(w->offsets[b] >> 8 * i & 0xFF));
	buf_str(w->front.out, buf_view(&w->block_bytes));
}

#define GAPS 5   /* a shape's gap is below this, */
#define EXTRAS 9 /* and its extra */

#define SHAPES 64 /* more than there are */

/* The number of each shape, by what it is; that of the shapes: there is none. And how each number is written. */
struct shape_table {
	uint8_t number[2][8][2][GAPS][EXTRAS]; /* colocated, kind, stop, gap, extra */
	struct {
		uint16_t bits;
		uint8_t width;
	} code[2][SHAPES];
};

static void number_shapes(struct shape_table *t)
{
	for (unsigned c = 0; c < 2; c++) {
		const struct shape_code *code = &forward_codes[c];

		memset(t->number[c], (int)code->n, sizeof(t->number[c]));
		for (unsigned i = 0; i < code->n; i++) {
			const struct shape *s = &code->shapes[i];

			t->number[c][s->kind][s->stop][s->gap][s->extra] = (uint8_t)i;
		}
		for (unsigned i = 0; i <= code->n; i++) {
			unsigned class = 0, in_class = i;

			for (; in_class >> code->widths[class] > 0; class++)
				in_class -= 1u << code->widths[class];
			t->code[c][i].bits = (uint16_t)(1u << class | in_class << (class + 1));
			t->code[c][i].width = (uint8_t)(class + 1 + code->widths[class]);
		}
	}
}

static unsigned shape_of(const struct shape_table *table, const struct forward_token *t, int64_t gap,
			 int64_t extra)
{
	if (gap < 0 || gap >= GAPS || extra < 0 || extra >= EXTRAS)
		return forward_codes[t->colocated].n;
	return table->number[t->colocated][t->kind][t->stop][gap][extra];
}

static void put_shape(struct bit_writer *w, const struct shape_table *table,
		      const struct forward_token *t, size_t term_len, struct place *p)
{
	const struct shape_code *code = &forward_codes[t->colocated];
	int64_t gap = (int64_t)t->start - expected_start(p, t->colocated);
	int64_t extra = (int64_t)t->length - (int64_t)term_len;
	unsigned shape = shape_of(table, t, gap, extra);

	bits_put(w, table->code[t->colocated][shape].bits, table->code[t->colocated][shape].width);
	if (shape == code->n) {
		bits_put(w, t->kind | (t->stop ? 8u : 0), 4);
		bits_put_signed(w, gap);
		bits_put_signed(w, extra);
	}
	move(p, t->start, (int64_t)t->start + t->length, t->colocated);
}

static void put_shapes(struct bit_writer *w, const struct forward *f)
{
	struct shape_table table;

	number_shapes(&table);
	for (size_t i = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i];
		struct place place = {.word_end = -1};

		for (size_t j = 0; j < s->n_tokens; j++)
			put_shape(w, &table, &s->tokens[j], f->terms[s->tokens[j].term].len, &place);
	}
	bits_finish(w);
}

static leta_status write_all(struct writing *w, uint64_t n_bytes, struct leta_error *err)
{
	leta_status st = check_tokens(w, err);

	if (st != LETA_OK)
		return st;
	sort_places(w);
	put_blocks(w);
	st = buf_status(&w->block_bytes, err);
	if (st == LETA_OK && w->block_bytes.len > BLOCKS_MAX)
		st = too_many(err);
	if (st == LETA_OK) {
		put_front(w, n_bytes);
		put_colocated(&w->front, w);
		put_shapes(&w->front, w->f);
	}
	return st;
}

static void free_writing(struct writing *w)
{
	free(w->offsets);
	free(w->steps);
	free(w->joined);
	free(w->colocated);
	free(w->shared);
	free(w->first);
	free(w->places);
	buf_fini(&w->block_bytes);
}

static leta_status make_writing(struct writing *w, size_t max, struct leta_error *err)
{
	size_t n_terms = w->f->n_terms, n_tokens = w->n_tokens;

	buf_init(&w->block_bytes, max);
	fill_letters(w->letter);
	w->offsets = calloc(count_blocks(n_terms) + 1, sizeof(*w->offsets));
	w->steps = malloc((n_tokens + 1) * sizeof(*w->steps));
	w->joined = malloc((n_tokens + 1) * sizeof(*w->joined));
	w->colocated = malloc((n_tokens + 1) * sizeof(*w->colocated));
	w->shared = malloc(n_terms + 1);
	w->first = calloc(n_terms + 1, sizeof(*w->first));
	w->places = malloc((n_tokens + 1) * sizeof(*w->places));
	return w->offsets && w->steps && w->joined && w->colocated && w->shared && w->first && w->places
		       ? LETA_OK
		       : error_nomem(err);
}

leta_status forward_encode(const struct forward *f, struct buf *out, struct leta_error *err)
{
	struct writing w = {.f = f, .front.out = out, .blocks.out = &w.block_bytes};
	uint64_t n_bytes;
	leta_status st;

	for (size_t i = 0; i < f->n_streams && w.n_tokens <= FORWARD_TOKENS_MAX; i++)
		w.n_tokens += f->streams[i].n_tokens;
	if (f->n_terms > FORWARD_TERMS_MAX || f->n_streams > FORWARD_STREAMS_MAX ||
	    w.n_tokens > FORWARD_TOKENS_MAX)
		return too_many(err);
	st = make_writing(&w, out->max, err);
	if (st == LETA_OK)
		st = check_terms(&w, &n_bytes, err);
	if (st == LETA_OK)
		st = write_all(&w, n_bytes, err);
	free_writing(&w);
	return st == LETA_OK ? buf_status(out, err) : st;
}
