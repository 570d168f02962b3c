/* test_text.c: hits for a person: nothing dangerous, nothing unknown shown as empty, bold only with
 * colour. */
#include "support/unit.h"

#include <stdlib.h>

#include "capture.h"
#include "results.h"

#define NB "\xC2\xA0"

static void test_swedish(void **state)
{
	(void)state;
	char *text = capture_results("text", results_full(),
				     (struct present_style){.lang = LETA_SV, .width = 80});

	assert_string_equal(text, "2 träffar för: sprak\n"
				  "Även: språk\n"
				  "\n 1. =SUMMA \"Vägen in\" [31m<b>\n"
				  "    Ekby kommun, Arbetsenheten · Sydsverige · 14" NB "sep" NB
				  "2009–14" NB "maj" NB "2010 ·\n"
				  "    1" NB "137" NB "500" NB "kr av 2" NB "000" NB "000" NB "kr\n"
				  "    Varför: språk i titeln; Sydsverige\n"
				  "    Både språk och förråd behövs. (Bakgrund, s." NB "6–7)\n"
				  "    a-1\n"
				  "\n 2. b-2\n"
				  "    b-2\n"
				  "\nRegion\n"
				  "  Sydsverige  1\n"
				  "  (okänt)     1\n"
				  "  I en fråga: region:=\"Sydsverige\", med - framför för att välja bort;\n"
				  "    okänt:region\n");
	free(text);
}

static void test_english_in_colour(void **state)
{
	(void)state;
	char *text = capture_results(
		"text", results_full(),
		(struct present_style){.lang = LETA_EN, .width = 60, .color = true});

	assert_non_null(strstr(text, "2 hits for: sprak\nAlso: språk\n"));
	assert_non_null(strstr(text, " 1. \033[1m=SUMMA \"Vägen in\" [31m<b>\033[0m\n"));
	assert_non_null(strstr(text, "Både \033[1mspråk\033[0m"));
	assert_non_null(strstr(text, "(Bakgrund, pp." NB "6–7)"));
	assert_non_null(strstr(text, "(unknown)"));
	free(text);
}

static void test_none(void **state)
{
	(void)state;
	char *text = capture_results("text", results_none(),
				     (struct present_style){.lang = LETA_SV, .width = 80});

	assert_string_equal(text, "Inga träffar för: intet\n");
	free(text);
}

static void test_part_of_a_list(void **state)
{
	struct leta_results part = *results_full();
	(void)state;
	part.total = 37;
	part.offset = 10;
	part.n_facets = 0;
	char *text = capture_results("text", &part, (struct present_style){.width = 80});

	assert_non_null(strstr(text, "\nTräff 11–12 av 37; nästa: --offset 12\n"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_swedish),
		cmocka_unit_test(test_english_in_colour),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_part_of_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
