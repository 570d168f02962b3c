/*
 * member.h: members of JSON objects that hold a record's fields: null when it is not known, dates in
 * ISO 8601.
 */
#ifndef PRESENT_MEMBER_H
#define PRESENT_MEMBER_H

#include "base/json.h"
#include "leta/record.h"

void member_text(struct json *j, const char *key, const struct leta_record *record,
		 enum leta_field_id id);
void member_number(struct json *j, const char *key, const struct leta_record *record,
		   enum leta_field_id id);
void member_date(struct json *j, const char *key, const struct leta_record *record,
		 enum leta_field_id id);
/* An array; empty when it is not known. */
void member_list(struct json *j, const char *key, const struct leta_record *record,
		 enum leta_field_id id);

/* A number that is null when it is not known. */
void member_known(struct json *j, const char *key, bool known, int64_t value);

#endif
