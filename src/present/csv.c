/*
 * csv.c: cells of CSV.
 */
#include "present/csv.h"

#include <string.h>

void csv_begin(struct buf *out, const char *const *names, size_t n)
{
	buf_cstr(out, CSV_MARK);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i > 0 ? "," : "", names[i]);
	csv_end_row(out);
}

void csv_cell(struct buf *out, const char *text)
{
	if (!text)
		return;
	bool formula = text[0] && strchr("=+-@\t\r\n", text[0]);
	if (!formula && !strpbrk(text, "\",\r\n")) {
		buf_cstr(out, text);
		return;
	}
	buf_char(out, '"');
	if (formula)
		buf_char(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_char(out, '"');
		buf_char(out, *text);
	}
	buf_char(out, '"');
}

void csv_end_row(struct buf *out)
{
	buf_cstr(out, CSV_LINE);
}
