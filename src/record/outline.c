/*
 * outline.c: from pages to one text, from headings to sections.
 *
 * Headings come from three places: lines of their own, the table of contents, and words alone where
 * the text has neither. The last kind is only believed where a sentence ended before it and another
 * begins after it.
 */
#include "record/outline.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "record/esf_label.h"
#include "record/read.h"
#include "record/word.h"
#include "schema/section.h"

#define HEADING_MAX 90   /* characters of a heading on a line */
#define HEADING_WORDS 6  /* of a known heading */
#define PARAGRAPH_MIN 60 /* bytes of a line that a heading may stand before */
#define LEVELS 3         /* of numbered headings */

void outline_init(struct outline *o, struct arena *arena)
{
	*o = (struct outline){.arena = arena};
	buf_init(&o->text, RECORD_TEXT_MAX);
	o->prose.out = &o->text;
}

void outline_fini(struct outline *o)
{
	buf_fini(&o->text);
}

struct str outline_text(const struct outline *o)
{
	return buf_view(&o->text);
}

bool outline_add_head(struct outline *o, struct outline_head head)
{
	struct outline_head *heads =
		arena_grow(o->arena, o->heads, o->n_heads, &o->heads_cap, sizeof(*heads));
	if (!heads)
		return false;
	o->heads = heads;
	heads[o->n_heads++] = head;
	return true;
}

size_t outline_page_at(const struct outline *o, size_t offset)
{
	size_t low = 0, high = o->n_pages;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (o->pages[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t outline_page_end(const struct outline *o, size_t page)
{
	return page + 1 < o->n_pages ? o->pages[page + 1].start : o->text.len;
}

/* The bytes of "2.1", "3." or "4" at the start of a heading, with the blank behind; 0 when there
 * are none. */
static size_t numbering(struct str s, unsigned levels[LEVELS])
{
	size_t pos = 0, used, n = 0;
	memset(levels, 0, LEVELS * sizeof(*levels));
	while (n < LEVELS && word_number(str_sub(s, pos, s.len), &levels[n], &used)) {
		pos += used;
		n++;
		if (pos < s.len && s.ptr[pos] == '.')
			pos++;
	}
	size_t end = pos;
	while (end < s.len && s.ptr[end] == ' ')
		end++;
	return n > 0 && end > pos && levels[0] < 100 ? end : 0;
}

static bool is_known_heading(struct str heading, enum leta_section_role *role)
{
	bool known;
	*role = section_role(heading, &known);
	return known;
}

/* "Inledning ..... 5", "2 Bakgrund 7": a line of a table of contents. */
static bool is_contents_line(struct str line)
{
	struct word w;
	size_t pos = line.len;
	return str_find(line, STR("..."), 0) != (size_t)-1 ||
	       (word_prev(line, &pos, &w) && word_is_number(w.core) && w.core.len < 4 && pos > 0);
}

/* "Projektägare: Norra kansliet" */
static bool is_label(struct str line)
{
	struct esf_match m = esf_match_label(line);
	return m.style == ESF_STYLE_COLON && m.value.len > 0;
}

bool outline_is_heading(struct str line, struct str next, size_t width, bool blank_before)
{
	enum leta_section_role role;
	unsigned levels[LEVELS];
	size_t letters = 0;
	if (line.len == 0 || line.len > HEADING_MAX * 2 || utf8_count(line) > HEADING_MAX ||
	    is_contents_line(line) || prose_is_item(line))
		return false;
	char last = line.ptr[line.len - 1];
	struct str bare = str_sub(line, numbering(line, levels), line.len);
	if (is_known_heading(line, &role) && !word_is_lower(bare))
		return role !=
		       LETA_ROLE_CONTENTS; /* a table of contents is read as one, or is text */
	for (size_t pos = 0; pos < bare.len;)
		letters += utf8_is_letter(utf8_next(bare, &pos));
	if (is_label(line) || letters < 3 || last == '.' || last == ',' || last == ';' || last == ':' ||
	    !word_is_upper(bare) || word_is_lower(next))
		return false;
	size_t full = width > 0 && width < PARAGRAPH_MIN ? width * 3 / 4 : PARAGRAPH_MIN;
	bool before_text = next.len >= full || prose_is_item(next);
	return before_text && (blank_before || bare.len < line.len);
}

/* The next line that is not blank. */
static struct str peek_line(struct str rest)
{
	struct str line = {0};
	while (str_line(&rest, &line) && str_trim(line).len == 0)
		;
	return str_trim(line);
}

/* The same without guessing: known or numbered ones. Most lines are told to be none by their ends. */
static bool is_plain_heading(struct str line, struct str rest)
{
	enum leta_section_role role;
	unsigned levels[LEVELS];
	if (line.len == 0 || line.len > HEADING_MAX * 2 || utf8_count(line) > HEADING_MAX)
		return false;
	char last = line.ptr[line.len - 1];
	size_t number = numbering(line, levels);
	if (last == '.' || last == ',' || last == ';' || word_is_lower(str_sub(line, number, line.len)))
		return false;
	bool may_be = (number > 0 && last != '?') || is_known_heading(line, &role);
	return may_be && outline_is_heading(line, peek_line(rest), 0, false);
}

static bool add_heading_line(struct outline *o, struct str line, unsigned line_no, size_t *start)
{
	prose_break(&o->prose);
	*start = prose_line(&o->prose, line);
	prose_break(&o->prose);
	struct outline_head head = {.start = *start, .body = o->text.len, .line = line_no};
	struct str title = str_trim(str_sub(outline_text(o), *start, o->text.len));
	head.title = (struct str){arena_strdup(o->arena, title), title.len};
	o->line_heads++;
	return head.title.ptr && outline_add_head(o, head);
}

struct str outline_marked_heading(struct str line, unsigned *level)
{
	size_t n = 0;
	*level = 0;
	while (n < line.len && line.ptr[n] == '#')
		n++;
	if (n == 0 || n > 6 || n >= line.len || line.ptr[n] != ' ')
		return (struct str){0};
	*level = (unsigned)n;
	line = str_trim(str_sub(line, n, line.len));
	while (line.len > 0 && line.ptr[line.len - 1] == '#')
		line.len--;
	return str_trim(line);
}

/* "=====" or "-----" under a heading. */
static bool is_underline(struct str line)
{
	size_t n = 0;
	while (n < line.len && line.ptr[n] == line.ptr[0])
		n++;
	return n >= 3 && n == line.len && (line.ptr[0] == '=' || line.ptr[0] == '-');
}

/* The heading that a line is, or an empty text; *underlined: the next line belongs to it. */
static struct str heading_of(const struct outline *o, struct str line, struct str rest, bool blank,
			     bool *underlined)
{
	unsigned level;
	struct str next, after = rest, heading = outline_marked_heading(line, &level);
	*underlined = false;
	if (line.len == 0 || heading.len > 0)
		return heading;
	if (line.len <= HEADING_MAX * 2 && str_line(&after, &next) &&
	    is_underline(str_trim(next))) {
		*underlined = true;
		return line;
	}
	bool is = o->known_only ? is_plain_heading(line, rest)
				: outline_is_heading(line, peek_line(rest), o->prose.width, blank);
	return is ? line : heading;
}

bool outline_add_page(struct outline *o, const struct page *page)
{
	struct str rest = page->text, line;
	struct outline_page *pages =
		arena_grow(o->arena, o->pages, o->n_pages, &o->pages_cap, sizeof(*pages));
	if (!pages)
		return false;
	o->pages = pages;
	bool first = true, blank = true;
	size_t start = o->text.len;
	for (unsigned line_no = page->line; str_line(&rest, &line); line_no++) {
		line = str_trim(line);
		size_t at;
		bool underlined;
		struct str heading = heading_of(o, line, rest, blank, &underlined);
		if (heading.len > 0) {
			if (!add_heading_line(o, heading, line_no, &at))
				return false;
			line_no += underlined && str_line(&rest, &line);
		} else {
			at = first && line.len > 0 ? prose_page(&o->prose, line)
						   : prose_line(&o->prose, line);
		}
		blank = line.len == 0;
		if (first && line.len > 0) {
			start = at;
			first = false;
		}
	}
	pages[o->n_pages++] = (struct outline_page){page->number, page->printed, page->line, start};
	return buf_status(&o->text, NULL) == LETA_OK;
}

/* Whether what follows a heading begins a sentence, a list or a value. */
static bool begins_text(struct str rest)
{
	struct word w;
	size_t pos = 0;
	if (!word_next(rest, &pos, &w) || rest.ptr[0] == '\n')
		return true;
	return !word_is_lower(w.text) && w.text.ptr[0] != ',' && w.text.ptr[0] != ';';
}

/* The end of the longest known heading that stands at `from`, or 0. */
static size_t known_end(struct str text, size_t from, size_t to)
{
	size_t pos = from, best = 0;
	struct word w;
	enum leta_section_role role;
	for (int i = 0; i < HEADING_WORDS && word_next(text, &pos, &w) && pos <= to; i++) {
		if (i > 0 && best > 0 && word_is_upper(w.text))
			break; /* the sentence behind it */
		struct str title = str_sub(text, from, pos);
		char last = title.ptr[title.len - 1];
		if (is_known_heading(title, &role) && role != LETA_ROLE_CONTENTS &&
		    word_begins(w.text, STR("lärdom")) == 0 &&
		    word_begins(w.text, STR("lärdomar")) == 0 &&
		    begins_text(str_sub(text, pos, text.len)))
			best = pos;
		if (last == '.' || last == ':' || last == '?' || last == ',')
			break;
	}
	return best;
}

/* Whether heading number `next` may follow `last`: "2.1" after "2" and "1.4", "3" after "2.1". */
static bool follows(const unsigned last[LEVELS], const unsigned next[LEVELS])
{
	for (int i = 0; i < LEVELS; i++) {
		if (next[i] == last[i])
			continue;
		for (int j = i + 1; j < LEVELS; j++)
			if (next[j] > 1)
				return false;
		return next[i] == last[i] + 1;
	}
	return false;
}

/* "… till 2015-01-31 Sammanfattning": what follows a label's value has no full stop before it. */
static bool follows_number(struct str text, size_t pos)
{
	struct word w;
	if (!word_prev(text, &pos, &w))
		return false;
	char last = w.text.ptr[w.text.len - 1];
	return last >= '0' && last <= '9';
}

static bool add_inline_head(struct outline *o, size_t start, size_t end)
{
	struct str title = str_trim(str_sub(outline_text(o), start, end));
	while (title.len > 0 && title.ptr[title.len - 1] == ':')
		title.len--;
	struct outline_head head = {.start = start, .body = end};
	head.title = (struct str){arena_strdup(o->arena, title), title.len};
	return head.title.ptr && outline_add_head(o, head);
}

bool outline_find_known(struct outline *o, size_t from, size_t to)
{
	struct str text = outline_text(o);
	unsigned last[LEVELS] = {0}, levels[LEVELS];
	struct word w;
	bool open = true; /* a heading may stand here */
	for (size_t pos = from; word_next(text, &pos, &w) && w.start < to;) {
		bool after_number = w.start > from && follows_number(text, w.start);
		bool candidate = open || after_number || word_opens(text, w.start);
		open = false;
		if (w.start >= o->contents_start && w.start < o->contents_end) {
			pos = o->contents_end;
			open = true;
			continue;
		}
		if (!candidate || !(word_is_upper(w.text) || word_is_number(str_sub(w.core, 0, 1))))
			continue;
		size_t number = numbering(str_sub(text, w.start, to), levels);
		size_t end = known_end(text, w.start + number, to);
		if (end == 0 && !after_number && number > 0 && follows(last, levels))
			end = word_title_end(text, w.start, o->common);
		if (end == 0)
			continue;
		if (number > 0)
			memcpy(last, levels, sizeof(last));
		if (!add_inline_head(o, w.start, end))
			return false;
		text = outline_text(o);
		pos = end;
		open = true;
	}
	return true;
}

bool outline_find_at_top(struct outline *o, size_t page)
{
	struct str text = outline_text(o);
	size_t start = o->pages[page].start, to = outline_page_end(o, page);
	unsigned levels[LEVELS];
	bool open = word_opens(text, start) || start == o->front_end || start == o->contents_end;
	if (start >= to || (start >= o->contents_start && start < o->contents_end))
		return true;
	size_t end = known_end(text, start + numbering(str_sub(text, start, to), levels), to);
	if (end == 0 && open)
		end = word_title_end(text, start, o->common);
	if (end == 0 || end > to || end - start > HEADING_MAX * 2)
		return true;
	return add_inline_head(o, start, end);
}

static int by_start(const void *a, const void *b)
{
	const struct outline_head *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	bool has_line = x->title.len > 0 && x->line > 0, other = y->title.len > 0 && y->line > 0;
	if (has_line != other && x->title.len > 0 && y->title.len > 0)
		return has_line ? -1 : 1; /* the same heading, found on its line */
	return (x->body > y->body) - (x->body < y->body);
}

/*
 * Sorts the heads; drops those that overlap another, and those without a title whose text is blank.
 * Text before the first one gets a head without a title.
 */
static bool tidy_heads(struct outline *o)
{
	struct str text = outline_text(o);
	size_t n = 0;
	bool begun = false;
	for (size_t i = 0; i < o->n_heads; i++)
		begun = begun || o->heads[i].start == 0;
	if (!begun && !outline_add_head(o, (struct outline_head){0}))
		return false;
	qsort(o->heads, o->n_heads, sizeof(*o->heads), by_start);
	for (size_t i = 0; i < o->n_heads; i++) {
		struct outline_head *head = &o->heads[i];
		size_t to = i + 1 < o->n_heads ? o->heads[i + 1].start : text.len;
		if (n > 0 && head->start < o->heads[n - 1].body)
			continue;
		if (head->title.len == 0 && str_trim(str_sub(text, head->body, to)).len == 0)
			continue;
		o->heads[n++] = *head;
	}
	o->n_heads = n;
	return true;
}

static bool write_section(struct outline *o, struct record_builder *b, size_t i)
{
	struct outline_head *head = &o->heads[i];
	struct str text = outline_text(o);
	size_t to = i + 1 < o->n_heads ? o->heads[i + 1].start : text.len;
	struct str body = str_trim(str_sub(text, head->body, to));
	size_t first = outline_page_at(o, head->start);
	size_t last = outline_page_at(o, body.len > 0 ? (size_t)(body.ptr - text.ptr) + body.len - 1
						      : head->start);
	unsigned line = head->line ? head->line : o->n_pages ? o->pages[first].line : 0;
	head->body = body.len > 0 ? (size_t)(body.ptr - text.ptr) : to;
	struct leta_section *section = record_add_section(b, head->title, body, line);
	if (!section)
		return false;
	section->role = head->role;
	if (o->n_pages > 0) {
		section->first_page = o->pages[first].number;
		section->last_page = o->pages[last].number;
	}
	return true;
}

static bool write_page(struct outline *o, struct record_builder *b, size_t page, size_t section,
		       size_t first_section)
{
	struct leta_record *r = b->record;
	struct leta_page *pages =
		arena_grow(b->arena, r->pages, r->n_pages, &b->pages_cap, sizeof(*pages));
	if (!pages)
		return false;
	r->pages = pages;
	size_t start = o->pages[page].start, body = o->heads[section].body;
	size_t offset = start > body ? start - body : 0;
	size_t len = r->sections[first_section + section].text_len;
	pages[r->n_pages++] = (struct leta_page){o->pages[page].number, first_section + section,
						 offset < len ? offset : len};
	return true;
}

bool outline_write(struct outline *o, struct record_builder *b)
{
	size_t first = b->record->n_sections, section = 0;
	if (!tidy_heads(o))
		return false;
	for (size_t i = 0; i < o->n_heads; i++)
		if (!write_section(o, b, i))
			return false;
	for (size_t page = 0; page < o->n_pages && o->n_heads > 0; page++) {
		while (section + 1 < o->n_heads &&
		       o->heads[section + 1].start <= o->pages[page].start)
			section++;
		if (o->pages[page].number > 0 && !write_page(o, b, page, section, first))
			return false;
	}
	return true;
}

unsigned outline_page_number(const struct leta_record *record, size_t section, size_t offset)
{
	size_t low = 0, high = record->n_pages;
	while (low < high) { /* the first anchor behind the place */
		size_t middle = low + (high - low) / 2;
		const struct leta_page *page = &record->pages[middle];
		if (page->section < section || (page->section == section && page->offset <= offset))
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? record->pages[low - 1].number : 0;
}
