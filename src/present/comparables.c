/*
 * comparables.c: see comparables.h.
 */
#include "present/comparables.h"

#include "present/member.h"
#include "present/notation.h"
#include "present/table.h"

#define CELL_MAX 256

static const struct quantity {
	const char *key;
	const char *label[2]; /* with its unit */
} quantities[LETA_RANGE_COUNT] = {
	[LETA_RANGE_GRANT] = {"grant_sek", {"Stöd, kr", "Grant, SEK"}},
	[LETA_RANGE_BUDGET] = {"budget_sek", {"Budget, kr", "Budget, SEK"}},
	[LETA_RANGE_DAYS] = {"days", {"Längd, dagar", "Length, days"}},
	[LETA_RANGE_MONTHLY] = {"sek_per_month", {"Kr per månad", "SEK a month"}},
};

static const struct table_column columns[] = {
	{"quantity", {"", ""}, TABLE_TEXT},
	{"min", {"lägst", "lowest"}, TABLE_COUNT},
	{"median", {"median", "median"}, TABLE_COUNT},
	{"max", {"högst", "highest"}, TABLE_COUNT},
	{"n", {"antal", "number"}, TABLE_COUNT},
	{"given", {"det här projektet", "this project"}, TABLE_TEXT},
};

/* ---- for people ---- */

/* "450 000, högre än 3 av 10" */
static void write_given(struct buf *out, const struct leta_range *range, enum leta_lang lang)
{
	if (!range->given_known)
		return;
	notation_number(out, range->given, lang);
	if (range->given < range->min)
		buf_cstr(out, lang == LETA_EN ? ", below all" : ", lägre än alla");
	else if (range->given > range->max)
		buf_cstr(out, lang == LETA_EN ? ", above all" : ", högre än alla");
	else if (range->below == 0)
		buf_cstr(out, lang == LETA_EN ? ", as the lowest" : ", som den lägsta");
	else
		buf_printf(out, lang == LETA_EN ? ", above %zu of %zu" : ", högre än %zu av %zu",
			   range->below, range->n);
}

static leta_status add_row(struct table *table, const struct quantity *q,
			   const struct leta_range *range, enum leta_lang lang)
{
	struct buf given;
	buf_init(&given, CELL_MAX);
	write_given(&given, range, lang);
	struct table_cell cells[] = {{.text = q->label[lang]},     {.count = range->min},
				     {.count = range->median},     {.count = range->max},
				     {.count = (int64_t)range->n}, {.text = given.data}};
	leta_status st = table_add(table, cells, NULL);
	buf_fini(&given);
	return st;
}

/* When not all are shown, the range is of those that are. */
static void write_shown(struct buf *out, size_t n, size_t total, enum leta_lang lang)
{
	if (n >= total)
		return;
	if (n == 1) {
		buf_cstr(out, lang == LETA_EN ? "The one shown:\n" : "Den som visas:\n");
		return;
	}
	buf_cstr(out, lang == LETA_EN ? "The " : "De ");
	notation_number(out, (int64_t)n, lang);
	buf_cstr(out, lang == LETA_EN ? " shown:\n" : " som visas:\n");
}

void comparables_text(struct buf *out, const struct leta_comparables *c, size_t total,
		      const struct present_style *style)
{
	struct table *table = table_new(columns, sizeof(columns) / sizeof(columns[0]));
	leta_status st = table ? LETA_OK : LETA_ERR_NOMEM;
	bool any = false;
	for (size_t i = 0; st == LETA_OK && i < LETA_RANGE_COUNT; i++) {
		if (c->ranges[i].n == 0)
			continue;
		any = true;
		st = add_row(table, &quantities[i], &c->ranges[i], style->lang);
	}
	if (st == LETA_OK && any) {
		buf_char(out, '\n');
		write_shown(out, c->n, total, style->lang);
		table_text(table, out, style);
	}
	if (st != LETA_OK)
		out->status = st;
	table_free(table);
}

/* ---- for programs ---- */

void comparables_json(struct json *j, const struct leta_comparables *c)
{
	json_open_object(j);
	json_key(j, "n");
	json_int(j, (int64_t)c->n);
	for (size_t i = 0; i < LETA_RANGE_COUNT; i++) {
		const struct leta_range *range = &c->ranges[i];
		json_key(j, quantities[i].key);
		json_open_object(j);
		json_key(j, "n");
		json_int(j, (int64_t)range->n);
		member_known(j, "min", range->n > 0, range->min);
		member_known(j, "median", range->n > 0, range->median);
		member_known(j, "max", range->n > 0, range->max);
		member_known(j, "given", range->given_known, range->given);
		member_known(j, "below", range->given_known && range->n > 0, (int64_t)range->below);
		json_close_object(j);
	}
	json_close_object(j);
}
