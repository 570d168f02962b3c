/*
 * archive.h: members of a ZIP container in memory, unpacked within limits that are counted while
 * unpacking: what a header promises is not believed.
 */
#ifndef EXTRACT_ARCHIVE_H
#define EXTRACT_ARCHIVE_H

#include <stdint.h>

#include "base/buf.h"
#include "extract/extract.h"

struct archive;

/* DAMAGED; LIMIT: more than EXTRACT_MEMBERS_MAX members. The bytes must stay. */
enum extract_end archive_open(struct str bytes, struct archive **out);
void archive_close(struct archive *a); /* accepts NULL */

uint64_t archive_size(const struct archive *a);
/* The name of a member, UTF-8; NULL when it has none. Belongs to the archive. */
const char *archive_name(const struct archive *a, uint64_t i);

/*
 * Appends a member's bytes, at most `max`. DAMAGED, ENCRYPTED, LIMIT (too large, or over a mebibyte
 * and packed tighter than EXTRACT_RATIO_MAX). archive_read_named: OTHER when there is no such member.
 */
enum extract_end archive_read(struct archive *a, uint64_t i, size_t max, struct buf *out);
enum extract_end archive_read_named(struct archive *a, const char *name, struct buf *out);

#endif
