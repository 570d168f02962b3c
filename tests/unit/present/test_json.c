/* test_json.c: the contract's keys, all of them always, marks on character boundaries, one object a
 * line. */
#include "support/unit.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "capture.h"
#include "results.h"

static json_t *load(const char *format, const struct leta_results *results)
{
	char *text = capture_results(format, results, (struct present_style){0});
	json_t *root = json_loads(text, 0, NULL);

	assert_non_null(root);
	free(text);
	return root;
}

static void assert_keys(const json_t *object, const char *const *keys, size_t n)
{
	assert_true(json_is_object(object));
	for (size_t i = 0; i < n; i++)
		if (!json_object_get(object, keys[i]))
			fail_msg("key '%s' is missing", keys[i]);
	assert_int_equal(json_object_size(object), n);
}

static void test_keys(void **state)
{
	static const char *const top[] = {"leta",       "query", "index",  "date",   "total",
					  "offset",     "understood", "hits", "facets", "notices"};
	static const char *const hit[] = {
		"rank",     "id",        "score",          "title",          "kind",
		"owner",    "region",    "programme_area", "phase",          "start",
		"end",      "grant_sek", "budget_sek",     "municipalities", "topics",
		"snippets", "reasons"};
	json_t *root = load("json", results_full());
	const json_t *hits = json_object_get(root, "hits");
	(void)state;
	assert_keys(root, top, LENGTH(top));
	assert_int_equal(json_array_size(hits), 2);
	for (size_t i = 0; i < 2; i++)
		assert_keys(json_array_get(hits, i), hit, LENGTH(hit));
	json_decref(root);
}

static const char *text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void test_values(void **state)
{
	json_t *root = load("json", results_full());
	const json_t *first = json_array_get(json_object_get(root, "hits"), 0);
	const json_t *second = json_array_get(json_object_get(root, "hits"), 1);
	const json_t *snippet = json_array_get(json_object_get(first, "snippets"), 0);
	const json_t *mark = json_array_get(json_object_get(snippet, "marks"), 0);
	(void)state;
	assert_string_equal(text_at(first, "start"), "2009-09-14");
	assert_int_equal(json_integer_value(json_object_get(first, "grant_sek")), 1137500);
	assert_int_equal(json_array_size(json_object_get(first, "municipalities")), 2);
	assert_true(json_is_null(json_object_get(second, "title")));
	assert_true(json_is_null(json_object_get(second, "grant_sek")));
	assert_int_equal(json_array_size(json_object_get(second, "topics")), 0);
	assert_int_equal(json_integer_value(json_object_get(snippet, "page")), 6);
	size_t start = (size_t)json_integer_value(json_array_get(mark, 0));
	struct str text = str_from(text_at(snippet, "text"));
	assert_int_equal(utf8_floor(text, start), start);
	json_decref(root);
}

static void test_facets_and_notices(void **state)
{
	json_t *root = load("json", results_full());
	const json_t *region = json_object_get(json_object_get(root, "facets"), "region");
	const json_t *notice = json_array_get(json_object_get(root, "notices"), 0);
	(void)state;
	assert_int_equal(json_array_size(region), 2);
	assert_true(json_is_null(json_object_get(json_array_get(region, 1), "value")));
	assert_string_equal(text_at(notice, "query"), "språk");
	json_decref(root);

	root = load("json", results_none());
	assert_int_equal(json_object_size(json_object_get(root, "facets")), 0);
	assert_true(json_is_object(json_object_get(root, "facets")));
	json_decref(root);
}

static void test_lines(void **state)
{
	char *text = capture_results("jsonl", results_full(), (struct present_style){0});
	struct str rest = str_from(text), line;
	size_t lines = 0;
	(void)state;
	while (str_line(&rest, &line)) {
		json_t *hit = json_loadb(line.ptr, line.len, 0, NULL);

		assert_int_equal(json_integer_value(json_object_get(hit, "rank")), ++lines);
		json_decref(hit);
	}
	assert_int_equal(lines, 2);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_facets_and_notices),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
