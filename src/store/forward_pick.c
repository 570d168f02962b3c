/*
 * forward_pick.c: finds terms through the directory of blocks, and counts positions in whole words of
 * the colocated bits.
 */
#include "store/forward_pick.h"

#include <string.h>

#include "base/error.h"
#include "store/forward_format.h"

#define STEP 49 /* tokens */

struct picking {
	struct forward_front front;
	const struct str *wanted;
	size_t n_wanted, next; /* next: the first that may still be found */
	struct str *terms;     /* found */
	size_t n_terms, n_tokens;
	uint32_t *by_token; /* number of the term found, where `picked` has a bit */
	uint64_t *picked;   /* a bit for each token */
};

/* ---- terms ---- */

static void start_block(const struct forward_front *f, size_t block, struct bit_reader *r)
{
	size_t offset = block_offset(f, block);

	bits_start(r, str_sub(f->blocks, offset / 8, f->blocks.len));
	bits_get(r, offset % 8);
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

/* The first term of a block; its length, or SIZE_MAX: damaged. */
static size_t read_first(const struct forward_front *f, size_t block, char term[FORWARD_TERM_MAX + 1])
{
	struct bit_reader r;

	start_block(f, block, &r);
	size_t shared = get_nibble(&r), n = get_nibble(&r);

	return shared == 0 && n <= FORWARD_TERM_MAX ? read_letters(&r, term, 0, n) : SIZE_MAX;
}

/* The last block from *block on whose first term is not behind `wanted`; *block itself when none is. */
static bool find_block(const struct forward_front *f, struct str wanted, size_t *block)
{
	size_t lo = *block, hi = count_blocks(f->n_terms);

	while (hi - lo > 1) {
		char first[FORWARD_TERM_MAX + 1];
		size_t middle = lo + (hi - lo) / 2, len = read_first(f, middle, first);

		if (len == SIZE_MAX)
			return false;
		*(str_cmp((struct str){first, len}, wanted) > 0 ? &hi : &lo) = middle;
	}
	*block = lo;
	return true;
}

/* The first wanted term from `from` on that is not before `term`. */
static size_t first_wanted(const struct picking *p, size_t from, struct str term)
{
	size_t lo = from, hi = p->n_wanted;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (str_cmp(p->wanted[middle], term) < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static size_t shared_with(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

/*
 * Reads the n terms of a block beside the wanted ones from p->next on. A term that shares more with the one
 * before it than that does with the wanted one sorts before the wanted one too, and its letters are passed
 * over. matches: of each term, the wanted one that it is, or NULL. The number of terms up to the last match.
 */
static bool match_terms(struct bit_reader *r, struct picking *p, size_t n,
			const struct str *matches[BLOCK_TERMS], size_t *n_matched)
{
	char term[FORWARD_TERM_MAX + 1];
	size_t same = 0; /* bytes that the term before shares with the wanted one */

	*n_matched = 0;
	for (size_t i = 0; i < n; i++) {
		size_t shared = get_nibble(r), more = get_nibble(r);

		matches[i] = NULL;
		if (shared > FORWARD_TERM_MAX || more > FORWARD_TERM_MAX)
			return false;
		if (shared > same || p->next == p->n_wanted) {
			skip_letters(r, more);
			continue;
		}
		memcpy(term, p->wanted[p->next].ptr, shared);
		size_t len = read_letters(r, term, shared, more);
		if (len == SIZE_MAX)
			return false;
		struct str here = {term, len};
		if (str_cmp(here, p->wanted[p->next]) > 0)
			p->next = first_wanted(p, p->next, here);
		if (p->next < p->n_wanted && str_eq(here, p->wanted[p->next])) {
			matches[i] = &p->wanted[p->next++];
			*n_matched = i + 1;
		}
		if (p->next < p->n_wanted)
			same = shared_with(here, p->wanted[p->next]);
	}
	return true;
}

/* ---- places ---- */

static bool pick_places(struct bit_reader *r, struct picking *p, bool wanted)
{
	size_t n_tokens = p->front.n_tokens, n = get_count(r);
	uint64_t token = 0;

	if (n == 0 || n > n_tokens)
		return false;
	unsigned width = gap_width(n_tokens, n);
	for (; n > 0; n--, token++) {
		token = get_token(r, width, token, n_tokens);
		if (token == UINT64_MAX)
			return false;
		if (!wanted)
			continue;
		p->n_tokens += !(p->picked[token / 64] >> token % 64 & 1);
		p->picked[token / 64] |= UINT64_C(1) << token % 64;
		p->by_token[token] = (uint32_t)p->n_terms;
	}
	return true;
}

static bool pick_in_block(struct picking *p, size_t block)
{
	const struct str *matches[BLOCK_TERMS];
	struct bit_reader r;
	size_t n = p->front.n_terms - block * BLOCK_TERMS, n_matched;

	start_block(&p->front, block, &r);
	if (!match_terms(&r, p, n < BLOCK_TERMS ? n : BLOCK_TERMS, matches, &n_matched))
		return false;
	for (size_t t = 0; t < n_matched; t++) {
		if (!pick_places(&r, p, matches[t] != NULL))
			return false;
		if (matches[t])
			p->terms[p->n_terms++] = *matches[t];
	}
	return true;
}

/* Visits the blocks that can have a wanted term, in order. */
static bool pick_terms(struct picking *p)
{
	size_t block = 0, n_blocks = count_blocks(p->front.n_terms);

	while (block < n_blocks && p->next < p->n_wanted) {
		char first[FORWARD_TERM_MAX + 1];

		if (!find_block(&p->front, p->wanted[p->next], &block) || !pick_in_block(p, block))
			return false;
		if (++block == n_blocks || p->next == p->n_wanted)
			break;
		size_t len = read_first(&p->front, block, first);
		if (len == SIZE_MAX)
			return false;
		p->next = first_wanted(p, p->next, (struct str){first, len});
	}
	return true;
}

/* ---- positions ---- */

/* A position, counted token by token. */
struct rank {
	const struct forward_front *front;
	size_t exception; /* the next of the steps */
	size_t token;     /* counted up to here, excluded */
	int64_t position;
};

/* Of n tokens, at most STEP. */
static uint64_t colocated_bits(const struct forward_front *f, size_t token, size_t n)
{
	struct bit_reader r;

	bits_start(&r, str_sub(f->colocated, token / 8, f->colocated.len));
	bits_fill(&r);
	return r.bits >> token % 8 & ((UINT64_C(1) << n) - 1);
}

/* Ones of a number, without an instruction that old processors lack (Knuth, TAOCP 4A, 7.1.3). */
static int count_ones(uint64_t b)
{
	b -= b >> 1 & UINT64_C(0x5555555555555555);
	b = (b & UINT64_C(0x3333333333333333)) + (b >> 2 & UINT64_C(0x3333333333333333));
	b = (b + (b >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (int)(b * UINT64_C(0x0101010101010101) >> 56);
}

/* Moves behind `token`, in steps of as many tokens as are read at once wherever they begin. */
static void advance(struct rank *r, size_t token)
{
	const struct forward_front *f = r->front;

	while (r->token <= token) {
		size_t n = token + 1 - r->token < STEP ? token + 1 - r->token : STEP;

		r->position += (int64_t)n - count_ones(colocated_bits(f, r->token, n));
		r->token += n;
	}
	for (; r->exception < f->n_steps && f->steps[r->exception].token <= token; r->exception++) {
		const struct forward_step *s = &f->steps[r->exception];

		r->position += (int64_t)s->step - !is_colocated(f, s->token);
	}
}

/* The lowest picked token from `token` on and before `end`, or `end`. */
static size_t next_picked(const struct picking *p, size_t token, size_t end)
{
	while (token < end) {
		uint64_t bits = p->picked[token / 64] >> token % 64;

		if (bits) {
			token += (size_t)__builtin_ctzll(bits);
			return token < end ? token : end;
		}
		token += 64 - token % 64;
	}
	return end;
}

/* How far a token reaches; *next: of the joined ones, the first that lies behind those asked for before. */
static uint8_t reach_of(const struct forward_front *f, size_t token, size_t *next)
{
	while (*next < f->n_joined && f->joined[*next].token < token)
		++*next;
	return *next < f->n_joined && f->joined[*next].token == token ? f->joined[*next].reach : 0;
}

static bool place_tokens(struct picking *p, struct forward_token *tokens)
{
	struct rank rank = {.front = &p->front};
	size_t begin = 0, joined = 0;

	for (size_t i = 0; i < p->front.n_streams; i++) {
		struct forward_stream *s = &p->front.streams[i];
		size_t end = begin + s->n_tokens;

		rank.position += p->front.jumps[i];
		s->tokens = tokens;
		if (begin < end) {
			struct rank first = rank;
			advance(&first, begin);
			s->lo = (uint32_t)first.position;
		}
		for (size_t t = next_picked(p, begin, end); t < end; t = next_picked(p, t + 1, end)) {
			advance(&rank, t);
			*tokens++ = (struct forward_token){.term = p->by_token[t],
							   .position = (uint32_t)rank.position,
							   .colocated = is_colocated(&p->front, t),
							   .reach = reach_of(&p->front, t, &joined)};
		}
		if (begin < end)
			advance(&rank, end - 1);
		s->hi = (uint32_t)rank.position;
		s->n_tokens = (size_t)(tokens - s->tokens);
		if (rank.position < 0 || rank.position > UINT32_MAX)
			return false;
		begin = end;
	}
	return true;
}

leta_status forward_pick(struct str bytes, const struct str *terms, size_t n, struct arena *arena,
			 struct forward *out, struct leta_error *err)
{
	struct picking p = {.wanted = terms, .n_wanted = n};
	leta_status st = forward_read_front(bytes, arena, &p.front, err);

	if (st != LETA_OK)
		return st;
	p.terms = arena_alloc(arena, n * sizeof(*p.terms));
	p.by_token = arena_alloc(arena, p.front.n_tokens * sizeof(*p.by_token));
	p.picked = arena_zalloc(arena, p.front.n_tokens / 64 + 1, sizeof(*p.picked));
	if (arena_failed(arena))
		return arena_status(arena, err);
	if (!pick_terms(&p))
		return forward_corrupt(err);
	struct forward_token *tokens = arena_alloc(arena, p.n_tokens * sizeof(*tokens));
	if (!tokens)
		return arena_status(arena, err);
	if (!place_tokens(&p, tokens))
		return forward_corrupt(err);
	*out = (struct forward){p.terms, p.n_terms, p.front.streams, p.front.n_streams};
	return LETA_OK;
}
