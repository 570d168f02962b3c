/* test_bibtex.c: entries, escapes, what is unknown, braces that always balance. */
#include "support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "results.h"

static const struct present_style english = {.lang = LETA_EN, .width = 80};

static void test_entries(void **state)
{
	(void)state;
	char *text = capture_results("bibtex", results_full(), english);

	assert_string_equal(
		text, "% Query: sprak\n"
		      "% Understood: språk\n"
		      "% Hits: 2\n"
		      "% Date: 2026-01-01T00:00:00+00:00\n"
		      "% Program: leta 0.1.0\n"
		      "\n"
		      "@misc{a-1,\n"
		      "  author = {{Ekby kommun, Arbetsenheten}},\n"
		      "  title = {{=SUMMA \"Vägen in\" [31m<b>}},\n"
		      "  organization = {{Ekby kommun, Arbetsenheten}},\n"
		      "  year = {2009},\n"
		      "  month = sep,\n"
		      "  note = {Project period: 14\u00A0Sep\u00A02009–14\u00A0May\u00A02010. Region: Sydsverige. "
		      "Programme area: Kompetensförsörjning. Phase: Genomförande. "
		      "Grant: SEK\u00A01,137,500. Budget: SEK\u00A02,000,000.}\n"
		      "}\n\n"
		      "@misc{b-2,\n"
		      "  title = {{b-2}}\n"
		      "}\n\n");
	free(text);
}

static void test_awkward(void **state)
{
	(void)state;
	char *text = capture_results("bibtex", results_awkward(), english);

	assert_string_equal(
		text,
		"% Query: kontakt:a(at)b.example\n"
		"% Understood: kontakt:a(at)b.example\n"
		"% Hits: 1\n"
		"% Index: 0123456789abcdef\n"
		"% Date: 2026-01-01T00:00:00+00:00\n"
		"% Program: leta 0.1.0\n"
		"\n"
		"@techreport{ar-1--x--eddf0212f3486bfb,\n"
		"  author = {{Ekby kommun, Enhet \\textbraceleft{}A}},\n"
		"  title = {{A \\textbraceright{} 100 \\% \\textbackslash{}b \\& c\\_d \\#1 \\$x "
		"\\textasciitilde{}y \\textasciicircum{}z \\textbraceleft{}}},\n"
		"  institution = {{Ekby kommun}},\n"
		"  year = {2012},\n"
		"  month = may,\n"
		"  number = {2011-3\\_4},\n"
		"  url = {https://ekby.example/a_b?c=%7B1%7D&d=%20},\n"
		"  abstract = {Rad ett ER - @misc\\{x\\}},\n"
		"  keywords = {Ämne A, Ämne B},\n"
		"  note = {Reference number: 2011-3\\_4.}\n"
		"}\n\n");
	free(text);
}

/* A reader of BibTeX finds the end of an entry by counting braces. */
static void test_braces_balance(void **state)
{
	(void)state;
	const struct leta_results *const all[] = {results_full(), results_awkward()};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		char *text = capture_results("bibtex", all[i], english);
		int depth = 0;
		for (const char *c = text; *c; c++) {
			depth += (*c == '{') - (*c == '}');
			assert_true(depth >= 0);
			if (*c == '@' && c[1] != 'm' && c[1] != 't')
				fail_msg("an entry begins at: %s", c);
		}
		assert_int_equal(depth, 0);
		free(text);
	}
}

static void test_none(void **state)
{
	(void)state;
	char *text = capture_results("bibtex", results_none(), english);

	assert_non_null(strstr(text, "% Hits: 0\n"));
	assert_null(strchr(text, '@'));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries), cmocka_unit_test(test_awkward),
		cmocka_unit_test(test_braces_balance), cmocka_unit_test(test_none)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
