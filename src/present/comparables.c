/*
 * comparables.c: see comparables.h.
 */
#include "present/comparables.h"

#include "present/notation.h"
#include "present/table.h"

#define CELL_MAX 64
#define NUMBERS 4 /* lowest, median, highest, the given project's */

static const struct quantity {
	const char *key;
	const char *label[2];
	bool days;
} quantities[LETA_RANGE_COUNT] = {
	[LETA_RANGE_GRANT] = {"grant_sek", {"Beviljat stöd", "Grant"}, false},
	[LETA_RANGE_BUDGET] = {"budget_sek", {"Total budget", "Budget"}, false},
	[LETA_RANGE_DAYS] = {"days", {"Längd", "Length"}, true},
	[LETA_RANGE_MONTHLY] = {"sek_per_month", {"Kostnad per månad", "Cost a month"}, false},
};

static const struct table_column columns[] = {
	{"quantity", {"", ""}, TABLE_TEXT},
	{"min", {"lägst", "lowest"}, TABLE_TEXT},
	{"median", {"median", "median"}, TABLE_TEXT},
	{"max", {"högst", "highest"}, TABLE_TEXT},
	{"n", {"antal", "number"}, TABLE_COUNT},
	{"given", {"det här projektet", "this project"}, TABLE_TEXT},
};

/* ---- for people ---- */

static void write_quantity(struct buf *out, const struct quantity *q, int64_t value,
			   enum leta_lang lang)
{
	if (!q->days) {
		notation_money(out, value, lang);
		return;
	}
	notation_number(out, value, lang);
	buf_cstr(out, lang == LETA_EN ? " days" : " dagar");
}

/* "450 000 kr, högre än 3" */
static void write_given(struct buf *out, const struct quantity *q, const struct leta_range *range,
			enum leta_lang lang)
{
	if (!range->given_known)
		return;
	write_quantity(out, q, range->given, lang);
	if (range->given < range->min)
		buf_cstr(out, lang == LETA_EN ? ", lower than all" : ", lägre än alla");
	else if (range->given > range->max)
		buf_cstr(out, lang == LETA_EN ? ", higher than all" : ", högre än alla");
	else
		buf_printf(out, lang == LETA_EN ? ", higher than %zu" : ", högre än %zu",
			   range->below);
}

static leta_status add_row(struct table *table, const struct quantity *q,
			   const struct leta_range *range, enum leta_lang lang)
{
	struct buf text[NUMBERS];
	const int64_t values[] = {range->min, range->median, range->max};
	for (size_t i = 0; i < NUMBERS; i++)
		buf_init(&text[i], CELL_MAX * 4);
	for (size_t i = 0; i < NUMBERS - 1; i++)
		write_quantity(&text[i], q, values[i], lang);
	write_given(&text[NUMBERS - 1], q, range, lang);
	struct table_cell cells[] = {{.text = q->label[lang]},     {.text = text[0].data},
				     {.text = text[1].data},       {.text = text[2].data},
				     {.count = (int64_t)range->n}, {.text = text[3].data}};
	leta_status st = table_add(table, cells, NULL);
	for (size_t i = 0; i < NUMBERS; i++)
		buf_fini(&text[i]);
	return st;
}

void comparables_text(struct buf *out, const struct leta_comparables *c,
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
		table_text(table, out, style);
	}
	if (st != LETA_OK)
		out->status = st;
	table_free(table);
}

/* ---- for programs ---- */

static void json_known(struct json *j, const char *key, bool known, int64_t value)
{
	json_key(j, key);
	if (known)
		json_int(j, value);
	else
		json_put_null(j);
}

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
		json_known(j, "min", range->n > 0, range->min);
		json_known(j, "median", range->n > 0, range->median);
		json_known(j, "max", range->n > 0, range->max);
		json_known(j, "given", range->given_known, range->given);
		json_known(j, "below", range->given_known && range->n > 0, (int64_t)range->below);
		json_close_object(j);
	}
	json_close_object(j);
}
