/* test_flow.c: line breaks, indents, marks. */
#include "support/unit.h"

#include "present/flow.h"

static struct buf out;
static struct present_style narrow = {.width = 20};

static int set_up(void **state)
{
	(void)state;
	buf_init(&out, 1 << 16);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_fini(&out);
	return 0;
}

static void test_wraps_with_indent(void **state)
{
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &narrow, 4);
	flow_text(&f, STR("ett två tre fyra  fem\nsex"));
	flow_end(&f);
	assert_str(buf_view(&out), "ett två tre fyra fem\n    sex\n");
}

static void test_never_breaks_at_no_break_blank(void **state)
{
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &narrow, 0);
	flow_text(&f, STR("belopp stöd 1\xC2\xA0"
			  "137\xC2\xA0"
			  "500\xC2\xA0kr"));
	flow_end(&f);
	assert_str(buf_view(&out), "belopp stöd\n1\xC2\xA0"
				   "137\xC2\xA0"
				   "500\xC2\xA0kr\n");
}

static void test_long_word_stands_alone(void **state)
{
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &narrow, 2);
	flow_text(&f, STR("a stadsdelsutvecklingsprogrammet b"));
	flow_end(&f);
	assert_str(buf_view(&out), "a\n  stadsdelsutvecklingsprogrammet\n  b\n");
}

static void test_column(void **state)
{
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &narrow, 8);
	flow_text(&f, STR("kort"));
	flow_to(&f, 8);
	flow_text(&f, STR("värde som bryts"));
	flow_to(&f, 4);
	flow_text(&f, STR("nästa"));
	flow_end(&f);
	assert_str(buf_view(&out), "kort    värde som\n        bryts\n    nästa\n");
}

static void test_marks(void **state)
{
	struct present_style color = {.width = 40, .color = true};
	struct leta_mark marks[] = {{0, 4}};
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &color, 0);
	flow_marked(&f, STR("två ordled"), marks, 1);
	flow_end(&f);
	assert_str(buf_view(&out), "\033[1mtvå\033[0m ordled\n");
}

static void test_marks_inside_words(void **state)
{
	struct present_style color = {.width = 40, .color = true};
	struct leta_mark marks[] = {{2, 6}, {8, 13}};
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &color, 0);
	flow_marked(&f, STR("abordetaord x"), marks, 2);
	flow_end(&f);
	assert_str(buf_view(&out), "ab\033[1morde\033[0mta\033[1mord x\033[0m\n");
}

static void test_no_color_no_marks(void **state)
{
	struct leta_mark marks[] = {{0, 3}};
	struct flow f;
	(void)state;
	flow_begin(&f, &out, &narrow, 0);
	flow_marked(&f, STR("abc\033[2J d"), marks, 1);
	flow_end(&f);
	assert_str(buf_view(&out), "abc[2J d\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_wraps_with_indent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_never_breaks_at_no_break_blank, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_long_word_stands_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_column, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_marks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_marks_inside_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_color_no_marks, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
