/*
 * cmd_compare.c: `leta compare`.
 */
#include "cli/command.h"
#include "cli/exit.h"
#include "present/sheet.h"

enum { TEXT, JSON, CSV, HTML };
static const char *const formats[] = {"text", "json", "csv", "html", NULL};

struct values {
	int format;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: för terminalen; html: en sida att skriva ut på A4; csv och json för program",
		"text: for the terminal; html: a page to print on A4; csv and json for programs" } },
	{ 0 }
};

static const struct values defaults = {0};

const struct usage compare_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "ID ID…", "ID ID…" },
	.min_operands = LETA_COMPARE_MIN,
	.max_operands = LETA_COMPARE_MAX,
	.about = {
		"Ställer två till fem projekt bredvid varandra: fälten, pengarna, tiden, kostnaden per månad, de ord som "
		"skiljer ut vart och ett, och de ord, organisationer och kommuner som de har gemensamt.",
		"Puts two to five projects side by side: fields, money, time, cost a month, the words that set each "
		"apart, and the words, organisations and municipalities that they share.",
	},
	.examples = {
		"leta compare 2016-mal 2012-soc\n"
		"leta compare --format html 2016-mal 2012-soc > jamforelse.html",
		"leta compare 2016-mal 2012-soc\n"
		"leta compare --format html 2016-mal 2012-soc > comparison.html",
	},
};
/* clang-format on */

int cmd_compare(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_sheet *sheet;
	struct leta_error error;
	struct sink sink;
	leta_status st = leta_compare(cli->index, (const char *const *)arguments->operands,
				      arguments->n_operands, &sheet, &error);
	if (st != LETA_OK) {
		int code = exit_report(cli, &error, NULL);
		return st == LETA_ERR_NOT_FOUND ? EXIT_NOTHING : code;
	}
	sink_init(&sink, stdout);
	switch (values->format) {
	case JSON:
		sheet_json(&sink, sheet);
		break;
	case CSV:
		sheet_csv(&sink, sheet, cli->lang);
		break;
	case HTML:
		sheet_html(&sink, sheet, cli->lang);
		break;
	default:
		sheet_text(&sink, sheet, &cli->out);
	}
	leta_sheet_free(sheet);
	return exit_finish(cli, &sink, EXIT_FOUND);
}
