/*
 * sheet.c: the rows of a comparison, and its CSV.
 */
#include "present/sheet.h"

#include <string.h>

#include "leta/field.h"
#include "present/csv.h"
#include "present/notation.h"

/* ---- rows ---- */

static void write_text(struct buf *out, const struct leta_compared *p, enum leta_field_id id)
{
	const char *text = leta_record_text(p->record, id);
	buf_cstr(out, text ? text : "");
}

/* Items that hold commas themselves ("Täby kommun, Kommunledningskontoret") are parted by semicolons. */
static const char *separator_of(const struct leta_field *field)
{
	for (size_t i = 0; i < field->n_items; i++)
		if (strchr(field->items[i].text, ','))
			return "; ";
	return ", ";
}

static void write_list(struct buf *out, const struct leta_compared *p, enum leta_field_id id,
		       size_t names, enum leta_lang lang)
{
	const struct leta_field *field = &p->record->fields[id];
	size_t n = field->n_items > names && field->n_items - names > 1 ? names : field->n_items;
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i > 0 ? separator_of(field) : "", field->items[i].text);
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
	static void NAME(struct buf *out, const struct leta_compared *p, size_t names,             \
			 enum leta_lang lang)                                              \
	{                                                                                          \
		(void)names;                                                                       \
		(void)lang;                                                                        \
		write_text(out, p, LETA_FIELD_##ID);                                               \
	}
#define LIST_ROW(NAME, ID)                                                                         \
	static void NAME(struct buf *out, const struct leta_compared *p, size_t names,             \
			 enum leta_lang lang)                                              \
	{                                                                                          \
		write_list(out, p, LETA_FIELD_##ID, names, lang);                                  \
	}
#define MONEY_ROW(NAME, ID)                                                                        \
	static void NAME(struct buf *out, const struct leta_compared *p, size_t names,             \
			 enum leta_lang lang)                                              \
	{                                                                                          \
		(void)names;                                                                       \
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

static void row_period(struct buf *out, const struct leta_compared *p, size_t names,
			enum leta_lang lang)
{
	(void)names;
	notation_period(out, p->record, lang);
}

static void row_days(struct buf *out, const struct leta_compared *p, size_t names,
			enum leta_lang lang)
{
	(void)names;
	int64_t days;
	if (leta_record_number(p->record, LETA_FIELD_DAYS, &days)) {
		notation_number(out, days, lang);
		buf_cstr(out, lang == LETA_EN ? " days" : " dagar");
	}
}

static void row_share(struct buf *out, const struct leta_compared *p, size_t names,
			enum leta_lang lang)
{
	(void)names;
	int64_t rate;
	if (leta_record_number(p->record, LETA_FIELD_COFIN_RATE, &rate))
		notation_rate(out, rate, lang);
}

static void row_monthly(struct buf *out, const struct leta_compared *p, size_t names,
			enum leta_lang lang)
{
	(void)names;
	if (p->monthly > 0)
		notation_money(out, p->monthly, lang);
}

static void row_participants(struct buf *out, const struct leta_compared *p, size_t names,
			enum leta_lang lang)
{
	(void)names;
	int64_t n;
	if (leta_record_number(p->record, LETA_FIELD_PARTICIPANTS, &n))
		notation_number(out, n, lang);
}

static void row_words(struct buf *out, const struct leta_compared *p, size_t names,
			enum leta_lang lang)
{
	(void)lang;
	for (size_t i = 0; p->words[i] && i / 2 < names; i++)
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

static size_t count_bits(unsigned bits)
{
	size_t n = 0;
	for (; bits > 0; bits &= bits - 1)
		n++;
	return n;
}

/* "alla: " or "A, C: " */
static void write_users(struct buf *out, unsigned users, size_t n, enum leta_lang lang)
{
	bool first = true;
	if (count_bits(users) == n)
		buf_cstr(out, lang == LETA_EN ? "all" : "alla");
	for (size_t i = 0; count_bits(users) < n && i < n; i++)
		if (users & 1u << i) {
			buf_printf(out, "%s%c", first ? "" : ", ", (char)('A' + i));
			first = false;
		}
	buf_cstr(out, ": ");
}

static void write_group(struct buf *out, const struct leta_sheet *sheet,
			const struct leta_commons *commons, unsigned users, enum leta_lang lang)
{
	bool first = true;
	for (size_t i = 0; i < commons->n; i++) {
		if (commons->items[i].projects != users)
			continue;
		if (first && out->len > 0)
			buf_cstr(out, "; ");
		if (first && sheet->n > 2)
			write_users(out, users, sheet->n, lang);
		buf_printf(out, "%s%s", first ? "" : ", ", commons->items[i].name);
		first = false;
	}
}

void sheet_common(struct buf *out, const struct leta_sheet *sheet,
		  const struct leta_commons *commons, enum leta_lang lang)
{
	unsigned all = (1u << sheet->n) - 1;
	for (size_t n = sheet->n; n >= 2; n--)
		for (unsigned users = 1; users <= all; users++)
			if (count_bits(users) == n)
				write_group(out, sheet, commons, users, lang);
}

void sheet_title(struct buf *out, const struct leta_compared *p)
{
	const char *title = leta_record_text(p->record, LETA_FIELD_TITLE);
	buf_cstr(out, title ? title : leta_record_text(p->record, LETA_FIELD_ID));
}

/* ---- CSV ---- */

static void row_title(struct buf *out, const struct leta_compared *p, size_t names,
		      enum leta_lang lang)
{
	(void)names;
	(void)lang;
	sheet_title(out, p);
}

static void csv_row(struct buf *out, const struct leta_sheet *sheet, const struct sheet_row *row,
		    enum leta_lang lang)
{
	csv_cell(out, row->label[lang]);
	for (size_t i = 0; i < sheet->n; i++) {
		struct buf text;
		buf_init(&text, out->max);
		row->write(&text, &sheet->projects[i], SIZE_MAX, lang);
		buf_char(out, ',');
		csv_cell(out, text.data);
		buf_fini(&text);
	}
	csv_end_row(out);
}

void sheet_csv(struct sink *sink, const struct leta_sheet *sheet, enum leta_lang lang)
{
	static const struct sheet_row title = {{"Titel", "Title"}, row_title};
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
