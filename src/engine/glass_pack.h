/*
 * glass_pack.h: numbers and strings as glass, Xapian 1.4's format, writes them (its common/pack.h describes it).
 */
#ifndef ENGINE_GLASS_PACK_H
#define ENGINE_GLASS_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Seven bits a byte, low first: the same as buf_varint(). */
static inline void glass_uint(struct buf *out, uint64_t value)
{
	buf_varint(out, value);
}

static inline void glass_bool(struct buf *out, bool value)
{
	buf_char(out, value ? '1' : '0');
}

static inline void glass_string(struct buf *out, struct str s)
{
	glass_uint(out, s.len);
	buf_str(out, s);
}

/* The last thing in a key: as few bytes as it needs, low first, none for 0. */
static inline void glass_uint_last(struct buf *out, uint32_t value)
{
	for (; value > 0; value >>= 8)
		buf_char(out, (char)(value & 0xFF));
}

/*
 * Sorts as the number does: two bytes below 2^15; above, the first byte begins with as many ones as there are bytes
 * beyond two, then a zero.
 */
static inline void glass_uint_sorted(struct buf *out, uint32_t value)
{
	unsigned bytes = 2;
	char packed[5];

	while (bytes < 5 && (uint64_t)value >> (bytes * 7 + 1) > 0)
		bytes++;
	for (unsigned i = 0; i < bytes; i++)
		packed[i] = (char)(bytes - 1 - i < 4 ? value >> 8 * (bytes - 1 - i) & 0xFF : 0);
	packed[0] = (char)((unsigned char)packed[0] | (0xFF00u >> (bytes - 2) & 0xFF));
	buf_append(out, packed, bytes);
}

/* How many bytes such a number has at the beginning of s, as its first one says. */
static inline size_t glass_sorted_size(struct str s)
{
	unsigned char first = s.len > 0 ? (unsigned char)s.ptr[0] : 0;
	size_t bytes = 2;

	for (; first & 0x80; first = (unsigned char)(first << 1))
		bytes++;
	return bytes;
}

/* Sorts as the string does: a NUL becomes NUL 0xFF; closed by a NUL when something follows. */
static inline void glass_string_sorted(struct buf *out, struct str s, bool last)
{
	for (const char *nul; s.len > 0 && (nul = memchr(s.ptr, '\0', s.len)) != NULL;) {
		size_t n = (size_t)(nul - s.ptr) + 1;

		buf_append(out, s.ptr, n);
		buf_char(out, '\xFF');
		s = (struct str){ s.ptr + n, s.len - n };
	}
	buf_str(out, s);
	if (!last)
		buf_char(out, '\0');
}

#endif
