/* test_record.c: a whole record: nesting, unknown and empty, evidence, sections with pages, the
 * sheet. */
#include "support/unit.h"

#include <jansson.h>
#include <stdlib.h>

#include "capture.h"
#include "results.h"

static json_t *root;

static int set_up(void **state)
{
	char *text = capture_record(results_record(), true, (struct present_style){0});

	(void)state;
	root = json_loads(text, 0, NULL);
	free(text);
	return root ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	json_decref(root);
	return 0;
}

static const json_t *at(const char *first, const char *second)
{
	const json_t *value = json_object_get(root, first);

	value = second ? json_object_get(value, second) : value;
	if (!value)
		fail_msg("%s.%s is missing", first, second ? second : "");
	return value;
}

static const char *text_at(const char *first, const char *second)
{
	return json_string_value(at(first, second));
}

static void test_fields(void **state)
{
	(void)state;
	assert_string_equal(text_at("title", NULL), "Rapport");
	assert_int_equal(json_integer_value(at("programme_area", "no")), 2);
	assert_string_equal(text_at("programme_area", "name"), "Ökat arbetskraftsutbud");
	assert_string_equal(text_at("region", "nuts2"), "SE11");
	assert_null(json_object_get(at("region", NULL), "confidence"));
	assert_true(json_real_value(at("derived", "grant_share")) == 0.4879);
	assert_true(json_is_true(at("derived", "covers_whole_county")));
	assert_true(json_is_null(at("derived", "counties")));
	assert_string_equal(text_at("contact", "name"), "Ada Bok");
	assert_true(json_is_null(at("contact", "email")));
	assert_true(json_is_true(at("contact", "pii")));
}

static void test_unknown_and_empty(void **state)
{
	(void)state;
	assert_true(json_is_null(at("phase", NULL)));
	assert_true(json_is_null(at("document_date", NULL)));
	assert_true(json_is_null(at("cofinanciers", NULL)));
	assert_true(json_is_array(at("partners", NULL)));
	assert_int_equal(json_array_size(at("partners", NULL)), 0);
	assert_int_equal(json_array_size(at("stripped", NULL)), 0);
	assert_int_equal(json_array_size(at("quality", NULL)), 1);
}

static void test_evidence(void **state)
{
	const json_t *first = json_array_get(at("municipalities", NULL), 0);
	(void)state;
	assert_string_equal(text_at("fund", "value"), "ERUF");
	assert_string_equal(text_at("fund", "from"), "s. 2");
	assert_true(json_real_value(at("fund", "confidence")) == 0.95);
	assert_string_equal(text_at("owner", "value"), "Ekby kommun");
	assert_string_equal(text_at("owner", "unit"), "Enheten för vägar");
	assert_true(json_real_value(at("owner", "confidence")) == 0.9);
	assert_string_equal(text_at("owner_inferred", "name"), "Ekby");
	assert_string_equal(text_at("period", "start"), "2011-05-15");
	assert_true(json_is_null(at("period", "end")));
	assert_true(json_real_value(at("period", "confidence")) == 0.7);
	assert_string_equal(json_string_value(json_object_get(first, "name")), "Ekby");
}

static void test_text(void **state)
{
	const json_t *section = json_array_get(at("sections", NULL), 0);
	const json_t *page = json_array_get(at("pages", NULL), 2);
	const json_t *lesson = json_array_get(at("lessons", NULL), 0);
	const json_t *reference = json_array_get(at("references", NULL), 0);
	(void)state;
	assert_string_equal(text_at("front_matter", NULL), "Rapport från Ekby");
	assert_int_equal(json_array_size(at("sections", NULL)), 1);
	assert_string_equal(json_string_value(json_object_get(section, "role")), "background");
	assert_int_equal(json_integer_value(json_array_get(json_object_get(section, "pages"), 1)),
			 3);
	assert_int_equal(json_integer_value(json_object_get(page, "page")), 3);
	assert_string_equal(json_string_value(json_object_get(page, "section")), "Bakgrund");
	assert_int_equal(json_integer_value(at("pages_expected_min", NULL)), 50);
	assert_true(json_is_true(at("truncated", NULL)));
	assert_string_equal(json_string_value(json_object_get(lesson, "text")),
			    "Lärdom: börja tidigt.");
	assert_int_equal(json_integer_value(at("lessons_count", NULL)), 1);
	assert_int_equal(json_array_size(json_object_get(reference, "publisher")), 2);
	assert_int_equal(json_integer_value(at("related", "count")), 3);
	assert_int_equal(json_integer_value(at("related", "unique_titles")), 2);
	assert_true(json_is_false(at("related", "indexed")));
}

static void test_sheet(void **state)
{
	char *text = capture_record(results_record(), false,
				    (struct present_style){.lang = LETA_SV, .width = 80});
	(void)state;
	assert_non_null(strstr(text, "Rapport\n\n"));
	assert_non_null(strstr(text, "ERUF (härlett: s. 2)\n"));
	assert_non_null(strstr(text, "från\xC2\xA0"
				     "15\xC2\xA0maj\xC2\xA0"
				     "2011 (härlett: s. 2)\n"));
	assert_non_null(strstr(text, "2 Ökat arbetskraftsutbud\n"));
	assert_non_null(strstr(text, "(tomt)\n"));
	assert_non_null(strstr(text, "\nBakgrund (s.\xC2\xA0"
				     "2–3)\n\nFörsta stycket.\n\nLärdom: börja tidigt.\n"));
	assert_non_null(strstr(text, "1. Om vägar, Ekby kommun, Förlaget (2006)\n"));
	assert_null(strstr(text, "Projektfas"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),   cmocka_unit_test(test_unknown_and_empty),
		cmocka_unit_test(test_evidence), cmocka_unit_test(test_text),
		cmocka_unit_test(test_sheet),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
