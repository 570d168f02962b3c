/*
 * forward_format.h: how a forward index is written in bits, for forward_encode.c, which writes it, and the two that
 * read it: forward.c (whole) and forward_pick.c (some terms). Private to src/store.
 */
#ifndef STORE_FORWARD_FORMAT_H
#define STORE_FORWARD_FORMAT_H

#include "store/bits.h"
#include "store/forward.h"

#define TERM_BITS_MIN 14 /* shared, letters, one letter, whether it occurs again */
#define WEIGHT_BITS 6
#define STREAM_BITS_MIN (6 + WEIGHT_BITS)
#define NIBBLE_MORE 15
#define MORE_MAX 1023 /* than a nibble holds: units of the longest term */
#define UNIT_BITS 5   /* letters are counted in them */
#define UNITS_OF_DIGIT 2
#define UNITS_OF_BYTE 3
#define BLOCK_TERMS 64 /* that are reached by one entry of the directory */
#define TOKEN_BITS_MIN 2 /* its place, its shape */

enum { LETTER_DIGIT = 30, LETTER_BYTE = 31 };

/* clang-format off */
/* Letters of one unit. LETTER_DIGIT is followed by one into `digits`, LETTER_BYTE by two with a byte. */
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
	uint8_t widths[6], firsts[6]; /* of the classes; firsts: their first shapes */
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
	size_t crowd;         /* tokens that stand at one position, at most */
	uint8_t reach_max;    /* of the tokens that stand for several words */
	struct str colocated; /* a bit for each token, when forward_read_colocated() was asked */
	struct str directory; /* where each block begins, in `offset_size` bytes */
	struct str blocks;
	struct str rest; /* colocated tokens and shapes, as they are written */
	size_t offset_size;
};

/* Reads it into the arena. CORRUPT, NOMEM. */
leta_status forward_read_front(struct str bytes, struct arena *arena, struct forward_front *out,
			       struct leta_error *err);
/* Which tokens are colocated, into the arena. r: at the beginning of the front's `rest`, and then at the shapes. False:
 * damaged, or no memory. */
bool forward_read_colocated(struct bit_reader *r, struct arena *arena, struct forward_front *f);
leta_status forward_corrupt(struct leta_error *err);

/* Bytes of an offset into blocks of n bytes. */
static inline size_t offset_size(uint64_t n)
{
	return n <= UINT16_MAX ? 2 : 4;
}

/* Where a block begins. */
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

/* What stands before the letters of a block, and where these and the places begin. */
struct forward_block {
	size_t n;                             /* terms */
	unsigned char headers[BLOCK_TERMS];   /* of each, in nibbles: bytes shared (low), units of letters */
	uint16_t more[2 * BLOCK_TERMS];       /* what full nibbles have beyond, in their order */
	size_t letters, places;               /* bits of the front's `blocks` */
};

/* False: damaged. */
bool forward_read_block(const struct forward_front *f, size_t block, struct forward_block *out);

/* The numbers in a term's header. *more: those beyond full nibbles, moved on. */
static inline void split_header(unsigned char header, const uint16_t **more, size_t *shared,
				size_t *units)
{
	*shared = header & 15;
	*units = header >> 4;
	if (*shared == NIBBLE_MORE)
		*shared += *(*more)++;
	if (*units == NIBBLE_MORE)
		*units += *(*more)++;
}

/* Writes the letters of n units to *to and moves it behind them, up to `end`, where there is room for one byte more. */
static inline bool get_letters(struct bit_reader *r, size_t n, char **to, const char *end)
{
	char *p = *to;

	for (; n > 0 && p < end; n--) {
		unsigned letter = bits_get(r, UNIT_BITS);

		if (letter < LETTER_DIGIT) {
			memcpy(p, letters[letter], 2);
			p += letter >= 26 && letter <= 28 ? 2 : 1;
			continue;
		}
		bool digit = letter == LETTER_DIGIT;
		unsigned units = (digit ? UNITS_OF_DIGIT : UNITS_OF_BYTE) - 1;
		uint32_t value = bits_get(r, units * UNIT_BITS);
		if (n <= units || value >= (digit ? N_DIGITS : 256))
			return false;
		*p++ = digit ? digits[value] : (char)value;
		n -= units;
	}
	*to = p;
	return n == 0 && p <= end;
}

/* Reads a small signed number; false when it is out of the range that sums of 32-bit numbers need.
 */
static inline bool get_difference(struct bit_reader *r, int64_t *out)
{
	*out = bits_get_signed(r);
	return *out >= -(int64_t)UINT32_MAX && *out <= UINT32_MAX;
}

/* ---- places of a term ---- */

/* Bits of the place of a term that has one. */
static inline unsigned place_width(size_t n_tokens)
{
	return n_tokens > 1 ? 64u - (unsigned)__builtin_clzll(n_tokens - 1) : 0;
}

/*
 * Width of the low part of a gap between two of its n tokens (Rice 1979): the logarithm of .69 of the mean, without
 * dividing.
 */
static inline unsigned gap_width(size_t n_tokens, size_t n)
{
	uint64_t most = (uint64_t)n_tokens * 11 / 16;

	if (most < n)
		return 0;
	unsigned width = (unsigned)__builtin_clzll(n) - (unsigned)__builtin_clzll(most);
	return (uint64_t)n << width > most ? width - 1 : width;
}

/* Of a number, without an instruction that old processors lack (Knuth, TAOCP 4A, 7.1.3). */
static inline unsigned count_ones(uint64_t b)
{
	b -= b >> 1 & UINT64_C(0x5555555555555555);
	b = (b & UINT64_C(0x3333333333333333)) + (b >> 2 & UINT64_C(0x3333333333333333));
	b = (b + (b >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned)(b * UINT64_C(0x0101010101010101) >> 56);
}

/* A bit for each of n terms, at most 64. */
static inline uint64_t get_flags(struct bit_reader *r, size_t n)
{
	uint64_t low = bits_get(r, n < 32 ? (unsigned)n : 32);

	return n > 32 ? low | (uint64_t)bits_get(r, (unsigned)n - 32) << 32 : low;
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

/* How many tokens a term has that has several: one less in Elias' gamma code. 0 = more than there can be. */
static inline size_t get_count(struct bit_reader *r)
{
	uint32_t width = get_zeros(r);

	return width <= 25 ? ((size_t)1 << width | bits_get(r, width)) + 1 : 0;
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

/* Passes over a gap. */
static inline void skip_gap(struct bit_reader *r, unsigned width)
{
	uint64_t one = r->bits & ((UINT64_C(1) << r->n) - 1);
	unsigned used = one ? (unsigned)__builtin_ctzll(one) + 1 + width : UINT32_MAX;

	if (used <= r->n) {
		r->bits >>= used;
		r->n -= used;
		return;
	}
	get_zeros(r);
	bits_get(r, width);
}

#endif
