/*
 * cmd_lessons.c: `leta lessons`: lessons, success factors, obstacles, goals and targets across
 * projects.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/csv.h"
#include "present/notation.h"
#include "present/present.h"

#define ID_MAX 512
#define INDENT 4

static const char *const formats[] = {"text", "csv", "json", "jsonl", NULL};
enum { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_JSONL };

struct values {
	int format;
	size_t limit;
	struct option_list kinds;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "kind", 0, OPTION_LIST, AT(kinds), { "SLAG", "KIND" }, NULL, {
		"bara detta slag: lärdom, framgångsfaktor, hinder, mål eller måltal; får upprepas",
		"only this kind: lesson, success, obstacle, goal or target; may be repeated" } },
	{ NULL, 'n', OPTION_COUNT, AT(limit), { "N", "N" }, NULL, {
		"högst så många (0, alla)",
		"so many at most (0, all of them)" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: efter dokument; csv, jsonl: en rad var; json: ett objekt",
		"text: by document; csv, jsonl: a line each; json: one object" } },
	{ 0 }
};

static const struct values defaults = {0};

const struct usage lessons_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "[FRÅGA…]", "[QUERY…]" },
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {
		"Visar vad projekten lärde sig och siktade på, med avsnitt och sida: lärdomar, framgångsfaktorer, "
		"hinder, mätbara mål och måltal (\"Minst 75 deltagare\"), för alla dokument som passar frågan, eller för "
		"hela indexet. Med lärdom:ord i frågan väljs projekt vars lärdomar har ordet.",
		"Shows what projects learnt and aimed at, with section and page: lessons, success factors, obstacles, "
		"measurable goals and targets (\"Minst 75 deltagare\"), of all documents that match the query, or of the "
		"whole index. With lesson:word in the query, projects are chosen whose lessons have the word.",
	},
	.examples = {
		"leta lessons upphandling\n"
		"leta lessons --kind måltal --format csv region:Sydsverige > mal.csv",
		"leta lessons upphandling\n"
		"leta lessons --kind target --format csv region:Sydsverige > targets.csv",
	},
};
/* clang-format on */

struct showing {
	struct cli *cli;
	int format;
	struct sink *sink;
	struct json json;
	char last_id[ID_MAX]; /* of the document whose heading was written */
};

/* ---- for people ---- */

static void write_document(struct showing *s, const struct leta_finding *finding)
{
	struct buf *out = &s->sink->buf;
	struct flow flow;
	if (strncmp(s->last_id, finding->id, ID_MAX - 1) == 0)
		return;
	buf_cstr(out, s->last_id[0] ? "\n" : "");
	snprintf(s->last_id, sizeof(s->last_id), "%s", finding->id);
	flow_begin(&flow, out, &s->cli->out, INDENT);
	if (finding->title) {
		flow_bold(&flow, str_from(finding->title));
		flow_text(&flow, STR(" · "));
	}
	flow_text(&flow, str_from(finding->id));
	flow_end(&flow);
}

/* " (Bakgrund, s. 6)", or nothing when neither is known. */
static void append_place(struct buf *out, const struct leta_finding *finding, enum leta_lang lang)
{
	if (!finding->section && finding->page == 0)
		return;
	buf_cstr(out, " (");
	buf_cstr(out, finding->section ? finding->section : "");
	buf_cstr(out, finding->section && finding->page > 0 ? ", " : "");
	if (finding->page > 0)
		notation_pages(out, finding->page, finding->page, lang);
	buf_cstr(out, ")");
}

/* "hinder: text (Bakgrund, s. 6)"; a lesson says itself what it is, or the heading does. */
static void write_text(struct showing *s, const struct leta_finding *finding)
{
	enum leta_lang lang = s->cli->lang;
	struct buf *out = &s->sink->buf, line;
	struct flow flow;
	write_document(s, finding);
	buf_init(&line, out->max);
	if (finding->kind != LETA_FINDING_LESSON || !str_starts(str_from(finding->text), STR("Lärdom")))
		buf_printf(&line, "%s: ", leta_finding_name(finding->kind, lang));
	buf_cstr(&line, finding->text);
	append_place(&line, finding, lang);
	flow_begin(&flow, out, &s->cli->out, INDENT);
	flow_to(&flow, 2);
	flow_text(&flow, buf_view(&line));
	flow_end(&flow);
	if (line.status != LETA_OK)
		out->status = line.status;
	buf_fini(&line);
}

/* ---- for programs ---- */

static const char *const columns[] = {"id",   "title",  "kind", "section",
				      "page", "number", "unit", "text"};

static void text_cell(struct buf *out, const char *text)
{
	buf_char(out, ',');
	csv_cell(out, text);
}

static void write_csv(struct buf *out, const struct leta_finding *finding)
{
	csv_cell(out, finding->id);
	text_cell(out, finding->title);
	text_cell(out, leta_finding_name(finding->kind, LETA_EN));
	text_cell(out, finding->section);
	buf_char(out, ',');
	if (finding->page > 0)
		buf_printf(out, "%u", finding->page);
	buf_char(out, ',');
	if (finding->unit)
		buf_printf(out, "%" PRId64, finding->number);
	text_cell(out, finding->unit);
	text_cell(out, finding->text);
	csv_end_row(out);
}

static void member(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_cstr(j, text);
}

static void number(struct json *j, const char *key, int64_t n, bool known)
{
	json_key(j, key);
	if (known)
		json_int(j, n);
	else
		json_put_null(j);
}

static void write_json(struct json *j, const struct leta_finding *finding)
{
	json_open_object(j);
	member(j, "id", finding->id);
	member(j, "title", finding->title);
	member(j, "kind", leta_finding_name(finding->kind, LETA_EN));
	member(j, "section", finding->section);
	number(j, "page", finding->page, finding->page > 0);
	number(j, "number", finding->number, finding->unit != NULL);
	member(j, "unit", finding->unit);
	member(j, "text", finding->text);
	json_close_object(j);
}

/* ---- one after the other ---- */

static bool show_notice(void *ctx, const struct leta_notice *notice)
{
	struct showing *s = ctx;
	exit_notice(s->cli, notice);
	return true;
}

static bool show_finding(void *ctx, const struct leta_finding *finding)
{
	struct showing *s = ctx;
	if (s->format == FORMAT_TEXT) {
		write_text(s, finding);
	} else if (s->format == FORMAT_CSV) {
		write_csv(&s->sink->buf, finding);
	} else if (s->format == FORMAT_JSON) {
		write_json(&s->json, finding);
	} else {
		json_init(&s->json, &s->sink->buf, false);
		write_json(&s->json, finding);
		buf_char(&s->sink->buf, '\n');
	}
	return sink_push(s->sink);
}

static void begin(struct showing *s, const char *query)
{
	if (s->format == FORMAT_CSV)
		csv_begin(&s->sink->buf, columns, sizeof(columns) / sizeof(columns[0]));
	if (s->format != FORMAT_JSON)
		return;
	json_init(&s->json, &s->sink->buf, true);
	json_open_object(&s->json);
	json_key(&s->json, "leta");
	json_int(&s->json, PRESENT_JSON_VERSION);
	member(&s->json, "query", query);
	member(&s->json, "index", leta_index_fingerprint(s->cli->index));
	json_key(&s->json, "lessons");
	json_open_array(&s->json);
}

static void end(struct showing *s, const struct leta_finding_total *total)
{
	struct buf *out = &s->sink->buf;
	enum leta_lang lang = s->cli->lang;
	if (s->format == FORMAT_JSON) {
		json_close_array(&s->json);
		number(&s->json, "total", (int64_t)total->findings, true);
		number(&s->json, "documents", (int64_t)total->documents, true);
		json_close_object(&s->json);
		buf_char(out, '\n');
	}
	if (s->format != FORMAT_TEXT)
		return;
	buf_cstr(out, total->shown > 0 ? "\n" : "");
	notation_number(out, (int64_t)total->findings, lang);
	buf_cstr(out, lang == LETA_EN ? " in " : " i ");
	notation_number(out, (int64_t)total->documents, lang);
	buf_cstr(out, lang == LETA_SV          ? " dokument"
		      : total->documents == 1 ? " document"
					      : " documents");
	if (total->shown < total->findings) {
		buf_cstr(out, lang == LETA_EN ? "; shown: " : "; visade: ");
		notation_number(out, (int64_t)total->shown, lang);
	}
	buf_char(out, '\n');
}

/* ---- the command ---- */

static leta_status read_kinds(const struct option_list *names, struct leta_finding_options *out,
			      struct leta_error *err)
{
	for (size_t i = 0; i < names->n; i++) {
		int kind = 0;
		while (kind < LETA_FINDING_COUNT &&
		       strcmp(names->items[i],
			      leta_finding_name((enum leta_finding_kind)kind, LETA_SV)) != 0 &&
		       strcmp(names->items[i],
			      leta_finding_name((enum leta_finding_kind)kind, LETA_EN)) != 0)
			kind++;
		if (kind == LETA_FINDING_COUNT)
			return error_set(err, LETA_ERR_INVALID,
					 "okänt slag '%s'; kända är lärdom, framgångsfaktor, "
					 "hinder, mål, måltal",
					 "unknown kind '%s'; known are lesson, success, obstacle, "
					 "goal, target",
					 names->items[i]);
		out->kinds[kind] = true;
	}
	return LETA_OK;
}

static int show(struct cli *cli, int format, const struct leta_query *query,
		const struct leta_finding_options *how)
{
	struct sink sink;
	struct showing s = {.cli = cli, .format = format, .sink = &sink};
	struct leta_finding_callbacks callbacks = {&s, show_notice, show_finding};
	struct leta_finding_total total;
	struct leta_error error;
	int code;

	sink_init(&sink, stdout);
	begin(&s, query->text);
	if (leta_list_findings(cli->index, query->text ? query : NULL, how, &callbacks, &total,
			       &error) == LETA_OK) {
		end(&s, &total);
		code = total.findings > 0 ? EXIT_FOUND : EXIT_NOTHING;
	} else {
		buf_clear(&sink.buf);
		code = exit_report(cli, &error, query->text);
	}
	return exit_finish(cli, &sink, code);
}

int cmd_lessons(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_finding_options how = {.limit = values->limit};
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_error error;
	struct buf text;

	if (read_kinds(&values->kinds, &how, &error) != LETA_OK)
		return exit_usage(cli, &error);
	query.lang = cli->lang;
	buf_init(&text, CLI_TEXT_MAX);
	command_join(arguments, &text);
	query.text = arguments->n_operands > 0 ? buf_view(&text).ptr : NULL;
	int code = buf_status(&text, &error) == LETA_OK ? show(cli, values->format, &query, &how)
							: exit_report(cli, &error, NULL);
	buf_fini(&text);
	return code;
}
