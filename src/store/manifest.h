/*
 * manifest.h: checksums of a generation's files, so that `leta check` finds any changed byte.
 *
 * DIR/gen-N/checksums: "revision N" (the engine's, that they belong to), one line per file "crc32
 * size name", sorted, and "end crc32" of the lines before it. It is removed before the first change
 * of a run and written after the last: a run that is killed leaves none, or an older revision in
 * it, and then the files are checked by reading everything instead.
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/index.h"

/* Reads all files of the generation and writes their checksums, durably. */
leta_status manifest_write(const char *generation, uint64_t revision, struct leta_error *err);

/*
 * Removes the checksums, durably. Call it before the first append or commit of a run: uncommitted
 * changes touch the engine's free blocks, which would look like damage at the same revision. None
 * there is no error.
 */
leta_status manifest_remove(const char *generation, struct leta_error *err);

/*
 * Compares sizes only: cheap enough for every open. CORRUPT names the file that is missing or
 * shorter (one that has grown harms no reader). No manifest or another revision: OK.
 */
leta_status manifest_check_sizes(const char *generation, uint64_t revision, struct leta_error *err);

/*
 * Compares all checksums and reports each fault (fn may be NULL); CORRUPT when there was one.
 * *covered tells whether the manifest is of this revision, *bytes how much was read; both are set
 * whatever is returned. An index that a writer begins to change meanwhile is not covered.
 */
leta_status manifest_check(const char *generation, uint64_t revision, leta_fault_fn *fn, void *ctx,
			   bool *covered, uint64_t *bytes, struct leta_error *err);

#endif
