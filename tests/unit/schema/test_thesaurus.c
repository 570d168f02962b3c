/*
 * test_thesaurus.c: look-ups in the thesaurus and its topics.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "leta/error.h"
#include "schema/thesaurus.h"

static bool is_candidate(const char *word, const char *term)
{
	const struct thesaurus_entry *entry = NULL;
	while ((entry = thesaurus_next(str_from(word), entry)))
		if (str_eq(str_from(entry->term), str_from(term)))
			return true;
	return false;
}

static void test_candidates(void **state)
{
	(void)state;
	assert_true(is_candidate("Upphandlingar", "upphandling"));
	assert_true(is_candidate("EU:s", "EU"));
	assert_true(is_candidate("städer", "stadsdel"));
	assert_true(is_candidate("utrikes", "utrikes född"));
	assert_false(is_candidate("integration", "upphandling"));
	assert_null(thesaurus_next(STR(""), NULL));
	assert_null(thesaurus_next(STR("§"), NULL));
}

static double weight_between(const char *from, const char *to)
{
	const struct thesaurus_entry *entry = NULL;
	while ((entry = thesaurus_next(str_from(from), entry)))
		for (size_t i = 0; str_eq(str_from(entry->term), str_from(from)) && i < entry->n_targets; i++)
			if (str_eq(str_from(entry->targets[i].term), str_from(to)))
				return entry->targets[i].weight;
	return 0;
}

static void test_directions(void **state)
{
	(void)state;
	assert_true(weight_between("nyanländ", "utrikes född") > 0);
	assert_true(weight_between("utrikes född", "nyanländ") == 0);
	assert_true(weight_between("integration", "mottagande") == 0);
	assert_true(weight_between("samverkan", "samarbete") <= 0.1);
	assert_true(weight_between("upphandling", "upphandlande") == 0.5);
}

static void test_topics(void **state)
{
	static const char *const names[] = {"nyanlanda", "NYANLÄNDA", "Nyanlända och flyktingmottagande",
					    "newly arrived migrants and refugee reception"};
	size_t n;
	(void)state;
	assert_non_null(thesaurus_topics(&n));
	assert_true(n >= 28);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct thesaurus_topic *topic = thesaurus_find_topic(str_from(names[i]));
		assert_non_null(topic);
		assert_string_equal(topic->id, "nyanlanda");
	}
	assert_non_null(thesaurus_find_topic(STR("social_innovation")));
	assert_non_null(thesaurus_find_topic(STR("Social innovation")));
	assert_null(thesaurus_find_topic(STR("Nyanlanda och flyktingmottagande")));
	assert_null(thesaurus_find_topic(STR("")));
}

static void test_signature(void **state)
{
	char a[THESAURUS_SIGNATURE_MAX], b[THESAURUS_SIGNATURE_MAX];
	(void)state;
	assert_true(str_starts(str_from(thesaurus_sign("one", a)), STR("one ")));
	thesaurus_sign("two", b);
	assert_string_equal(a + 3, b + 3);
	assert_string_not_equal(a, b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_candidates),
		cmocka_unit_test(test_directions),
		cmocka_unit_test(test_topics),
		cmocka_unit_test(test_signature),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
