/*
 * test_rtf.c: characters, paragraphs and what is no text in Rich Text Format.
 */
#include "support/unit.h"
#include "extract/extract.h"

static void assert_rtf(const char *rtf, enum extract_end end, const char *wanted)
{
	struct lines l;
	lines_init(&l, (size_t)1 << 20);
	assert_int_equal(extract_rtf(str_from(rtf), &l), end);
	if (end == EXTRACT_DONE)
		assert_string_equal(l.out.data ? l.out.data : "", wanted);
	lines_fini(&l);
}

static void test_characters(void **state)
{
	(void)state;
	assert_rtf("{\\rtf1 v\\'e4g \\u229?\\u8211  -slut\\~kr \\{x\\}\\\\}", EXTRACT_DONE,
		   "väg å–-slut\xC2\xA0" "kr {x}\\");
	assert_rtf("{\\rtf1\\uc2 \\u246\\'f6\\'f6!\\uc0\\u246 }", EXTRACT_DONE, "ö!ö");
	assert_rtf("{\\rtf1 \\u-10179?\\u-8704?\\ldblquote a\\rdblquote}", EXTRACT_DONE,
		   "\xF0\x9F\x98\x80“a”");
	assert_rtf("{\\rtf1 \\'93citat\\'94 \\'81}", EXTRACT_DONE, "“citat”");
}

static void test_paragraphs(void **state)
{
	(void)state;
	assert_rtf("{\\rtf1 ett\\line\ntv\\'e5\\par tre\\page fyra\\tab fem}", EXTRACT_DONE,
		   "ett\ntvå\n\ntre\ffyra fem");
}

static void test_left_out(void **state)
{
	(void)state;
	assert_rtf("{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\okänd x}{\\info{\\title y}}"
		   "{\\pict\\bin4 }}{}z}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt kvar}}}",
		   EXTRACT_DONE, "kvar");
}

static void test_damaged(void **state)
{
	struct buf deep;
	(void)state;
	assert_rtf("ingen rtf", EXTRACT_DAMAGED, NULL);
	assert_rtf("{\\rtf1 avbruten \\'e", EXTRACT_DONE, "avbruten e");
	assert_rtf("{\\rtf1 a}}}}b\\bin99999", EXTRACT_DONE, "ab");
	buf_init(&deep, 100000);
	buf_cstr(&deep, "{\\rtf1");
	for (int i = 0; i < 5000; i++)
		buf_char(&deep, '{');
	assert_rtf(deep.data, EXTRACT_LIMIT, NULL);
	buf_fini(&deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_characters), cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_left_out), cmocka_unit_test(test_damaged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
