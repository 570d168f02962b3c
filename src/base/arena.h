/*
 * arena.h: one lifetime for many small objects: a bump allocator with a byte limit.
 *
 * One arena per unit of work (a document while indexing, a query with its results). Objects in it have
 * no free function; the arena frees them all. Every function returns NULL when memory or the limit is
 * used up, and from then on arena_failed() is true, so a caller may check once at the end of a step
 * provided that it does not follow the NULL.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/error.h"

struct arena;

struct arena *arena_new(size_t limit_bytes); /* NULL: out of memory */
void arena_free(struct arena *a);            /* accepts NULL */
void arena_reset(struct arena *a);           /* frees all objects, keeps one block */

void *arena_alloc(struct arena *a, size_t size);             /* aligned for any type; not zeroed */
void *arena_zalloc(struct arena *a, size_t count, size_t size); /* zeroed; checks count × size */
char *arena_strdup(struct arena *a, struct str s);           /* NUL-terminated copy */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Grows an array that lies in the arena: makes room for one element more than n and returns the array
 * (moved or not), or NULL. *cap is the caller's; start with NULL and 0.
 */
void *arena_extend(struct arena *a, void *array, size_t n, size_t *cap, size_t size); /* when there is none */
static inline void *arena_grow(struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	return n < *cap ? array : arena_extend(a, array, n, cap, size);
}

size_t arena_used(const struct arena *a); /* bytes handed out */
bool arena_failed(const struct arena *a);

/* LETA_OK, or NOMEM / LIMIT after a failed allocation. */
leta_status arena_status(const struct arena *a, struct leta_error *err);

#endif
