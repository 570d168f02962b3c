/*
 * cmd_stats.c: `leta stats`: counts and sums over all matches of a query, by one field or two.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/counting.h"
#include "cli/exit.h"
#include "present/present_stats.h"

#define NAME_BYTES 64
#define TOP_UNSET ((size_t)-1)
#define TOP_TEXT 40  /* rows */
#define TOP_CHART 30 /* bars */
#define TOP_SERIES 6 /* colours */

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_SVG };
static const char *const formats[] = {"text", "csv", "json", "svg", NULL};
static void (*const presenters[])(struct sink *, const struct stats_view *) = {
	present_stats_text, present_stats_csv, present_stats_json, present_stats_svg};

static const enum leta_mode mode_values[] = {LETA_MODE_AUTO, LETA_MODE_ALL, LETA_MODE_ANY};

struct values {
	int format, mode;
	const char *by, *sum;
	size_t top;
	bool exact, broad;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "by", 0, OPTION_TEXT, AT(by), { "FÄLT[,FÄLT]", "FIELD[,FIELD]" }, NULL, {
		"räkna per värde i fältet, eller per par av värden i två fält; år, slutår och pågick räknar per år",
		"count by the values of the field, or by pairs of values of two; year, endyear and ongoing count by year" } },
	{ "sum", 0, OPTION_TEXT, AT(sum), { "grant|budget", "grant|budget" }, NULL, {
		"summera beloppet också, med median, minsta och största; svenska namn går lika bra: stöd",
		"sum up the amount too, with median, least and greatest" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: tabell med staplar; svg: ett diagram att klistra in i en rapport",
		"text: a table with bars; svg: a chart to put in a report" } },
	{ "top", 0, OPTION_COUNT, AT(top), { "N", "N" }, NULL, {
		"bara de N vanligaste värdena, övriga tillsammans; 0 är alla (förval i csv och json)",
		"only the N most frequent values, the others together; 0 means all (the default of csv and json)" } },
	OPTION_ROW_MODE(AT(mode)),
	OPTION_ROW_EXACT(AT(exact)),
	OPTION_ROW_BROAD(AT(broad)),
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {.top = TOP_UNSET};

/* clang-format off */
const struct usage stats_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "[FRÅGA…]", "[QUERY…]" },
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {
		"Räknar alla träffar på en fråga, eller alla dokument när ingen fråga ges. Frågan läses som i leta "
		"search. Dokument utan uppgift räknas som okända. Ett dokument med flera värden i fältet, till exempel "
		"flera kommuner, räknas i vart och ett.\n"
		"\n"
		"Det går att räkna per fält som leta help fields märker med --facet, och per år: år eller startår, slutår, "
		"och pågick för varje år som projektet pågick.",
		"Counts all hits of a query, or all documents when no query is given. The query is read as in leta search. "
		"Documents that do not say are counted as unknown. A document with several values in the field, such as "
		"several municipalities, is counted in each.\n"
		"\n"
		"Documents can be counted by the fields that leta help fields marks with --facet, and by year: year or "
		"startyear, endyear, and ongoing for each year that the project ran.",
	},
	.examples = {
		"leta stats --by region integration\n"
		"leta stats --by år --sum stöd 'social innovation'\n"
		"leta stats --by år,region --format svg upphandling >diagram.svg\n"
		"leta stats --by kommun --top 10 --format csv",
		"leta stats --by region integration\n"
		"leta stats --by year --sum grant 'social innovation'\n"
		"leta stats --by year,region --format svg upphandling >chart.svg\n"
		"leta stats --by municipality --top 10 --format csv",
	},
};
/* clang-format on */

/* ---- --by and --sum ---- */

/* The names in --by, apart, with what they name. */
struct names {
	char text[LETA_STATS_DIMENSIONS][NAME_BYTES];
	const char *items[LETA_STATS_DIMENSIONS];
};

static leta_status read_by(const char *by, struct leta_stats_query *query, struct names *names,
			   struct leta_error *err)
{
	struct str rest = str_from(by), name;
	leta_status st = LETA_OK;
	if (!by)
		return error_set(err, LETA_ERR_INVALID, "--by saknas: vad ska räknas?",
				 "--by is missing: what is to be counted?");
	while (st == LETA_OK && str_cut(&rest, ',', &name)) {
		size_t i = query->n_by;
		name = str_trim(name);
		if (i == LETA_STATS_DIMENSIONS)
			return error_set(err, LETA_ERR_INVALID, "--by tar högst två fält",
					 "--by takes two fields at most");
		snprintf(names->text[i], NAME_BYTES, STR_FMT, STR_ARG(name));
		names->items[i] = names->text[i];
		st = counting_find(names->text[i], &query->by[i], err);
		query->n_by++;
	}
	return st;
}

/* The chart's colours are few, its bars more; a table's rows are more still. */
static void set_top(const struct values *values, struct leta_stats_query *query)
{
	bool pair = query->n_by == LETA_STATS_DIMENSIONS, chart = values->format == FORMAT_SVG;
	size_t series = pair && chart ? present_stats_series(query->by) : 1, axis = 1 - series;
	size_t own[] = {[FORMAT_TEXT] = TOP_TEXT, [FORMAT_SVG] = TOP_CHART};
	bool short_by_default = values->format == FORMAT_TEXT || chart;
	query->top[axis] = values->top != TOP_UNSET ? values->top
			   : short_by_default       ? own[values->format]
						    : 0;
	query->top[series] = pair && chart ? TOP_SERIES : pair ? query->top[axis] : 0;
}

static leta_status read_sum(const char *sum, struct leta_stats_query *query, struct leta_error *err)
{
	query->sum = LETA_FIELD_COUNT;
	return sum ? counting_find_money(sum, &query->sum, err) : LETA_OK;
}

/* ---- counting ---- */

static int count(struct cli *cli, const struct values *values, const struct names *names,
		 const struct leta_stats_query *query)
{
	struct leta_stats *stats;
	struct leta_error error;
	struct sink sink;

	if (leta_stats(cli->index, query, &stats, &error) != LETA_OK)
		return exit_report(cli, &error, query->query.text);
	if (values->format != FORMAT_JSON)
		exit_notices(cli, &stats->asked);
	struct stats_view view = {stats, names->items, cli->date, cli->out};
	sink_init(&sink, stdout);
	presenters[values->format](&sink, &view);
	int code = stats->asked.total > 0 ? EXIT_FOUND : EXIT_NOTHING;
	leta_stats_free(stats);
	return exit_finish(cli, &sink, code);
}

int cmd_stats(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_stats_query query = {.query = LETA_QUERY_INIT};
	struct leta_error error;
	struct names names;
	struct buf text;

	query.query.lang = cli->lang;
	query.query.mode = mode_values[values->mode];
	query.query.exact = values->exact;
	query.query.broad = values->broad;
	if (read_by(values->by, &query, &names, &error) != LETA_OK ||
	    read_sum(values->sum, &query, &error) != LETA_OK)
		return exit_usage(cli, &error);
	set_top(values, &query);
	buf_init(&text, CLI_TEXT_MAX);
	command_join(arguments, &text);
	query.query.text = buf_view(&text).ptr;
	int code = buf_status(&text, &error) == LETA_OK ? count(cli, values, &names, &query)
							: exit_report(cli, &error, NULL);
	buf_fini(&text);
	return code;
}
