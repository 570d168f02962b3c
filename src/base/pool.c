/*
 * pool.c: a ring of tasks between one giver and several threads.
 *
 * taken <= started <= put: what lies between the first two is being done or done, the rest waits. One mutex guards
 * the ring: a task is large against the time that it is held.
 */
#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "base/error.h"

struct slot {
	void *task;
	bool done;
};

struct thread {
	pthread_t id;
	void *worker;
	struct pool *pool;
};

struct pool {
	pool_fn *fn;
	struct thread *threads;
	size_t n_threads; /* 0: the giver does the work */
	void *own_worker;
	pthread_mutex_t mutex;
	pthread_cond_t work, done;
	struct slot ring[POOL_TASKS_MAX];
	size_t taken, started, put;
	bool stop;
};

static void *run(void *arg)
{
	struct thread *t = arg;
	struct pool *p = t->pool;

	pthread_mutex_lock(&p->mutex);
	for (;;) {
		while (p->started == p->put && !p->stop)
			pthread_cond_wait(&p->work, &p->mutex);
		if (p->stop)
			break;
		struct slot *slot = &p->ring[p->started++ % POOL_TASKS_MAX];
		pthread_mutex_unlock(&p->mutex);
		p->fn(t->worker, slot->task);
		pthread_mutex_lock(&p->mutex);
		slot->done = true;
		pthread_cond_signal(&p->done);
	}
	pthread_mutex_unlock(&p->mutex);
	return NULL;
}

/* Starts as many threads as the system gives. */
static void start_threads(struct pool *p, void *const *workers, size_t n_threads)
{
	sigset_t all, before;

	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return;
	for (size_t i = 0; i < n_threads; i++) {
		struct thread *t = &p->threads[p->n_threads];

		*t = (struct thread){ .worker = workers[i], .pool = p };
		if (pthread_create(&t->id, NULL, run, t) != 0)
			break;
		p->n_threads++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static leta_status make(void *const *workers, size_t n_threads, pool_fn *fn, struct pool **out, struct leta_error *err)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (!p)
		return error_nomem(err);
	p->fn = fn;
	p->own_worker = workers[0];
	p->threads = calloc(n_threads + 1, sizeof(*p->threads));
	if (!p->threads) {
		free(p);
		return error_nomem(err);
	}
	pthread_mutex_init(&p->mutex, NULL);
	pthread_cond_init(&p->work, NULL);
	pthread_cond_init(&p->done, NULL);
	if (n_threads > 0)
		start_threads(p, workers, n_threads);
	*out = p;
	return LETA_OK;
}

leta_status pool_new(void *const *workers, size_t n_workers, pool_fn *fn, struct pool **out,
                     struct leta_error *err)
{
	return make(workers, n_workers > 1 ? n_workers : 0, fn, out, err);
}

leta_status pool_aside(pool_fn *fn, void *task, bool aside, struct pool **out, struct leta_error *err)
{
	void *const workers[] = { NULL };
	leta_status st = make(workers, aside ? 1 : 0, fn, out, err);

	if (st == LETA_OK)
		pool_put(*out, task);
	return st;
}

size_t pool_pending(const struct pool *p)
{
	return p->put - p->taken; /* both are changed by the owner only */
}

void pool_put(struct pool *p, void *task)
{
	struct slot *slot = &p->ring[p->put % POOL_TASKS_MAX];

	*slot = (struct slot){ .task = task };
	if (p->n_threads == 0) {
		p->fn(p->own_worker, task);
		slot->done = true;
		p->started = ++p->put;
		return;
	}
	pthread_mutex_lock(&p->mutex);
	p->put++;
	pthread_cond_signal(&p->work);
	pthread_mutex_unlock(&p->mutex);
}

void *pool_take(struct pool *p, bool wait)
{
	struct slot *slot;
	bool ready;

	if (!p || p->taken == p->put)
		return NULL;
	slot = &p->ring[p->taken % POOL_TASKS_MAX];
	pthread_mutex_lock(&p->mutex);
	while (!slot->done && !p->stop && wait)
		pthread_cond_wait(&p->done, &p->mutex);
	ready = slot->done || p->stop;
	pthread_mutex_unlock(&p->mutex);
	if (!ready)
		return NULL;
	p->taken++;
	return slot->task;
}

void pool_stop(struct pool *p)
{
	if (!p)
		return;
	pthread_mutex_lock(&p->mutex);
	p->stop = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->mutex);
	while (p->n_threads > 0)
		pthread_join(p->threads[--p->n_threads].id, NULL);
}

void pool_free(struct pool *p)
{
	if (!p)
		return;
	pool_stop(p);
	pthread_cond_destroy(&p->done);
	pthread_cond_destroy(&p->work);
	pthread_mutex_destroy(&p->mutex);
	free(p->threads);
	free(p);
}
