/*
 * rtf.c: Rich Text Format 1.9 → text: groups, control words, characters of windows-1252 and
 * Unicode.
 *
 * Groups that hold no text of the document (fonts, colours, pictures, fields' instructions, what a
 * reader may pass over) are left out.
 */
#include "base/utf8.h"
#include "extract/extract.h"

#define GROUPS_MAX 1000
#define WORD_MAX 32

struct rtf {
	struct str s;
	size_t pos;
	struct lines *out;
	struct {
		bool skip;
		unsigned after_unicode; /* bytes that stand in for a Unicode character */
	} groups[GROUPS_MAX];
	size_t depth;
	unsigned pass; /* such bytes still to pass over */
	bool opened;   /* the group has just begun */
	uint32_t high; /* first half of a surrogate pair, or 0 */
};

/* Unicode of windows-1252's 0x80–0x9F; 0 where it has none. */
static const uint16_t cp1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static void put(struct rtf *r, uint32_t cp)
{
	char bytes[4];
	if (!r->groups[r->depth].skip && cp > 0)
		lines_text(r->out, (struct str){bytes, utf8_put(bytes, cp)});
}

/* A byte that is text. */
static void put_byte(struct rtf *r, unsigned char byte)
{
	if (r->pass > 0)
		r->pass--;
	else
		put(r, byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte);
}

static void put_unicode(struct rtf *r, long number)
{
	uint32_t unit = (uint32_t)(number < 0 ? number + 65536 : number) & 0xFFFF;
	if (unit >= 0xD800 && unit < 0xDC00) {
		r->high = unit;
	} else if (unit >= 0xDC00 && unit < 0xE000) {
		if (r->high)
			put(r, 0x10000 + ((r->high - 0xD800) << 10) + (unit - 0xDC00));
		r->high = 0;
	} else {
		put(r, unit);
	}
	r->pass = r->groups[r->depth].after_unicode;
}

static bool is_word(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_eq(word, str_from(*words)))
			return true;
	return false;
}

static void run_word(struct rtf *r, struct str word, long number)
{
	static const char *const outside[] = {
		"fonttbl", "colortbl", "stylesheet", "info",   "pict",   "object",      "fldinst",
		"header",  "headerl",  "headerr",    "headerf", "footer", "footerl",    "footerr",
		"footerf", "footnote", "annotation", "bkmkstart", "listtable", "listoverridetable", "themedata",
		"xe",      "tc",       "generator",  NULL};
	static const char *const gaps[] = {"par", "row", "sect", NULL};
	static const struct {
		const char *word;
		uint32_t cp;
	} characters[] = {{"tab", ' '},          {"emdash", 0x2014},    {"endash", 0x2013},
			  {"bullet", 0x2022},    {"lquote", 0x2018},    {"rquote", 0x2019},
			  {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"cell", ' '},
			  {"emspace", ' '},      {"enspace", ' '}};
	bool skip = r->groups[r->depth].skip;
	if (is_word(word, outside))
		r->groups[r->depth].skip = true;
	else if (str_eq(word, STR("u")))
		put_unicode(r, number);
	else if (str_eq(word, STR("uc")))
		r->groups[r->depth].after_unicode = number > 0 && number < 8 ? (unsigned)number : 0;
	else if (str_eq(word, STR("page")) && !skip)
		lines_page(r->out);
	else if (str_eq(word, STR("line")) && !skip)
		lines_break(r->out);
	else if (is_word(word, gaps) && !skip)
		lines_gap(r->out);
	for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++)
		if (str_eq(word, str_from(characters[i].word)))
			put(r, characters[i].cp);
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "\word-12 " at the backslash. */
static void control_word(struct rtf *r)
{
	size_t start = r->pos;
	long number = 0;
	bool negative = false;
	while (r->pos < r->s.len && r->s.ptr[r->pos] >= 'a' && r->s.ptr[r->pos] <= 'z' &&
	       r->pos - start < WORD_MAX)
		r->pos++;
	struct str word = str_sub(r->s, start, r->pos);
	if (r->pos < r->s.len && r->s.ptr[r->pos] == '-') {
		negative = true;
		r->pos++;
	}
	for (; r->pos < r->s.len && r->s.ptr[r->pos] >= '0' && r->s.ptr[r->pos] <= '9'; r->pos++)
		if (number < 1000000)
			number = number * 10 + (r->s.ptr[r->pos] - '0');
	if (r->pos < r->s.len && r->s.ptr[r->pos] == ' ')
		r->pos++;
	if (str_eq(word, STR("bin")))
		r->pos += (size_t)number < r->s.len - r->pos ? (size_t)number : r->s.len - r->pos;
	else
		run_word(r, word, negative ? -number : number);
}

/* What follows a backslash. */
static void control(struct rtf *r)
{
	char c = r->pos < r->s.len ? r->s.ptr[r->pos] : '\0';
	if (c >= 'a' && c <= 'z') {
		control_word(r);
		return;
	}
	r->pos += r->pos < r->s.len;
	if (c == '\'' && r->pos + 1 < r->s.len && hex(r->s.ptr[r->pos]) >= 0 &&
	    hex(r->s.ptr[r->pos + 1]) >= 0) {
		int byte = hex(r->s.ptr[r->pos]) * 16 + hex(r->s.ptr[r->pos + 1]);
		r->pos += 2;
		put_byte(r, (unsigned char)byte);
	} else if (c == '~') {
		put(r, 0xA0);
	} else if (c == '_') {
		put(r, '-');
	} else if (c == '*' && r->opened) {
		r->groups[r->depth].skip = true;
	} else if (c == '\n' || c == '\r') {
		lines_gap(r->out); /* as \par */
	} else if (c == '\\' || c == '{' || c == '}') {
		put_byte(r, (unsigned char)c);
	}
}

static bool open_group(struct rtf *r)
{
	if (r->depth + 1 >= GROUPS_MAX)
		return false;
	r->groups[r->depth + 1] = r->groups[r->depth];
	r->depth++;
	return true;
}

enum extract_end extract_rtf(struct str bytes, struct lines *out)
{
	struct rtf r = {.s = bytes, .out = out};
	if (!str_starts(bytes, STR("{\\rtf")))
		return EXTRACT_DAMAGED;
	r.groups[0].after_unicode = 1;
	while (r.pos < bytes.len) {
		char c = bytes.ptr[r.pos++];
		bool opened = false;
		if (c == '{') {
			opened = true;
			if (!open_group(&r))
				return EXTRACT_LIMIT;
		} else if (c == '}') {
			r.depth -= r.depth > 0;
			r.pass = 0;
		} else if (c == '\\') {
			control(&r);
		} else if (c != '\n' && c != '\r' && c != '\0') {
			put_byte(&r, (unsigned char)c);
		}
		r.opened = opened;
	}
	return EXTRACT_DONE;
}
