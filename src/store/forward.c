/*
 * forward.c: the forward index as a string of bits.
 *
 *   number of terms, bytes of all terms, number of streams, number of tokens, bytes of the blocks
 *   stream: kind; which, item, distance of its first position, unless all are as expected; weight; number of tokens
 *   steps: of tokens that do not follow the one before; tokens that stand for several words, and how far; how many
 *     tokens stand at one position at most; directory: where each block begins
 *   block of terms, from a byte on: a byte for each, 4 bits shared bytes and 4 bits units of letters; numbers that do
 *     not fit in; the letters of all; a bit for each term that has several tokens; the token of each of the others; of
 *     each of those the number of its tokens and the gaps between them
 *   colocated tokens: their number, and the gaps between them
 *   token: its shape; of a frequent one, few bits
 *
 * forward_encode.c writes it. Terms come before tokens, so that those of a few terms are found without reading the rest
 * (forward_pick.c). What the analysis nearly always gives is a row in `shapes`; anything else is
 * written out behind the last shape. Reading meets bytes that may be anything: counts are held against
 * the bits that are left before memory is asked for, so a short input cannot ask for much.
 */
#include "store/forward.h"

#include <string.h>

#include "base/error.h"
#include "store/bits.h"
#include "store/forward_format.h"

#define SLACK 8 /* bytes of room that reading terms wants behind them */

/* clang-format off */
#define WORD(gap, extra) { 0, false, gap, extra }
#define STOP(gap, extra) { 0, true, gap, extra }
#define PART(gap, extra) { 1, false, gap, extra }
#define JOINED(gap, extra) { KIND_JOINED, false, gap, extra }
#define NUMBER(gap, extra) { 3, false, gap, extra }
#define CODE(gap, extra) { 4, false, gap, extra }

/* The most frequent first, counted in project pages and parliamentary papers. */
static const struct shape words[] = {
	STOP(1, 0),

	WORD(1, 0), WORD(1, 2),

	WORD(1, 1), WORD(1, 3),

	STOP(2, 0), WORD(1, 4), NUMBER(1, 0), WORD(2, 0),

	WORD(2, 2), WORD(1, 5), WORD(3, 2), WORD(3, 0), WORD(2, 1), STOP(3, 0), NUMBER(2, 0),
	WORD(2, 3),

	WORD(1, 6), WORD(2, 4), WORD(1, 8), WORD(3, 1), WORD(1, 7), NUMBER(3, 0), STOP(1, 1),
	WORD(3, 3), STOP(4, 0), WORD(4, 0), WORD(4, 2),
};
static const struct shape colocated[] = {
	PART(0, 0), PART(0, 1),

	PART(0, 2), PART(0, 3),

	PART(0, 4), CODE(0, 0), JOINED(0, 3), JOINED(0, 1),

	JOINED(0, 2), PART(1, 0), PART(0, 5), PART(0, 6), PART(1, 1), PART(1, 2), JOINED(0, 0),
};
/* clang-format on */

const struct shape_code forward_codes[2] = {
	{words, sizeof(words) / sizeof(*words), 6, {0, 1, 1, 2, 3, 5}, {0, 1, 3, 5, 9, 17}},
	{colocated, sizeof(colocated) / sizeof(*colocated), 4, {1, 1, 2, 4}, {0, 2, 4, 8}},
};

leta_status forward_corrupt(struct leta_error *err)
{
	return error_set(err, LETA_ERR_CORRUPT, "dokumentets ordregister är skadat",
			 "the document's forward index is damaged");
}

static bool get_header(struct bit_reader *r, struct header *h)
{
	struct header before = *h;
	int64_t which = 0, item = 0, jump = 0;

	h->kind = bits_get(r, 1) ? FORWARD_FIELD : FORWARD_SECTION;
	if (bits_get(r, 1) &&
	    (!get_difference(r, &which) || !get_difference(r, &item) || !get_difference(r, &jump)))
		return false;
	h->weight = (uint8_t)bits_get(r, WEIGHT_BITS);
	h->which = expected_which(&before, h->kind) + which;
	h->item = expected_item(&before, h) + item;
	h->jump = before.jump + jump;
	return h->which >= 0 && h->which <= UINT32_MAX && h->item >= 0 && h->item <= UINT32_MAX &&
	       h->jump >= -1 && h->jump <= UINT32_MAX;
}

static bool get_streams(struct bit_reader *r, struct forward_front *f)
{
	struct header h = first_header;
	size_t n_tokens = f->n_tokens;

	for (size_t i = 0; i < f->n_streams; i++) {
		bool valid = get_header(r, &h);
		uint64_t n = bits_get_number(r);

		if (!valid || n > n_tokens)
			return false;
		f->jumps[i] = n > 0 ? h.jump : 0;
		f->streams[i] = (struct forward_stream){.kind = h.kind,
							.which = (uint32_t)h.which,
							.item = (uint32_t)h.item,
							.n_tokens = (size_t)n,
							.weight = h.weight};
		n_tokens -= (size_t)n;
	}
	return n_tokens == 0;
}

/* The number of the next token of a list; SIZE_MAX when it does not rise or lies outside. */
static size_t get_next(struct bit_reader *r, size_t i, size_t token, size_t n_tokens)
{
	uint64_t gap = bits_get_number(r);

	return gap < n_tokens - token && (i == 0 || gap > 0) ? token + (size_t)gap : SIZE_MAX;
}

static bool get_exceptions(struct bit_reader *r, struct arena *arena, struct forward_front *f)
{
	uint64_t n_steps = bits_get_number(r), n_joined;

	if (n_steps > f->n_tokens || n_steps > bits_left(r) / 8)
		return false;
	f->n_steps = (size_t)n_steps;
	f->steps = arena_alloc(arena, f->n_steps * sizeof(*f->steps));
	for (size_t i = 0, token = 0; f->steps && i < n_steps; i++) {
		token = get_next(r, i, token, f->n_tokens);
		uint64_t step = bits_get_number(r);

		if (token == SIZE_MAX || step > UINT32_MAX)
			return false;
		f->steps[i] = (struct forward_step){(uint32_t)token, (uint32_t)step};
	}
	n_joined = bits_get_number(r);
	if (n_joined > f->n_tokens || n_joined > bits_left(r) / 8)
		return false;
	f->n_joined = (size_t)n_joined;
	f->joined = arena_alloc(arena, f->n_joined * sizeof(*f->joined));
	for (size_t i = 0, token = 0; f->joined && i < n_joined; i++) {
		token = get_next(r, i, token, f->n_tokens);
		uint64_t reach = bits_get_number(r);

		if (token == SIZE_MAX || reach > UINT8_MAX)
			return false;
		f->joined[i] = (struct forward_reach){(uint32_t)token, (uint8_t)reach};
		f->reach_max = reach > f->reach_max ? (uint8_t)reach : f->reach_max;
	}
	uint64_t crowd = bits_get_number(r);
	f->crowd = (size_t)crowd;
	return crowd <= f->n_tokens;
}

/* Into bits: they are counted in whole words. */
bool forward_read_colocated(struct bit_reader *r, struct arena *arena, struct forward_front *f)
{
	uint64_t n = bits_get_number(r), token = 0;
	size_t size = f->n_tokens / 8 + 1;

	if (n > f->n_tokens || n > bits_left(r))
		return false;
	char *bits = arena_zalloc(arena, size, 1);
	unsigned width = n > 0 ? gap_width(f->n_tokens, (size_t)n) : 0;
	for (; bits && n > 0; n--, token++) {
		token = get_token(r, width, token, f->n_tokens);
		if (token == UINT64_MAX)
			return false;
		bits[token / 8] = (char)(bits[token / 8] | 1 << token % 8);
	}
	f->colocated = (struct str){bits, size};
	return bits != NULL;
}

/* Cuts n bytes off the beginning of `rest`; false: it is shorter. */
static bool cut_off(struct str *rest, uint64_t n, struct str *out)
{
	if (n > rest->len)
		return false;
	*out = str_sub(*rest, 0, (size_t)n);
	*rest = str_sub(*rest, (size_t)n, rest->len);
	return true;
}

leta_status forward_read_front(struct str bytes, struct arena *arena, struct forward_front *out,
			       struct leta_error *err)
{
	struct bit_reader r;
	struct forward_front f = {0};
	uint64_t n_terms, n_bytes, n_streams, n_tokens, n_blocks;

	bits_start(&r, bytes);
	n_terms = bits_get_number(&r);
	n_bytes = bits_get_number(&r);
	n_streams = bits_get_number(&r);
	n_tokens = bits_get_number(&r);
	n_blocks = bits_get_number(&r);
	if (n_terms > bits_left(&r) / TERM_BITS_MIN || n_bytes > n_terms * FORWARD_TERM_MAX ||
	    n_streams > bits_left(&r) / STREAM_BITS_MIN ||
	    n_tokens > bits_left(&r) / TOKEN_BITS_MIN || n_terms > FORWARD_TERMS_MAX ||
	    n_streams > FORWARD_STREAMS_MAX || n_tokens > FORWARD_TOKENS_MAX)
		return forward_corrupt(err);
	f.n_terms = (size_t)n_terms;
	f.n_bytes = (size_t)n_bytes;
	f.n_streams = (size_t)n_streams;
	f.n_tokens = (size_t)n_tokens;
	f.streams = arena_alloc(arena, f.n_streams * sizeof(*f.streams));
	f.jumps = arena_alloc(arena, f.n_streams * sizeof(*f.jumps));
	if (arena_failed(arena))
		return arena_status(arena, err);
	bool valid = get_streams(&r, &f) && get_exceptions(&r, arena, &f);
	if (arena_failed(arena))
		return arena_status(arena, err);
	const char *next = bits_next_byte(&r);
	struct str rest = str_sub(bytes, next ? (size_t)(next - bytes.ptr) : 0, bytes.len);
	f.offset_size = offset_size(n_blocks);
	if (!valid || !next ||
	    !cut_off(&rest, count_blocks(f.n_terms) * f.offset_size, &f.directory) ||
	    !cut_off(&rest, n_blocks, &f.blocks))
		return forward_corrupt(err);
	f.rest = rest;
	*out = f;
	return LETA_OK;
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

bool forward_read_block(const struct forward_front *f, size_t block, struct forward_block *out)
{
	size_t offset = block_offset(f, block), n_more = 0;
	uint64_t units = 0, more_units = 0; /* of nibbles, by byte */
	struct bit_reader r;

	out->n = f->n_terms - block * BLOCK_TERMS;
	out->n = out->n < BLOCK_TERMS ? out->n : BLOCK_TERMS;
	if (offset > f->blocks.len || out->n > f->blocks.len - offset)
		return false;
	memset(out->headers, 0, sizeof(out->headers));
	memcpy(out->headers, f->blocks.ptr + offset, out->n);
	bits_start(&r, str_sub(f->blocks, offset + out->n, f->blocks.len));
	for (size_t i = 0; i < BLOCK_TERMS; i += 8) {
		uint64_t nibbles = bits_eight(out->headers + i), full = nibbles & nibbles >> 1;

		units += nibbles >> 4 & UINT64_C(0x0F0F0F0F0F0F0F0F);
		full = full & full >> 2 & UINT64_C(0x1111111111111111);
		for (; full; full &= full - 1) {
			uint64_t more = bits_get_number(&r);

			if (more > MORE_MAX)
				return false;
			out->more[n_more++] = (uint16_t)more;
			more_units += __builtin_ctzll(full) % 8 == 4 ? more : 0;
		}
	}
	units = (units & UINT64_C(0x00FF00FF00FF00FF)) + (units >> 8 & UINT64_C(0x00FF00FF00FF00FF));
	units = units * UINT64_C(0x0001000100010001) >> 48;
	out->letters = f->blocks.len * 8 - bits_left(&r);
	out->places = out->letters + (size_t)(units + more_units) * UNIT_BITS;
	return true;
}

/*
 * The terms of a block, which follow *last; moves *to behind them; up to `end`, behind which there are SLACK bytes of
 * room. The compiler can keep the reader in registers, since nothing that is written through `to` can be part of it.
 */
static bool get_terms(const struct forward_front *front, const struct forward_block *block,
		      struct str *terms, struct str *last, char **to, char *end)
{
	const uint16_t *more = block->more;
	struct str before = *last;
	struct bit_reader r;
	char *next = *to;

	bits_start_at(&r, front->blocks, block->letters);
	for (size_t i = 0; i < block->n; i++) {
		size_t shared, units;
		char *start = next;

		split_header(block->headers[i], &more, &shared, &units);
		if (shared > (i > 0 ? before.len : 0) || shared > (size_t)(end - next))
			return false;
		copy_back(next, before.ptr, shared);
		next += shared;
		if (!get_letters(&r, units, &next, end))
			return false;
		terms[i] = (struct str){start, (size_t)(next - start)};
		if (terms[i].len > FORWARD_TERM_MAX || !comes_after(before, terms[i], shared))
			return false;
		before = terms[i];
	}
	*last = before;
	*to = next;
	return true;
}

/* The numbering of tokens by their terms. */
struct numbering {
	struct forward_token *tokens; /* their terms are UINT32_MAX before */
	size_t n_tokens, left;        /* left: without a term */
};

static bool number_token(struct numbering *n, uint64_t token, size_t term)
{
	if (token >= n->n_tokens || n->tokens[token].term != UINT32_MAX)
		return false;
	n->tokens[token].term = (uint32_t)term;
	n->left--;
	return true;
}

static bool number_several(struct bit_reader *in, struct numbering *n, size_t term)
{
	struct bit_reader r = *in;
	size_t count = get_count(&r);

	if (count == 0 || count > n->left)
		return false;
	unsigned width = gap_width(n->n_tokens, count);
	for (uint64_t token = 0; count > 0; count--, token++) {
		token = get_token(&r, width, token, n->n_tokens);
		if (!number_token(n, token, term))
			return false;
	}
	*in = r;
	return true;
}

/* Gives the tokens of a block's terms, from `first` on, their numbers; *end: the byte behind them. */
static bool get_places(const struct forward_front *front, const struct forward_block *block,
		       size_t first, struct numbering *n, size_t *end)
{
	unsigned width = place_width(front->n_tokens);
	struct bit_reader r;

	bits_start_at(&r, front->blocks, block->places);
	uint64_t several = get_flags(&r, block->n);
	for (size_t t = 0; t < block->n; t++)
		if (!(several >> t & 1) && !number_token(n, bits_get(&r, width), first + t))
			return false;
	for (size_t t = 0; t < block->n; t++)
		if (several >> t & 1 && !number_several(&r, n, first + t))
			return false;
	bool padded = bits_take(&r, r.n % 8) == 0;
	const char *next = bits_next_byte(&r);
	*end = next ? (size_t)(next - front->blocks.ptr) : SIZE_MAX;
	return padded;
}

static bool get_blocks(const struct forward_front *front, struct str *terms, char *bytes,
		       struct forward_token *tokens)
{
	struct numbering numbering = {tokens, front->n_tokens, front->n_tokens};
	struct forward_block block;
	struct str last = {bytes, 0};
	char *to = bytes, *end = bytes + front->n_bytes;
	size_t at = 0;

	for (size_t b = 0; b < count_blocks(front->n_terms); b++) {
		size_t first = b * BLOCK_TERMS;

		if (block_offset(front, b) != at || !forward_read_block(front, b, &block) ||
		    !get_terms(front, &block, terms + first, &last, &to, end) ||
		    !get_places(front, &block, first, &numbering, &at))
			return false;
	}
	return to == end && numbering.left == 0 && at == front->blocks.len;
}

/* A token that is no row of a table of shapes; *length comes as the term's. */
static bool get_other(struct bit_reader *r, struct forward_token *t, int64_t *start, int64_t *length)
{
	uint32_t flags = bits_get(r, 4);
	int64_t gap, extra;

	if (!get_difference(r, &gap) || !get_difference(r, &extra))
		return false;
	t->kind = flags & 7;
	t->stop = (flags & 8) != 0;
	*start += gap;
	*length += extra;
	return *length >= 0;
}

/* More than the number of shapes when it is none. */
static inline unsigned get_shape(struct bit_reader *r, const struct shape_code *code)
{
	bits_fill(r);
	unsigned class = (unsigned)__builtin_ctzll(r->bits | UINT64_C(1) << code->n_classes);
	if (class == code->n_classes)
		return code->n + 1;
	bits_take(r, class + 1);
	return code->firsts[class] + bits_take(r, code->widths[class]);
}

/* n tokens of a stream, without their positions. The reader is a copy, as in get_terms(). */
static bool get_shapes(struct bit_reader *in, const struct str *terms, struct forward_token *tokens,
		       size_t n)
{
	struct bit_reader r = *in;
	struct place p = {.word_end = -1};

	for (size_t i = 0; i < n; i++) {
		struct forward_token *t = &tokens[i];
		const struct shape_code *code = &forward_codes[t->colocated];
		int64_t start = expected_start(&p, t->colocated), length;
		unsigned shape = get_shape(&r, code);

		length = (int64_t)terms[t->term].len;
		if (shape < code->n) {
			const struct shape *s = &code->shapes[shape];

			start += s->gap;
			length += s->extra;
			t->kind = s->kind;
			t->stop = s->stop;
		} else if (shape > code->n || !get_other(&r, t, &start, &length)) {
			return false;
		}
		move(&p, start, start + length, t->colocated);
		t->start = (uint32_t)start;
		t->length = (uint32_t)length;
		if (start < 0 || p.end > UINT32_MAX)
			return false;
	}
	*in = r;
	return true;
}

/* Which tokens are colocated, and the positions of all. */
static bool set_positions(const struct forward_front *front, struct forward_token *tokens)
{
	int64_t position = 0;
	size_t token = 0, exception = 0;

	for (size_t i = 0; i < front->n_streams; i++) {
		struct forward_stream *s = &front->streams[i];
		int64_t before = position;

		position += front->jumps[i];
		for (size_t j = 0; j < s->n_tokens; j++, token++) {
			bool at_word = is_colocated(front, token);
			uint32_t step = !at_word;

			if (exception < front->n_steps && front->steps[exception].token == token)
				step = front->steps[exception++].step;
			position += step;
			if (position < before || position > UINT32_MAX)
				return false;
			tokens[token].colocated = at_word;
			tokens[token].position = (uint32_t)position;
			tokens[token].reach = 0;
		}
		s->tokens = tokens + token - s->n_tokens;
		if (s->n_tokens > 0) {
			s->lo = s->tokens[0].position;
			s->hi = (uint32_t)position;
		}
	}
	for (size_t i = 0; i < front->n_joined; i++)
		tokens[front->joined[i].token].reach = front->joined[i].reach;
	return true;
}

static bool get_tokens(struct bit_reader *r, const struct forward_front *front,
		       const struct str *terms)
{
	for (size_t i = 0; i < front->n_streams; i++) {
		struct forward_stream *s = &front->streams[i];

		if (!get_shapes(r, terms, s->tokens, s->n_tokens))
			return false;
	}
	return bits_whole(r);
}

leta_status forward_decode(struct str bytes, struct arena *arena, struct forward *out,
			   struct leta_error *err)
{
	struct forward_front front;
	struct forward_token *tokens;
	struct bit_reader r;
	struct str *terms;
	char *text;
	leta_status st = forward_read_front(bytes, arena, &front, err);

	if (st != LETA_OK)
		return st;
	bits_start(&r, front.rest);
	bool valid = forward_read_colocated(&r, arena, &front);
	terms = arena_alloc(arena, front.n_terms * sizeof(*terms));
	text = arena_alloc(arena, front.n_bytes + SLACK);
	tokens = arena_alloc(arena, front.n_tokens * sizeof(*tokens));
	if (arena_failed(arena))
		return arena_status(arena, err);
	memset(tokens, 0xFF, front.n_tokens * sizeof(*tokens));
	if (!valid || !get_blocks(&front, terms, text, tokens) || !set_positions(&front, tokens) ||
	    !get_tokens(&r, &front, terms))
		return forward_corrupt(err);
	*out = (struct forward){terms, front.n_terms, front.streams, front.n_streams};
	return LETA_OK;
}

uint8_t forward_reach(const struct forward_stream *stream, size_t token)
{
	const struct forward_token *t = &stream->tokens[token];
	uint32_t end = t->position;

	for (size_t i = token + 1; i < stream->n_tokens; i++) {
		const struct forward_token *other = &stream->tokens[i];

		if (other->start + other->length > t->start + t->length)
			break;
		end = other->position;
	}
	return end - t->position < UINT8_MAX ? (uint8_t)(end - t->position) : UINT8_MAX;
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
