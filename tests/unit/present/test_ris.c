/* test_ris.c: records, the form of lines, what is unknown, tags that a document brings along. */
#include "support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "results.h"

static const struct present_style swedish = {.lang = LETA_SV, .width = 80};

static void test_records(void **state)
{
	(void)state;
	char *text = capture_results("ris", results_full(), swedish);

	assert_string_equal(
		text,
		"TY  - GEN\r\n"
		"ID  - a-1\r\n"
		"AU  - Ekby kommun – Arbetsenheten,\r\n"
		"TI  - =SUMMA \"Vägen in\" [31m<b>\r\n"
		"PY  - 2009\r\n"
		"DA  - 2009/09/14/\r\n"
		"PB  - Ekby kommun, Arbetsenheten\r\n"
		"N1  - Projektperiod: 14\u00A0sep\u00A02009–14\u00A0maj\u00A02010. Region: Sydsverige. "
		"Programområde: Kompetensförsörjning. Projektfas: Genomförande. "
		"Beviljat stöd: 1\u00A0137\u00A0500\u00A0kr. Total budget: "
		"2\u00A0000\u00A0000\u00A0kr.\r\n"
		"N1  - Sökfråga: sprak · Tolkad: språk · Träffar: 2 · "
		"Datum: 2026-01-01T00:00:00+00:00 · Program: leta 0.1.0\r\n"
		"ER  - \r\n\r\n"
		"TY  - GEN\r\n"
		"ID  - b-2\r\n"
		"TI  - b-2\r\n"
		"N1  - Sökfråga: sprak · Tolkad: språk · Träffar: 2 · "
		"Datum: 2026-01-01T00:00:00+00:00 · Program: leta 0.1.0\r\n"
		"ER  - \r\n\r\n");
	free(text);
}

static void test_awkward(void **state)
{
	(void)state;
	char *text = capture_results("ris", results_awkward(), swedish);

	assert_string_equal(
		text, "TY  - RPRT\r\n"
		      "ID  - ar-1--x--eddf0212f3486bfb\r\n"
		      "AU  - Ekby kommun – Enhet {A,\r\n"
		      "TI  - A } 100 % \\b & c_d #1 $x ~y ^z {\r\n"
		      "PY  - 2012\r\n"
		      "DA  - 2012/05//\r\n"
		      "PB  - Ekby kommun\r\n"
		      "SN  - 2011-3_4\r\n"
		      "UR  - https://ekby.example/a_b?c={1}&d=%20\r\n"
		      "AB  - Rad ett ER - @misc{x}\r\n"
		      "KW  - Ämne A\r\n"
		      "KW  - Ämne B\r\n"
		      "N1  - Diarienummer: 2011-3_4.\r\n"
		      "N1  - Sökfråga: kontakt:a@b.example · Tolkad: kontakt:a@b.example · "
		      "Träffar: 1 · Index: 0123456789abcdef · "
		      "Datum: 2026-01-01T00:00:00+00:00 · Program: leta 0.1.0\r\n"
		      "ER  - \r\n\r\n");
	free(text);
}

static void test_none(void **state)
{
	(void)state;
	char *text = capture_results("ris", results_none(), swedish);

	assert_string_equal(text, "");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_records),
					   cmocka_unit_test(test_awkward),
					   cmocka_unit_test(test_none)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
