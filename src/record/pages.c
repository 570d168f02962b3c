/*
 * pages.c: finding the marks between pages.
 *
 * Every kind of mark counts up from page to page, so a kind is believed when its numbers do: each
 * at most NUMBER_STEP above the one before. A first pass counts the marks of each kind, a second
 * one cuts at those of the best kind.
 */
#include "record/pages.h"

#include "base/date.h"
#include "base/utf8.h"
#include "record/word.h"

#define NUMBER_STEP 3 /* a page or two may have lost its number */
#define PAGE_MAX 100000u
#define LONG_LINE 400 /* mean bytes of lines that are pages */
#define OFFSET_MAX 50 /* covers and prefaces before printed page 1 */

/* A page head or foot: "Sid 2 (9)". */
struct form {
	unsigned number, total;
	size_t used;
	enum { FORM_OF, FORM_WORD, FORM_DASH } kind;
};

static size_t blanks(struct str s, size_t from)
{
	while (from < s.len && s.ptr[from] == ' ')
		from++;
	return from;
}

static bool take_number(struct str s, size_t *pos, unsigned *number)
{
	size_t used;
	if (!word_number(str_sub(s, *pos, s.len), number, &used) || *number == 0 ||
	    *number > PAGE_MAX)
		return false;
	*pos += used;
	return true;
}

/* " (9)" or " av 9". */
static bool take_total(struct str s, size_t *pos, bool has_word, unsigned *total)
{
	static const char *const of[] = {"av", "of", "/"};
	size_t at = blanks(s, *pos);
	if (at < s.len && s.ptr[at] == '(') {
		at = blanks(s, at + 1);
		if (!take_number(s, &at, total))
			return false;
		at = blanks(s, at);
		if (at >= s.len || s.ptr[at] != ')')
			return false;
		*pos = at + 1;
		return true;
	}
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		size_t after = at, len = word_begins(str_sub(s, at, s.len), str_from(of[i]));
		if (i == 2 && has_word && at < s.len && s.ptr[at] == '/')
			len = 1;
		after = blanks(s, at + len);
		if (len == 0 || !take_number(s, &after, total))
			continue;
		*pos = after;
		return true;
	}
	return false;
}

static void take_date(struct str s, size_t *pos, bool before)
{
	int64_t date;
	size_t used, at = before ? *pos : blanks(s, *pos);
	if (!date_parse_iso(str_sub(s, at, s.len), &date, &used))
		return;
	*pos = before ? blanks(s, at + used) : at + used;
}

static size_t word_length(struct str s)
{
	static const char *const words[] = {"sidan", "sida", "sid", "page"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = word_begins(s, str_from(words[i]));
		if (len > 0)
			return len < s.len && s.ptr[len] == '.' ? len + 1 : len;
	}
	return 0;
}

/* Reads a head or foot at the start of s. */
static bool read_form(struct str s, struct form *out)
{
	struct form f = {.kind = FORM_OF};
	size_t pos = 0;
	if (str_starts(s, STR("- "))) {
		pos = blanks(s, 1);
		if (!take_number(s, &pos, &f.number))
			return false;
		pos = blanks(s, pos);
		if (pos >= s.len || s.ptr[pos] != '-')
			return false;
		*out = (struct form){.number = f.number, .used = pos + 1, .kind = FORM_DASH};
		return pos + 1 == s.len || s.ptr[pos + 1] == ' ';
	}
	take_date(s, &pos, true);
	size_t word = word_length(str_sub(s, pos, s.len));
	bool capital = word_is_upper(str_sub(s, pos, s.len));
	pos = blanks(s, pos + word);
	if (!take_number(s, &pos, &f.number))
		return false;
	if (!take_total(s, &pos, word > 0, &f.total)) {
		if (word == 0 || !capital)
			return false;
		f.kind = FORM_WORD;
	} else if (f.total < f.number) {
		return false;
	}
	take_date(s, &pos, false);
	if (pos < s.len && s.ptr[pos] != ' ' && s.ptr[pos] != '\n')
		return false;
	f.used = pos;
	*out = f;
	return true;
}

bool pages_is_head(struct str line, unsigned *number)
{
	struct form f;
	line = str_trim(line);
	if (!read_form(line, &f) || f.used != line.len)
		return false;
	*number = f.number;
	return true;
}

/* The number that a line gives as a mark of this kind; *body = offset of the page's text in it. */
static bool read_mark(struct str line, enum page_marks kind, unsigned *number, size_t *body)
{
	struct form f;
	size_t pos = 0;
	*body = line.len;
	switch (kind) {
	case PAGE_MARKS_LEADING:
		if (!take_number(line, &pos, number) || (pos < line.len && line.ptr[pos] != ' '))
			return false;
		*body = pos;
		return true;
	case PAGE_MARKS_BRACKET:
		pos = 1;
		return line.len > 2 && line.ptr[0] == '(' && take_number(line, &pos, number) &&
		       pos + 1 == line.len && line.ptr[pos] == ')';
	case PAGE_MARKS_WORD:
		if (word_length(line) == 0)
			return false;
		pos = blanks(line, word_length(line));
		if (!take_number(line, &pos, number))
			return false;
		*body = pos < line.len && line.ptr[pos] == ':' ? pos + 1 : pos;
		return pos == line.len || line.ptr[pos] == ':';
	case PAGE_MARKS_OF:
		if (!read_form(line, &f) || f.used != line.len || f.kind != FORM_OF)
			return false;
		*number = f.number;
		return true;
	case PAGE_MARKS_LONE:
		if (read_form(line, &f) && f.used == line.len && f.kind == FORM_DASH) {
			*number = f.number;
			return true;
		}
		return take_number(line, &pos, number) && pos == line.len;
	case PAGE_MARKS_NONE:
	case PAGE_MARKS_FEED:
	case PAGE_MARKS_LINES:
		break;
	}
	return false;
}

/* The marks of one kind, met so far. */
struct tally {
	size_t n;     /* marks that count on */
	size_t first; /* number of text lines before the first one */
	unsigned last;
};

static bool counts_on(const struct tally *t, unsigned number)
{
	return t->n == 0 ? number <= NUMBER_STEP
			 : number > t->last && number <= t->last + NUMBER_STEP;
}

struct survey {
	struct tally of[PAGE_MARKS_LINES];
	size_t lines, bytes; /* of lines that are not blank */
	size_t feeds;        /* with text behind them */
};

static void survey_lines(struct str text, struct survey *out)
{
	struct str line, last = str_trim(text);
	*out = (struct survey){0};
	for (size_t i = 0; i + 1 < last.len; i++)
		out->feeds += last.ptr[i] == '\f';
	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (line.len == 0)
			continue;
		for (int kind = PAGE_MARKS_LEADING; kind < PAGE_MARKS_LINES; kind++) {
			struct tally *t = &out->of[kind];
			unsigned number;
			size_t body;
			if (!read_mark(line, (enum page_marks)kind, &number, &body) ||
			    !counts_on(t, number))
				continue;
			if (t->n++ == 0)
				t->first = out->lines;
			t->last = number;
		}
		out->lines++;
		out->bytes += line.len;
	}
}

static enum page_marks choose(const struct survey *s, bool from_site)
{
	enum page_marks best = PAGE_MARKS_NONE;
	size_t most = 1;
	if (s->feeds > 0)
		return PAGE_MARKS_FEED;
	const struct tally *leading = &s->of[PAGE_MARKS_LEADING];
	if (from_site && leading->n * 2 >= s->lines && leading->n > 0 && leading->first <= 1)
		return PAGE_MARKS_LEADING;
	for (int kind = PAGE_MARKS_BRACKET; kind < PAGE_MARKS_LINES; kind++) {
		size_t needed = kind == PAGE_MARKS_LONE ? 3 : 2;
		if (s->of[kind].n >= needed && s->of[kind].n > most) {
			most = s->of[kind].n;
			best = (enum page_marks)kind;
		}
	}
	if (best == PAGE_MARKS_NONE && from_site && s->lines >= 2 &&
	    s->bytes / s->lines >= LONG_LINE)
		return PAGE_MARKS_LINES;
	return best;
}

static bool add_page(struct arena *arena, struct pages *out, unsigned number, unsigned line,
		     struct str text)
{
	struct str trimmed = str_trim(text);
	struct page *list = arena_grow(arena, out->list, out->n, &out->cap, sizeof(*list));
	if (!list)
		return false;
	for (const char *p = text.ptr; trimmed.len > 0 && p < trimmed.ptr; p++)
		line += *p == '\n';
	out->list = list;
	list[out->n++] = (struct page){.number = number, .line = line, .text = trimmed};
	return true;
}

/* Where a page that is being read began. */
struct cutter {
	struct arena *arena;
	struct pages *out;
	struct str text;
	size_t from;
	unsigned line, number; /* number 0: before the first mark */
};

static bool end_page(struct cutter *c, size_t to, unsigned number)
{
	struct str page = str_sub(c->text, c->from, to);
	return (number == 0 && str_trim(page).len == 0) ||
	       add_page(c->arena, c->out, number, c->line, page);
}

/* Text before the first mark is the page before it when there can be one. */
static unsigned number_before(const struct cutter *c, unsigned number)
{
	return c->number > 0 ? c->number : number > 1 ? number - 1 : 0;
}

static bool cut_at_marks(struct cutter *c, bool mark_ends_page)
{
	struct str rest = c->text, line;
	struct tally tally = {0};
	unsigned line_no = c->line - 1, number;
	while (str_line(&rest, &line)) {
		size_t body, start = (size_t)(line.ptr - c->text.ptr);
		size_t end = rest.len ? (size_t)(rest.ptr - c->text.ptr) : c->text.len;
		struct str bare = str_trim(line);
		line_no++;
		if (bare.len == 0 || !read_mark(bare, c->out->marks, &number, &body) ||
		    !counts_on(&tally, number))
			continue;
		tally.n++;
		tally.last = number;
		if (!end_page(c, start, mark_ends_page ? number : number_before(c, number)))
			return false;
		c->from = mark_ends_page ? end : (size_t)(bare.ptr - c->text.ptr) + body;
		c->line = mark_ends_page ? line_no + 1 : line_no;
		c->number = number;
	}
	unsigned last = mark_ends_page ? tally.last + 1 : c->number;
	struct str tail = str_trim(str_sub(c->text, c->from, c->text.len));
	return (mark_ends_page && tail.len == 0) || end_page(c, c->text.len, last);
}

static bool cut_lines(struct cutter *c)
{
	struct str rest = c->text, line;
	unsigned line_no = c->line - 1;
	while (str_line(&rest, &line)) {
		line_no++;
		if (str_trim(line).len > 0 &&
		    !add_page(c->arena, c->out, (unsigned)c->out->n + 1, line_no, line))
			return false;
	}
	return true;
}

/* The n-th page is the n-th, blank or not: what is cited must be where a reader of the file sees it. */
static bool cut_at_feeds(struct cutter *c)
{
	struct str rest = c->text, page;
	while (str_cut(&rest, '\f', &page)) {
		if (str_trim(page).len > 0 && !add_page(c->arena, c->out, c->number + 1, c->line, page))
			return false;
		for (size_t i = 0; i < page.len; i++)
			c->line += page.ptr[i] == '\n';
		c->number++;
	}
	return true;
}

/* The first page of a site's text may repeat lines of the page around it: they belong to it. */
static void merge_stray(struct pages *out)
{
	if (out->n < 2 || out->list[0].number != 0)
		return;
	struct page *stray = &out->list[0], *first = &out->list[1];
	const char *end = first->text.ptr + first->text.len;
	first->line = stray->line;
	first->text = (struct str){stray->text.ptr, (size_t)(end - stray->text.ptr)};
	memmove(out->list, out->list + 1, --out->n * sizeof(*out->list));
}

bool pages_split(struct arena *arena, struct str text, unsigned line, bool from_site,
		 struct pages *out)
{
	struct survey survey;
	survey_lines(text, &survey);
	*out = (struct pages){.marks = choose(&survey, from_site)};
	struct cutter c = {.arena = arena, .out = out, .text = text, .line = line};
	bool done = true;
	switch (out->marks) {
	case PAGE_MARKS_NONE:
		return add_page(arena, out, 0, line, text);
	case PAGE_MARKS_FEED:
		return cut_at_feeds(&c);
	case PAGE_MARKS_LINES:
		return cut_lines(&c);
	case PAGE_MARKS_LEADING:
	case PAGE_MARKS_BRACKET:
	case PAGE_MARKS_WORD:
		done = cut_at_marks(&c, false);
		break;
	case PAGE_MARKS_OF:
	case PAGE_MARKS_LONE:
		done = cut_at_marks(&c, survey.of[out->marks].first > 1);
		break;
	}
	merge_stray(out);
	return done;
}

/* How far pages' own numbers are from their printed ones: the distance on most of them. */
struct votes {
	unsigned of[2 * OFFSET_MAX + 1];
	unsigned best;
	int offset;
};

static void vote(struct votes *v, unsigned number, unsigned printed)
{
	long offset = (long)number - (long)printed;
	if (offset < -OFFSET_MAX || offset > OFFSET_MAX)
		return;
	unsigned n = ++v->of[offset + OFFSET_MAX];
	if (n > v->best) {
		v->best = n;
		v->offset = (int)offset;
	}
}

static bool is_elected(const struct votes *v, const struct page *page, unsigned printed)
{
	long offset = (long)page->number - (long)printed;
	return offset == 0 || (v->best >= 2 && offset == v->offset);
}

/* A form that ends the text; *start = where it begins. */
static bool form_at_end(struct str text, struct form *out, size_t *start)
{
	size_t pos = text.len;
	struct word w;
	bool found = false;
	for (int i = 0; i < 6 && word_prev(text, &pos, &w); i++) {
		struct form f;
		if (!read_form(str_sub(text, w.start, text.len), &f) ||
		    w.start + f.used != text.len)
			continue;
		*out = f;
		*start = w.start;
		found = true;
	}
	return found;
}

static bool lone_at_end(struct str text, unsigned *number, size_t *start)
{
	size_t pos = text.len, used;
	struct word w;
	if (!word_prev(text, &pos, &w) || !word_number(w.text, number, &used) || used != w.text.len)
		return false;
	*start = w.start;
	return *number > 0;
}

static void strip_top(struct page *page, const struct votes *v)
{
	struct form f;
	if (!read_form(page->text, &f) || !is_elected(v, page, f.number))
		return;
	page->printed = f.number;
	page->text = str_trim(str_sub(page->text, f.used, page->text.len));
}

static bool strip_bottom(struct page *page, const struct votes *v)
{
	struct form f;
	size_t start;
	unsigned number;
	if (form_at_end(page->text, &f, &start))
		number = f.number;
	else if (!lone_at_end(page->text, &number, &start))
		return false;
	if (!is_elected(v, page, number))
		return false;
	page->printed = number;
	page->text = str_trim(str_sub(page->text, 0, start));
	return true;
}

void pages_strip_numbers(struct pages *pages)
{
	struct votes v = {0};
	for (size_t i = 0; i < pages->n; i++) {
		const struct page *page = &pages->list[i];
		struct form f;
		size_t start;
		unsigned number;
		if (read_form(page->text, &f))
			vote(&v, page->number, f.number);
		else if (form_at_end(page->text, &f, &start))
			vote(&v, page->number, f.number);
		else if (lone_at_end(page->text, &number, &start))
			vote(&v, page->number, number);
	}
	for (size_t i = 0; i < pages->n && pages->marks != PAGE_MARKS_NONE; i++) {
		strip_top(&pages->list[i], &v);
		pages->n_footers += strip_bottom(&pages->list[i], &v);
	}
}
