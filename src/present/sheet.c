/*
 * sheet.c: the rows of a comparison, and its text and CSV.
 */
#include "present/sheet.h"

#include "base/utf8.h"
#include "leta/field.h"
#include "present/csv.h"
#include "present/notation.h"
#include "present/plain.h"

#define COLUMN_MIN 12 /* of the terminal, for a project */
#define GAP 2
#define NAMES_SHOWN 12 /* of a list in a cell */

/* ---- rows ---- */

static void write_text(struct buf *out, const struct leta_compared *p, enum leta_field_id id)
{
	const char *text = leta_record_text(p->record, id);
	buf_cstr(out, text ? text : "");
}

static void write_list(struct buf *out, const struct leta_compared *p, enum leta_field_id id,
		       enum leta_lang lang)
{
	const struct leta_field *field = &p->record->fields[id];
	size_t n = field->n_items > NAMES_SHOWN + 1 ? NAMES_SHOWN : field->n_items;
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", field->items[i].text);
	if (n < field->n_items)
		buf_printf(out, lang == LETA_EN ? " and %zu more" : " och %zu till",
			   field->n_items - n);
}

static void write_money(struct buf *out, const struct leta_compared *p, enum leta_field_id id,
			enum leta_lang lang)
{
	int64_t sek;
	if (leta_record_number(p->record, id, &sek))
		notation_money(out, sek, lang);
}

#define TEXT_ROW(NAME, ID)                                                                         \
	static void NAME(struct buf *out, const struct leta_compared *p, enum leta_lang lang)      \
	{                                                                                          \
		(void)lang;                                                                        \
		write_text(out, p, LETA_FIELD_##ID);                                               \
	}
#define LIST_ROW(NAME, ID)                                                                         \
	static void NAME(struct buf *out, const struct leta_compared *p, enum leta_lang lang)      \
	{                                                                                          \
		write_list(out, p, LETA_FIELD_##ID, lang);                                         \
	}
#define MONEY_ROW(NAME, ID)                                                                        \
	static void NAME(struct buf *out, const struct leta_compared *p, enum leta_lang lang)      \
	{                                                                                          \
		write_money(out, p, LETA_FIELD_##ID, lang);                                        \
	}

TEXT_ROW(row_id, ID)
TEXT_ROW(row_kind, KIND)
TEXT_ROW(row_owner, OWNER)
LIST_ROW(row_region, REGION)
LIST_ROW(row_municipality, MUNICIPALITY)
TEXT_ROW(row_fund, FUND)
TEXT_ROW(row_programme, PROGRAMME)
TEXT_ROW(row_area, AREA)
TEXT_ROW(row_priority, PRIORITY)
TEXT_ROW(row_phase, PHASE)
MONEY_ROW(row_grant, GRANT)
MONEY_ROW(row_budget, BUDGET)
LIST_ROW(row_partner, PARTNER)
LIST_ROW(row_cofinancier, COFINANCIER)
LIST_ROW(row_topic, TOPIC)

static void row_period(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	notation_period(out, p->record, lang);
}

static void row_days(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	int64_t days;
	if (leta_record_number(p->record, LETA_FIELD_DAYS, &days)) {
		notation_number(out, days, lang);
		buf_cstr(out, lang == LETA_EN ? " days" : " dagar");
	}
}

static void row_share(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	int64_t rate;
	if (leta_record_number(p->record, LETA_FIELD_COFIN_RATE, &rate))
		notation_rate(out, rate, lang);
}

static void row_monthly(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	if (p->monthly > 0)
		notation_money(out, p->monthly, lang);
}

static void row_participants(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	int64_t n;
	if (leta_record_number(p->record, LETA_FIELD_PARTICIPANTS, &n))
		notation_number(out, n, lang);
}

static void row_words(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	(void)lang;
	for (size_t i = 0; p->words[i]; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", p->words[i]);
}

const struct sheet_row sheet_rows[] = {
	{{"Id", "Id"}, row_id},
	{{"Typ", "Kind"}, row_kind},
	{{"Projektägare", "Owner"}, row_owner},
	{{"Region", "Region"}, row_region},
	{{"Kommuner", "Municipalities"}, row_municipality},
	{{"Fond", "Fund"}, row_fund},
	{{"Programperiod", "Programme period"}, row_programme},
	{{"Programområde", "Programme area"}, row_area},
	{{"Insatsområde", "Priority"}, row_priority},
	{{"Fas", "Phase"}, row_phase},
	{{"Projektperiod", "Period"}, row_period},
	{{"Längd", "Length"}, row_days},
	{{"Beviljat stöd", "Grant"}, row_grant},
	{{"Total budget", "Budget"}, row_budget},
	{{"Medfinansiering", "Co-financing"}, row_share},
	{{"Kostnad per månad", "Cost a month"}, row_monthly},
	{{"Planerade deltagare", "Planned participants"}, row_participants},
	{{"Samarbetspartners", "Partners"}, row_partner},
	{{"Medfinansiärer", "Co-financiers"}, row_cofinancier},
	{{"Ämnen", "Topics"}, row_topic},
	{{"Egna ord", "Own words"}, row_words},
};
const size_t sheet_n_rows = sizeof(sheet_rows) / sizeof(sheet_rows[0]);

void sheet_lists(const struct leta_sheet *sheet, struct sheet_list out[SHEET_LISTS])
{
	out[0] = (struct sheet_list){{"Gemensamma ord", "Shared words"}, &sheet->words};
	out[1] = (struct sheet_list){{"Gemensamma organisationer", "Shared organisations"},
				     &sheet->organisations};
	out[2] = (struct sheet_list){{"Gemensamma kommuner", "Shared municipalities"},
				     &sheet->municipalities};
}

void sheet_common(struct buf *out, const struct leta_sheet *sheet, const struct leta_common *common)
{
	bool first = true;
	buf_cstr(out, common->name);
	if (common->projects == (1u << sheet->n) - 1)
		return;
	for (size_t i = 0; i < sheet->n; i++)
		if (common->projects & 1u << i) {
			buf_printf(out, "%s%c", first ? " (" : ", ", (char)('A' + i));
			first = false;
		}
	buf_char(out, ')');
}

static void write_title(struct buf *out, const struct leta_compared *p)
{
	const char *title = leta_record_text(p->record, LETA_FIELD_TITLE);
	buf_cstr(out, title ? title : leta_record_text(p->record, LETA_FIELD_ID));
}

/* ---- text ---- */

/* Bytes of the next line of a cell: whole words as long as they fit, at least a piece of one. */
static size_t line_length(struct str text, unsigned width)
{
	size_t fits = 0, pos = 0;
	unsigned columns = 0;
	while (pos < text.len) {
		size_t before = pos;
		columns += plain_columns(utf8_next(text, &pos));
		if (columns > width)
			return fits > 0 ? fits : before > 0 ? before : pos;
		if (pos == text.len || text.ptr[pos] == ' ')
			fits = pos;
	}
	return text.len;
}

/* Cells side by side, each wrapped within its column. */
static void write_cells(struct buf *out, const char *label, struct str *cells, size_t n,
			unsigned label_width, unsigned width)
{
	bool more = true;
	struct str rest = str_from(label);
	while (more) {
		unsigned at = plain_width(rest), column = 0;
		more = false;
		plain_append(out, rest);
		rest.len = 0;
		for (size_t i = 0; i < n; i++) {
			struct str line = {cells[i].ptr, line_length(cells[i], width)};
			unsigned to = label_width + GAP + (unsigned)i * (width + GAP);
			cells[i] = str_trim(str_sub(cells[i], line.len, cells[i].len));
			more = more || cells[i].len > 0;
			column = at;
			if (line.len == 0)
				continue;
			buf_printf(out, "%*s", (int)(to - column), "");
			plain_append(out, line);
			at = to + plain_width(line);
		}
		buf_char(out, '\n');
	}
}

struct grid {
	unsigned label, column;
};

static struct grid measure(const struct leta_sheet *sheet, const struct present_style *style)
{
	struct grid grid = {0, 0};
	for (size_t r = 0; r < sheet_n_rows; r++) {
		unsigned width = plain_width(str_from(sheet_rows[r].label[style->lang]));
		grid.label = width > grid.label ? width : grid.label;
	}
	unsigned taken = grid.label + (unsigned)sheet->n * GAP;
	unsigned left = style->width > taken ? (style->width - taken) / (unsigned)sheet->n : 0;
	grid.column = left > COLUMN_MIN ? left : COLUMN_MIN;
	return grid;
}

/* One row of the grid; nothing when no project states it. */
static void write_row(struct buf *out, const struct leta_sheet *sheet, const struct sheet_row *row,
		      struct grid grid, enum leta_lang lang)
{
	struct buf text[LETA_COMPARE_MAX];
	struct str cells[LETA_COMPARE_MAX];
	bool any = false;
	for (size_t i = 0; i < sheet->n; i++) {
		buf_init(&text[i], out->max);
		row->write(&text[i], &sheet->projects[i], lang);
		any = any || text[i].len > 0;
		if (text[i].status != LETA_OK)
			out->status = text[i].status;
		cells[i] = text[i].len > 0 ? buf_view(&text[i]) : STR("–");
	}
	if (any)
		write_cells(out, row->label[lang], cells, sheet->n, grid.label, grid.column);
	for (size_t i = 0; i < sheet->n; i++)
		buf_fini(&text[i]);
}

static void row_head(struct buf *out, const struct leta_compared *p, enum leta_lang lang)
{
	(void)lang;
	write_title(out, p);
}

static void write_lists(struct buf *out, const struct leta_sheet *sheet,
			const struct present_style *style)
{
	struct sheet_list lists[SHEET_LISTS];
	sheet_lists(sheet, lists);
	for (size_t l = 0; l < SHEET_LISTS; l++) {
		struct flow flow;
		struct buf line;
		if (lists[l].items->n == 0)
			continue;
		buf_init(&line, out->max);
		buf_printf(&line, "%s: ", lists[l].label[style->lang]);
		for (size_t i = 0; i < lists[l].items->n; i++) {
			buf_cstr(&line, i > 0 ? ", " : "");
			sheet_common(&line, sheet, &lists[l].items->items[i]);
		}
		flow_begin(&flow, out, style, GAP);
		flow_text(&flow, buf_view(&line));
		flow_end(&flow);
		if (line.status != LETA_OK)
			out->status = line.status;
		buf_fini(&line);
	}
}

void sheet_text(struct sink *sink, const struct leta_sheet *sheet,
		const struct present_style *style)
{
	static const struct sheet_row head = {{"", ""}, row_head};
	struct buf *out = &sink->buf;
	struct grid grid = measure(sheet, style);
	struct str letters[LETA_COMPARE_MAX];
	static const char names[] = "ABCDE";
	for (size_t i = 0; i < sheet->n; i++)
		letters[i] = (struct str){&names[i], 1};
	write_cells(out, "", letters, sheet->n, grid.label, grid.column);
	write_row(out, sheet, &head, grid, style->lang);
	buf_char(out, '\n');
	for (size_t r = 0; r < sheet_n_rows; r++)
		write_row(out, sheet, &sheet_rows[r], grid, style->lang);
	buf_char(out, '\n');
	write_lists(out, sheet, style);
}

/* ---- CSV ---- */

static void csv_row(struct buf *out, const struct leta_sheet *sheet, const struct sheet_row *row,
		    enum leta_lang lang)
{
	csv_cell(out, row->label[lang]);
	for (size_t i = 0; i < sheet->n; i++) {
		struct buf text;
		buf_init(&text, out->max);
		row->write(&text, &sheet->projects[i], lang);
		buf_char(out, ',');
		csv_cell(out, text.data);
		buf_fini(&text);
	}
	csv_end_row(out);
}

void sheet_csv(struct sink *sink, const struct leta_sheet *sheet, enum leta_lang lang)
{
	static const struct sheet_row title = {{"Titel", "Title"}, row_head};
	static const char *const letters[] = {"", "A", "B", "C", "D", "E"};
	struct sheet_list lists[SHEET_LISTS];
	struct buf *out = &sink->buf;
	csv_begin(out, letters, sheet->n + 1);
	csv_row(out, sheet, &title, lang);
	for (size_t r = 0; r < sheet_n_rows; r++)
		csv_row(out, sheet, &sheet_rows[r], lang);
	sheet_lists(sheet, lists);
	for (size_t l = 0; l < SHEET_LISTS; l++)
		for (size_t i = 0; i < lists[l].items->n; i++) {
			const struct leta_common *common = &lists[l].items->items[i];
			csv_cell(out, lists[l].label[lang]);
			for (size_t p = 0; p < sheet->n; p++) {
				buf_char(out, ',');
				csv_cell(out, common->projects & 1u << p ? common->name : "");
			}
			csv_end_row(out);
		}
}
