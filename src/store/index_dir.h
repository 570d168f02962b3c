/*
 * index_dir.h: what may lie in an index directory, and the mark that says that it is one.
 */
#ifndef STORE_INDEX_DIR_H
#define STORE_INDEX_DIR_H

#include <stdbool.h>

#include "leta/error.h"

/* Joins dir and name. INVALID when that is too long for GENERATION_PATH_MAX. */
leta_status index_dir_path(char *out, const char *dir, const char *name, struct leta_error *err);

/*
 * LETA_OK when DIR bears the mark of our format. NOT_FOUND: DIR or the mark is missing. VERSION:
 * the mark is of another format. CORRUPT: it is no mark.
 */
leta_status index_dir_check(const char *dir, struct leta_error *err);

/* Makes DIR when it is missing, and refuses it (INVALID) when it has no mark but files of others.
 */
leta_status index_dir_claim(const char *dir, struct leta_error *err);

/* Writes the mark of our format, durably, unless it is there. */
leta_status index_dir_mark(const char *dir, struct leta_error *err);

#endif
