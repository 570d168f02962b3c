/*
 * esf_sections.c: the text of a fund's page → sections, lists of municipalities and partners,
 * sub-headings.
 *
 * A heading is a whole line with a blank before and after it. Applicants also write headings of
 * their own right above a paragraph: those stay in the text of their section and are listed as
 * sub-headings. On pages without any blank lines around headings, the known ones count wherever
 * they fill a line.
 */
#include "base/utf8.h"
#include "record/esf.h"
#include "record/prose.h"
#include "record/word.h"
#include "schema/section.h"

#define SUBHEADING_MAX 90 /* characters */
#define HEADING_MAX 60    /* of a heading that no table knows */
#define HEADING_WORDS 8
#define HEADING_BYTES 180 /* of any heading */
#define FULL_LINE 120     /* the longest line of hard-wrapped text is shorter */

/* A line that the table of section roles knows as a heading. */
struct known {
	bool is;
	enum leta_section_role role;
};

struct reader {
	struct esf_page *page;
	struct known *known; /* for each line */
	struct buf text;     /* of the section in hand */
	bool relaxed;        /* the page has no blank lines around its headings */
};

/* What a line is as a heading. */
struct heading {
	bool is;
	enum leta_field_id
		list; /* the field that the lines below it fill; LETA_FIELD_COUNT = a section */
	enum leta_section_role role;
};

static const struct {
	const char *text;
	enum leta_field_id field;
} lists[] = {
	{"kommun", LETA_FIELD_MUNICIPALITY},      {"kommuner", LETA_FIELD_MUNICIPALITY},
	{"samarbetspartner", LETA_FIELD_PARTNER}, {"samarbetspartners", LETA_FIELD_PARTNER},
	{"medfinansiär", LETA_FIELD_COFINANCIER}, {"medfinansiärer", LETA_FIELD_COFINANCIER},
};

static const char *const goal_headings[] = {
	"mätbara mål",         "mätbara målsättningar", "kvantitativa mål",
	"mål och indikatorer", "indikatorer",
};

static bool is_blank(const struct esf_page *page, size_t i)
{
	return i >= page->n || page->lines[i].kind != ESF_LINE_TEXT;
}

static struct str without_colon(struct str line)
{
	while (line.len > 0 && line.ptr[line.len - 1] == ':')
		line.len--;
	return str_trim(line);
}

static bool is_item(struct str line)
{
	size_t n = 0;
	while (n < line.len && line.ptr[n] >= '0' && line.ptr[n] <= '9')
		n++;
	if (n == 0 && line.len > 0 && utf8_is_letter((unsigned char)line.ptr[0]))
		n = 1; /* "a. " */
	bool numbered =
		n > 0 && n <= 3 && n + 1 < line.len && line.ptr[n] == '.' && line.ptr[n + 1] == ' ';
	return numbered || prose_is_item(line);
}

/* The last character of a line that is no closing quote or bracket. */
static uint32_t last_mark(struct str line)
{
	while (line.len > 0) {
		size_t pos = line.len;
		uint32_t cp = utf8_prev(line, &pos);
		if (cp != ')' && cp != '"' && cp != 0x201D && cp != 0xBB)
			return cp;
		line.len = pos;
	}
	return 0;
}

static bool ends_sentence(struct str line)
{
	uint32_t cp = last_mark(line);
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026;
}

/* Whether a line between blanks that no table knows reads like a heading of the text below it. */
static bool is_own_heading(const struct esf_page *page, size_t i)
{
	struct str line = page->lines[i].text;
	uint32_t last = last_mark(line);
	size_t next = i + 1, words = 0, pos = 0;
	struct word w;
	if (!word_is_upper(line) || is_item(line) || utf8_count(line) > HEADING_MAX ||
	    (ends_sentence(line) && last != '?') || last == ':' || last == ',' || last == ';')
		return false;
	while (word_next(line, &pos, &w))
		words++;
	while (next < page->n && is_blank(page, next))
		next++;
	struct str below = next < page->n ? page->lines[next].text : STR("");
	return words <= HEADING_WORDS && (is_item(below) || utf8_count(below) > HEADING_MAX);
}

static struct heading heading_at(const struct reader *r, size_t i)
{
	const struct esf_page *page = r->page;
	struct heading none = {false, LETA_FIELD_COUNT, LETA_ROLE_BODY}, h = none;
	if (is_blank(page, i) || page->lines[i].text.len > HEADING_BYTES)
		return none;
	struct str name = without_colon(page->lines[i].text);
	bool before = i == 0 || is_blank(page, i - 1), after = is_blank(page, i + 1);
	for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++)
		if (word_same(name, str_from(lists[k].text)))
			h.list = lists[k].field;
	bool marked = page->lines[i].level > 0;
	if (h.list != LETA_FIELD_COUNT) {
		h.is = marked || (before && after) || (i + 1 < page->n && is_item(page->lines[i + 1].text));
		return h;
	}
	h.role = r->known[i].role;
	if (!r->known[i].is) {
		h.is = marked || (before && after && is_own_heading(page, i));
		return h;
	}
	bool always = h.role == LETA_ROLE_SUMMARY || h.role == LETA_ROLE_BACKGROUND ||
		      h.role == LETA_ROLE_PURPOSE || h.role == LETA_ROLE_HORIZONTAL;
	bool bare = !is_item(name); /* "1. Resultat" may be an item of a list */
	h.is = marked || (before && after) || (bare && (r->relaxed || (always && (before || after))));
	return h;
}

/* "(1)", "(2, 5)" that refer to the bibliography; returns the length with the mark, or 0. */
static size_t footnote_mark(const struct leta_record *record, struct str rest)
{
	size_t i = 1;
	if (rest.len < 3 || rest.ptr[0] != '(')
		return 0;
	while (i < rest.len) {
		unsigned no;
		size_t used;
		if (!word_number(str_sub(rest, i, rest.len), &no, &used) ||
		    !esf_has_reference(record, no))
			return 0;
		i += used;
		if (i < rest.len && rest.ptr[i] == ')')
			return i + 1;
		if (i == rest.len || rest.ptr[i++] != ',')
			return 0;
		while (i < rest.len && rest.ptr[i] == ' ')
			i++;
	}
	return 0;
}

/* Appends a line without its footnote marks and the blanks before them. */
static void append_line(struct reader *r, struct str line)
{
	const struct leta_record *record = r->page->b->record;
	size_t from = 0, mark;
	for (size_t at = 0; record->n_references > 0; at += mark ? mark : 1) {
		at = str_find(line, STR("("), at);
		if (at == (size_t)-1)
			break;
		mark = footnote_mark(record, str_sub(line, at, line.len));
		if (mark == 0)
			continue;
		size_t end = at;
		while (end > from && line.ptr[end - 1] == ' ')
			end--;
		buf_str(&r->text, str_sub(line, from, end));
		from = at + mark;
	}
	buf_str(&r->text, str_sub(line, from, line.len));
}

/* Whether a line goes on in the sentence that the line before it broke off. */
static bool goes_on(struct str before, struct str line)
{
	return !ends_sentence(before) && word_is_lower(line) && !is_item(line);
}

static void append_text(struct reader *r, size_t from, size_t to)
{
	const struct esf_page *page = r->page;
	struct str last = STR("");
	buf_clear(&r->text);
	for (size_t i = from; i < to; i++) {
		if (is_blank(page, i)) {
			last = STR("");
			continue;
		}
		struct str line = page->lines[i].text;
		if (last.len > 0)
			buf_char(&r->text, goes_on(last, line) ? ' ' : '\n');
		else if (r->text.len > 0)
			buf_cstr(&r->text, "\n\n");
		append_line(r, line);
		last = line;
	}
}

/* The stretch of the source from the first to the last line of text in from … to. */
static struct str source(const struct esf_page *page, size_t from, size_t to)
{
	while (from < to && is_blank(page, from))
		from++;
	while (to > from && is_blank(page, to - 1))
		to--;
	if (from == to)
		return STR("");
	const char *begin = page->lines[from].text.ptr;
	struct str last = page->lines[to - 1].text;
	return (struct str){begin, (size_t)(last.ptr + last.len - begin)};
}

/* Whether line i of a section is a heading of its own right above a paragraph. */
static bool is_subheading(const struct esf_page *page, size_t i, size_t width)
{
	struct str line = page->lines[i].text;
	if (line.len > HEADING_BYTES * 2 || (i > 0 && !is_blank(page, i - 1)) ||
	    is_blank(page, i + 1))
		return false;
	size_t chars = utf8_count(line);
	uint32_t last = last_mark(line);
	if (chars >= SUBHEADING_MAX || (width < FULL_LINE && chars * 10 > width * 7))
		return false;
	return word_is_upper(line) && !is_item(line) && !ends_sentence(line) && last != ',' &&
	       last != ';' && !goes_on(line, page->lines[i + 1].text);
}

static bool is_goal_heading(struct str name)
{
	for (size_t i = 0; i < sizeof(goal_headings) / sizeof(goal_headings[0]); i++)
		if (word_same(name, str_from(goal_headings[i])))
			return true;
	return false;
}

static struct str without_bullet(struct str line)
{
	size_t pos = 0;
	if (!prose_is_item(line))
		return line;
	utf8_next(line, &pos);
	if (pos < line.len && line.ptr[pos] == ')')
		pos++;
	return str_trim(str_sub(line, pos, line.len));
}

static bool add_goals(struct reader *r, size_t from, size_t to)
{
	while (from < to && is_blank(r->page, from))
		from++;
	for (size_t i = from; i < to && !is_blank(r->page, i); i++)
		if (!esf_add_goal(r->page->b, without_bullet(r->page->lines[i].text),
				  (unsigned)i + 1))
			return false;
	return true;
}

static bool add_subheadings(struct reader *r, size_t from, size_t to)
{
	const struct esf_page *page = r->page;
	size_t width = prose_width(source(page, from, to));
	for (size_t i = from; i < to; i++) {
		if (is_blank(page, i) || !is_subheading(page, i, width))
			continue;
		struct str name = page->lines[i].text;
		if (!record_add_text(page->b, LETA_FIELD_SUBHEADING, name, (unsigned)i + 1))
			return false;
		if (is_goal_heading(without_colon(name)) && !add_goals(r, i + 1, to))
			return false;
	}
	return true;
}

/* heading = page.n: text without one. */
static bool add_section(struct reader *r, size_t heading, size_t from, size_t to)
{
	const struct esf_page *page = r->page;
	bool named = heading < page->n;
	struct str title = named ? without_colon(page->lines[heading].text) : STR("");
	while (from < to && is_blank(page, from))
		from++;
	append_text(r, from, to);
	if (buf_status(&r->text, NULL) != LETA_OK)
		return false;
	if (!named && r->text.len == 0)
		return true;
	struct leta_section *s = record_add_section(page->b, title, buf_view(&r->text),
						    (unsigned)(named ? heading : from) + 1);
	if (!s)
		return false;
	s->chars = utf8_count(source(page, from, to));
	if (named && is_goal_heading(title) && !add_goals(r, from, to))
		return false;
	return add_subheadings(r, from, to);
}

/* One item a line, never split at commas. Text behind a list of bullets is not part of it. */
static bool add_list(struct reader *r, enum leta_field_id field, size_t heading, size_t to)
{
	const struct esf_page *page = r->page;
	bool bullets = false, gap = false, any = false;
	size_t i = heading + 1;
	for (; i < to; i++) {
		if (is_blank(page, i)) {
			gap = true;
			continue;
		}
		struct str line = page->lines[i].text;
		bool item = prose_is_item(line);
		if (bullets && gap && !item)
			break;
		bullets = bullets || item;
		gap = false;
		any = true;
		if (!record_add_text(page->b, field, without_bullet(line), (unsigned)heading + 1))
			return false;
	}
	if (!any && !record_add_text(page->b, field, STR(""), (unsigned)heading + 1))
		return false;
	return add_section(r, page->n, i, to);
}

/* Takes tools of the page out of its text, and finds known headings and whether they have blank
 * lines around. */
static bool prepare(struct reader *r)
{
	struct esf_page *page = r->page;
	r->known = arena_zalloc(page->b->arena, page->n + 1, sizeof(*r->known));
	if (!r->known)
		return false;
	for (size_t i = 0; i < page->n; i++) {
		const struct esf_line *line = &page->lines[i];
		if (is_blank(page, i))
			continue;
		enum esf_chrome chrome = esf_chrome(line->text);
		if (chrome != ESF_CHROME_NONE && chrome != ESF_CHROME_BANNER && !esf_strip(page, i))
			return false;
		if (line->kind == ESF_LINE_TEXT && line->text.len <= HEADING_BYTES &&
		    !prose_is_item(line->text))
			r->known[i].role = section_role(without_colon(line->text), &r->known[i].is);
	}
	r->relaxed = true;
	for (size_t i = 0; i < page->n && r->relaxed; i++)
		if (r->known[i].is && is_blank(page, i + 1) && (i == 0 || is_blank(page, i - 1)))
			r->relaxed = false;
	return true;
}

/* References below headings like "Källförteckning", so that marks in the text can be told from
 * numbers. */
static bool read_references(const struct reader *r)
{
	const struct esf_page *page = r->page;
	for (size_t i = 0; i < page->n; i++) {
		if (!r->known[i].is || r->known[i].role != LETA_ROLE_SOURCES)
			continue;
		size_t to = i + 1;
		while (to < page->n && is_blank(page, to))
			to++;
		for (; to < page->n && !is_blank(page, to); to++)
			if (!esf_add_reference(page->b, page->lines[to].text))
				return false;
		i = to - 1;
	}
	return true;
}

bool esf_read_sections(struct esf_page *page)
{
	struct reader r = {.page = page};
	size_t last = page->n, from = 0;
	struct heading open = {false, LETA_FIELD_COUNT, LETA_ROLE_BODY};
	buf_init(&r.text, (size_t)64 << 20);
	bool ok = prepare(&r) && read_references(&r);
	for (size_t i = 0; ok && i <= page->n; i++) {
		struct heading h = {true, LETA_FIELD_COUNT, LETA_ROLE_BODY};
		if (i < page->n)
			h = heading_at(&r, i);
		if (!h.is)
			continue;
		ok = open.list != LETA_FIELD_COUNT ? add_list(&r, open.list, last, i)
						   : add_section(&r, last, from, i);
		open = h;
		last = i;
		from = i + 1;
	}
	buf_fini(&r.text);
	return ok;
}
