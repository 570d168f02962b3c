/*
 * test_jsonl.c: registers as JSON lines: columns in two languages, values of every type, bad lines.
 */
#include <stdio.h>

#include "support/unit.h"

#include <stdlib.h>

#include "rows.h"

#define READ(text, rows) rows_read(record_read_jsonl, STR(text), STR(text), rows)

static void test_register(void **state)
{
	static const enum leta_field_id fields[] = {
		LETA_FIELD_ID,           LETA_FIELD_KIND,   LETA_FIELD_TITLE,
		LETA_FIELD_OWNER,        LETA_FIELD_BUDGET, LETA_FIELD_START,
		LETA_FIELD_MUNICIPALITY, LETA_FIELD_COUNTY, LETA_FIELD_LAYOUT,
	};
	struct rows rows = {.fields = fields, .n_fields = LENGTH(fields)};

	(void)state;
	assert_int_equal(
		READ("{\"id\": \"R-1\", \"title\": \"Fiber åt alla\", \"text\": \"Byarna får "
		     "fiber.\", "
		     "\"owner\": \"Arjeplogs kommun\", \"budget_sek\": 3929285, \"start\": "
		     "\"2017-01-02\", \"county\": \"Norrbotten\", \"municipalities\": \"Arjeplog, "
		     "Arvidsjaur\", \"lang\": \"sv\"}\n"
		     "\n"
		     "{\"projektnummer\": \"2015/7\", \"Projektnamn\": \"Ull\", \"Projektägare\": "
		     "\"Fårföreningen\", \"Total budget\": \"1,5 mkr\", \"Startdatum\": \"1 mars "
		     "2015\", "
		     "\"Kommun\": [\"Gotland\"], \"Sammanfattning\": \"Ull blir filt.\", "
		     "\"Syfte\": "
		     "\"Värme.\"}\n"
		     "{\"title\": \"Bara text\", \"text\": \"Något.\"}\n",
		     &rows),
		LETA_OK);
	assert_int_equal(rows.n, 3);
	assert_string_equal(
		rows.list[0].values,
		"id=R-1;kind=register;title=Fiber åt alla;owner=Arjeplogs kommun;"
		"budget_sek=3929285;period.start=2017-01-02;municipalities=Arjeplog,"
		"Arvidsjaur;derived.counties=Norrbottens län;layout=jsonl;:Byarna får fiber.|");
	assert_string_equal(
		rows.list[1].values,
		"id=2015/7;kind=register;title=Ull;owner=Fårföreningen;budget_sek=1,5 mkr;"
		"period.start=1 mars 2015;municipalities=Gotland;"
		"derived.counties=Gotlands län;layout=jsonl;Sammanfattning:Ull blir filt.|"
		"Syfte:Värme.|");
	assert_string_equal(rows.list[2].values,
			    "id=fil:4;kind=text;title=Bara text;owner=;budget_sek=;period.start=;"
			    "municipalities=;derived.counties=;layout=jsonl;:Något.|");
	assert_string_equal(rows.list[2].where, "fil.x:4");
}

static void test_types(void **state)
{
	static const enum leta_field_id fields[] = {LETA_FIELD_TITLE,   LETA_FIELD_OWNER,
						    LETA_FIELD_GRANT,   LETA_FIELD_START,
						    LETA_FIELD_PARTNER, LETA_FIELD_QUALITY};
	struct rows rows = {.fields = fields, .n_fields = LENGTH(fields)};

	(void)state;
	assert_int_equal(
		READ("{\"title\": 7, \"owner\": {\"value\": \"A AB\", \"unit\": \"B\"}, \"grant\": "
		     "12.0, \"period\": {\"start\": \"2010-05-01\"}, \"partners\": [\"X, avd 1\", "
		     "null, "
		     "{\"name\": \"Y\"}], \"x\": {\"a\": {\"b\": {\"c\": {\"d\": {}}}}}}\n"
		     "{\"title\": \"A\\u0000\\u0301b\\u00adc\", \"owner\": null, \"grant\": "
		     "\"mycket\", "
		     "\"partners\": \"P; Q, R\", \"sections\": [{\"heading\": \"Om\", \"text\": "
		     "\"T\"}]}\n"
		     "{\"title\": \"Dubbel\", \"title\": \"Nyckel\"}\n",
		     &rows),
		LETA_OK);
	assert_int_equal(rows.faults, 0);
	assert_string_equal(rows.list[0].values,
			    "title=7;owner=A AB;grant_sek=12;period.start=2010-05-01;"
			    "partners=X, avd 1,Y;quality=empty_document;");
	assert_string_equal(rows.list[1].values,
			    "title=Ábc;owner=;grant_sek=;period.start=;partners=P,Q, R;"
			    "quality=unread_value: grant sek = mycket;Om:T|");
	assert_string_equal(
		rows.list[2].values,
		"title=Nyckel;owner=;grant_sek=;period.start=;partners=;quality=empty_document;");
}

static void test_numbers(void **state)
{
	static const enum leta_field_id fields[] = {LETA_FIELD_OWNER};
	static const char *const numbers[][2] = {
		{"12.5", "12,50"},   {"1e3", "1000"}, {"0.125", "0,13"},       {"1.5E-1", "0,15"},
		{"-0.0", "0"},       {"-3.1", "-3,10"}, {"1.005", "1,01"},     {"1e15", ""},
		{"1e99999999999", ""}, {"9.9e-99999999999", "0"}, {"999999999999999.4999999999", "999999999999999,50"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(numbers); i++) {
		struct rows rows = {.fields = fields, .n_fields = 1};
		char row[100], values[80];
		int n = snprintf(row, sizeof(row), "{\"title\": \"t\", \"owner\": %s}", numbers[i][0]);
		struct str text = {row, (size_t)n};

		snprintf(values, sizeof(values), "owner=%s;", numbers[i][1]);
		assert_int_equal(rows_read(record_read_jsonl, text, text, &rows), LETA_OK);
		assert_string_equal(rows.list[0].values, values);
	}
}

static void test_bad_lines(void **state)
{
	static const enum leta_field_id fields[] = {LETA_FIELD_TITLE};
	struct rows rows = {.fields = fields, .n_fields = 1};

	(void)state;
	assert_int_equal(READ("{\"title\": \"ett\"}\n{\"title\": \n[1, 2]\n\"x\"\n{\"okänt\": 1}\n"
			      "{\"title\": 99999999999999999999999}\n{\"title\": \"två\"}",
			      &rows),
			 LETA_OK);
	assert_int_equal(rows.n, 7);
	assert_int_equal(rows.faults, 5);
	assert_true(rows.list[1].fault);
	assert_string_equal(rows.list[1].where, "fil.x:2");
	assert_string_equal(rows.list[6].values, "title=två;");
	rows = (struct rows){.answer = LETA_ERR_CANCELLED};
	assert_int_equal(READ("{\"title\": \"ett\"}\n{\"title\": \"två\"}", &rows),
			 LETA_ERR_CANCELLED);
	assert_int_equal(rows.n, 1);
	rows = (struct rows){0};
	assert_int_equal(READ("", &rows), LETA_OK);
	assert_int_equal(rows.n, 0);
}

static void test_deep(void **state)
{
	enum { DEPTH = 100000 };
	char *text = malloc(2 * DEPTH + 40);
	struct rows rows = {0};
	size_t n = 0;

	(void)state;
	assert_non_null(text);
	memcpy(text, "{\"title\": ", 10);
	n = 10;
	memset(text + n, '[', DEPTH);
	memset(text + n + DEPTH, ']', DEPTH);
	text[n + 2 * DEPTH] = '}';
	assert_int_equal(
		rows_read(record_read_jsonl, STR(""), (struct str){text, n + 2 * DEPTH + 1}, &rows),
		LETA_OK);
	assert_int_equal(rows.faults, 1);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_register),
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_deep),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
