/*
 * pool.h: tasks done by several threads and taken back in the order in which they were put.
 *
 * One thread owns a pool and calls all of its functions; the workers call nothing but the task's function. So what
 * comes out does not depend on scheduling, and callbacks of a library's user stay in the user's thread.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/error.h"

#define POOL_TASKS_MAX 64 /* put and not yet taken back */

struct pool;

/* Does a task. worker: what pool_new() was given for this thread; it is used by one thread at a time. */
typedef void pool_fn(void *worker, void *task);

/*
 * One thread for each of the workers. With a single worker, or when the system gives no threads, tasks are done
 * where they are put. Signals go to other threads than the pool's. NOMEM.
 */
leta_status pool_new(void *const *workers, size_t n_workers, pool_fn *fn, struct pool **out,
                     struct leta_error *err);

/*
 * Begins one task in a thread of its own; without `aside`, or when the system gives none, it is done when this returns.
 * pool_take() waits for it. The worker that fn gets is NULL. NOMEM.
 */
leta_status pool_aside(pool_fn *fn, void *task, bool aside, struct pool **out, struct leta_error *err);

size_t pool_pending(const struct pool *p); /* tasks put and not yet taken */
/* Gives a task to the workers. There must be fewer than POOL_TASKS_MAX pending. */
void pool_put(struct pool *p, void *task);
/* The oldest task: waits until it is done, or, without `wait`, NULL unless it is. NULL when none is pending. */
void *pool_take(struct pool *p, bool wait);

/*
 * Ends the threads when their current tasks are done. pool_take() then gives the rest, done or not. Accepts NULL.
 */
void pool_stop(struct pool *p);
void pool_free(struct pool *p); /* stops it; tasks not taken are the caller's. Accepts NULL */

#endif
