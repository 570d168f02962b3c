/* test_map.c: many keys, order of insertion, keys with NUL bytes, failing allocations. */
#include "support/unit.h"

#include <stdio.h>

#include "base/map.h"
#include "support/fault_alloc.h"

static struct str number_key(char *text, size_t size, unsigned i)
{
	int n = snprintf(text, size, "nyckel %u", i * 7919u);

	return (struct str){text, (size_t)n};
}

static void test_many(void **state)
{
	struct map *m = map_new();
	char text[32];

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		struct str key = number_key(text, sizeof(text), i);

		map_ask(m, key); /* of an empty map, too */
		assert_int_equal(map_find(m, key), MAP_NONE);
		assert_int_equal(map_put(m, key), i);
		assert_int_equal(*map_value(m, i), 0);
		*map_value(m, i) = i ^ 5;
	}
	assert_int_equal(map_size(m), 20000);
	for (unsigned i = 0; i < 20000; i++) {
		struct str key = number_key(text, sizeof(text), i);

		assert_int_equal(map_put(m, key), i);
		assert_int_equal(map_find(m, key), i);
		assert_true(str_eq(map_key(m, i), key));
		assert_int_equal(*map_value(m, i), i ^ 5);
	}
	map_clear(m);
	assert_int_equal(map_size(m), 0);
	assert_int_equal(map_find(m, STR("nyckel 0")), MAP_NONE);
	assert_int_equal(map_put(m, STR("ny")), 0);
	map_free(m);
	map_free(NULL);
}

/* A map that was large once and is used for less and less stays a map. */
static void test_clear(void **state)
{
	static const unsigned sizes[] = { 20000, 3, 500, 0, 0, 40, 70, 20000, 1, 1, 1, 1, 1, 1, 1, 1, 900 };
	struct map *m = map_new();
	char text[32];

	(void)state;
	for (size_t k = 0; k < LENGTH(sizes); k++) {
		for (unsigned i = 0; i < sizes[k]; i++)
			assert_int_equal(map_put(m, number_key(text, sizeof(text), i + (unsigned)k)), i);
		for (unsigned i = 0; i < sizes[k]; i++)
			assert_int_equal(map_find(m, number_key(text, sizeof(text), i + (unsigned)k)), i);
		assert_int_equal(map_find(m, number_key(text, sizeof(text), sizes[k] + (unsigned)k)), MAP_NONE);
		map_clear(m);
		assert_int_equal(map_find(m, number_key(text, sizeof(text), (unsigned)k)), MAP_NONE);
	}
	map_free(m);
}

static void test_odd_keys(void **state)
{
	static const struct str keys[] = {
		{"", 0},         {"\0", 1},         {"\0\0", 2},
		{"12345678", 8}, {"12345678\0", 9}, {"123456789", 9},
	};
	struct map *m = map_new();
	static char large[70000];

	(void)state;
	assert_int_equal(map_find(m, keys[0]), MAP_NONE);
	for (size_t i = 0; i < LENGTH(keys); i++)
		assert_int_equal(map_put(m, keys[i]), i);
	for (size_t i = 0; i < LENGTH(keys); i++)
		assert_int_equal(map_find(m, keys[i]), i);
	assert_int_equal(map_find(m, (struct str){NULL, 0}), 0);
	assert_int_equal(map_put(m, (struct str){large, sizeof(large)}), LENGTH(keys));
	assert_int_equal(map_put(m, STR("efter")), LENGTH(keys) + 1);
	assert_int_equal(map_find(m, (struct str){large, sizeof(large)}), LENGTH(keys));
	map_clear(m);
	map_clear(m);
	map_free(m);
}

static void test_clear_keeps_memory(void **state)
{
	struct map *m = map_new();
	char text[32];

	(void)state;
	for (unsigned i = 0; i < 100; i++)
		map_put(m, number_key(text, sizeof(text), i));
	map_clear(m);
	fault_alloc_arm(1);
	for (unsigned i = 0; i < 100; i++)
		map_put(m, number_key(text, sizeof(text), i));
	assert_false(fault_alloc_disarm());
	assert_int_equal(map_size(m), 100);
	map_free(m);
}

/* A put that fails leaves the map whole: the same put succeeds afterwards. */
static void test_every_allocation_fails_once(void **state)
{
	unsigned long n = 1;
	bool more = true;

	(void)state;
	for (; more; n++) {
		struct map *m;
		char text[32];

		fault_alloc_arm(n);
		m = map_new();
		for (unsigned i = 0; m && i < 3000; i++) {
			struct str key = number_key(text, sizeof(text), i);
			uint32_t entry = map_put(m, key);

			if (entry == MAP_NONE)
				entry = map_put(m, key);
			assert_int_equal(entry, i);
		}
		more = fault_alloc_disarm();
		for (unsigned i = 0; m && i < 3000; i++)
			assert_int_equal(map_find(m, number_key(text, sizeof(text), i)), i);
		map_free(m);
	}
	assert_true(n > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_clear),
		cmocka_unit_test(test_odd_keys),
		cmocka_unit_test(test_clear_keeps_memory),
		cmocka_unit_test(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
