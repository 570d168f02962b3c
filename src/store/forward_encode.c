/*
 * forward_encode.c: writes a forward index; forward.c tells how it looks.
 *
 * Blocks of terms are written apart, since their size and their beginnings stand before them.
 */
#include "store/forward.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/bits.h"
#include "store/forward_format.h"

#define BLOCKS_MAX ((size_t)UINT32_MAX) /* bytes */

/* What is written, and the tokens of each term. */
struct writing {
	const struct forward *f;
	struct bit_writer front, blocks;
	struct buf block_bytes;
	uint32_t *offsets; /* of the blocks */
	size_t n_tokens, n_steps, n_joined, n_colocated;
	size_t crowd; /* tokens at one position, at most */
	uint32_t *first;  /* of each term in `places`; one more behind the last */
	uint32_t *places; /* numbers of tokens */
};

static void put_more(struct bit_writer *w, size_t value)
{
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

		bits_put(w, letter, UNIT_BITS);
		if (letter == LETTER_DIGIT) {
			const char *d = memchr(digits, s.ptr[0], N_DIGITS);
			bits_put(w, (uint32_t)(d - digits), (UNITS_OF_DIGIT - 1) * UNIT_BITS);
		} else if (letter == LETTER_BYTE) {
			bits_put(w, (unsigned char)s.ptr[0], (UNITS_OF_BYTE - 1) * UNIT_BITS);
		}
	}
}

static size_t count_units(struct str s)
{
	size_t n = 0, bytes;

	for (; s.len > 0; s = str_sub(s, bytes, s.len)) {
		unsigned letter = letter_of(s, &bytes);

		n += letter == LETTER_DIGIT ? UNITS_OF_DIGIT : letter == LETTER_BYTE ? UNITS_OF_BYTE : 1;
	}
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

/* The terms of a block; the first one shares nothing, so that reading can begin there. */
static void put_terms(struct bit_writer *w, const struct str *terms, size_t n)
{
	size_t shared[BLOCK_TERMS] = {0}, units[BLOCK_TERMS];

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			shared[i] = shared_bytes(terms[i - 1], terms[i]);
		units[i] = count_units(str_sub(terms[i], shared[i], terms[i].len));
		bits_put(w, shared[i] < NIBBLE_MORE ? (uint32_t)shared[i] : NIBBLE_MORE, 4);
		bits_put(w, units[i] < NIBBLE_MORE ? (uint32_t)units[i] : NIBBLE_MORE, 4);
	}
	for (size_t i = 0; i < n; i++) {
		put_more(w, shared[i]);
		put_more(w, units[i]);
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
	put_zeros(w, gap >> width);
	bits_put(w, gap & ((UINT32_C(1) << width) - 1), width);
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
		put_terms(&w->blocks, f->terms + from, n);
		put_all_places(w, w->first + from, n);
		bits_finish(&w->blocks);
	}
}

static leta_status too_many(struct leta_error *err)
{
	return error_set(err, LETA_ERR_LIMIT, "dokumentet har för många ord",
			 "the document has too many words");
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

/* Checks the tokens and counts those of each term, in w->first one place further on. */
static leta_status check_tokens(struct writing *w, struct leta_error *err)
{
	const struct forward *f = w->f;
	uint32_t position = 0;
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
			w->first[t->term + 1]++;
			w->n_joined += t->kind == KIND_JOINED;
			w->n_colocated += t->colocated;
			w->n_steps += step_of(s, j) != !t->colocated;
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

static void put_exceptions(struct writing *w)
{
	const struct forward *f = w->f;

	bits_put_number(&w->front, w->n_steps);
	for (size_t i = 0, token = 0, last = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i];

		for (size_t j = 0; j < s->n_tokens; j++, token++) {
			if (step_of(s, j) == !s->tokens[j].colocated)
				continue;
			bits_put_number(&w->front, token - last);
			bits_put_number(&w->front, step_of(s, j));
			last = token;
		}
	}
	bits_put_number(&w->front, w->n_joined);
	for (size_t i = 0, token = 0, last = 0; i < f->n_streams; i++)
		for (size_t j = 0; j < f->streams[i].n_tokens; j++, token++) {
			if (f->streams[i].tokens[j].kind != KIND_JOINED)
				continue;
			bits_put_number(&w->front, token - last);
			bits_put_number(&w->front, forward_reach(&f->streams[i], j));
			last = token;
		}
	bits_put_number(&w->front, w->crowd);
}

static void put_colocated(struct bit_writer *out, const struct writing *w)
{
	const struct forward *f = w->f;
	unsigned width = w->n_colocated > 0 ? gap_width(w->n_tokens, w->n_colocated) : 0;
	uint32_t token = 0, next = 0;

	bits_put_number(out, w->n_colocated);
	for (size_t i = 0; i < f->n_streams; i++)
		for (size_t j = 0; j < f->streams[i].n_tokens; j++, token++) {
			if (!f->streams[i].tokens[j].colocated)
				continue;
			put_gap(out, token - next, width);
			next = token + 1;
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
	put_exceptions(w);
	bits_finish(&w->front);
	for (size_t b = 0; b < count_blocks(f->n_terms); b++)
		for (size_t i = 0; i < offset_size(w->block_bytes.len); i++)
			buf_char(w->front.out, (char)(w->offsets[b] >> 8 * i & 0xFF));
	buf_str(w->front.out, buf_view(&w->block_bytes));
}

#define GAPS 5   /* a shape's gap is below this, */
#define EXTRAS 9 /* and its extra */

/* The number of each shape, by what it is; that of the shapes: there is none. */
struct shape_table {
	uint8_t number[2][8][2][GAPS][EXTRAS]; /* colocated, kind, stop, gap, extra */
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

	unsigned class = 0, in_class = shape;
	for (; in_class >> code->widths[class] > 0; class++)
		in_class -= 1u << code->widths[class];
	put_zeros(w, class);
	bits_put(w, in_class, code->widths[class]);
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
	st = check_terms(f, &n_bytes, err);
	if (st != LETA_OK)
		return st;
	buf_init(&w.block_bytes, out->max);
	w.first = calloc(f->n_terms + 1, sizeof(*w.first));
	w.places = calloc(w.n_tokens + 1, sizeof(*w.places));
	w.offsets = calloc(count_blocks(f->n_terms) + 1, sizeof(*w.offsets));
	st = w.first && w.places && w.offsets ? write_all(&w, n_bytes, err) : error_nomem(err);
	free(w.first);
	free(w.places);
	free(w.offsets);
	buf_fini(&w.block_bytes);
	return st == LETA_OK ? buf_status(out, err) : st;
}
