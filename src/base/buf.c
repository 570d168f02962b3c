/*
 * buf.c: growable bytes. Memory doubles, but never beyond the maximum plus the final NUL, so a
 * buffer with a small maximum costs no more than that.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/pages.h"
#include "base/utf8.h"

void buf_init(struct buf *b, size_t max_bytes)
{
	*b = (struct buf){.max = max_bytes < SIZE_MAX ? max_bytes : SIZE_MAX - 1};
}

void buf_fini(struct buf *b)
{
	free(b->data);
	*b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->status = LETA_OK;
	if (b->data)
		b->data[0] = '\0';
}

bool buf_grow(struct buf *b, size_t extra)
{
	size_t need, cap;
	char *data;

	if (b->status != LETA_OK)
		return false;
	if (extra > b->max - b->len) {
		b->status = LETA_ERR_LIMIT;
		return false;
	}
	need = b->len + extra + 1;
	if (need <= b->cap)
		return true;
	cap = b->cap > SIZE_MAX / 2 ? SIZE_MAX : b->cap * 2;
	cap = cap < 64 ? 64 : cap;
	cap = cap < need ? need : cap;
	cap = cap > b->max + 1 ? b->max + 1 : cap;
	data = realloc(b->data, cap);
	if (!data) {
		b->status = LETA_ERR_NOMEM;
		return false;
	}
	pages_large(data + b->len, cap - b->len);
	b->data = data;
	b->cap = cap;
	b->data[b->len] = '\0';
	return true;
}

void buf_cstr(struct buf *b, const char *z)
{
	buf_append(b, z, strlen(z));
}

void buf_collapsed(struct buf *b, struct str s)
{
	bool blank = false;
	for (size_t i = 0; i < s.len;) {
		size_t from = i;
		bool space = utf8_is_space(utf8_next(s, &i));
		if (!space)
			buf_str(b, str_sub(s, from, i));
		else if (!blank)
			buf_char(b, ' ');
		blank = space;
	}
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0) {
		b->status = b->status == LETA_OK ? LETA_ERR_LIMIT : b->status;
		return;
	}
	if (!buf_reserve(b, (size_t)n))
		return;
	va_start(args, format);
	vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
	va_end(args);
	b->len += (size_t)n;
}

void buf_varint(struct buf *b, uint64_t value)
{
	unsigned char bytes[10];
	size_t n = 0;

	for (; value >= 0x80; value >>= 7)
		bytes[n++] = (unsigned char)(0x80 | (value & 0x7F));
	bytes[n++] = (unsigned char)value;
	buf_append(b, bytes, n);
}

struct str buf_view(const struct buf *b)
{
	return (struct str){b->data ? b->data : "", b->len};
}

leta_status buf_status(const struct buf *b, struct leta_error *err)
{
	if (b->status == LETA_ERR_LIMIT)
		return error_set(err, LETA_ERR_LIMIT, "texten blir längre än gränsen %zu byte",
				 "the text becomes longer than the limit of %zu bytes", b->max);
	return b->status == LETA_OK ? LETA_OK : error_nomem(err);
}

bool varint_read(struct str s, size_t *pos, uint64_t *value)
{
	uint64_t n = 0;
	size_t at = *pos;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint64_t byte;

		if (at >= s.len)
			return false;
		byte = (unsigned char)s.ptr[at++];
		if (shift == 63 && byte > 1)
			return false;
		n |= (byte & 0x7F) << shift;
		if (byte < 0x80) {
			*pos = at;
			*value = n;
			return true;
		}
	}
	return false;
}
