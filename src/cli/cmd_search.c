/*
 * cmd_search.c: `leta search`.
 *
 * A long list is fetched in portions and written as it comes, so that `-n 0` needs no more memory
 * than a portion. Head, facets and notices are those of the first portion.
 */
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/counting.h"
#include "cli/exit.h"
#include "cli/search_log.h"
#include "present/present.h"

#define PORTION 1000

static const char *const formats[] = {"text", "json", "jsonl", "csv", "bibtex", "ris", NULL};
static const struct present_backend *const backends[] = {
	&present_text, &present_json, &present_jsonl, &present_csv, &present_bibtex, &present_ris};
static const enum leta_mode mode_values[] = {LETA_MODE_AUTO, LETA_MODE_ALL, LETA_MODE_ANY};

struct values {
	int format, mode;
	size_t limit, offset;
	const char *sort, *at, *log;
	struct option_list facets;
	bool exact, broad, lenient, all_copies;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"hur träffarna skrivs; json är ett objekt, jsonl en träff per rad, bibtex och ris är för referenshanterare",
		"how hits are written; json is one object, jsonl a hit a line, bibtex and ris are for reference managers" } },
	OPTION_ROW_HITS(AT(limit)),
	OPTION_ROW_OFFSET(AT(offset)),
	{ "sort", 0, OPTION_TEXT, AT(sort), { "FÄLT[:asc|:desc]", "FIELD[:asc|:desc]" }, NULL, {
		"ordna efter relevance (förval), start, end, grant, budget eller title; asc är förval, för relevance desc",
		"order by relevance (the default), start, end, grant, budget or title; asc is the default, desc of relevance" } },
	{ "facet", 0, OPTION_LIST, AT(facets), { "FÄLT", "FIELD" }, NULL, {
		"räkna träffarna per värde i fältet; får upprepas",
		"count the hits by the values of the field; may be repeated" } },
	OPTION_ROW_MODE(AT(mode)),
	OPTION_ROW_EXACT(AT(exact)),
	OPTION_ROW_BROAD(AT(broad)),
	OPTION_ROW_LENIENT(AT(lenient)),
	{ "all-copies", 0, OPTION_FLAG, AT(all_copies), { 0 }, NULL, {
		"visa nära kopior för sig; annars står de, i text, vid den träff som de liknar, om inte -n är 0",
		"list near copies on their own; else they stand, in text, with the hit that they copy, unless -n is 0" } },
	{ "at", 0, OPTION_TEXT, AT(at), { "FINGERAVTRYCK", "FINGERPRINT" }, NULL, {
		"varna om indexet är ett annat än det med detta fingeravtryck (minst 8 tecken)",
		"warn when the index is another than the one of this fingerprint (8 digits or more)" } },
	{ "log", 0, OPTION_TEXT, AT(log), { "FIL", "FILE" }, NULL, {
		"lägg en rad om sökningen sist i filen: tid, index, fråga, flaggor, antal träffar",
		"append a line on the search to the file: time, index, query, options, number of hits" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {.limit = 10};

/* clang-format off */
const struct usage search_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "FRÅGA…", "QUERY…" },
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {
		"Söker i indexet och visar träffarna i rangordning. Orden läggs samman med blanksteg; en fras "
		"måste ha citattecken i själva frågan: leta search '\"social innovation\"'.\n"
		"\n"
		"ord ord\talla orden, i vilken böjning som helst\n"
		"\"en fras\"\torden intill varandra\n"
		"=ord\tjust den formen\n"
		"+ord -ord\tmed och utan; OCH ELLER INTE och parenteser går också\n"
		"förled:ord\tsammansättningar som börjar med ordet; efterled:ord: som slutar med det\n"
		"fält:värde\tregion:Stockholm fas:förprojektering; se leta help fields\n"
		"stöd:>1mkr\tbelopp; budget:250tkr..600tkr\n"
		"start:2014\tdatum; pågick:2009..2011 är överlappning\n"
		"titel:ord\ti ett avsnitt: titel sammanfattning bakgrund syfte mål resultat lärdom",
		"Searches the index and shows ranked hits. The words are joined by blanks; a phrase needs "
		"quotation marks in the query itself: leta search '\"social innovation\"'.\n"
		"\n"
		"word word\tall words, in any inflected form\n"
		"\"a phrase\"\tthe words next to each other\n"
		"=word\tjust this form\n"
		"+word -word\twith and without; AND OR NOT and parentheses do too\n"
		"firstpart:word\tcompounds that begin with the word; lastpart:word: that end with it\n"
		"field:value\tregion:Stockholm phase:förprojektering; see leta help fields\n"
		"grant:>1mkr\tmoney; budget:250tkr..600tkr\n"
		"start:2014\tdates; pågick:2009..2011 is overlap\n"
		"title:word\tin a section: title summary background purpose goals results lesson",
	},
	.examples = {
		"leta search integration region:Stockholm\n"
		"leta search --sort grant:desc -n 5 'kompetensutveckling stöd:>1mkr'\n"
		"leta search --format jsonl -n 0 upphandling | jq .title\n"
		"leta search --format bibtex -n 0 'lärdom:upphandling' > upphandling.bib",
		"leta search integration region:Stockholm\n"
		"leta search --sort grant:desc -n 5 'kompetensutveckling grant:>1mkr'\n"
		"leta search --format jsonl -n 0 upphandling | jq .title\n"
		"leta search --format bibtex -n 0 'lesson:upphandling' > upphandling.bib",
	},
};
/* clang-format on */

/* ---- --sort and --facet ---- */

static const struct {
	const char *name, *sv;
	enum leta_field_id field;
} sorts[] = {
	{"relevance", "relevans", LETA_FIELD_COUNT},
	{"start", "start", LETA_FIELD_START},
	{"end", "slut", LETA_FIELD_END},
	{"grant", "stöd", LETA_FIELD_GRANT},
	{"budget", "budget", LETA_FIELD_BUDGET},
	{"title", "titel", LETA_FIELD_TITLE},
};

static leta_status read_sort(const char *text, struct leta_query *query, struct leta_error *err)
{
	struct str rest = str_from(text), name, order;
	if (!text)
		return LETA_OK;
	str_cut(&rest, ':', &name);
	bool has_order = strchr(text, ':') != NULL;
	order = has_order ? str_from(strchr(text, ':') + 1) : STR("asc");
	if (!str_eq(order, STR("asc")) && !str_eq(order, STR("desc")))
		return error_set(err, LETA_ERR_INVALID,
				 "ordningen i --sort '%s' ska vara asc eller desc",
				 "the order in --sort '%s' must be asc or desc", text);
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		if (!str_eq(name, str_from(sorts[i].name)) && !str_eq(name, str_from(sorts[i].sv)))
			continue;
		query->sort = sorts[i].field;
		query->descending = str_eq(order, STR("desc"));
		query->worst_first = has_order && !query->descending;
		return LETA_OK;
	}
	return error_set(
		err, LETA_ERR_INVALID,
		"kan inte ordna efter '%s'; kända är relevance, start, end, grant, budget, title",
		"cannot order by '%s'; known are relevance, start, end, grant, budget, title",
		text);
}

static leta_status read_facets(const struct option_list *names,
			       enum leta_field_id fields[OPTION_LIST_MAX], struct leta_query *query,
			       struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < names->n; i++)
		st = counting_find_facet(names->items[i], &fields[i], err);
	query->facets = fields;
	query->n_facets = names->n;
	return st;
}

/* ---- searching ---- */

static size_t portion(size_t wanted, size_t got)
{
	size_t left = wanted == 0 ? PORTION : wanted - got;
	return left < PORTION ? left : PORTION;
}

/* Shows hits with their records whole: a reference has the summary. */
static leta_status show_whole(struct cli *cli, struct presenter *presenter,
			      const struct leta_results *results, bool *more,
			      struct leta_error *err)
{
	for (size_t i = 0; *more && i < results->n_hits; i++) {
		struct leta_hit hit = results->hits[i];
		const char *id = leta_record_text(hit.record, LETA_FIELD_ID);
		leta_document *document;
		leta_status st = leta_document_open(cli->index, id ? id : "", &document, err);
		if (st != LETA_OK)
			return st;
		hit.record = leta_document_record(document);
		*more = present_hit(presenter, &hit);
		leta_document_close(document);
	}
	return LETA_OK;
}

/* *more: false when the output takes no more. */
static leta_status show_hits(struct cli *cli, struct presenter *presenter,
			     const struct leta_results *results, bool *more, struct leta_error *err)
{
	*more = true;
	if (presenter->backend->whole_records)
		return show_whole(cli, presenter, results, more, err);
	*more = present_hits(presenter, results);
	return LETA_OK;
}

/* The portions behind the first. */
static leta_status search_on(struct cli *cli, struct presenter *presenter, struct leta_query query,
			     size_t wanted, struct leta_error *err)
{
	leta_status st = LETA_OK;
	bool more = true;
	query.n_facets = 0;
	while (st == LETA_OK && more && (wanted == 0 || presenter->shown < wanted)) {
		struct leta_results *results;
		query.offset += query.limit;
		query.limit = portion(wanted, presenter->shown);
		st = leta_search(cli->index, &query, &results, err);
		if (st != LETA_OK)
			break;
		st = show_hits(cli, presenter, results, &more, err);
		more = more && results->n_hits == query.limit;
		leta_results_free(results);
	}
	return st;
}

/* *out: the first portion, for the caller to free; NULL when the search failed. */
static int search(struct cli *cli, const struct values *values, struct leta_query *query,
		  struct leta_results **out, size_t *shown)
{
	struct leta_results *first;
	struct leta_error error;
	struct sink sink;
	struct presenter presenter = {
		.backend = backends[values->format],
		.sink = &sink,
		.style = cli->out,
		.facet_names = values->facets.items,
		.date = cli->date,
		.program = cli->program,
	};
	bool more;

	query->limit = portion(values->limit, 0);
	query->snippets = !presenter.backend->whole_records;
	if (leta_search(cli->index, query, &first, &error) != LETA_OK)
		return exit_report(cli, &error, query->text);
	*out = first;
	if (presenter.backend != &present_json)
		exit_notices(cli, first);
	sink_init(&sink, stdout);
	int code = first->total > 0 ? EXIT_FOUND : EXIT_NOTHING;
	present_begin(&presenter, first);
	leta_status st = show_hits(cli, &presenter, first, &more, &error);
	if (st == LETA_OK && more && first->n_hits == query->limit)
		st = search_on(cli, &presenter, *query, values->limit, &error);
	if (st == LETA_OK)
		present_end(&presenter, first);
	else
		code = exit_report(cli, &error, query->text);
	*shown = presenter.shown;
	return exit_finish(cli, &sink, code);
}

/* Searches, and logs what came of it. A search that cannot be logged is no success. */
static int search_logged(struct cli *cli, const struct values *values, struct leta_query *query)
{
	struct leta_results *results = NULL;
	struct leta_error error;
	struct search_log log;
	struct search_log_line line = {.query = query,
				       .format = formats[values->format],
				       .sort = values->sort,
				       .facets = &values->facets,
				       .limit = values->limit,
				       .offset = values->offset};
	leta_status st = search_log_open(&log, values->log, &error);
	if (st == LETA_ERR_INVALID)
		return exit_usage(cli, &error);
	if (st != LETA_OK)
		return exit_report(cli, &error, NULL);
	line.exit = search(cli, values, query, &results, &line.shown);
	line.results = results;
	int code = line.exit;
	if (search_log_append(&log, cli, &line, &error) != LETA_OK)
		code = exit_report(cli, &error, NULL);
	search_log_close(&log);
	leta_results_free(results);
	return code;
}

int cmd_search(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	enum leta_field_id facets[OPTION_LIST_MAX];
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_error error;
	struct buf text;

	query.lang = cli->lang;
	query.mode = mode_values[values->mode];
	query.offset = values->offset;
	query.exact = values->exact;
	query.broad = values->broad;
	query.lenient = values->lenient;
	query.collapse = backends[values->format]->collapses && values->limit > 0 &&
			 !values->all_copies;
	query.at = values->at;
	if (read_sort(values->sort, &query, &error) != LETA_OK ||
	    read_facets(&values->facets, facets, &query, &error) != LETA_OK)
		return exit_usage(cli, &error);
	buf_init(&text, CLI_TEXT_MAX);
	command_join(arguments, &text);
	query.text = buf_view(&text).ptr;
	int code = buf_status(&text, &error) == LETA_OK ? search_logged(cli, values, &query)
							: exit_report(cli, &error, NULL);
	buf_fini(&text);
	return code;
}
