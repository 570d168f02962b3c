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
	const struct forward_wish *wish;
	const struct str *wanted;
	size_t n_wanted, next; /* next: the first that may still be found */
	struct str *terms;     /* found */
	uint32_t *groups;      /* of those */
	size_t n_terms, n_tokens;
	uint32_t *by_token; /* number of the term found, where `picked` has a bit */
	uint64_t *picked;   /* a bit for each token */
};

/* ---- terms ---- */

/* The first term of a block; its length, or SIZE_MAX: damaged. */
static size_t read_first(const struct forward_front *f, size_t number, char term[FORWARD_TERM_MAX + 1])
{
	struct forward_block block;
	struct bit_reader r;
	size_t shared, units;
	const uint16_t *more = block.more;
	char *to = term;

	if (!forward_read_block(f, number, &block))
		return SIZE_MAX;
	split_header(block.headers[0], &more, &shared, &units);
	bits_start_at(&r, f->blocks, block.letters);
	if (shared != 0 || !get_letters(&r, units, &to, term + FORWARD_TERM_MAX))
		return SIZE_MAX;
	return (size_t)(to - term);
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

/* A term of a block that is wanted. */
struct match {
	size_t at; /* its number in the block */
	const struct str *term;
};

/*
 * Whether a term that shares with the wanted one what the one before it did (`same` bytes) sorts before it, by its next
 * letter alone; false: who knows.
 */
static bool sorts_before(const struct forward_front *f, size_t bit, struct str wanted, size_t same)
{
	size_t byte = bit / 8;

	if (byte + 1 >= f->blocks.len || same >= wanted.len)
		return false;
	const unsigned char *p = (const unsigned char *)f->blocks.ptr + byte;
	unsigned letter = (p[0] | (unsigned)p[1] << 8) >> bit % 8 & 31;
	return letter < LETTER_DIGIT &&
	       (unsigned char)letters[letter][0] < (unsigned char)wanted.ptr[same];
}

/* Reads the term at a bit, which begins as the wanted one, and sees whether it is that or one behind it. */
static bool match_term(struct picking *p, size_t bit, size_t shared, size_t units, size_t *same,
		       const struct str **match)
{
	char term[FORWARD_TERM_MAX + 1], *to = term + shared;
	struct bit_reader r;

	if (shared > FORWARD_TERM_MAX)
		return false;
	memcpy(term, p->wanted[p->next].ptr, shared);
	bits_start_at(&r, p->front.blocks, bit);
	if (!get_letters(&r, units, &to, term + FORWARD_TERM_MAX))
		return false;
	struct str here = {term, (size_t)(to - term)};
	if (str_cmp(here, p->wanted[p->next]) > 0)
		p->next = first_wanted(p, p->next, here);
	*match = NULL;
	if (p->next < p->n_wanted && str_eq(here, p->wanted[p->next]))
		*match = &p->wanted[p->next++];
	if (p->next < p->n_wanted)
		*same = shared_with(here, p->wanted[p->next]);
	return true;
}

/*
 * Goes through the terms of a block beside the wanted ones from p->next on. A term that shares more with the one
 * before it than that does with the wanted one sorts before the wanted one too, and its letters are passed over.
 */
static bool match_terms(const struct forward_block *block, struct picking *p,
			struct match matches[BLOCK_TERMS], size_t *n_matches)
{
	const uint16_t *more = block->more;
	size_t same = 0, bit = block->letters; /* same: bytes that the term before shares with the wanted one */

	*n_matches = 0;
	for (size_t i = 0; i < block->n && p->next < p->n_wanted; i++) {
		const struct str *match = NULL;
		size_t shared, units;

		split_header(block->headers[i], &more, &shared, &units);
		bool before = shared > same ||
			      (shared == same && sorts_before(&p->front, bit, p->wanted[p->next], same));
		if (!before && !match_term(p, bit, shared, units, &same, &match))
			return false;
		if (match)
			matches[(*n_matches)++] = (struct match){i, match};
		bit += units * UNIT_BITS;
	}
	return true;
}

/* ---- places ---- */

static bool pick_token(struct picking *p, uint64_t token)
{
	if (token >= p->front.n_tokens)
		return false;
	p->n_tokens += !(p->picked[token / 64] >> token % 64 & 1);
	p->picked[token / 64] |= UINT64_C(1) << token % 64;
	p->by_token[token] = (uint32_t)p->n_terms;
	return true;
}

/* The tokens of a term that has several. */
static bool pick_several(struct bit_reader *r, struct picking *p)
{
	size_t n_tokens = p->front.n_tokens, n = get_count(r);
	uint64_t token = 0;

	if (n == 0 || n > n_tokens)
		return false;
	unsigned width = gap_width(n_tokens, n);
	for (; n > 0; n--, token++) {
		token = get_token(r, width, token, n_tokens);
		if (!pick_token(p, token))
			return false;
	}
	return true;
}

/* Passes over the tokens of a term. */
static bool skip_several(struct bit_reader *r, size_t n_tokens)
{
	size_t n = get_count(r);

	if (n == 0 || n > n_tokens)
		return false;
	unsigned width = gap_width(n_tokens, n);
	for (; n > 0; n--)
		skip_gap(r, width);
	return true;
}

/* The tokens of the terms of a block that match. */
static bool pick_places(const struct forward_block *block, struct picking *p,
			const struct match *matches, size_t n_matches)
{
	unsigned width = place_width(p->front.n_tokens);
	struct bit_reader r;

	bits_start_at(&r, p->front.blocks, block->places);
	uint64_t several = get_flags(&r, block->n);
	size_t singles = block->places + block->n;
	size_t next = 0; /* of those that have several, the one where r stands */
	bits_start_at(&r, p->front.blocks, singles + (block->n - count_ones(several)) * width);
	for (size_t i = 0; i < n_matches; i++) {
		size_t at = matches[i].at;
		size_t n_several = count_ones(several & ((UINT64_C(1) << at) - 1));
		bool valid = true;

		if (several >> at & 1) {
			for (; valid && next < n_several; next++)
				valid = skip_several(&r, p->front.n_tokens);
			valid = valid && pick_several(&r, p);
			next++;
		} else {
			struct bit_reader single;
			bits_start_at(&single, p->front.blocks, singles + (at - n_several) * width);
			valid = pick_token(p, bits_get(&single, width));
		}
		if (!valid)
			return false;
		p->groups[p->n_terms] =
			p->wish->all ? p->wish->groups[matches[i].term - p->wanted] : 0;
		p->terms[p->n_terms++] = *matches[i].term;
	}
	return true;
}

static bool pick_in_block(struct picking *p, size_t number)
{
	struct forward_block block;
	struct match matches[BLOCK_TERMS];
	size_t n_matches;

	return forward_read_block(&p->front, number, &block) &&
	       match_terms(&block, p, matches, &n_matches) &&
	       (n_matches == 0 || pick_places(&block, p, matches, n_matches));
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

/* ---- nearness ---- */

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

/* Whether terms of all groups stand somewhere so near that they may be what is looked for: by tokens alone. */
static bool may_stand_together(const struct picking *p)
{
	const struct forward_wish *wish = p->wish;
	uint64_t positions = (uint64_t)wish->span + (uint64_t)wish->joints * p->front.reach_max + 1;
	uint64_t tokens = positions * p->front.crowd;
	size_t last[FORWARD_GROUPS_MAX] = {0}, end = p->front.n_tokens; /* last: token of each group */
	uint32_t met = 0;

	for (size_t t = next_picked(p, 0, end); t < end; t = next_picked(p, t + 1, end)) {
		size_t first = t;

		met |= p->groups[p->by_token[t]];
		for (size_t g = 0; wish->all >> g; g++) {
			last[g] = p->groups[p->by_token[t]] >> g & 1 ? t : last[g];
			first = last[g] < first ? last[g] : first;
		}
		if (met == wish->all && t - first < tokens)
			return true;
	}
	return false;
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

/* Moves behind `token`, in steps of as many tokens as are read at once wherever they begin. */
static void advance(struct rank *r, size_t token)
{
	const struct forward_front *f = r->front;

	while (r->token <= token) {
		size_t n = token + 1 - r->token < STEP ? token + 1 - r->token : STEP;

		r->position += (int64_t)n - (int64_t)count_ones(colocated_bits(f, r->token, n));
		r->token += n;
	}
	for (; r->exception < f->n_steps && f->steps[r->exception].token <= token; r->exception++) {
		const struct forward_step *s = &f->steps[r->exception];

		r->position += (int64_t)s->step - !is_colocated(f, s->token);
	}
}

/* Makes a token one that stands for several words when it does; *next: of those, the first that lies behind those asked
 * for before. */
static void join(const struct forward_front *f, size_t number, size_t *next, struct forward_token *token)
{
	while (*next < f->n_joined && f->joined[*next].token < number)
		++*next;
	if (*next == f->n_joined || f->joined[*next].token != number)
		return;
	token->kind = KIND_JOINED;
	token->reach = f->joined[*next].reach;
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
			*tokens = (struct forward_token){.term = p->by_token[t],
							  .position = (uint32_t)rank.position,
							  .colocated = is_colocated(&p->front, t)};
			join(&p->front, t, &joined, tokens++);
		}
		if (begin < end) {
			advance(&rank, end - 1);
			s->hi = (uint32_t)rank.position;
		}
		s->n_tokens = (size_t)(tokens - s->tokens);
		if (rank.position < 0 || rank.position > UINT32_MAX)
			return false;
		begin = end;
	}
	return true;
}

/* The positions of what was picked, in streams. False: damaged, or no memory. */
static bool pick_streams(struct picking *p, struct arena *arena)
{
	struct forward_token *tokens = arena_alloc(arena, p->n_tokens * sizeof(*tokens));
	struct bit_reader r;

	bits_start(&r, p->front.rest);
	return tokens && forward_read_colocated(&r, arena, &p->front) && place_tokens(p, tokens);
}

leta_status forward_pick(struct str bytes, const struct forward_wish *wish, struct arena *arena,
			 struct forward *out, struct leta_error *err)
{
	struct picking p = {.wish = wish, .wanted = wish->terms, .n_wanted = wish->n};
	leta_status st = forward_read_front(bytes, arena, &p.front, err);

	if (st != LETA_OK)
		return st;
	p.terms = arena_alloc(arena, wish->n * sizeof(*p.terms));
	p.groups = arena_alloc(arena, wish->n * sizeof(*p.groups));
	p.by_token = arena_alloc(arena, p.front.n_tokens * sizeof(*p.by_token));
	p.picked = arena_zalloc(arena, p.front.n_tokens / 64 + 1, sizeof(*p.picked));
	if (arena_failed(arena))
		return arena_status(arena, err);
	if (!pick_terms(&p))
		return forward_corrupt(err);
	*out = (struct forward){p.terms, p.n_terms, p.front.streams, p.front.n_streams};
	if (wish->all && !may_stand_together(&p))
		out->n_streams = 0;
	else if (!pick_streams(&p, arena))
		return arena_failed(arena) ? arena_status(arena, err) : forward_corrupt(err);
	return LETA_OK;
}
