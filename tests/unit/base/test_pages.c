/* test_pages.c: advice changes nothing that is stored, whatever the size and wherever it begins. */
#include "support/unit.h"

#include <stdlib.h>

#include "base/pages.h"

static void test_sizes(void **state)
{
	static const size_t sizes[] = { 1, 4096, (size_t)4 << 20, ((size_t)9 << 20) + 17 };

	(void)state;
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		for (size_t skip = 0; skip < 3; skip++) {
			char *bytes = malloc(sizes[i] + skip);

			assert_non_null(bytes);
			memset(bytes, 'x', skip + 1);
			pages_large(bytes + skip, sizes[i]);
			assert_int_equal(bytes[skip], 'x');
			memset(bytes, 'y', sizes[i] + skip);
			assert_int_equal(bytes[sizes[i] + skip - 1], 'y');
			free(bytes);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
