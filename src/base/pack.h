/*
 * pack.h: short texts packed one by one, each as a Zstandard frame (RFC 8878), with a dictionary of what such texts
 * have in common. By libzstd. A dictionary "" is none.
 */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

#define PACK_RATIO 65536 /* no frame holds more bytes for one of its own */

/* Packs one text after the other. For one thread. */
struct packer;
/* level 1 (fast) … 19 (small). Copies the dictionary. NOMEM. */
leta_status packer_new(struct str dictionary, int level, struct packer **out, struct leta_error *err);
/*
 * Appends the packed bytes to *out; unless they are fewer than the raw ones: then *smaller is false and nothing is
 * appended. Takes a little more room than the raw bytes on the way. NOMEM, LIMIT.
 */
leta_status packer_run(struct packer *p, struct str raw, struct buf *out, bool *smaller, struct leta_error *err);
void packer_free(struct packer *p); /* accepts NULL */

/* Unpacks what was packed with the same dictionary. For one thread. */
struct unpacker;
/* Copies the dictionary. NOMEM. */
leta_status unpacker_new(struct str dictionary, struct unpacker **out, struct leta_error *err);
/* Appends exactly raw_len bytes of a frame to *out; CORRUPT when it does not hold just that. */
leta_status unpacker_run(struct unpacker *u, struct str packed, size_t raw_len, struct buf *out,
                         struct leta_error *err);
void unpacker_free(struct unpacker *u); /* accepts NULL */

/*
 * Appends a dictionary of at most max_bytes, made of n samples that lie one after the other; nothing when they are too
 * few or too short for one. The same samples make the same dictionary. NOMEM, LIMIT.
 */
leta_status pack_train(struct str samples, const size_t *sizes, size_t n, size_t max_bytes, struct buf *out,
                       struct leta_error *err);

#endif
