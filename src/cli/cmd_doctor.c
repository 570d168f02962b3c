/*
 * cmd_doctor.c: `leta doctor`: the library's diagnoses as a table or JSON. EXIT_INDEX when one is
 * an error.
 */
#include <stdio.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/present.h"
#include "present/table.h"

static const char *const formats[] = {"text", "json", NULL};

struct values {
	int format;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: en tabell; json: ett objekt",
		"text: a table; json: one object" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage doctor_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.about = {"Visar versioner, ordlista och index: vad som är i ordning, vad som "
		  "saknas och vad som hjälper. Slutkoden är 3 när något är fel.",
		  "Shows versions, lexicon and index: what is in order, what is missing "
		  "and what helps. The exit code is 3 when something is wrong."},
};

static const struct table_column columns[] = {
	{"health", {"Läge", "Health"}, TABLE_TEXT},
	{"what", {"Vad", "What"}, TABLE_TEXT},
	{"found", {"Funnet", "Found"}, TABLE_TEXT},
	{"remedy", {"Åtgärd", "Remedy"}, TABLE_NOTE},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

static const struct {
	const char *key;
	const char *text[2];
} healths[] = {
	[LETA_HEALTH_OK] = {"ok", {"ok", "ok"}},
	[LETA_HEALTH_WARNING] = {"warning", {"varning", "warning"}},
	[LETA_HEALTH_ERROR] = {"error", {"fel", "error"}},
};

struct report {
	const struct cli *cli;
	struct table *table;
	leta_status status;
	struct leta_error error;
	bool sick;
};

static void on_diagnosis(void *ctx, const struct leta_diagnosis *d)
{
	struct report *report = ctx;
	enum leta_lang lang = report->cli->lang;
	const struct table_cell cells[N_COLUMNS] = {
		{.text = healths[d->health].text[lang], .value = healths[d->health].key},
		{.text = d->what},
		{.text = d->found[lang]},
		{.text = d->remedy[lang][0] ? d->remedy[lang] : NULL},
	};
	report->sick = report->sick || d->health == LETA_HEALTH_ERROR;
	if (report->status == LETA_OK)
		report->status = table_add(report->table, cells, &report->error);
}

static void write_json(struct sink *sink, const struct report *report)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "healthy");
	json_bool(&j, !report->sick);
	json_key(&j, "diagnoses");
	table_json(report->table, &j);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

int cmd_doctor(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct report report = {.cli = cli, .table = table_new(columns, N_COLUMNS)};
	struct sink sink;
	int code;

	if (!report.table)
		report.status = error_nomem(&report.error);
	if (report.status == LETA_OK) {
		leta_status st = leta_doctor(cli->dir, NULL, cli->helper[0] ? cli->helper : NULL,
					     on_diagnosis, &report, &report.error);
		report.status = report.status == LETA_OK ? st : report.status;
	}
	sink_init(&sink, stdout);
	if (report.status != LETA_OK)
		code = exit_report(cli, &report.error, NULL);
	else
		code = report.sick ? EXIT_INDEX : EXIT_FOUND;
	if (report.status == LETA_OK && values->format == 0)
		table_text(report.table, &sink.buf, &cli->out);
	else if (report.status == LETA_OK)
		write_json(&sink, &report);
	table_free(report.table);
	return exit_finish(cli, &sink, code);
}
