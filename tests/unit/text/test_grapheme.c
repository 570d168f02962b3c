/*
 * test_grapheme.c: a text is never cut inside what a reader sees as one character.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/grapheme.h"

/* a, e + U+0301, ö, the family U+1F469 ZWJ U+1F467, b */
#define SAMPLE "ae\xCC\x81\xC3\xB6\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" "b"

static void test_boundaries(void **state)
{
	static const size_t starts[] = {0, 1, 4, 6, 17, 18};
	struct str s = STR(SAMPLE);
	size_t k = 0;
	(void)state;
	assert_int_equal(s.len, 18);
	for (size_t offset = 0; offset <= s.len; offset++) {
		if (k + 1 < sizeof(starts) / sizeof(starts[0]) && offset >= starts[k + 1])
			k++;
		assert_int_equal(text_grapheme_before(s, offset), starts[k]);
		assert_int_equal(text_grapheme_after(s, offset),
				 offset == starts[k] ? offset : starts[k + 1]);
	}
	assert_int_equal(text_grapheme_after(s, 99), s.len);
	assert_int_equal(text_grapheme_before(STR(""), 0), 0);
}

/* Far into a long text, and where marks never end. */
static void test_long(void **state)
{
	char text[4000];
	(void)state;
	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "\xC3\xA5", 2);
	struct str s = {text, sizeof(text)};
	assert_int_equal(text_grapheme_before(s, 3001), 3000);
	assert_int_equal(text_grapheme_after(s, 3001), 3002);
	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "\xCC\x81", 2);
	assert_in_range(text_grapheme_before(s, 2001), 0, 2001);
	assert_int_equal(text_grapheme_before(s, 2001) % 2, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boundaries),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests_name("text grapheme", tests, NULL, NULL);
}
