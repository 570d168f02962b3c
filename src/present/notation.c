/*
 * notation.c: numbers, money, dates and sizes for people.
 */
#include "present/notation.h"

#include <inttypes.h>
#include <math.h>

#include "base/date.h"

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define DASH "\xE2\x80\x93"

static const char *const months[2][12] = {
	[LETA_SV] = {"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov",
		     "dec"},
	[LETA_EN] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
		     "Dec"},
};

const char *notation_id(const char *id, enum leta_lang lang)
{
	return strcmp(id, "-") != 0 ? id : lang == LETA_EN ? "the draft" : "utkastet";
}

void notation_number(struct buf *out, int64_t n, enum leta_lang lang)
{
	uint64_t size = n < 0 ? (uint64_t) - (n + 1) + 1 : (uint64_t)n, unit = 1;
	while (size / unit >= 1000)
		unit *= 1000;
	if (n < 0)
		buf_cstr(out, lang == LETA_EN ? "-" : MINUS);
	buf_printf(out, "%" PRIu64, size / unit);
	for (unit /= 1000; unit > 0; unit /= 1000) {
		buf_cstr(out, lang == LETA_EN ? "," : NBSP);
		buf_printf(out, "%03" PRIu64, size / unit % 1000);
	}
}

void notation_money(struct buf *out, int64_t sek, enum leta_lang lang)
{
	if (lang == LETA_EN)
		buf_cstr(out, "SEK" NBSP);
	notation_number(out, sek, lang);
	if (lang != LETA_EN)
		buf_cstr(out, NBSP "kr");
}

void notation_date(struct buf *out, int64_t yyyymmdd, enum leta_lang lang)
{
	int64_t month = yyyymmdd / 100 % 100;
	if (!date_valid(yyyymmdd)) {
		buf_printf(out, "%" PRId64, yyyymmdd);
		return;
	}
	buf_printf(out, "%" PRId64 NBSP "%s" NBSP "%" PRId64, yyyymmdd % 100,
		   months[lang][month - 1], yyyymmdd / 10000);
}

/* units/10 with one decimal, which is left out when it is 0. */
static void tenths(struct buf *out, uint64_t units, enum leta_lang lang)
{
	notation_number(out, (int64_t)(units / 10), lang);
	if (units % 10)
		buf_printf(out, "%c%" PRIu64, lang == LETA_EN ? '.' : ',', units % 10);
}

void notation_real(struct buf *out, double real, enum leta_lang lang)
{
	int64_t cents = isfinite(real) && fabs(real) < 1e12 ? llround(real * 100) : 0;
	if (cents < 0) {
		buf_cstr(out, lang == LETA_EN ? "-" : MINUS);
		cents = -cents;
	}
	notation_number(out, cents / 100, lang);
	buf_printf(out, "%c%02" PRId64, lang == LETA_EN ? '.' : ',', cents % 100);
}

void notation_tenths(struct buf *out, double real, enum leta_lang lang)
{
	int64_t units = isfinite(real) && fabs(real) < 1e12 ? llround(real * 10) : 0;
	if (units < 0)
		buf_cstr(out, lang == LETA_EN ? "-" : MINUS);
	units = units < 0 ? -units : units;
	notation_number(out, units / 10, lang);
	buf_printf(out, "%c%" PRId64, lang == LETA_EN ? '.' : ',', units % 10);
}

void notation_rate(struct buf *out, int64_t rate, enum leta_lang lang)
{
	if (rate < 0) {
		buf_cstr(out, lang == LETA_EN ? "-" : MINUS);
		rate = -rate;
	}
	tenths(out, ((uint64_t)rate + 5) / 10, lang);
	buf_cstr(out, lang == LETA_EN ? "%" : NBSP "%");
}

void notation_bytes(struct buf *out, uint64_t bytes, enum leta_lang lang)
{
	static const char *const names[] = {"B", "kB", "MB", "GB", "TB"};
	uint64_t unit = 1;
	size_t name = 0;
	while (name + 1 < sizeof(names) / sizeof(names[0]) && bytes / unit >= 1000) {
		unit *= 1000;
		name++;
	}
	/* one decimal below ten of a unit */
	if (unit > 1 && bytes / unit < 10)
		tenths(out, bytes / (unit / 10), lang);
	else
		notation_number(out, (int64_t)(bytes / unit), lang);
	buf_printf(out, NBSP "%s", names[name]);
}

void notation_pages(struct buf *out, unsigned first, unsigned last, enum leta_lang lang)
{
	bool several = last > first;
	buf_printf(out,
		   lang == LETA_SV ? "s." NBSP "%u"
		   : several       ? "pp." NBSP "%u"
				   : "p." NBSP "%u",
		   first);
	if (several)
		buf_printf(out, DASH "%u", last);
}

bool notation_period(struct buf *out, const struct leta_record *record, enum leta_lang lang)
{
	int64_t start = 0, end = 0;
	bool has_start = leta_record_number(record, LETA_FIELD_START, &start);
	bool has_end = leta_record_number(record, LETA_FIELD_END, &end);
	if (has_start && !has_end)
		buf_cstr(out, lang == LETA_EN ? "from" NBSP : "från" NBSP);
	if (has_start)
		notation_date(out, start, lang);
	if (has_start && has_end)
		buf_cstr(out, DASH);
	if (has_end && !has_start)
		buf_cstr(out, lang == LETA_EN ? "until" NBSP : "till" NBSP);
	if (has_end)
		notation_date(out, end, lang);
	return has_start || has_end;
}

bool notation_funding(struct buf *out, const struct leta_record *record, enum leta_lang lang)
{
	int64_t grant = 0, budget = 0;
	bool has_grant = leta_record_number(record, LETA_FIELD_GRANT, &grant);
	bool has_budget = leta_record_number(record, LETA_FIELD_BUDGET, &budget);
	if (has_grant)
		notation_money(out, grant, lang);
	if (has_grant && has_budget && grant != budget)
		buf_cstr(out, lang == LETA_EN ? " of " : " av ");
	else if (has_budget && !has_grant)
		buf_cstr(out, "budget ");
	if (has_budget && (!has_grant || grant != budget))
		notation_money(out, budget, lang);
	return has_grant || has_budget;
}
