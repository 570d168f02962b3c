/*
 * stretch.h: a regular file read in stretches of whole lines, as often as need be, with memory for one stretch.
 */
#ifndef BASE_STRETCH_H
#define BASE_STRETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/error.h"

struct stretches;

/* The path is borrowed. Errors: NOT_FOUND, IO, INVALID (no regular file), NOMEM. */
leta_status stretches_open(const char *path, struct stretches **out, struct leta_error *err);
void stretches_close(struct stretches *s); /* accepts NULL */

/*
 * The next lines: up to the first line end behind `bytes`, or the rest; nothing at the end. They are there until the
 * next call. IO, NOMEM, LIMIT (a line of more than 256 MB).
 */
leta_status stretches_next(struct stretches *s, size_t bytes, struct str *out, struct leta_error *err);
bool stretches_more(const struct stretches *s); /* whether there are lines behind the last ones */

/* Begins again. IO. */
leta_status stretches_again(struct stretches *s, struct leta_error *err);
/* Whether the file was written to since it was opened. */
bool stretches_changed(const struct stretches *s);

#endif
