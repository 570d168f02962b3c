/*
 * present_bibtex.c: results as a BibTeX file that both BibTeX and biblatex read, in UTF-8.
 *
 * An organisation as author and a title stand in double braces, so that neither is taken apart nor
 * put into small letters. BibTeX counts braces before it looks at backslashes: those of the text keep
 * a backslash where they are pairs, as every reader knows, and else are written as commands, which
 * some do not know; so what is written is always balanced. An at sign begins an entry even in a
 * comment, so the head has none.
 */
#include <inttypes.h>

#include "present/citation.h"
#include "present/present.h"

static const char *const types[] = {
	[CITATION_REPORT] = "techreport", [CITATION_ONLINE] = "online", [CITATION_OTHER] = "misc"};
static const char *const months[] = {NULL,  "jan", "feb", "mar", "apr", "may", "jun",
				     "jul", "aug", "sep", "oct", "nov", "dec"};

/* What stands for a character that LaTeX reads as a command, or NULL. */
static const char *in_latex(char c)
{
	switch (c) {
	case '\\':
		return "\\textbackslash{}";
	case '{':
		return "\\textbraceleft{}";
	case '}':
		return "\\textbraceright{}";
	case '~':
		return "\\textasciitilde{}";
	case '^':
		return "\\textasciicircum{}";
	case '%':
		return "\\%";
	case '&':
		return "\\&";
	case '$':
		return "\\$";
	case '#':
		return "\\#";
	case '_':
		return "\\_";
	default:
		return NULL;
	}
}

/* Whether each opening brace has its closing one. */
static bool has_pairs(struct str text)
{
	size_t depth = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '}' && depth == 0)
			return false;
		depth += text.ptr[i] == '{';
		depth -= text.ptr[i] == '}';
	}
	return depth == 0;
}

/* As in_latex(), in a text whose braces are pairs. */
static const char *in_latex_with_pairs(char c)
{
	return c == '{' ? "\\{" : c == '}' ? "\\}" : in_latex(c);
}

/* What stands for a character that an address in braces may not hold, or NULL. */
static const char *in_url(char c)
{
	switch (c) {
	case '\\':
		return "%5C";
	case '{':
		return "%7B";
	case '}':
		return "%7D";
	case ' ':
		return "%20";
	default:
		return NULL;
	}
}

static const char *in_comment(char c)
{
	return c == '@' ? "(at)" : NULL;
}

/* The text as one line, with some characters replaced. */
static void escaped(struct buf *out, struct str text, const char *(*replace)(char))
{
	struct buf line;
	buf_init(&line, out->max);
	citation_line(&line, text);
	for (size_t i = 0; i < line.len; i++) {
		const char *instead = replace(line.data[i]);
		if (instead)
			buf_cstr(out, instead);
		else
			buf_char(out, line.data[i]);
	}
	if (line.status != LETA_OK)
		out->status = line.status;
	buf_fini(&line);
}

static void latex(struct buf *out, struct str text)
{
	escaped(out, text, has_pairs(text) ? in_latex_with_pairs : in_latex);
}

static void field(struct buf *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_printf(out, ",\n  %s = {", name);
	latex(out, value);
	buf_char(out, '}');
}

static void kept(struct buf *out, const char *name, const char *value)
{
	if (!value || !value[0])
		return;
	buf_printf(out, ",\n  %s = {{", name);
	latex(out, str_from(value));
	buf_cstr(out, "}}");
}

static void url(struct buf *out, const char *value)
{
	if (!value)
		return;
	buf_cstr(out, ",\n  url = {");
	escaped(out, str_from(value), in_url);
	buf_char(out, '}');
}

static void joined(struct presenter *p, const struct citation *c)
{
	struct buf *out = &p->sink->buf, text;
	buf_init(&text, out->max);
	citation_keywords(&text, c, ", ");
	field(out, "keywords", buf_view(&text));
	buf_clear(&text);
	citation_note(&text, c, p->style.lang);
	field(out, "note", buf_view(&text));
	buf_fini(&text);
}

static void entry(struct presenter *p, const struct leta_hit *hit)
{
	struct buf *out = &p->sink->buf;
	struct citation c;

	citation_make(&c, hit->record);
	buf_printf(out, "@%s{%s", types[c.kind], c.key);
	kept(out, "author", c.author);
	kept(out, "title", c.title);
	kept(out, c.kind == CITATION_REPORT ? "institution" : "organization", c.institution);
	if (c.year > 0)
		buf_printf(out, ",\n  year = {%04" PRId64 "}", c.year);
	if (c.month > 0)
		buf_printf(out, ",\n  month = %s", months[c.month]);
	if (c.kind == CITATION_REPORT)
		field(out, "number", str_from(c.number));
	url(out, c.url);
	field(out, "abstract", c.summary);
	joined(p, &c);
	buf_cstr(out, "\n}\n\n");
}

static void add_origin(void *ctx, const char *label, const char *value)
{
	struct buf *out = ctx;
	buf_printf(out, "%% %s: ", label);
	escaped(out, str_from(value), in_comment);
	buf_char(out, '\n');
}

static void begin(struct presenter *p, const struct leta_results *results)
{
	(void)results;
	citation_origin(p, add_origin, &p->sink->buf);
	buf_char(&p->sink->buf, '\n');
}

static void end(struct presenter *p, const struct leta_results *results)
{
	(void)p;
	(void)results;
}

const struct present_backend present_bibtex = {
	.format = "bibtex", .begin = begin, .hit = entry, .end = end, .whole_records = true};
