/*
 * value.h: Swedish spellings of money, dates, periods and phone numbers, as they stand in documents.
 */
#ifndef RECORD_VALUE_H
#define RECORD_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * "450 000 kr" (with U+00A0, U+202F, U+2009, blanks or points between groups), "1 137 500", "1,1 mkr", "450 tkr",
 * "2 mnkr", "9612018", "250 000:-", "372 226,00 kr" → whole SEK. False when s is anything else or is
 * in another currency.
 */
bool value_money(struct str s, int64_t *sek);

/* "2014-02-01", "2014-02", "15 maj 2011", "1 jan 2018", "2014". A date without a day gives the first day. */
bool value_date(struct str s, int64_t *yyyymmdd);

/* The same for the end of something: a date without a day gives the last day. */
bool value_last_date(struct str s, int64_t *yyyymmdd);

/*
 * "2014-02-01 till 2014-09-30", "2016-10-01-2018-09-30", "2016-12-01 - 2020-08-31", "1 jan 2018 – 31 dec 2020",
 * "2011-05-15--2011-12-15".
 */
bool value_period(struct str s, int64_t *start, int64_t *end);

/* "08-785 41 78" → "+4687854178" in out. */
bool value_phone(struct str s, char out[20]);

/* "50,00 %", "67" → per cent × 100. */
bool value_rate(struct str s, int64_t *rate);

#endif
