/*
 * cmd_analyze.c: `leta analyze`: the tokens of a text, as a table or JSON.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/present.h"
#include "present/table.h"

static const char *const formats[] = {"text", "json", NULL};

struct values {
	bool query;
	int format;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "query", 0, OPTION_FLAG, AT(query), { 0 }, NULL, {
		"som en sökfråga läses, inte som ett dokument",
		"as a query is read, not a document" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: en tabell; json: ett objekt",
		"text: a table; json: one object" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage analyze_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"TEXT…", "TEXT…"},
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.about = {"Visar vilka termer texten blir i indexet: slag, plats och vilka byte i"
		  " texten de kom ur.",
		  "Shows the terms that the text becomes in the index: kind, position, "
		  "and the bytes of the text that they came from."},
	.examples = {"leta analyze kompetensutveckling i Malmö",
		     "leta analyze kompetensutveckling i Malmö"},
};

static const struct table_column columns[] = {
	{"position", {"Plats", "Position"}, TABLE_COUNT},
	{"start", {"Från", "Start"}, TABLE_COUNT},
	{"end", {"Till", "End"}, TABLE_COUNT},
	{"term", {"Term", "Term"}, TABLE_TEXT},
	{"kind", {"Slag", "Kind"}, TABLE_TEXT},
	{"stop", {"Stoppord", "Stop word"}, TABLE_FLAG},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

static leta_status fill(struct table *table, const struct leta_tokens *tokens,
			struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < tokens->n_tokens; i++) {
		const struct leta_token *token = &tokens->tokens[i];
		const struct table_cell cells[N_COLUMNS] = {
			{.count = token->position},     {.count = (int64_t)token->start},
			{.count = (int64_t)token->end}, {.text = token->term},
			{.text = token->kind},          {.count = token->stop},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

static void write_json(struct sink *sink, const struct table *table,
		       const struct leta_tokens *tokens)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "fingerprint");
	json_cstr(&j, tokens->fingerprint);
	json_key(&j, "tokens");
	table_json(table, &j);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

static int present(struct cli *cli, const struct values *values, const struct leta_tokens *tokens)
{
	struct table *table = table_new(columns, N_COLUMNS);
	struct leta_error error;
	struct sink sink;
	int code = tokens->n_tokens > 0 ? EXIT_FOUND : EXIT_NOTHING;

	sink_init(&sink, stdout);
	if (fill(table, tokens, &error) != LETA_OK)
		code = exit_report(cli, &error, NULL);
	else if (values->format == 0)
		table_text(table, &sink.buf, &cli->out);
	else
		write_json(&sink, table, tokens);
	table_free(table);
	return exit_finish(cli, &sink, code);
}

int cmd_analyze(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_tokens *tokens;
	struct leta_error error;
	struct buf text;
	int code;

	buf_init(&text, CLI_TEXT_MAX);
	command_join(arguments, &text);
	if (buf_status(&text, &error) != LETA_OK ||
	    leta_analyze(buf_view(&text).ptr, values->query, NULL, cli->cache[0] ? cli->cache : NULL, &tokens,
			 &error) != LETA_OK) {
		code = exit_report(cli, &error, NULL);
	} else {
		code = present(cli, values, tokens);
		leta_tokens_free(tokens);
	}
	buf_fini(&text);
	return code;
}
