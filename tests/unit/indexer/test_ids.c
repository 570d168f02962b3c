/*
 * test_ids.c: ids of files: stems, clashes, extensions; the result does not depend on the order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/ids.h"

#define MAX 8

static void expect(const char *const *paths, const char *const *wanted, size_t n)
{
	struct arena *arena = arena_new(1 << 20);
	const char *ids[MAX];
	struct leta_error err;
	assert_int_equal(ids_assign(paths, n, arena, ids, &err), LETA_OK);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(ids[i], wanted[i]);
	arena_free(arena);
}

static void stems(void **state)
{
	(void)state;
	const char *paths[] = { "/a/000_b4.txt", "/a/b/rapport.txt.gz", "/a/utan", "/a/två.delar.md", "/a/.profil" };
	const char *wanted[] = { "000_b4", "rapport", "utan", "två.delar", ".profil" };
	expect(paths, wanted, 5);
}

static void clashes_take_folders(void **state)
{
	(void)state;
	const char *paths[] = { "/data/skåne/slut.txt", "/data/halland/slut.txt", "/data/ensam.txt" };
	const char *wanted[] = { "skåne/slut", "halland/slut", "ensam" };
	expect(paths, wanted, 3);
}

static void same_folder_names_take_more(void **state)
{
	(void)state;
	const char *paths[] = { "/a/x/slut.txt", "/b/x/slut.txt", "/b/y/slut.txt" };
	const char *wanted[] = { "a/x/slut", "b/x/slut", "y/slut" };
	expect(paths, wanted, 3);
}

static void extension_is_the_last_resort(void **state)
{
	(void)state;
	const char *paths[] = { "/a/slut.txt", "/a/slut.md" };
	const char *wanted[] = { "slut.txt", "slut.md" };
	expect(paths, wanted, 2);
}

static void extension_comes_before_folders(void **state)
{
	(void)state;
	const char *paths[] = { "/x/a/rapport.txt", "/x/b/rapport.txt", "/x/b/rapport.html" };
	const char *wanted[] = { "a/rapport", "b/rapport.txt", "rapport.html" };
	expect(paths, wanted, 3);
}

static void a_name_of_its_own_is_kept(void **state)
{
	(void)state;
	const char *paths[] = { "/a/slut.txt", "/a/slut.html", "/a/slut.txt.md" };
	const char *wanted[] = { "a/slut.txt", "slut.html", "slut.txt" };
	expect(paths, wanted, 3);
}

static void whole_paths_are_left(void **state)
{
	(void)state;
	const char *paths[] = { "/slut.txt", "/slut.html", "/a/slut.txt", "/a/slut.html", "/a/a/slut.html" };
	const char *wanted[] = { "/slut.txt", "/slut.html", "a/slut.txt", "/a/slut.html", "a/a/slut" };
	expect(paths, wanted, 5);
}

static void order_does_not_matter(void **state)
{
	(void)state;
	const char *paths[] = { "/data/halland/slut.txt", "/data/ensam.txt", "/data/skåne/slut.txt" };
	const char *wanted[] = { "halland/slut", "ensam", "skåne/slut" };
	expect(paths, wanted, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stems),
		cmocka_unit_test(clashes_take_folders),
		cmocka_unit_test(same_folder_names_take_more),
		cmocka_unit_test(extension_is_the_last_resort),
		cmocka_unit_test(extension_comes_before_folders),
		cmocka_unit_test(a_name_of_its_own_is_kept),
		cmocka_unit_test(whole_paths_are_left),
		cmocka_unit_test(order_does_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
