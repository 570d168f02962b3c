/*
 * cmd_overlap.c: `leta overlap`.
 */
#include "base/error.h"
#include "cli/command.h"
#include "cli/draft.h"
#include "cli/exit.h"
#include "present/overlap.h"

enum { TEXT, CSV, JSON };
static const char *const formats[] = {"text", "csv", "json", NULL};

struct values {
	int format;
	size_t limit;
	const char *file;
	bool all;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "file", 0, OPTION_TEXT, AT(file), { "FIL", "FILE" }, NULL, {
		"jämför ett utkast i en fil (- är standard in) med indexet",
		"compare a draft in a file (- is standard input) with the index" } },
	{ "all", 0, OPTION_FLAG, AT(all), { 0 }, NULL, {
		"jämför alla dokument i indexet med varandra",
		"compare all documents of the index with each other" } },
	{ NULL, 'n', OPTION_COUNT, AT(limit), { "N", "N" }, NULL, {
		"så många stycken (20), de längsta först; 0 är alla",
		"so many paragraphs (20), the longest first; 0 means all" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: att läsa; csv eller json för program",
		"text: to read; csv or json for programs" } },
	{ 0 }
};

static const struct values defaults = {.limit = 20};

const struct usage overlap_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "[ID…]", "[ID…]" },
	.max_operands = CLI_OPERANDS_ANY,
	.about = {
		"Visar text som står på flera ställen: stycken som ett dokument eller ett utkast har gemensamt med andra "
		"dokument eller upprepar inom sig, och dokument som är nästan lika som helhet. Stycken under tolv ord "
		"räknas inte. Ett stycke är gemensamt när minst 80 % av det kortares följder av tre ord också står i det "
		"längre, så att en inskjuten mening inte döljer en kopia. Med --all visas bara stycken som är lika ord "
		"för ord, och inte de i dokument som är nästan lika som helhet.",
		"Shows text that stands in several places: paragraphs that a document or a draft shares with other "
		"documents or repeats inside itself, and documents that are nearly the same as a whole. Paragraphs under "
		"twelve words do not count. A paragraph is shared when at least 80% of the shorter one's runs of three "
		"words stand in the longer one too, so that an inserted sentence does not hide a copy. With --all only "
		"paragraphs of the same words are shown, and not those of documents that are nearly the same as a whole.",
	},
	.examples = {
		"leta overlap 2016-malarinkop\n"
		"leta overlap --file ansokan.txt\n"
		"leta overlap --all -n 0 --format csv > kopior.csv",
		"leta overlap 2016-malarinkop\n"
		"leta overlap --file application.txt\n"
		"leta overlap --all -n 0 --format csv > copies.csv",
	},
};
/* clang-format on */

struct writing {
	struct cli *cli;
	const struct values *values;
	struct sink sink;
	struct json json;
	size_t n; /* subjects written */
	bool any; /* something was found */
};

static void begin(struct writing *w)
{
	sink_init(&w->sink, stdout);
	if (w->values->format == CSV)
		overlap_csv_begin(&w->sink.buf);
	if (w->values->format != JSON)
		return;
	json_init(&w->json, &w->sink.buf, true);
	json_open_object(&w->json);
	json_key(&w->json, "leta");
	json_int(&w->json, PRESENT_JSON_VERSION);
	json_key(&w->json, "overlaps");
	json_open_array(&w->json);
}

static int end(struct writing *w)
{
	if (w->values->format == JSON) {
		json_close_array(&w->json);
		json_close_object(&w->json);
		buf_char(&w->sink.buf, '\n');
	}
	return exit_finish(w->cli, &w->sink, w->any ? EXIT_FOUND : EXIT_NOTHING);
}

static leta_status write_one(struct writing *w, const struct leta_overlap_query *query,
			     struct leta_error *err)
{
	struct leta_overlap *overlap;
	leta_status st = leta_find_overlap(w->cli->index, query, &overlap, err);
	if (st != LETA_OK)
		return st;
	if (w->n++ == 0)
		begin(w);
	else if (w->values->format == TEXT)
		buf_char(&w->sink.buf, '\n');
	w->any |= overlap->found > 0 || overlap->n_pairs > 0;
	if (w->values->format == JSON)
		overlap_json(&w->json, overlap);
	else if (w->values->format == CSV)
		overlap_csv(&w->sink, overlap);
	else
		overlap_text(&w->sink, overlap, w->values->limit, &w->cli->out);
	sink_push(&w->sink);
	leta_overlap_free(overlap);
	return LETA_OK;
}

static leta_status write_draft(struct writing *w, struct leta_error *err)
{
	struct buf bytes;
	leta_status st = draft_read(w->values->file, &bytes, err);
	struct leta_overlap_query query = {.bytes = bytes.data ? bytes.data : "",
					   .size = bytes.len,
					   .name = w->values->file,
					   .limit = w->values->limit};
	if (st == LETA_OK)
		st = write_one(w, &query, err);
	buf_fini(&bytes);
	return st;
}

/* Nothing is wrong with the index when a draft is not there or an id is unknown. */
static int report(struct writing *w, const struct leta_error *error)
{
	int code = w->values->file ? exit_draft(w->cli, error) : exit_report(w->cli, error, NULL);
	if (w->n > 0)
		end(w);
	return error->code == LETA_ERR_NOT_FOUND && !w->values->file ? EXIT_NOTHING : code;
}

int cmd_overlap(struct cli *cli, const struct arguments *arguments)
{
	struct writing w = {.cli = cli, .values = arguments->values};
	struct leta_overlap_query query = {.limit = w.values->limit};
	struct leta_error error;
	leta_status st = LETA_OK;
	if ((arguments->n_operands > 0) + (w.values->file != NULL) + w.values->all != 1) {
		error_set(&error, LETA_ERR_INVALID, "ange antingen ID, --file eller --all",
			  "give either ID, --file or --all");
		return exit_usage(cli, &error);
	}
	if (w.values->file)
		st = write_draft(&w, &error);
	else if (w.values->all)
		st = write_one(&w, &query, &error);
	for (size_t i = 0; st == LETA_OK && i < arguments->n_operands; i++) {
		query.id = arguments->operands[i];
		st = write_one(&w, &query, &error);
	}
	return st == LETA_OK ? end(&w) : report(&w, &error);
}
