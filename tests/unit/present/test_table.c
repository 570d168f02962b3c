/* test_table.c: columns by display width, a wrapping last column, notes, JSON from the same rows.
 */
#include "support/unit.h"

#include "present/table.h"

static const struct table_column columns[] = {
	{"name", {"Namn", "Name"}, TABLE_TEXT},     {"count", {"Antal", "Count"}, TABLE_COUNT},
	{"weight", {"Vikt", "Weight"}, TABLE_REAL}, {"stop", {"Stopp", "Stop"}, TABLE_FLAG},
	{"where", {"Var", "Where"}, TABLE_TEXT},    {"remedy", {"Åtgärd", "Remedy"}, TABLE_NOTE},
};

static struct table *make(void)
{
	struct table *t = table_new(columns, LENGTH(columns));
	const struct table_cell rows[][LENGTH(columns)] = {
		{{.text = "räka"},
		 {.count = 1200},
		 {.real = 1.5},
		 {.count = 1},
		 {.text = "här"},
		 {0}},
		{{.text = "fel", .value = "error"},
		 {.count = 7},
		 {.real = 0.12345},
		 {.count = 0},
		 {.text = "ett två tre fyra fem sex"},
		 {.text = "gör om"}},
	};

	assert_non_null(t);
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(table_add(t, rows[i], NULL), LETA_OK);
	return t;
}

static void test_text(void **state)
{
	struct present_style style = {.lang = LETA_SV, .width = 50};
	struct table *t = make();
	struct buf out;
	(void)state;
	buf_init(&out, 1 << 12);
	table_text(t, &out, &style);
	assert_string_equal(out.data, "Namn  Antal  Vikt  Stopp  Var\n"
				      "räka  1\xC2\xA0"
				      "200  1,50  ja     här\n"
				      "fel       7  0,12         ett två tre fyra fem sex\n"
				      "                          → gör om\n");
	buf_clear(&out);
	style.width = 10; /* too narrow: the last column keeps its least width */
	table_text(t, &out, &style);
	assert_non_null(strstr(out.data, "ett två tre fyra fem\n                          sex\n"));
	buf_fini(&out);
	table_free(t);
}

static void test_json(void **state)
{
	struct table *t = make();
	struct json json;
	struct buf out;
	(void)state;
	buf_init(&out, 1 << 12);
	json_init(&json, &out, false);
	table_json(t, &json);
	assert_string_equal(
		out.data,
		"[{\"name\":\"räka\",\"count\":1200,\"weight\":1.5,\"stop\":true,\"where\":\"här\","
		"\"remedy\":null},{\"name\":\"error\",\"count\":7,\"weight\":0.1235,\"stop\":false,"
		"\"where\":\"ett två tre fyra fem sex\",\"remedy\":\"gör om\"}]");
	buf_fini(&out);
	table_free(t);
	table_free(NULL);
}

static void test_csv(void **state)
{
	struct table *t = make();
	struct buf out;
	(void)state;
	buf_init(&out, 1 << 12);
	table_csv(t, &out);
	assert_string_equal(out.data, "\xEF\xBB\xBFname,count,weight,stop,where,remedy\r\n"
				      "räka,1200,1.5,1,här,\r\n"
				      "error,7,0.1235,0,ett två tre fyra fem sex,gör om\r\n");
	buf_fini(&out);
	table_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_text),
					   cmocka_unit_test(test_json),
					   cmocka_unit_test(test_csv)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
