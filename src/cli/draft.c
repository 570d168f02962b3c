/*
 * draft.c: see draft.h.
 */
#include "cli/draft.h"

#include "base/file.h"

#define DRAFT_MAX ((size_t)256 << 20)

leta_status draft_read(const char *path, struct buf *bytes, struct leta_error *err)
{
	buf_init(bytes, DRAFT_MAX);
	return file_read(path, bytes, err);
}
