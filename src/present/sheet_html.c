/*
 * sheet_html.c: a comparison as one page of HTML: everything is in it, and it prints on A4.
 *
 * A landscape page for three projects and more. The table has a caption and header cells with
 * scope, so that a screen reader names project and quantity at each value.
 */
#include "base/utf8.h"
#include "present/plain.h"
#include "present/sheet.h"

#define NAMES_MANY 12 /* of a list in a cell */
#define NAMES_FEW 4   /* of more than three projects */

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
	"body{font:10pt/1.35 Arial,'Liberation Sans',Helvetica,sans-serif;max-width:72rem;margin:1.5rem auto;"
	"padding:0 1rem;color:#111;background:#fff}\n"
	"h1{font-size:1.5em;line-height:1.2;margin:0 0 .3em}\n"
	"table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0 0 .8em;"
	"font-variant-numeric:tabular-nums}\n"
	"caption{text-align:left;color:#444;padding-bottom:.6em}\n"
	"th,td{border-bottom:1px solid #bbb;padding:.3em .8em .3em 0;text-align:left;vertical-align:top;"
	"overflow-wrap:break-word;hyphens:auto}\n"
	"thead th,thead td{border-bottom:2px solid #111}\n"
	"thead td{width:10.5em}tbody th{font-weight:600}\n"
	"h2{font-size:1em;margin:.7em 0 .1em}p{margin:.1em 0}\n"
	"section{break-inside:avoid}tr{break-inside:avoid}\n"
	"@media print{body{margin:0;padding:0;max-width:none;line-height:1.25}"
	"th,td{padding:.18em .8em .18em 0}section{margin-top:.3em}h2,p{display:inline;margin:0 .4em 0 0}}\n";

/* How small the print must be for the page to hold so many projects. */
static const char *print_size(size_t n)
{
	return n > 4 ? "7.5pt" : n > 3 ? "8pt" : "8.5pt";
}

static void write_head(struct buf *out, const struct leta_sheet *sheet, enum leta_lang lang)
{
	bool english = lang == LETA_EN;
	const char *title = english ? "Comparison of projects" : "Jämförelse av projekt";
	buf_printf(out,
		   "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		   "<title>%s</title>\n<style>\n%s@page{size:A4 %s;margin:10mm}"
		   "@media print{body{font-size:%s}}\n</style>\n</head>\n<body>\n<h1>%s</h1>\n",
		   english ? "en" : "sv", title, style, sheet->n > 2 ? "landscape" : "portrait",
		   print_size(sheet->n), title);
	buf_printf(out, "<table>\n<caption>%s</caption>\n<thead>\n<tr><td></td>",
		   english ? "A dash: the document does not say."
			   : "Ett streck: dokumentet säger inget om det.");
	for (size_t i = 0; i < sheet->n; i++) {
		struct buf name;
		buf_init(&name, out->max);
		sheet_title(&name, &sheet->projects[i]);
		buf_printf(out, "<th scope=\"col\">%c. ", (char)('A' + i));
		escape(out, buf_view(&name));
		buf_cstr(out, "</th>");
		if (name.status != LETA_OK)
			out->status = name.status;
		buf_fini(&name);
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
		row->write(&text, &sheet->projects[i], sheet->n > 3 ? NAMES_FEW : NAMES_MANY, lang);
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
	sheet_common(&text, sheet, list->items, lang);
	buf_printf(out, "<section>\n<h2>%s</h2>\n<p>", list->label[lang]);
	escape(out, buf_view(&text));
	buf_cstr(out, "</p>\n</section>\n");
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
