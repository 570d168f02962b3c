/*
 * watch.h: waiting until something changes below folders: inotify where it is and has room, else time.
 */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "leta/error.h"

#define WATCH_QUIET 1.0 /* seconds without a change before a batch is given, */
#define WATCH_MOST 10.0 /* and at most so many after its first one; also between two looks without inotify */

struct watch;

/*
 * Follows files, and folders with all below them but what is hidden and the folder `but` (an index; need not be there).
 * Watches are set when it returns: what changes from then on is seen. The arguments are borrowed. NOMEM.
 */
leta_status watch_open(const char *const *paths, size_t n_paths, const char *but, struct watch **out,
		       struct leta_error *err);
void watch_close(struct watch *w); /* accepts NULL */

/* Whether it goes by time; *why then tells what inotify lacks, else it is untouched. */
bool watch_is_blind(const struct watch *w, struct leta_error *why);

/* The next watch_wait() is to give a batch as if something had changed now. */
void watch_touch(struct watch *w);

/*
 * Waits for changes and then for a quiet moment, and sets watches on folders that have come. False when `stop` is
 * not 0: SIGINT and SIGTERM, which set it, are let in while it waits.
 */
bool watch_wait(struct watch *w, const volatile sig_atomic_t *stop);

#endif
