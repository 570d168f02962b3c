/* test_json.c: commas, nesting, indentation, escapes and numbers. */
#include "support/unit.h"

#include <locale.h>
#include <math.h>

#include "base/json.h"

static struct buf out;

static int set_up(void **state)
{
	(void)state;
	buf_init(&out, 1 << 16);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_fini(&out);
	return 0;
}

static void write_document(bool pretty)
{
	struct json j;

	json_init(&j, &out, pretty);
	json_open_object(&j);
	json_key(&j, "a");
	json_int(&j, INT64_MIN);
	json_key(&j, "b");
	json_open_array(&j);
	json_bool(&j, true);
	json_put_null(&j);
	json_open_array(&j);
	json_close_array(&j);
	json_open_object(&j);
	json_key(&j, "c");
	json_open_object(&j);
	json_close_object(&j);
	json_close_object(&j);
	json_close_array(&j);
	json_key(&j, "d");
	json_cstr(&j, NULL);
	json_close_object(&j);
}

static void test_compact(void **state)
{
	(void)state;
	write_document(false);
	assert_str(buf_view(&out),
		   "{\"a\":-9223372036854775808,\"b\":[true,null,[],{\"c\":{}}],\"d\":null}");
}

static void test_pretty(void **state)
{
	(void)state;
	write_document(true);
	assert_str(buf_view(&out), "{\n  \"a\": -9223372036854775808,\n  \"b\": [\n    true,\n"
				   "    null,\n    [],\n    {\n      \"c\": {}\n    }\n  ],\n"
				   "  \"d\": null\n}");
}

static void test_values_one_after_another(void **state)
{
	struct json j;

	(void)state;
	json_init(&j, &out, false);
	json_int(&j, 1);
	buf_char(&out, '\n');
	json_open_object(&j);
	json_close_object(&j);
	buf_char(&out, '\n');
	json_cstr(&j, "x");
	assert_str(buf_view(&out), "1\n{}\n\"x\"");
}

static void test_escapes(void **state)
{
	static const struct {
		struct str text;
		const char *json;
	} cases[] = {
		{STR_INIT("å \"b\" \\ /"), "\"å \\\"b\\\" \\\\ /\""},
		{STR_INIT("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\""},
		{STR_INIT("\0\x01\x1F\x7F"), "\"\\u0000\\u0001\\u001f\x7F\""},
		{STR_INIT("</script>"), "\"\\u003c/script>\""},
		{STR_INIT("a\u2028b\u2029c\u202A"), "\"a\\u2028b\\u2029c\u202A\""},
		{STR_INIT("😀"), "\"😀\""},
		{STR_INIT("a\xFFz\xC3"), "\"a\uFFFDz\uFFFD\""},
		{STR_INIT(""), "\"\""},
	};
	struct json j;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		buf_clear(&out);
		json_init(&j, &out, false);
		json_str(&j, cases[i].text);
		assert_string_equal(out.data, cases[i].json);
	}
	buf_clear(&out);
	json_open_object(&j);
	json_key(&j, "\"<");
	assert_string_equal(out.data, "{\"\\\"\\u003c\":");
}

static void test_doubles(void **state)
{
	static const struct {
		double value;
		int decimals;
		const char *json;
	} cases[] = {
		{0, 3, "0"},
		{-0.0, 3, "0"},
		{1.5, 3, "1.5"},
		{-1.25, 1, "-1.3"},
		{0.05, 2, "0.05"},
		{0.004, 2, "0"},
		{-0.004, 2, "0"},
		{0.995, 0, "1"},
		{12.3456, 3, "12.346"},
		{1e20, 3, "100000000000000000000"},
		{123456789012345.0, 9, "123456789012345"},
		{1e-300, 9, "0"},
		{0.000000001, 12, "0.000000001"},
		{7.25, -1, "7"},
		{100, 3, "100"},
		{0.1 + 0.2, 9, "0.3"},
		{10.010, 3, "10.01"},
		{NAN, 2, "null"},
		{INFINITY, 2, "null"},
		{-INFINITY, 2, "null"},
	};
	struct json j;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		buf_clear(&out);
		json_init(&j, &out, false);
		json_double(&j, cases[i].value, cases[i].decimals);
		assert_string_equal(out.data, cases[i].json);
	}
}

static void test_overflow_is_seen(void **state)
{
	struct json j;
	struct buf small;

	(void)state;
	buf_init(&small, 5);
	json_init(&j, &small, true);
	json_open_array(&j);
	for (int i = 0; i < 10; i++)
		json_double(&j, i + 0.5, 1);
	json_close_array(&j);
	assert_int_equal(buf_status(&small, NULL), LETA_ERR_LIMIT);
	buf_fini(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_compact, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pretty, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_values_one_after_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_escapes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_doubles, set_up, tear_down),
		cmocka_unit_test(test_overflow_is_seen),
	};

	/* A decimal comma must not reach JSON. Where the locale is missing nothing changes. */
	setlocale(LC_ALL, "sv_SE.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
