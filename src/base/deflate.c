/*
 * deflate.c: zlib streams between two buffers in memory.
 *
 * zlib counts in unsigned int, so both ends are fed in pieces. On failure the output buffer has its
 * old length again.
 */
#include "base/deflate.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/error.h"

#define PIECE ((size_t)1 << 20)

static leta_status restore(struct buf *out, size_t len, leta_status status)
{
	out->len = len;
	if (out->data)
		out->data[len] = '\0';
	return status;
}

/* Moves on to the next piece of input; z->next_in is already behind the last one. */
static void feed(z_stream *z, size_t *left)
{
	size_t n = *left < PIECE ? *left : PIECE;

	z->avail_in = (uInt)n;
	*left -= n;
}

leta_status deflate_bytes(struct str raw, int level, struct buf *out, struct leta_error *err)
{
	z_stream z = {.next_in = (z_const Bytef *)raw.ptr};
	size_t start = out->len, left = raw.len;
	int rc;

	if (deflateInit(&z, level) != Z_OK)
		return error_nomem(err);
	do {
		Bytef piece[16384];

		if (z.avail_in == 0 && left > 0)
			feed(&z, &left);
		z.next_out = piece;
		z.avail_out = sizeof(piece);
		rc = deflate(&z, left > 0 ? Z_NO_FLUSH : Z_FINISH);
		buf_append(out, piece, sizeof(piece) - z.avail_out);
	} while (rc != Z_STREAM_END && out->status == LETA_OK);
	deflateEnd(&z);
	if (out->status != LETA_OK)
		return restore(out, start, buf_status(out, err));
	return LETA_OK;
}

static leta_status corrupt(struct leta_error *err, size_t raw_len)
{
	return error_set(err, LETA_ERR_CORRUPT, "komprimerade data är skadade (väntade %zu byte)",
			 "compressed data are damaged (expected %zu bytes)", raw_len);
}

leta_status inflate_bytes(struct str packed, size_t raw_len, struct buf *out,
			  struct leta_error *err)
{
	z_stream z = {.next_in = (z_const Bytef *)packed.ptr};
	size_t start = out->len, left_in = packed.len, left_out = raw_len;
	int rc = Z_OK;

	if (!buf_reserve(out, raw_len))
		return buf_status(out, err);
	if (inflateInit(&z) != Z_OK)
		return error_nomem(err);
	z.next_out = (Bytef *)out->data + start;
	while (rc == Z_OK) {
		if (z.avail_in == 0 && left_in > 0)
			feed(&z, &left_in);
		if (z.avail_out == 0 && left_out > 0) {
			z.avail_out = (uInt)(left_out < PIECE ? left_out : PIECE);
			left_out -= z.avail_out;
		}
		rc = inflate(&z, Z_NO_FLUSH); /* Z_BUF_ERROR: no input or no room left */
	}
	left_in += z.avail_in;
	left_out += z.avail_out;
	inflateEnd(&z);
	if (rc == Z_MEM_ERROR)
		return restore(out, start, error_nomem(err));
	if (rc != Z_STREAM_END || left_in > 0 || left_out > 0)
		return restore(out, start, corrupt(err, raw_len));
	return restore(out, start + raw_len, LETA_OK);
}

struct deflater {
	z_stream z;
};

leta_status deflater_new(int level, struct deflater **out, struct leta_error *err)
{
	struct deflater *d = calloc(1, sizeof(*d));

	if (!d || deflateInit2(&d->z, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
		free(d);
		return error_nomem(err);
	}
	*out = d;
	return LETA_OK;
}

leta_status deflater_run(struct deflater *d, struct str raw, struct buf *out, bool *smaller,
			 struct leta_error *err)
{
	*smaller = false;
	if (raw.len == 0 || raw.len > UINT_MAX)
		return LETA_OK;
	if (!buf_reserve(out, raw.len))
		return buf_status(out, err);
	if (deflateReset(&d->z) != Z_OK)
		return error_nomem(err);
	d->z.next_in = (z_const Bytef *)raw.ptr;
	d->z.avail_in = (uInt)raw.len;
	d->z.next_out = (Bytef *)out->data + out->len;
	d->z.avail_out = (uInt)raw.len - 1; /* a stream that needs more is given up */
	*smaller = deflate(&d->z, Z_FINISH) == Z_STREAM_END;
	return restore(out, out->len + (*smaller ? raw.len - 1 - d->z.avail_out : 0), LETA_OK);
}

void deflater_free(struct deflater *d)
{
	if (!d)
		return;
	deflateEnd(&d->z);
	free(d);
}

uint32_t crc32_of(struct str bytes)
{
	return (uint32_t)crc32_z(crc32_z(0, NULL, 0), (const Bytef *)bytes.ptr, bytes.len);
}
