/*
 * cmd_collocates.c: `leta collocates`: the words that stand near the query's words more often than
 * expected.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/notation.h"
#include "present/present.h"
#include "present/table.h"

static const char *const formats[] = {"text", "csv", "json", NULL};
static const char *const measures[] = {"logdice", "ll", NULL};
enum { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct values {
	int format, by;
	size_t window, min, limit;
	bool stopwords, related;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "window", 0, OPTION_COUNT, AT(window), { "N", "N" }, NULL, {
		"så många ord på var sida räknas som nära (5)",
		"so many words on each side are near (5)" } },
	{ "by", 0, OPTION_KEYWORD, AT(by), { 0 }, measures, {
		"ordna efter logDice (förval) eller log-likelihood",
		"order by logDice (the default) or log-likelihood" } },
	{ "min", 0, OPTION_COUNT, AT(min), { "N", "N" }, NULL, {
		"visa ord som står nära minst så många gånger (2)",
		"show words that stand near at least so many times (2)" } },
	{ NULL, 'n', OPTION_COUNT, AT(limit), { "N", "N" }, NULL, {
		"så många ord (20); 0 är alla",
		"so many words (20); 0 means all" } },
	{ "stopwords", 0, OPTION_FLAG, AT(stopwords), { 0 }, NULL, {
		"visa också stoppord",
		"show stop words too" } },
	{ "related", 0, OPTION_FLAG, AT(related), { 0 }, NULL, {
		"räkna också synonymer och avledningar som frågans ord",
		"count synonyms and derivations as the query's words too" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: en tabell; csv: en rad per ord; json: ett objekt",
		"text: a table; csv: a row a word; json: one object" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {
	.window = LETA_COLLOCATE_WINDOW, .min = LETA_COLLOCATE_MIN, .limit = 20};

/* clang-format off */
const struct usage collocates_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "FRÅGA…", "QUERY…" },
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {
		"Visar vilka ord som står nära frågans ord oftare än slumpen ger. Ett ords böjningar räknas ihop och "
		"visas i den vanligaste formen; en sammansättning är ett eget ord. Frekvenserna är exakta och räknas i "
		"hela indexet eller, när frågan har villkor (region:Stockholm), i alla dokument som uppfyller dem.\n"
		"\n"
		"Väntat\thur ofta ordet stode nära av en slump: ord nära × frekvens ÷ alla ord\n"
		"logDice\tRychlý 2008: 14 + log2(2·nära ÷ (frågans ord + frekvens)); beror inte på samlingens storlek\n"
		"LL\tDunning 1993: log-likelihood; över 15,13 är p < 0,0001",
		"Shows which words stand near the query's words more often than chance would have it. All inflected "
		"forms of a word count together and are shown by the most frequent one; a compound is a word of its own. "
		"Frequencies are exact and counted in the whole index or, when the query has conditions "
		"(region:Stockholm), in all documents that satisfy them.\n"
		"\n"
		"Expected\thow often the word would stand near by chance: words near × frequency ÷ all words\n"
		"logDice\tRychlý 2008: 14 + log2(2·near ÷ (the query's words + frequency)); whatever the collection's size\n"
		"LL\tDunning 1993: log-likelihood; above 15.13 p < 0.0001",
	},
	.examples = {
		"leta collocates integration\n"
		"leta collocates --by ll --format csv integration pågick:2009..2011 > kollokat.csv",
		"leta collocates integration\n"
		"leta collocates --by ll --format csv integration pågick:2009..2011 > collocates.csv",
	},
};
/* clang-format on */

static const struct table_column columns[] = {
	{"observed", {"Nära", "Near"}, TABLE_COUNT},
	{"left", {"Före", "Left"}, TABLE_COUNT},
	{"right", {"Efter", "Right"}, TABLE_COUNT},
	{"expected", {"Väntat", "Expected"}, TABLE_REAL},
	{"frequency", {"Frekvens", "Frequency"}, TABLE_COUNT},
	{"log_dice", {"logDice", "logDice"}, TABLE_REAL},
	{"log_likelihood", {"LL", "LL"}, TABLE_REAL},
	{"word", {"Ord", "Word"}, TABLE_TEXT},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

static leta_status fill(struct table *table, const struct leta_collocates *found,
			struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < found->n_items; i++) {
		const struct leta_collocate *item = &found->items[i];
		const struct table_cell cells[N_COLUMNS] = {
			{.count = (int64_t)item->observed},
			{.count = (int64_t)item->left},
			{.count = (int64_t)item->right},
			{.real = item->expected},
			{.count = (int64_t)item->frequency},
			{.real = item->log_dice},
			{.real = item->log_likelihood},
			{.text = item->form},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

static void append_count(struct buf *out, size_t n, const char *what, enum leta_lang lang)
{
	notation_number(out, (int64_t)n, lang);
	buf_cstr(out, what);
}

/* What the figures rest on, in a sentence. */
static void write_ground(struct buf *out, const struct leta_collocates *found, enum leta_lang lang)
{
	bool english = lang == LETA_EN;
	append_count(out, found->uses, english ? " uses, " : " förekomster, ", lang);
	append_count(out, found->near, english ? " words near them; " : " ord nära dem; ", lang);
	append_count(out, found->tokens, english ? " words in " : " ord i ", lang);
	append_count(out, found->reference, english ? " documents" : " dokument", lang);
	if (found->n_items < found->total) {
		buf_cstr(out, english ? "; shown: " : "; visade: ");
		append_count(out, found->n_items, english ? " of " : " av ", lang);
		notation_number(out, (int64_t)found->total, lang);
	}
	buf_char(out, '\n');
}

static void count_member(struct json *j, const char *key, size_t n)
{
	json_key(j, key);
	json_int(j, (int64_t)n);
}

static void write_json(struct sink *sink, const struct leta_collocates *found,
		       const struct table *table, const struct values *values)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	count_member(&j, "leta", PRESENT_JSON_VERSION);
	json_key(&j, "query");
	json_cstr(&j, found->query);
	json_key(&j, "understood");
	json_cstr(&j, found->understood);
	json_key(&j, "index");
	json_cstr(&j, found->index);
	count_member(&j, "window", values->window);
	count_member(&j, "min", values->min);
	json_key(&j, "by");
	json_cstr(&j, measures[values->by]);
	count_member(&j, "uses", found->uses);
	count_member(&j, "documents", found->documents);
	count_member(&j, "near", found->near);
	count_member(&j, "tokens", found->tokens);
	count_member(&j, "reference", found->reference);
	count_member(&j, "total", found->total);
	json_key(&j, "collocates");
	table_json(table, &j);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

static leta_status write(struct cli *cli, const struct values *values,
			 const struct leta_collocates *found, struct sink *sink,
			 struct leta_error *err)
{
	struct table *table = table_new(columns, N_COLUMNS);
	leta_status st = fill(table, found, err);
	if (st == LETA_OK && values->format == FORMAT_CSV) {
		table_csv(table, &sink->buf);
	} else if (st == LETA_OK && values->format == FORMAT_JSON) {
		write_json(sink, found, table, values);
	} else if (st == LETA_OK) {
		if (found->n_items > 0) {
			table_text(table, &sink->buf, &cli->out);
			buf_char(&sink->buf, '\n');
		}
		write_ground(&sink->buf, found, cli->lang);
	}
	table_free(table);
	return st;
}

static int show(struct cli *cli, const void *given, struct leta_query *query)
{
	const struct values *values = given;
	struct leta_collocate_options how = {
		.window = values->window,
		.min = values->min,
		.limit = values->limit,
		.by = values->by == 0 ? LETA_LOG_DICE : LETA_LOG_LIKELIHOOD,
		.stopwords = values->stopwords,
	};
	struct leta_collocates *found;
	struct leta_error error;
	struct sink sink;

	if (leta_collocates_find(cli->index, query, &how, &found, &error) != LETA_OK)
		return exit_report(cli, &error, query->text);
	for (size_t i = 0; i < found->n_notices; i++)
		exit_notice(cli, &found->notices[i]);
	sink_init(&sink, stdout);
	int code = found->n_items > 0 ? EXIT_FOUND : EXIT_NOTHING;
	if (write(cli, values, found, &sink, &error) != LETA_OK)
		code = exit_report(cli, &error, NULL);
	leta_collocates_free(found);
	return exit_finish(cli, &sink, code);
}

int cmd_collocates(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	return command_ask(cli, arguments, !values->related, show);
}
