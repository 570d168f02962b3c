/*
 * glass_version.h: iamglass, the file that tells what a glass database's tables are, and the only one that a commit
 * replaces.
 *
 * Magic and format (16 bytes), the database's UUID (16 bytes), revision, six tables' roots, statistics.
 */
#ifndef ENGINE_GLASS_VERSION_H
#define ENGINE_GLASS_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "leta/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GLASS_VERSION_MAX ((size_t)4096)

enum {
	GLASS_POSTLIST,
	GLASS_DOCDATA,
	GLASS_TERMLIST,
	GLASS_POSITION,
	GLASS_SPELLING,
	GLASS_SYNONYM,
	GLASS_TABLES
};

struct glass_root {
	size_t start, end; /* of what the file says of the table */
	uint64_t entries;
	uint32_t compress_min;
	bool is_new; /* as the library makes a table that nothing was ever written to */
};

struct glass_version {
	char bytes[GLASS_VERSION_MAX]; /* the file */
	size_t len, statistics;        /* statistics: where they begin; there may be none */
	uint64_t revision, documents;
	struct glass_root roots[GLASS_TABLES];
};

/* Errors: VERSION (not of the format that this program writes), IO. */
leta_status glass_version_read(const char *dir, struct glass_version *out, struct leta_error *err);
/* Whether it is that of an empty database, byte for byte as this program expects it of the library. */
bool glass_version_is_new(const struct glass_version *v);
/*
 * Whether the database has documents but no lists of their terms, which only removing and replacing documents need:
 * as bulks make it, and writers keep it until then (engine_termlists.cpp).
 */
bool glass_version_lacks_termlists(const struct glass_version *v);

struct glass_statistics {
	uint32_t documents, length_least, length_greatest, wdf_greatest; /* length_least: of those above 0 */
	uint64_t length;                                                 /* of all documents */
};

/*
 * Replaces the version file, durably. roots: of the tables that are to be others than in v; NULL for the rest.
 * statistics: of all documents, with revision 1; NULL: those of v, with its revision.
 */
leta_status glass_version_write(const char *dir, const struct glass_version *v,
                                const struct buf *const roots[GLASS_TABLES],
                                const struct glass_statistics *statistics, struct leta_error *err);

#ifdef __cplusplus
}
#endif

#endif
