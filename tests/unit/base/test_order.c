/* test_order.c: the order is str_cmp()'s, whatever the number and the likeness of the strings. */
#include <stdlib.h>

#include "base/order.h"
#include "support/unit.h"

enum { MOST = 3000 };

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Strings with long common beginnings, NULs, equal ones and empty ones; alike, or of all letters. */
static size_t make_text(uint32_t *seed, bool alike, char out[24])
{
	static const char bytes[] = "ab\0\xC3\xFF";
	size_t len = next_random(seed) % 24;

	for (size_t i = 0; i < len; i++)
		out[i] = !alike                                ? (char)(next_random(seed) % 256)
			 : i < 7 && next_random(seed) % 4 ? 'k'
							  : bytes[next_random(seed) % 5];
	return len;
}

static void check(size_t n, bool alike, uint32_t seed)
{
	static char texts[MOST][24];
	static struct ordered list[MOST], scratch[MOST];
	static bool met[MOST];

	for (size_t i = 0; i < n; i++) {
		size_t len = make_text(&seed, alike, texts[i]);
		list[i] = ordered_new((struct str){texts[i], len}, (uint32_t)i);
		met[i] = false;
	}
	order_sort(list, scratch, n);
	for (size_t i = 0; i < n; i++) {
		int order = i > 0 ? str_cmp(ordered_text(&list[i - 1]), ordered_text(&list[i])) : -1;

		assert_true(order < 0 || (order == 0 && list[i - 1].number < list[i].number));
		assert_ptr_equal(list[i].bytes, texts[list[i].number]);
		assert_false(met[list[i].number]);
		met[list[i].number] = true;
	}
}

static void test_sizes(void **state)
{
	(void)state;
	for (size_t n = 0; n < 140; n++) {
		check(n, true, (uint32_t)n + 1);
		check(n, false, (uint32_t)n + 1);
	}
	check(1024, true, 5);
	check(MOST, true, 6);
	check(MOST, false, 7);
}

/* A million of which no two are alike for long, in any order: seconds would be minutes if groups overlapped. */
static void test_many(void **state)
{
	const size_t n = 1000000;
	struct ordered *list = malloc(2 * n * sizeof(*list));
	char(*texts)[4] = malloc(n * sizeof(*texts));
	uint32_t seed = 1;

	(void)state;
	assert_non_null(list);
	assert_non_null(texts);
	for (size_t i = 0; i < n; i++) {
		for (size_t b = 0; b < sizeof(*texts); b++)
			texts[i][b] = (char)(next_random(&seed) % 256);
		list[i] = ordered_new((struct str){texts[i], sizeof(*texts)}, (uint32_t)i);
	}
	order_sort(list, list + n, n);
	for (size_t i = 1; i < n; i++)
		assert_true(str_cmp(ordered_text(&list[i - 1]), ordered_text(&list[i])) <= 0);
	free(texts);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sizes), cmocka_unit_test(test_many)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
