/*
 * kwic.c: one line of a concordance, in each format.
 */
#include "present/kwic.h"

#include "base/json.h"
#include "base/utf8.h"
#include "present/csv.h"
#include "present/notation.h"
#include "present/plain.h"

#define MATCH_ROOM 16  /* columns that a match is taken to need */
#define SOURCE_ROOM 28 /* on a terminal */
#define SOURCE_MIN 12  /* less is not worth cutting to */
#define WIDTH_MIN 20
#define GAP 2
#define SOURCE_MAX ((size_t)64 << 10)

static const char *const columns[] = {"id",  "title", "section", "section_no", "page",  "last_page",
				      "start", "end",   "left",    "match",      "right", "word"};

size_t kwic_width(const struct present_style *style)
{
	unsigned others = MATCH_ROOM + GAP + SOURCE_ROOM;
	if (!style->terminal)
		return LETA_KWIC_WIDTH;
	unsigned room = style->width > others ? (style->width - others) / 2 : 0;
	return room > WIDTH_MIN ? room : WIDTH_MIN;
}

void kwic_begin(struct kwic_writer *w)
{
	if (w->format == KWIC_CSV)
		csv_begin(&w->sink->buf, columns, sizeof(columns) / sizeof(columns[0]));
}

/* ---- text ---- */

static void blanks(struct buf *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_char(out, ' ');
}

/* "id, s. 6–7, Bakgrund" */
static void append_source(struct buf *out, const struct leta_kwic_line *line, enum leta_lang lang)
{
	plain_append(out, str_from(line->id));
	if (line->page > 0) {
		buf_cstr(out, ", ");
		notation_pages(out, line->page, line->last_page, lang);
	}
	if (line->section) {
		buf_cstr(out, ", ");
		plain_append(out, str_from(line->section));
	}
}

/* At most `columns` of a text; one that is cut ends with "…". */
static void append_cut(struct buf *out, struct str text, size_t room)
{
	size_t used = 0, pos = 0, fit = 0;
	while (pos < text.len && used <= room) {
		size_t next = pos;
		used += plain_columns(utf8_next(text, &next));
		pos = next;
		if (used < room)
			fit = pos;
	}
	if (used <= room) {
		plain_append(out, text);
		return;
	}
	plain_append(out, str_sub(text, 0, fit));
	buf_cstr(out, "…");
}

static void write_source(struct kwic_writer *w, const struct leta_kwic_line *line, size_t column)
{
	struct buf source, *out = &w->sink->buf;
	size_t room = w->style.width > column ? w->style.width - column : 0;
	buf_init(&source, SOURCE_MAX);
	append_source(&source, line, w->style.lang);
	if (w->style.terminal && room >= SOURCE_MIN)
		append_cut(out, buf_view(&source), room);
	else
		plain_append(out, buf_view(&source));
	if (source.status != LETA_OK)
		out->status = source.status;
	buf_fini(&source);
}

static void write_text(struct kwic_writer *w, const struct leta_kwic_line *line)
{
	struct buf *out = &w->sink->buf;
	bool color = w->style.color;
	size_t left = plain_width(str_from(line->left));
	size_t behind = plain_width(str_from(line->match)) + plain_width(str_from(line->right));
	size_t room = w->width + MATCH_ROOM;
	blanks(out, w->width > left ? w->width - left : 0);
	plain_append(out, str_from(line->left));
	buf_cstr(out, color ? "\033[1m" : "[");
	plain_append(out, str_from(line->match));
	buf_cstr(out, color ? "\033[0m" : "]");
	plain_append(out, str_from(line->right));
	behind += color ? 0 : 2;
	size_t pad = GAP + (room > behind ? room - behind : 0);
	blanks(out, pad);
	write_source(w, line, (left > w->width ? left : w->width) + behind + pad);
	buf_char(out, '\n');
}

/* ---- for programs ---- */

static void number_cell(struct buf *out, size_t n, bool known)
{
	buf_char(out, ',');
	if (known)
		buf_printf(out, "%zu", n);
}

static void text_cell(struct buf *out, const char *text)
{
	buf_char(out, ',');
	csv_cell(out, text);
}

static void write_csv(struct buf *out, const struct leta_kwic_line *line)
{
	csv_cell(out, line->id);
	text_cell(out, line->title);
	text_cell(out, line->section);
	number_cell(out, line->section_no, line->section_no > 0);
	number_cell(out, line->page, line->page > 0);
	number_cell(out, line->last_page, line->page > 0);
	number_cell(out, line->start, true);
	number_cell(out, line->end, true);
	text_cell(out, line->left);
	text_cell(out, line->match);
	text_cell(out, line->right);
	text_cell(out, line->word);
	csv_end_row(out);
}

static void member(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_cstr(j, text);
}

static void number(struct json *j, const char *key, size_t n, bool known)
{
	json_key(j, key);
	if (known)
		json_int(j, (int64_t)n);
	else
		json_put_null(j);
}

static void write_json(struct buf *out, const struct leta_kwic_line *line)
{
	struct json j;
	json_init(&j, out, false);
	json_open_object(&j);
	member(&j, "id", line->id);
	member(&j, "title", line->title);
	member(&j, "section", line->section);
	number(&j, "section_no", line->section_no, line->section_no > 0);
	number(&j, "page", line->page, line->page > 0);
	number(&j, "last_page", line->last_page, line->page > 0);
	number(&j, "start", line->start, true);
	number(&j, "end", line->end, true);
	member(&j, "left", line->left);
	member(&j, "match", line->match);
	member(&j, "right", line->right);
	member(&j, "word", line->word);
	json_close_object(&j);
	buf_char(out, '\n');
}

bool kwic_line(struct kwic_writer *w, const struct leta_kwic_line *line)
{
	if (w->format == KWIC_TEXT)
		write_text(w, line);
	else if (w->format == KWIC_CSV)
		write_csv(&w->sink->buf, line);
	else
		write_json(&w->sink->buf, line);
	return sink_push(w->sink);
}

void kwic_sum(struct buf *out, const struct leta_kwic_total *total, enum leta_lang lang)
{
	bool english = lang == LETA_EN, one = total->occurrences == 1;
	notation_number(out, (int64_t)total->occurrences, lang);
	buf_cstr(out, english ? one ? " use in " : " uses in "
		      : one   ? " förekomst i "
			      : " förekomster i ");
	notation_number(out, (int64_t)total->documents, lang);
	buf_cstr(out, !english ? " dokument" : total->documents == 1 ? " document" : " documents");
	if (total->shown < total->occurrences) {
		buf_cstr(out, english ? "; shown: " : "; visade: ");
		notation_number(out, (int64_t)total->shown, lang);
	}
}
