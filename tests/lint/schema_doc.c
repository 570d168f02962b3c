/*
 * schema_doc.c: prints the tables of index/README.md from the field table and the section table.
 */
#include <stdio.h>

#include "leta/field.h"
#include "schema/section.h"

static const char *type_name(enum leta_field_type type)
{
	static const char *const names[] = { "words", "words, several", "keyword", "money, SEK", "date, yyyymmdd",
		                             "number", "per cent × 100", "0 or 1" };
	return names[type];
}

static void print_fields(void)
{
	printf("| query name | English | JSON | type | prefix | slot | weight | facet |\n");
	printf("|---|---|---|---|---|---|---|---|\n");
	for (int id = 0; id < LETA_FIELD_COUNT; id++) {
		const struct leta_field_info *f = leta_field_info((enum leta_field_id)id);
		if (!f->sv && !f->prefix && f->slot < 0 && f->weight == 0)
			continue;
		char slot[16] = "";
		if (f->slot >= 0)
			snprintf(slot, sizeof(slot), "%d", f->slot);
		printf("| %s%s%s | %s | `%s` | %s | %s | %s | %u | %s |\n", f->sv ? f->sv : "", f->alias ? ", " : "",
		       f->alias ? f->alias : "", f->en ? f->en : "", f->json, type_name(f->type),
		       f->prefix ? f->prefix : "", slot, f->weight, f->facet ? "yes" : "");
	}
}

static void print_sections(void)
{
	printf("\n| section role (query scope) | English | weight |\n|---|---|---|\n");
	static const char *const names[LETA_ROLE_COUNT] = {
		[LETA_ROLE_BODY] = "other text",         [LETA_ROLE_HORIZONTAL] = "compulsory horizontal sections",
		[LETA_ROLE_FRONT] = "title page",        [LETA_ROLE_CONTENTS] = "table of contents",
		[LETA_ROLE_SOURCES] = "bibliography",
	};
	for (int role = 0; role < LETA_ROLE_COUNT; role++) {
		const struct section_info *s = section_info((enum leta_section_role)role);
		printf("| %s | %s | %u |\n", s->sv ? s->sv : names[role], s->en ? s->en : "", s->weight);
	}
}

int main(void)
{
	print_fields();
	print_sections();
	return 0;
}
