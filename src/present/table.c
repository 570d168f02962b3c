/*
 * table.c: aligned columns and JSON from the same rows.
 */
#include "present/table.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/error.h"
#include "present/csv.h"
#include "present/notation.h"
#include "present/plain.h"

#define TABLE_MEMORY_MAX ((size_t)256 << 20)
#define COLUMNS_MAX 12
#define GAP 2
#define LAST_MIN 20 /* columns that the last one gets however narrow the line is */

struct table {
	const struct table_column *columns;
	size_t n_columns;
	struct arena *arena;
	struct table_cell **rows;
	size_t n_rows, rows_cap;
};

struct table *table_new(const struct table_column *columns, size_t n_columns)
{
	struct arena *arena = n_columns <= COLUMNS_MAX ? arena_new(TABLE_MEMORY_MAX) : NULL;
	struct table *t = arena ? arena_zalloc(arena, 1, sizeof(*t)) : NULL;
	if (!t) {
		arena_free(arena);
		return NULL;
	}
	*t = (struct table){.columns = columns, .n_columns = n_columns, .arena = arena};
	return t;
}

void table_free(struct table *t)
{
	if (t)
		arena_free(t->arena);
}

leta_status table_add(struct table *t, const struct table_cell *cells, struct leta_error *err)
{
	struct table_cell *row = arena_zalloc(t->arena, t->n_columns, sizeof(*row));
	struct table_cell **rows =
		arena_grow(t->arena, t->rows, t->n_rows, &t->rows_cap, sizeof(*rows));
	if (!row || !rows)
		return arena_status(t->arena, err);
	for (size_t i = 0; i < t->n_columns; i++) {
		row[i] = cells[i];
		if (cells[i].text)
			row[i].text = arena_strdup(t->arena, str_from(cells[i].text));
		if (cells[i].value)
			row[i].value = arena_strdup(t->arena, str_from(cells[i].value));
	}
	t->rows = rows;
	t->rows[t->n_rows++] = row;
	return arena_status(t->arena, err);
}

/* ---- for people ---- */

static void cell_text(struct buf *out, enum table_type type, const struct table_cell *cell,
		      enum leta_lang lang)
{
	switch (type) {
	case TABLE_TEXT:
	case TABLE_RIGHT:
	case TABLE_NOTE:
		if (cell->text)
			plain_append(out, str_from(cell->text));
		break;
	case TABLE_COUNT:
		notation_number(out, cell->count, lang);
		break;
	case TABLE_REAL:
		notation_real(out, cell->real, lang);
		break;
	case TABLE_FLAG:
		if (cell->count)
			buf_cstr(out, lang == LETA_EN ? "yes" : "ja");
		break;
	}
}

/* The last column that stands in the row itself. */
static size_t last_column(const struct table *t)
{
	size_t last = t->n_columns - 1;
	while (last > 0 && t->columns[last].type == TABLE_NOTE)
		last--;
	return last;
}

static void measure(const struct table *t, enum leta_lang lang, unsigned widths[COLUMNS_MAX])
{
	struct buf cell;
	buf_init(&cell, TABLE_MEMORY_MAX);
	for (size_t c = 0; c < t->n_columns; c++) {
		widths[c] = plain_width(str_from(t->columns[c].label[lang]));
		for (size_t r = 0; r < t->n_rows; r++) {
			buf_clear(&cell);
			cell_text(&cell, t->columns[c].type, &t->rows[r][c], lang);
			unsigned width = plain_width(buf_view(&cell));
			widths[c] = width > widths[c] ? width : widths[c];
		}
	}
	buf_fini(&cell);
}

unsigned table_width(const struct table *t, enum leta_lang lang)
{
	unsigned widths[COLUMNS_MAX], width = 0;
	measure(t, lang, widths);
	for (size_t c = 0; c <= last_column(t); c++)
		width += widths[c] + (c > 0 ? GAP : 0);
	return width;
}

static bool is_right(enum table_type type)
{
	return type == TABLE_RIGHT || type == TABLE_COUNT || type == TABLE_REAL;
}

struct printing {
	const struct table *t;
	const struct present_style *style;
	struct buf cell;
	unsigned widths[COLUMNS_MAX];
	size_t last;
};

/* One line of cells; row NULL prints the labels. */
static void print_row(struct printing *p, struct buf *out, const struct table_cell *row)
{
	const struct table *t = p->t;
	struct flow flow;
	unsigned column = 0;
	for (size_t c = 0; c < p->last; c++)
		column += p->widths[c] + GAP;
	flow_begin(&flow, out, p->style, column);
	column = 0;
	for (size_t c = 0; c <= p->last; c++) {
		buf_clear(&p->cell);
		if (row)
			cell_text(&p->cell, t->columns[c].type, &row[c], p->style->lang);
		else
			buf_cstr(&p->cell, t->columns[c].label[p->style->lang]);
		unsigned width = plain_width(buf_view(&p->cell));
		bool right = is_right(t->columns[c].type);
		if (width > 0)
			flow_to(&flow, column + (right ? p->widths[c] - width : 0));
		if (row)
			flow_text(&flow, buf_view(&p->cell));
		else
			flow_bold(&flow, buf_view(&p->cell));
		column += p->widths[c] + GAP;
	}
	flow_end(&flow);
}

static void print_notes(struct printing *p, struct buf *out, const struct table_cell *row)
{
	unsigned column = 0;
	for (size_t c = 0; c < p->last; c++)
		column += p->widths[c] + GAP;
	for (size_t c = p->last + 1; c < p->t->n_columns; c++) {
		struct flow flow;
		if (!row[c].text || !row[c].text[0])
			continue;
		flow_begin(&flow, out, p->style, column + 2);
		flow_to(&flow, column);
		flow_text(&flow, STR("→ "));
		flow_text(&flow, str_from(row[c].text));
		flow_end(&flow);
	}
}

void table_text(const struct table *t, struct buf *out, const struct present_style *style)
{
	struct present_style wide = *style;
	struct printing p = {.t = t, .style = &wide, .last = last_column(t)};
	unsigned before = 0;
	measure(t, style->lang, p.widths);
	for (size_t c = 0; c < p.last; c++)
		before += p.widths[c] + GAP;
	if (wide.width < before + LAST_MIN)
		wide.width = before + LAST_MIN;
	buf_init(&p.cell, TABLE_MEMORY_MAX);
	print_row(&p, out, NULL);
	for (size_t r = 0; r < t->n_rows; r++) {
		print_row(&p, out, t->rows[r]);
		print_notes(&p, out, t->rows[r]);
	}
	buf_fini(&p.cell);
}

/* ---- for programs ---- */

static void cell_csv(struct buf *out, enum table_type type, const struct table_cell *cell)
{
	struct json json;
	switch (type) {
	case TABLE_TEXT:
	case TABLE_RIGHT:
	case TABLE_NOTE:
		csv_cell(out, cell->value ? cell->value : cell->text);
		break;
	case TABLE_COUNT:
	case TABLE_FLAG:
		buf_printf(out, "%" PRId64, cell->count);
		break;
	case TABLE_REAL:
		json_init(&json, out, false);
		json_double(&json, cell->real, 4);
		break;
	}
}

void table_csv(const struct table *t, struct buf *out)
{
	const char *names[COLUMNS_MAX];
	for (size_t c = 0; c < t->n_columns; c++)
		names[c] = t->columns[c].key;
	csv_begin(out, names, t->n_columns);
	for (size_t r = 0; r < t->n_rows; r++) {
		for (size_t c = 0; c < t->n_columns; c++) {
			buf_cstr(out, c > 0 ? "," : "");
			cell_csv(out, t->columns[c].type, &t->rows[r][c]);
		}
		csv_end_row(out);
	}
}

static void cell_json(struct json *json, enum table_type type, const struct table_cell *cell)
{
	switch (type) {
	case TABLE_TEXT:
	case TABLE_RIGHT:
	case TABLE_NOTE:
		json_cstr(json, cell->value ? cell->value : cell->text);
		break;
	case TABLE_COUNT:
		json_int(json, cell->count);
		break;
	case TABLE_REAL:
		json_double(json, cell->real, 4);
		break;
	case TABLE_FLAG:
		json_bool(json, cell->count != 0);
		break;
	}
}

void table_json(const struct table *t, struct json *json)
{
	json_open_array(json);
	for (size_t r = 0; r < t->n_rows; r++) {
		json_open_object(json);
		for (size_t c = 0; c < t->n_columns; c++) {
			json_key(json, t->columns[c].key);
			cell_json(json, t->columns[c].type, &t->rows[r][c]);
		}
		json_close_object(json);
	}
	json_close_array(json);
}
