/*
 * test_lines.c: white space, owed line ends, headings, items, rows of tables, pages.
 */
#include "support/unit.h"
#include "extract/lines.h"

static struct lines l;

static int begin(void **state)
{
	(void)state;
	lines_init(&l, 10000);
	return 0;
}

static int end(void **state)
{
	(void)state;
	lines_fini(&l);
	return 0;
}

static void assert_text(const char *wanted)
{
	assert_int_equal(l.out.status, LETA_OK);
	assert_string_equal(l.out.data ? l.out.data : "", wanted);
}

static void test_white_space(void **state)
{
	(void)state;
	lines_gap(&l);
	lines_text(&l, STR("  ett\n\t två"));
	lines_text(&l, STR("  "));
	lines_text(&l, STR("tre"));
	lines_gap(&l);
	lines_break(&l);
	lines_text(&l, STR(" fyra "));
	lines_break(&l);
	lines_text(&l, STR("1\xC2\xA0" "000"));
	lines_gap(&l);
	assert_text("ett två tre\n\nfyra\n1\xC2\xA0" "000");
}

static void test_headings_and_items(void **state)
{
	(void)state;
	lines_heading(&l, 2);
	lines_text(&l, STR("Mål"));
	lines_gap(&l);
	lines_item(&l);
	lines_text(&l, STR("ett"));
	lines_item(&l);
	lines_text(&l, STR("två"));
	lines_heading(&l, 9);
	lines_gap(&l);
	lines_text(&l, STR("text"));
	assert_text("## Mål\n\n• ett\n• två\n\ntext");
}

static void row(const char *const *cells)
{
	lines_row(&l);
	for (; *cells; cells++) {
		lines_cell(&l);
		lines_gap(&l); /* paragraphs in cells */
		lines_text(&l, str_from(*cells));
		lines_gap(&l);
	}
	lines_row_end(&l);
}

static void test_rows(void **state)
{
	static const char *const pair[] = {"Region", "Skåne", NULL};
	static const char *const wide[] = {"År", "", "Deltagare", "I arbete", NULL};
	static const char *const one[] = {"ensam", NULL};
	static const char *const empty[] = {"", "", NULL};
	(void)state;
	lines_text(&l, STR("före"));
	lines_gap(&l);
	row(pair);
	row(wide);
	row(empty);
	row(one);
	lines_text(&l, STR("efter"));
	assert_text("före\n\nRegion\nSkåne\nÅr | Deltagare | I arbete\nensam\nefter");
}

static void test_many_cells(void **state)
{
	(void)state;
	lines_row(&l);
	for (int i = 0; i < 200; i++) {
		lines_cell(&l);
		lines_text(&l, STR("c"));
	}
	lines_row_end(&l);
	assert_int_equal(l.out.status, LETA_OK);
	assert_true(l.n_cells <= LINES_CELLS_MAX);
}

static void test_pages(void **state)
{
	(void)state;
	lines_page(&l);
	lines_text(&l, STR("ett ord"));
	lines_page(&l);
	lines_text(&l, STR("mitt i"));
	lines_gap(&l);
	lines_page(&l);
	lines_heading(&l, 1);
	lines_text(&l, STR("Nytt"));
	lines_page(&l);
	assert_text("ett ord\fmitt i\n\f\n# Nytt");
}

static void test_limit(void **state)
{
	(void)state;
	for (int i = 0; i < 3000; i++)
		lines_text(&l, STR("text "));
	assert_int_equal(l.out.status, LETA_ERR_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_white_space, begin, end),
		cmocka_unit_test_setup_teardown(test_headings_and_items, begin, end),
		cmocka_unit_test_setup_teardown(test_rows, begin, end),
		cmocka_unit_test_setup_teardown(test_many_cells, begin, end),
		cmocka_unit_test_setup_teardown(test_pages, begin, end),
		cmocka_unit_test_setup_teardown(test_limit, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
