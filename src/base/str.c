/*
 * str.c: comparing, searching and cutting views of bytes.
 *
 * Nothing here allocates or knows about characters, except that str_trim() takes off the blanks
 * that text from PDF files carries at its ends.
 */
#include "base/str.h"

static const struct str blanks[] = {
	{" ", 1},
	{"\t", 1},
	{"\r", 1},
	{"\n", 1},
	{"\f", 1},
	{"\xC2\xA0", 2},     /* U+00A0 no-break space */
	{"\xE2\x80\xAF", 3}, /* U+202F narrow no-break space */
	{"\xE2\x80\x89", 3}, /* U+2009 thin space */
	{"\xEF\xBB\xBF", 3}, /* U+FEFF byte order mark */
};

int str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (from > s.len || needle.len > s.len - from)
		return (size_t)-1;
	if (needle.len == 0)
		return from;
	for (size_t last = s.len - needle.len; from <= last; from++) {
		const char *hit = memchr(s.ptr + from, needle.ptr[0], last - from + 1);

		if (!hit)
			break;
		from = (size_t)(hit - s.ptr);
		if (memcmp(hit, needle.ptr, needle.len) == 0)
			return from;
	}
	return (size_t)-1;
}

/* Most bytes are neither the first nor the last of a blank. */
static bool may_be_blank(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c <= ' ' || (c >= 0x80 && strchr("\xC2\xE2\xEF\xA0\xAF\x89\xBF", byte));
}

/* The length of the blank that s begins (or ends) with, or 0. */
static size_t blank_at(struct str s, bool end)
{
	if (s.len == 0 || !may_be_blank(s.ptr[end ? s.len - 1 : 0]))
		return 0;
	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
		if (end ? str_ends(s, blanks[i]) : str_starts(s, blanks[i]))
			return blanks[i].len;
	}
	return 0;
}

struct str str_trim(struct str s)
{
	size_t n;

	while ((n = blank_at(s, false)) > 0)
		s = str_sub(s, n, s.len);
	while ((n = blank_at(s, true)) > 0)
		s = str_sub(s, 0, s.len - n);
	return s;
}

bool str_line(struct str *rest, struct str *line)
{
	const char *lf;
	size_t len;

	if (rest->len == 0)
		return false;
	lf = memchr(rest->ptr, '\n', rest->len);
	len = lf ? (size_t)(lf - rest->ptr) : rest->len;
	*line = str_sub(*rest, 0, len);
	if (lf && len > 0 && line->ptr[len - 1] == '\r')
		line->len--;
	*rest = str_sub(*rest, lf ? len + 1 : len, rest->len);
	return true;
}

bool str_cut(struct str *rest, char sep, struct str *piece)
{
	const char *at;

	if (!rest->ptr)
		return false;
	at = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
	if (at) {
		size_t len = (size_t)(at - rest->ptr);

		*piece = str_sub(*rest, 0, len);
		*rest = str_sub(*rest, len + 1, rest->len);
	} else {
		*piece = *rest;
		*rest = (struct str){NULL, 0};
	}
	return true;
}
