/*
 * csv.h: CSV (RFC 4180) for a spreadsheet: UTF-8 with a byte order mark, lines end with CR LF.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front: the documents are
 * not ours, and "=HYPERLINK(…)" in a title must stay a title.
 */
#ifndef PRESENT_CSV_H
#define PRESENT_CSV_H

#include "base/buf.h"

#define CSV_MARK "\xEF\xBB\xBF" /* stands first, so that a spreadsheet reads UTF-8 */
#define CSV_LINE "\r\n"

/* The byte order mark and the row of names. */
void csv_begin(struct buf *out, const char *const *names, size_t n);

/* A cell's text, quoted when it must be; NULL and "" give an empty cell. The caller writes the
 * commas. */
void csv_cell(struct buf *out, const char *text);

void csv_end_row(struct buf *out);

#endif
