/* test_date.c: leap years, days back and forth, and what a date in a query may look like. */
#include "support/unit.h"

#include "base/date.h"

static void test_valid(void **state)
{
	static const int64_t good[] = {10101, 20000229, 20040229, 20140228, 20141231, 99991231};
	static const int64_t bad[] = {0,        20140001, 20141301, 20140100, 20140132,  20140431,
				      19000229, 21000229, 20150229, 99991232, 100000101, -20140101};

	(void)state;
	for (size_t i = 0; i < LENGTH(good); i++)
		assert_true(date_valid(good[i]));
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(date_valid(bad[i]));
}

static void test_days(void **state)
{
	int64_t date = 18991231;

	(void)state;
	assert_int_equal(date_days(19700101), 0);
	assert_int_equal(date_days(19691231), -1);
	assert_int_equal(date_days(20000301), 11017);
	assert_int_equal(date_from_days(-719162), 10101);
	/* Each day from 1900 to 2100 has the next number, and comes back. */
	for (int64_t days = date_days(19000101); days <= date_days(21001231); days++) {
		int64_t next = date_from_days(days);

		assert_true(date_valid(next) && next > date);
		assert_int_equal(date_days(next), days);
		date = next;
	}
	assert_int_equal(date, 21001231);
}

static void test_span(void **state)
{
	(void)state;
	assert_int_equal(date_span(20140201, 20140201), 1);
	assert_int_equal(date_span(20160201, 20160301), 30);
	assert_int_equal(date_span(20150101, 20151231), 365);
	assert_int_equal(date_span(20150102, 20150101), 0);
}

static void test_iso(void **state)
{
	static const struct str bad[] = {
		STR_INIT(""),           STR_INIT("2014-02"),     STR_INIT("2014-02-30"),
		STR_INIT("2014/02/01"), STR_INIT("2014-02-011"), STR_INIT("2014-2-01"),
		STR_INIT("0000-01-01"), STR_INIT("-014-02-01"),  STR_INIT("2014-02-0")};
	int64_t date = 5;
	size_t used = 6;

	(void)state;
	assert_true(date_parse_iso(STR("2014-02-01 och"), &date, &used));
	assert_int_equal(date, 20140201);
	assert_int_equal(used, 10);
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(date_parse_iso(bad[i], &date, &used));
	assert_int_equal(date, 20140201);
}

static void test_range(void **state)
{
	static const struct {
		struct str text;
		int64_t first, last;
	} good[] = {
		{STR_INIT("2014"), 20140101, 20141231},
		{STR_INIT("2010-06"), 20100601, 20100630},
		{STR_INIT("2016-02"), 20160201, 20160229},
		{STR_INIT("1900-02"), 19000201, 19000228},
		{STR_INIT("2014-02-01"), 20140201, 20140201},
	};
	static const struct str bad[] = {
		STR_INIT(""),       STR_INIT("201"),        STR_INIT("20145"),
		STR_INIT("2014-"),  STR_INIT("2014-13"),    STR_INIT("2014-00"),
		STR_INIT("2014-6"), STR_INIT("2014-02-30"), STR_INIT("2014-02-01x"),
		STR_INIT("0000"),   STR_INIT("2014-06-"),   STR_INIT("å014"),
		STR_INIT("2014 06")};
	int64_t first = 1, last = 2;

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(date_parse_range(bad[i], &first, &last));
	assert_int_equal(first, 1);
	assert_int_equal(last, 2);
	for (size_t i = 0; i < LENGTH(good); i++) {
		assert_true(date_parse_range(good[i].text, &first, &last));
		assert_int_equal(first, good[i].first);
		assert_int_equal(last, good[i].last);
	}
}

static void test_format(void **state)
{
	char text[11];

	(void)state;
	date_format_iso(20140201, text);
	assert_string_equal(text, "2014-02-01");
	date_format_iso(10101, text);
	assert_string_equal(text, "0001-01-01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid), cmocka_unit_test(test_days),
		cmocka_unit_test(test_span),  cmocka_unit_test(test_iso),
		cmocka_unit_test(test_range), cmocka_unit_test(test_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
