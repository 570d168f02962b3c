/*
 * svg.c: marks, and the widths of texts by classes of letters.
 */
#include "present/svg.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "present/plain.h"

void svg_escape(struct buf *out, struct str s)
{
	struct buf plain;
	buf_init(&plain, out->max);
	plain_append(&plain, s);
	for (size_t i = 0; i < plain.len; i++) {
		switch (plain.data[i]) {
		case '&':
			buf_cstr(out, "&amp;");
			break;
		case '<':
			buf_cstr(out, "&lt;");
			break;
		case '>':
			buf_cstr(out, "&gt;");
			break;
		case '"':
			buf_cstr(out, "&quot;");
			break;
		default:
			buf_char(out, plain.data[i]);
		}
	}
	if (plain.status != LETA_OK)
		out->status = plain.status;
	buf_fini(&plain);
}

void svg_text(struct buf *out, int x, int y, enum svg_anchor anchor, const struct svg_font *font, struct str s)
{
	static const char *const anchors[] = {"start", "middle", "end"};
	buf_printf(out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\"", x, y, font->size,
		   font->color);
	if (anchor != SVG_START)
		buf_printf(out, " text-anchor=\"%s\"", anchors[anchor]);
	if (font->bold)
		buf_cstr(out, " font-weight=\"bold\"");
	buf_char(out, '>');
	svg_escape(out, s);
	buf_cstr(out, "</text>\n");
}

void svg_rect(struct buf *out, int x, int y, int width, int height, const char *fill)
{
	if (width > 0 && height > 0)
		buf_printf(out,
			   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x, y,
			   width, height, fill);
}

void svg_line(struct buf *out, int x1, int y1, int x2, int y2, const char *color)
{
	buf_printf(out,
		   "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" "
		   "stroke-width=\"1\" shape-rendering=\"crispEdges\"/>\n",
		   x1, y1, x2, y2, color);
}

/* ---- widths ---- */

/* Thousandths of the font's size. */
static int advance(uint32_t cp)
{
	if (cp == '\n' || plain_columns(cp) == 0)
		return 0;
	if (cp < 0x80 && strchr("iljtfrI.,:;'|!()[]", (int)cp))
		return 360;
	if (cp == ' ' || cp == 0xA0)
		return 320;
	if (cp == 'm' || cp == 'w' || cp == 'M' || cp == 'W' || cp == '@' || cp == '%')
		return 950;
	if (utf8_is_upper(cp))
		return 700;
	return plain_columns(cp) == 2 ? 1000 : 615;
}

int svg_width(struct str s, int size)
{
	long width = 0;
	for (size_t pos = 0; pos < s.len;)
		width += advance(utf8_next(s, &pos));
	return (int)(width * size / 1000) + 1;
}

/* The bytes of s that fit. */
static size_t fitting(struct str s, int size, int width)
{
	long used = 0;
	size_t pos = 0;
	while (pos < s.len) {
		size_t next = pos;
		used += advance(utf8_next(s, &next));
		if (used * size / 1000 + 1 > width)
			break;
		pos = next;
	}
	return pos;
}

void svg_cut(struct buf *out, struct str s, int size, int width)
{
	if (svg_width(s, size) <= width) {
		buf_str(out, s);
		return;
	}
	buf_str(out, str_trim(str_sub(s, 0, fitting(s, size, width - size))));
	buf_cstr(out, "…");
}

bool svg_wrap(struct str *rest, int size, int width, struct str *line)
{
	*rest = str_trim(*rest);
	if (rest->len == 0)
		return false;
	size_t end = fitting(*rest, size, width), blank = end;
	if (end == 0)
		utf8_next(*rest, &end);
	while (blank > 0 && end < rest->len && rest->ptr[blank] != ' ')
		blank--;
	if (blank > 0)
		end = blank;
	*line = str_trim(str_sub(*rest, 0, end));
	*rest = str_sub(*rest, end, rest->len);
	return true;
}
