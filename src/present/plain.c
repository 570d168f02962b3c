/*
 * plain.c: what may reach a terminal, and how wide it is there.
 *
 * The widths come from a small table of our own, because wcwidth() depends on the locale. They
 * follow Unicode's EastAsianWidth (W and F) and the combining marks of European text.
 */
#include "present/plain.h"

#include "base/utf8.h"

struct range {
	uint32_t first, last;
};

/* Control, direction and line-breaking characters. */
static const struct range forbidden[] = {
	{0x00, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},   {0x200E, 0x200F},
	{0x2028, 0x202E}, {0x2066, 0x206F}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

static const struct range zero[] = {
	{0xAD, 0xAD},     {0x300, 0x36F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
	{0x2060, 0x2060}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
};

static const struct range wide[] = {
	{0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
	{0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
	{0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

static bool is_in(const struct range *ranges, size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

#define IS_IN(ranges, cp) is_in(ranges, sizeof(ranges) / sizeof((ranges)[0]), cp)

bool plain_allows(uint32_t cp)
{
	return !IS_IN(forbidden, cp);
}

unsigned plain_columns(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	if (IS_IN(zero, cp) || IS_IN(forbidden, cp))
		return 0;
	return IS_IN(wide, cp) ? 2 : 1;
}

static bool is_line_blank(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r';
}

unsigned plain_width(struct str s)
{
	unsigned width = 0;
	for (size_t pos = 0; pos < s.len;) {
		uint32_t cp = utf8_next(s, &pos);
		width += is_line_blank(cp) ? 1 : plain_columns(cp);
	}
	return width;
}

void plain_append(struct buf *out, struct str s)
{
	for (size_t pos = 0; pos < s.len;) {
		char bytes[4];
		uint32_t cp = utf8_next(s, &pos);
		if (is_line_blank(cp))
			buf_char(out, ' ');
		else if (plain_allows(cp))
			buf_append(out, bytes, utf8_put(bytes, cp));
	}
}

void plain_append_cut(struct buf *out, struct str s, unsigned columns)
{
	unsigned width = 0;
	size_t pos = 0;
	if (plain_width(s) <= columns) {
		plain_append(out, s);
		return;
	}
	while (pos < s.len) {
		size_t next = pos;
		uint32_t cp = utf8_next(s, &next);
		width += is_line_blank(cp) ? 1 : plain_columns(cp);
		if (width + 1 > columns)
			break;
		pos = next;
	}
	plain_append(out, str_trim(str_sub(s, 0, pos)));
	buf_cstr(out, "…");
}
