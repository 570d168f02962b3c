/*
 * deflate.h: zlib streams (RFC 1950) in memory, and the checksum of what we store (CRC-32, as in gzip).
 */
#ifndef BASE_DEFLATE_H
#define BASE_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

/* Appends the compressed bytes to *out. level 1 (fast) … 9 (small). */
leta_status deflate_bytes(struct str raw, int level, struct buf *out, struct leta_error *err);

/* Appends exactly raw_len bytes to *out; CORRUPT when the stream does not hold just that. */
leta_status inflate_bytes(struct str packed, size_t raw_len, struct buf *out, struct leta_error *err);

/*
 * A compressor that is used again and again: making one costs more than compressing a kilobyte. It writes raw deflate
 * streams (RFC 1951), without header and checksum.
 */
struct deflater;
leta_status deflater_new(int level, struct deflater **out, struct leta_error *err);
/* Appends the compressed bytes to *out; *smaller = false and nothing appended unless they are fewer. */
leta_status deflater_run(struct deflater *d, struct str raw, struct buf *out, bool *smaller,
                         struct leta_error *err);
void deflater_free(struct deflater *d); /* accepts NULL */

uint32_t crc32_of(struct str bytes);

#endif
