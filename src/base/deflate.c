/*
 * deflate.c: streams between two buffers in memory, each in one go.
 */
#include "base/deflate.h"

#include <stdlib.h>

#include <libdeflate.h>

#include "base/error.h"

struct deflater {
	struct libdeflate_compressor *compressor;
};

leta_status deflater_new(int level, struct deflater **out, struct leta_error *err)
{
	struct deflater *d = calloc(1, sizeof(*d));

	if (!d)
		return error_nomem(err);
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

leta_status deflater_run(struct deflater *d, struct str raw, struct buf *out, bool *smaller,
			 struct leta_error *err)
{
	size_t n;

	*smaller = false;
	if (raw.len == 0)
		return LETA_OK;
	if (!buf_reserve(out, raw.len))
		return buf_status(out, err);
	/* 0: it would not fit into one byte less than there are */
	n = libdeflate_deflate_compress(d->compressor, raw.ptr, raw.len, out->data + out->len, raw.len - 1);
	*smaller = n > 0;
	out->len += n;
	out->data[out->len] = '\0';
	return LETA_OK;
}

uint32_t crc32_more(uint32_t crc, struct str bytes)
{
	return bytes.len > 0 ? libdeflate_crc32(crc, bytes.ptr, bytes.len) : crc; /* of NULL it gives 0 */
}

uint32_t crc32_of(struct str bytes)
{
	return crc32_more(0, bytes);
}
