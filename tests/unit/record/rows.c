/*
 * rows.c: see rows.h.
 */
#include "rows.h"

#include <stdio.h>

static void append(struct row_seen *row, const char *a, const char *b, const char *c)
{
	size_t len = strlen(row->values);

	snprintf(row->values + len, sizeof(row->values) - len, "%s%s%s", a, b, c);
}

static leta_status see(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct rows *rows = ctx;
	struct row_seen *row = &rows->list[rows->n < ROWS_MAX ? rows->n : ROWS_MAX - 1];
	const struct leta_record *r = read->record;

	(void)err;
	rows->n++;
	*row = (struct row_seen){.fault = read->fault != NULL};
	snprintf(row->where, sizeof(row->where), "%s", read->where);
	rows->faults += row->fault;
	for (size_t i = 0; r && i < rows->n_fields; i++) {
		const struct leta_field *f = &r->fields[rows->fields[i]];

		append(row, leta_field_info(rows->fields[i])->json, "=", "");
		for (size_t k = 0; k < f->n_items; k++)
			append(row, k > 0 ? "," : "", f->items[k].text, "");
		append(row, ";", "", "");
	}
	for (size_t i = 0; r && i < r->n_sections; i++) {
		append(row, r->sections[i].heading ? r->sections[i].heading : "", ":",
		       r->sections[i].text);
		append(row, "|", "", "");
	}
	return rows->answer;
}

leta_status rows_read(row_reader *reader, struct str bytes, struct str text, struct rows *out)
{
	struct record_source source = {.path = "fil.x", .id = "fil", .bytes = bytes};
	struct record_part part = {.text = text};
	struct arena *arena = arena_new((size_t)64 << 20);
	struct leta_error err;
	leta_status status = arena ? reader(&source, &part, arena, see, out, &err) : LETA_ERR_NOMEM;

	arena_free(arena);
	return status;
}
