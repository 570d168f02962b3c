/*
 * test_lists.c: the word lists are searched by halves, so each must be in order. Their sources are taken in
 * here, because the lists are nobody else's business.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/compound_lists.c"
#include "text/protect.c"
#include "text/stopwords.c"

static void in_order(const char *const *list, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (strcmp(list[i - 1], list[i]) >= 0)
			fail_msg("'%s' comes before '%s'", list[i - 1], list[i]);
	}
	assert_true(wordlist_has(list, n, str_from(list[0])));
	assert_true(wordlist_has(list, n, str_from(list[n - 1])));
	assert_false(wordlist_has(list, n, STR("zzz")));
}

static void lists_are_in_order(void **state)
{
	(void)state;
	in_order(STOPWORDS, N(STOPWORDS));
	in_order(PROTECTED, N(PROTECTED));
	in_order(NO_FIRST, N(NO_FIRST));
	in_order(NO_LAST, N(NO_LAST));
	in_order(WHOLE, N(WHOLE));
	in_order(INSTITUTIONS, N(INSTITUTIONS));
}

static void given_parts(void **state)
{
	(void)state;
	assert_string_equal(compound_given(STR("långtidsarbetslös"), false), "långtids|arbetslös");
	assert_string_equal(compound_given(STR("långtidsarbetslösa"), true), "långtids|arbetslös");
	assert_null(compound_given(STR("långtidsarbetslösa"), false));
	assert_null(compound_given(STR("långtid"), true));
	assert_null(compound_given(STR("långtidsarbetslöshetssiffrorna"), true));
}

static void hashes_differ(void **state)
{
	(void)state;
	assert_true(text_stopwords_hash() != text_protect_hash());
	assert_true(text_protect_hash() != compound_lists_hash());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_in_order),
		cmocka_unit_test(given_parts),
		cmocka_unit_test(hashes_differ),
	};

	return cmocka_run_group_tests_name("text lists", tests, NULL, NULL);
}
