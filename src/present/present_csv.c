/*
 * present_csv.c: results as CSV (csv.h), a row a hit. The last columns say in every row how the list
 * was found, so that a file that was sent on still tells it; new columns come last but for these.
 */
#include <inttypes.h>

#include "base/date.h"
#include "present/csv.h"
#include "present/present.h"

enum source {
	RANK,
	SCORE,
	TEXT,
	LIST,
	NUMBER,
	DATE,
	SECTION,
	PAGE,
	SNIPPET,
	REASONS,
	DIFFERENCES,
	/* of the search, the same in every row */
	QUERY,
	UNDERSTOOD,
	TOTAL,
	INDEX,
	WHEN
};

static const struct column {
	const char *name;
	enum source source;
	enum leta_field_id field;
} columns[] = {
	{"rank", RANK, LETA_FIELD_COUNT},
	{"id", TEXT, LETA_FIELD_ID},
	{"score", SCORE, LETA_FIELD_COUNT},
	{"title", TEXT, LETA_FIELD_TITLE},
	{"kind", TEXT, LETA_FIELD_KIND},
	{"owner", TEXT, LETA_FIELD_OWNER},
	{"region", TEXT, LETA_FIELD_REGION},
	{"programme_area", TEXT, LETA_FIELD_AREA},
	{"phase", TEXT, LETA_FIELD_PHASE},
	{"start", DATE, LETA_FIELD_START},
	{"end", DATE, LETA_FIELD_END},
	{"grant_sek", NUMBER, LETA_FIELD_GRANT},
	{"budget_sek", NUMBER, LETA_FIELD_BUDGET},
	{"municipalities", LIST, LETA_FIELD_MUNICIPALITY},
	{"topics", LIST, LETA_FIELD_TOPIC},
	{"section", SECTION, LETA_FIELD_COUNT},
	{"page", PAGE, LETA_FIELD_COUNT},
	{"snippet", SNIPPET, LETA_FIELD_COUNT},
	{"fund", TEXT, LETA_FIELD_FUND},
	{"programme_period", TEXT, LETA_FIELD_PROGRAMME},
	{"counties", LIST, LETA_FIELD_COUNTY},
	{"partners", LIST, LETA_FIELD_PARTNER},
	{"cofinanciers", LIST, LETA_FIELD_COFINANCIER},
	{"dnr", TEXT, LETA_FIELD_DNR},
	{"source_url", TEXT, LETA_FIELD_SOURCE_URL},
	{"reasons", REASONS, LETA_FIELD_COUNT},
	{"differences", DIFFERENCES, LETA_FIELD_COUNT},
	{"query", QUERY, LETA_FIELD_COUNT},
	{"understood", UNDERSTOOD, LETA_FIELD_COUNT},
	{"total", TOTAL, LETA_FIELD_COUNT},
	{"index", INDEX, LETA_FIELD_COUNT},
	{"date", WHEN, LETA_FIELD_COUNT},
};

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

static void list_cell(struct buf *out, const struct leta_field *field)
{
	struct buf joined;
	buf_init(&joined, out->max);
	for (size_t i = 0; i < field->n_items; i++) {
		buf_cstr(&joined, i > 0 ? "; " : "");
		buf_cstr(&joined, field->items[i].text);
	}
	if (joined.len > 0)
		csv_cell(out, joined.data);
	if (joined.status != LETA_OK)
		out->status = joined.status;
	buf_fini(&joined);
}

/* "samma ägare: Motala kommun (6.0); …": of a comparable project, what gave its points. */
static void reasons_cell(struct buf *out, const struct leta_reason *reasons, size_t n, bool points)
{
	struct buf joined;
	buf_init(&joined, out->max);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&joined, "%s%s", i > 0 ? "; " : "", reasons[i].text);
		if (points)
			buf_printf(&joined, " (%.1f)", reasons[i].weight);
	}
	csv_cell(out, joined.data);
	if (joined.status != LETA_OK)
		out->status = joined.status;
	buf_fini(&joined);
}

static void search_cell(struct presenter *p, enum source source)
{
	struct buf *out = &p->sink->buf;
	if (source == QUERY)
		csv_cell(out, p->head->query);
	else if (source == UNDERSTOOD)
		csv_cell(out, p->head->understood);
	else if (source == TOTAL)
		buf_printf(out, "%zu", p->head->total);
	else
		csv_cell(out, source == INDEX ? p->head->index : p->date);
}

static void hit_cell(struct presenter *p, const struct column *column, const struct leta_hit *hit)
{
	const struct leta_snippet *snippet = hit->n_snippets > 0 ? &hit->snippets[0] : NULL;
	struct buf *out = &p->sink->buf;
	int64_t number = 0;
	char iso[11];

	switch (column->source) {
	case RANK:
		buf_printf(out, "%zu", hit->rank);
		break;
	case SCORE:
		json_init(&p->json, out, false);
		json_double(&p->json, hit->score, 4);
		break;
	case TEXT:
		csv_cell(out, leta_record_text(hit->record, column->field));
		break;
	case LIST:
		list_cell(out, &hit->record->fields[column->field]);
		break;
	case NUMBER:
		if (leta_record_number(hit->record, column->field, &number))
			buf_printf(out, "%" PRId64, number);
		break;
	case DATE:
		if (leta_record_number(hit->record, column->field, &number)) {
			date_format_iso(number, iso);
			buf_cstr(out, iso);
		}
		break;
	case SECTION:
		csv_cell(out, snippet ? snippet->section : NULL);
		break;
	case PAGE:
		if (snippet && snippet->page)
			buf_printf(out, "%u", snippet->page);
		break;
	case SNIPPET:
		csv_cell(out, snippet ? snippet->text : NULL);
		break;
	case REASONS:
		reasons_cell(out, hit->reasons, hit->n_reasons, hit->differences != NULL);
		break;
	case DIFFERENCES:
		reasons_cell(out, hit->differences, hit->n_differences, false);
		break;
	case QUERY:
	case UNDERSTOOD:
	case TOTAL:
	case INDEX:
	case WHEN:
		search_cell(p, column->source);
		break;
	}
}

static void begin(struct presenter *p, const struct leta_results *results)
{
	(void)results;
	const char *names[N_COLUMNS];
	for (size_t i = 0; i < N_COLUMNS; i++)
		names[i] = columns[i].name;
	csv_begin(&p->sink->buf, names, N_COLUMNS);
}

static void row(struct presenter *p, const struct leta_hit *hit)
{
	for (size_t i = 0; i < N_COLUMNS; i++) {
		if (i > 0)
			buf_char(&p->sink->buf, ',');
		hit_cell(p, &columns[i], hit);
	}
	csv_end_row(&p->sink->buf);
}

static void end(struct presenter *p, const struct leta_results *results)
{
	(void)p;
	(void)results;
}

const struct present_backend present_csv = {
	.format = "csv", .begin = begin, .hit = row, .end = end};
