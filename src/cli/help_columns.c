/*
 * help_columns.c: `leta help columns`: the names of registers' columns, from the table that reads them.
 */
#include "base/error.h"
#include "cli/help.h"
#include "present/table.h"

static const struct table_column columns[] = {
	{"field", {"Fält eller avsnitt", "Field or section"}, TABLE_TEXT},
	{"names", {"Kolumnen får heta", "Names of the column"}, TABLE_TEXT},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))
#define NAMES_MAX 512

/* "id|dnr" → "id, dnr" in room. */
static const char *list_names(const char *names, char room[NAMES_MAX])
{
	size_t n = 0;
	for (; *names && n + 2 < NAMES_MAX; names++) {
		room[n++] = *names == '|' ? ',' : *names;
		if (*names == '|')
			room[n++] = ' ';
	}
	room[n] = '\0';
	return room;
}

static const char *label(const struct leta_column_info *column, enum leta_lang lang)
{
	if (column->field == LETA_FIELD_COUNT)
		return column->heading ? column->heading : "Text";
	const struct leta_field_info *info = leta_field_info(column->field);
	return lang == LETA_SV ? info->label_sv : info->label_en;
}

static leta_status fill(struct table *table, enum leta_lang lang, struct leta_error *err)
{
	struct leta_column_info column;
	char room[NAMES_MAX];
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && leta_column_info(i, &column); i++) {
		const struct table_cell cells[N_COLUMNS] = {
			{.text = label(&column, lang)},
			{.text = list_names(column.names, room)},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

int help_columns(const struct cli *cli)
{
	return help_list(cli, columns, N_COLUMNS, fill);
}
