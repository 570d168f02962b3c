/*
 * value.c: Swedish spellings of money, dates, periods and phone numbers.
 *
 * Everything here reads a whole value or refuses it: a wrong amount is worse than an unknown one. A
 * comma is the decimal mark; a point separates groups of three digits, or is the decimal mark
 * before "mkr" and its kin. Dashes of all lengths (U+2010–2015, U+2212) are hyphens.
 */
#include "record/value.h"

#include "base/date.h"
#include "base/utf8.h"

#define MONEY_MAX INT64_C(1000000000000000)

/* A place in the text that is being read. */
struct scan {
	struct str s;
	size_t pos;
};

static uint32_t peek(const struct scan *in)
{
	size_t pos = in->pos;
	return pos < in->s.len ? utf8_next(in->s, &pos) : 0;
}

static void skip_spaces(struct scan *in)
{
	for (size_t pos = in->pos; pos < in->s.len && utf8_is_space(utf8_next(in->s, &pos));)
		in->pos = pos;
}

static bool at_end(struct scan *in)
{
	skip_spaces(in);
	return in->pos == in->s.len;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

static bool take(struct scan *in, uint32_t cp)
{
	size_t pos = in->pos;
	if (pos == in->s.len || utf8_next(in->s, &pos) != cp)
		return false;
	in->pos = pos;
	return true;
}

static bool take_dash(struct scan *in)
{
	size_t pos = in->pos;
	if (pos == in->s.len || !is_dash(utf8_next(in->s, &pos)))
		return false;
	in->pos = pos;
	return true;
}

/* Reads min to max digits that are not followed by another one. */
static bool take_digits(struct scan *in, size_t min, size_t max, int64_t *out)
{
	struct scan at = *in;
	int64_t value = 0;
	for (; is_digit(peek(&at)); at.pos++) {
		if (at.pos - in->pos == max)
			return false;
		value = value * 10 + (at.s.ptr[at.pos] - '0');
	}
	if (at.pos - in->pos < min)
		return false;
	*in = at;
	*out = value;
	return true;
}

/* Reads a word (in lower case in the tables below), whatever its case, that no letter follows. */
static bool take_word(struct scan *in, const char *word)
{
	struct scan at = *in;
	struct str wanted = str_from(word);
	for (size_t i = 0; i < wanted.len;) {
		if (at.pos == at.s.len ||
		    utf8_lower(utf8_next(at.s, &at.pos)) != utf8_next(wanted, &i))
			return false;
	}
	if (utf8_is_letter(peek(&at)))
		return false;
	*in = at;
	return true;
}

static const struct unit {
	const char *word;
	int64_t factor;
} units[] = {
	{"kronor", 1},
	{"kr", 1},
	{"sek", 1},
	{":-", 1},
	{"tkr", 1000},
	{"tsek", 1000},
	{"ksek", 1000},
	{"mnkr", 1000000},
	{"mkr", 1000000},
	{"msek", 1000000},
	{"miljoner", 1000000},
	{"miljon", 1000000},
	{"milj", 1000000},
	{"tusen", 1000},
};

static int64_t take_factor(struct scan *in)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (take_word(in, units[i].word))
			return units[i].factor;
	return 0;
}

/* The unit behind an amount: "kr", "tkr.", "milj. kr"; 1 when there is none, 0 when it is another
 * thing. */
static int64_t read_unit(struct scan *in)
{
	int64_t factor;
	skip_spaces(in);
	take_word(in, ":-");
	if (at_end(in))
		return 1;
	factor = take_factor(in);
	take(in, '.');
	skip_spaces(in);
	if (factor >= 1000) {
		take_word(in, "kronor");
		take_word(in, "kr");
		take_word(in, "sek");
		take(in, '.');
	}
	return at_end(in) ? factor : 0;
}

/* Digits in groups; *points = the groups that a point began, of which *last has the last one's
 * value. */
static bool read_groups(struct scan *in, int64_t *whole, unsigned *points, int64_t *before_point)
{
	int64_t value, group;
	size_t start = in->pos;
	if (!take_digits(in, 1, 15, &value))
		return false;
	bool grouped = in->pos - start <= 3;
	*points = 0;
	while (grouped && value < MONEY_MAX / 1000) {
		struct scan at = *in;
		size_t pos = at.pos;
		if (pos == at.s.len)
			break;
		uint32_t cp = utf8_next(at.s, &pos);
		at.pos = pos;
		if ((cp != '.' && !utf8_is_space(cp)) || !take_digits(&at, 3, 3, &group))
			break;
		if (cp == '.') {
			*before_point = value;
			++*points;
		}
		value = value * 1000 + group;
		*in = at;
	}
	*whole = value;
	return true;
}

/* Decimals as millionths; *n = how many there are. */
static bool read_decimals(struct scan *in, int64_t *millionths, size_t *n)
{
	int64_t value;
	size_t start = in->pos;
	if (!take_digits(in, 1, 6, &value))
		return false;
	*n = in->pos - start;
	for (size_t i = *n; i < 6; i++)
		value *= 10;
	*millionths = value;
	return true;
}

bool value_money(struct str s, int64_t *sek)
{
	struct scan in = {str_trim(s), 0};
	int64_t whole, before_point = 0, millionths = 0;
	size_t n_decimals = 0;
	unsigned points;
	if (take_word(&in, "sek"))
		skip_spaces(&in);
	if (!read_groups(&in, &whole, &points, &before_point))
		return false;
	if ((take(&in, ',') || take(&in, '.')) && !read_decimals(&in, &millionths, &n_decimals))
		return false;
	int64_t factor = read_unit(&in);
	/* "450,000 kr" is neither a Swedish amount nor surely an English one. */
	if (factor == 0 || whole > MONEY_MAX / factor || (factor == 1 && n_decimals > 2))
		return false;
	if (factor > 1 && points == 1 && n_decimals == 0 && whole / 1000 == before_point) {
		millionths = whole % 1000 * 1000; /* "1.137 mkr" */
		whole = before_point;
	}
	*sek = whole * factor + (millionths * factor + 500000) / 1000000;
	return true;
}

static const char *const months[12][3] = {
	{"januari", "jan", NULL}, {"februari", "feb", "febr"}, {"mars", "mar", NULL},
	{"april", "apr", NULL},   {"maj", NULL, NULL},         {"juni", "jun", NULL},
	{"juli", "jul", NULL},    {"augusti", "aug", NULL},    {"september", "sep", "sept"},
	{"oktober", "okt", NULL}, {"november", "nov", NULL},   {"december", "dec", NULL},
};

static bool take_month(struct scan *in, int64_t *month)
{
	for (int m = 0; m < 12; m++)
		for (int form = 0; form < 3 && months[m][form]; form++)
			if (take_word(in, months[m][form])) {
				take(in, '.');
				*month = m + 1;
				return true;
			}
	return false;
}

/* A date as it was written; 0 = that part is missing. */
struct parts {
	int64_t year, month, day;
};

/* "2014-02-01", "2014-02", "2014", "20140201" */
static bool take_numeric(struct scan *in, struct parts *out)
{
	struct scan at = *in;
	int64_t number;
	*out = (struct parts){0, 0, 0};
	if (take_digits(&at, 8, 8, &number)) {
		*out = (struct parts){number / 10000, number / 100 % 100, number % 100};
		*in = at;
		return true;
	}
	if (!take_digits(&at, 4, 4, &out->year))
		return false;
	*in = at;
	bool slash = take(&at, '/');
	if ((slash || take_dash(&at)) && take_digits(&at, 2, 2, &number) && number >= 1 &&
	    number <= 12) {
		out->month = number;
		*in = at;
		if ((slash ? take(&at, '/') : take_dash(&at)) && take_digits(&at, 2, 2, &number)) {
			out->day = number;
			*in = at;
		}
	}
	return true;
}

/* "15 maj 2011", "maj 2011", "15 maj" */
static bool take_worded(struct scan *in, struct parts *out)
{
	struct scan at = *in;
	*out = (struct parts){0, 0, 0};
	if (take_word(&at, "den"))
		skip_spaces(&at);
	if (take_digits(&at, 1, 2, &out->day))
		skip_spaces(&at);
	if (!take_month(&at, &out->month))
		return false;
	*in = at;
	skip_spaces(&at);
	if (take_digits(&at, 4, 4, &out->year))
		*in = at;
	return true;
}

static bool take_parts(struct scan *in, struct parts *out)
{
	skip_spaces(in);
	return take_worded(in, out) || take_numeric(in, out);
}

static bool complete(struct parts p, bool last, int64_t *yyyymmdd)
{
	int64_t month = p.month ? p.month : last ? 12 : 1;
	int64_t date = p.year * 10000 + month * 100 + (p.day ? p.day : 1);
	if (p.year < 1900 || p.year > 2100 || !date_valid(date))
		return false;
	if (last && p.day == 0) {
		date = p.year * 10000 + month * 100 + 31;
		while (!date_valid(date))
			date--;
	}
	*yyyymmdd = date;
	return true;
}

static bool read_date(struct str s, bool last, int64_t *yyyymmdd)
{
	struct scan in = {str_trim(s), 0};
	struct parts p;
	if (!take_parts(&in, &p))
		return false;
	if (p.day &&
	    (peek(&in) == 'T' || peek(&in) == ' ')) { /* "2014-02-01T00:00:00": the day is enough */
		int64_t hour;
		struct scan at = {in.s, in.pos + 1};
		if (take_digits(&at, 2, 2, &hour) && take(&at, ':'))
			in.pos = in.s.len;
	}
	return at_end(&in) && complete(p, last, yyyymmdd);
}

bool value_date(struct str s, int64_t *yyyymmdd)
{
	return read_date(s, false, yyyymmdd);
}

bool value_last_date(struct str s, int64_t *yyyymmdd)
{
	return read_date(s, true, yyyymmdd);
}

/* Between the dates of a period: "till", "t.o.m.", "–", "--". */
static bool take_until(struct scan *in)
{
	static const char *const words[] = {"till och med", "till", "t.o.m", "t o m", "tom", "to"};
	skip_spaces(in);
	if (take_dash(in)) {
		take_dash(in);
		return true;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (take_word(in, words[i])) {
			take(in, '.');
			return true;
		}
	return false;
}

bool value_period(struct str s, int64_t *start, int64_t *end)
{
	struct scan in = {str_trim(s), 0};
	struct parts a, b;
	int64_t first, last;
	if (!take_parts(&in, &a) || !take_until(&in) || !take_parts(&in, &b) || !at_end(&in))
		return false;
	if (a.year == 0)
		a.year = b.year;
	if (!complete(a, false, &first) || !complete(b, true, &last))
		return false;
	*start = first;
	*end = last;
	return true;
}

bool value_phone(struct str s, char out[20])
{
	struct scan in = {str_trim(s), 0};
	char digits[16];
	size_t n = 0;
	bool plus = take(&in, '+');
	while (in.pos < in.s.len) {
		uint32_t cp = utf8_next(in.s, &in.pos);
		if (cp == '(' && plus && str_starts(str_sub(in.s, in.pos, in.s.len), STR("0)"))) {
			in.pos += 2; /* "+46 (0)8" */
			continue;
		}
		if (is_digit(cp)) {
			if (n == sizeof(digits))
				return false;
			digits[n++] = (char)cp;
		} else if (!is_dash(cp) && !utf8_is_space(cp) && cp != '(' && cp != ')' &&
			   cp != '/') {
			return false;
		}
	}
	const char *prefix = "+";
	size_t skip = 0;
	if (!plus && n >= 2 && digits[0] == '0' && digits[1] == '0') {
		skip = 2;
	} else if (!plus) {
		if (n == 0 || digits[0] != '0')
			return false;
		prefix = "+46";
		skip = 1;
	}
	if (n - skip < 6 || n - skip > 13)
		return false;
	size_t len = strlen(prefix);
	memcpy(out, prefix, len);
	memcpy(out + len, digits + skip, n - skip);
	out[len + n - skip] = '\0';
	return true;
}

bool value_rate(struct str s, int64_t *rate)
{
	struct scan in = {str_trim(s), 0};
	int64_t whole, millionths = 0;
	size_t n_decimals;
	if (!take_digits(&in, 1, 3, &whole))
		return false;
	if ((take(&in, ',') || take(&in, '.')) && !read_decimals(&in, &millionths, &n_decimals))
		return false;
	skip_spaces(&in);
	if (!take(&in, '%') && !take_word(&in, "procent"))
		take_word(&in, "percent");
	int64_t hundredths = whole * 100 + (millionths + 5000) / 10000;
	if (!at_end(&in) || hundredths > 10000)
		return false;
	*rate = hundredths;
	return true;
}
