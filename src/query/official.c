/*
 * official.c: places, topics, organisations and programme periods by their official names.
 */
#include "query/official.h"

#include "schema/gazetteer.h"
#include "schema/organisation.h"
#include "schema/thesaurus.h"

/* Only organisations that are known: any other name is just its words. */
static struct str organisation(struct str value, struct buf *scratch)
{
	enum organisation_kind kind = organisation_canonical(value, scratch);
	bool known = kind != ORGANISATION_OTHER && kind != ORGANISATION_UNIT;
	/* "länsstyrelsen" alone is any of them */
	bool all = str_eq(buf_view(scratch), STR("Länsstyrelsen"));
	return known && !all ? buf_view(scratch) : (struct str){NULL, 0};
}

/* "2007..2013", "2007–2013" → "2007-2013". */
static struct str programme(struct str value, struct buf *scratch)
{
	static const char *const signs[] = {"..", "\xE2\x80\x93"};
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		struct str sign = str_from(signs[i]);
		size_t at = str_find(value, sign, 0);
		if (at == (size_t)-1)
			continue;
		buf_clear(scratch);
		buf_str(scratch, str_trim(str_sub(value, 0, at)));
		buf_char(scratch, '-');
		buf_str(scratch, str_trim(str_sub(value, at + sign.len, value.len)));
		return buf_view(scratch);
	}
	return (struct str){NULL, 0};
}

struct str official_value(const struct leta_field_info *field, struct str value,
			  struct buf *scratch)
{
	if (organisation_field(field->id))
		return organisation(value, scratch);
	if (field->id == LETA_FIELD_MUNICIPALITY)
		return str_from(gazetteer_name(GAZETTEER_MUNICIPALITY, value));
	if (field->id == LETA_FIELD_COUNTY)
		return str_from(gazetteer_name(GAZETTEER_COUNTY, value));
	if (field->id == LETA_FIELD_REGION)
		return str_from(gazetteer_name(GAZETTEER_REGION, value));
	if (field->id == LETA_FIELD_PROGRAMME)
		return programme(value, scratch);
	const struct thesaurus_topic *topic =
		field->id == LETA_FIELD_TOPIC ? thesaurus_find_topic(value) : NULL;
	return str_from(topic ? topic->name[LETA_SV] : NULL);
}
