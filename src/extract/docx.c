/*
 * docx.c: Office Open XML text documents (ECMA-376) → text.
 *
 * Headings are paragraphs whose style is called so or has an outline level. Deleted text, the
 * fallback of drawings, comments and notes are left out; pages end where Word last ended them.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/archive.h"
#include "extract/xml.h"

#define DOCUMENT "word/document.xml"
#define STYLES "word/styles.xml"
#define STYLES_MAX 512
#define STYLE_MAX 80 /* bytes of a style's id */

struct style {
	char id[STYLE_MAX];
	int level; /* of the headings that it makes; 0: it makes none */
};

struct docx {
	struct lines *out;
	struct style styles[STYLES_MAX];
	size_t n_styles;
	bool in_style;
	size_t skip;      /* depth inside what is left out */
	bool in_text;     /* inside w:t */
	bool in_properties;
	int level;        /* of the heading that the paragraph is */
	bool item, begun; /* the paragraph is a list's item; it has text */
};

static void copy(char out[STYLE_MAX], const char *text)
{
	size_t n = text ? strlen(text) : 0;
	n = n < STYLE_MAX - 1 ? n : 0; /* a longer id is no style's that we know */
	memcpy(out, text ? text : "", n);
	out[n] = '\0';
}

/* "heading 2", "Rubrik 2", "Title": the level, or 0. */
static int level_of_name(const char *name)
{
	static const struct {
		const char *begins;
		int level;
	} names[] = {{"heading", 1}, {"Heading", 1}, {"rubrik", 1}, {"Rubrik", 1},
		     {"title", 1},   {"Title", 1},   {"Titel", 1},  {"titel", 1}};
	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i].begins);
		if (strncmp(name, names[i].begins, n) != 0)
			continue;
		const char *rest = name + n;
		while (*rest == ' ')
			rest++;
		if (*rest >= '1' && *rest <= '9' && rest[1] == '\0')
			return *rest - '0';
		if (*rest == '\0')
			return names[i].level;
	}
	return 0;
}

/* ---- styles ---- */

static void style_start(void *ctx, const char *name, const char **attributes)
{
	struct docx *d = ctx;
	struct style *s = d->n_styles > 0 ? &d->styles[d->n_styles - 1] : NULL;
	const char *value = xml_attribute(attributes, "val");
	if (strcmp(name, "style") == 0 && d->n_styles < STYLES_MAX) {
		d->in_style = true;
		copy(d->styles[d->n_styles].id, xml_attribute(attributes, "styleId"));
		d->styles[d->n_styles++].level = 0;
	} else if (d->in_style && s && strcmp(name, "name") == 0) {
		s->level = level_of_name(value);
	} else if (d->in_style && s && strcmp(name, "outlineLvl") == 0 && s->level == 0 && value) {
		s->level = value[0] >= '0' && value[0] <= '8' ? value[0] - '0' + 1 : 0;
	}
}

static void style_end(void *ctx, const char *name)
{
	struct docx *d = ctx;
	if (strcmp(name, "style") == 0)
		d->in_style = false;
}

static void style_text(void *ctx, struct str text)
{
	(void)ctx, (void)text;
}

static int level_of_style(const struct docx *d, const char *id)
{
	for (size_t i = 0; id && i < d->n_styles; i++)
		if (strcmp(d->styles[i].id, id) == 0)
			return d->styles[i].level;
	return level_of_name(id);
}

/* ---- the document ---- */

/* The paragraph's first text: its form is known by now. */
static void begin(struct docx *d)
{
	if (d->begun)
		return;
	d->begun = true;
	if (d->level > 0)
		lines_heading(d->out, d->level);
	else if (d->item)
		lines_item(d->out);
	else
		lines_gap(d->out);
}

static void body_start(void *ctx, const char *name, const char **attributes)
{
	static const char *const left_out[] = {"del", "moveFrom", "Fallback", "instrText", "delText", NULL};
	struct docx *d = ctx;
	const char *value = xml_attribute(attributes, "val");
	if (d->skip > 0 || xml_is(name, left_out)) {
		d->skip++;
	} else if (strcmp(name, "p") == 0) {
		lines_break(d->out);
		d->level = 0;
		d->item = d->begun = false;
	} else if (strcmp(name, "pPr") == 0) {
		d->in_properties = true;
	} else if (d->in_properties && strcmp(name, "pStyle") == 0) {
		d->level = level_of_style(d, value);
	} else if (d->in_properties && strcmp(name, "numPr") == 0) {
		d->item = true;
	} else if (strcmp(name, "t") == 0) {
		d->in_text = true;
	} else if (strcmp(name, "tab") == 0 && !d->in_properties) {
		lines_text(d->out, STR(" "));
	} else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
		const char *type = xml_attribute(attributes, "type");
		if (type && strcmp(type, "page") == 0)
			lines_page(d->out);
		else
			lines_break(d->out);
	} else if (strcmp(name, "lastRenderedPageBreak") == 0) {
		lines_page(d->out);
	} else if (strcmp(name, "noBreakHyphen") == 0) {
		lines_text(d->out, STR("-"));
	} else if (strcmp(name, "tr") == 0) {
		lines_row(d->out);
	} else if (strcmp(name, "tc") == 0) {
		lines_cell(d->out);
	}
}

static void body_end(void *ctx, const char *name)
{
	struct docx *d = ctx;
	if (d->skip > 0)
		d->skip--;
	else if (strcmp(name, "p") == 0 && d->item && d->level == 0)
		lines_break(d->out);
	else if (strcmp(name, "p") == 0)
		lines_gap(d->out);
	else if (strcmp(name, "pPr") == 0)
		d->in_properties = false;
	else if (strcmp(name, "t") == 0)
		d->in_text = false;
	else if (strcmp(name, "tr") == 0)
		lines_row_end(d->out);
	else if (strcmp(name, "tbl") == 0)
		lines_gap(d->out);
}

static void body_text(void *ctx, struct str text)
{
	struct docx *d = ctx;
	if (d->skip > 0 || !d->in_text)
		return;
	begin(d);
	lines_text(d->out, text);
}

enum extract_end extract_docx(struct str bytes, struct lines *out)
{
	struct archive *a = NULL;
	struct docx *d = calloc(1, sizeof(*d));
	enum extract_end end = d ? archive_open(bytes, &a) : EXTRACT_NOMEM;
	if (end == EXTRACT_DONE) {
		struct xml_reader styles = {d, style_start, style_end, style_text};
		struct xml_reader body = {d, body_start, body_end, body_text};
		d->out = out;
		end = xml_read_part(a, STYLES, &styles);
		if (end == EXTRACT_DONE || end == EXTRACT_OTHER)
			end = xml_read_part(a, DOCUMENT, &body);
	}
	archive_close(a);
	free(d);
	return end;
}
