/*
 * error.h: filling in a struct leta_error.
 *
 * Every message is written twice, side by side, where the fault is detected: Swedish, then English, with
 * the same arguments in the same order. Messages are one line, lower case, no full stop, the user's own
 * strings in single quotes, and say what to do when that is not plain.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "leta/error.h"

/* Fills *err (may be NULL) and returns `code`, so that `return error_set(...)` reads well. */
leta_status error_set(struct leta_error *err, leta_status code, const char *sv, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* The same with a byte offset into the query or file. */
leta_status error_at(struct leta_error *err, leta_status code, size_t offset, const char *sv,
                     const char *en, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* The same with errno appended as text ("…: Permission denied"). Call it before errno can change. */
leta_status error_sys(struct leta_error *err, leta_status code, const char *sv, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* Out of memory: the one message for it. */
leta_status error_nomem(struct leta_error *err);

/* Puts where it happened in front of err->context ("path", "id", "path:12"); returns `status` unchanged. */
leta_status error_in(struct leta_error *err, leta_status status, const char *where, ...)
	__attribute__((format(printf, 3, 4)));

#endif
