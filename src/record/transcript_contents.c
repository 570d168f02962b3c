/*
 * transcript_contents.c: the table of contents as a guide to the headings of the text.
 *
 * Each title is looked for on the page that the table states, then between its neighbours; a title
 * that several were run together in is taken apart where the text has a heading. A heading must
 * stand between sentences, except on the stated page, where its words are enough. Printed page
 * numbers may differ from the file's by a cover.
 */
#include "record/transcript.h"

#include "base/utf8.h"
#include "record/contents.h"
#include "record/word.h"
#include "schema/section.h"

#define CONTENTS_PAGES 20           /* the table is on one of the first pages */
#define UNPAGED_MAX 30000           /* bytes of a text without pages that may hold the table */
#define TABLE_REST 200              /* bytes after the last entry that are no text */
#define ENTRIES_MIN 3               /* with page numbers, that make a table */
#define OFFSET_TRIES 9              /* pages that may lie before printed page 1 */
#define WORK_MAX ((size_t)64 << 20) /* bytes searched in all */

struct guide {
	struct record_builder *b;
	struct outline *o;
	struct contents c;
	int offset;    /* number of a page − its printed number */
	unsigned last; /* number of the last page */
	size_t work;
	unsigned chapter; /* the last chapter number seen among missing titles */
	bool caps;        /* numbered chapters are in capitals */
};

/* Whether a word takes part in comparing titles: numbers and brackets get lost. */
static bool counts(struct str core)
{
	for (size_t pos = 0; pos < core.len;)
		if (utf8_is_letter(utf8_next(core, &pos)))
			return true;
	return false;
}

static bool same_word(struct str a, struct str b)
{
	return word_same(a, b) &&
	       (word_is_upper(a) == word_is_upper(b) || word_is_caps(a) || word_is_caps(b));
}

/* "( )", "(1995-2000)", "." after a title. */
static size_t skip_brackets(struct str text, size_t pos)
{
	size_t next = pos;
	struct word w;
	bool open = false;
	for (int i = 0; i < 3 && word_next(text, &next, &w) && !counts(w.core); i++) {
		open = open || w.text.ptr[0] == '(';
		if (!open)
			break;
		if (memchr(w.text.ptr, ')', w.text.len))
			return next;
	}
	return pos;
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	return false;
}

/* The end of `title` when the text has it at `from`, or 0. Numbers of the title may be missing in
 * the text. */
static size_t match(struct str text, size_t from, struct str title)
{
	struct word a, b;
	size_t i = 0, pos = from, n = 0;
	while (word_next(title, &i, &a)) {
		size_t next = pos;
		bool more = word_next(text, &next, &b);
		if (!counts(a.core)) {
			pos = more && a.core.len > 0 && str_eq(a.core, b.core) ? next : pos;
			continue;
		}
		for (int k = 0; k < 2 && n > 0 && more && !counts(b.core) && !has_digit(b.core);
		     k++)
			more = word_next(text, &next, &b);
		if (!more || !same_word(a.core, b.core))
			return 0;
		pos = next;
		n++;
	}
	return n > 0 ? skip_brackets(text, pos) : 0;
}

/* Whether a heading may stand at `pos`: also at the top of a page, and right behind the heading
 * that ends at `from`. */
static bool opens(const struct outline *o, size_t from, size_t pos)
{
	struct str text = outline_text(o);
	return word_opens(text, pos) || o->pages[outline_page_at(o, pos)].start == pos ||
	       (from > 0 && from <= pos && str_trim(str_sub(text, from, pos)).len == 0);
}

/* Where a heading whose words begin at `start` begins: with the number before it. */
static size_t with_number(const struct outline *o, size_t from, size_t start)
{
	struct str text = outline_text(o);
	struct word w;
	size_t pos = start;
	if (word_prev(text, &pos, &w) && word_is_number(str_sub(w.core, 0, 1)) && !counts(w.core) &&
	    w.text.len < 9 && w.start >= from && opens(o, from, w.start))
		return w.start;
	return start;
}

static bool begins_sentence(struct str text, size_t pos)
{
	struct word w;
	return !word_next(text, &pos, &w) || (!word_is_lower(w.text) && w.text.ptr[0] != ',');
}

struct window {
	size_t from, to;
	bool loose; /* accept a title that does not stand between sentences */
};

/* Looks for a title in a window; the table itself is left out. */
static bool find(struct guide *g, struct str title, struct window window, size_t *start,
		 size_t *body)
{
	struct str text = outline_text(g->o);
	struct word first, w;
	size_t pos = 0, loose = 0, loose_body = 0;
	while (word_next(title, &pos, &first) && !counts(first.core))
		title = str_sub(title, pos, title.len),
		pos = 0; /* its number stands before the match */
	if (title.len == 0 || !word_is_upper(first.core))
		return false;
	for (pos = window.from;
	     g->work < WORK_MAX && word_next(text, &pos, &w) && w.start < window.to;) {
		g->work += w.text.len + 1;
		if ((w.start >= g->c.start && w.start < g->c.end) || !same_word(w.core, first.core))
			continue;
		size_t end = match(text, w.start, title);
		if (end == 0 || !begins_sentence(text, end))
			continue;
		size_t at = with_number(g->o, window.from, w.start);
		if (opens(g->o, window.from, at)) {
			*start = at;
			*body = end;
			return true;
		}
		if (loose_body == 0) {
			loose = w.start;
			loose_body = end;
		}
	}
	if (!window.loose || loose_body == 0)
		return false;
	*start = loose;
	*body = loose_body;
	return true;
}

/* The page with this printed number (an index); n_pages when there is none. */
static size_t page_index(const struct guide *g, unsigned printed, int offset)
{
	long wanted = (long)printed + offset;
	size_t low = 0, high = g->o->n_pages;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((long)g->o->pages[middle].number < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low < g->o->n_pages && (long)g->o->pages[low].number == wanted ? low : g->o->n_pages;
}

static size_t find_on_page(struct guide *g, struct contents_entry *e, size_t from, int offset)
{
	size_t page = page_index(g, e->page, offset);
	if (e->page == 0 || page == g->o->n_pages)
		return from;
	size_t start = g->o->pages[page].start, end = outline_page_end(g->o, page);
	size_t before = page > 0 ? g->o->pages[page - 1].start : 0,
	       after = outline_page_end(g->o, page + 1);
	struct window on = {start > from ? start : from, end, true};
	struct window near = {before > from ? before : from, after, false};
	if (find(g, e->title, on, &e->start, &e->body) ||
	    find(g, e->title, near, &e->start, &e->body))
		return e->body;
	return from;
}

static size_t find_on_pages(struct guide *g, int offset)
{
	size_t from = 0, n = 0;
	for (size_t i = 0; i < g->c.n; i++) {
		struct contents_entry *e = &g->c.entries[i];
		e->start = e->body = 0;
		from = find_on_page(g, e, from, offset);
		n += e->body > 0;
	}
	return n;
}

/* The distance that most pages' printed numbers have. */
static int printed_offset(const struct outline *o)
{
	int best = 0;
	size_t most = 0;
	for (int offset = 0; offset < OFFSET_TRIES; offset++) {
		size_t n = 0;
		for (size_t i = 0; i < o->n_pages; i++)
			n += o->pages[i].printed > 0 &&
			     (long)o->pages[i].number - (long)o->pages[i].printed == offset;
		if (n > most) {
			most = n;
			best = offset;
		}
	}
	return best;
}

/* Entries on stated pages; the offset is tried when the pages print no numbers. */
static void find_stated(struct guide *g)
{
	size_t reachable = 0;
	g->offset = printed_offset(g->o);
	size_t most = find_on_pages(g, g->offset);
	for (size_t i = 0; i < g->c.n; i++)
		reachable += g->c.entries[i].page > 0 && g->c.entries[i].page <= g->last;
	if (most * 2 >= reachable)
		return;
	int best = g->offset;
	for (int offset = 0; offset < OFFSET_TRIES; offset++) {
		size_t n = find_on_pages(g, offset);
		if (n > most) {
			most = n;
			best = offset;
		}
	}
	g->offset = best;
	find_on_pages(g, best);
}

static bool add_head(struct guide *g, struct str title, size_t start, size_t body)
{
	const char *shown = contents_title(g->o->arena, title);
	return shown && outline_add_head(g->o, (struct outline_head){.start = start,
								     .body = body,
								     .title = str_from(shown)});
}

/* Whether a title may begin at this word of a run of titles. */
static bool may_begin(struct str run, const struct word *w)
{
	size_t pos = w->start;
	struct word before;
	if (w->start == 0 || !word_prev(run, &pos, &before))
		return w->start == 0;
	return word_is_number(str_sub(w->core, 0, 1)) ||
	       (word_is_upper(w->core) && counts(before.core)) ||
	       (word_is_upper(w->core) && before.core.len == 0);
}

/* The longest title at the start of `run` that the window has as a heading; its length, or 0. */
static size_t find_prefix(struct guide *g, struct str run, struct window window, bool whole,
			  size_t *start, size_t *body)
{
	struct word w;
	if (whole && find(g, run, window, start, body))
		return run.len;
	for (size_t pos = run.len; word_prev(run, &pos, &w) && w.start > 0;) {
		struct str prefix = str_trim(str_sub(run, 0, w.start));
		if (may_begin(run, &w) && find(g, prefix, window, start, body))
			return w.start;
	}
	return 0;
}

/* Takes a run of titles apart by the headings between two places; *rest = what the text does not
 * have. */
static bool find_run(struct guide *g, struct str run, struct window window, bool whole,
		     struct str *rest)
{
	struct word w;
	size_t from = 0, start, body; /* of the titles that were not found */
	for (size_t pos = 0; word_next(run, &pos, &w);) {
		if (!may_begin(run, &w))
			continue;
		struct str tail = str_sub(run, w.start, run.len);
		size_t len = find_prefix(g, tail, window, whole || w.start > 0, &start, &body);
		if (len == 0)
			continue;
		if (!add_head(g, str_trim(str_sub(tail, 0, len)), start, body))
			return false;
		window.from = body;
		pos = from = w.start + len;
	}
	*rest = str_trim(str_sub(run, from, run.len));
	return true;
}

static bool miss(struct guide *g, struct str title)
{
	const char *shown = contents_title(g->o->arena, title);
	unsigned number;
	size_t used;
	if (!shown)
		return false;
	struct str s = str_from(shown);
	if (!counts(s))
		return true;
	if (word_number(s, &number, &used) && used + 1 < s.len && s.ptr[used] == '.' &&
	    s.ptr[used + 1] == ' ')
		g->chapter = number;
	return record_add_text(g->b, LETA_FIELD_MISSING_SECTION, s, 0);
}

/* Whether a run of titles parts at this word. *chapter: a chapter in capitals that lost its number
 * begins. */
static bool parts_at(const struct guide *g, struct str run, const struct word *w, bool *chapter)
{
	struct str head = str_trim(str_sub(run, 0, w->start)),
		   tail = str_sub(run, w->start, run.len);
	struct word before;
	bool known;
	size_t pos = w->start;
	*chapter = false;
	if (!word_is_upper(w->core) || !word_prev(run, &pos, &before))
		return false;
	section_role(tail, &known);
	*chapter = g->caps && word_is_caps(tail) && !word_is_caps(head);
	return *chapter || before.text.ptr[before.text.len - 1] == '?' ||
	       (known && counts(before.core));
}

/* Lists titles that the text does not reach, run together or not. */
static bool miss_run(struct guide *g, struct str run)
{
	struct word w;
	bool chapter;
	for (size_t pos = 0; word_next(run, &pos, &w);) {
		if (w.start == 0 || !parts_at(g, run, &w, &chapter))
			continue;
		struct str tail = str_sub(run, w.start, run.len);
		if (!miss(g, str_trim(str_sub(run, 0, w.start))))
			return false;
		if (!chapter)
			return miss_run(g, tail);
		const char *numbered =
			arena_printf(g->o->arena, "%u. " STR_FMT, g->chapter + 1, STR_ARG(tail));
		return numbered && miss(g, str_from(numbered));
	}
	return run.len == 0 || miss(g, run);
}

/* Notes how chapters are numbered: "2. DÅ". */
static void note_chapter(struct guide *g, struct str title)
{
	unsigned number;
	size_t used;
	if (!word_number(title, &number, &used) || used + 1 >= title.len ||
	    title.ptr[used] != '.' || title.ptr[used + 1] != ' ')
		return;
	g->chapter = number;
	g->caps = g->caps || word_is_caps(str_sub(title, used + 1, title.len));
}

/* Whether entry i stands for a page that the text does not reach; an entry without page is where
 * the next one is. */
static bool is_beyond(const struct guide *g, size_t i)
{
	while (i < g->c.n && g->c.entries[i].page == 0)
		i++;
	return i < g->c.n && g->last > 0 && (long)g->c.entries[i].page + g->offset > (long)g->last;
}

/* Adds the headings that were found, looks for the others between them, lists those beyond the last
 * page. */
static bool use_entries(struct guide *g)
{
	size_t from = 0;
	bool before_last = true;
	for (size_t i = 0; i < g->c.n; i++) {
		struct contents_entry *e = &g->c.entries[i];
		struct window between = {from, g->o->text.len, false};
		struct str rest = {0};
		note_chapter(g, e->title);
		if (e->body > 0) {
			from = e->body;
			if (!add_head(g, e->title, e->start, e->body))
				return false;
			continue;
		}
		for (size_t k = i + 1; k < g->c.n; k++)
			if (g->c.entries[k].body > 0) {
				between.to = g->c.entries[k].start;
				break;
			}
		bool beyond = is_beyond(g, i);
		rest = e->title;
		if ((!beyond || before_last) && !find_run(g, e->title, between, !beyond, &rest))
			return false;
		if (rest.len < e->title.len && g->o->n_heads > 0)
			from = g->o->heads[g->o->n_heads - 1].body;
		before_last = before_last && !beyond;
		if (beyond && !miss_run(g, rest))
			return false;
	}
	return true;
}

/* Reads the table at `heading`, over as many pages as it has. */
static bool read_table(struct guide *g, size_t heading, size_t len, size_t to)
{
	struct str text = outline_text(g->o);
	g->c = (struct contents){.start = heading, .body = heading + len};
	if (!contents_parse(g->o->arena, text, g->c.body, to, &g->c))
		return false;
	size_t page = outline_page_at(g->o, heading) + 1;
	for (; page < g->o->n_pages && g->c.n_paged >= ENTRIES_MIN; page++) {
		size_t start = g->o->pages[page].start, end = outline_page_end(g->o, page);
		struct contents more = g->c;
		if (!contents_parse(g->o->arena, text, start, end, &more))
			return false;
		if (more.n_paged < g->c.n_paged + ENTRIES_MIN ||
		    (more.end - start) * 10 < (end - start) * 7)
			break;
		g->c.entries = more.entries;
		g->c.n = more.n;
		g->c.cap = more.cap;
		g->c.n_paged = more.n_paged;
		g->c.end = more.end;
	}
	return true;
}

/* Finds the table; *found tells. */
static bool find_table(struct guide *g, bool *found)
{
	struct outline *o = g->o;
	struct str text = outline_text(o);
	struct word w;
	*found = false;
	for (size_t page = 0; page < o->n_pages && page < CONTENTS_PAGES && !*found; page++) {
		size_t to = outline_page_end(o, page), start = o->pages[page].start;
		if (o->n_pages == 1 && to > UNPAGED_MAX)
			to = UNPAGED_MAX;
		for (size_t pos = start, n = 0; word_next(text, &pos, &w) && w.start < to; n++) {
			size_t len = contents_heading(str_sub(text, w.start, to));
			if (len == 0 || (n > 40 && !word_opens(text, w.start)))
				continue;
			if (!read_table(g, w.start, len, to))
				return false;
			*found = g->c.n_paged >= ENTRIES_MIN ||
				 (g->c.n_paged > 0 && g->c.n_leaders > ENTRIES_MIN);
			if (*found)
				break;
		}
	}
	return true;
}

/* A few words after the last entry still belong to the table's page. */
static void end_table(struct guide *g)
{
	struct outline *o = g->o;
	if (o->n_pages < 2)
		return;
	size_t last = g->c.end > g->c.start ? g->c.end - 1 : g->c.end;
	size_t end = outline_page_end(o, outline_page_at(o, last));
	bool heading = false;
	for (size_t i = 0; i < g->c.n; i++)
		heading = heading || (g->c.entries[i].start >= g->c.end &&
				      g->c.entries[i].start < end && g->c.entries[i].body > 0);
	if (!heading && end - g->c.end < TABLE_REST)
		g->c.end = end;
}

static bool add_table_head(struct guide *g)
{
	struct outline *o = g->o;
	size_t n = 0;
	for (size_t i = 0; i < o->n_heads; i++) /* lines of the table are no headings */
		if (o->heads[i].start < g->c.start || o->heads[i].start >= g->c.end)
			o->heads[n++] = o->heads[i];
	o->n_heads = n;
	o->contents_start = g->c.start;
	o->contents_end = g->c.end;
	struct outline_head table = {.start = g->c.start,
				     .body = g->c.body,
				     .title = STR("Innehåll"),
				     .role = LETA_ROLE_CONTENTS};
	return outline_add_head(o, table) &&
	       outline_add_head(o, (struct outline_head){.start = g->c.end, .body = g->c.end});
}

/* Pages that lost their numbers do not count: when the text has the titles beyond its last number,
 * it is whole. */
static void check_length(struct guide *g)
{
	size_t beyond = 0, found = 0, start, body;
	struct window all = {g->c.end, g->o->text.len, false};
	for (size_t i = 0; i < g->c.n; i++)
		if (is_beyond(g, i) && g->c.entries[i].page > 0) {
			beyond++;
			found += find(g, g->c.entries[i].title, all, &start, &body);
		}
	if (found > 0 && found * 2 >= beyond)
		g->last = 0;
}

static bool note_length(struct guide *g)
{
	struct leta_record *r = g->b->record;
	unsigned expected = 0;
	for (size_t i = 0; i < g->c.n; i++) {
		long page = (long)g->c.entries[i].page + g->offset;
		expected = g->c.entries[i].page > 0 && page > (long)expected ? (unsigned)page
									     : expected;
	}
	if (g->last == 0 || expected == 0)
		return true;
	r->pages_expected = expected;
	r->truncated = expected > g->last;
	return !r->truncated || record_flag(g->b, "truncated", (struct str){0});
}

bool transcript_use_contents(struct record_builder *b, struct outline *o, bool *found)
{
	struct guide g = {.b = b, .o = o};
	bool table;
	*found = false;
	if (o->n_pages > 0)
		g.last = o->pages[o->n_pages - 1].number;
	if (!find_table(&g, &table))
		return false;
	if (!table)
		return true;
	find_stated(&g);
	end_table(&g);
	check_length(&g);
	size_t before = o->n_heads, reachable = 0;
	if (!note_length(&g) || !use_entries(&g))
		return false;
	size_t located = o->n_heads - before;
	for (size_t i = 0; i < g.c.n; i++)
		reachable += !is_beyond(&g, i);
	*found = located >= 2 && located * 3 >= reachable;
	return add_table_head(&g);
}
