/* test_arena.c: alignment, growth in place, limit, reset, every allocation failing in turn. */
#include "support/unit.h"

#include "base/arena.h"
#include "support/fault_alloc.h"

static void test_alignment(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	for (size_t size = 0; size < 100; size++) {
		char *p = arena_alloc(a, size);

		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		memset(p, 1, size);
	}
	assert_true(arena_alloc(a, 0) != arena_alloc(a, 0));
	arena_free(a);
	arena_free(NULL);
}

static void test_zalloc_and_text(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char *zeros;

	(void)state;
	memset(arena_alloc(a, 1000), 0xFF, 1000);
	arena_reset(a);
	zeros = arena_zalloc(a, 10, 100);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(zeros[i], 0);
	assert_string_equal(arena_strdup(a, STR("å")), "å");
	assert_string_equal(arena_strdup(a, (struct str){NULL, 0}), "");
	assert_string_equal(arena_printf(a, "%s-%d", "x", 5), "x-5");
	assert_null(arena_zalloc(a, SIZE_MAX / 2, 3));
	assert_int_equal(arena_status(a, NULL), LETA_ERR_LIMIT);
	arena_free(a);
}

static void test_limit_sticks(void **state)
{
	struct arena *a = arena_new(1000);
	struct leta_error err = {0};

	(void)state;
	assert_non_null(arena_alloc(a, 900));
	assert_int_equal(arena_status(a, &err), LETA_OK);
	assert_null(arena_alloc(a, 200));
	assert_true(arena_failed(a));
	assert_null(arena_alloc(a, 1)); /* would fit, but the caller is past a failure */
	assert_null(arena_printf(a, "x"));
	assert_int_equal(arena_status(a, &err), LETA_ERR_LIMIT);
	assert_non_null(strstr(err.message[LETA_EN], "1000"));
	arena_reset(a);
	assert_false(arena_failed(a));
	assert_int_equal(arena_used(a), 0);
	assert_non_null(arena_alloc(a, 200));
	assert_null(arena_alloc(a, SIZE_MAX));
	arena_free(a);
}

static void test_reset_keeps_a_block(void **state)
{
	struct arena *a = arena_new(64 << 20);

	(void)state;
	for (int i = 0; i < 100; i++)
		memset(arena_alloc(a, 30000), i, 30000);
	memset(arena_alloc(a, 5 << 20), 1, 5 << 20);
	arena_reset(a);
	fault_alloc_arm(1);
	for (int i = 0; i < 30; i++) /* the largest of them */
		assert_non_null(arena_alloc(a, 30000));
	assert_false(fault_alloc_disarm());
	arena_free(a);
}

static void test_large_object_leaves_block_in_use(void **state)
{
	struct arena *a = arena_new(64 << 20);
	char *before = arena_alloc(a, 16), *after;

	(void)state;
	memset(arena_alloc(a, 3 << 20), 1, 3 << 20);
	after = arena_alloc(a, 16);
	assert_ptr_equal(after, before + 16);
	arena_free(a);
}

static void test_grow(void **state)
{
	struct arena *a = arena_new(64 << 20);
	int *array = NULL;
	size_t cap = 0;

	(void)state;
	for (size_t n = 0; n < 50000; n++) {
		array = arena_grow(a, array, n, &cap, sizeof(*array));
		assert_non_null(array);
		assert_true(cap > n);
		array[n] = (int)n;
		if (n % 1000 == 0) /* now and then something lies behind the array */
			arena_alloc(a, 8);
	}
	for (size_t n = 0; n < 50000; n++)
		assert_int_equal(array[n], n);
	arena_free(a);
}

static void test_grow_in_place(void **state)
{
	struct arena *a = arena_new(4096);
	size_t cap = 0, used;
	char *array = arena_grow(a, NULL, 0, &cap, 16), *same;

	(void)state;
	used = arena_used(a);
	same = arena_grow(a, array, cap, &cap, 16);
	assert_ptr_equal(same, array);
	assert_int_equal(arena_used(a), used * 2);
	while (array)
		array = arena_grow(a, array, cap, &cap, 16);
	assert_int_equal(cap, 256); /* 4096 / 16: the cap of the last success */
	assert_int_equal(arena_status(a, NULL), LETA_ERR_LIMIT);
	arena_free(a);
}

static leta_status work(void)
{
	struct arena *a = arena_new(64 << 20);
	leta_status status;
	int *array = NULL;
	size_t cap = 0;

	if (!a)
		return LETA_ERR_NOMEM;
	for (size_t i = 0; i < 5000; i++) {
		int *grown = arena_grow(a, array, i, &cap, sizeof(*array));

		if (!grown)
			break;
		array = grown;
		array[i] = 1;
		arena_printf(a, "%zu", i);
	}
	arena_strdup(a, STR("a"));
	arena_zalloc(a, 1 << 10, 1 << 10);
	status = arena_status(a, NULL);
	arena_free(a);
	return status;
}

static void test_every_allocation_fails_once(void **state)
{
	unsigned long n = 1;

	(void)state;
	for (;; n++) {
		leta_status status;

		fault_alloc_arm(n);
		status = work();
		if (!fault_alloc_disarm()) {
			assert_int_equal(status, LETA_OK);
			break;
		}
		assert_int_equal(status, LETA_ERR_NOMEM);
	}
	assert_true(n > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alignment),
		cmocka_unit_test(test_zalloc_and_text),
		cmocka_unit_test(test_limit_sticks),
		cmocka_unit_test(test_reset_keeps_a_block),
		cmocka_unit_test(test_large_object_leaves_block_in_use),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_grow_in_place),
		cmocka_unit_test(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
