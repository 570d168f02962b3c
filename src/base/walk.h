/*
 * walk.h: the files below a folder, in one fixed order (names compared by bytes, folder by folder).
 *
 * Symbolic links are not followed below the starting path, other file systems are not entered, names that
 * begin with "." are passed over. Depth is capped (64).
 */
#ifndef BASE_WALK_H
#define BASE_WALK_H

#include "leta/error.h"

struct stat;

/*
 * Called for each regular file, with what the system says of it, and with a non-NULL fault for each entry that cannot
 * be read or is not a regular file (FIFO, socket, device, too deep; links are passed over silently unless they are the
 * starting path itself). Returning anything but LETA_OK ends the walk with that status.
 */
typedef leta_status walk_fn(void *ctx, const char *path, const struct stat *info, const struct leta_error *fault,
                            struct leta_error *err);

/* Walks a folder, or calls fn once when path is a file. NOT_FOUND when there is no such path. */
leta_status walk(const char *path, walk_fn *fn, void *ctx, struct leta_error *err);

#endif
