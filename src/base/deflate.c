/*
 * deflate.c: streams between two buffers in memory, each in one go.
 */
#include "base/deflate.h"

#include <stdlib.h>

#include <libdeflate.h>

#include "base/error.h"

struct deflater {
	enum deflate_format format;
	struct libdeflate_compressor *compressor;
};

leta_status deflater_new(enum deflate_format format, int level, struct deflater **out, struct leta_error *err)
{
	struct deflater *d = calloc(1, sizeof(*d));

	if (!d)
		return error_nomem(err);
	d->format = format;
	d->compressor = libdeflate_alloc_compressor(level);
	if (!d->compressor) {
		free(d);
		return error_nomem(err);
	}
	*out = d;
	return LETA_OK;
}

void deflater_free(struct deflater *d)
{
	if (!d)
		return;
	libdeflate_free_compressor(d->compressor);
	free(d);
}

static void set_length(struct buf *out, size_t len)
{
	out->len = len;
	if (out->data)
		out->data[len] = '\0';
}

leta_status deflater_run(struct deflater *d, struct str raw, struct buf *out, bool *smaller,
			 struct leta_error *err)
{
	size_t n = 0;

	*smaller = false;
	if (raw.len == 0)
		return LETA_OK;
	if (!buf_reserve(out, raw.len))
		return buf_status(out, err);
	/* 0: it would not fit into one byte less than there are */
	n = d->format == DEFLATE_ZLIB
		    ? libdeflate_zlib_compress(d->compressor, raw.ptr, raw.len, out->data + out->len,
					       raw.len - 1)
		    : libdeflate_deflate_compress(d->compressor, raw.ptr, raw.len, out->data + out->len,
						  raw.len - 1);
	*smaller = n > 0;
	set_length(out, out->len + n);
	return LETA_OK;
}

leta_status inflate_bytes(struct str packed, size_t raw_len, struct buf *out, struct leta_error *err)
{
	struct libdeflate_decompressor *d;
	enum libdeflate_result result;
	size_t read = 0;

	if (!buf_reserve(out, raw_len))
		return buf_status(out, err);
	d = libdeflate_alloc_decompressor();
	if (!d)
		return error_nomem(err);
	result = libdeflate_zlib_decompress_ex(d, packed.ptr, packed.len, out->data + out->len, raw_len, &read,
					       NULL);
	libdeflate_free_decompressor(d);
	if (result == LIBDEFLATE_SUCCESS && read == packed.len) {
		set_length(out, out->len + raw_len);
		return LETA_OK;
	}
	set_length(out, out->len);
	return error_set(err, LETA_ERR_CORRUPT, "komprimerade data är skadade (väntade %zu byte)",
			 "compressed data are damaged (expected %zu bytes)", raw_len);
}

uint32_t crc32_of(struct str bytes)
{
	return libdeflate_crc32(0, bytes.ptr, bytes.len);
}
