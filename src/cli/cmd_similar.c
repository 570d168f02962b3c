/*
 * cmd_similar.c: `leta similar`.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/draft.h"
#include "cli/exit.h"
#include "cli/nearest.h"
#include "present/present.h"

static const char *const formats[] = {"text", "json", "jsonl", "csv", NULL};
static const struct present_backend *const backends[] = {&present_text, &present_json,
							 &present_jsonl, &present_csv};

struct values {
	int format;
	size_t limit, offset;
	struct option_list files, weights;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "file", 0, OPTION_LIST, AT(files), { "FIL", "FILE" }, NULL, {
		"jämför med ett utkast i en fil (- är standard in); får upprepas",
		"compare with a draft in a file (- is standard input); may be repeated" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"hur träffarna skrivs; json är ett objekt, jsonl en träff per rad",
		"how hits are written; json is one object, jsonl a hit a line" } },
	OPTION_ROW_HITS(AT(limit)),
	OPTION_ROW_OFFSET(AT(offset)),
	{ "weight", 0, OPTION_LIST, AT(weights), { "FAKTOR=TAL", "FACTOR=NUMBER" }, NULL, {
		"låt en faktor väga så många gånger mer eller mindre: budget=0.5, ägare=2, text=0; får upprepas",
		"let a factor weigh so many times more or less: budget=0.5, owner=2, text=0; may be repeated" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {.limit = 10};

/* clang-format off */
const struct usage similar_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "[ID…]", "[ID…]" },
	.max_operands = CLI_OPERANDS_ANY,
	.about = {
		"Visar de projekt som mest liknar ett eller flera dokument i indexet, eller ett utkast som inte ligger "
		"där (--file, eller - för inklistrad text). Varje träff får en likhet som är summan av de poäng som "
		"står vid skälen, och en rad om vad som skiljer. Överst står vad de jämförbara projekten fick, kostade "
		"och hur länge de varade. Det som ett av dokumenten inte uppger räknas varken till fördel eller "
		"nackdel. Jämförs gör de 200 dokument som mest delar textens utmärkande ord. Rader som \"Projektägare: …\" och "
		"\"Sökt belopp: …\" i ett utkast jämförs med det andra fick. I en fråga heter det liknande:ID.\n"
		"\n"
		"text\thur lika texterna är, 100 poäng för samma text\n"
		"ämne område program fas\tgemensamma ämnen; samma programområde, programperiod, fas\n"
		"budget längd\tlika stor budget, lika lång tid\n"
		"region kommun\tsamma region, gemensamma kommuner\n"
		"ägare partner\tsamma ägare, organisationer som är med i båda",
		"Shows the projects that are most like one or several documents of the index, or like a draft that is "
		"not in it (--file, or - for pasted text). Each hit has a likeness, which is the sum of the points that "
		"stand with the reasons, and a line about what differs. At the top stands what the comparable projects "
		"got, cost and how long they lasted. What one of the documents does not state counts neither for nor "
		"against. Compared are the 200 documents that share most of the text's distinctive words. Lines as "
		"\"Projektägare: …\" and \"Sökt belopp: …\" of a draft are compared with what others got. In a query it is "
		"similar:ID.\n"
		"\n"
		"text\thow alike the texts are, 100 points for the same text\n"
		"topic area programme phase\tshared topics; same programme area, programme period, phase\n"
		"budget length\tbudget of the same size, same length of time\n"
		"region municipality\tsame region, shared municipalities\n"
		"owner partner\tsame owner, organisations that take part in both",
	},
	.examples = {
		"leta similar 2016-malarinkop\n"
		"leta similar --file ansokan.txt -n 5\n"
		"pbpaste | leta similar --weight budget=2 -",
		"leta similar 2016-malarinkop\n"
		"leta similar --file application.txt -n 5\n"
		"pbpaste | leta similar --weight budget=2 -",
	},
};
/* clang-format on */

/* ---- --weight ---- */

static leta_status unknown_factor(const char *text, struct leta_error *err)
{
	struct nearest nearest = {.word = text};
	struct buf known[2];
	for (size_t lang = 0; lang < 2; lang++) {
		buf_init(&known[lang], 1024);
		for (int f = 0; f < LETA_FACTOR_COUNT; f++) {
			const char *name = leta_factor_info((enum leta_factor)f)->name[lang];
			nearest_try(&nearest, name);
			buf_printf(&known[lang], "%s%s", f > 0 ? ", " : "", name);
		}
	}
	if (nearest.best)
		error_set(err, LETA_ERR_INVALID, "okänd faktor '%s'; menade du %s?",
			  "unknown factor '%s'; did you mean %s?", text, nearest.best);
	else
		error_set(err, LETA_ERR_INVALID, "okänd faktor '%s'; kända är %s (%s)",
			  "unknown factor '%s'; known are %s (%s)", text, known[0].data,
			  known[1].data);
	buf_fini(&known[0]);
	buf_fini(&known[1]);
	return LETA_ERR_INVALID;
}

/* "0.5", "0,5", "2": up to four digits before and behind the mark. */
static bool read_number(const char *text, double *out)
{
	double value = 0, unit = 1;
	size_t digits = 0, behind = 0;
	bool mark = false;
	for (; *text; text++) {
		if ((*text == '.' || *text == ',') && !mark && digits > 0) {
			mark = true;
			continue;
		}
		if (*text < '0' || *text > '9' || ++digits > 8)
			return false;
		behind += mark;
		unit *= mark ? 0.1 : 1;
		value = mark ? value + unit * (*text - '0') : value * 10 + (*text - '0');
	}
	*out = value;
	return digits > 0 && (!mark || behind > 0);
}

static leta_status read_weight(const char *text, struct leta_similar_query *query,
			       struct leta_error *err)
{
	char name[64];
	const char *sign = strchr(text, '=');
	double weight;
	if (!sign || !read_number(sign + 1, &weight))
		return error_set(err, LETA_ERR_INVALID,
				 "--weight '%s' ska vara en faktor och ett tal, som budget=0.5",
				 "--weight '%s' must be a factor and a number, as budget=0.5",
				 text);
	snprintf(name, sizeof(name), "%.*s", (int)(sign - text), text);
	enum leta_factor factor = leta_factor_find(name);
	if (factor == LETA_FACTOR_COUNT)
		return unknown_factor(name, err);
	query->weights[factor] = weight;
	return LETA_OK;
}

/* ---- what to compare with ---- */

struct drafts {
	struct buf bytes[LETA_SIMILAR_SUBJECTS_MAX];
	struct leta_draft items[LETA_SIMILAR_SUBJECTS_MAX];
	size_t n;
};

static leta_status read_draft(struct drafts *drafts, const char *path, struct leta_error *err)
{
	if (drafts->n == LETA_SIMILAR_SUBJECTS_MAX)
		return error_set(err, LETA_ERR_INVALID, "högst %d utkast på en gång",
				 "at most %d drafts at once", LETA_SIMILAR_SUBJECTS_MAX);
	struct buf *bytes = &drafts->bytes[drafts->n];
	drafts->n++;
	leta_status st = draft_read(path, bytes, err);
	if (st == LETA_OK)
		drafts->items[drafts->n - 1] =
			(struct leta_draft){.bytes = bytes->data, .size = bytes->len, .name = path};
	return st;
}

static leta_status read_subjects(const struct arguments *arguments, const char **ids,
				 struct drafts *drafts, struct leta_similar_query *query,
				 struct leta_error *err)
{
	const struct values *values = arguments->values;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < values->files.n; i++)
		st = read_draft(drafts, values->files.items[i], err);
	for (size_t i = 0; st == LETA_OK && i < arguments->n_operands; i++)
		if (strcmp(arguments->operands[i], "-") == 0)
			st = read_draft(drafts, "-", err);
		else
			ids[query->n_ids++] = arguments->operands[i];
	query->ids = ids;
	query->drafts = drafts->items;
	query->n_drafts = drafts->n;
	return st;
}

/* ---- the command ---- */

static int show(struct cli *cli, const struct values *values,
		const struct leta_similar_query *query)
{
	struct leta_results *results;
	struct leta_error error;
	struct sink sink;
	struct presenter presenter = {
		.backend = backends[values->format],
		.sink = &sink,
		.style = cli->out,
		.date = cli->date};
	leta_status st = leta_similar(cli->index, query, &results, &error);
	if (st == LETA_ERR_NOT_FOUND) {
		exit_report(cli, &error, NULL);
		return EXIT_NOTHING;
	}
	if (st != LETA_OK)
		return exit_draft(cli, &error);
	int code = results->total > 0 ? EXIT_FOUND : EXIT_NOTHING;
	if (presenter.backend != &present_json)
		exit_notices(cli, results);
	sink_init(&sink, stdout);
	present_begin(&presenter, results);
	present_hits(&presenter, results);
	present_end(&presenter, results);
	leta_results_free(results);
	return exit_finish(cli, &sink, code);
}

int cmd_similar(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	const char **ids = calloc(arguments->n_operands + 1, sizeof(*ids));
	struct drafts drafts = {.n = 0};
	struct leta_error error;
	int code;

	query.lang = cli->lang;
	query.limit = values->limit;
	query.offset = values->offset;
	leta_status st = ids ? LETA_OK : error_nomem(&error);
	for (size_t i = 0; st == LETA_OK && i < values->weights.n; i++)
		st = read_weight(values->weights.items[i], &query, &error);
	if (st == LETA_OK && arguments->n_operands == 0 && values->files.n == 0)
		st = error_set(&error, LETA_ERR_INVALID, "ID eller --file saknas",
			       "ID or --file is missing");
	if (st != LETA_OK)
		code = exit_usage(cli, &error);
	else if (read_subjects(arguments, ids, &drafts, &query, &error) != LETA_OK)
		code = exit_draft(cli, &error);
	else
		code = show(cli, values, &query);
	for (size_t i = 0; i < drafts.n; i++)
		buf_fini(&drafts.bytes[i]);
	free(ids);
	return code;
}
