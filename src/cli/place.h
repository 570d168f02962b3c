/*
 * place.h: where the index lies: --db, else LETA_DB, else ./index when an index lies there, else
 * $XDG_DATA_HOME/leta (by default ~/.local/share/leta).
 */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "cli/command.h"

/* Writes the directory to cli->dir. db: the value of --db, or NULL. Errors: INVALID. */
leta_status place_index(struct cli *cli, const char *db, struct leta_error *err);

/* Writes to cli->cache the folder $XDG_CACHE_HOME/leta, by default ~/.cache/leta; "" when there is neither. */
void place_cache(struct cli *cli);

/* Writes the helper program's path to cli->helper when it lies beside this one, as where it was
 * built; else "". */
void place_helper(struct cli *cli);

#endif
