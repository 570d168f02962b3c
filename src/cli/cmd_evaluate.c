/*
 * cmd_evaluate.c: `leta evaluate`: how well an index answers questions whose answers are known.
 *
 * Measures are written with a decimal point in both languages: they are compared with, and pasted
 * into, what other programs print.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "evaluate/compare.h"
#include "evaluate/evaluate.h"
#include "evaluate/measure.h"
#include "present/notation.h"
#include "present/present.h"
#include "present/table.h"

#define MEMORY_MAX ((size_t)4 << 30)
#define DIGITS 4

static const char *const formats[] = {"text", "json", NULL};

struct values {
	const char *queries, *qrels, *run, *against;
	int format;
	bool exact, broad;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "queries", 0, OPTION_TEXT, AT(queries), { "FIL", "FILE" }, NULL, {
		"frågorna: JSONL med id och text",
		"the questions: JSONL with id and text" } },
	{ "qrels", 0, OPTION_TEXT, AT(qrels), { "FIL", "FILE" }, NULL, {
		"bedömningarna som TREC:s qrels: fråga, 0, dokument, grad",
		"the judgements as TREC's qrels: query, 0, document, grade" } },
	{ "run", 0, OPTION_TEXT, AT(run), { "FIL", "FILE" }, NULL, {
		"skriv träffarna till filen, i TREC:s format",
		"write the hits to the file, in TREC's format" } },
	{ "against", 0, OPTION_TEXT, AT(against), { "FIL", "FILE" }, NULL, {
		"jämför med en annan körnings träffar: skillnad och p-värden",
		"compare with the hits of another run: differences and p values" } },
	OPTION_ROW_EXACT(AT(exact)),
	OPTION_ROW_BROAD(AT(broad)),
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: en tabell; json: ett objekt",
		"text: a table; json: one object" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage evaluate_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.about =
		{
			"Ställer frågor med kända svar och mäter hur väl indexet rangordnar: "
			"nDCG@10 "
			"(graden är vinsten), MRR@10, MAP, R@10, R@100 och success@1, som "
			"trec_eval "
			"räknar dem, över de 100 bästa träffarna. En fråga läses som ord, utan "
			"operatorer, och ett ord räcker för en träff.\n"
			"\n"
			"Med --against parvis jämförelse fråga för fråga: randomiseringstest "
			"(10 000 omkastningar) och t-test, båda tvåsidiga.",
			"Asks questions with known answers and measures how well the index ranks: "
			"nDCG@10 (the gain is the grade), MRR@10, MAP, R@10, R@100 and success@1, "
			"as "
			"trec_eval counts them, over the best 100 hits. A question is read as "
			"words, "
			"without operators, and one word is enough for a hit.\n"
			"\n"
			"With --against a paired comparison, question by question: randomisation "
			"test (10,000 permutations) and t test, both two-sided.",
		},
	.examples =
		{
			"leta evaluate --queries frågor.jsonl --qrels qrels.tsv --run före.run\n"
			"leta evaluate --queries frågor.jsonl --qrels qrels.tsv --against före.run",
			"leta evaluate --queries queries.jsonl --qrels qrels.tsv --run before.run\n"
			"leta evaluate --queries queries.jsonl --qrels qrels.tsv --against "
			"before.run",
		},
};

static const struct table_column columns[] = {
	{"measure", {"Mått", "Measure"}, TABLE_TEXT},
	{"value", {"Värde", "Value"}, TABLE_TEXT},
	{"against", {"Mot", "Against"}, TABLE_TEXT},
	{"difference", {"Skillnad", "Difference"}, TABLE_TEXT},
	{"p_randomisation", {"p (slump)", "p (random)"}, TABLE_TEXT},
	{"p_t", {"p (t)", "p (t)"}, TABLE_TEXT},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))
#define N_COLUMNS_ALONE 2

/* What is measured; the same memory holds all of it. */
struct evaluation {
	struct cli *cli;
	const struct values *values;
	struct arena *arena;
	struct collection collection;
	struct run run, other;
	struct measures measures, against;
	double difference[MEASURE_COUNT], p_randomisation[MEASURE_COUNT], p_t[MEASURE_COUNT];
	size_t n_faults;
};

/* ---- reading, asking, measuring ---- */

/* A file that is not what it should be is the caller's to change, not the index's fault. */
static int report(const struct cli *cli, leta_status st, const struct leta_error *error)
{
	int code = exit_report(cli, error, NULL);
	return st == LETA_ERR_FORMAT ? EXIT_USAGE : code;
}

static void on_fault(void *ctx, const char *topic, const struct leta_error *error)
{
	struct evaluation *e = ctx;
	exit_note(e->cli, topic, error);
	e->n_faults++;
}

static leta_status write_run(struct evaluation *e, struct leta_error *err)
{
	struct sink sink;
	FILE *file = fopen(e->values->run, "wb");
	if (!file)
		return error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'",
				 e->values->run);
	sink_init(&sink, file);
	run_write(&e->run, &e->collection, &sink.buf);
	leta_status st = sink_finish(&sink, err);
	if (fclose(file) != 0 && st == LETA_OK)
		st = error_sys(err, LETA_ERR_IO, "kan inte skriva", "cannot write");
	return st == LETA_OK ? st : error_in(err, st, "%s", e->values->run);
}

static leta_status compare(struct evaluation *e, struct leta_error *err)
{
	leta_status st = measure_run(&e->collection, &e->other, &e->against, err);
	for (int k = 0; st == LETA_OK && k < MEASURE_COUNT; k++) {
		struct comparison c =
			compare_paired(e->measures.values[k], e->against.values[k], e->measures.n);
		e->difference[k] = c.difference;
		e->p_randomisation[k] = c.p_randomisation;
		e->p_t[k] = c.p_t;
	}
	return st;
}

static leta_status evaluate(struct evaluation *e, struct leta_error *err)
{
	const struct values *v = e->values;
	const struct evaluate_how how = {e->cli->index, v->exact, v->broad, on_fault, e};
	leta_status st = collection_read(v->queries, v->qrels, e->arena, &e->collection, err);
	if (st == LETA_OK && v->against)
		st = run_read(v->against, &e->collection, e->arena, &e->other, err);
	if (st == LETA_OK)
		st = run_init(&e->run, &e->collection, e->arena, err);
	if (st == LETA_OK)
		st = evaluate_ask(&how, &e->collection, &e->run, err);
	if (st == LETA_OK && v->run)
		st = write_run(e, err);
	if (st == LETA_OK)
		st = measure_run(&e->collection, &e->run, &e->measures, err);
	return st == LETA_OK && v->against ? compare(e, err) : st;
}

/* ---- writing ---- */

static const char *decimal(struct evaluation *e, double number)
{
	return isfinite(number) ? arena_printf(e->arena, "%.4f", number) : "–";
}

static leta_status fill(struct evaluation *e, struct table *table, struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (int k = 0; st == LETA_OK && k < MEASURE_COUNT; k++) {
		const struct table_cell cells[N_COLUMNS] = {
			{.text = measure_names[k].label},
			{.text = decimal(e, e->measures.means[k])},
			{.text = decimal(e, e->against.means[k])},
			{.text = arena_printf(e->arena, "%+.4f", e->difference[k])},
			{.text = decimal(e, e->p_randomisation[k])},
			{.text = decimal(e, e->p_t[k])},
		};
		st = arena_status(e->arena, err);
		if (st == LETA_OK)
			st = table_add(table, cells, err);
	}
	return st;
}

static leta_status write_text(struct evaluation *e, struct sink *sink, struct leta_error *err)
{
	const struct collection *c = &e->collection;
	bool english = e->cli->lang == LETA_EN;
	struct table *table = table_new(columns, e->values->against ? N_COLUMNS : N_COLUMNS_ALONE);
	leta_status st = fill(e, table, err);
	if (st == LETA_OK)
		table_text(table, &sink->buf, &e->cli->out);
	table_free(table);
	buf_char(&sink->buf, '\n');
	notation_number(&sink->buf, (int64_t)c->n_judged, e->cli->lang);
	buf_cstr(&sink->buf, english ? " queries" : " frågor");
	if (c->n_topics > c->n_judged)
		buf_printf(&sink->buf,
			   english ? "; %zu without a relevant document are left out"
				   : "; %zu utan relevant dokument är inte med",
			   c->n_topics - c->n_judged);
	buf_char(&sink->buf, '\n');
	return st;
}

static void write_values(struct json *j, const char *key, const double values[MEASURE_COUNT])
{
	json_key(j, key);
	json_open_object(j);
	for (int k = 0; k < MEASURE_COUNT; k++) {
		json_key(j, measure_names[k].key);
		json_double(j, values[k], DIGITS);
	}
	json_close_object(j);
}

static void write_json(struct evaluation *e, struct sink *sink)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "queries");
	json_int(&j, (int64_t)e->collection.n_judged);
	json_key(&j, "left_out");
	json_int(&j, (int64_t)(e->collection.n_topics - e->collection.n_judged));
	write_values(&j, "measures", e->measures.means);
	json_key(&j, "against");
	if (e->values->against) {
		json_open_object(&j);
		json_key(&j, "run");
		json_cstr(&j, e->values->against);
		write_values(&j, "measures", e->against.means);
		write_values(&j, "difference", e->difference);
		write_values(&j, "p_randomisation", e->p_randomisation);
		write_values(&j, "p_t", e->p_t);
		json_close_object(&j);
	} else {
		json_put_null(&j);
	}
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

/* ---- the command ---- */

static int run(struct evaluation *e)
{
	struct leta_error error;
	struct sink sink;
	leta_status st = evaluate(e, &error);
	if (st != LETA_OK)
		return report(e->cli, st, &error);
	int code = e->n_faults > 0 ? EXIT_SKIPPED : EXIT_FOUND;
	sink_init(&sink, stdout);
	if (e->values->format == 1)
		write_json(e, &sink);
	else if (write_text(e, &sink, &error) != LETA_OK)
		code = exit_report(e->cli, &error, NULL);
	return exit_finish(e->cli, &sink, code);
}

int cmd_evaluate(struct cli *cli, const struct arguments *arguments)
{
	struct evaluation e = {.cli = cli, .values = arguments->values};
	struct leta_error error;
	if (!e.values->queries || !e.values->qrels) {
		const char *missing = e.values->queries ? "--qrels" : "--queries";
		error_set(&error, LETA_ERR_INVALID, "%s saknas", "%s is missing", missing);
		return exit_usage(cli, &error);
	}
	e.arena = arena_new(MEMORY_MAX);
	if (!e.arena) {
		error_nomem(&error);
		return exit_report(cli, &error, NULL);
	}
	int code = run(&e);
	collection_fini(&e.collection);
	arena_free(e.arena);
	return code;
}
