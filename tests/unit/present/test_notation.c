/* test_notation.c: numbers, money, dates and sizes in both languages. */
#include "support/unit.h"

#include "present/notation.h"

#define NB "\xC2\xA0"

static struct buf out;

static int set_up(void **state)
{
	(void)state;
	buf_init(&out, 1 << 12);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_fini(&out);
	return 0;
}

#define ASSERT_WRITES(call, expected)                                                              \
	do {                                                                                       \
		buf_clear(&out);                                                                   \
		call;                                                                              \
		assert_str(buf_view(&out), expected);                                              \
	} while (0)

static void test_numbers(void **state)
{
	(void)state;
	ASSERT_WRITES(notation_number(&out, 0, LETA_SV), "0");
	ASSERT_WRITES(notation_number(&out, 999, LETA_SV), "999");
	ASSERT_WRITES(notation_number(&out, 1000, LETA_SV), "1" NB "000");
	ASSERT_WRITES(notation_number(&out, 1137500, LETA_EN), "1,137,500");
	ASSERT_WRITES(notation_number(&out, -1200, LETA_EN), "-1,200");
	ASSERT_WRITES(notation_number(&out, INT64_MIN, LETA_EN), "-9,223,372,036,854,775,808");
	ASSERT_WRITES(notation_real(&out, 12.346, LETA_SV), "12,35");
	ASSERT_WRITES(notation_real(&out, -0.5, LETA_EN), "-0.50");
}

static void test_money(void **state)
{
	(void)state;
	ASSERT_WRITES(notation_money(&out, 1137500, LETA_SV), "1" NB "137" NB "500" NB "kr");
	ASSERT_WRITES(notation_money(&out, 450, LETA_EN), "SEK" NB "450");
	ASSERT_WRITES(notation_rate(&out, 4879, LETA_SV), "48,8" NB "%");
	ASSERT_WRITES(notation_rate(&out, 10000, LETA_EN), "100%");
}

static void test_dates(void **state)
{
	(void)state;
	ASSERT_WRITES(notation_date(&out, 20090914, LETA_SV), "14" NB "sep" NB "2009");
	ASSERT_WRITES(notation_date(&out, 20100514, LETA_EN), "14" NB "May" NB "2010");
	ASSERT_WRITES(notation_date(&out, 20101399, LETA_SV), "20101399");
}

static void test_sizes(void **state)
{
	(void)state;
	ASSERT_WRITES(notation_bytes(&out, 812, LETA_SV), "812" NB "B");
	ASSERT_WRITES(notation_bytes(&out, 3450000, LETA_SV), "3,4" NB "MB");
	ASSERT_WRITES(notation_bytes(&out, 34500000, LETA_EN), "34" NB "MB");
	ASSERT_WRITES(notation_bytes(&out, UINT64_MAX, LETA_EN), "18,446,744" NB "TB");
	ASSERT_WRITES(notation_pages(&out, 6, 6, LETA_SV), "s." NB "6");
	ASSERT_WRITES(notation_pages(&out, 6, 7, LETA_SV), "s." NB "6–7");
	ASSERT_WRITES(notation_pages(&out, 6, 7, LETA_EN), "pp." NB "6–7");
}

static void set_number(struct leta_record *record, enum leta_field_id id, struct leta_item *item)
{
	record->fields[id] = (struct leta_field){LETA_KNOWN, 1, item, 0, 0, 1, NULL};
}

static void test_period(void **state)
{
	struct leta_record record = {0};
	struct leta_item start = {NULL, 20090914}, end = {NULL, 20100514};
	(void)state;
	assert_false(notation_period(&out, &record, LETA_SV));
	set_number(&record, LETA_FIELD_END, &end);
	ASSERT_WRITES(notation_period(&out, &record, LETA_SV), "till" NB "14" NB "maj" NB "2010");
	set_number(&record, LETA_FIELD_START, &start);
	ASSERT_WRITES(notation_period(&out, &record, LETA_SV),
		      "14" NB "sep" NB "2009–14" NB "maj" NB "2010");
}

static void test_funding(void **state)
{
	struct leta_record record = {0};
	struct leta_item grant = {NULL, 250000}, budget = {NULL, 512435};
	(void)state;
	assert_false(notation_funding(&out, &record, LETA_SV));
	set_number(&record, LETA_FIELD_BUDGET, &budget);
	ASSERT_WRITES(notation_funding(&out, &record, LETA_SV), "budget 512" NB "435" NB "kr");
	set_number(&record, LETA_FIELD_GRANT, &grant);
	ASSERT_WRITES(notation_funding(&out, &record, LETA_SV),
		      "250" NB "000" NB "kr av 512" NB "435" NB "kr");
	grant.number = budget.number;
	ASSERT_WRITES(notation_funding(&out, &record, LETA_EN), "SEK" NB "512,435");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_money),
		cmocka_unit_test(test_dates),   cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_period),  cmocka_unit_test(test_funding),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
