/*
 * command.c: what commands share: the common options, finding a command, joining operands.
 */
#include "cli/command.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/exit.h"
#include "cli/nearest.h"

#define AT(member) offsetof(struct common_values, member)

/* clang-format off */
#define ROW_HELP { "help", 'h', OPTION_FLAG, AT(help), { 0 }, NULL, { \
	"visa den här hjälpen", \
	"show this help" } }
#define ROW_DB { "db", 0, OPTION_TEXT, AT(db), { "KATALOG", "DIR" }, NULL, { \
	"katalogen med indexet", \
	"the index directory" } }
#define ROW_END { 0 }

const struct option global_options[] = {
	ROW_DB,
	ROW_HELP,
	{ "version", 0, OPTION_FLAG, AT(version), { 0 }, NULL, {
		"visa versionen",
		"show the version" } },
	{ NULL, 'v', OPTION_FLAG, AT(verbose), { 0 }, NULL, {
		"med --version: visa även biblioteken",
		"with --version: show the libraries too" } },
	ROW_END
};
const struct option index_options[] = { ROW_DB, ROW_HELP, ROW_END };
const struct option plain_options[] = { ROW_HELP, ROW_END };
/* clang-format on */

const struct command *command_find(const struct cli *cli, const char *name)
{
	for (size_t i = 0; i < cli->n_commands; i++)
		if (strcmp(cli->commands[i].name, name) == 0)
			return &cli->commands[i];
	return NULL;
}

int command_unknown(const struct cli *cli, const char *name)
{
	struct nearest nearest = {.word = name};
	struct leta_error error;
	for (size_t i = 0; i < cli->n_commands; i++)
		nearest_try(&nearest, cli->commands[i].name);
	if (nearest.best)
		error_set(&error, LETA_ERR_INVALID, "okänt kommando '%s'; menade du %s?",
			  "unknown command '%s'; did you mean %s?", name, nearest.best);
	else
		error_set(&error, LETA_ERR_INVALID, "okänt kommando '%s'", "unknown command '%s'",
			  name);
	return exit_usage(cli, &error);
}

int command_miscounted(const struct cli *cli, const struct arguments *arguments)
{
	const struct usage *usage = cli->command->usage;
	struct leta_error error;
	if (arguments->n_operands < usage->min_operands)
		error_set(&error, LETA_ERR_INVALID, "%s saknas", "%s is missing",
			  in_lang(cli, usage->operands));
	else
		error_set(&error, LETA_ERR_INVALID, "'%s' är ett argument för mycket",
			  "'%s' is one argument too many",
			  arguments->operands[usage->max_operands]);
	return exit_usage(cli, &error);
}

int command_ask(struct cli *cli, const struct arguments *arguments, bool exact,
		command_show_fn *show)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_error error;
	struct buf text;

	query.lang = cli->lang;
	query.exact = exact;
	buf_init(&text, CLI_TEXT_MAX);
	command_join(arguments, &text);
	query.text = buf_view(&text).ptr;
	int code = buf_status(&text, &error) == LETA_OK ? show(cli, arguments->values, &query)
							: exit_report(cli, &error, NULL);
	buf_fini(&text);
	return code;
}

void command_join(const struct arguments *arguments, struct buf *out)
{
	for (size_t i = 0; i < arguments->n_operands; i++) {
		buf_cstr(out, i > 0 ? " " : "");
		buf_cstr(out, arguments->operands[i]);
	}
}
