/*
 * eight.h: eight bytes of text looked at as one number, each answering in its high bit.
 */
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte)) /* the same byte eight times */

static inline uint64_t eight_load(const char *bytes)
{
	uint64_t eight;

	memcpy(&eight, bytes, sizeof(eight));
	return eight;
}

/* Which of the bytes, as they lie in memory, is the first that has its high bit set (at least one has). */
static inline size_t eight_first(uint64_t high)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return (size_t)__builtin_clzll(high) / 8;
#else
	return (size_t)__builtin_ctzll(high) / 8;
#endif
}

/* Eight bytes that are 1 or 0 as bits, as they lie in memory: the first is bit 0. */
static inline uint64_t eight_bits(uint64_t eight)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return eight * UINT64_C(0x8040201008040201) >> 56;
#else
	return eight * UINT64_C(0x0102040810204080) >> 56;
#endif
}

/* The high bits of the bytes that are 0: nothing is carried from one to the next. */
static inline uint64_t eight_zero(uint64_t eight)
{
	return ~((eight & EIGHT(0x7F)) + EIGHT(0x7F)) & ~eight & EIGHT(0x80);
}

#endif
