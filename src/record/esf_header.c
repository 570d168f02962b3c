/*
 * esf_header.c: where labels count: the header of a fund's page.
 *
 * Words like "Region" begin many lines of plain text, so labels count only in a run of at least
 * three, one of which is about a project, or just above "In English"; and a line that follows a
 * lone label is its value unless the line is itself a whole label.
 */
#include "record/esf.h"
#include "record/esf_label.h"
#include "record/word.h"
#include "schema/section.h"

#define RUN_MIN 3     /* labels */
#define UNKNOWN_MAX 3 /* lines in a row that are no known label or value */
#define BLANKS_MAX 2
#define GAPS_MIN 2     /* values below a blank line, before the last label's may be there, too */
#define SPACED_MAX 150 /* bytes of a value behind a blank: longer ones are sentences */
#define DETECT_MAX ((size_t)1 << 20)

/* A label and its value, with the lines that they take up. */
struct entry {
	struct esf_match match;
	size_t line;
	size_t value_line; /* the same when the value stands on it */
};

/* A run of labels in the making. */
struct run {
	const struct esf_page *page;
	struct entry *entries;
	size_t n, cap, end;
	size_t n_gaps; /* values that a blank line parts from their labels */
	bool glued;    /* the page has labels and values on one line, without a colon */
	bool strong;
};

/* Whether a line is a label where labels are looked for. */
static bool is_label(const struct run *run, const struct esf_match *m)
{
	if (m->label && (m->label->flags & ESF_LABEL_DRAFT) && !run->page->b->draft)
		return false;
	switch (m->style) {
	case ESF_STYLE_BARE:
	case ESF_STYLE_COLON:
		return true;
	case ESF_STYLE_GLUED:
		return run->glued;
	case ESF_STYLE_SPACED:
		return m->caps || (run->glued && m->value.len <= SPACED_MAX);
	case ESF_STYLE_NONE:
		break;
	}
	return false;
}

static struct str text_at(const struct esf_page *page, size_t i)
{
	return i < page->n ? page->lines[i].text : STR("");
}

static bool label_at(const struct run *run, size_t i)
{
	struct esf_match m = esf_match_label(text_at(run->page, i));
	return is_label(run, &m);
}

/* Whether a line is a section's heading that cannot be the value of a label. */
static bool is_heading(struct str line)
{
	bool known;
	enum leta_section_role role = section_role(line, &known);
	return role == LETA_ROLE_SUMMARY || role == LETA_ROLE_BACKGROUND ||
	       role == LETA_ROLE_PURPOSE || esf_chrome(line) != ESF_CHROME_NONE;
}

/* The line of the value of the label at `i`, which has none on its own line; page.n when it is
 * empty. */
static size_t value_line(const struct run *run, size_t i)
{
	const struct esf_page *page = run->page;
	size_t at = i + 1, next;
	if (text_at(page, at).len == 0)
		at++; /* "label, blank, value" counts only before another label */
	if (text_at(page, at).len == 0 || label_at(run, at) || is_heading(text_at(page, at)))
		return page->n;
	if (at == i + 1)
		return at;
	if (run->n_gaps >= GAPS_MIN && text_at(page, at).len <= SPACED_MAX)
		return at; /* so this page does */
	for (next = at + 1; next < page->n && page->lines[next].text.len == 0; next++)
		;
	return label_at(run, next) ? at : page->n;
}

/* The next label's line at or after `i` when the run goes on there; page.n when it ends. */
static size_t next_label(const struct run *run, size_t i)
{
	size_t blanks = 0, unknown = 0, most = run->page->b->draft ? 0 : UNKNOWN_MAX;
	for (; i < run->page->n; i++) {
		struct str line = run->page->lines[i].text;
		struct esf_match m = esf_match_label(line);
		if (is_label(run, &m) && (blanks == 0 || m.style != ESF_STYLE_SPACED || m.caps))
			return i;
		if (line.len == 0 ? ++blanks > BLANKS_MAX : ++unknown > most)
			break;
		if (unknown > 0 && (blanks > 0 || is_heading(line)))
			break;
	}
	return run->page->n;
}

/* Takes a line that a long value was broken over: it goes on in small letters, and a label follows.
 */
static void take_wrapped(const struct run *run, struct entry *e)
{
	struct str next = text_at(run->page, e->value_line + 1), *value = &e->match.value;
	if (value->len == 0 || !word_is_lower(next) || !label_at(run, e->value_line + 2))
		return;
	e->value_line++;
	value->len = (size_t)(next.ptr + next.len - value->ptr);
}

/* Reads the run that begins at line `from`. False: no memory. */
static bool read_run(struct run *run, size_t from)
{
	struct arena *arena = run->page->b->arena;
	run->n = run->n_gaps = 0;
	run->strong = false;
	for (size_t i = from; i < run->page->n; i = next_label(run, run->end)) {
		struct entry e = {esf_match_label(run->page->lines[i].text), i, i};
		size_t at = e.match.value.len == 0 ? value_line(run, i) : run->page->n;
		if (at < run->page->n) {
			e.match.value = run->page->lines[at].text;
			e.value_line = at;
			run->n_gaps += at > i + 1;
		}
		take_wrapped(run, &e);
		run->end = e.value_line + 1;
		struct entry *entries =
			arena_grow(arena, run->entries, run->n, &run->cap, sizeof(*entries));
		if (!entries)
			return false;
		run->entries = entries;
		entries[run->n++] = e;
		run->strong = run->strong || (e.match.label->flags & ESF_LABEL_STRONG);
	}
	return true;
}

/* Who writes a draft states little, but plainly: every label before a colon. */
static bool is_draft_header(const struct run *run)
{
	bool plain = run->page->b->draft;
	for (size_t i = 0; i < run->n; i++)
		plain = plain && run->entries[i].match.style == ESF_STYLE_COLON;
	return plain;
}

static bool is_header(const struct run *run)
{
	if (is_draft_header(run))
		return true;
	return run->strong &&
	       (run->n >= RUN_MIN || word_same(text_at(run->page, run->end), STR("In English")));
}

static bool add_run(struct esf_page *page, const struct run *run, size_t from, struct esf_header *h)
{
	for (size_t i = 0; i < run->n; i++) {
		const struct esf_match *m = &run->entries[i].match;
		h->plus = h->plus || (m->label->flags & ESF_LABEL_PLUS);
		h->call = h->call || (m->label->flags & ESF_LABEL_CALL);
		h->n_glued += m->style == ESF_STYLE_GLUED;
		h->n_bare += m->style == ESF_STYLE_BARE;
		h->n_colon += m->style == ESF_STYLE_COLON;
		h->n_interreg += (m->label->flags & ESF_LABEL_INTERREG) != 0;
		for (size_t k = run->entries[i].line; k <= run->entries[i].value_line; k++)
			page->lines[k].kind = ESF_LINE_HEADER;
		if (!esf_add_value(page->b, m, (unsigned)run->entries[i].line + 1))
			return false;
	}
	for (size_t i = from; i < run->end; i++)
		if (page->lines[i].kind == ESF_LINE_TEXT && !esf_strip(page, i))
			return false;
	if (h->first == page->n)
		h->first = from;
	return true;
}

bool esf_read_header(struct esf_page *page, struct esf_header *out)
{
	struct run run = {.page = page};
	size_t glued = 0, other = 0;
	*out = (struct esf_header){.first = page->n};
	for (size_t i = 0; i < page->n; i++) {
		enum esf_label_style style = esf_match_label(page->lines[i].text).style;
		glued += style == ESF_STYLE_GLUED || style == ESF_STYLE_SPACED;
		other += style == ESF_STYLE_BARE || style == ESF_STYLE_COLON;
	}
	run.glued = glued > other;
	for (size_t i = 0; i < page->n; i++) {
		if (!label_at(&run, i))
			continue;
		if (!read_run(&run, i))
			return false;
		if (is_header(&run) && !add_run(page, &run, i, out))
			return false;
		i = run.end - 1;
	}
	return true;
}

/* Labels close to each other: at most a value, an unknown line and a blank between them. */
#define GAP_MAX 4

bool esf_detect(struct str text)
{
	struct str line, rest = str_sub(text, 0, DETECT_MAX);
	unsigned run = 0, gap = 0, n = 0, glued = 0, ours = 0, spaced = 0;
	bool cookie = false;
	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (line.len == 0)
			continue;
		if (++n == 1 && word_same(line, STR("logotyp på utskrifter")))
			return true;
		if (n == 2 && cookie && word_same(line, STR("cookies")))
			return true;
		cookie = n == 1 && word_begins(line, STR("information")) > 0;
		struct esf_match m = esf_match_label(line);
		if (m.style == ESF_STYLE_NONE) {
			if (++gap > GAP_MAX)
				run = glued = ours = spaced = 0;
			continue;
		}
		gap = 0;
		run++;
		ours += (m.label->flags & ESF_LABEL_OURS) != 0;
		glued += m.style == ESF_STYLE_GLUED;
		spaced += m.style == ESF_STYLE_SPACED && !m.caps;
		if (run >= RUN_MIN && (ours > (spaced < run ? 0 : 1) || glued >= RUN_MIN))
			return true; /* what looks like a label and a blank may begin a sentence */
	}
	return false;
}
