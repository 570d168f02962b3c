/*
 * names.c: see names.h.
 */
#include "compare/names.h"

#include "base/buf.h"
#include "schema/organisation.h"
#include "text/fold.h"

#define NAME_MAX ((size_t)1 << 20)

bool names_fold(struct str name, struct arena *arena, struct str *out)
{
	struct buf folded;
	buf_init(&folded, NAME_MAX);
	text_fold(name, &folded);
	char *copy = buf_status(&folded, NULL) == LETA_OK ? arena_strdup(arena, buf_view(&folded))
							  : NULL;
	if (copy)
		*out = (struct str){copy, folded.len};
	buf_fini(&folded);
	return copy != NULL;
}

bool names_has(const struct names *names, struct str folded)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->items[i].folded, folded))
			return true;
	return false;
}

/* The normal form of an organisation. Empty when the name does not say which it is: a unit, a
 * county board. */
static bool name_organisation(const char *name, struct arena *arena, struct str *out)
{
	struct buf canonical;
	buf_init(&canonical, NAME_MAX);
	enum organisation_kind kind = organisation_canonical(str_from(name), &canonical);
	bool open = kind == ORGANISATION_UNIT || str_eq(buf_view(&canonical), STR("Länsstyrelsen"));
	*out = (struct str){NULL, 0};
	bool done = buf_status(&canonical, NULL) == LETA_OK &&
		    (open || names_fold(buf_view(&canonical), arena, out));
	buf_fini(&canonical);
	return done;
}

bool names_of(const struct leta_record *record, const enum leta_field_id *fields, size_t n_fields,
	      struct arena *arena, struct names *out)
{
	size_t max = 0;
	for (size_t f = 0; f < n_fields; f++)
		max += record->fields[fields[f]].n_items;
	*out = (struct names){.items = arena_zalloc(arena, max + 1, sizeof(*out->items))};
	if (!out->items)
		return false;
	for (size_t f = 0; f < n_fields; f++) {
		const struct leta_field *field = &record->fields[fields[f]];
		for (size_t i = 0; field->presence == LETA_KNOWN && i < field->n_items; i++) {
			struct name name = {.shown = field->items[i].text, .field = fields[f]};
			bool organisation = organisation_field(fields[f]) ||
					    fields[f] == LETA_FIELD_OWNER_INFERRED;
			if (organisation ? !name_organisation(name.shown, arena, &name.folded)
					 : !names_fold(str_from(name.shown), arena, &name.folded))
				return false;
			if (name.folded.len > 0 && !names_has(out, name.folded))
				out->items[out->n++] = name;
		}
	}
	return true;
}
