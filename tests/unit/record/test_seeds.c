/*
 * test_seeds.c: real project pages give the records that people made from them by hand. The pages
 * lie outside the project (argument: the folder that holds seeds/ and data/expected_records.json);
 * without them there is nothing to do.
 */
#include "support/unit.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "record/read.h"

static char folder[400];
static const char *current; /* the record under comparison */

/* A value of the expected record by a dotted name, or NULL when it is absent or null. */
static const json_t *wanted(const json_t *record, const char *name)
{
	struct str rest = str_from(name), key;

	while (record && str_cut(&rest, '.', &key)) {
		char z[40];

		snprintf(z, sizeof(z), STR_FMT, STR_ARG(key));
		record = json_object_get(record, z);
	}
	return record && !json_is_null(record) ? record : NULL;
}

static void check_text(const struct leta_record *r, enum leta_field_id id, const json_t *value)
{
	const char *got = leta_record_text(r, id);
	char number[24];
	const char *text = value ? json_string_value(value) : NULL;

	if (value && json_is_integer(value)) {
		snprintf(number, sizeof(number), "%lld", (long long)json_integer_value(value));
		text = number;
	}
	if ((got == NULL) != (text == NULL) || (got && strcmp(got, text) != 0))
		fail_msg("%s: %s is '%s', not '%s'", current, leta_field_info(id)->json,
			 got ? got : "(unknown)", text ? text : "(unknown)");
}

static void check_number(const struct leta_record *r, enum leta_field_id id, const json_t *value,
			 double scale)
{
	int64_t got = 0;
	bool known = leta_record_number(r, id, &got);
	double number = json_is_boolean(value) ? json_is_true(value) : json_number_value(value);

	if (known != (value != NULL) || (known && got != (int64_t)(number * scale + 0.5)))
		fail_msg("%s: %s is %lld", current, leta_field_info(id)->json, (long long)got);
}

static void check_list(const struct leta_record *r, enum leta_field_id id, const json_t *list)
{
	const struct leta_field *f = &r->fields[id];

	if (f->n_items != json_array_size(list))
		fail_msg("%s: %s has %zu values, not %zu", current, leta_field_info(id)->json,
			 f->n_items, json_array_size(list));
	for (size_t i = 0; i < f->n_items; i++)
		assert_string_equal(f->items[i].text, json_string_value(json_array_get(list, i)));
}

/* Goals are shortened by hand in the expected records: the number and the first words must agree.
 */
static void check_goals(const struct leta_record *r, const json_t *list)
{
	const struct leta_field *f = &r->fields[LETA_FIELD_GOAL];

	assert_int_equal(f->n_items, json_array_size(list));
	for (size_t i = 0; i < f->n_items; i++) {
		const char *goal = json_string_value(json_array_get(list, i));

		assert_memory_equal(f->items[i].text, goal, strcspn(goal, " "));
	}
}

static void check_sections(const struct leta_record *r, const json_t *list)
{
	assert_int_equal(r->n_sections, json_array_size(list));
	for (size_t i = 0; i < r->n_sections; i++) {
		const json_t *s = json_array_get(list, i);

		assert_string_equal(r->sections[i].heading,
				    json_string_value(json_object_get(s, "heading")));
		assert_int_equal(r->sections[i].line,
				 json_integer_value(json_object_get(s, "line")));
		assert_int_equal(r->sections[i].chars,
				 json_integer_value(json_object_get(s, "chars")));
		assert_null(strstr(r->sections[i].text, "In English"));
	}
}

static void check_references(const struct leta_record *r, const json_t *list)
{
	assert_int_equal(r->n_references, json_array_size(list));
	for (size_t i = 0; i < r->n_references; i++) {
		const json_t *w = json_array_get(list, i),
			     *publishers = json_object_get(w, "publisher");
		const struct leta_reference *got = &r->references[i];

		assert_int_equal(got->no, json_integer_value(json_object_get(w, "no")));
		assert_int_equal(got->year, json_integer_value(json_object_get(w, "year")));
		assert_string_equal(got->title, json_string_value(json_object_get(w, "title")));
		assert_int_equal(got->n_publishers, json_array_size(publishers));
		for (size_t k = 0; k < got->n_publishers; k++)
			assert_string_equal(got->publishers[k],
					    json_string_value(json_array_get(publishers, k)));
	}
}

static const struct {
	enum leta_field_id id;
	const char *name;
} texts[] = {
	{LETA_FIELD_ID, "id"},
	{LETA_FIELD_DOCTYPE, "doctype"},
	{LETA_FIELD_LAYOUT, "layout"},
	{LETA_FIELD_TITLE, "title"},
	{LETA_FIELD_FUND, "fund"},
	{LETA_FIELD_PROGRAMME, "programme_period"},
	{LETA_FIELD_AREA_NO, "programme_area.no"},
	{LETA_FIELD_AREA, "programme_area.name"},
	{LETA_FIELD_PHASE, "phase"},
	{LETA_FIELD_OWNER, "owner"},
	{LETA_FIELD_OWNER_INFERRED, "owner_inferred.name"},
	{LETA_FIELD_CONTACT, "contact.name"},
	{LETA_FIELD_CONTACT_EMAIL, "contact.email"},
	{LETA_FIELD_CONTACT_PHONE, "contact.phone"},
	{LETA_FIELD_START, "period.start"},
	{LETA_FIELD_END, "period.end"},
	{LETA_FIELD_REGION, "region.name"},
	{LETA_FIELD_NUTS2, "region.nuts2"},
	{LETA_FIELD_KIND_INFERRED, "derived.kind_inferred"},
};

static const struct {
	enum leta_field_id id;
	const char *name;
	double scale;
} numbers[] = {
	{LETA_FIELD_GRANT, "grant_sek", 1},
	{LETA_FIELD_BUDGET, "budget_sek", 1},
	{LETA_FIELD_DAYS, "period.days", 1},
	{LETA_FIELD_COFINANCING, "derived.cofinancing_sek", 1},
	{LETA_FIELD_GRANT_SHARE, "derived.grant_share", 10000},
	{LETA_FIELD_WHOLE_COUNTY, "derived.covers_whole_county", 1},
};

static leta_status compare(void *ctx, const struct record_read *read, struct leta_error *err)
{
	const json_t *record = ctx, *towns = wanted(record, "municipalities");
	const struct leta_record *r = read->record;

	(void)err;
	for (size_t i = 0; i < LENGTH(texts); i++)
		check_text(r, texts[i].id, wanted(record, texts[i].name));
	for (size_t i = 0; i < LENGTH(numbers); i++)
		check_number(r, numbers[i].id, wanted(record, numbers[i].name), numbers[i].scale);
	check_list(r, LETA_FIELD_COFINANCIER, wanted(record, "cofinanciers"));
	check_list(r, LETA_FIELD_PARTNER, wanted(record, "partners"));
	check_list(r, LETA_FIELD_COUNTY, wanted(record, "derived.counties"));
	check_list(r, LETA_FIELD_STRIPPED, wanted(record, "stripped"));
	check_list(r, LETA_FIELD_QUALITY, wanted(record, "quality"));
	if (json_is_array(towns)) /* else "= same as" another record */
		check_list(r, LETA_FIELD_MUNICIPALITY, towns);
	if (wanted(record, "subheadings"))
		check_list(r, LETA_FIELD_SUBHEADING, wanted(record, "subheadings"));
	check_sections(r, wanted(record, "sections"));
	check_references(r, wanted(record, "references"));
	check_goals(r, wanted(record, "measurable_goals"));
	return LETA_OK;
}

static void check_page(const json_t *record)
{
	char path[600];
	struct buf bytes;
	struct leta_error err;
	struct record_source source;

	current = json_string_value(json_object_get(record, "id"));
	snprintf(path, sizeof(path), "%s/seeds/%s.txt", folder, current);
	buf_init(&bytes, (size_t)1 << 20);
	assert_int_equal(file_read(path, &bytes, &err), LETA_OK);
	source = (struct record_source){.path = path, .id = current, .bytes = buf_view(&bytes)};
	assert_int_equal(record_read(&source, compare, (void *)(uintptr_t)record, &err), LETA_OK);
	buf_fini(&bytes);
}

static void test_pages(void **state)
{
	char path[600];
	json_error_t error;
	json_t *all;
	unsigned pages = 0;

	(void)state;
	snprintf(path, sizeof(path), "%s/data/expected_records.json", folder);
	all = json_load_file(path, 0, &error);
	if (!all)
		skip();
	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *record = json_array_get(all, i);
		const char *layout = json_string_value(json_object_get(record, "layout"));

		if (layout && strncmp(layout, "esf", 3) == 0) {
			check_page(record);
			pages++;
		}
	}
	json_decref(all);
	assert_true(pages > 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
	};
	snprintf(folder, sizeof(folder), "%s", argc > 1 ? argv[1] : ".");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
