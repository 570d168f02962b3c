/*
 * ids.h: a file's id: its name without the extension; on a clash, the shortest distinguishing end of its path.
 */
#ifndef INDEXER_IDS_H
#define INDEXER_IDS_H

#include <stddef.h>

#include "base/arena.h"
#include "leta/error.h"

/*
 * ids[i] becomes the id of paths[i] (absolute paths, all different), in the arena. The result depends only on the set
 * of paths. Errors: NOMEM.
 */
leta_status ids_assign(const char *const *paths, size_t n, struct arena *arena, const char **ids,
                       struct leta_error *err);

#endif
