/*
 * test_pool.c: tasks come back in the order in which they were put, done once each, whatever the threads did; a pool
 * that is stopped gives back what it has not done.
 */
#include "support/unit.h"

#include <stdlib.h>
#include <time.h>

#include "base/pool.h"

#define TASKS 2000

struct task {
	unsigned number, times, worker;
};

struct worker {
	unsigned number, done;
};

/* Some take longer than others, so that they end in another order. */
static void work(void *worker, void *task)
{
	struct worker *w = worker;
	struct task *t = task;

	if (t->number % 17 == 3)
		nanosleep(&(struct timespec){ .tv_nsec = 200000 }, NULL);
	t->times++;
	t->worker = w->number;
	w->done++;
}

static void run_with(size_t n_workers)
{
	static struct task tasks[TASKS];
	struct worker workers[4] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 3, 0 } };
	void *pointers[4] = { &workers[0], &workers[1], &workers[2], &workers[3] };
	struct pool *pool;
	size_t taken = 0, done = 0;

	assert_int_equal(pool_new(pointers, n_workers, work, &pool, NULL), LETA_OK);
	for (unsigned i = 0; i < TASKS; i++) {
		struct task *t;

		tasks[i] = (struct task){ .number = i };
		while ((t = pool_take(pool, pool_pending(pool) == POOL_TASKS_MAX)) != NULL)
			assert_ptr_equal(t, &tasks[taken++]);
		assert_true(pool_pending(pool) < POOL_TASKS_MAX);
		pool_put(pool, &tasks[i]);
	}
	for (struct task *t; (t = pool_take(pool, true)) != NULL;)
		assert_ptr_equal(t, &tasks[taken++]);
	assert_int_equal(taken, TASKS);
	assert_null(pool_take(pool, true));
	pool_free(pool);
	for (size_t i = 0; i < TASKS; i++) {
		assert_int_equal(tasks[i].times, 1);
		assert_true(tasks[i].worker < n_workers);
	}
	for (size_t i = 0; i < 4; i++)
		done += workers[i].done;
	assert_int_equal(done, TASKS);
}

static void test_order(void **state)
{
	(void)state;
	for (size_t n = 1; n <= 4; n++)
		run_with(n);
}

static void test_stopped(void **state)
{
	struct task tasks[POOL_TASKS_MAX];
	struct worker workers[2] = { { 0, 0 }, { 1, 0 } };
	void *pointers[2] = { &workers[0], &workers[1] };
	struct pool *pool;

	(void)state;
	assert_int_equal(pool_new(pointers, 2, work, &pool, NULL), LETA_OK);
	for (unsigned i = 0; i < POOL_TASKS_MAX; i++) {
		tasks[i] = (struct task){ .number = 3 }; /* slow ones */
		pool_put(pool, &tasks[i]);
	}
	pool_stop(pool);
	for (size_t i = 0; i < POOL_TASKS_MAX; i++) {
		assert_ptr_equal(pool_take(pool, true), &tasks[i]);
		assert_true(tasks[i].times <= 1);
	}
	assert_null(pool_take(pool, true));
	pool_free(pool);
	pool_stop(NULL);
	pool_free(NULL);
	assert_null(pool_take(NULL, true));
}

static void work_aside(void *worker, void *task)
{
	struct task *t = task;

	assert_null(worker);
	t->times++;
}

static void test_aside(void **state)
{
	(void)state;
	for (int aside = 0; aside < 2; aside++) {
		struct task task = { .number = 3 };
		struct pool *pool;

		assert_int_equal(pool_aside(work_aside, &task, aside, &pool, NULL), LETA_OK);
		assert_true(aside || task.times == 1);
		assert_ptr_equal(pool_take(pool, true), &task);
		assert_int_equal(task.times, 1);
		assert_null(pool_take(pool, true));
		pool_free(pool);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_aside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
