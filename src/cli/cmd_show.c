/*
 * cmd_show.c: `leta show`. An id that no document has is "nothing found", not a fault of the index.
 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "present/present.h"

static const char *const formats[] = {"text", "json", NULL};

struct values {
	int format;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: ett blad att läsa; json: hela posten",
		"text: a sheet to read; json: the whole record" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage show_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"ID", "ID"},
	.min_operands = 1,
	.max_operands = 1,
	.about = {"Visar ett helt dokument: fälten, avsnitten med sin text, sidor, "
		  "lärdomar och källor. Ett id får kortas till de första tecknen när bara"
		  " ett dokument börjar så.",
		  "Shows one whole document: its fields, the text of its sections, pages,"
		  " lessons and sources. An id may be cut to its first characters when "
		  "only one document begins so."},
	.examples = {"leta show --format json 000_b4cd", "leta show --format json 000_b4cd"},
};

int cmd_show(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	leta_document *document;
	struct leta_error error;
	struct sink sink;

	leta_status st = leta_document_open(cli->index, arguments->operands[0], &document, &error);
	if (st != LETA_OK) {
		int code = exit_report(cli, &error, NULL);
		return st == LETA_ERR_NOT_FOUND ? EXIT_NOTHING : code;
	}
	sink_init(&sink, stdout);
	if (values->format == 0)
		present_record_text(&sink, leta_document_record(document), &cli->out);
	else
		present_record_json(&sink, leta_document_record(document));
	leta_document_close(document);
	return exit_finish(cli, &sink, EXIT_FOUND);
}
