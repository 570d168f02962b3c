/*
 * json.c: the JSON writer.
 *
 * Numbers are written without printf's decimal point, which depends on the locale. Bytes that are
 * not UTF-8 become U+FFFD, so that the output is valid whatever the input. U+2028 and U+2029 are
 * escaped because they end a line in JavaScript before 2019.
 */
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"

void json_init(struct json *j, struct buf *out, bool pretty)
{
	*j = (struct json){.out = out, .pretty = pretty};
}

static void new_line(struct json *j)
{
	if (!j->pretty)
		return;
	buf_char(j->out, '\n');
	for (unsigned i = 0; i < j->depth; i++)
		buf_cstr(j->out, "  ");
}

/* What goes in front of a value or key. */
static void before(struct json *j)
{
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	if (j->comma)
		buf_char(j->out, ',');
	if (j->depth > 0)
		new_line(j);
}

static void open_with(struct json *j, char bracket)
{
	before(j);
	buf_char(j->out, bracket);
	j->depth++;
	j->comma = false;
}

static void close_with(struct json *j, char bracket)
{
	bool empty = !j->comma;

	j->depth--;
	if (!empty)
		new_line(j);
	buf_char(j->out, bracket);
	j->comma = j->depth > 0;
}

static void literal(struct json *j, const char *text)
{
	before(j);
	buf_cstr(j->out, text);
	j->comma = j->depth > 0;
}

void json_open_object(struct json *j)
{
	open_with(j, '{');
}

void json_close_object(struct json *j)
{
	close_with(j, '}');
}

void json_open_array(struct json *j)
{
	open_with(j, '[');
}

void json_close_array(struct json *j)
{
	close_with(j, ']');
}

static void escape(struct buf *out, uint32_t cp)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *at = cp < 0x80 && cp ? strchr(from, (int)cp) : NULL;
	char bytes[4];

	if (at)
		buf_printf(out, "\\%c", to[at - from]);
	else if (cp < 0x20 || cp == '<' || cp == 0x2028 || cp == 0x2029)
		buf_printf(out, "\\u%04" PRIx32, cp);
	else
		buf_append(out, bytes, utf8_put(bytes, cp));
}

static bool is_plain(char c)
{
	unsigned char byte = (unsigned char)c;

	return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\' && c != '<';
}

static void quoted(struct buf *out, struct str s)
{
	size_t pos = 0;

	buf_char(out, '"');
	while (pos < s.len) {
		size_t start = pos;

		while (pos < s.len && is_plain(s.ptr[pos]))
			pos++;
		buf_str(out, str_sub(s, start, pos));
		if (pos < s.len)
			escape(out, utf8_next(s, &pos));
	}
	buf_char(out, '"');
}

void json_key(struct json *j, const char *key)
{
	before(j);
	quoted(j->out, str_from(key));
	buf_cstr(j->out, j->pretty ? ": " : ":");
	j->after_key = true;
}

void json_str(struct json *j, struct str s)
{
	before(j);
	quoted(j->out, s);
	j->comma = j->depth > 0;
}

void json_cstr(struct json *j, const char *z)
{
	if (z)
		json_str(j, str_from(z));
	else
		json_put_null(j);
}

void json_int(struct json *j, int64_t n)
{
	before(j);
	buf_printf(j->out, "%" PRId64, n);
	j->comma = j->depth > 0;
}

void json_double(struct json *j, double d, int decimals)
{
	double size = fabs(d), scale = 1;
	uint64_t units, whole, fraction;

	if (!isfinite(d)) {
		json_put_null(j);
		return;
	}
	before(j);
	j->comma = j->depth > 0;
	if (size >= 1e15) { /* no room for decimals, and "%.0f" writes no decimal point */
		buf_printf(j->out, "%.0f", d);
		return;
	}
	decimals = decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
	for (; decimals > 0 && size * scale * 10 < 1e15; decimals--)
		scale *= 10;
	units = (uint64_t)(size * scale + 0.5);
	whole = units / (uint64_t)scale;
	fraction = units % (uint64_t)scale;
	buf_printf(j->out, "%s%" PRIu64, d < 0 && units > 0 ? "-" : "", whole);
	if (fraction > 0)
		buf_char(j->out, '.');
	for (uint64_t unit = (uint64_t)scale / 10; fraction > 0; unit /= 10) {
		buf_char(j->out, (char)('0' + fraction / unit));
		fraction %= unit;
	}
}

void json_bool(struct json *j, bool b)
{
	literal(j, b ? "true" : "false");
}

void json_put_null(struct json *j)
{
	literal(j, "null");
}
