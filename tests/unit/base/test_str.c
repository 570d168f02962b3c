/* test_str.c: comparing, searching, trimming and cutting views, with empty ones and ends. */
#include "support/unit.h"

static const struct str nothing = {NULL, 0};

static void test_compare(void **state)
{
	(void)state;
	assert_true(str_eq(nothing, STR("")));
	assert_true(str_eq(STR("å"), STR("å")));
	assert_false(str_eq(STR("a"), STR("ab")));
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("b"), STR("ab")) > 0);
	assert_true(str_cmp(STR("z"), STR("å")) < 0); /* bytes are unsigned */
	assert_int_equal(str_cmp(nothing, STR("")), 0);
	assert_true(str_cmp(nothing, STR("a")) < 0);
}

static void test_starts_ends(void **state)
{
	(void)state;
	assert_true(str_starts(STR("region"), STR("reg")));
	assert_true(str_starts(STR("region"), nothing));
	assert_false(str_starts(STR("reg"), STR("region")));
	assert_true(str_ends(STR("region"), STR("ion")));
	assert_true(str_ends(STR("region"), STR("region")));
	assert_false(str_ends(STR("ion"), STR("region")));
	assert_true(str_starts(nothing, nothing));
}

static void test_find(void **state)
{
	const size_t none = (size_t)-1;

	(void)state;
	assert_int_equal(str_find(STR("aabaab"), STR("aab"), 0), 0);
	assert_int_equal(str_find(STR("aabaab"), STR("aab"), 1), 3);
	assert_int_equal(str_find(STR("aaab"), STR("aab"), 0), 1);
	assert_int_equal(str_find(STR("aabaab"), STR("aab"), 4), none);
	assert_int_equal(str_find(STR("ab"), STR("abc"), 0), none);
	assert_int_equal(str_find(STR("ab"), STR(""), 2), 2);
	assert_int_equal(str_find(STR("ab"), STR("b"), 3), none);
	assert_int_equal(str_find(nothing, STR("b"), 0), none);
	assert_int_equal(str_find(nothing, nothing, 0), 0);
}

static void test_sub(void **state)
{
	(void)state;
	assert_str(str_sub(STR("abc"), 1, 2), "b");
	assert_str(str_sub(STR("abc"), 1, 9), "bc");
	assert_int_equal(str_sub(STR("abc"), 7, 9).len, 0);
	assert_int_equal(str_sub(STR("abc"), 2, 1).len, 0);
	assert_int_equal(str_sub(nothing, 0, 1).len, 0);
}

static void test_trim(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t\r\n\u00A0\u202F\u2009\uFEFFå b\uFEFF\u2009\n ")), "å b");
	assert_int_equal(str_trim(STR(" \u00A0 ")).len, 0);
	assert_str(str_trim(STR("\u2008x")), "\u2008x"); /* not one of ours */
	assert_int_equal(str_trim(nothing).len, 0);
}

static void test_lines(void **state)
{
	struct str rest = STR("a\r\n\nb\rc\r"), line;

	(void)state;
	assert_true(str_line(&rest, &line));
	assert_str(line, "a");
	assert_true(str_line(&rest, &line));
	assert_str(line, "");
	assert_true(str_line(&rest, &line));
	assert_str(line, "b\rc\r"); /* no LF, so the CR is text */
	assert_false(str_line(&rest, &line));
	rest = STR("a\n");
	assert_true(str_line(&rest, &line));
	assert_false(str_line(&rest, &line));
	rest = nothing;
	assert_false(str_line(&rest, &line));
}

static void test_cut(void **state)
{
	struct str rest = STR("a,,b,"), piece;

	(void)state;
	assert_true(str_cut(&rest, ',', &piece));
	assert_str(piece, "a");
	assert_true(str_cut(&rest, ',', &piece));
	assert_str(piece, "");
	assert_true(str_cut(&rest, ',', &piece));
	assert_str(piece, "b");
	assert_true(str_cut(&rest, ',', &piece));
	assert_str(piece, "");
	assert_false(str_cut(&rest, ',', &piece));
	rest = STR("");
	assert_true(str_cut(&rest, ',', &piece)); /* an empty text is one empty piece */
	assert_false(str_cut(&rest, ',', &piece));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compare), cmocka_unit_test(test_starts_ends),
		cmocka_unit_test(test_find),    cmocka_unit_test(test_sub),
		cmocka_unit_test(test_trim),    cmocka_unit_test(test_lines),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
