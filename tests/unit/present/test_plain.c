/* test_plain.c: what may reach a terminal, and how wide it is. */
#include "support/unit.h"

#include "present/plain.h"

static void assert_plain(struct str from, const char *expected, unsigned width)
{
	struct buf out;

	buf_init(&out, 1 << 12);
	plain_append(&out, from);
	assert_string_equal(out.data, expected);
	assert_int_equal(plain_width(from), width);
	buf_fini(&out);
}

static void test_plain(void **state)
{
	(void)state;
	assert_plain(STR("räksmörgås"), "räksmörgås", 10);
	assert_plain(STR("a\tb\nc"), "a b c", 5);
	assert_plain(STR("a\033[31mb\x07"), "a[31mb", 6);
	assert_plain(STR("a\xC2\x9B"
			 "2Jb"),
		     "a2Jb", 4);                                    /* the one-character CSI */
	assert_plain(STR("x\xE2\x80\xAEy\xE2\x81\xA6z"), "xyz", 3); /* direction marks */
	assert_plain(STR("e\xCC\x81"), "e\xCC\x81", 1);             /* combining acute */
	assert_plain(STR("日本"), "日本", 4);
	assert_plain(STR("\xFF"), "\xEF\xBF\xBD", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
