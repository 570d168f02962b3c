/*
 * draft.h: a draft that a command compares with the index: a file, or standard input.
 */
#ifndef CLI_DRAFT_H
#define CLI_DRAFT_H

#include "base/buf.h"
#include "leta/error.h"

/* Reads the whole of a file ("-" is standard input) into bytes, which are initialized here and freed by the
 * caller whatever comes of it. IO, LIMIT, NOMEM. */
leta_status draft_read(const char *path, struct buf *bytes, struct leta_error *err);

#endif
