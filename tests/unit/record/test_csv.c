/*
 * test_csv.c: registers as CSV: separators, quotes, line ends in cells, ragged and broken rows,
 * tabs.
 */
#include "support/unit.h"

#include "record/columns.h"
#include "rows.h"

#define READ(text, rows) rows_read(record_read_csv, STR(text), STR(text), rows)

static const enum leta_field_id fields[] = {LETA_FIELD_ID, LETA_FIELD_TITLE, LETA_FIELD_GRANT};

static void test_separators(void **state)
{
	static const char *const files[] = {
		"dnr,titel,\"Beviljat stöd (kr)\"\nA1,\"Ett, två\",\"1 000\"\n",
		"dnr;titel;Beviljat stöd (kr)\nA1;\"Ett, två\";1 000\n",
		"dnr|titel|Beviljat stöd (kr)\nA1|Ett, två|1 000\n",
		"\n\ndnr\ttitel\tBeviljat stöd (kr)\nA1\tEtt, två\t1 000\n",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(files); i++) {
		struct rows rows = {.fields = fields, .n_fields = LENGTH(fields)};

		assert_int_equal(
			rows_read(record_read_csv, str_from(files[i]), str_from(files[i]), &rows),
			LETA_OK);
		assert_int_equal(rows.n, 1);
		assert_string_equal(rows.list[0].values, "id=A1;title=Ett, två;grant_sek=1 000;");
	}
}

static void test_cells(void **state)
{
	struct rows rows = {.fields = fields, .n_fields = LENGTH(fields)};

	(void)state;
	assert_int_equal(READ("id;okänd;titel;sammanfattning\n"
			      "1;x;\"Sagt \"\"ja\"\"\";\"Första.\n\nAndra stycket.\"\n"
			      "\n"
			      " ;;;\n"
			      "2;x;Sist;\"\"\n",
			      &rows),
			 LETA_OK);
	assert_int_equal(rows.n, 2);
	assert_string_equal(
		rows.list[0].values,
		"id=1;title=Sagt \"ja\";grant_sek=;Sammanfattning:Första.\n\nAndra stycket.|");
	assert_string_equal(rows.list[1].where, "fil.x:7");
	assert_string_equal(rows.list[1].values, "id=2;title=Sist;grant_sek=;");
}

static void test_bad_rows(void **state)
{
	struct rows rows = {.fields = fields, .n_fields = LENGTH(fields)};

	(void)state;
	assert_int_equal(
		READ("id,titel\n1,Ett\n2\n3,Tre,mer\n4,\"fyra\" och\n5,\n6,Sex\n7,\"sju\n", &rows),
		LETA_OK);
	assert_int_equal(rows.n, 7);
	assert_int_equal(rows.faults, 5);
	assert_string_equal(rows.list[1].where, "fil.x:3");
	assert_true(rows.list[3].fault);
	assert_true(rows.list[4].fault); /* neither title nor text */
	assert_string_equal(rows.list[5].values, "id=6;title=Sex;grant_sek=;");
	assert_string_equal(rows.list[6].where, "fil.x:8");
	assert_int_equal(READ("a,b\n1,2\n", &rows), LETA_ERR_FORMAT);
	assert_int_equal(READ("", &rows), LETA_ERR_FORMAT);
	assert_int_equal(READ("titel", &rows), LETA_OK);
}

static void test_column_names(void **state)
{
	static const char *const known[] = {
		"Projektägare", "PROJEKTNAMN",   "budget_sek",   "Budget SEK", "EU-stöd",
		"e-post",       "Total budget:", "period.start", "Stöd (kr)",  "Medfinansiärer",
	};
	static const char *const unknown[] = {"",      "()", "lang", "updated", "projekt ägare",
					      "titel2"};

	(void)state;
	for (size_t i = 0; i < LENGTH(known); i++)
		if (!columns_find(str_from(known[i])))
			fail_msg("'%s' is unknown", known[i]);
	for (size_t i = 0; i < LENGTH(unknown); i++)
		if (columns_find(str_from(unknown[i])))
			fail_msg("'%s' is known", unknown[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_bad_rows),
		cmocka_unit_test(test_column_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
