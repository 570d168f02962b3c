/*
 * cmd_saved.c: `leta saved`: the saved searches of an index.
 */
#include <stdio.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/sink.h"
#include "present/table.h"
#include "saved/saved.h"

#define SAVED_ARENA_MAX ((size_t)256 << 20)

static const char *const formats[] = {"text", "json", NULL};

struct values {
	int format;
};

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, offsetof(struct values, format), { 0 }, formats, {
		"hur listan skrivs",
		"how the list is written" } },
	{ 0 }
};

static const struct values defaults = {0};

const struct usage saved_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "", "" },
	.min_operands = 0,
	.max_operands = 0,
	.about = {
		"Visar de sparade sökningarna: namn, träffar vid senaste titten, ignorerade, när de senast sågs, och frågan.",
		"Shows the saved searches: name, hits at the last look, ignored, when they were last looked at, and the query.",
	},
	.examples = { "leta saved", "leta saved" },
};

static const struct table_column columns[] = {
	{ "name", { "Namn", "Name" }, TABLE_TEXT },
	{ "seen", { "Träffar", "Hits" }, TABLE_COUNT },
	{ "ignored", { "Ignorerade", "Ignored" }, TABLE_COUNT },
	{ "looked", { "Senast", "Last" }, TABLE_TEXT },
	{ "query", { "Fråga", "Query" }, TABLE_TEXT },
};
/* clang-format on */

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* A damaged search is reported, and the others are listed. */
static leta_status add(struct cli *cli, struct table *table, const char *name, int *code,
		       struct leta_error *err)
{
	struct saved saved;
	struct arena *arena = arena_new(SAVED_ARENA_MAX);
	leta_status st = arena ? saved_read(cli->dir, name, arena, &saved, err) : error_nomem(err);
	if (st == LETA_OK) {
		struct table_cell cells[N_COLUMNS] = {
			{.text = name},
			{.count = (int64_t)saved.n_seen},
			{.count = (int64_t)saved.n_ignored},
			{.text = saved.looked.date},
			{.text = saved.query},
		};
		st = table_add(table, cells, err);
	} else if (st == LETA_ERR_CORRUPT) {
		*code = exit_report(cli, err, NULL);
		st = LETA_OK;
	}
	arena_free(arena);
	return st;
}

static leta_status fill(struct cli *cli, struct table *table, size_t *n, int *code,
			struct leta_error *err)
{
	const char **names;
	struct arena *arena = arena_new(SAVED_ARENA_MAX);
	leta_status st = arena ? saved_list(cli->dir, arena, &names, n, err) : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < *n; i++)
		st = add(cli, table, names[i], code, err);
	arena_free(arena);
	return st;
}

int cmd_saved(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct table *table = table_new(columns, N_COLUMNS);
	struct leta_error error;
	struct sink sink;
	struct json json;
	size_t n = 0;
	int code = EXIT_FOUND;
	leta_status st = table ? fill(cli, table, &n, &code, &error) : error_nomem(&error);
	if (st != LETA_OK) {
		table_free(table);
		return exit_report(cli, &error, NULL);
	}
	sink_init(&sink, stdout);
	if (values->format == 1) {
		json_init(&json, &sink.buf, true);
		table_json(table, &json);
		buf_char(&sink.buf, '\n');
	} else if (n > 0) {
		table_text(table, &sink.buf, &cli->out);
	}
	table_free(table);
	return exit_finish(cli, &sink, n == 0 ? EXIT_NOTHING : code);
}
