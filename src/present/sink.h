/*
 * sink.h: where output goes: a buffer that is pushed to a stream, and what went wrong on the way.
 *
 * Back-ends write into `buf` and push after each unit (a hit, a section), so that output streams
 * and memory stays bounded. After the first failure pushing does nothing. A reader that closed its
 * end of a pipe is no failure.
 */
#ifndef PRESENT_SINK_H
#define PRESENT_SINK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "leta/error.h"

struct sink {
	FILE *file;
	struct buf buf;
	int error;          /* errno of the write that failed, or 0 */
	leta_status status; /* of the buffer, when it failed */
};

void sink_init(struct sink *s, FILE *file);
/* Writes what the buffer holds and empties it. False when nothing more can be written: the caller
 * may stop. */
bool sink_push(struct sink *s);
/* Pushes, flushes the stream and frees the buffer. Errors: IO, NOMEM, LIMIT. */
leta_status sink_finish(struct sink *s, struct leta_error *err);

#endif
