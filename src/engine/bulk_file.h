/*
 * bulk_file.h: temporary files that have no name, so that nothing is left of a killed process.
 */
#ifndef ENGINE_BULK_FILE_H
#define ENGINE_BULK_FILE_H

#include <stdio.h>

#include "leta/error.h"

/* A file in `dir` for writing and reading back; fclose() removes it. Errors: IO, NOMEM, INVALID. */
leta_status bulk_file_open(const char *dir, FILE **out, struct leta_error *err);
/* What to say when such a file could not be written or read. */
leta_status bulk_file_failed(const char *dir, struct leta_error *err);

#endif
