/*
 * main.c: the program `leta`: environment, command table, dispatch. Nothing else reads the
 * environment.
 */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "cli/help.h"
#include "cli/place.h"
#include "cli/terminal.h"

/* clang-format off */
static const struct command commands[] = {
	{ "index", cmd_index, NEEDS_DIRECTORY, &index_usage, {
		"läs filer och kataloger och uppdatera indexet",
		"read files and folders and update the index" } },
	{ "search", cmd_search, NEEDS_INDEX, &search_usage, {
		"sök och visa träffar i rangordning",
		"search and show ranked hits" } },
	{ "kwic", cmd_kwic, NEEDS_INDEX, &kwic_usage, {
		"visa varje förekomst av orden i sitt sammanhang",
		"show every use of the words in its context" } },
	{ "collocates", cmd_collocates, NEEDS_INDEX, &collocates_usage, {
		"visa vilka ord som står nära orden oftare än väntat",
		"show which words stand near the words more often than expected" } },
	{ "lessons", cmd_lessons, NEEDS_INDEX, &lessons_usage, {
		"visa lärdomar, framgångsfaktorer, hinder och mål",
		"list lessons, success factors, obstacles and goals" } },
	{ "show", cmd_show, NEEDS_INDEX, &show_usage, {
		"visa ett helt dokument",
		"show one whole document" } },
	{ "stats", cmd_stats, NEEDS_INDEX, &stats_usage, {
		"räkna träffar och summera belopp per region, år …",
		"count hits and sum up amounts by region, year …" } },
	{ "similar", cmd_similar, NEEDS_INDEX, &similar_usage, {
		"visa jämförbara projekt, med skäl och skillnader",
		"show comparable projects, with reasons and differences" } },
	{ "compare", cmd_compare, NEEDS_INDEX, &compare_usage, {
		"ställ två till fem projekt bredvid varandra",
		"put two to five projects side by side" } },
	{ "overlap", cmd_overlap, NEEDS_INDEX, &overlap_usage, {
		"visa text som står på flera ställen",
		"show text that stands in several places" } },
	{ "actors", cmd_actors, NEEDS_INDEX, &actors_usage, {
		"visa organisationer, deras roller och projekt",
		"show organisations, their parts and projects" } },
	{ "topics", cmd_topics, NEEDS_INDEX, &topics_usage, {
		"visa ämnena och vilka dokument som handlar om dem",
		"show the topics and which documents are about them" } },
	{ "save", cmd_save, NEEDS_INDEX, &save_usage, {
		"spara en sökning under ett namn",
		"save a search under a name" } },
	{ "saved", cmd_saved, NEEDS_DIRECTORY, &saved_usage, {
		"visa de sparade sökningarna",
		"show the saved searches" } },
	{ "new", cmd_new, NEEDS_INDEX, &new_usage, {
		"visa vad som är nytt i en sparad sökning",
		"show what is new in a saved search" } },
	{ "forget", cmd_forget, NEEDS_DIRECTORY, &forget_usage, {
		"ta bort dokument ur indexet för gott",
		"remove documents from the index for good" } },
	{ "analyze", cmd_analyze, NEEDS_NOTHING, &analyze_usage, {
		"visa vilka ord indexet ser i en text",
		"show the tokens that the index sees in a text" } },
	{ "explain", cmd_explain, NEEDS_INDEX, &explain_usage, {
		"visa hur en sökfråga lästes och poängen räknades",
		"show how a query was read and scored" } },
	{ "evaluate", cmd_evaluate, NEEDS_INDEX, &evaluate_usage, {
		"mät hur väl frågor med kända svar besvaras",
		"measure how well questions with known answers are answered" } },
	{ "check", cmd_check, NEEDS_DIRECTORY, &check_usage, {
		"kontrollera att indexet är helt",
		"check that the index is whole" } },
	{ "doctor", cmd_doctor, NEEDS_DIRECTORY, &doctor_usage, {
		"visa vad som är installerat och vad som är fel",
		"tell what is installed and what is wrong" } },
	{ "help", cmd_help, NEEDS_NOTHING, &help_usage, {
		"visa hjälp",
		"show help" } },
};
/* clang-format on */

#define N_COMMANDS (sizeof(commands) / sizeof(commands[0]))
#define VALUES_MAX 1024 /* bytes of a command's option values */

/* The first variable of the list that is set and not empty. */
static const char *first_set(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);
		if (value && value[0])
			return value;
	}
	return "";
}

static enum leta_lang language(void)
{
	static const char *const own[] = {"LETA_LANG", NULL};
	static const char *const locale[] = {"LC_ALL", "LC_MESSAGES", "LANG", NULL};
	const char *value = first_set(own);
	if (!value[0])
		value = first_set(locale);
	return strncmp(value, "en", 2) == 0 ? LETA_EN : LETA_SV;
}

/* Reads the command's options, does what it needs done, and runs it. */
static int run_command(struct cli *cli, const struct command *command, char **argv, size_t n,
		       struct common_values *common)
{
	const struct usage *usage = command->usage;
	max_align_t values[VALUES_MAX / sizeof(max_align_t)];
	struct arguments arguments = {.values = values, .operands = argv};
	struct option_set set = {
		.common = command->needs == NEEDS_NOTHING ? plain_options : index_options,
		.common_values = common,
		.own = usage->options,
		.own_values = values,
		.is_query = usage->is_query,
	};
	struct leta_error error;

	cli->command = command;
	if (usage->size > 0)
		memcpy(values, usage->defaults, usage->size);
	leta_status st = option_parse(&set, argv, n, &arguments.n_operands, &error);
	if (common->help)
		return help_command(cli, command);
	if (st != LETA_OK)
		return exit_usage(cli, &error);
	if (arguments.n_operands < usage->min_operands ||
	    arguments.n_operands > usage->max_operands)
		return command_miscounted(cli, &arguments);
	if (command->needs != NEEDS_NOTHING && place_index(cli, common->db, &error) != LETA_OK)
		return exit_usage(cli, &error);
	place_helper(cli);
	place_cache(cli);
	if (command->needs == NEEDS_INDEX &&
	    leta_index_open(cli->dir, &cli->index, &error) != LETA_OK)
		return exit_report(cli, &error, NULL);
	int code = command->run(cli, &arguments);
	leta_index_close(cli->index);
	return code;
}

int main(int argc, char **argv)
{
	enum leta_lang lang = language();
	struct terminal_hints hints = {getenv("TERM"), getenv("NO_COLOR"), getenv("COLUMNS")};
	struct cli cli = {
		.lang = lang,
		.out = terminal_style(lang, &hints),
		.err_is_terminal = isatty(STDERR_FILENO),
		.db = getenv("LETA_DB"),
		.data_home = getenv("XDG_DATA_HOME"),
		.cache_home = getenv("XDG_CACHE_HOME"),
		.home = getenv("HOME"),
		.commands = commands,
		.n_commands = N_COMMANDS,
	};
	moment_write(cli.date, getenv("SOURCE_DATE_EPOCH"));
	snprintf(cli.program, sizeof(cli.program), "leta %s", leta_version());
	struct common_values common = {0};
	struct option_set set = {
		.common = global_options, .common_values = &common, .stop_at_operand = true};
	struct leta_error error;
	size_t n = 0;

	signal(SIGPIPE, SIG_IGN); /* a reader that went away ends the output quietly: sink.h */
	if (argc > 0 && option_parse(&set, argv + 1, (size_t)argc - 1, &n, &error) != LETA_OK)
		return exit_usage(&cli, &error);
	if (common.version)
		return help_version(&cli, common.verbose);
	if (n == 0)
		return common.help ? help_overview(&cli) : help_short(&cli);
	const struct command *command = command_find(&cli, argv[1]);
	if (!command)
		return command_unknown(&cli, argv[1]);
	return run_command(&cli, command, argv + 2, n - 1, &common);
}
