/*
 * help_fields.c: `leta help fields`: the names of fields in queries, from the field table.
 */
#include "base/error.h"
#include "cli/help.h"
#include "present/table.h"

static const struct table_column columns[] = {
	{"name", {"Svenska", "Swedish"}, TABLE_TEXT},
	{"english", {"Engelska", "English"}, TABLE_TEXT},
	{"alias", {"Även", "Also"}, TABLE_TEXT},
	{"facet", {"--facet", "--facet"}, TABLE_FLAG},
	{"values", {"Värden", "Values"}, TABLE_TEXT},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* How values of a type are written in a query. */
static const char *const values[][2] = {
	[LETA_TYPE_TEXT] = {"ord eller \"en fras\"", "words or \"a phrase\""},
	[LETA_TYPE_LIST] = {"ord eller \"en fras\"", "words or \"a phrase\""},
	[LETA_TYPE_KEYWORD] = {"ett helt värde", "a whole value"},
	[LETA_TYPE_MONEY] = {">1mkr 250tkr..600tkr", ">1mkr 250tkr..600tkr"},
	[LETA_TYPE_DATE] = {"2014 >=2010-06", "2014 >=2010-06"},
	[LETA_TYPE_NUMBER] = {"<12 100..500", "<12 100..500"},
	[LETA_TYPE_RATE] = {">40%", ">40%"},
	[LETA_TYPE_FLAG] = {"1 eller 0", "1 or 0"},
};

static leta_status fill(struct table *table, enum leta_lang lang, struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (int id = 0; st == LETA_OK && id < LETA_FIELD_COUNT; id++) {
		const struct leta_field_info *info = leta_field_info((enum leta_field_id)id);
		const struct table_cell cells[N_COLUMNS] = {
			{.text = info->sv},
			{.text = info->en},
			{.text = info->alias},
			{.count = info->facet},
			{.text = values[info->type][lang]},
		};
		if (info->sv)
			st = table_add(table, cells, err);
	}
	return st;
}

int help_fields(const struct cli *cli)
{
	return help_list(cli, columns, N_COLUMNS, fill);
}
