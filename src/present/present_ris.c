/*
 * present_ris.c: results as references in RIS, which EndNote, Zotero, Mendeley and JabRef read.
 *
 * A line is "XX  - value" and ends in CR LF; a record begins with TY and ends with ER. A value is
 * one line: nothing in a document can begin a tag of its own. The records have no place for a head,
 * so each says in a note (N1) how it was found.
 */
#include <inttypes.h>

#include "present/citation.h"
#include "present/present.h"

static const char *const types[] = {
	[CITATION_REPORT] = "RPRT", [CITATION_ONLINE] = "ELEC", [CITATION_OTHER] = "GEN"};

static void line(struct buf *out, const char *tag, struct str value)
{
	if (value.len == 0)
		return;
	buf_printf(out, "%s  - ", tag);
	citation_line(out, value);
	buf_cstr(out, "\r\n");
}

/*
 * AU is "last name, first name, suffix", and without a comma EndNote takes the last word for a last name: an
 * organisation is a last name with nothing behind its comma. A comma of its own becomes a dash.
 */
static void author(struct buf *out, const char *name)
{
	struct str rest = str_from(name), piece;
	struct buf whole;
	buf_init(&whole, out->max);
	while (str_cut(&rest, ',', &piece)) {
		buf_cstr(&whole, whole.len > 0 ? " – " : "");
		buf_str(&whole, str_trim(piece));
	}
	if (whole.len > 0)
		buf_char(&whole, ',');
	line(out, "AU", buf_view(&whole));
	buf_fini(&whole);
}

static void dates(struct buf *out, const struct citation *c)
{
	if (c->year == 0)
		return;
	buf_printf(out, "PY  - %04" PRId64 "\r\nDA  - %04" PRId64 "/", c->year, c->year);
	if (c->month > 0)
		buf_printf(out, "%02" PRId64, c->month);
	buf_char(out, '/');
	if (c->day > 0)
		buf_printf(out, "%02" PRId64, c->day);
	buf_cstr(out, "/\r\n");
}

static void add_origin(void *ctx, const char *label, const char *value)
{
	struct buf *note = ctx;
	buf_printf(note, "%s%s: %s", note->len > 0 ? " · " : "", label, value);
}

static void keywords(struct buf *out, const struct citation *c)
{
	const struct leta_field *topics = &c->record->fields[LETA_FIELD_TOPIC];
	for (size_t i = 0; i < topics->n_items; i++)
		line(out, "KW", str_from(topics->items[i].text));
}

static void notes(struct presenter *p, const struct citation *c)
{
	struct buf *out = &p->sink->buf, note;
	buf_init(&note, out->max);
	citation_note(&note, c, p->style.lang);
	line(out, "N1", buf_view(&note));
	buf_clear(&note);
	citation_origin(p, add_origin, &note);
	line(out, "N1", buf_view(&note));
	buf_fini(&note);
}

static void record(struct presenter *p, const struct leta_hit *hit)
{
	struct buf *out = &p->sink->buf;
	struct citation c;

	citation_make(&c, hit->record);
	line(out, "TY", str_from(types[c.kind]));
	line(out, "ID", str_from(c.key));
	author(out, c.author);
	line(out, "TI", str_from(c.title));
	dates(out, &c);
	line(out, "PB", str_from(c.institution));
	if (c.kind == CITATION_REPORT)
		line(out, "SN", str_from(c.number));
	line(out, "UR", str_from(c.url));
	line(out, "AB", c.summary);
	keywords(out, &c);
	notes(p, &c);
	buf_cstr(out, "ER  - \r\n\r\n");
}

static void nothing(struct presenter *p, const struct leta_results *results)
{
	(void)p;
	(void)results;
}

const struct present_backend present_ris = {
	.format = "ris", .begin = nothing, .hit = record, .end = nothing, .whole_records = true};
