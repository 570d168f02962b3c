/*
 * sheet_text.c: a comparison for the terminal: a column for each project, or their values below each
 * other where the columns would be too narrow to read.
 */
#include "base/utf8.h"
#include "present/plain.h"
#include "present/sheet.h"

#define COLUMN_MIN 16 /* of the terminal, for a project */
#define GAP 2
#define LETTER 3       /* columns of "A  " */
#define NAMES_SHOWN 12 /* of a list in a cell */

static const char letters[] = "ABCDE";

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
	grid.column = style->width > taken ? (style->width - taken) / (unsigned)sheet->n : 0;
	return grid;
}

/* The projects' values below each other, when the line is too short for columns. */
static void write_below(struct buf *out, const char *label, const struct str *cells, size_t n,
			const struct present_style *style)
{
	struct flow flow;
	if (label[0])
		buf_printf(out, "%s\n", label);
	for (size_t i = 0; i < n; i++) {
		flow_begin(&flow, out, style, LETTER + GAP);
		flow_to(&flow, GAP);
		flow_text(&flow, (struct str){&letters[i], 1});
		flow_to(&flow, LETTER + GAP);
		flow_text(&flow, cells[i]);
		flow_end(&flow);
	}
}

/* One row; nothing when no project states it. */
static void write_row(struct buf *out, const struct leta_sheet *sheet, const struct sheet_row *row,
		      struct grid grid, const struct present_style *style)
{
	struct buf text[LETA_COMPARE_MAX];
	struct str cells[LETA_COMPARE_MAX];
	const char *label = row ? row->label[style->lang] : "";
	bool any = false;
	for (size_t i = 0; i < sheet->n; i++) {
		buf_init(&text[i], out->max);
		if (row)
			row->write(&text[i], &sheet->projects[i], NAMES_SHOWN, style->lang);
		else
			sheet_title(&text[i], &sheet->projects[i]);
		any = any || text[i].len > 0;
		if (text[i].status != LETA_OK)
			out->status = text[i].status;
		cells[i] = text[i].len > 0 ? buf_view(&text[i]) : STR("–");
	}
	if (any && grid.column < COLUMN_MIN)
		write_below(out, label, cells, sheet->n, style);
	else if (any)
		write_cells(out, label, cells, sheet->n, grid.label, grid.column);
	for (size_t i = 0; i < sheet->n; i++)
		buf_fini(&text[i]);
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
		sheet_common(&line, sheet, lists[l].items, style->lang);
		flow_begin(&flow, out, style, GAP);
		flow_text(&flow, str_from(lists[l].label[style->lang]));
		flow_text(&flow, STR(": "));
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
	struct buf *out = &sink->buf;
	struct grid grid = measure(sheet, style);
	struct str heads[LETA_COMPARE_MAX];
	for (size_t i = 0; i < sheet->n; i++)
		heads[i] = (struct str){&letters[i], 1};
	if (grid.column >= COLUMN_MIN)
		write_cells(out, "", heads, sheet->n, grid.label, grid.column);
	write_row(out, sheet, NULL, grid, style);
	buf_char(out, '\n');
	for (size_t r = 0; r < sheet_n_rows; r++)
		write_row(out, sheet, &sheet_rows[r], grid, style);
	buf_char(out, '\n');
	write_lists(out, sheet, style);
}
