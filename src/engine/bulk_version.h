/*
 * bulk_version.h: iamglass, the file that tells what a glass database's tables are.
 *
 * Magic and format (16 bytes), the database's UUID (16 bytes), revision, six tables' roots, statistics.
 */
#ifndef ENGINE_BULK_VERSION_H
#define ENGINE_BULK_VERSION_H

#include <stdint.h>

#include "base/buf.h"
#include "leta/error.h"

enum bulk_table { BULK_POSTLIST, BULK_DOCDATA, BULK_TERMLIST, BULK_POSITION, BULK_SPELLING, BULK_SYNONYM, BULK_TABLES };

/* What the library's own file of an empty database says. */
struct bulk_version {
	char head[32]; /* as far as the UUID */
	uint32_t compress_min[BULK_TABLES];
	char empty[BULK_TABLES][32]; /* the roots as they are in the file */
	size_t empty_len[BULK_TABLES];
};

/*
 * Reads the version file of an empty database. VERSION when it is not just as this program expects it of the format
 * that it writes; INVALID when the database is not empty; IO.
 */
leta_status bulk_version_read(const char *dir, struct bulk_version *out, struct leta_error *err);

struct bulk_statistics {
	uint32_t documents, length_least, length_greatest, wdf_greatest; /* length_least: of those above 0 */
	uint64_t length;                                                 /* of all documents */
};

/* Replaces the version file, durably. roots: of the tables that are not empty; others NULL. */
leta_status bulk_version_write(const char *dir, const struct bulk_version *version,
                               const struct buf *const roots[BULK_TABLES],
                               const struct bulk_statistics *statistics, struct leta_error *err);

#endif
