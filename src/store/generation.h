/*
 * generation.h: the directories of an index: one per full build, and which of them counts.
 *
 *   DIR/gen-000012/          a generation: the engine's files, documents.leta, checksums
 *   DIR/current -> gen-000012  symbolic link, switched by rename
 *   DIR/leta-index           marks DIR as an index of ours: one line "leta index FORMAT"
 *   DIR/lock                 held by the one writer: its process number and since when
 *
 * A build from nothing writes a new generation and switches when it is whole and durable; the one
 * before is kept until the next. Updates happen inside the current generation. DIR may also hold
 * README.md, .gitignore and *.tsv, the facts that an index is made by, and saved/, the saved
 * searches (saved/saved.h); they are left alone.
 */
#ifndef STORE_GENERATION_H
#define STORE_GENERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"

#define GENERATION_PATH_MAX 4096

/*
 * Path of the current generation. NOT_FOUND: no index here, or its first build never got anywhere.
 * VERSION: of another format. CORRUPT: `current` does not lead to a generation. IO: no permission.
 */
leta_status generation_current(const char *dir, char out[GENERATION_PATH_MAX],
			       struct leta_error *err);

/*
 * Makes DIR an index when it is a missing or empty directory, and a new empty generation in it. A
 * directory that holds other files and no mark is refused (INVALID). Removes what a killed build
 * left. Call it with the lock.
 */
leta_status generation_new(const char *dir, char out[GENERATION_PATH_MAX], struct leta_error *err);

/*
 * Syncs the generation's files, points `current` at it and removes all but it and the one before.
 * Call it with the lock. After a failure `current` may be the old one or the new one, but always a
 * whole one.
 */
leta_status generation_publish(const char *dir, const char *generation, struct leta_error *err);

/*
 * Removes every generation but the current one, and fails (IO) when one cannot be removed: nothing
 * of what a former one held may stay. Call it with the lock.
 */
leta_status generation_keep_current(const char *dir, struct leta_error *err);

/*
 * One writer per index directory, over all generations: an advisory lock on DIR/lock, free again
 * when its holder dies. Makes DIR when it is missing; refuses foreign directories as
 * generation_new() does. Never waits: LOCKED names the holder. A child process of fork() shares the
 * lock.
 */
struct generation_lock;
leta_status generation_lock(const char *dir, struct generation_lock **out, struct leta_error *err);
void generation_unlock(struct generation_lock *lock); /* accepts NULL */

#endif
