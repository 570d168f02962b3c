/*
 * stamps.h: what files looked like when they were read, so that what has not changed need not be read: DIR/stamps.
 *
 * A stamp says: a file that looks like this has content with this hash. It says nothing of the index, so it is true
 * whatever becomes of a run; the list of files (catalog.h) tells whether the index has that content. It is a memo:
 * missing or damaged, everything is read.
 */
#ifndef INDEXER_STAMPS_H
#define INDEXER_STAMPS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"

struct stat;

/* As the system tells it; zeros: not a regular file, it is always read. */
struct stamp {
	uint64_t size, inode;
	int64_t written, changed; /* nanoseconds since 1970: the content, and the content or what is known of it */
};
struct stamp stamp_of(const struct stat *info);

struct stamps;

/* Those of the index in `dir`; now: nanoseconds since 1970, before any file is looked at. NOMEM. */
leta_status stamps_load(const char *dir, int64_t now, struct stamps **out, struct leta_error *err);
void stamps_free(struct stamps *s); /* accepts NULL */

/* The hash of a file's content, when it is known without reading it; else 0. */
uint64_t stamps_hash(const struct stamps *s, struct str path, const struct stamp *stamp);

/*
 * Notes a hash for the next run, unless the file was changed so short a time before `now` that it can have been changed
 * again without looking otherwise ("racily clean" in git's Documentation/technical/racy-git.txt). NOMEM, LIMIT.
 */
leta_status stamps_note(struct stamps *s, struct str path, const struct stamp *stamp, uint64_t hash,
                        struct leta_error *err);
/* Notes what is known of a file that the run is not about. */
leta_status stamps_keep(struct stamps *s, struct str path, struct leta_error *err);

/* Writes what was noted, when it differs from what was loaded. */
leta_status stamps_save(struct stamps *s, const char *dir, struct leta_error *err);

#endif
