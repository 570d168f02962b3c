/*
 * encode.h: one forward index encoded, with a writer of its own.
 */
#ifndef SUPPORT_ENCODE_H
#define SUPPORT_ENCODE_H

#include "store/forward.h"

static inline leta_status encode(const struct forward *f, struct buf *out, struct leta_error *err)
{
	struct forward_writer *w;
	leta_status st = forward_writer_new(&w, err);

	if (st != LETA_OK)
		return st;
	st = forward_encode(w, f, NULL, out, err);
	forward_writer_free(w);
	return st;
}

#endif
