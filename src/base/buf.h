/*
 * buf.h: growable bytes with a mandatory maximum.
 *
 * The first failure (no memory, maximum reached) sticks: later appends do nothing, and buf_status() tells.
 * data is always NUL-terminated after its len bytes once anything was appended.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "leta/error.h"

struct buf {
	char *data;
	size_t len, cap, max;
	leta_status status;
};

void buf_init(struct buf *b, size_t max_bytes);
void buf_fini(struct buf *b);
void buf_clear(struct buf *b); /* empties it, keeps the memory, clears the failure */

bool buf_grow(struct buf *b, size_t extra); /* what buf_reserve() does when there is no room */

/* Room for extra bytes more; false when there is none, which sticks. */
static inline bool buf_reserve(struct buf *b, size_t extra)
{
	return (b->status == LETA_OK && extra <= b->max - b->len && extra < b->cap - b->len) ||
	       buf_grow(b, extra);
}

static inline void buf_append(struct buf *b, const void *bytes, size_t n)
{
	if (!buf_reserve(b, n))
		return;
	if (n)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

static inline void buf_str(struct buf *b, struct str s)
{
	buf_append(b, s.ptr, s.len);
}

static inline void buf_char(struct buf *b, char c)
{
	buf_append(b, &c, 1);
}

void buf_cstr(struct buf *b, const char *z);
void buf_collapsed(struct buf *b, struct str s); /* every run of blanks as one blank */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_varint(struct buf *b, uint64_t value); /* LEB128, 7 bits a byte, low first */

struct str buf_view(const struct buf *b);
leta_status buf_status(const struct buf *b, struct leta_error *err);

/* Reads a LEB128 number at *pos of s and moves *pos. False when s ends inside it or it is over 64 bits. */
bool varint_read(struct str s, size_t *pos, uint64_t *value);

#endif
