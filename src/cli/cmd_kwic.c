/*
 * cmd_kwic.c: `leta kwic`: every use of the query's words in its context, a line each.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/kwic.h"

#define SUM_MAX ((size_t)4 << 10)

static const char *const formats[] = {"text", "csv", "jsonl", NULL};
static const enum kwic_format format_values[] = {KWIC_TEXT, KWIC_CSV, KWIC_JSONL};
static const char *const orders[] = {"doc", "left", "right", "dok", "vänster", "höger", NULL};
static const enum leta_kwic_order order_values[] = {
	LETA_KWIC_BY_DOCUMENT, LETA_KWIC_BY_LEFT, LETA_KWIC_BY_RIGHT,
	LETA_KWIC_BY_DOCUMENT, LETA_KWIC_BY_LEFT, LETA_KWIC_BY_RIGHT,
};

struct values {
	int format, order;
	size_t width, limit;
	bool related;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "sort", 0, OPTION_KEYWORD, AT(order), { 0 }, orders, {
		"doc, dok: efter dokumentens id (förval); left, vänster: efter orden före, utåt från träffen; "
		"right, höger: efter orden efter",
		"doc, dok: by the documents' ids (the default); left, vänster: by the words before, read away from "
		"the match; right, höger: by the words behind" } },
	{ "width", 0, OPTION_COUNT, AT(width), { "N", "N" }, NULL, {
		"så många tecken på var sida (40; på en terminal så många som ryms)",
		"so many characters on each side (40; on a terminal as many as fit)" } },
	{ NULL, 'n', OPTION_COUNT, AT(limit), { "N", "N" }, NULL, {
		"högst så många rader (0, alla)",
		"so many lines at most (0, all of them)" } },
	{ "related", 0, OPTION_FLAG, AT(related), { 0 }, NULL, {
		"visa också synonymer och avledningar, som en sökning hittar",
		"show synonyms and derivations too, as a search finds them" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"hur raderna skrivs; jsonl är ett objekt per rad",
		"how lines are written; jsonl is an object a line" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

/* clang-format off */
const struct usage kwic_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "FRÅGA…", "QUERY…" },
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {
		"Visar varje förekomst av frågans ord i alla dokument som passar frågan, en rad för varje: "
		"sammanhanget, dokumentets id, sida och avsnitt. Orden hittas i alla böjningar; i en "
		"sammansättning är bara den efterfrågade delen träff. Fraser, NÄRA, jokertecken och avsnitt går "
		"som i en sökning. Fält och villkor (region:Stockholm pågick:2009..2011) väljer dokument och är "
		"inga träffar. Står två av orden i samma text räknas den längre träffen.\n"
		"\n"
		"I JSONL och CSV är start och end byte i avsnittets text, sections[section_no - 1].text i leta show "
		"--format json; left, match och right är tillsammans texten själv, med radbrytningar som blanksteg.",
		"Shows every use of the query's words in all documents that match the query, a line each: the "
		"context, the document's id, page and section. Words are found in any inflected form; of a compound "
		"only the part that was asked for is the match. Phrases, NEAR, wildcards and sections work as in a "
		"search. Fields and conditions (region:Stockholm pågick:2009..2011) choose documents and are no "
		"matches. Where two of the words stand in the same text, the longer match counts.\n"
		"\n"
		"In JSONL and CSV, start and end are bytes of the section's text, sections[section_no - 1].text of leta "
		"show --format json; left, match and right together are the text itself, with line breaks as blanks.",
	},
	.examples = {
		"leta kwic integration region:Stockholm\n"
		"leta kwic --sort höger --format csv '\"social innovation\"' > kwic.csv\n"
		"leta kwic --width 80 lärdom:förankring",
		"leta kwic integration region:Stockholm\n"
		"leta kwic --sort right --format csv '\"social innovation\"' > kwic.csv\n"
		"leta kwic --width 80 lesson:förankring",
	},
};
/* clang-format on */

struct showing {
	struct cli *cli;
	struct kwic_writer writer;
};

static bool show_head(void *ctx, const struct leta_kwic_head *head)
{
	struct showing *s = ctx;
	for (size_t i = 0; i < head->n_notices; i++)
		exit_notice(s->cli, &head->notices[i]);
	kwic_begin(&s->writer);
	return true;
}

static bool show_line(void *ctx, const struct leta_kwic_line *line)
{
	struct showing *s = ctx;
	return kwic_line(&s->writer, line);
}

/* How many there are: below the text, else on stderr, beside the data. */
static void show_sum(struct showing *s, const struct leta_kwic_total *total)
{
	struct buf sum;
	buf_init(&sum, SUM_MAX);
	kwic_sum(&sum, total, s->cli->lang);
	if (s->writer.format == KWIC_TEXT)
		buf_printf(&s->writer.sink->buf, "%s%s\n", total->shown > 0 ? "\n" : "",
			   sum.len > 0 ? sum.data : "");
	else
		fprintf(stderr, "leta: %s\n", sum.len > 0 ? sum.data : "");
	buf_fini(&sum);
}

static int code_of(struct cli *cli, const struct leta_kwic_total *total)
{
	struct leta_error error;
	if (total->left_out == 0)
		return total->occurrences > 0 ? EXIT_FOUND : EXIT_NOTHING;
	error_set(&error, LETA_ERR_LIMIT,
		  "för många förekomster att sortera: de sista %zu är inte med; --sort doc visar alla",
		  "too many uses to sort: the last %zu are left out; --sort doc shows all",
		  total->left_out);
	return exit_report(cli, &error, NULL);
}

static int show(struct cli *cli, const void *given, struct leta_query *query)
{
	const struct values *values = given;
	struct leta_error error;
	struct sink sink;
	struct leta_kwic_total total;
	struct showing s = {
		.cli = cli,
		.writer = {.format = format_values[values->format],
			   .sink = &sink,
			   .style = cli->out,
			   .width = values->width > 0 ? values->width : kwic_width(&cli->out)},
	};
	struct leta_kwic_options how = {
		order_values[values->order], s.writer.width, values->limit};
	struct leta_kwic_callbacks callbacks = {&s, show_head, show_line};
	int code;

	sink_init(&sink, stdout);
	if (leta_kwic(cli->index, query, &how, &callbacks, &total, &error) != LETA_OK) {
		code = exit_report(cli, &error, query->text);
	} else {
		show_sum(&s, &total);
		code = code_of(cli, &total);
	}
	return exit_finish(cli, &sink, code);
}

int cmd_kwic(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	return command_ask(cli, arguments, !values->related, show);
}
