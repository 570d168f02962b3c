/*
 * cmd_explain.c: `leta explain`: how a query was read, and why a document scores as it does.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/notation.h"
#include "present/present.h"
#include "present/table.h"

static const char *const formats[] = {"text", "json", NULL};

struct values {
	const char *document;
	int format;
	bool exact, broad, lenient;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "doc", 0, OPTION_TEXT, AT(document), { "ID", "ID" }, NULL, {
		"visa vad varje term gav dokumentet",
		"show what each term gave the document" } },
	OPTION_ROW_EXACT(AT(exact)),
	OPTION_ROW_BROAD(AT(broad)),
	OPTION_ROW_LENIENT(AT(lenient)),
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: för läsning; json: ett objekt",
		"text: for reading; json: one object" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage explain_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"FRÅGA…", "QUERY…"},
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {"Visar hur sökfrågan lästes: trädet, vad den blev efter utvidgning och "
		  "vad sökmotorn kör. Med --doc visas också vad varje term bidrog med "
		  "till dokumentets poäng.",
		  "Shows how the query was read: the tree, what it became after "
		  "expansion, and what the engine runs. With --doc, also what each term "
		  "contributed to the document's score."},
	.examples = {"leta explain --doc 2016-motor-for-etablering integration",
		     "leta explain --doc 2016-motor-for-etablering integration"},
};

static const struct table_column columns[] = {
	{"of", {"Ord", "Word"}, TABLE_TEXT},
	{"term", {"Term", "Term"}, TABLE_TEXT},
	{"kind", {"Slag", "Kind"}, TABLE_TEXT},
	{"documents", {"Dokument", "Documents"}, TABLE_COUNT},
	{"occurrences", {"Förekomster", "Occurrences"}, TABLE_COUNT},
	{"factor", {"Faktor", "Factor"}, TABLE_REAL},
	{"weight", {"Vikt", "Weight"}, TABLE_REAL},
	{"sections", {"Var", "Where"}, TABLE_TEXT},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* What gave weight, as people call it. */
static const struct kind {
	const char *name;
	const char *label[2];
} kinds[] = {
	{"word", {"ordet", "word"}},
	{"joined", {"hopskrivet", "joined"}},
	{"part", {"delar", "part"}},
	{"wildcard", {"mönster", "wildcard"}},
	{"fuzzy", {"liknande", "fuzzy"}},
	{"accent", {"prickar", "accent"}},
	{"spelling", {"rättat", "spelling"}},
	{"synonym", {"synonym", "synonym"}},
	{"derivation", {"avledning", "derivation"}},
	{"topic", {"ämne", "topic"}},
	{"field", {"fält", "field"}},
	{"page", {"bästa sidan", "best page"}},
	{"sentence", {"bästa meningarna", "best sentences"}},
	{"pair", {"intill varandra", "side by side"}},
	{"likeness", {"likhet", "likeness"}},
};

static const char *kind_name(const char *kind, enum leta_lang lang)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, kind) == 0)
			return kinds[i].label[lang];
	return kind;
}

static leta_status fill(struct table *table, const struct leta_explanation *e, enum leta_lang lang,
			struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < e->n_parts; i++) {
		const struct leta_score_part *part = &e->parts[i];
		const struct table_cell cells[N_COLUMNS] = {
			{.text = part->of},
			{.text = part->term},
			{.text = kind_name(part->kind, lang), .value = part->kind},
			{.count = (int64_t)part->documents},
			{.count = (int64_t)part->occurrences},
			{.real = part->factor},
			{.real = part->weight},
			{.text = part->sections},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

static void write_line(struct sink *sink, const struct present_style *style, const char *label,
		       const char *text)
{
	struct flow flow;
	flow_begin(&flow, &sink->buf, style, 12);
	flow_bold(&flow, str_from(label));
	flow_to(&flow, 12);
	flow_text(&flow, str_from(text));
	flow_end(&flow);
}

static void write_text(struct cli *cli, struct sink *sink, const struct table *table,
		       const struct leta_explanation *e, const char *id)
{
	bool english = cli->lang == LETA_EN;
	struct buf total;

	buf_init(&total, 64);
	notation_number(&total, (int64_t)e->total, cli->lang);
	write_line(sink, &cli->out, english ? "Tree" : "Träd", e->tree);
	write_line(sink, &cli->out, english ? "Understood" : "Tolkad", e->understood);
	write_line(sink, &cli->out, "Plan", e->plan);
	write_line(sink, &cli->out, english ? "Hits" : "Träffar", buf_view(&total).ptr);
	buf_fini(&total);
	if (!e->document_given)
		return;
	buf_char(&sink->buf, '\n');
	write_line(sink, &cli->out, english ? "Document" : "Dokument", id);
	if (!e->matches) {
		write_line(sink, &cli->out, "",
			   english ? "does not match the query" : "passar inte frågan");
		return;
	}
	buf_init(&total, 64);
	notation_real(&total, e->score, cli->lang);
	write_line(sink, &cli->out, english ? "Score" : "Poäng", buf_view(&total).ptr);
	buf_fini(&total);
	buf_char(&sink->buf, '\n');
	table_text(table, &sink->buf, &cli->out);
}

static void write_document(struct json *j, const struct table *table,
			   const struct leta_explanation *e, const char *id)
{
	json_key(j, "document");
	if (!e->document_given) {
		json_put_null(j);
		return;
	}
	json_open_object(j);
	json_key(j, "id");
	json_cstr(j, id);
	json_key(j, "matches");
	json_bool(j, e->matches);
	json_key(j, "score");
	if (e->matches)
		json_double(j, e->score, 4);
	else
		json_put_null(j);
	json_key(j, "parts");
	table_json(table, j);
	json_close_object(j);
}

static void write_json(struct sink *sink, const struct table *table,
		       const struct leta_explanation *e, const char *query, const char *id)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "query");
	json_cstr(&j, query);
	json_key(&j, "tree");
	json_cstr(&j, e->tree);
	json_key(&j, "understood");
	json_cstr(&j, e->understood);
	json_key(&j, "plan");
	json_cstr(&j, e->plan);
	json_key(&j, "total");
	json_int(&j, (int64_t)e->total);
	write_document(&j, table, e, id);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

static int present(struct cli *cli, const struct values *values, const struct leta_explanation *e,
		   const char *query)
{
	struct table *table = table_new(columns, N_COLUMNS);
	struct leta_error error;
	struct sink sink;
	int code = EXIT_FOUND;

	sink_init(&sink, stdout);
	if (fill(table, e, cli->lang, &error) != LETA_OK)
		code = exit_report(cli, &error, NULL);
	else if (values->format == 0)
		write_text(cli, &sink, table, e, values->document);
	else
		write_json(&sink, table, e, query, values->document);
	table_free(table);
	return exit_finish(cli, &sink, code);
}

int cmd_explain(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_explanation *explanation;
	struct leta_error error;
	struct buf text;
	int code;

	buf_init(&text, CLI_TEXT_MAX);
	command_join(arguments, &text);
	query.text = buf_view(&text).ptr;
	query.lang = cli->lang;
	query.exact = values->exact;
	query.broad = values->broad;
	query.lenient = values->lenient;
	leta_status st = buf_status(&text, &error);
	if (st == LETA_OK)
		st = leta_explain(cli->index, &query, values->document, &explanation, &error);
	if (st == LETA_OK) {
		code = present(cli, values, explanation, query.text);
		leta_explanation_free(explanation);
	} else {
		code = exit_report(cli, &error, query.text);
		code = st == LETA_ERR_NOT_FOUND ? EXIT_NOTHING : code;
	}
	buf_fini(&text);
	return code;
}
