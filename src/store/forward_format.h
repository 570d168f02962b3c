/*
 * forward_format.h: how a forward index is written in bits, for the two that read it: forward.c
 * (whole) and forward_scan.c (some terms). Private to src/store.
 */
#ifndef STORE_FORWARD_FORMAT_H
#define STORE_FORWARD_FORMAT_H

#include "store/bits.h"
#include "store/forward.h"

#define TERM_BITS_MIN 13 /* shared, letters, one letter */
#define WEIGHT_BITS 6
#define STREAM_BITS_MIN (17 + WEIGHT_BITS)
#define NIBBLE_MORE 15

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
	bool colocated, stop;
	uint8_t gap, extra;
};

#define N_SHAPES (SHAPE_MORE + RARE_OTHER) /* every code but the escapes has its shape */
#define KIND_JOINED 2
#define SHAPE_BITS 3
#define SHAPE_MORE 7
#define RARE_BITS 5
#define RARE_OTHER 31 /* kind and flags follow, then three numbers */

/* The most frequent first. */
extern const struct shape forward_shapes[N_SHAPES];

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

static inline unsigned width_of(size_t n)
{
	unsigned width = 0;

	while (width < 32 && ((n > 0 ? n - 1 : 0) >> width) > 0)
		width++;
	return width;
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

static inline bool get_header(struct bit_reader *r, struct header *h, uint64_t *n_tokens)
{
	struct header before = *h;
	int64_t which, item, jump;

	h->kind = bits_get(r, 1) ? FORWARD_FIELD : FORWARD_SECTION;
	if (!get_difference(r, &which) || !get_difference(r, &item))
		return false;
	*n_tokens = bits_get_number(r);
	if (!get_difference(r, &jump))
		return false;
	h->weight = (uint8_t)bits_get(r, WEIGHT_BITS);
	h->which = expected_which(&before, h->kind) + which;
	h->item = expected_item(&before, h) + item;
	h->jump = before.jump + jump;
	return h->which >= 0 && h->which <= UINT32_MAX && h->item >= 0 && h->item <= UINT32_MAX &&
	       h->jump >= -1 && h->jump <= UINT32_MAX;
}

#endif
