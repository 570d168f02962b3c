/*
 * help.c: help texts. Lines are at most 80 columns wide wherever they go, so that they can be
 * compared with the manual page.
 */
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "cli/exit.h"
#include "present/flow.h"
#include "present/plain.h"
#include "present/sink.h"

#define HELP_WIDTH 79
#define OPTION_COLUMN 24 /* where the help of options begins */
#define TEXT_COLUMN 16   /* and the right sides of pairs in texts */

static const struct {
	const char *code;
	const char *text[2];
} exit_codes[] = {
	{"0", {"klart, och något hittades", "done, and something found"}},
	{"1", {"inget hittades", "nothing found"}},
	{"2", {"fel användning eller fel i sökfrågan", "wrong usage or an error in the query"}},
	{"3",
	 {"indexet saknas, är skadat eller av annan version",
	  "index missing, damaged or of another version"}},
	{"4", {"låst av en annan process", "locked by another process"}},
	{"5", {"klart, men några dokument hoppades över", "done, but some documents were skipped"}},
	{"6", {"en gräns nåddes", "a limit was reached"}},
	{"7", {"läs-, skriv- eller minnesfel", "input, output or memory failed"}},
	{"70", {"ett fel i leta", "a bug in leta"}},
	{"130", {"avbrutet", "interrupted"}},
};

struct help {
	const struct cli *cli;
	struct sink sink;
	struct present_style style;
};

static struct help help_begin(const struct cli *cli, FILE *file)
{
	struct help h = {.cli = cli, .style = {.lang = cli->lang, .width = HELP_WIDTH}};
	h.style.color = file == stdout && cli->out.color;
	sink_init(&h.sink, file);
	return h;
}

static const char *either(const struct help *h, const char *sv, const char *en)
{
	return h->cli->lang == LETA_EN ? en : sv;
}

static void heading(struct help *h, const char *sv, const char *en)
{
	struct flow flow;
	buf_char(&h->sink.buf, '\n');
	flow_begin(&flow, &h->sink.buf, &h->style, 0);
	flow_bold(&flow, str_from(either(h, sv, en)));
	flow_end(&flow);
}

/* "  left      right": right wraps in its column. */
static void pair(struct help *h, const char *left, unsigned column, const char *right)
{
	struct flow flow;
	buf_printf(&h->sink.buf, "  %s", left);
	flow_begin(&flow, &h->sink.buf, &h->style, column);
	flow.column = 2 + plain_width(str_from(left));
	if (flow.column + 2 > column)
		flow.column = column + 1; /* passed: the text begins on the next line */
	flow_to(&flow, column);
	flow_text(&flow, str_from(right));
	flow_end(&flow);
}

/* A text of lines, each wrapped by itself; a tab divides a line into a pair. */
static void paragraphs(struct help *h, const char *text, unsigned indent)
{
	struct str rest = str_from(text), line;
	while (str_line(&rest, &line)) {
		struct str left, right = line;
		struct flow flow;
		flow_begin(&flow, &h->sink.buf, &h->style, indent);
		str_cut(&right, '\t', &left);
		if (line.len > 0)
			flow_to(&flow, indent + (left.len < line.len ? 2 : 0));
		flow_text(&flow, left);
		if (left.len < line.len) {
			flow.indent = TEXT_COLUMN;
			flow_to(&flow, TEXT_COLUMN);
			flow_text(&flow, right);
		}
		flow_end(&flow);
	}
}

static void list_commands(struct help *h)
{
	heading(h, "Kommandon:", "Commands:");
	for (size_t i = 0; i < h->cli->n_commands; i++)
		pair(h, h->cli->commands[i].name, 14, in_lang(h->cli, h->cli->commands[i].summary));
}

static void list_examples(struct help *h)
{
	heading(h, "Exempel:", "Examples:");
	buf_cstr(&h->sink.buf, either(h, "  leta index ~/rapporter\n", "  leta index ~/reports\n"));
	buf_cstr(&h->sink.buf, "  leta search integration region:Stockholm\n");
}

int help_short(const struct cli *cli)
{
	struct help h = help_begin(cli, stderr);
	buf_cstr(&h.sink.buf,
		 either(&h,
			"leta söker i svenska projektrapporter.\n\nAnvändning: leta KOMMANDO …\n",
			"leta searches Swedish project reports.\n\nUsage: leta COMMAND …\n"));
	list_examples(&h);
	buf_cstr(&h.sink.buf,
		 either(&h, "\nAlla kommandon: leta help\n", "\nAll commands: leta help\n"));
	return exit_finish(cli, &h.sink, EXIT_USAGE);
}

int help_overview(const struct cli *cli)
{
	struct help h = help_begin(cli, stdout);
	paragraphs(
		&h,
		either(&h,
		       "leta söker i svenska projektrapporter: sidor, slutrapporter och register.",
		       "leta searches Swedish project reports: pages, final reports and "
		       "registers."),
		0);
	buf_cstr(
		&h.sink.buf,
		either(&h,
		       "\nAnvändning: leta KOMMANDO [FLAGGOR] …\n            leta --version [-v]\n",
		       "\nUsage: leta COMMAND [OPTIONS] …\n       leta --version [-v]\n"));
	list_commands(&h);
	list_examples(&h);
	heading(&h, "Slutkoder:", "Exit codes:");
	for (size_t i = 0; i < sizeof(exit_codes) / sizeof(exit_codes[0]); i++)
		pair(&h, exit_codes[i].code, 12, in_lang(cli, exit_codes[i].text));
	buf_char(&h.sink.buf, '\n');
	paragraphs(&h,
		   either(&h, "Mer om ett kommando: leta help KOMMANDO. Alltihop: man leta.",
			  "More on a command: leta help COMMAND. All of it: man leta."),
		   0);
	return exit_finish(cli, &h.sink, EXIT_FOUND);
}

/* ---- one command ---- */

static bool is_end(const struct option *o)
{
	return !o || (!o->name && !o->letter);
}

static const struct option *common_options(const struct command *command)
{
	return command->needs == NEEDS_NOTHING ? plain_options : index_options;
}

static void usage_option(struct help *h, struct flow *flow, const struct option *o)
{
	struct buf text;
	if (o->name && strcmp(o->name, "help") == 0)
		return;
	buf_init(&text, 256);
	buf_char(&text, '[');
	option_spell(o, h->cli->lang, &text);
	buf_cstr(&text, o->type == OPTION_LIST ? "]…" : "]");
	/* an option and its argument stay on one line */
	if (flow->column + 1 + plain_width(buf_view(&text)) > h->style.width)
		flow_to(flow, flow->indent);
	flow_text(flow, STR(" "));
	flow_text(flow, buf_view(&text));
	buf_fini(&text);
}

static void usage_line(struct help *h, const struct command *command)
{
	struct flow flow;
	unsigned indent = plain_width(str_from(either(h, "Användning: leta ", "Usage: leta "))) +
			  plain_width(str_from(command->name)) + 1;
	flow_begin(&flow, &h->sink.buf, &h->style, indent);
	flow_text(&flow, str_from(either(h, "Användning: leta ", "Usage: leta ")));
	flow_text(&flow, str_from(command->name));
	for (const struct option *o = common_options(command); !is_end(o); o++)
		usage_option(h, &flow, o);
	for (const struct option *o = command->usage->options; !is_end(o); o++)
		usage_option(h, &flow, o);
	if (command->usage->max_operands > 0) {
		flow_text(&flow, STR(" "));
		flow_text(&flow, str_from(in_lang(h->cli, command->usage->operands)));
	}
	flow_end(&flow);
}

static void list_options(struct help *h, const struct option *table)
{
	for (const struct option *o = table; !is_end(o); o++) {
		struct buf left;
		buf_init(&left, 256);
		if (o->letter && o->name)
			buf_printf(&left, "-%c, ", o->letter);
		option_spell(o, h->cli->lang, &left);
		pair(h, left.data ? left.data : "", OPTION_COLUMN, in_lang(h->cli, o->help));
		buf_fini(&left);
	}
}

int help_command(const struct cli *cli, const struct command *command)
{
	struct help h = help_begin(cli, stdout);
	usage_line(&h, command);
	buf_char(&h.sink.buf, '\n');
	paragraphs(&h, in_lang(cli, command->usage->about), 0);
	heading(&h, "Flaggor:", "Options:");
	list_options(&h, command->usage->options);
	list_options(&h, common_options(command));
	if (command->usage->examples[0]) {
		heading(&h, "Exempel:", "Examples:");
		paragraphs(&h, in_lang(cli, command->usage->examples), 2);
	}
	return exit_finish(cli, &h.sink, EXIT_FOUND);
}

int help_list(const struct cli *cli, const struct table_column *columns, size_t n_columns,
	      help_fill_fn *fill)
{
	struct table *table = table_new(columns, n_columns);
	struct leta_error error;
	struct sink sink;
	int code = EXIT_FOUND;

	sink_init(&sink, stdout);
	if (fill(table, cli->lang, &error) == LETA_OK)
		table_text(table, &sink.buf, &cli->out);
	else
		code = exit_report(cli, &error, NULL);
	table_free(table);
	return exit_finish(cli, &sink, code);
}

int help_version(const struct cli *cli, bool libraries)
{
	struct help h = help_begin(cli, stdout);
	buf_printf(&h.sink.buf, "leta %s\n", leta_version());
	if (libraries)
		buf_printf(&h.sink.buf, "%s\n", leta_libraries());
	return exit_finish(cli, &h.sink, EXIT_FOUND);
}

const struct usage help_usage = {
	.operands = {"[KOMMANDO|fields|columns]", "[COMMAND|fields|columns]"},
	.max_operands = 1,
	.about = {"Visar vilka kommandon som finns, eller vad ett kommando gör och tar. "
		  "`leta help fields` räknar upp fälten som en sökfråga kan nämna, "
		  "`leta help columns` vad kolumner i register får heta.",
		  "Shows which commands there are, or what one command does and takes. "
		  "`leta help fields` lists the fields that a query may name, "
		  "`leta help columns` what columns of registers may be called."},
};

int cmd_help(struct cli *cli, const struct arguments *arguments)
{
	const char *name = arguments->operands[0];
	if (!name)
		return help_overview(cli);
	if (strcmp(name, "fields") == 0)
		return help_fields(cli);
	if (strcmp(name, "columns") == 0)
		return help_columns(cli);
	const struct command *command = command_find(cli, name);
	return command ? help_command(cli, command) : command_unknown(cli, name);
}
