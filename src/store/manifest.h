/*
 * manifest.h: checksums of a generation's files, so that `leta check` finds any changed byte.
 *
 * DIR/gen-N/checksums: one line per file "crc32 size name", and first the engine's revision that they belong to. A
 * run that is killed between commit and manifest leaves an older revision in it: then the files are
 * checked by reading everything instead.
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/index.h"

leta_status manifest_write(const char *generation, uint64_t revision, struct leta_error *err);

/* Compares sizes only: cheap enough for every open. CORRUPT names the file. No manifest or another revision: OK. */
leta_status manifest_check_sizes(const char *generation, uint64_t revision, struct leta_error *err);

/* Compares all checksums and reports each fault. *covered tells whether the manifest is of this revision. */
leta_status manifest_check(const char *generation, uint64_t revision, leta_fault_fn *fn, void *ctx,
                           bool *covered, uint64_t *bytes, struct leta_error *err);

#endif
