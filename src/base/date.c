/*
 * date.c: the calendar. Conversion between civil dates and days follows Howard Hinnant, "chrono-
 * Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days): years begin on 1 March
 * so that the leap day comes last, and 400 years (146097 days) are one era.
 */
#include "base/date.h"

#include <stdio.h>

#define DAYS_PER_ERA 146097
#define EPOCH_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */

static int64_t days_in_month(int64_t year, int64_t month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_valid(int64_t yyyymmdd)
{
	int64_t year = yyyymmdd / 10000, month = yyyymmdd / 100 % 100, day = yyyymmdd % 100;

	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days_in_month(year, month);
}

int64_t date_days(int64_t yyyymmdd)
{
	int64_t year = yyyymmdd / 10000, month = yyyymmdd / 100 % 100, day = yyyymmdd % 100;
	int64_t era, year_of_era, day_of_year;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - EPOCH_SHIFT;
}

int64_t date_from_days(int64_t days)
{
	int64_t era, day_of_era, year_of_era, day_of_year, month, year;

	days += EPOCH_SHIFT;
	era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	day_of_era = days - era * DAYS_PER_ERA;
	year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	month = (5 * day_of_year + 2) / 153; /* 0: March */
	year = year_of_era + era * 400 + (month >= 10);
	return year * 10000 + (month < 10 ? month + 3 : month - 9) * 100 + day_of_year -
	       (153 * month + 2) / 5 + 1;
}

int64_t date_span(int64_t start, int64_t end)
{
	return date_days(end) - date_days(start) + 1;
}

/* Exactly n digits at pos. */
static bool digits(struct str s, size_t pos, size_t n, int64_t *out)
{
	int64_t value = 0;

	if (pos > s.len || n > s.len - pos)
		return false;
	for (size_t i = pos; i < pos + n; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		value = value * 10 + (s.ptr[i] - '0');
	}
	*out = value;
	return true;
}

bool date_parse_iso(struct str s, int64_t *out, size_t *used)
{
	int64_t year, month, day, next, date;

	if (!digits(s, 0, 4, &year) || !digits(s, 5, 2, &month) || !digits(s, 8, 2, &day))
		return false;
	if (s.ptr[4] != '-' || s.ptr[7] != '-' || digits(s, 10, 1, &next))
		return false;
	date = year * 10000 + month * 100 + day;
	if (!date_valid(date))
		return false;
	*out = date;
	*used = 10;
	return true;
}

bool date_parse_range(struct str s, int64_t *first, int64_t *last)
{
	int64_t year, month, date;
	size_t used;

	if (date_parse_iso(s, &date, &used) && used == s.len) {
		*first = *last = date;
		return true;
	}
	if (!digits(s, 0, 4, &year) || year < 1)
		return false;
	if (s.len == 4) {
		*first = year * 10000 + 101;
		*last = year * 10000 + 1231;
		return true;
	}
	if (s.len != 7 || s.ptr[4] != '-' || !digits(s, 5, 2, &month) || month < 1 || month > 12)
		return false;
	*first = year * 10000 + month * 100 + 1;
	*last = year * 10000 + month * 100 + days_in_month(year, month);
	return true;
}

void date_format_iso(int64_t yyyymmdd, char out[11])
{
	unsigned year = (unsigned)(yyyymmdd / 10000 % 10000);
	unsigned month = (unsigned)(yyyymmdd / 100 % 100), day = (unsigned)(yyyymmdd % 100);

	snprintf(out, 11, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
}
