/*
 * forward_format.h: how a forward index is written in bits, for the two that read it: forward.c
 * (whole) and forward_pick.c (some terms). Private to src/store.
 */
#ifndef STORE_FORWARD_FORMAT_H
#define STORE_FORWARD_FORMAT_H

#include "store/bits.h"
#include "store/forward.h"

#define TERM_BITS_MIN 14 /* shared, letters, one letter, one occurrence */
#define WEIGHT_BITS 6
#define STREAM_BITS_MIN (17 + WEIGHT_BITS)
#define NIBBLE_MORE 15
#define BLOCK_TERMS 64 /* that are reached by one entry of the directory */
#define TOKEN_BITS_MIN 2 /* its place, its shape */

enum { LETTER_DIGIT = 30, LETTER_BYTE = 31 };

/* clang-format off */
/* Five-bit letters. LETTER_DIGIT is followed by four bits into `digits`, LETTER_BYTE by a byte. */
static const char letters[30][2] = {
	"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
	"s", "t", "u", "v", "w", "x", "y", "z",
	{ '\xC3', '\xA5' }, { '\xC3', '\xA4' }, { '\xC3', '\xB6' }, "-",
};
static const char digits[] = "0123456789/.:@_ ";
/* clang-format on */
#define N_DIGITS (sizeof(digits) - 1)

/*
 * A token's shape. gap: bytes from where the token is expected: a word behind the word before, the
 * first part of a word at the word's start, the next part behind the part before. extra: bytes of
 * the token beyond those of its term (an inflected form is longer than its stem).
 */
struct shape {
	uint8_t kind; /* enum text_kind: 0 word, 1 part, 2 joined, 3 number */
	bool stop;
	uint8_t gap, extra;
};

#define KIND_JOINED 2

/*
 * Shapes in classes, the most frequent first: zeros for the classes passed, a one, and the place in the class in as
 * many bits as it is wide. The number of shapes stands for any other.
 */
struct shape_code {
	const struct shape *shapes;
	unsigned n, n_classes;
	uint8_t widths[6];
};

extern const struct shape_code forward_codes[2]; /* of words, and of what is colocated */

/* Where the next token of a stream is expected: at its beginning, as if a word had ended before it.
 */
struct place {
	int64_t word_start, word_end; /* of the last token that is not colocated */
	int64_t end;                  /* of the last token */
	bool in_word;                 /* the last token was colocated */
};

static inline int64_t expected_start(const struct place *p, bool colocated)
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

/* What a stream's header is compared with. */
struct header {
	enum forward_stream_kind kind;
	int64_t which, item;
	int64_t jump; /* from the position before to the one the stream's first word would follow */
	uint8_t weight;
};

/* Sections follow each other; a field's values do too. */
static inline int64_t expected_which(const struct header *before, enum forward_stream_kind kind)
{
	if (before->kind != kind)
		return 0;
	return before->which + (kind == FORWARD_SECTION ? 1 : 0);
}

static inline int64_t expected_item(const struct header *before, const struct header *h)
{
	return before->kind == h->kind && before->which == h->which ? before->item + 1 : 0;
}

static const struct header first_header = {.kind = FORWARD_SECTION, .which = -1};

/* A token that is not one position behind the token before it, or at the same one if it is colocated. */
struct forward_step {
	uint32_t token, step;
};

/* A token that stands for several words: forward_reach(). */
struct forward_reach {
	uint32_t token;
	uint8_t reach;
};

/* What stands before the terms, and where the rest begins. */
struct forward_front {
	size_t n_terms, n_bytes, n_streams, n_tokens; /* n_bytes: of the terms */
	struct forward_stream *streams;               /* without tokens, but with their number */
	int64_t *jumps;                               /* of the streams */
	struct forward_step *steps;                   /* by token */
	struct forward_reach *joined;                 /* tokens that stand for several words */
	size_t n_steps, n_joined;
	struct str colocated; /* a bit for each token; not the bytes as they are written */
	struct str directory; /* the bit where each block begins, in `offset_size` bytes */
	struct str blocks;
	struct str shapes;
	size_t offset_size;
};

/* Reads it into the arena. CORRUPT, NOMEM. */
leta_status forward_read_front(struct str bytes, struct arena *arena, struct forward_front *out,
			       struct leta_error *err);
leta_status forward_corrupt(struct leta_error *err);

/* Bytes of an offset into blocks of n bytes. */
static inline size_t offset_size(uint64_t n)
{
	return n * 8 <= UINT16_MAX ? 2 : 4;
}

/* The bit where a block begins. */
static inline size_t block_offset(const struct forward_front *f, size_t block)
{
	const unsigned char *p = (const unsigned char *)f->directory.ptr + block * f->offset_size;
	size_t offset = p[0] | (size_t)p[1] << 8;

	return f->offset_size == 2 ? offset : offset | (size_t)p[2] << 16 | (size_t)p[3] << 24;
}

static inline bool is_colocated(const struct forward_front *f, size_t token)
{
	return (unsigned char)f->colocated.ptr[token / 8] >> token % 8 & 1;
}

static inline size_t count_blocks(size_t n_terms)
{
	return (n_terms + BLOCK_TERMS - 1) / BLOCK_TERMS;
}

static inline size_t get_nibble(struct bit_reader *r)
{
	size_t value = bits_get(r, 4);
	uint64_t more = value == NIBBLE_MORE ? bits_get_number(r) : 0;

	return more <= FORWARD_TERM_MAX ? value + (size_t)more : SIZE_MAX;
}

/* Reads a small signed number; false when it is out of the range that sums of 32-bit numbers need.
 */
static inline bool get_difference(struct bit_reader *r, int64_t *out)
{
	*out = bits_get_signed(r);
	return *out >= -(int64_t)UINT32_MAX && *out <= UINT32_MAX;
}

/* ---- places of a term ---- */

/* Width of the low part of a gap between two of its n tokens (Rice 1979): .69 of the mean. */
static inline unsigned gap_width(size_t n_tokens, size_t n)
{
	uint64_t mean = (uint64_t)n_tokens * 11 / 16 / n;

	return mean > 1 ? 63u - (unsigned)__builtin_clzll(mean) : 0;
}

/* Zeros up to a one; UINT32_MAX when there are more than any valid number has. */
static inline uint32_t get_zeros(struct bit_reader *r)
{
	uint32_t zeros = 0;

	for (;;) {
		bits_fill(r);
		uint64_t b = r->bits & ((UINT64_C(1) << r->n) - 1);
		unsigned n = b ? (unsigned)__builtin_ctzll(b) : r->n;

		zeros += n;
		r->bits = b >> n;
		r->n -= n;
		if (b) {
			r->bits >>= 1;
			r->n--;
			return zeros;
		}
		if (zeros > FORWARD_TOKENS_MAX)
			return UINT32_MAX;
	}
}

/* How many tokens a term has (Elias' gamma code); 0 = more than there can be. */
static inline size_t get_count(struct bit_reader *r)
{
	uint32_t width = get_zeros(r);

	return width <= 25 ? (size_t)1 << width | bits_get(r, width) : 0;
}

/* The next token of a term, behind `token`; UINT64_MAX when it lies outside. */
static inline uint64_t get_token(struct bit_reader *r, unsigned width, uint64_t token, size_t n_tokens)
{
	bits_fill(r);
	unsigned zeros = (unsigned)__builtin_ctzll(r->bits | UINT64_C(1) << 30);
	uint32_t high = zeros;

	if (zeros < 30) { /* nearly always; with a low part of 25 bits at most, all of it is there */
		r->bits >>= zeros + 1;
		r->n -= zeros + 1;
	} else {
		high = get_zeros(r);
		bits_fill(r);
	}
	uint64_t gap = (uint64_t)high << width | bits_take(r, width);

	return high <= FORWARD_TOKENS_MAX && token + gap < n_tokens ? token + gap : UINT64_MAX;
}

#endif
