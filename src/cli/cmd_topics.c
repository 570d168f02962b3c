/*
 * cmd_topics.c: `leta topics`: the topics and how many documents are about each; or one topic, its words and the
 * documents that use them most.
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

#define QUERY_MAX ((size_t)4 << 10)

static const char *const formats[] = {"text", "json", NULL};

struct values {
	int format;
	size_t limit;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ NULL, 'n', OPTION_COUNT, AT(limit), { "N", "N" }, NULL, {
		"så många av ämnets dokument (10); 0 är alla",
		"so many of the topic's documents (10); 0 means all" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: tabeller; json: ett objekt",
		"text: tables; json: one object" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {.limit = 10};

const struct usage topics_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"[ÄMNE]", "[TOPIC]"},
	.max_operands = 1,
	.about = {"Visar ämnena och hur många dokument som handlar om vart och ett. Ett dokument får "
		  "högst fem ämnen när det indexeras, efter vilka av ämnenas ord det använder mest. Med "
		  "ett ämnes id eller namn visas dess ord, hur många dokument som har dem, och de "
		  "dokument som handlar mest om ämnet. I en fråga heter det ämne:upphandling.",
		  "Shows the topics and how many documents are about each. A document gets five topics "
		  "at most when it is indexed, by which of their words it uses most. With a topic's id "
		  "or name, its words, how many documents have them, and the documents that are most "
		  "about it. In a query it is topic:upphandling."},
	.examples = {"leta topics\nleta topics upphandling", "leta topics\nleta topics upphandling"},
};

static const struct table_column topic_columns[] = {
	{"id", {"Id", "Id"}, TABLE_TEXT},
	{"documents", {"Dokument", "Documents"}, TABLE_COUNT},
	{"name", {"Ämne", "Topic"}, TABLE_TEXT},
};

static const struct table_column term_columns[] = {
	{"relation", {"Slag", "Relation"}, TABLE_TEXT},
	{"weight", {"Vikt", "Weight"}, TABLE_REAL},
	{"documents", {"Dokument", "Documents"}, TABLE_COUNT},
	{"term", {"Ord", "Word"}, TABLE_TEXT},
};

static const struct table_column hit_columns[] = {
	{"id", {"Id", "Id"}, TABLE_TEXT},
	{"title", {"Titel", "Title"}, TABLE_TEXT},
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *key, *sv;
} relations[] = {{"pref", "huvudord"}, {"alt", "andra ord"}, {"narrower", "smalare"}, {"related", "närliggande"}};

static const char *relation_text(const char *key, enum leta_lang lang)
{
	for (size_t i = 0; i < LENGTH(relations); i++)
		if (lang == LETA_SV && strcmp(relations[i].key, key) == 0)
			return relations[i].sv;
	return key;
}

/* ---- tables ---- */

static leta_status fill_topics(struct table *table, const struct leta_topics *topics, enum leta_lang lang,
			       struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < topics->n_topics; i++) {
		const struct leta_topic *topic = &topics->topics[i];
		const struct table_cell cells[] = {
			{.text = topic->id},
			{.count = (int64_t)topic->documents},
			{.text = topic->name[lang]},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

static leta_status fill_terms(struct table *table, const struct leta_topic *topic, enum leta_lang lang,
			      struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < topic->n_terms; i++) {
		const struct leta_topic_term *term = &topic->terms[i];
		const struct table_cell cells[] = {
			{.text = relation_text(term->relation, lang), .value = term->relation},
			{.real = term->weight},
			{.count = (int64_t)term->documents},
			{.text = term->term},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

static leta_status fill_hits(struct table *table, const struct leta_results *results, struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < results->n_hits; i++) {
		const struct leta_record *record = results->hits[i].record;
		const struct table_cell cells[] = {
			{.text = leta_record_text(record, LETA_FIELD_ID)},
			{.text = leta_record_text(record, LETA_FIELD_TITLE)},
		};
		st = table_add(table, cells, err);
	}
	return st;
}

/* ---- all topics ---- */

static void write_topics_json(struct sink *sink, const struct table *table)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "topics");
	table_json(table, &j);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

static leta_status show_all(struct cli *cli, bool json, const struct leta_topics *topics, struct sink *sink,
			    struct leta_error *err)
{
	struct table *table = table_new(topic_columns, LENGTH(topic_columns));
	leta_status st = fill_topics(table, topics, cli->lang, err);
	if (st == LETA_OK && json)
		write_topics_json(sink, table);
	else if (st == LETA_OK)
		table_text(table, &sink->buf, &cli->out);
	table_free(table);
	return st;
}

/* ---- one topic ---- */

/* The topic's documents, those first that use its own words most. */
static leta_status search(struct cli *cli, const struct leta_topic *topic, size_t limit,
			  struct leta_results **out, struct leta_error *err)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct buf text;
	buf_init(&text, QUERY_MAX);
	buf_printf(&text, "+ämne:\"%s\"", topic->name[LETA_SV]);
	for (size_t i = 0; i < topic->n_terms; i++)
		if (strcmp(topic->terms[i].relation, relations[0].key) == 0)
			buf_printf(&text, " \"%s\"", topic->terms[i].term);
	query.text = buf_view(&text).ptr;
	query.limit = limit;
	query.mode = LETA_MODE_ANY;
	query.snippets = false;
	query.exact = true;
	query.lang = cli->lang;
	leta_status st = buf_status(&text, err);
	if (st == LETA_OK)
		st = leta_search(cli->index, &query, out, err);
	buf_fini(&text);
	return st;
}

static void write_topic_json(struct sink *sink, const struct leta_topic *topic, const struct table *terms,
			     const struct table *hits)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "id");
	json_cstr(&j, topic->id);
	json_key(&j, "name");
	json_cstr(&j, topic->name[LETA_SV]);
	json_key(&j, "name_en");
	json_cstr(&j, topic->name[LETA_EN]);
	json_key(&j, "documents");
	json_int(&j, (int64_t)topic->documents);
	json_key(&j, "terms");
	table_json(terms, &j);
	json_key(&j, "hits");
	table_json(hits, &j);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

static void write_topic_text(struct cli *cli, struct sink *sink, const struct leta_topic *topic,
			     const struct table *terms, const struct table *hits)
{
	struct flow flow;
	bool english = cli->lang == LETA_EN;
	flow_begin(&flow, &sink->buf, &cli->out, 0);
	flow_bold(&flow, str_from(topic->name[cli->lang]));
	flow_end(&flow);
	notation_number(&sink->buf, (int64_t)topic->documents, cli->lang);
	buf_cstr(&sink->buf, !english ? " dokument" : topic->documents == 1 ? " document" : " documents");
	buf_cstr(&sink->buf, "\n\n");
	table_text(terms, &sink->buf, &cli->out);
	if (topic->documents == 0)
		return;
	buf_char(&sink->buf, '\n');
	table_text(hits, &sink->buf, &cli->out);
}

static leta_status show_one(struct cli *cli, const struct values *values, const struct leta_topic *topic,
			    struct sink *sink, struct leta_error *err)
{
	struct table *terms = table_new(term_columns, LENGTH(term_columns));
	struct table *hits = table_new(hit_columns, LENGTH(hit_columns));
	struct leta_results *results = NULL;
	leta_status st = fill_terms(terms, topic, cli->lang, err);
	if (st == LETA_OK)
		st = search(cli, topic, values->limit, &results, err);
	if (st == LETA_OK)
		st = fill_hits(hits, results, err);
	if (st == LETA_OK && values->format == 0)
		write_topic_text(cli, sink, topic, terms, hits);
	else if (st == LETA_OK)
		write_topic_json(sink, topic, terms, hits);
	leta_results_free(results);
	table_free(terms);
	table_free(hits);
	return st;
}

int cmd_topics(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	const char *name = arguments->n_operands > 0 ? arguments->operands[0] : NULL;
	struct leta_topics *topics;
	struct leta_error error;
	struct sink sink;
	leta_status st = leta_list_topics(cli->index, name, &topics, &error);

	if (st == LETA_ERR_NOT_FOUND) {
		exit_report(cli, &error, NULL);
		return EXIT_NOTHING;
	}
	if (st != LETA_OK)
		return exit_report(cli, &error, NULL);
	sink_init(&sink, stdout);
	st = name ? show_one(cli, values, &topics->topics[0], &sink, &error)
		  : show_all(cli, values->format == 1, topics, &sink, &error);
	int code = st != LETA_OK                                ? exit_report(cli, &error, NULL)
		   : name && topics->topics[0].documents == 0 ? EXIT_NOTHING
								: EXIT_FOUND;
	leta_topics_free(topics);
	return exit_finish(cli, &sink, code);
}
