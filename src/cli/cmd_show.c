/*
 * cmd_show.c: `leta show`. An id that no document has is "nothing found", not a fault of the index.
 */
#include <stdio.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/present.h"

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_BIBTEX, FORMAT_RIS };
static const char *const formats[] = {"text", "json", "bibtex", "ris", NULL};

struct values {
	int format;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: ett blad att läsa; json: hela posten; bibtex, ris: referenser, även till flera dokument",
		"text: a sheet to read; json: the whole record; bibtex, ris: references, of several documents too" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage show_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"ID…", "ID…"},
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.about = {"Visar ett helt dokument: fälten, avsnitten med sin text, sidor, "
		  "lärdomar och källor. Ett id får kortas till de första tecknen när bara"
		  " ett dokument börjar så.",
		  "Shows one whole document: its fields, the text of its sections, pages,"
		  " lessons and sources. An id may be cut to its first characters when "
		  "only one document begins so."},
	.examples = {"leta show --format json 2016-malarinkop\n"
		     "leta show --format ris 2016-mal 2012-soc > referenser.ris",
		     "leta show --format json 2016-malarinkop\n"
		     "leta show --format ris 2016-mal 2012-soc > references.ris"},
};

/* Opens a document; EXIT_FOUND, or the exit code of the error, which is reported. */
static int open_document(struct cli *cli, const char *id, leta_document **out)
{
	struct leta_error error;
	leta_status st = leta_document_open(cli->index, id, out, &error);
	if (st == LETA_OK)
		return EXIT_FOUND;
	int code = exit_report(cli, &error, NULL);
	return st == LETA_ERR_NOT_FOUND ? EXIT_NOTHING : code;
}

static int show_document(struct cli *cli, bool as_json, const char *id)
{
	leta_document *document;
	struct sink sink;
	int code = open_document(cli, id, &document);
	if (code != EXIT_FOUND)
		return code;
	sink_init(&sink, stdout);
	if (as_json)
		present_record_json(&sink, leta_document_record(document));
	else
		present_record_text(&sink, leta_document_record(document), &cli->out);
	leta_document_close(document);
	return exit_finish(cli, &sink, code);
}

/* One reference for each id; those that cannot be shown are reported, and the rest is. */
static int show_references(struct cli *cli, const struct present_backend *backend,
			   const struct arguments *arguments)
{
	struct leta_results none = {.index = leta_index_fingerprint(cli->index)};
	struct sink sink;
	struct presenter presenter = {.backend = backend,
				      .sink = &sink,
				      .style = cli->out,
				      .date = cli->date,
				      .program = cli->program};
	int code = EXIT_FOUND;
	sink_init(&sink, stdout);
	present_begin(&presenter, &none);
	for (size_t i = 0; i < arguments->n_operands; i++) {
		leta_document *document;
		int opened = open_document(cli, arguments->operands[i], &document);
		if (opened != EXIT_FOUND) {
			code = opened;
			continue;
		}
		present_hit(&presenter,
			    &(struct leta_hit){.rank = i + 1,
					       .record = leta_document_record(document)});
		leta_document_close(document);
	}
	present_end(&presenter, &none);
	return exit_finish(cli, &sink, code);
}

int cmd_show(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_error error;

	if (values->format >= FORMAT_BIBTEX)
		return show_references(cli,
				       values->format == FORMAT_RIS ? &present_ris
								    : &present_bibtex,
				       arguments);
	if (arguments->n_operands > 1) {
		error_set(&error, LETA_ERR_INVALID,
			  "'%s' är ett argument för mycket; flera dokument visas bara med --format "
			  "bibtex eller ris",
			  "'%s' is one argument too many; several documents are shown only with "
			  "--format bibtex or ris",
			  arguments->operands[1]);
		return exit_usage(cli, &error);
	}
	return show_document(cli, values->format == FORMAT_JSON, arguments->operands[0]);
}
