/*
 * date.h: calendar days as integers yyyymmdd (20140201) in the proleptic Gregorian calendar; no time zones.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

bool date_valid(int64_t yyyymmdd);
int64_t date_days(int64_t yyyymmdd);           /* days since 1970-01-01 */
int64_t date_from_days(int64_t days);
int64_t date_span(int64_t start, int64_t end); /* days from start to end, both included */
/* "2014-02-01" at the start of s; *used = bytes read. */
bool date_parse_iso(struct str s, int64_t *out, size_t *used);
/* A year, year-month or full date ("2014", "2010-06", "2014-02-01") as its first and last day. */
bool date_parse_range(struct str s, int64_t *first, int64_t *last);
void date_format_iso(int64_t yyyymmdd, char out[11]);

#endif
