/*
 * sheet_html.c: a comparison as one page of HTML: everything is in it, and it prints on A4.
 *
 * A landscape page for three projects and more. The table has a caption and header cells with
 * scope, so that a screen reader names project and quantity at each value.
 */
#include "base/utf8.h"
#include "present/plain.h"
#include "present/sheet.h"

/* Text of a document: what would be markup is escaped, what is no text is left out. */
static void escape(struct buf *out, struct str text)
{
	for (size_t pos = 0; pos < text.len;) {
		char bytes[4];
		uint32_t cp = utf8_next(text, &pos);
		if (cp == '&')
			buf_cstr(out, "&amp;");
		else if (cp == '<')
			buf_cstr(out, "&lt;");
		else if (cp == '>')
			buf_cstr(out, "&gt;");
		else if (cp == '"')
			buf_cstr(out, "&quot;");
		else if (plain_allows(cp) || cp == '\n')
			buf_append(out, bytes, utf8_put(bytes, cp));
	}
}

static const char style[] =
	":root{color-scheme:light}\n"
	"body{font:10pt/1.35 system-ui,'Liberation Sans',Arial,sans-serif;margin:1.5rem "
	"auto;max-width:70rem;"
	"padding:0 1rem;color:#111;background:#fff}\n"
	"h1{font-size:15pt;margin:0 0 .2rem}p{margin:.2rem 0}\n"
	"table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.8rem 0}\n"
	"caption{text-align:left;color:#333;padding-bottom:.3rem}\n"
	"th,td{border-bottom:1px solid #999;padding:.25rem "
	".4rem;text-align:left;vertical-align:top;"
	"overflow-wrap:break-word;hyphens:auto}\n"
	"thead th{border-bottom:2px solid #111}\n"
	"tbody th{width:8.5rem;font-weight:600}\n"
	".label{width:8.5rem}.letter{font-weight:400;color:#333}\n"
	"h2{font-size:11pt;margin:.7rem 0 .1rem}\n"
	"@media "
	"print{body{margin:0;padding:0;max-width:none;font-size:8.5pt}tr{break-inside:avoid}}\n";

static void write_head(struct buf *out, const struct leta_sheet *sheet, enum leta_lang lang)
{
	bool english = lang == LETA_EN;
	const char *title = english ? "Comparison of projects" : "Jämförelse av projekt";
	buf_printf(out,
		   "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		   "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n"
		   "<style>\n%s@page{size:A4 "
		   "%s;margin:12mm}\n</style>\n</head>\n<body>\n<h1>%s</h1>\n",
		   english ? "en" : "sv", title, style, sheet->n > 2 ? "landscape" : "portrait",
		   title);
	buf_printf(out, "<table>\n<caption>%s</caption>\n<thead>\n<tr><td class=\"label\"></td>",
		   english ? "A dash: the document does not say."
			   : "Ett streck: dokumentet säger inget om det.");
	for (size_t i = 0; i < sheet->n; i++) {
		const struct leta_record *record = sheet->projects[i].record;
		const char *name = leta_record_text(record, LETA_FIELD_TITLE);
		buf_printf(out, "<th scope=\"col\"><span class=\"letter\">%c</span> ",
			   (char)('A' + i));
		escape(out, str_from(name ? name : leta_record_text(record, LETA_FIELD_ID)));
		buf_cstr(out, "</th>");
	}
	buf_cstr(out, "</tr>\n</thead>\n<tbody>\n");
}

static void write_row(struct buf *out, const struct leta_sheet *sheet, const struct sheet_row *row,
		      enum leta_lang lang)
{
	struct buf cells, text;
	bool any = false;
	buf_init(&cells, out->max);
	buf_init(&text, out->max);
	for (size_t i = 0; i < sheet->n; i++) {
		buf_clear(&text);
		row->write(&text, &sheet->projects[i], lang);
		any = any || text.len > 0;
		buf_cstr(&cells, "<td>");
		escape(&cells, text.len > 0 ? buf_view(&text) : STR("–"));
		buf_cstr(&cells, "</td>");
	}
	if (any) {
		buf_printf(out, "<tr><th scope=\"row\">%s</th>", row->label[lang]);
		buf_str(out, buf_view(&cells));
		buf_cstr(out, "</tr>\n");
	}
	if (text.status != LETA_OK || cells.status != LETA_OK)
		out->status = text.status != LETA_OK ? text.status : cells.status;
	buf_fini(&text);
	buf_fini(&cells);
}

static void write_list(struct buf *out, const struct leta_sheet *sheet,
		       const struct sheet_list *list, enum leta_lang lang)
{
	struct buf text;
	if (list->items->n == 0)
		return;
	buf_init(&text, out->max);
	for (size_t i = 0; i < list->items->n; i++) {
		buf_cstr(&text, i > 0 ? ", " : "");
		sheet_common(&text, sheet, &list->items->items[i]);
	}
	buf_printf(out, "<h2>%s</h2>\n<p>", list->label[lang]);
	escape(out, buf_view(&text));
	buf_cstr(out, "</p>\n");
	if (text.status != LETA_OK)
		out->status = text.status;
	buf_fini(&text);
}

void sheet_html(struct sink *sink, const struct leta_sheet *sheet, enum leta_lang lang)
{
	struct buf *out = &sink->buf;
	struct sheet_list lists[SHEET_LISTS];
	write_head(out, sheet, lang);
	for (size_t r = 0; r < sheet_n_rows; r++)
		write_row(out, sheet, &sheet_rows[r], lang);
	buf_cstr(out, "</tbody>\n</table>\n");
	sheet_lists(sheet, lists);
	for (size_t l = 0; l < SHEET_LISTS; l++)
		write_list(out, sheet, &lists[l], lang);
	buf_cstr(out, "</body>\n</html>\n");
}
