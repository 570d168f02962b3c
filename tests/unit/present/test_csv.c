/* test_csv.c: a row a hit, quotes, formulas, unknown values. */
#include "support/unit.h"

#include <stdlib.h>

#include "capture.h"
#include "results.h"

#define HEAD                                                                                       \
	"\xEF\xBB\xBFrank,id,score,title,kind,owner,region,programme_area,phase,start,end,"        \
	"grant_sek,budget_sek,municipalities,topics,section,page,snippet,"                \
	"fund,programme_period,counties,partners,cofinanciers,dnr,source_url,reasons,differences," \
	"query,understood,total,index,date\r\n"
#define SEARCH "sprak,språk,2,,2026-01-01T00:00:00+00:00\r\n"

static void test_rows(void **state)
{
	(void)state;
	char *text = capture_results("csv", results_full(), (struct present_style){0});

	assert_string_equal(
		text,
		HEAD "1,a-1,12.3457,\"'=SUMMA \"\"Vägen in\"\" \033[31m\xE2\x80\xAE<b>\",projekt,"
		     "\"Ekby kommun, Arbetsenheten\",Sydsverige,Kompetensförsörjning,Genomförande,"
		     "2009-09-14,2010-05-14,1137500,2000000,\"Ekby; Almsta, södra\",,Bakgrund,6,"
		     "\"Både språk och\nförråd behövs.\",,,,,,,,språk i titeln; Sydsverige,," SEARCH
		     "2,b-2,0.5,,text,,,,,,,,,,,,,,,,,,,,,,," SEARCH);
	free(text);
}

static void test_none(void **state)
{
	(void)state;
	char *text = capture_results("csv", results_none(), (struct present_style){0});

	assert_string_equal(text, HEAD);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows),
					   cmocka_unit_test(test_none)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
