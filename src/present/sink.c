/*
 * sink.c: pushing a buffer to a stream.
 */
#include "present/sink.h"

#include <errno.h>

#include "base/error.h"

#define SINK_UNIT_MAX ((size_t)1 << 30)

void sink_init(struct sink *s, FILE *file)
{
	*s = (struct sink){.file = file};
	buf_init(&s->buf, SINK_UNIT_MAX);
}

bool sink_push(struct sink *s)
{
	struct str bytes = buf_view(&s->buf);
	if (s->status == LETA_OK)
		s->status = buf_status(&s->buf, NULL);
	if (s->status == LETA_OK && !s->error && bytes.len > 0 &&
	    fwrite(bytes.ptr, 1, bytes.len, s->file) != bytes.len)
		s->error = errno ? errno : EIO;
	buf_clear(&s->buf);
	return s->status == LETA_OK && !s->error;
}

leta_status sink_finish(struct sink *s, struct leta_error *err)
{
	bool whole = sink_push(s);
	if (whole && fflush(s->file) != 0)
		s->error = errno ? errno : EIO;
	buf_fini(&s->buf);
	if (s->status == LETA_ERR_LIMIT)
		return error_set(err, LETA_ERR_LIMIT,
				 "ett stycke av utskriften blir längre än 1 GB",
				 "a piece of the output becomes longer than 1 GB");
	if (s->status != LETA_OK)
		return error_nomem(err);
	if (s->error && s->error != EPIPE) {
		errno = s->error;
		return error_sys(err, LETA_ERR_IO, "kan inte skriva resultatet",
				 "cannot write the output");
	}
	return LETA_OK;
}
