/*
 * name.c: names before a colon.
 *
 * A section scope wins over a field of the same name ("titel", "mål"): it is the same text, with
 * its words and phrases. Names with several meanings in the field table are found through
 * leta_field_find() only.
 */
#include "query/name.h"

#include "base/utf8.h"
#include "leta/field.h"
#include "query/distance.h"
#include "schema/section.h"

#define NAME_MAX_BYTES 64
#define NEAR_ENOUGH 2

struct own_name {
	const char *text;
	enum ast_kind kind;
	bool last;
};

static const struct own_name own_names[] = {
	{NAME_HEADING, AST_HEADING, false},      {"heading", AST_HEADING, false},
	{NAME_OVERLAP, AST_OVERLAP, false},      {"ongoing", AST_OVERLAP, false},
	{NAME_UNKNOWN, AST_UNKNOWN, false},      {"unknown", AST_UNKNOWN, false},
	{"saknar", AST_UNKNOWN, false},          {NAME_SIMILAR, AST_SIMILAR, false},
	{"similar", AST_SIMILAR, false},         {NAME_FIRST_PART, AST_COMPOUND_PART, false},
	{"firstpart", AST_COMPOUND_PART, false}, {NAME_LAST_PART, AST_COMPOUND_PART, true},
	{"lastpart", AST_COMPOUND_PART, true},
};

#define N_OWN (sizeof(own_names) / sizeof(own_names[0]))

/* Lower case, NUL-terminated. False when it is too long for a name. */
static bool lower_name(struct str name, char out[NAME_MAX_BYTES])
{
	size_t used = 0;
	for (size_t i = 0; i < name.len;) {
		if (used + 5 > NAME_MAX_BYTES)
			return false;
		used += utf8_put(out + used, utf8_lower(utf8_next(name, &i)));
	}
	out[used] = '\0';
	return used > 0;
}

static bool is_searchable(const struct leta_field_info *info)
{
	return info->prefix || (info->slot >= 0 && info->type != LETA_TYPE_TEXT);
}

static enum ast_kind field_kind(const struct leta_field_info *info)
{
	switch (info->type) {
	case LETA_TYPE_TEXT:
	case LETA_TYPE_LIST:
	case LETA_TYPE_KEYWORD:
		return AST_FIELD;
	case LETA_TYPE_MONEY:
	case LETA_TYPE_DATE:
	case LETA_TYPE_NUMBER:
	case LETA_TYPE_RATE:
	case LETA_TYPE_FLAG:
		return AST_RANGE;
	}
	return AST_FIELD;
}

bool name_find(struct str name, struct name *out)
{
	char lower[NAME_MAX_BYTES];
	if (!lower_name(name, lower))
		return false;
	for (size_t i = 0; i < N_OWN; i++)
		if (str_eq(str_from(lower), str_from(own_names[i].text))) {
			*out = (struct name){.kind = own_names[i].kind, .last = own_names[i].last};
			return true;
		}
	enum leta_section_role role = section_scope(str_from(lower));
	if (role != LETA_ROLE_COUNT) {
		*out = (struct name){.kind = AST_SCOPE, .role = role};
		return true;
	}
	const struct leta_field_info *info = leta_field_find(lower);
	if (!info || !is_searchable(info))
		return false;
	*out = (struct name){.kind = field_kind(info), .field = info->id};
	return true;
}

bool name_find_missing(struct str name, struct name *out)
{
	char lower[NAME_MAX_BYTES];
	struct name found = {.kind = AST_FIELD};
	if (!lower_name(name, lower))
		return false;
	const struct leta_field_info *info = leta_field_find(lower);
	enum leta_section_role role = section_scope(str_from(lower));
	if (info) {
		found.field = info->id;
	} else if (role == LETA_ROLE_TITLE) { /* its text is a field's */
		found.field = LETA_FIELD_TITLE;
	} else if (role != LETA_ROLE_COUNT) {
		found = (struct name){.kind = AST_SCOPE, .role = role};
	} else if (name_find(name, &found) && found.kind == AST_OVERLAP) {
		found = (struct name){.kind = AST_FIELD, .field = LETA_FIELD_START};
	} else {
		return false;
	}
	*out = found;
	return true;
}

/* ---- suggestions ---- */

struct nearest {
	struct str wanted;
	const char *best;
	unsigned distance;
};

static void consider(struct nearest *n, const char *candidate)
{
	if (!candidate)
		return;
	unsigned d = distance_letters(n->wanted, str_from(candidate), NEAR_ENOUGH);
	if (d < n->distance) {
		n->distance = d;
		n->best = candidate;
	}
}

const char *name_nearest(struct str name)
{
	char lower[NAME_MAX_BYTES];
	if (!lower_name(name, lower))
		return NULL;
	struct nearest n = {.wanted = str_from(lower), .distance = NEAR_ENOUGH + 1};
	for (size_t i = 0; i < N_OWN; i++)
		consider(&n, own_names[i].text);
	for (size_t i = 0; i < LETA_ROLE_COUNT; i++) {
		consider(&n, section_info((enum leta_section_role)i)->sv);
		consider(&n, section_info((enum leta_section_role)i)->en);
	}
	for (size_t i = 0; i < LETA_FIELD_COUNT; i++) {
		const struct leta_field_info *info = leta_field_info((enum leta_field_id)i);
		if (is_searchable(info)) {
			consider(&n, info->sv);
			consider(&n, info->en);
		}
	}
	/* a two-letter name is within two letters of anything */
	return n.distance * 2 < utf8_count(n.wanted) ? n.best : NULL;
}
