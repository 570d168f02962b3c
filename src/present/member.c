/*
 * member.c: see member.h.
 */
#include "present/member.h"

#include "base/date.h"

void member_known(struct json *j, const char *key, bool known, int64_t value)
{
	json_key(j, key);
	if (known)
		json_int(j, value);
	else
		json_put_null(j);
}

void member_text(struct json *j, const char *key, const struct leta_record *record,
		 enum leta_field_id id)
{
	json_key(j, key);
	json_cstr(j, leta_record_text(record, id));
}

void member_number(struct json *j, const char *key, const struct leta_record *record,
		   enum leta_field_id id)
{
	int64_t number = 0;
	bool known = leta_record_number(record, id, &number);
	member_known(j, key, known, number);
}

void member_date(struct json *j, const char *key, const struct leta_record *record,
		 enum leta_field_id id)
{
	int64_t number;
	char iso[11];
	json_key(j, key);
	if (leta_record_number(record, id, &number)) {
		date_format_iso(number, iso);
		json_cstr(j, iso);
	} else {
		json_put_null(j);
	}
}

void member_list(struct json *j, const char *key, const struct leta_record *record,
		 enum leta_field_id id)
{
	const struct leta_field *field = &record->fields[id];
	json_key(j, key);
	json_open_array(j);
	for (size_t i = 0; i < field->n_items; i++)
		json_cstr(j, field->items[i].text);
	json_close_array(j);
}
