/*
 * csv.h: cells of CSV (RFC 4180) for a spreadsheet, which must not take a text for a formula.
 */
#ifndef PRESENT_CSV_H
#define PRESENT_CSV_H

#include "base/buf.h"

#define CSV_MARK "\xEF\xBB\xBF" /* stands first, so that a spreadsheet reads UTF-8 */
#define CSV_LINE "\r\n"

/* Appends a text as one cell: quoted when it must be, with an apostrophe in front of what looks like a formula. */
void csv_cell(struct buf *out, const char *text);

#endif
