/*
 * test_made.c: entries come back from any thread, those of one hash apart, until there is no more room.
 */
#include "support/unit.h"

#include <pthread.h>
#include <stdio.h>

#include "base/hash.h"
#include "text/made.h"

#define THREADS 4
#define ROOM_MAX 600000u /* more words than it takes */

static struct str entry_of(char room[32], unsigned number)
{
	return (struct str){ room, (size_t)snprintf(room, 32, "ord nummer %u", number) };
}

static uint64_t hash_of(struct str entry)
{
	return hash_bytes(0, entry);
}

static bool is_there(const struct made *m, struct str entry)
{
	size_t i = 0;

	for (struct str found; (found = made_next(m, hash_of(entry), &i)).len > 0;) {
		if (str_eq(found, entry))
			return true;
	}
	return false;
}

static void entries_of_one_hash(void **state)
{
	struct made *m = made_new();
	size_t i = 0;

	(void)state;
	assert_int_equal(made_next(m, 7, &i).len, 0);
	made_put(m, 7, STR("ett"));
	made_put(m, 7, STR("två"));
	made_put(m, UINT64_C(1) << 40 | 7, STR("tre"));
	i = 0;
	assert_str(made_next(m, 7, &i), "ett");
	assert_str(made_next(m, 7, &i), "två");
	assert_int_equal(made_next(m, 7, &i).len, 0);
	i = 0;
	assert_str(made_next(m, UINT64_C(1) << 40 | 7, &i), "tre");
	made_free(m);
	made_free(NULL);
}

static void no_more_room(void **state)
{
	struct made *m = made_new();
	unsigned n = 0;
	char room[32];

	(void)state;
	for (unsigned i = 0; i < ROOM_MAX; i++) {
		struct str entry = entry_of(room, i);

		made_put(m, hash_of(entry), entry);
		n += is_there(m, entry);
		assert_true(n == i + 1 || i > 100000);
	}
	assert_true(n < ROOM_MAX);
	for (unsigned i = 0; i < n; i++)
		assert_true(is_there(m, entry_of(room, i)));
	made_free(m);
}

/* Puts all numbers that are not there, and finds each afterwards. */
static void *put_all(void *made)
{
	static char failed[] = "an entry was not found";
	char room[32];

	for (unsigned i = 0; i < 50000; i++) {
		struct str entry = entry_of(room, i);

		if (!is_there(made, entry))
			made_put(made, hash_of(entry), entry);
		if (!is_there(made, entry))
			return failed;
	}
	return NULL;
}

static void several_threads(void **state)
{
	struct made *m = made_new();
	pthread_t threads[THREADS];
	void *failed;

	(void)state;
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, put_all, m), 0);
	for (size_t i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(threads[i], &failed), 0);
		assert_null(failed);
	}
	made_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_of_one_hash),
		cmocka_unit_test(no_more_room),
		cmocka_unit_test(several_threads),
	};

	return cmocka_run_group_tests_name("text made", tests, NULL, NULL);
}
