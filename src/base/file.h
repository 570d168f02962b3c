/*
 * file.h: whole files: read (plain or gzip) under a size cap, replace atomically, make durable.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "leta/error.h"

/*
 * Appends the content of a regular file to *out, inflating it when it is gzip. Never blocks on a FIFO or
 * device (refuses it: INVALID). Errors: NOT_FOUND, IO, LIMIT (over out->max, before or after inflating),
 * FORMAT (damaged gzip), NOMEM. path "-" reads file descriptor 0, of any kind.
 */
leta_status file_read(const char *path, struct buf *out, struct leta_error *err);

/*
 * Appends the first bytes of a regular file, at most max of them, as they lie there; nothing of one that is gzip.
 * Errors: as of file_read().
 */
leta_status file_read_head(const char *path, size_t max, struct buf *out, struct leta_error *err);

struct stat;
/* Opens a regular file, as the two above do. Errors: NOT_FOUND, IO, INVALID. */
leta_status file_open(const char *path, int *fd, struct stat *st, struct leta_error *err);
/* Reads n bytes, or what there is before the end. IO. */
leta_status file_read_piece(int fd, const char *path, void *bytes, size_t n, size_t *got, struct leta_error *err);

/* Writes bytes to path + ".tmp", fsyncs, renames it to path and fsyncs the folder. */
leta_status file_replace(const char *path, struct str bytes, struct leta_error *err);

/* fsync of a directory: makes renames and new files in it durable. */
leta_status file_sync_dir(const char *dir, struct leta_error *err);

/* mkdir -p with mode 0777 & ~umask. */
leta_status file_make_dirs(const char *dir, struct leta_error *err);

/* Removes a directory tree, without following links. A missing one is no error. */
leta_status file_remove_tree(const char *dir, struct leta_error *err);

/* CRC-32 (ISO-HDLC, as in gzip) of a whole file, and its size. */
leta_status file_crc(const char *path, uint32_t *crc, uint64_t *size, struct leta_error *err);

/* joins dir and name with "/" into out; false when it does not fit. */
bool file_join(char *out, size_t size, const char *dir, const char *name);

#endif
