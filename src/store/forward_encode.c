/*
 * forward_encode.c: writes a forward index; forward.c tells how it looks.
 *
 * Blocks of terms are written apart, since their size and their beginnings stand before them. Terms and tokens are
 * gone through once to check them, which notes what is written about them, and once to write it. A document has
 * millions of bits, so that what is done for each has few branches: a processor cannot foresee which way a text goes.
 */
#include "store/forward.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/bits.h"
#include "store/forward_format.h"

#define BLOCKS_MAX ((size_t)UINT32_MAX) /* bytes */
#define LETTERS_MAX ((size_t)BLOCK_TERMS * FORWARD_TERM_MAX * 2 + 64) /* bytes, of a block: 15 bits for a byte */
#define KEPT_TOKENS ((size_t)1 << 20) /* memory for more goes back after the document */

/* A token that something is written of besides its term and shape. */
struct noted {
	uint32_t token, value;
};

/* Some bits that stand for something. */
struct code {
	uint16_t bits;
	uint8_t width, other; /* other: they are not all that is written */
};

#define GAPS 5   /* a shape's gap is below this, */
#define EXTRAS 9 /* and its extra */

struct codes {
	struct code letters[256]; /* a byte's; of width 0: it may begin a letter of two bytes, */
	struct code pairs[256];   /* which this one ends, unless of width 0 */
	struct code shapes[2][8][2][GAPS][EXTRAS]; /* colocated, kind, stop, gap, extra */
	struct code no_shape[2];                   /* colocated */
};

/* What is written, and the tokens of each term. */
struct writing {
	const struct forward *f;
	const uint32_t *ranks;
	size_t n_tokens, n_steps, n_joined, n_colocated;
	size_t crowd; /* tokens at one position, at most */
	uint64_t n_bytes; /* of the terms */
};

struct forward_writer {
	struct codes codes;
	struct buf blocks, letters; /* of all terms; of a block's */
	struct writing now;
	size_t terms_cap, tokens_cap;
	/* for each term, and one more: */
	uint32_t *offsets; /* of the blocks */
	uint32_t *first;   /* in `places` */
	uint8_t *shared;   /* bytes that it begins with as the one before it does */
	uint8_t *lengths;
	/* for each token, and one more: */
	struct noted *steps, *joined; /* values: the step; the reach */
	uint32_t *colocated;          /* numbers of tokens */
	uint32_t *terms;              /* of the tokens */
	uint32_t *places;             /* numbers of tokens, by term */
};

/* ---- letters and shapes ---- */

static struct code code_of_byte(unsigned byte)
{
	return (struct code){(uint16_t)(LETTER_BYTE | byte << UNIT_BITS), UNITS_OF_BYTE * UNIT_BITS, 0};
}

/* The letters of two bytes all begin with the same one. */
static void make_letters(struct codes *codes)
{
	for (unsigned i = 0; i < 256; i++)
		codes->letters[i] = code_of_byte(i);
	for (unsigned i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		unsigned char first = (unsigned char)letters[i][0], second = (unsigned char)letters[i][1];

		codes->letters[first] = (struct code){(uint16_t)i, second ? 0 : UNIT_BITS, 0};
		if (second)
			codes->pairs[second] = (struct code){(uint16_t)i, UNIT_BITS, 0};
	}
	for (unsigned i = 0; i < N_DIGITS; i++)
		codes->letters[(unsigned char)digits[i]] = (struct code){
			(uint16_t)(LETTER_DIGIT | i << UNIT_BITS), UNITS_OF_DIGIT * UNIT_BITS, 0};
}

/* How the shape of a number is written. */
static struct code code_of_shape(const struct shape_code *shapes, unsigned number)
{
	unsigned class = 0, in_class = number;

	for (; in_class >> shapes->widths[class] > 0; class++)
		in_class -= 1u << shapes->widths[class];
	return (struct code){(uint16_t)(1u << class | in_class << (class + 1)),
			     (uint8_t)(class + 1 + shapes->widths[class]), number == shapes->n};
}

static void make_shapes(struct codes *codes)
{
	for (unsigned c = 0; c < 2; c++) {
		const struct shape_code *shapes = &forward_codes[c];
		struct code *all = &codes->shapes[c][0][0][0][0];

		codes->no_shape[c] = code_of_shape(shapes, shapes->n);
		for (size_t i = 0; i < sizeof(codes->shapes[c]) / sizeof(*all); i++)
			all[i] = codes->no_shape[c];
		for (unsigned i = 0; i < shapes->n; i++) {
			const struct shape *s = &shapes->shapes[i];

			codes->shapes[c][s->kind][s->stop][s->gap][s->extra] = code_of_shape(shapes, i);
		}
	}
}

/* ---- terms ---- */

/* Returns the number of units. */
static inline unsigned put_letters(struct bit_writer *w, const struct codes *codes, struct str s)
{
	uint64_t bits = 0;
	unsigned n = 0, all = 0;

	for (size_t i = 0; i < s.len; i++) {
		struct code code = codes->letters[(unsigned char)s.ptr[i]];

		if (code.width == 0) {
			if (i + 1 < s.len)
				code = codes->pairs[(unsigned char)s.ptr[i + 1]];
			if (code.width == 0)
				code = code_of_byte((unsigned char)s.ptr[i]);
			else
				i++;
		}
		bits |= (uint64_t)code.bits << n;
		n += code.width;
		if (n > 56 - UNITS_OF_BYTE * UNIT_BITS) {
			bits_put(w, bits, n);
			all += n;
			bits = n = 0;
		}
	}
	bits_put(w, bits, n);
	return (all + n) / UNIT_BITS;
}

/* Appends a string of n bits. */
static void put_bits(struct bit_writer *out, const char *bytes, size_t n)
{
	struct bit_writer w = *out;
	const unsigned char *p = (const unsigned char *)bytes;

	for (; n >= 32; n -= 32, p += 4)
		bits_put(&w, p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24, 32);
	for (; n >= 8; n -= 8, p++)
		bits_put(&w, *p, 8);
	if (n > 0)
		bits_put(&w, *p, (unsigned)n);
	*out = w;
}

static void put_more(struct bit_writer *w, size_t value)
{
	if (value >= NIBBLE_MORE)
		bits_put_number(w, value - NIBBLE_MORE);
}

/* The bytes of a term that are not written, not ending inside a character, which would cost more than it saves. */
static inline size_t left_out(struct str term, size_t shared)
{
	while (shared > 0 && shared < term.len && ((unsigned char)term.ptr[shared] & 0xC0) == 0x80)
		shared--;
	return shared;
}

/* The letters of a block's terms; returns the number of units. */
static size_t put_all_letters(struct bit_writer *out, const struct forward_writer *w, size_t from, size_t n,
			      size_t *shared, unsigned *units)
{
	struct bit_writer bits = *out;
	size_t all = 0;

	for (size_t i = 0; i < n; i++) {
		struct str term = w->now.f->terms[from + i];

		shared[i] = i > 0 ? left_out(term, w->shared[from + i]) : 0;
		units[i] = put_letters(&bits, &w->codes, (struct str){term.ptr + shared[i], term.len - shared[i]});
		all += units[i];
	}
	*out = bits;
	return all;
}

/* The terms of a block; the first one shares nothing, so that reading can begin there. */
static void put_terms(struct forward_writer *w, struct bit_writer *out, size_t from, size_t n)
{
	size_t shared[BLOCK_TERMS], n_units;
	unsigned units[BLOCK_TERMS];
	struct bit_writer apart;

	buf_clear(&w->letters);
	bits_begin(&apart, &w->letters); /* there is room since the writer was made */
	n_units = put_all_letters(&apart, w, from, n, shared, units);
	bits_finish(&apart);
	for (size_t i = 0; i < n; i++) {
		bits_put(out, shared[i] < NIBBLE_MORE ? shared[i] : NIBBLE_MORE, 4);
		bits_put(out, units[i] < NIBBLE_MORE ? units[i] : NIBBLE_MORE, 4);
	}
	for (size_t i = 0; i < n; i++) {
		put_more(out, shared[i]);
		put_more(out, units[i]);
	}
	put_bits(out, w->letters.data, n_units * UNIT_BITS);
}

/* ---- places of terms ---- */

/* Zeros and a one. */
static void put_zeros(struct bit_writer *w, uint32_t n)
{
	for (; n > 55; n -= 55)
		bits_put(w, 0, 55);
	bits_put(w, UINT64_C(1) << n, n + 1);
}

static inline void put_gap(struct bit_writer *w, uint32_t gap, unsigned width)
{
	uint32_t zeros = gap >> width;
	uint64_t low = gap & ((UINT32_C(1) << width) - 1);

	if (zeros + 1 + width <= 56) {
		bits_put(w, UINT64_C(1) << zeros | low << (zeros + 1), zeros + 1 + width);
		return;
	}
	put_zeros(w, zeros);
	bits_put(w, low, width);
}

/* Those of a term that has several. */
static void put_places(struct bit_writer *out, const uint32_t *places, size_t n, size_t n_tokens)
{
	struct bit_writer w = *out;
	unsigned count_width = 63u - (unsigned)__builtin_clzll(n - 1);
	unsigned width = gap_width(n_tokens, n);
	uint32_t next = 0;

	bits_put(&w, UINT64_C(1) << count_width | (n - 1 - (UINT64_C(1) << count_width)) << (count_width + 1),
		 2 * count_width + 1);
	for (size_t i = 0; i < n; i++) {
		put_gap(&w, places[i] - next, width);
		next = places[i] + 1;
	}
	*out = w;
}

/* The places of the terms from *first on: which have several, the places of the others, and theirs. */
static void put_all_places(const struct forward_writer *w, struct bit_writer *out, const uint32_t *first, size_t n)
{
	unsigned single[BLOCK_TERMS], several[BLOCK_TERMS], n_single = 0, n_several = 0;
	unsigned width = place_width(w->now.n_tokens);

	for (unsigned i = 0; i < n; i++) {
		bool one = first[i + 1] - first[i] == 1;

		bits_put(out, !one, 1);
		single[n_single] = several[n_several] = i;
		n_single += one;
		n_several += !one;
	}
	for (size_t i = 0; i < n_single; i++)
		bits_put(out, w->places[first[single[i]]], width);
	for (size_t i = 0; i < n_several; i++) {
		const uint32_t *from = &first[several[i]];

		put_places(out, w->places + from[0], from[1] - from[0], w->now.n_tokens);
	}
}

static leta_status put_blocks(struct forward_writer *w, size_t max, struct leta_error *err)
{
	size_t n_terms = w->now.f->n_terms;

	buf_clear(&w->blocks);
	w->blocks.max = max;
	for (size_t from = 0; from < n_terms; from += BLOCK_TERMS) {
		size_t n = n_terms - from < BLOCK_TERMS ? n_terms - from : BLOCK_TERMS;
		struct bit_writer out;

		w->offsets[from / BLOCK_TERMS] = (uint32_t)w->blocks.len;
		if (!bits_begin(&out, &w->blocks))
			break;
		put_terms(w, &out, from, n);
		put_all_places(w, &out, w->first + from, n);
		bits_finish(&out);
	}
	return buf_status(&w->blocks, err);
}

/* ---- checking ---- */

static leta_status too_many(struct leta_error *err)
{
	return error_set(err, LETA_ERR_LIMIT, "dokumentet har för många ord",
			 "the document has too many words");
}

/* The first eight bytes, the first one lowest, and zeros behind a shorter string. */
static inline uint64_t head_of(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;

	if (s.len >= 8)
		return bits_eight(p);
	if (s.len >= 4) { /* halves that overlap */
		const unsigned char *tail = p + s.len - 4;

		return (p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24) |
		       (uint64_t)(tail[0] | (uint32_t)tail[1] << 8 | (uint32_t)tail[2] << 16 | (uint32_t)tail[3] << 24)
			       << 8 * (s.len - 4);
	}
	if (s.len == 0)
		return 0;
	return p[0] | (uint32_t)p[s.len / 2] << 8 * (s.len / 2) | (uint32_t)p[s.len - 1] << 8 * (s.len - 1);
}

/* heads: theirs. */
static inline size_t shared_bytes(struct str a, struct str b, uint64_t heads)
{
	size_t most = a.len < b.len ? a.len : b.len, n = 8;

	if (heads != 0 || most < 8) {
		n = heads != 0 ? (size_t)__builtin_ctzll(heads) / 8 : 8;
		return n < most ? n : most;
	}
	while (n < most && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

/* Checks the terms and notes what each shares with the one before it. */
static leta_status check_terms(struct forward_writer *w, struct leta_error *err)
{
	struct str before = STR("");
	uint64_t head_before = 0;

	for (size_t i = 0; i < w->now.f->n_terms; i++) {
		struct str term = w->now.f->terms[i];
		uint64_t head = head_of(term);
		size_t shared = shared_bytes(before, term, head ^ head_before);

		if (term.len > FORWARD_TERM_MAX)
			return error_set(err, LETA_ERR_LIMIT, "ett ord är längre än %d byte",
					 "a term is longer than %d bytes", FORWARD_TERM_MAX);
		if (shared == term.len || (shared < before.len &&
		    (unsigned char)before.ptr[shared] > (unsigned char)term.ptr[shared]))
			return error_set(err, LETA_ERR_INVALID,
					 "orden i ordregistret är inte sorterade",
					 "the terms of the forward index are not sorted");
		w->shared[i] = (uint8_t)shared;
		w->lengths[i] = (uint8_t)term.len;
		w->now.n_bytes += term.len;
		before = term;
		head_before = head;
	}
	return LETA_OK;
}

static leta_status invalid_token(struct leta_error *err)
{
	return error_set(err, LETA_ERR_INVALID, "ett ord i ordregistret är ogiltigt",
			 "a token of the forward index is invalid");
}

/* Notes what is written of a token that is not one position behind the token before it, or stands for several words. */
static void note_token(struct writing *now, const struct forward_writer *w, const struct forward_stream *s,
		       size_t in_stream, uint32_t token)
{
	const struct forward_token *t = &s->tokens[in_stream];

	if (in_stream > 0 && t->position - t[-1].position != !t->colocated)
		w->steps[now->n_steps++] = (struct noted){token, t->position - t[-1].position};
	if (t->kind == KIND_JOINED)
		w->joined[now->n_joined++] = (struct noted){token, forward_reach(s, in_stream)};
}

/* Checks a stream's tokens, which begin with a number and a position, and counts each for its term, in w->first one
 * place further on. *here: how many stand at the position. */
static bool check_stream(struct forward_writer *w, const struct forward_stream *s, uint32_t token, uint32_t position,
			 size_t *here)
{
	struct writing now = w->now;
	size_t at_one = *here, n_terms = now.f->n_terms;

	for (size_t i = 0; i < s->n_tokens; i++, token++) {
		const struct forward_token *t = &s->tokens[i];
		uint32_t step = t->position - position, term = t->term;

		if (now.ranks && term < n_terms)
			term = now.ranks[term];
		if (term >= n_terms || t->kind > 7 || t->position < position || t->length > UINT32_MAX - t->start)
			return false;
		at_one = step == 0 ? at_one + 1 : 1;
		now.crowd = at_one > now.crowd ? at_one : now.crowd;
		position = t->position;
		w->terms[token] = term;
		w->first[term + 1]++;
		if (step != !t->colocated || t->kind == KIND_JOINED)
			note_token(&now, w, s, i, token);
		w->colocated[now.n_colocated] = token; /* the next one takes its place when it is not */
		now.n_colocated += t->colocated;
	}
	*here = at_one;
	w->now = now;
	return true;
}

static leta_status check_tokens(struct forward_writer *w, struct leta_error *err)
{
	const struct forward *f = w->now.f;
	uint32_t position = 0, token = 0;
	size_t here = 0;

	for (size_t i = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i];

		if (s->weight > FORWARD_WEIGHT_MAX)
			return error_set(err, LETA_ERR_INVALID,
					 "en text i ordregistret väger för mycket",
					 "a text of the forward index weighs too much");
		if (!check_stream(w, s, token, position, &here))
			return invalid_token(err);
		token += (uint32_t)s->n_tokens;
		position = s->n_tokens > 0 ? s->tokens[s->n_tokens - 1].position : position;
	}
	for (size_t t = 0; t < f->n_terms; t++)
		if (w->first[t + 1] == 0)
			return error_set(err, LETA_ERR_INVALID,
					 "ett ord i ordregistret står ingenstans",
					 "a term of the forward index stands nowhere");
	return LETA_OK;
}

/* Sorts the tokens by term; they were counted before. */
static void sort_places(const struct forward_writer *w)
{
	size_t n_terms = w->now.f->n_terms;

	for (size_t t = 0; t < n_terms; t++)
		w->first[t + 1] += w->first[t];
	for (uint32_t i = 0; i < w->now.n_tokens; i++)
		w->places[w->first[w->terms[i]]++] = i;
	for (size_t t = n_terms; t > 0; t--) /* each has moved to where the next one begins */
		w->first[t] = w->first[t - 1];
	w->first[0] = 0;
}

/* ---- what stands around the blocks ---- */

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

static void put_colocated(struct bit_writer *out, const struct forward_writer *w)
{
	size_t n = w->now.n_colocated;
	unsigned width = n > 0 ? gap_width(w->now.n_tokens, n) : 0;
	uint32_t next = 0;

	bits_put_number(out, n);
	for (size_t i = 0; i < n; i++) {
		put_gap(out, w->colocated[i] - next, width);
		next = w->colocated[i] + 1;
	}
}

static void put_front(const struct forward_writer *w, struct buf *out)
{
	const struct forward *f = w->now.f;
	struct bit_writer bits;

	if (!bits_begin(&bits, out))
		return;
	bits_put_number(&bits, f->n_terms);
	bits_put_number(&bits, w->now.n_bytes);
	bits_put_number(&bits, f->n_streams);
	bits_put_number(&bits, w->now.n_tokens);
	bits_put_number(&bits, w->blocks.len);
	put_streams(&bits, f);
	put_noted(&bits, w->steps, w->now.n_steps);
	put_noted(&bits, w->joined, w->now.n_joined);
	bits_put_number(&bits, w->now.crowd);
	bits_finish(&bits);
	for (size_t b = 0; b < count_blocks(f->n_terms); b++)
		for (size_t i = 0; i < offset_size(w->blocks.len); i++)
			buf_char(out, (char)(w->offsets[b] >> 8 * i & 0xFF));
	buf_str(out, buf_view(&w->blocks));
}

/* ---- tokens ---- */

static inline void put_shape(struct bit_writer *w, const struct codes *codes, const struct forward_token *t,
			     int64_t term_len, struct place *p)
{
	int64_t gap = (int64_t)t->start - expected_start(p, t->colocated);
	int64_t extra = (int64_t)t->length - term_len;
	struct code code = gap >= 0 && gap < GAPS && extra >= 0 && extra < EXTRAS
				   ? codes->shapes[t->colocated][t->kind][t->stop][gap][extra]
				   : codes->no_shape[t->colocated];

	bits_put(w, code.bits, code.width);
	if (code.other) {
		bits_put(w, t->kind | (t->stop ? 8u : 0), 4);
		bits_put_signed(w, gap);
		bits_put_signed(w, extra);
	}
	move(p, t->start, (int64_t)t->start + t->length, t->colocated);
}

static void put_shapes(struct bit_writer *out, const struct forward_writer *w, const struct forward_stream *s,
		       const uint32_t *terms)
{
	struct bit_writer bits = *out;
	struct place place = {.word_end = -1};

	for (size_t i = 0; i < s->n_tokens; i++)
		put_shape(&bits, &w->codes, &s->tokens[i], w->lengths[terms[i]], &place);
	*out = bits;
}

static void put_tokens(const struct forward_writer *w, struct buf *out)
{
	const struct forward *f = w->now.f;
	const uint32_t *terms = w->terms;
	struct bit_writer bits;

	if (!bits_begin(&bits, out))
		return;
	put_colocated(&bits, w);
	for (size_t i = 0; i < f->n_streams; i++) {
		put_shapes(&bits, w, &f->streams[i], terms);
		terms += f->streams[i].n_tokens;
	}
	bits_finish(&bits);
}

/* ---- the writer ---- */

leta_status forward_writer_new(struct forward_writer **out, struct leta_error *err)
{
	struct forward_writer *w = calloc(1, sizeof(*w));

	if (!w)
		return error_nomem(err);
	make_letters(&w->codes);
	make_shapes(&w->codes);
	buf_init(&w->blocks, 0);
	buf_init(&w->letters, LETTERS_MAX);
	if (!buf_reserve(&w->letters, LETTERS_MAX)) {
		free(w);
		return error_nomem(err);
	}
	*out = w;
	return LETA_OK;
}

static void free_arrays(struct forward_writer *w)
{
	void *const all[] = {w->offsets, w->first,     w->shared, w->lengths, w->steps,
			     w->joined,  w->colocated, w->terms,  w->places};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		free(all[i]);
	w->offsets = w->first = w->colocated = w->terms = w->places = NULL;
	w->shared = w->lengths = NULL;
	w->steps = w->joined = NULL;
	w->terms_cap = w->tokens_cap = 0;
	buf_fini(&w->blocks);
}

void forward_writer_free(struct forward_writer *w)
{
	if (!w)
		return;
	free_arrays(w);
	buf_fini(&w->letters);
	free(w);
}

/* Room for so many terms and tokens; nothing that lies there is kept. */
static leta_status make_room(struct forward_writer *w, size_t n_terms, size_t n_tokens, struct leta_error *err)
{
	size_t terms = n_terms < w->terms_cap ? w->terms_cap : n_terms + 1;
	size_t tokens = n_tokens < w->tokens_cap ? w->tokens_cap : n_tokens + 1;

	if (terms == w->terms_cap && tokens == w->tokens_cap)
		return LETA_OK;
	free_arrays(w);
	w->offsets = malloc(terms * sizeof(*w->offsets));
	w->first = malloc(terms * sizeof(*w->first));
	w->shared = malloc(terms);
	w->lengths = malloc(terms);
	w->steps = malloc(tokens * sizeof(*w->steps));
	w->joined = malloc(tokens * sizeof(*w->joined));
	w->colocated = malloc(tokens * sizeof(*w->colocated));
	w->terms = malloc(tokens * sizeof(*w->terms));
	w->places = malloc(tokens * sizeof(*w->places));
	w->terms_cap = terms;
	w->tokens_cap = tokens;
	if (w->offsets && w->first && w->shared && w->lengths && w->steps && w->joined && w->colocated && w->terms &&
	    w->places)
		return LETA_OK;
	free_arrays(w);
	return error_nomem(err);
}

static leta_status write_all(struct forward_writer *w, struct buf *out, struct leta_error *err)
{
	leta_status st = check_terms(w, err);

	if (st == LETA_OK)
		st = check_tokens(w, err);
	if (st != LETA_OK)
		return st;
	sort_places(w);
	st = put_blocks(w, out->max, err);
	if (st == LETA_OK && w->blocks.len > BLOCKS_MAX)
		st = too_many(err);
	if (st != LETA_OK)
		return st;
	put_front(w, out);
	put_tokens(w, out);
	return buf_status(out, err);
}

leta_status forward_encode(struct forward_writer *w, const struct forward *f, const uint32_t *ranks, struct buf *out,
			   struct leta_error *err)
{
	leta_status st;

	w->now = (struct writing){.f = f, .ranks = ranks};
	for (size_t i = 0; i < f->n_streams && w->now.n_tokens <= FORWARD_TOKENS_MAX; i++)
		w->now.n_tokens += f->streams[i].n_tokens;
	if (f->n_terms > FORWARD_TERMS_MAX || f->n_streams > FORWARD_STREAMS_MAX ||
	    w->now.n_tokens > FORWARD_TOKENS_MAX)
		return too_many(err);
	st = make_room(w, f->n_terms, w->now.n_tokens, err);
	if (st != LETA_OK)
		return st;
	memset(w->first, 0, (f->n_terms + 1) * sizeof(*w->first));
	st = write_all(w, out, err);
	if (w->now.n_tokens > KEPT_TOKENS)
		free_arrays(w);
	return st;
}
