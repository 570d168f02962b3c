/*
 * sheet_json.c: a comparison as JSON. A project's members have the names of a hit's.
 */
#include "base/json.h"
#include "present/member.h"
#include "present/present.h"
#include "present/sheet.h"

static void write_project(struct json *j, const struct leta_compared *project)
{
	const struct leta_record *record = project->record;
	json_open_object(j);
	member_text(j, "id", record, LETA_FIELD_ID);
	member_text(j, "title", record, LETA_FIELD_TITLE);
	member_text(j, "kind", record, LETA_FIELD_KIND);
	member_text(j, "owner", record, LETA_FIELD_OWNER);
	member_text(j, "region", record, LETA_FIELD_REGION);
	member_list(j, "municipalities", record, LETA_FIELD_MUNICIPALITY);
	member_text(j, "fund", record, LETA_FIELD_FUND);
	member_text(j, "programme_period", record, LETA_FIELD_PROGRAMME);
	member_text(j, "programme_area", record, LETA_FIELD_AREA);
	member_text(j, "priority", record, LETA_FIELD_PRIORITY);
	member_text(j, "phase", record, LETA_FIELD_PHASE);
	member_date(j, "start", record, LETA_FIELD_START);
	member_date(j, "end", record, LETA_FIELD_END);
	member_number(j, "days", record, LETA_FIELD_DAYS);
	member_number(j, "grant_sek", record, LETA_FIELD_GRANT);
	member_number(j, "budget_sek", record, LETA_FIELD_BUDGET);
	member_known(j, "sek_per_month", project->monthly > 0, project->monthly);
	member_number(j, "participants", record, LETA_FIELD_PARTICIPANTS);
	member_list(j, "partners", record, LETA_FIELD_PARTNER);
	member_list(j, "cofinanciers", record, LETA_FIELD_COFINANCIER);
	member_list(j, "topics", record, LETA_FIELD_TOPIC);
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
