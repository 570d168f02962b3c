/*
 * pattern.c: matchers by hand, one for each thing. None looks further ahead than a fixed number of bytes,
 * so the time is linear whatever the text is.
 */
#include "text/pattern.h"

#include <stdint.h>

#include "base/utf8.h"
#include "text/fold.h"

static unsigned char at(struct str s, size_t pos)
{
	return pos < s.len ? (unsigned char)s.ptr[pos] : 0;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_ascii_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_ascii_alnum(unsigned char c)
{
	return is_digit(c) || is_ascii_letter(c);
}

static bool letter_at(struct str s, size_t pos)
{
	return pos < s.len && utf8_is_letter(utf8_next(s, &pos));
}

static size_t digits_at(struct str s, size_t pos)
{
	size_t n = 0;

	while (n < PATTERN_VALUE_MAX && is_digit(at(s, pos + n)))
		n++;
	return n;
}

static unsigned number_of(struct str s, size_t pos, size_t n)
{
	unsigned value = 0;

	for (size_t i = 0; i < n && i < 9; i++)
		value = value * 10 + (unsigned)(at(s, pos + i) - '0');
	return value;
}

/* The bytes of a blank inside a line at pos: blank, U+00A0, U+2009, U+202F; 0 when there is none. */
static size_t blank_at(struct str s, size_t pos)
{
	if (at(s, pos) == ' ')
		return 1;
	if (at(s, pos) == 0xC2 && at(s, pos + 1) == 0xA0)
		return 2;
	if (at(s, pos) == 0xE2 && at(s, pos + 1) == 0x80 &&
	    (at(s, pos + 2) == 0x89 || at(s, pos + 2) == 0xAF))
		return 3;
	return 0;
}

static void put(struct pattern_value *value, const char *bytes, size_t n)
{
	if (n > sizeof(value->text) - value->len)
		n = sizeof(value->text) - value->len;
	memcpy(value->text + value->len, bytes, n);
	value->len += n;
}

static void put_folded(struct pattern_value *value, struct str s)
{
	for (size_t pos = 0; pos < s.len;) {
		char folded[TEXT_FOLD_MAX];

		put(value, folded, text_fold_cp(utf8_next(s, &pos), folded));
	}
}

/* ---- addresses ---- */

static bool is_local(unsigned char c)
{
	return is_ascii_alnum(c) || c >= 0x80 || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

/* The end of a domain name at pos with at least one dot and a last label of letters, or 0. */
static size_t domain_end(struct str s, size_t pos)
{
	size_t end = pos, last = 0;

	while (end - pos < 64 && (is_ascii_alnum(at(s, end)) || at(s, end) == '-' || at(s, end) == '.')) {
		if (at(s, end) == '.' && !is_ascii_alnum(at(s, end + 1)))
			break;
		if (at(s, end) == '.')
			last = end + 1;
		end++;
	}
	while (end > pos && at(s, end - 1) == '-')
		end--;
	if (last <= pos + 1 || last + 2 > end || !is_ascii_letter(at(s, last)))
		return 0;
	return end;
}

size_t pattern_email(struct str s, size_t pos, struct pattern_value *value)
{
	size_t mark = pos, end;

	while (mark - pos < 64 && is_local(at(s, mark)))
		mark++;
	if (at(s, mark) != '@' || mark == pos)
		return 0;
	end = domain_end(s, mark + 1);
	if (end == 0 || end - pos > PATTERN_VALUE_MAX)
		return 0;
	value->len = 0;
	put_folded(value, str_sub(s, pos, end));
	return end;
}

static bool is_known_domain(struct str host)
{
	static const char *const TOP[] = { "se", "eu", "nu", "com", "org", "net", "info", "dk", "no",
		                           "fi", "de", "uk", "gov", "edu", "int", "europa", "ax" };
	size_t dot = host.len;

	for (size_t i = 0; i < host.len; i++) {
		if (host.ptr[i] >= 'A' && host.ptr[i] <= 'Z')
			return false; /* two sentences without a blank between: "slut.Se" */
	}
	while (dot > 0 && host.ptr[dot - 1] != '.')
		dot--;
	for (size_t i = 0; i < sizeof(TOP) / sizeof(TOP[0]); i++) {
		if (str_eq(str_sub(host, dot, host.len), str_from(TOP[i])))
			return true;
	}
	return false;
}

static bool ends_address(unsigned char c)
{
	return c <= ' ' || c == '"' || c == '<' || c == '>' || c == ')' || c == ']' || c == ',' ||
	       c == ';' || c == 0xC2 || c == 0xE2;
}

size_t pattern_host(struct str s, size_t pos, struct pattern_value *value)
{
	static const struct str SCHEMES[] = { { "http://", 7 }, { "https://", 8 }, { "ftp://", 6 } };
	struct str host;
	bool scheme = false;
	size_t end;

	for (size_t i = 0; i < 3 && !scheme; i++) {
		scheme = str_starts(str_sub(s, pos, s.len), SCHEMES[i]);
		pos += scheme ? SCHEMES[i].len : 0;
	}
	end = domain_end(s, pos);
	if (end == 0 || end - pos > PATTERN_VALUE_MAX)
		return 0;
	host = str_sub(s, pos, end);
	if (!scheme && (!is_known_domain(host) || letter_at(s, end)))
		return 0;
	if (str_starts(host, STR("www.")))
		host = str_sub(host, 4, host.len);
	value->len = 0;
	put_folded(value, host);
	if (at(s, end) == '/' || at(s, end) == '?' || at(s, end) == '#' || at(s, end) == ':') {
		size_t rest = end;

		while (!ends_address(at(s, rest)))
			rest++;
		while (rest > end && (at(s, rest - 1) == '.' || at(s, rest - 1) == ':'))
			rest--;
		end = rest;
	}
	return end;
}

/* ---- numbers ---- */

static bool is_month_and_day(struct str s, size_t pos)
{
	unsigned month = number_of(s, pos, 2), day = number_of(s, pos + 2, 2);

	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static size_t identity_number(struct str s, size_t pos)
{
	size_t n = digits_at(s, pos), end = pos + n + 5;

	if ((n != 6 && n != 8) || (at(s, pos + n) != '-' && at(s, pos + n) != '+') ||
	    digits_at(s, pos + n + 1) != 4 || letter_at(s, end))
		return 0;
	return is_month_and_day(s, pos + n - 4) ? end : 0;
}

/* One separator between groups of a phone number: a blank, a hyphen, a slash, or " - ". */
static size_t phone_separator(struct str s, size_t pos)
{
	size_t n = blank_at(s, pos);

	if (at(s, pos + n) == '-' || at(s, pos + n) == '/')
		n += 1 + blank_at(s, pos + n + 1);
	return n;
}

/*
 * Groups of 2–4 digits (a single one of up to 8) from pos, as many as keep the total within max. Appends
 * the digits; returns the end of the last group taken, pos when there is none.
 */
static size_t phone_groups(struct str s, size_t pos, size_t max, struct pattern_value *value)
{
	size_t end = pos, start = pos;

	for (size_t groups = 0; groups < 6; groups++) {
		size_t n = digits_at(s, start), gap;

		if (n < 2 || (n > 4 && (groups > 0 || n > 8)) || value->len + n > max)
			break;
		put(value, s.ptr + start, n);
		end = start + n;
		gap = phone_separator(s, end);
		if (gap == 0)
			break;
		start = end + gap;
	}
	return end;
}

static size_t foreign_phone(struct str s, size_t pos, struct pattern_value *value)
{
	size_t n, end;

	pos += at(s, pos) == '+' ? 1 : 2;
	if (at(s, pos) == '4' && at(s, pos + 1) == '6') { /* Sweden: as at home */
		pos += 2;
		pos += blank_at(s, pos);
		if (str_starts(str_sub(s, pos, s.len), STR("(0)")))
			pos += 3;
		pos += phone_separator(s, pos);
		put(value, "0", 1);
		n = digits_at(s, pos);
		if (n >= 7 && n <= 9) {
			put(value, s.ptr + pos, n);
			return pos + n;
		}
		if (n < 1 || n > 3)
			return 0;
		put(value, s.ptr + pos, n);
		pos += n + phone_separator(s, pos + n);
		end = phone_groups(s, pos, 10, value);
		return value->len >= 8 ? end : 0;
	}
	put(value, "+", 1);
	n = digits_at(s, pos);
	if (n < 1 || n > 12)
		return 0;
	put(value, s.ptr + pos, n);
	end = pos + n;
	pos = end + phone_separator(s, end);
	if (pos > end) {
		size_t last = phone_groups(s, pos, 14, value);

		end = last > pos ? last : end;
	}
	return value->len >= 9 ? end : 0;
}

size_t pattern_phone(struct str s, size_t pos, struct pattern_value *value)
{
	size_t n = digits_at(s, pos), gap, end = identity_number(s, pos);

	value->len = 0;
	if (end > 0) {
		put(value, s.ptr + pos, n);
		put(value, s.ptr + end - 4, 4);
		return end;
	}
	if (at(s, pos) == '+' || (at(s, pos) == '0' && at(s, pos + 1) == '0'))
		return foreign_phone(s, pos, value);
	if (at(s, pos) != '0' || n < 2)
		return 0;
	put(value, s.ptr + pos, n);
	if (n >= 9)
		return n <= 10 && !letter_at(s, pos + n) ? pos + n : 0;
	gap = phone_separator(s, pos + n);
	if (n > 4 || gap == 0)
		return 0;
	end = phone_groups(s, pos + n + gap, 10, value);
	return value->len >= 8 && !is_digit(at(s, end)) ? end : 0;
}

size_t pattern_date(struct str s, size_t pos, struct pattern_value *value)
{
	static const unsigned char DAYS[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	unsigned month, day;

	if (digits_at(s, pos) != 4 || at(s, pos + 4) != '-' || digits_at(s, pos + 5) != 2 ||
	    at(s, pos + 7) != '-' || digits_at(s, pos + 8) != 2)
		return 0;
	month = number_of(s, pos + 5, 2);
	day = number_of(s, pos + 8, 2);
	if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1] ||
	    (at(s, pos + 10) == '-' && is_ascii_alnum(at(s, pos + 11))))
		return 0;
	value->len = 0;
	put(value, s.ptr + pos, 10);
	return pos + 10;
}

/* Groups of three digits with a blank, or all with the same mark, before each; returns the end. */
static size_t thousands(struct str s, size_t end, unsigned char mark, struct pattern_value *value,
                        size_t *groups)
{
	*groups = 0;
	while (value->len < PATTERN_VALUE_MAX - 4) {
		size_t gap = mark ? at(s, end) == mark : blank_at(s, end);

		if (gap == 0 || digits_at(s, end + gap) != 3)
			break;
		put(value, s.ptr + end + gap, 3);
		end += gap + 3;
		++*groups;
	}
	return end;
}

size_t pattern_number(struct str s, size_t pos, struct pattern_value *value)
{
	size_t n = digits_at(s, pos), end = pos + n, groups = 0, decimals;

	if (n == 0 || n > 24)
		return 0;
	value->len = 0;
	put(value, s.ptr + pos, n);
	if (n <= 3 && at(s, pos) != '0') {
		unsigned char mark = at(s, end) == '.' || at(s, end) == ',' ? at(s, end) : 0;

		end = thousands(s, end, mark, value, &groups);
		if (mark && groups < 2) { /* "1.500" may be anything: left as it is */
			end = pos + n;
			value->len = n;
			groups = 0;
		}
	}
	decimals = digits_at(s, end + 1);
	if ((at(s, end) == ',' || (at(s, end) == '.' && decimals != 3 && groups == 0)) && decimals > 0 &&
	    decimals <= 6 && !(at(s, end + 1 + decimals) == '.' && is_digit(at(s, end + 2 + decimals)))) {
		put(value, ",", 1);
		put(value, s.ptr + end + 1, decimals);
		end += 1 + decimals;
	}
	return end;
}

/* ---- references ---- */

#define GROUPS_MAX 6

struct group {
	size_t start, len;
	bool digits, upper, mixed; /* mixed: capitals and digits, "S02" */
	unsigned char before;      /* the separator, 0 for the first */
};

/* Letters and digits with / - : between, from pos; returns how many groups. */
static size_t scan_groups(struct str s, size_t pos, struct group *groups)
{
	size_t n = 0;

	for (;;) {
		struct group g = { .start = pos, .before = n ? at(s, pos - 1) : 0 };
		size_t n_digits = 0, n_upper = 0, n_other = 0;

		while (pos < s.len && pos - g.start < 24) {
			size_t next = pos;
			uint32_t cp = utf8_next(s, &next);

			if (cp < 0x80 && is_digit((unsigned char)cp))
				n_digits++;
			else if (utf8_is_upper(cp))
				n_upper++;
			else if (utf8_is_letter(cp))
				n_other++;
			else
				break;
			pos = next;
		}
		g.len = pos - g.start;
		if (g.len == 0)
			return n;
		g.digits = n_digits > 0 && n_upper + n_other == 0;
		g.upper = n_upper > 0 && n_digits + n_other == 0;
		g.mixed = n_upper > 0 && n_digits > 0 && n_other == 0;
		groups[n++] = g;
		if (n == GROUPS_MAX || (at(s, pos) != '/' && at(s, pos) != '-' && at(s, pos) != ':'))
			return n;
		pos++;
	}
}

static bool is_year(struct str s, const struct group *g)
{
	return g->digits && g->len == 4 && number_of(s, g->start, 4) >= 1900 &&
	       number_of(s, g->start, 4) < 2100;
}

/* Two neighbours that make a reference: a year or a case number with a running number. */
static bool is_pair(struct str s, const struct group *a, const struct group *b, const struct group *c)
{
	if (!b->digits)
		return false;
	if (a->mixed && b->before == '/' && a->len >= 5)
		return true;
	if (!is_year(s, a))
		return false;
	switch (b->before) {
	case '/':
		if (b->len == 2)
			return c && c->before == ':' && c->digits;
		return b->len >= 3 && !is_year(s, b);
	case ':':
		return true;
	default:
		return b->len >= 3 && !is_year(s, b);
	}
}

static bool is_code(struct str s, const struct group *g, size_t n)
{
	size_t n_digits = 0, n_capital = 0, n_hyphens = 0;

	for (size_t i = 0; i < n; i++) {
		if (i + 1 < n && is_pair(s, &g[i], &g[i + 1], i + 2 < n ? &g[i + 2] : NULL))
			return true;
		if (!g[i].digits && !g[i].upper && !g[i].mixed)
			return false;
		n_digits += g[i].digits;
		n_capital += g[i].mixed;
		n_hyphens += g[i].before == '-';
	}
	if (n == 2 && g[0].digits && g[1].digits)
		return g[0].len == 6 && g[1].len == 4 && n_hyphens == 1;
	return n >= 3 && n_hyphens == n - 1 && n_digits >= 2 && n_capital >= 1;
}

size_t pattern_code(struct str s, size_t pos, struct pattern_value *value)
{
	struct group groups[GROUPS_MAX];
	size_t n = scan_groups(s, pos, groups), end;

	if (n < 2 || !is_code(s, groups, n))
		return 0;
	end = groups[n - 1].start + groups[n - 1].len;
	if (end - pos > PATTERN_VALUE_MAX)
		return 0;
	value->len = 0;
	put_folded(value, str_sub(s, pos, end));
	return end;
}

size_t pattern_series(struct str s, size_t pos, size_t word_end, struct pattern_value *value)
{
	static const char *const SERIES[] = { "sou", "ds", "sfs", "prop", "bet", "dir", "mot",
		                              "skr", "rskr", "rir", "kom" };
	struct pattern_value word = { .len = 0 }, number;
	size_t end = word_end + (at(s, word_end) == '.'), gap = blank_at(s, end);
	bool series = true;

	if (gap == 0 || !is_digit(at(s, end + gap)) || word_end - pos > 12)
		return 0;
	for (size_t p = pos; p < word_end;)
		series &= utf8_is_upper(utf8_next(s, &p));
	put_folded(&word, str_sub(s, pos, word_end));
	series &= word.len >= 2;
	for (size_t i = 0; i < sizeof(SERIES) / sizeof(SERIES[0]) && !series; i++)
		series = str_eq((struct str){ word.text, word.len }, str_from(SERIES[i]));
	end += gap;
	end = series ? pattern_code(s, end, &number) : 0;
	if (end == 0)
		return 0;
	*value = word;
	put(value, number.text, number.len);
	return end;
}

/* ---- abbreviations ---- */

/* In the order of their first letters; full stops part the pieces. The first piece is as begins_abbreviation() says. */
static const char *const ABBREVIATIONS[] = {
	"bl.a",   "d.v.s", "e.d",   "e.dyl", "f.d",   "f.n",   "f.v.b", "f.ö",    "fr.a",  "fr.o.m",
	"f.r.o.m", "i.o.m", "i.st.f", "m.a.o", "m.a.p", "m.fl",  "m.h.a", "m.m",    "o.d",   "o.dyl",
	"o.s.v",  "p.g.a", "s.a.s", "s.k",   "t.ex",  "t.h",   "t.o.m", "t.v",    "u.a",   "u.å",
	"v.g.v",
};

/* The end of the abbreviation at pos, or 0: each piece with a stop, a blank or both after it. */
static size_t spelled_out(struct str s, size_t pos, struct str pieces)
{
	bool first = true;

	for (size_t i = 0; i < pieces.len;) {
		uint32_t want = utf8_next(pieces, &i), have;

		if (want == '.') {
			size_t stop = at(s, pos) == '.', gap = blank_at(s, pos + stop);

			if (stop + gap == 0)
				return 0;
			pos += stop + gap;
			continue;
		}
		if (pos >= s.len)
			return 0;
		have = utf8_next(s, &pos);
		if (have != want && !(first && utf8_lower(have) == want))
			return 0;
		first = false;
	}
	return letter_at(s, pos) || is_digit(at(s, pos)) ? 0 : pos;
}

/* Most words are told by this: one letter, or two that end in l or r, and a stop or blank behind. */
static bool begins_abbreviation(struct str s, size_t pos)
{
	unsigned char second = at(s, pos + 1);
	size_t end = pos + (second == 'l' || second == 'r' ? 2 : 1);

	return at(s, end) == '.' || blank_at(s, end) > 0;
}

size_t pattern_abbreviation(struct str s, size_t pos, struct pattern_value *value)
{
	char first = (char)(at(s, pos) | 0x20);

	if (!begins_abbreviation(s, pos))
		return 0;
	for (size_t i = 0; i < sizeof(ABBREVIATIONS) / sizeof(ABBREVIATIONS[0]); i++) {
		struct str pieces;
		size_t end;

		if (ABBREVIATIONS[i][0] != first)
			continue;
		pieces = str_from(ABBREVIATIONS[i]);
		end = spelled_out(s, pos, pieces);
		if (end == 0)
			continue;
		value->len = 0;
		for (size_t k = 0; k < pieces.len; k++) {
			if (pieces.ptr[k] != '.')
				put(value, pieces.ptr + k, 1);
		}
		return end;
	}
	return 0;
}

bool pattern_is_colon_suffix(struct str s)
{
	static const char *const SUFFIXES[] = {
		"s",    "n",    "ns",    "t",    "ts",   "en",    "ens",  "et",    "ets",  "an",
		"ans",  "a",    "as",    "e",    "es",   "ar",    "ars",  "arna",  "arnas", "are",
		"ares", "aren", "arens", "er",   "ers",  "erna",  "ernas", "or",   "orna", "na",
		"nas",  "it",   "is",   "ande",
	};
	char small[8];
	size_t n = s.len;

	if (n == 0 || n > 6)
		return false;
	for (size_t i = 0; i < n; i++)
		small[i] = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 0x20 : s.ptr[i]);
	for (size_t i = 0; i < sizeof(SUFFIXES) / sizeof(SUFFIXES[0]); i++) {
		if (str_eq((struct str){ small, n }, str_from(SUFFIXES[i])))
			return true;
	}
	return false;
}
