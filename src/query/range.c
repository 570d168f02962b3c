/*
 * range.c: amounts, dates, rates and lengths in queries.
 *
 * Numbers are integers scaled by their decimals, so that "1,1mkr" is exactly 1 100 000. A length in
 * months or years is an interval of days (a month has 30 or 31), so that a project of a calendar
 * year is neither shorter nor longer than twelve months.
 */
#include "query/range.h"

#include <math.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"

#define UNIT_MAX_BYTES 32
#define NUMBER_MAX 1e14 /* doubles hold every whole number up to it */

struct unit {
	const char *name;
	double low, high; /* of one */
};

static const struct unit money_units[] = {
	{"kr", 1, 1},          {"sek", 1, 1},           {"kronor", 1, 1},      {"tkr", 1e3, 1e3},
	{"ksek", 1e3, 1e3},    {"mkr", 1e6, 1e6},       {"mnkr", 1e6, 1e6},    {"msek", 1e6, 1e6},
	{"mdkr", 1e9, 1e9},    {"mdr", 1e9, 1e9},       {"mn", 1e6, 1e6},      {"milj", 1e6, 1e6},
	{"miljon", 1e6, 1e6},  {"miljoner", 1e6, 1e6},  {"million", 1e6, 1e6}, {"tusen", 1e3, 1e3},
	{"miljard", 1e9, 1e9}, {"miljarder", 1e9, 1e9}, {NULL, 0, 0},
};

static const struct unit length_units[] = {
	{"dag", 1, 1},
	{"dagar", 1, 1},
	{"d", 1, 1},
	{"days", 1, 1},
	{"vecka", 7, 7},
	{"veckor", 7, 7},
	{"v", 7, 7},
	{"weeks", 7, 7},
	{"månad", 365.0 / 12, 366.0 / 12},
	{"månader", 365.0 / 12, 366.0 / 12},
	{"mån", 365.0 / 12, 366.0 / 12},
	{"months", 365.0 / 12, 366.0 / 12},
	{"år", 365, 366},
	{"years", 365, 366},
	{NULL, 0, 0},
};

static const struct unit rate_units[] = {
	{"%", 100, 100},
	{"procent", 100, 100},
	{"percent", 100, 100},
	{NULL, 0, 0},
};

static const struct unit no_units[] = {{NULL, 0, 0}};

/* How a field's values are written. */
struct spelling {
	const struct unit *units;
	double low, high; /* of a number without a unit; 0: it must have one */
	const char *example;
};

static struct spelling spelling_of(const struct leta_field_info *info)
{
	switch (info->type) {
	case LETA_TYPE_MONEY:
		return (struct spelling){money_units, 1, 1, ">1mkr"};
	case LETA_TYPE_RATE:
		return (struct spelling){rate_units, 100, 100, ">40%"};
	case LETA_TYPE_DATE:
		return (struct spelling){no_units, 0, 0, ">=2010-06"};
	case LETA_TYPE_NUMBER:
		if (info->id == LETA_FIELD_DAYS)
			return (struct spelling){length_units, 0, 0, "<12mån"};
		break;
	case LETA_TYPE_TEXT:
	case LETA_TYPE_LIST:
	case LETA_TYPE_KEYWORD:
	case LETA_TYPE_FLAG:
		break;
	}
	return (struct spelling){no_units, 1, 1, ">=20"};
}

static bool same_lower(struct str word, const char *lower)
{
	struct str wanted = str_from(lower);
	size_t i = 0, j = 0;
	while (i < word.len && j < wanted.len)
		if (utf8_lower(utf8_next(word, &i)) != utf8_next(wanted, &j))
			return false;
	return i == word.len && j == wanted.len;
}

/* "miljoner kronor" → "miljoner". */
static struct str without_currency(struct str word)
{
	static const char *const currencies[] = {"kr", "kronor", "sek"};
	size_t blank = word.len;
	while (blank > 0 && !utf8_is_space((unsigned char)word.ptr[blank - 1]))
		blank--;
	struct str last = str_sub(word, blank, word.len);
	for (size_t i = 0; blank > 0 && i < sizeof(currencies) / sizeof(currencies[0]); i++)
		if (same_lower(last, currencies[i]))
			return str_trim(str_sub(word, 0, blank));
	return word;
}

static const struct unit *find_unit(const struct unit *units, struct str word)
{
	if (units == money_units)
		word = without_currency(word);
	for (const struct unit *u = units; u->name; u++)
		if (same_lower(word, u->name))
			return u;
	return NULL;
}

bool range_is_unit(const struct leta_field_info *info, struct str word)
{
	return find_unit(spelling_of(info).units, word) != NULL;
}

/* ---- numbers ---- */

struct decimal {
	int64_t digits;
	unsigned decimals;
	bool known;
	struct str unit;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(struct str s, size_t pos)
{
	size_t n = 0;
	while (pos + n < s.len && is_digit(s.ptr[pos + n]))
		n++;
	return n;
}

/* A blank or point between groups of three digits. */
static size_t group_mark(struct str s, size_t pos)
{
	if (pos >= s.len)
		return 0;
	size_t after = pos;
	uint32_t cp = utf8_next(s, &after);
	bool mark = cp == '.' || utf8_is_space(cp);
	return mark && digits_at(s, after) == 3 ? after - pos : 0;
}

static bool take_digits(struct str s, size_t *pos, struct decimal *out, bool fraction)
{
	size_t n = digits_at(s, *pos);
	for (size_t i = 0; i < n; i++) {
		if (out->digits >= INT64_C(1000000000000000) / 10)
			return false;
		out->digits = out->digits * 10 + (s.ptr[*pos + i] - '0');
		out->decimals += fraction ? 1 : 0;
	}
	*pos += n;
	return n > 0;
}

/* "1 137 500 kr", "1,5mkr", "450.000", "2.5": the number and what follows it. */
static bool parse_decimal(struct str s, struct decimal *out)
{
	struct decimal d = {.known = true};
	size_t pos = 0;
	s = str_trim(s);
	if (!take_digits(s, &pos, &d, false))
		return false;
	for (size_t mark; (mark = group_mark(s, pos)) > 0;) {
		pos += mark;
		if (!take_digits(s, &pos, &d, false))
			return false;
	}
	if (pos + 1 < s.len && (s.ptr[pos] == ',' || s.ptr[pos] == '.') &&
	    is_digit(s.ptr[pos + 1])) {
		pos++;
		if (!take_digits(s, &pos, &d, true))
			return false;
	}
	d.unit = str_trim(str_sub(s, pos, s.len));
	*out = d;
	return d.unit.len <= UNIT_MAX_BYTES;
}

static double scaled(const struct decimal *d, double factor)
{
	double value = (double)d->digits * factor;
	for (unsigned i = 0; i < d->decimals; i++)
		value /= 10;
	return value;
}

/* ---- scalars ---- */

struct parsing {
	const struct leta_field_info *info;
	struct spelling spelling;
	size_t offset;
	struct leta_error *err;
};

static leta_status bad_value(const struct parsing *p, struct str value)
{
	return error_at(p->err, LETA_ERR_SYNTAX, p->offset,
			"värdet '" STR_FMT "' går inte att läsa: skriv till exempel %s:%s",
			"cannot read the value '" STR_FMT "': write for example %s:%s",
			STR_ARG(value), p->info->sv, p->spelling.example);
}

static leta_status parse_date(const struct parsing *p, struct str s, struct range *out)
{
	int64_t first, last;
	s = str_trim(s);
	if (!date_parse_range(s, &first, &last))
		return bad_value(p, s);
	*out = (struct range){(double)first, (double)last};
	return LETA_OK;
}

/* `unit`: of the range's other end, for "250..600tkr". */
static leta_status parse_scalar(const struct parsing *p, struct str s, struct str unit,
				struct range *out)
{
	struct decimal d;
	if (p->info->type == LETA_TYPE_DATE)
		return parse_date(p, s, out);
	if (!parse_decimal(s, &d))
		return bad_value(p, s);
	if (d.unit.len == 0)
		d.unit = unit;
	double low = p->spelling.low, high = p->spelling.high;
	if (d.unit.len > 0) {
		const struct unit *u = find_unit(p->spelling.units, d.unit);
		if (!u)
			return bad_value(p, s);
		low = u->low;
		high = u->high;
	}
	if (low == 0)
		return bad_value(p, s);
	bool exact = low == high;
	low = scaled(&d, low);
	high = scaled(&d, high);
	if (high > NUMBER_MAX)
		return bad_value(p, s);
	*out = (struct range){exact ? round(low) : floor(low), exact ? round(high) : ceil(high)};
	return LETA_OK;
}

/* ---- ranges ---- */

static double step(const struct parsing *p, double value, int by)
{
	if (p->info->type == LETA_TYPE_DATE)
		return (double)date_from_days(date_days((int64_t)value) + by);
	return value + by;
}

static bool take_operator(struct str *s, const char *op)
{
	if (!str_starts(*s, str_from(op)))
		return false;
	*s = str_trim(str_sub(*s, str_from(op).len, s->len));
	return true;
}

static leta_status parse_comparison(const struct parsing *p, struct str value, struct range *out)
{
	struct str s = value;
	struct range r;
	bool at_least = take_operator(&s, ">=") || take_operator(&s, "≥");
	bool at_most = !at_least && (take_operator(&s, "<=") || take_operator(&s, "≤"));
	bool above = !at_least && !at_most && take_operator(&s, ">");
	bool below = !at_least && !at_most && !above && take_operator(&s, "<");
	if (!at_least && !at_most && !above && !below)
		take_operator(&s, "=");
	leta_status st = parse_scalar(p, s, (struct str){"", 0}, &r);
	if (st != LETA_OK)
		return st;
	if (at_least)
		r.hi = HUGE_VAL;
	else if (at_most)
		r.lo = -HUGE_VAL;
	else if (above)
		r = (struct range){step(p, r.hi, 1), HUGE_VAL};
	else if (below)
		r = (struct range){-HUGE_VAL, step(p, r.lo, -1)};
	*out = r;
	return LETA_OK;
}

static leta_status parse_ends(const struct parsing *p, struct str from, struct str to,
			      struct range *out)
{
	struct range low = {-HUGE_VAL, -HUGE_VAL}, high = {HUGE_VAL, HUGE_VAL};
	struct decimal end = {.unit = {"", 0}};
	leta_status st = LETA_OK;
	if (p->info->type != LETA_TYPE_DATE && to.len > 0 && !parse_decimal(to, &end))
		return bad_value(p, to);
	if (from.len > 0)
		st = parse_scalar(p, from, end.unit, &low);
	if (st == LETA_OK && to.len > 0)
		st = parse_scalar(p, to, (struct str){"", 0}, &high);
	if (st != LETA_OK)
		return st;
	if (low.lo > high.hi)
		return error_at(p->err, LETA_ERR_SYNTAX, p->offset,
				"intervallet '" STR_FMT ".." STR_FMT
				"' är tomt: byt plats på ändarna",
				"the range '" STR_FMT ".." STR_FMT "' is empty: swap its ends",
				STR_ARG(from), STR_ARG(to));
	*out = (struct range){low.lo, high.hi};
	return LETA_OK;
}

leta_status range_parse(const struct leta_field_info *info, struct str value, size_t offset,
			struct range *out, struct leta_error *err)
{
	struct parsing p = {info, spelling_of(info), offset, err};
	size_t dots = str_find(value, STR(".."), 0);
	if (dots == (size_t)-1)
		return parse_comparison(&p, value, out);
	struct str from = str_trim(str_sub(value, 0, dots));
	struct str to = str_trim(str_sub(value, dots + 2, value.len));
	if (from.len == 0 && to.len == 0)
		return bad_value(&p, value);
	return parse_ends(&p, from, to, out);
}
