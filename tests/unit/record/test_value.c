/* test_value.c: spellings of money, dates, periods, phone numbers and rates, and what is none of
 * them. */
#include "support/unit.h"

#include "record/value.h"

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"
#define THIN "\xE2\x80\x89"
#define NONE INT64_MIN

struct spelling {
	const char *text;
	int64_t value; /* NONE: refused */
};

static void check(bool (*read)(struct str, int64_t *), const struct spelling *table, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int64_t value = NONE;
		bool ok = read(str_from(table[i].text), &value);

		if (ok != (table[i].value != NONE) || value != table[i].value)
			fail_msg("'%s' gives %lld", table[i].text, (long long)value);
	}
}

static void test_money(void **state)
{
	static const struct spelling table[] = {
		{"450 000 kr", 450000},
		{"450" NBSP "000 kr", 450000},
		{"1" NARROW "137" NARROW "500 kr", 1137500},
		{"1" THIN "137" NBSP "500 kr.", 1137500},
		{"1.137.500 kronor", 1137500},
		{"9612018", 9612018},
		{"SEK 9 612 018", 9612018},
		{"250 000:-", 250000},
		{"250 000 :-", 250000},
		{"372 226,00 kr", 372226},
		{"372 226,50", 372227},
		{"1,1 mkr", 1100000},
		{"1.1 mkr", 1100000},
		{"1.137 mkr", 1137000},
		{"2 mnkr", 2000000},
		{"2,5 miljoner kronor", 2500000},
		{"450 tkr", 450000},
		{"12 TKR", 12000},
		{"0 kr", 0},
		{"  7 kr ", 7},
		{"450,000 kr", NONE}, /* neither 450 nor surely 450 000 */
		{"372 226 EUR", NONE},
		{"372 226 €", NONE},
		{"45 00 kr", NONE},
		{"4500 000 kr", NONE},
		{"kr", NONE},
		{"", NONE},
		{"ca 5 kr", NONE},
		{"-5 kr", NONE},
		{"2014-02-01", NONE},
		{"9999999999999999999 kr", NONE},
		{"999999999999999 mkr", NONE},
	};
	(void)state;
	check(value_money, table, LENGTH(table));
}

static void test_date(void **state)
{
	static const struct spelling table[] = {
		{"2014-02-01", 20140201},
		{"2014‑02‑01", 20140201}, /* U+2011 */
		{"2014/02/01", 20140201},
		{"20140201", 20140201},
		{"2014-02-01T00:00:00Z", 20140201},
		{"2014-02-01 12:30", 20140201},
		{"2014-02", 20140201},
		{"2014", 20140101},
		{"15 maj 2011", 20110515},
		{"Den 3 Sept. 2011", 20110903},
		{"1 jan 2018", 20180101},
		{"29 februari 2012", 20120229},
		{"29 februari 2011", NONE},
		{"maj 2011", 20110501},
		{"15 maj", NONE}, /* of which year? */
		{"2014-13-01", NONE},
		{"2016/00403", NONE},
		{"1850", NONE},
		{"i maj 2011", NONE},
		{"", NONE},
	};
	(void)state;
	check(value_date, table, LENGTH(table));
}

static void test_last_date(void **state)
{
	static const struct spelling table[] = {
		{"2014-02-01", 20140201}, {"2014-02", 20140228}, {"2012-02", 20120229},
		{"2014", 20141231},       {"juni 2015", 20150630}, {"2014-13", NONE},
	};
	(void)state;
	check(value_last_date, table, LENGTH(table));
}

static void test_period(void **state)
{
	static const struct {
		const char *text;
		int64_t start, end;
	} table[] = {
		{"2014-02-01 till 2014-09-30", 20140201, 20140930},
		{"2016-10-01-2018-09-30", 20161001, 20180930},
		{"2016-12-01 - 2020-08-31", 20161201, 20200831},
		{"2016-12-01 – 2020-08-31", 20161201, 20200831},
		{"2011-05-15--2011-12-15", 20110515, 20111215},
		{"1 jan 2018 – 31 dec 2020", 20180101, 20201231},
		{"15 maj – 15 december 2011", 20110515, 20111215},
		{"2014-02 till och med 2014-04", 20140201, 20140430},
		{"2014-2016", 20140101, 20161231},
		{"2014-02-01 t.o.m. 2014-09-30", 20140201, 20140930},
		{"2014-02-01", 0, 0},
		{"2014-02-01 till", 0, 0},
		{"2014-02-30 till 2014-09-30", 0, 0},
		{"2014-02-01 till 2014-09-30 eller senare", 0, 0},
		{"", 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		int64_t start = 0, end = 0;
		bool ok = value_period(str_from(table[i].text), &start, &end);

		if (ok != (table[i].start != 0) || start != table[i].start || end != table[i].end)
			fail_msg("'%s' gives %lld–%lld", table[i].text, (long long)start,
				 (long long)end);
	}
}

static void test_phone(void **state)
{
	static const struct {
		const char *text, *number; /* NULL: refused */
	} table[] = {
		{"08-785 41 78", "+4687854178"},
		{"08-7854178", "+4687854178"},
		{"040-34 10 49", "+4640341049"},
		{"0706171318", "+46706171318"},
		{"+46 (0)8-123 45 67", "+4681234567"},
		{"0046 8 123 45 67", "+4681234567"},
		{"(08) 123 45 67", "+4681234567"},
		{"+47 22 12 34 56", "+4722123456"},
		{"123 45 67", NULL}, /* without an area */
		{"08-12", NULL},
		{"08-123 45 67, växel", NULL},
		{"01234567890123456789", NULL},
		{"", NULL},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		char number[20] = "";
		bool ok = value_phone(str_from(table[i].text), number);

		if (ok != (table[i].number != NULL))
			fail_msg("'%s' gives '%s'", table[i].text, number);
		assert_string_equal(number, table[i].number ? table[i].number : "");
	}
}

static void test_rate(void **state)
{
	static const struct spelling table[] = {
		{"50,00 %", 5000}, {"67", 6700},  {"67.5%", 6750}, {"48 procent", 4800}, {"0 %", 0},
		{"100", 10000},    {"101", NONE}, {"50 kr", NONE}, {"", NONE},
	};
	(void)state;
	check(value_rate, table, LENGTH(table));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_money),  cmocka_unit_test(test_date),
		cmocka_unit_test(test_last_date),
		cmocka_unit_test(test_period), cmocka_unit_test(test_phone),
		cmocka_unit_test(test_rate),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
