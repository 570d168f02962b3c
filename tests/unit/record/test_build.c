/* test_build.c: presence, provenance, repeats and limits of values put into a record. */
#include "support/unit.h"

#include <stdio.h>

#include "record/build.h"

static struct arena *arena;
static struct record_builder b;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)1 << 20);
	return arena && record_builder_init(&b, arena) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct leta_field *field(enum leta_field_id id)
{
	return &b.record->fields[id];
}

static void test_presence(void **state)
{
	(void)state;
	assert_int_equal(field(LETA_FIELD_OWNER)->presence, LETA_UNKNOWN);
	assert_true(record_add_text(&b, LETA_FIELD_OWNER, STR(" \xC2\xA0"), 7));
	assert_int_equal(field(LETA_FIELD_OWNER)->presence, LETA_EMPTY);
	assert_int_equal(field(LETA_FIELD_OWNER)->line, 7);
	assert_null(leta_record_text(b.record, LETA_FIELD_OWNER));
	assert_true(record_add_text(&b, LETA_FIELD_OWNER, STR("Norra \xC2\xA0 kansliet "), 9));
	assert_int_equal(field(LETA_FIELD_OWNER)->presence, LETA_KNOWN);
	assert_int_equal(field(LETA_FIELD_OWNER)->line, 9);
	assert_string_equal(leta_record_text(b.record, LETA_FIELD_OWNER), "Norra kansliet");
	assert_true(record_add_text(&b, LETA_FIELD_OWNER, STR(""), 10));
	assert_true(record_add_text(&b, LETA_FIELD_OWNER, STR("Södra kansliet"), 11));
	assert_int_equal(field(LETA_FIELD_OWNER)->n_items, 1);
	assert_string_equal(leta_record_text(b.record, LETA_FIELD_OWNER), "Norra kansliet");
}

static void test_list(void **state)
{
	(void)state;
	assert_true(record_add_text(&b, LETA_FIELD_PARTNER, STR("Kansliet, enheten för x"), 3));
	assert_true(record_add_text(&b, LETA_FIELD_PARTNER, STR("Verket"), 4));
	assert_true(record_add_text(&b, LETA_FIELD_PARTNER, STR("Verket"), 5));
	assert_int_equal(field(LETA_FIELD_PARTNER)->n_items, 2);
	assert_string_equal(field(LETA_FIELD_PARTNER)->items[0].text, "Kansliet, enheten för x");
	assert_int_equal(field(LETA_FIELD_PARTNER)->line, 3);
}

static void test_list_is_capped(void **state)
{
	char name[24];

	(void)state;
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "nr %d", i);
		assert_true(record_strip(&b, str_from(name)));
	}
	assert_true(field(LETA_FIELD_STRIPPED)->n_items >= 500);
	assert_true(field(LETA_FIELD_STRIPPED)->n_items < 3000);
}

static void test_stated_wins_over_inferred(void **state)
{
	int64_t value;

	(void)state;
	assert_true(record_infer_number(&b, LETA_FIELD_START, 20110515, 0.7, STR("s. 2"), 2));
	assert_true(field(LETA_FIELD_START)->confidence < 1);
	assert_int_equal(field(LETA_FIELD_START)->page, 2);
	assert_string_equal(field(LETA_FIELD_START)->from, "s. 2");
	assert_true(record_add_number(&b, LETA_FIELD_START, 20110601, STR("2011-06-01"), 4));
	assert_true(leta_record_number(b.record, LETA_FIELD_START, &value));
	assert_int_equal(value, 20110601);
	assert_true(field(LETA_FIELD_START)->confidence >= 1);
	assert_null(field(LETA_FIELD_START)->from);
	assert_true(record_infer_text(&b, LETA_FIELD_START, STR("2012"), 0.9, STR("x"), 0));
	assert_int_equal(field(LETA_FIELD_START)->n_items, 1);

	assert_true(record_infer_text(&b, LETA_FIELD_PARTNER, STR("gissad"), 0.5, STR("x"), 0));
	assert_true(record_infer_text(&b, LETA_FIELD_PARTNER, STR("gissad 2"), 0.4, STR("y"), 0));
	assert_true(field(LETA_FIELD_PARTNER)->confidence < 0.45);
	assert_true(record_add_text(&b, LETA_FIELD_PARTNER, STR("sagd"), 1));
	assert_int_equal(field(LETA_FIELD_PARTNER)->n_items, 1);
	assert_string_equal(leta_record_text(b.record, LETA_FIELD_PARTNER), "sagd");
}

static void test_names_are_verbatim(void **state)
{
	(void)state;
	assert_true(record_add_text(&b, LETA_FIELD_PATH, STR("en  mapp/a  b.txt"), 0));
	assert_string_equal(leta_record_text(b.record, LETA_FIELD_PATH), "en  mapp/a  b.txt");
}

static void test_flag(void **state)
{
	(void)state;
	assert_true(record_flag(&b, "truncated", STR("")));
	assert_true(record_flag(&b, "encoding", STR("windows-1252")));
	assert_true(record_flag(&b, "truncated", STR("")));
	assert_int_equal(field(LETA_FIELD_QUALITY)->n_items, 2);
	assert_string_equal(field(LETA_FIELD_QUALITY)->items[1].text, "encoding: windows-1252");
}

static void test_section(void **state)
{
	struct leta_section *s;

	(void)state;
	s = record_add_section(&b, STR("Bakgrund "), STR("Två ord.\n\nÅtta"), 5);
	assert_non_null(s);
	assert_string_equal(s->heading, "Bakgrund");
	assert_int_equal(s->text_len, 16);
	assert_int_equal(s->chars, 14);
	s = record_add_section(&b, STR(""), STR("x"), 9);
	assert_non_null(s);
	assert_null(s->heading);
	assert_int_equal(b.record->n_sections, 2);
	assert_string_equal(b.record->sections[0].text, "Två ord.\n\nÅtta");
}

static void test_memory_ends(void **state)
{
	struct arena *small = arena_new(sizeof(struct leta_record) + 600);
	struct record_builder tight;
	struct leta_error err;
	bool ok = true;

	(void)state;
	assert_non_null(small);
	assert_true(record_builder_init(&tight, small));
	assert_int_equal(record_builder_status(&tight, &err), LETA_OK);
	for (int i = 0; i < 100 && ok; i++) {
		char text[16];

		snprintf(text, sizeof(text), "%d", i);
		ok = record_add_text(&tight, LETA_FIELD_GOAL, str_from(text), 1);
	}
	assert_false(ok);
	assert_int_equal(record_builder_status(&tight, &err), LETA_ERR_LIMIT);
	assert_null(record_add_section(&tight, STR("x"), STR("y"), 1));
	arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_presence, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_list_is_capped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stated_wins_over_inferred, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names_are_verbatim, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_flag, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_section, set_up, tear_down),
		cmocka_unit_test(test_memory_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
