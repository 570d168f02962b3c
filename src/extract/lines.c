/*
 * lines.c: folding white space and owing line ends until text follows, so that nothing begins or
 * ends with blanks and no two blank lines meet.
 */
#include "extract/lines.h"

#define LABEL_MAX 60 /* bytes of the first of two cells that is a label */

void lines_init(struct lines *l, size_t max_bytes)
{
	*l = (struct lines){.in_row = 0};
	buf_init(&l->out, max_bytes);
}

void lines_fini(struct lines *l)
{
	buf_fini(&l->out);
}

static void owe(struct lines *l, int breaks)
{
	l->blank = false;
	if (l->breaks < breaks)
		l->breaks = breaks;
	l->heading = 0;
}

void lines_break(struct lines *l)
{
	if (l->in_row)
		l->blank = l->started;
	else
		owe(l, 1);
}

void lines_gap(struct lines *l)
{
	if (l->in_row)
		l->blank = l->started;
	else
		owe(l, 2);
}

void lines_page(struct lines *l)
{
	if (!l->in_row)
		l->page = l->out.len > 0;
}

void lines_heading(struct lines *l, int level)
{
	lines_gap(l);
	if (!l->in_row)
		l->heading = level < 1 ? 1 : level > 6 ? 6 : level;
}

void lines_item(struct lines *l)
{
	lines_break(l);
	if (!l->in_row)
		l->mark = "• ";
}

/* What is owed before text. */
static void settle(struct lines *l)
{
	bool first = l->out.len == 0;
	if (l->page) {
		buf_cstr(&l->out, l->breaks > 0 ? "\n\f" : "\f");
		if (l->breaks > 1)
			buf_char(&l->out, '\n');
	} else if (l->breaks > 0 && !first) {
		buf_cstr(&l->out, l->breaks > 1 ? "\n\n" : "\n");
	} else if (l->blank && l->started) {
		buf_char(&l->out, ' ');
	}
	if (l->breaks > 0 || first) {
		for (int i = 0; i < l->heading; i++)
			buf_char(&l->out, '#');
		if (l->heading > 0)
			buf_char(&l->out, ' ');
		else if (l->mark)
			buf_cstr(&l->out, l->mark);
		l->mark = NULL;
	}
	l->page = l->blank = false;
	l->breaks = 0;
	l->started = true;
}

/* Blanks that fold; U+00A0 and its kin stay, for amounts are written with them. */
static bool folds(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

void lines_text(struct lines *l, struct str text)
{
	size_t pos = 0;
	while (pos < text.len) {
		size_t start = pos;
		while (pos < text.len && !folds(text.ptr[pos]))
			pos++;
		if (pos > start) {
			settle(l);
			buf_str(&l->out, str_sub(text, start, pos));
		}
		if (pos < text.len)
			l->blank = true;
		while (pos < text.len && folds(text.ptr[pos]))
			pos++;
	}
}

void lines_row(struct lines *l)
{
	if (l->in_row++ > 0)
		return;
	owe(l, 1);
	l->n_cells = 0;
}

void lines_cell(struct lines *l)
{
	if (l->in_row != 1) {
		l->blank = l->started;
		return;
	}
	/* a line end inside a row is written as one, so that the cells can be told apart at its end */
	l->blank = false;
	if (l->n_cells > 0 && l->n_cells < LINES_CELLS_MAX) {
		buf_char(&l->out, '\n');
		l->started = false;
	} else if (l->n_cells >= LINES_CELLS_MAX) {
		l->blank = true;
		return;
	}
	l->cells[l->n_cells++] = l->out.len;
}

/* Whether the row's two cells are a label and its value. */
static bool is_pair(const struct lines *l)
{
	struct str first = str_trim(str_sub(buf_view(&l->out), l->cells[0], l->cells[1]));
	return l->n_cells == 2 && first.len > 0 && first.len <= LABEL_MAX;
}

void lines_row_end(struct lines *l)
{
	if (l->in_row == 0 || --l->in_row > 0)
		return;
	if (l->n_cells >= 2 && !is_pair(l) && l->out.status == LETA_OK) {
		struct buf row;
		size_t first = l->cells[0];
		while (first < l->out.len &&
		       (l->out.data[first] == '\n' || l->out.data[first] == '\f'))
			first++; /* what was owed before the row stays */
		buf_init(&row, l->out.max);
		for (size_t i = 0; i < l->n_cells; i++) {
			size_t to = i + 1 < l->n_cells ? l->cells[i + 1] : l->out.len;
			struct str cell = str_trim(str_sub(buf_view(&l->out), l->cells[i], to));
			if (cell.len > 0 && row.len > 0)
				buf_cstr(&row, " | ");
			buf_str(&row, cell);
		}
		l->out.len = row.len > 0 ? first : l->cells[0];
		buf_str(&l->out, buf_view(&row));
		buf_fini(&row);
	}
	l->started = false;
	owe(l, 1);
}
