/*
 * read_csv.c: comma-, semicolon- or tab-separated rows under a header line → one record a row (RFC
 * 4180: quotes, doubled quotes, line ends inside quotes).
 *
 * Cleaning turns tabs into blanks, so a file with tabs in its header is cleaned a second time with
 * its tabs replaced by a character that it does not use. Reading goes on at the line after a bad
 * row's first one.
 */
#include <stdlib.h>

#include "base/error.h"
#include "record/columns.h"
#include "record/read.h"
#include "text/clean.h"

#define CELLS_MAX 500
#define CLEAN_FACTOR 8 /* as in read.c */
#define CLEAN_EXTRA ((size_t)1 << 20)

struct table {
	const struct record_source *source;
	struct arena *arena;
	record_fn *fn;
	void *ctx;
	struct str text;
	char separator;
	size_t pos;
	unsigned line; /* of the file, at pos */
	const struct column *columns[CELLS_MAX];
	size_t n_columns;
	struct str head; /* the header line */
};

/* One row: its cells, and where it lies. */
struct cells {
	struct str list[CELLS_MAX];
	size_t n;
	size_t end;     /* of the row in the text */
	unsigned lines; /* that it covers */
};

/* Reads a cell in quotes at *pos; doubled quotes become one, in the arena. */
static leta_status quoted_cell(struct table *t, size_t *pos, struct str *out,
			       struct leta_error *err)
{
	struct str s = t->text;
	size_t from = *pos + 1, i = from, quotes = 0;
	const char *quote;
	while ((quote = memchr(s.ptr + i, '"', s.len - i)) && quote + 1 < s.ptr + s.len && quote[1] == '"') {
		quotes++;
		i = (size_t)(quote - s.ptr) + 2;
	}
	if (!quote)
		return error_set(err, LETA_ERR_FORMAT, "citattecknet på raden stängs aldrig",
				 "the quote on this line is never closed");
	i = (size_t)(quote - s.ptr);
	*pos = i + 1;
	*out = str_sub(s, from, i);
	if (quotes == 0)
		return LETA_OK;
	char *copy = arena_alloc(t->arena, out->len);
	size_t n = 0;
	if (!copy)
		return arena_status(t->arena, err);
	for (size_t k = 0; k < out->len; k++) {
		copy[n++] = out->ptr[k];
		k += out->ptr[k] == '"';
	}
	*out = (struct str){copy, n};
	return LETA_OK;
}

static leta_status next_cell(struct table *t, size_t *pos, struct str *out, struct leta_error *err)
{
	struct str s = t->text;
	size_t i = *pos;
	while (i < s.len && s.ptr[i] == ' ' && t->separator != ' ')
		i++;
	if (i < s.len && s.ptr[i] == '"') {
		leta_status status = quoted_cell(t, &i, out, err);
		if (status != LETA_OK)
			return status;
		while (i < s.len && s.ptr[i] == ' ')
			i++;
		*pos = i;
		if (i < s.len && s.ptr[i] != t->separator && s.ptr[i] != '\n')
			return error_set(err, LETA_ERR_FORMAT,
					 "text efter ett citattecken som stänger en cell",
					 "text after a quote that closes a cell");
		return LETA_OK;
	}
	while (i < s.len && s.ptr[i] != t->separator && s.ptr[i] != '\n')
		i++;
	*out = str_trim(str_sub(s, *pos, i));
	*pos = i;
	return LETA_OK;
}

/* Reads the row at t->pos. On failure out->end is the end of its first line. */
static leta_status read_cells(struct table *t, struct cells *out, struct leta_error *err)
{
	size_t line_end = str_find(t->text, STR("\n"), t->pos), pos = t->pos;
	out->n = 0;
	out->end = line_end == (size_t)-1 ? t->text.len : line_end;
	out->lines = 1;
	for (;;) {
		if (out->n == CELLS_MAX)
			return error_set(err, LETA_ERR_LIMIT, "fler än %d kolumner",
					 "more than %d columns", CELLS_MAX);
		leta_status status = next_cell(t, &pos, &out->list[out->n], err);
		if (status != LETA_OK)
			return status;
		out->n++;
		if (pos >= t->text.len || t->text.ptr[pos] == '\n')
			break;
		pos++;
	}
	out->end = pos;
	out->lines = 1 + record_count_lines(str_sub(t->text, t->pos, pos));
	return LETA_OK;
}

static void step_over(struct table *t, const struct cells *cells)
{
	t->pos = cells->end < t->text.len ? cells->end + 1 : cells->end;
	t->line += cells->lines;
}

static bool is_blank_row(const struct cells *cells)
{
	for (size_t i = 0; i < cells->n; i++)
		if (cells->list[i].len > 0)
			return false;
	return true;
}

/* The separator that gives most known columns. */
static size_t known_columns(struct table *t, char separator, struct cells *cells)
{
	size_t known = 0;
	t->separator = separator;
	if (read_cells(t, cells, NULL) != LETA_OK)
		return 0;
	for (size_t i = 0; i < cells->n; i++)
		known += columns_find(cells->list[i]) != NULL;
	return known;
}

static leta_status read_header(struct table *t, const char *separators, struct cells *cells,
			       struct leta_error *err)
{
	char best = 0;
	size_t most = 0;
	while (t->pos < t->text.len &&
	       (t->text.ptr[t->pos] == '\n' || t->text.ptr[t->pos] == ' ')) {
		t->line += t->text.ptr[t->pos] == '\n';
		t->pos++;
	}
	for (const char *s = separators; *s; s++) {
		size_t known = known_columns(t, *s, cells);
		if (known > most) {
			most = known;
			best = *s;
		}
	}
	if (most == 0)
		return error_set(err, LETA_ERR_FORMAT, "första raden har inga kända kolumnnamn",
				 "the first line has no known column names");
	t->separator = best;
	leta_status status = read_cells(t, cells, err);
	if (status != LETA_OK)
		return status;
	t->n_columns = cells->n;
	for (size_t i = 0; i < cells->n; i++)
		t->columns[i] = columns_find(cells->list[i]);
	t->head = str_sub(t->text, t->pos, cells->end);
	step_over(t, cells);
	return LETA_OK;
}

static leta_status fill_record(struct table *t, const struct cells *cells, struct record_builder *b,
			       struct leta_error *err)
{
	struct row row = {.b = b, .line = t->line};
	if (cells->n != t->n_columns)
		return error_set(err, LETA_ERR_FORMAT, "raden har %zu celler, rubrikraden %zu",
				 "the row has %zu cells, the header %zu", cells->n, t->n_columns);
	for (size_t i = 0; i < cells->n; i++)
		if (t->columns[i] && !columns_add(&row, t->columns[i], cells->list[i])) {
			leta_status status = record_builder_status(b, err);
			return status == LETA_OK ? error_nomem(err) : status;
		}
	leta_status status = columns_finish(&row, t->source->id, t->source->path, "csv", err);
	return status == LETA_OK ? record_finish(b, err) : status;
}

/* Reads one row and hands it out; blank rows are passed over. */
static leta_status read_row(struct table *t, struct cells *cells, struct leta_error *err)
{
	struct record_builder b;
	struct leta_error fault = {0};
	struct record_read read = {0};
	char where[RECORD_PLACE_MAX];
	arena_reset(t->arena);
	if (!record_builder_init(&b, t->arena))
		return arena_status(t->arena, err);
	leta_status status = read_cells(t, cells, &fault);
	bool blank = status == LETA_OK && is_blank_row(cells);
	read.row = read.raw = str_sub(t->text, t->pos, cells->end);
	read.head = t->head;
	bool known = status == LETA_OK && !blank && t->source->known &&
		     t->source->known(t->ctx, read.raw, t->head, t->line, &read.known);
	if (status == LETA_OK && !blank && !known)
		status = fill_record(t, cells, &b, &fault);
	record_place(t->source, t->line, where);
	read.where = where;
	step_over(t, cells);
	if (status == LETA_ERR_NOMEM)
		return error_nomem(err);
	if (status == LETA_OK)
		read.record = known ? NULL : b.record;
	else
		read.fault = &fault;
	return blank ? LETA_OK : t->fn(t->ctx, &read, err);
}

/* Whether the first line of the raw bytes has tabs. UTF-16 has them too, as pairs of bytes. */
static bool has_tabs(struct str bytes)
{
	struct str line = {0};
	while (str_line(&bytes, &line) && str_trim(line).len == 0)
		;
	return line.len > 0 && memchr(line.ptr, '\t', line.len) != NULL;
}

/* Cleans the source again with `mark` for each tab. The copy is the caller's to free with the
 * arena. */
static leta_status clean_tabs(struct str bytes, char mark, struct arena *arena, struct str *out,
			      struct leta_error *err)
{
	struct text_clean cleaned;
	char *copy = arena_alloc(arena, bytes.len);
	if (!copy)
		return arena_status(arena, err);
	for (size_t i = 0; i < bytes.len; i++)
		copy[i] = bytes.ptr[i] == '\t' ? mark : bytes.ptr[i];
	leta_status status = text_clean((struct str){copy, bytes.len}, arena, &cleaned, err);
	if (status == LETA_OK)
		*out = cleaned.text;
	return status;
}

static char unused_character(struct str bytes)
{
	for (const char *c = "|^~`\\"; *c; c++)
		if (!memchr(bytes.ptr, *c, bytes.len))
			return *c;
	return 0;
}

leta_status record_read_csv(const struct record_source *source, const struct record_part *part,
			    struct arena *arena, record_fn *fn, void *ctx, struct leta_error *err)
{
	struct str text = part->text;
	struct arena *tabs = NULL;
	struct cells *cells = malloc(sizeof(*cells));
	struct table *t = calloc(1, sizeof(*t));
	char separators[] = ";,|",
	     mark = has_tabs(source->bytes) ? unused_character(source->bytes) : 0;
	leta_status status = cells && t ? LETA_OK : error_nomem(err);
	if (status == LETA_OK && mark) {
		tabs = arena_new(source->bytes.len * (CLEAN_FACTOR + 1) + CLEAN_EXTRA);
		status =
			tabs ? clean_tabs(source->bytes, mark, tabs, &text, err) : error_nomem(err);
		separators[0] = mark;
		separators[1] = '\0';
	}
	if (status != LETA_OK)
		goto out;
	*t = (struct table){
		.source = source, .arena = arena, .fn = fn, .ctx = ctx, .text = text, .line = 1};
	status = read_header(t, separators, cells, err);
	while (status == LETA_OK && t->pos < t->text.len)
		status = read_row(t, cells, err);
out:
	free(cells);
	free(t);
	arena_free(tabs);
	return status;
}
