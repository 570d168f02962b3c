/* test_news.c: what is new, changed, known and ignored. saved_find() is tested by golden/new. */
#include "support/unit.h"

#include "saved/saved.h"

static struct saved_hit seen[] = {{"same", 1}, {"changed", 2}, {"gone", 3}, {"ignored", 4}, {"former", 0}};
static const struct saved_hit now[] = {
	{"come", 9}, {"same", 1}, {"ignored", 5}, {"changed", 3}, {"quiet", 6}, {"former", 7}};

static void test_compare(void **state)
{
	struct saved saved = {.seen = seen, .n_seen = 5};
	struct arena *arena = arena_new(1 << 20);
	enum saved_news *news;
	size_t n;
	(void)state;

	assert_int_equal(saved_ignore(&saved, arena, "ignored", NULL), LETA_OK);
	assert_int_equal(saved_ignore(&saved, arena, "quiet", NULL), LETA_OK);
	assert_int_equal(saved_ignore(&saved, arena, "quiet", NULL), LETA_OK);
	assert_int_equal(saved.n_ignored, 2);
	assert_int_equal(saved_compare(&saved, now, 6, arena, &news, &n, NULL), LETA_OK);
	assert_int_equal(n, 2);
	assert_int_equal(news[0], SAVED_NEW);
	assert_int_equal(news[1], SAVED_OLD);
	assert_int_equal(news[2], SAVED_IGNORED);
	assert_int_equal(news[3], SAVED_CHANGED);
	assert_int_equal(news[4], SAVED_IGNORED);
	assert_int_equal(news[5], SAVED_OLD);

	assert_int_equal(saved_unignore(&saved, "ignored", NULL), LETA_OK);
	assert_int_equal(saved_unignore(&saved, "ignored", NULL), LETA_ERR_NOT_FOUND);
	assert_int_equal(saved_compare(&saved, now, 6, arena, &news, &n, NULL), LETA_OK);
	assert_int_equal(n, 3);
	assert_int_equal(news[2], SAVED_CHANGED);
	arena_free(arena);
}

static void test_remember(void **state)
{
	struct saved_hit hits[] = {{"a", 1}, {"b", 2}, {"c", 3}};
	const enum saved_news news[] = {SAVED_IGNORED, SAVED_NEW, SAVED_OLD};
	struct saved saved = {.seen = seen, .n_seen = 5};
	(void)state;

	saved_remember(&saved, hits, 3, news, (struct saved_look){"date", "index"});
	assert_int_equal(saved.n_seen, 2);
	assert_string_equal(saved.seen[0].id, "b");
	assert_string_equal(saved.seen[1].id, "c");
	assert_string_equal(saved.looked.date, "date");
}

static void test_nothing(void **state)
{
	struct saved saved = {0};
	struct arena *arena = arena_new(1 << 20);
	enum saved_news *news;
	size_t n = 1;
	(void)state;

	assert_int_equal(saved_compare(&saved, NULL, 0, arena, &news, &n, NULL), LETA_OK);
	assert_int_equal(n, 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_compare),
					   cmocka_unit_test(test_remember),
					   cmocka_unit_test(test_nothing)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
