/*
 * deflate.h: bare deflate streams in memory (RFC 1951), as the engine's tables have them, and the checksum of what we
 * store (CRC-32, as in gzip). By libdeflate, which is two to three times as fast as zlib at the same size.
 */
#ifndef BASE_DEFLATE_H
#define BASE_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

/* A compressor, to be used again and again: making one costs more than compressing a kilobyte. For one thread. */
struct deflater;
/* level 1 (fast) … 12 (small). */
leta_status deflater_new(int level, struct deflater **out, struct leta_error *err);
/*
 * Appends the compressed bytes to *out; unless they are fewer than the raw ones: then *smaller is false and nothing is
 * appended. Takes room for as many bytes as the raw ones on the way. NOMEM, LIMIT.
 */
leta_status deflater_run(struct deflater *d, struct str raw, struct buf *out, bool *smaller,
                         struct leta_error *err);
void deflater_free(struct deflater *d); /* accepts NULL */

uint32_t crc32_of(struct str bytes);
uint32_t crc32_more(uint32_t crc, struct str bytes); /* of what `crc` is of (0: of nothing), and these behind it */

#endif
