/*
 * bits.h: numbers of a few bits, packed one after the other, low bits first.
 *
 * The writer appends to a struct buf, eight bytes at a time, of which some are written again. The reader never reads
 * outside its bytes: behind the end it gives zeros, and bits_whole() tells afterwards whether exactly the given bytes
 * were used.
 */
#ifndef STORE_BITS_H
#define STORE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

struct bit_writer {
	struct buf *out;
	unsigned char *next, *end; /* of the room in it */
	uint64_t bits;
	unsigned n; /* valid low bits, below 8 between calls */
};

/* A writer that appends to *out, which nobody else may meanwhile. False: no room, which sticks in *out. */
bool bits_begin(struct bit_writer *w, struct buf *out);
/* The writer with more room; without, it goes on over its last bytes, and *out tells. By value: see bits_put(). */
struct bit_writer bits_more(struct bit_writer w);

/*
 * Appends the low `width` bits of value; width ≤ 56, value < 2^width. A writer that is a variable of the caller's, and
 * no more than these functions know its address, is kept in registers.
 */
static inline void bits_put(struct bit_writer *w, uint64_t value, unsigned width)
{
	if (w->end - w->next < 8)
		*w = bits_more(*w);
	w->bits |= value << w->n;
	w->n += width;
	uint64_t bits = w->bits;
	unsigned char b[8] = {(unsigned char)bits,         (unsigned char)(bits >> 8),  (unsigned char)(bits >> 16),
			      (unsigned char)(bits >> 24), (unsigned char)(bits >> 32), (unsigned char)(bits >> 40),
			      (unsigned char)(bits >> 48), (unsigned char)(bits >> 56)}; /* one store */
	memcpy(w->next, b, sizeof(b));
	w->next += w->n / 8;
	w->bits >>= w->n & ~7u;
	w->n %= 8;
}

/* A number of any size: groups of three bits, low first, each with a bit that says whether more
 * follow. */
static inline void bits_put_number(struct bit_writer *w, uint64_t value)
{
	for (; value >= 8; value >>= 3)
		bits_put(w, 8 | (value & 7), 4);
	bits_put(w, value, 4);
}

/* Numbers near zero of either sign: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
static inline void bits_put_signed(struct bit_writer *w, int64_t value)
{
	bits_put_number(w, ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0));
}

/* Fills up the last byte with zeros and hands the bytes to *out. */
void bits_finish(struct bit_writer *w);

struct bit_reader {
	const unsigned char *next, *end;
	uint64_t bits;
	unsigned n;      /* valid low bits */
	size_t past_end; /* zero bytes given out behind the end */
};

static inline void bits_start(struct bit_reader *r, struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.ptr;

	*r = (struct bit_reader){.next = p, .end = p + bytes.len};
}

/* Eight bytes, the first one lowest. */
static inline uint64_t bits_eight(const unsigned char *p)
{
	return p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/* Makes at least 56 bits valid. */
static inline void bits_fill(struct bit_reader *r)
{
	if (r->end - r->next >= 8) {
		r->bits |= bits_eight(r->next) << r->n;
		r->next += (63 - r->n) >> 3;
		r->n |= 56;
		return;
	}
	for (; r->n < 56; r->n += 8) {
		if (r->next < r->end)
			r->bits |= (uint64_t)*r->next++ << r->n;
		else
			r->past_end++;
	}
}

/* The next `width` bits, at most 32, of those that bits_fill() made valid. */
static inline uint32_t bits_take(struct bit_reader *r, unsigned width)
{
	uint32_t value = (uint32_t)(r->bits & ((UINT64_C(1) << width) - 1));

	r->bits >>= width;
	r->n -= width;
	return value;
}

/* The next `width` bits, at most 32. */
static inline uint32_t bits_get(struct bit_reader *r, unsigned width)
{
	if (r->n < width)
		bits_fill(r);
	return bits_take(r, width);
}

/* Starts at a bit. */
static inline void bits_start_at(struct bit_reader *r, struct str bytes, size_t bit)
{
	bits_start(r, str_sub(bytes, bit / 8, bytes.len));
	bits_get(r, bit % 8);
}

/* UINT64_MAX when the groups do not end within 63 bits. */
static inline uint64_t bits_get_number(struct bit_reader *r)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 63; shift += 3) {
		uint64_t group = bits_get(r, 4);

		value |= (group & 7) << shift;
		if (group < 8)
			return value;
	}
	return UINT64_MAX;
}

static inline int64_t bits_get_signed(struct bit_reader *r)
{
	uint64_t value = bits_get_number(r);

	return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

/* The next whole byte, where bytes may follow a string of bits; NULL behind the end. */
static inline const char *bits_next_byte(const struct bit_reader *r)
{
	size_t unread = r->n / 8;

	return r->past_end <= unread ? (const char *)r->next - (unread - r->past_end) : NULL;
}

/* Bits not read yet; 0 behind the end. */
static inline size_t bits_left(const struct bit_reader *r)
{
	size_t left = (size_t)(r->end - r->next) * 8 + r->n;

	return left > r->past_end * 8 ? left - r->past_end * 8 : 0;
}

/* Whether everything was read, nothing behind the end, and what fills up the last byte is zero. */
static inline bool bits_whole(const struct bit_reader *r)
{
	size_t left = (size_t)(r->end - r->next) * 8 + r->n;

	return left >= r->past_end * 8 && left - r->past_end * 8 < 8 &&
	       (r->n == 0 || (r->bits & ((UINT64_C(1) << r->n) - 1)) == 0);
}

#endif
