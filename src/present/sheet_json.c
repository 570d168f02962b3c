/*
 * sheet_json.c: a comparison as JSON. A project's members have the names of a hit's.
 */
#include "base/json.h"
#include "present/present.h"
#include "present/sheet.h"

static void text_member(struct json *j, const char *key, const struct leta_record *record,
			enum leta_field_id id)
{
	json_key(j, key);
	json_cstr(j, leta_record_text(record, id));
}

static void number_member(struct json *j, const char *key, const struct leta_record *record,
			  enum leta_field_id id)
{
	int64_t number;
	json_key(j, key);
	if (leta_record_number(record, id, &number))
		json_int(j, number);
	else
		json_put_null(j);
}

static void list_member(struct json *j, const char *key, const struct leta_record *record,
			enum leta_field_id id)
{
	json_key(j, key);
	json_open_array(j);
	for (size_t i = 0; i < record->fields[id].n_items; i++)
		json_cstr(j, record->fields[id].items[i].text);
	json_close_array(j);
}

static void write_project(struct json *j, const struct leta_compared *project)
{
	const struct leta_record *record = project->record;
	json_open_object(j);
	text_member(j, "id", record, LETA_FIELD_ID);
	text_member(j, "title", record, LETA_FIELD_TITLE);
	text_member(j, "kind", record, LETA_FIELD_KIND);
	text_member(j, "owner", record, LETA_FIELD_OWNER);
	text_member(j, "region", record, LETA_FIELD_REGION);
	list_member(j, "municipalities", record, LETA_FIELD_MUNICIPALITY);
	text_member(j, "fund", record, LETA_FIELD_FUND);
	text_member(j, "programme_period", record, LETA_FIELD_PROGRAMME);
	text_member(j, "programme_area", record, LETA_FIELD_AREA);
	text_member(j, "priority", record, LETA_FIELD_PRIORITY);
	text_member(j, "phase", record, LETA_FIELD_PHASE);
	text_member(j, "start", record, LETA_FIELD_START);
	text_member(j, "end", record, LETA_FIELD_END);
	number_member(j, "days", record, LETA_FIELD_DAYS);
	number_member(j, "grant_sek", record, LETA_FIELD_GRANT);
	number_member(j, "budget_sek", record, LETA_FIELD_BUDGET);
	json_key(j, "sek_per_month");
	if (project->monthly > 0)
		json_int(j, project->monthly);
	else
		json_put_null(j);
	number_member(j, "participants", record, LETA_FIELD_PARTICIPANTS);
	list_member(j, "partners", record, LETA_FIELD_PARTNER);
	list_member(j, "cofinanciers", record, LETA_FIELD_COFINANCIER);
	list_member(j, "topics", record, LETA_FIELD_TOPIC);
	json_key(j, "own_words");
	json_open_array(j);
	for (size_t i = 0; project->words[i]; i++)
		json_cstr(j, project->words[i]);
	json_close_array(j);
	json_close_object(j);
}

static void write_commons(struct json *j, const char *key, const struct leta_sheet *sheet,
			  const struct leta_commons *commons)
{
	json_key(j, key);
	json_open_array(j);
	for (size_t i = 0; i < commons->n; i++) {
		json_open_object(j);
		json_key(j, "name");
		json_cstr(j, commons->items[i].name);
		json_key(j, "projects");
		json_open_array(j);
		for (size_t p = 0; p < sheet->n; p++)
			if (commons->items[i].projects & 1u << p)
				json_cstr(j, leta_record_text(sheet->projects[p].record,
							      LETA_FIELD_ID));
		json_close_array(j);
		json_close_object(j);
	}
	json_close_array(j);
}

void sheet_json(struct sink *sink, const struct leta_sheet *sheet)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "projects");
	json_open_array(&j);
	for (size_t i = 0; i < sheet->n; i++)
		write_project(&j, &sheet->projects[i]);
	json_close_array(&j);
	write_commons(&j, "shared_words", sheet, &sheet->words);
	write_commons(&j, "shared_organisations", sheet, &sheet->organisations);
	write_commons(&j, "shared_municipalities", sheet, &sheet->municipalities);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}
