/*
 * collect.h: the files that a run is about: the paths given, walked, without repeats, with their ids; or the documents
 * that a program hands in, known by paths that no file has.
 */
#ifndef INDEXER_COLLECT_H
#define INDEXER_COLLECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "indexer/catalog.h"
#include "indexer/stamps.h"
#include "leta/error.h"
#include "leta/index.h"

/* What the paths of a source's documents begin with: no file's path and no text begins so. */
#define COLLECT_SOURCE "\x01"

struct collected_file {
	const char *shown; /* as the user would write it: the path given and what follows */
	const char *path;  /* absolute; "-" for standard input */
	const char *id;
	enum leta_format format;
	uint64_t size; /* bytes on disk; 0 = unknown */
	struct stamp stamp;
};

struct collection {
	struct arena *arena;
	struct map *by_path;
	struct collected_file *files;
	size_t n_files, cap;
	const char **folders; /* absolute, of the paths given that are folders */
	size_t n_folders, folders_cap;
	uint64_t bytes;       /* of all files; 0 = not known of all */
	bool endless;         /* one is a pipe */
	size_t skipped;       /* entries that are no regular files or cannot be read */
	const char *index_dir; /* never read as documents */
	const char *shown_root, *real_root; /* of the path being walked */
	const struct leta_build_options *options;
};

/* INVALID when a path does not exist: told before anything is read, for a mistyped path must not cost half a run. */
leta_status collect_check_paths(const char *const *paths, size_t n_paths, struct leta_error *err);

/*
 * Fills *c; the catalog's files outside the run keep their ids. Free with collection_fini(), also after a failure.
 * Errors: NOMEM, LIMIT.
 */
leta_status collect(struct collection *c, const char *const *paths, size_t n_paths, const char *index_dir,
                    const struct catalog *catalog, const struct leta_build_options *options,
                    struct leta_error *err);
/* The same for a source, which has no files so far: each document is added by collect_input(). */
leta_status collect_source(struct collection *c, const struct leta_source *source,
                           const struct leta_build_options *options, struct leta_error *err);
leta_status collect_input(struct collection *c, const struct leta_source *source, const struct leta_input *input,
                          const struct collected_file **out, struct leta_error *err);
void collection_fini(struct collection *c);

/* Whether a path lies in one of the folders given. */
bool collection_covers(const struct collection *c, struct str path);
/* Whether a path is one of the files. */
bool collection_has(const struct collection *c, struct str path);

#endif
