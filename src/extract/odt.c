/*
 * odt.c: OpenDocument text (ISO 26300) → text.
 *
 * Notes, comments and what has been deleted with its changes recorded are left out; pages end where
 * the office last ended them.
 */
#include <string.h>

#include "extract/archive.h"
#include "extract/xml.h"

#define CONTENT "content.xml"

struct odt {
	struct lines *out;
	size_t skip;  /* depth inside what is left out */
	size_t text;  /* depth inside office:text */
	size_t lists; /* nested */
	bool in_paragraph, item;
};

static void begin_paragraph(struct odt *o, const char *name, const char **attributes)
{
	const char *style = xml_attribute(attributes, "style-name");
	const char *level = xml_attribute(attributes, "outline-level");
	o->in_paragraph = true;
	if (strcmp(name, "h") == 0)
		lines_heading(o->out, level && level[0] >= '1' && level[0] <= '9' ? level[0] - '0' : 1);
	else if (style && strcmp(style, "Title") == 0)
		lines_heading(o->out, 1);
	else if (o->item)
		lines_item(o->out);
	else if (o->lists > 0)
		lines_break(o->out);
	else
		lines_gap(o->out);
	o->item = false;
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
	static const char *const left_out[] = {"note", "annotation", "tracked-changes", "desc", "title",
					       "forms", NULL};
	struct odt *o = ctx;
	if (o->skip > 0 || (o->text > 0 && xml_is(name, left_out))) {
		o->skip++;
	} else if (strcmp(name, "text") == 0) {
		o->text++;
	} else if (o->text == 0) {
		return;
	} else if (strcmp(name, "h") == 0 || strcmp(name, "p") == 0) {
		begin_paragraph(o, name, attributes);
	} else if (strcmp(name, "list") == 0) {
		o->lists++;
	} else if (strcmp(name, "list-item") == 0) {
		o->item = true;
	} else if (strcmp(name, "s") == 0 || strcmp(name, "tab") == 0) {
		lines_text(o->out, STR(" "));
	} else if (strcmp(name, "line-break") == 0) {
		lines_break(o->out);
	} else if (strcmp(name, "soft-page-break") == 0) {
		lines_page(o->out);
	} else if (strcmp(name, "table-row") == 0) {
		lines_row(o->out);
	} else if (strcmp(name, "table-cell") == 0) {
		lines_cell(o->out);
	}
}

static void on_end(void *ctx, const char *name)
{
	struct odt *o = ctx;
	if (o->skip > 0) {
		o->skip--;
	} else if (strcmp(name, "text") == 0 && o->text > 0) {
		o->text--;
	} else if (o->text == 0) {
		return;
	} else if (strcmp(name, "h") == 0 || strcmp(name, "p") == 0) {
		o->in_paragraph = false;
		if (o->lists > 0 && strcmp(name, "p") == 0)
			lines_break(o->out);
		else
			lines_gap(o->out);
	} else if (strcmp(name, "list") == 0 && o->lists > 0) {
		if (--o->lists == 0)
			lines_gap(o->out);
	} else if (strcmp(name, "table-row") == 0) {
		lines_row_end(o->out);
	} else if (strcmp(name, "table") == 0) {
		lines_gap(o->out);
	}
}

static void on_text(void *ctx, struct str text)
{
	struct odt *o = ctx;
	if (o->skip == 0 && o->in_paragraph)
		lines_text(o->out, text);
}

enum extract_end extract_odt(struct str bytes, struct lines *out)
{
	struct archive *a = NULL;
	struct odt o = {.out = out};
	struct xml_reader reader = {&o, on_start, on_end, on_text};
	enum extract_end end = archive_open(bytes, &a);
	if (end == EXTRACT_DONE)
		end = xml_read_part(a, CONTENT, &reader);
	archive_close(a);
	return end;
}
