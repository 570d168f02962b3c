/*
 * finding.c: leta_list_findings(): lessons, success factors, obstacles, goals and targets of the
 * matching documents.
 */
#include "leta/lesson.h"

#include "base/error.h"
#include "base/utf8.h"
#include "query/no_room.h"
#include "search/ask.h"
#include "search/uses.h"

#define QUESTION_MAX ((size_t)1 << 30)
#define TEXT_MAX ((size_t)64 << 20)
#define NUMBER_MAX 1000000000
#define HEADING_MAX 80 /* bytes */

struct listing {
	const struct leta_finding_options *options;
	const struct leta_finding_callbacks *callbacks;
	struct leta_finding_total *total;
	struct leta_index *index;
	struct view *view; /* of the document at hand */
	const struct leta_record *record;
	struct buf text;
	size_t of_document;
	bool every_kind, ended;
	struct leta_error *err;
};

const char *leta_finding_name(enum leta_finding_kind kind, enum leta_lang lang)
{
	static const char *const names[][2] = {
		[LETA_FINDING_LESSON] = {"lärdom", "lesson"},
		[LETA_FINDING_SUCCESS] = {"framgångsfaktor", "success"},
		[LETA_FINDING_OBSTACLE] = {"hinder", "obstacle"},
		[LETA_FINDING_GOAL] = {"mål", "goal"},
		[LETA_FINDING_TARGET] = {"måltal", "target"},
	};
	return kind < LETA_FINDING_COUNT ? names[kind][lang] : NULL;
}

static bool is_wanted(const struct listing *l, enum leta_finding_kind kind)
{
	return l->every_kind || l->options->kinds[kind];
}

/* ---- handing out ---- */

static leta_status hand_out(struct listing *l, struct leta_finding finding, struct str text)
{
	size_t limit = l->options->limit;
	l->total->findings++;
	l->of_document++;
	if (limit > 0 && l->total->shown >= limit)
		return LETA_OK;
	if (!finding.text) {
		buf_clear(&l->text);
		buf_collapsed(&l->text, str_trim(text));
		finding.text = l->text.data;
	}
	finding.id = leta_record_text(l->record, LETA_FIELD_ID);
	finding.title = leta_record_text(l->record, LETA_FIELD_TITLE);
	leta_status st = buf_status(&l->text, l->err);
	if (st != LETA_OK)
		return st;
	l->total->shown++;
	l->ended = !l->callbacks->finding(l->callbacks->ctx, &finding);
	return l->ended ? LETA_ERR_CANCELLED : LETA_OK;
}

static leta_status hand_out_stretch(struct listing *l, enum leta_finding_kind kind, size_t section,
				    struct str whole, size_t start, size_t end)
{
	struct leta_finding finding = {
		.kind = kind,
		.section = l->record->sections[section].heading,
		.page = view_page_of(l->record, section, start),
	};
	return hand_out(l, finding, str_sub(whole, start, end));
}

/* ---- lessons ---- */

static leta_status list_lessons(struct listing *l)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < l->record->n_lessons; i++) {
		const struct leta_lesson *lesson = &l->record->lessons[i];
		struct str text;
		st = view_section_text(l->view, lesson->section, &text, l->err);
		if (st == LETA_OK)
			st = hand_out_stretch(l, LETA_FINDING_LESSON, lesson->section, text,
					      lesson->start, lesson->end);
	}
	return st;
}

/* ---- success factors and obstacles ---- */

static const struct marker {
	const char *word;
	enum leta_finding_kind kind;
} markers[] = {
	{"Framgångsfaktorer", LETA_FINDING_SUCCESS}, {"Framgångsfaktor", LETA_FINDING_SUCCESS},
	{"FRAMGÅNGSFAKTORER", LETA_FINDING_SUCCESS}, {"Hinder", LETA_FINDING_OBSTACLE},
	{"HINDER", LETA_FINDING_OBSTACLE},
};

/* The marker that a text begins with; *behind: what follows it. */
static const struct marker *marker_at(struct str text, struct str *behind)
{
	for (size_t i = 0; i < sizeof(markers) / sizeof(markers[0]); i++) {
		struct str word = str_from(markers[i].word);
		size_t next = word.len;
		if (!str_starts(text, word) ||
		    (next < text.len && utf8_is_letter(utf8_next(text, &next))))
			continue;
		*behind = str_sub(text, word.len, text.len);
		return &markers[i];
	}
	return NULL;
}

/* "Framgångsfaktorer", "Hinder för samverkan"; not "Framgångsfaktorer och hinder", which is both. */
static const struct marker *marker_of_heading(struct str heading)
{
	struct str behind;
	while (heading.len > 0 && strchr("0123456789. ", heading.ptr[0]))
		heading = str_sub(heading, 1, heading.len);
	const struct marker *marker = marker_at(heading, &behind);
	bool both = marker && (str_starts(behind, STR(" och ")) || str_starts(behind, STR(" eller ")) ||
			       str_starts(behind, STR(", ")));
	return both ? NULL : marker;
}

/* A paragraph that the reader took for text though it is a heading. */
static bool is_heading_line(struct str paragraph)
{
	return paragraph.len <= HEADING_MAX && str_find(paragraph, STR("\n"), 0) == (size_t)-1 &&
	       !strchr(".:!?,;", paragraph.ptr[paragraph.len - 1]);
}

static leta_status list_paragraphs(struct listing *l, size_t section, const struct marker *of_heading,
				   struct str text)
{
	leta_status st = LETA_OK;
	for (size_t from = 0; st == LETA_OK && from < text.len;) {
		size_t to = str_find(text, STR("\n\n"), from);
		to = to == (size_t)-1 ? text.len : to;
		struct str paragraph = str_sub(text, from, to), behind = {NULL, 0};
		const struct marker *own = marker_at(paragraph, &behind);
		bool marked = own && str_starts(behind, STR(":"));
		if (own && !marked && is_heading_line(paragraph)) {
			of_heading = marker_of_heading(paragraph);
			from = to + 2;
			continue;
		}
		const struct marker *marker = marked ? own : of_heading;
		if (marker && is_wanted(l, marker->kind) && str_trim(paragraph).len > 0)
			st = hand_out_stretch(l, marker->kind, section, text, from, to);
		from = to + 2;
	}
	return st;
}

static leta_status list_factors(struct listing *l)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < l->record->n_sections; i++) {
		const struct leta_section *section = &l->record->sections[i];
		struct str text;
		if (section->role == LETA_ROLE_CONTENTS || section->role == LETA_ROLE_FRONT ||
		    section->role == LETA_ROLE_SOURCES)
			continue;
		st = view_section_text(l->view, i, &text, l->err);
		if (st == LETA_OK)
			st = list_paragraphs(l, i, marker_of_heading(str_from(section->heading)),
					     text);
	}
	return st;
}

/* ---- goals and targets ---- */

static bool is_blank(struct str text, size_t pos)
{
	return pos < text.len && utf8_is_space(utf8_next(text, &pos));
}

/* Whether an item stands at a place of a text where any run of blanks may stand for its blanks. */
static bool stands_at(struct str text, size_t pos, struct str item)
{
	for (size_t i = 0; i < item.len; i++) {
		if (item.ptr[i] != ' ') {
			if (pos >= text.len || text.ptr[pos++] != item.ptr[i])
				return false;
			continue;
		}
		if (!is_blank(text, pos))
			return false;
		while (is_blank(text, pos))
			utf8_next(text, &pos);
	}
	return true;
}

/* Finds the section whose text holds an item, and where. False: none. */
static leta_status find_item(struct listing *l, struct str item, size_t *section, size_t *at,
			     bool *found)
{
	leta_status st = LETA_OK;
	*found = false;
	for (size_t i = 0; st == LETA_OK && i < l->record->n_sections; i++) {
		struct str text;
		st = view_section_text(l->view, i, &text, l->err);
		for (size_t pos = 0; st == LETA_OK && pos + item.len <= text.len; pos++) {
			if (!stands_at(text, pos, item))
				continue;
			*section = i;
			*at = pos;
			*found = true;
			return LETA_OK;
		}
	}
	return st;
}

static bool is_digit(struct str s, size_t pos)
{
	return pos < s.len && s.ptr[pos] >= '0' && s.ptr[pos] <= '9';
}

/* Reads "75" or "1 100" at *pos. False: no number, a year, or more than digits. */
static bool read_count(struct str s, size_t *pos, int64_t *out)
{
	size_t p = *pos, from = p;
	int64_t n = 0;
	for (; is_digit(s, p) && n < NUMBER_MAX; p++)
		n = n * 10 + (s.ptr[p] - '0');
	bool year = p - from == 4 && n >= 1900 && n < 2100;
	while (p < s.len && s.ptr[p] == ' ' && p - from <= 3 && is_digit(s, p + 1) &&
	       is_digit(s, p + 2) && is_digit(s, p + 3) && !is_digit(s, p + 4) && n < NUMBER_MAX) {
		n = n * 1000 + (s.ptr[p + 1] - '0') * 100 + (s.ptr[p + 2] - '0') * 10 +
		    (s.ptr[p + 3] - '0');
		p += 4;
		from = p - 3;
	}
	*pos = p;
	*out = n;
	return p > from && !year && n > 0 && p < s.len && s.ptr[p] == ' ';
}

/* The first number of something in a goal, and what it is a number of. */
static bool is_target(const char *item, int64_t *number, const char **unit)
{
	struct str s = str_from(item);
	for (size_t pos = 0; pos < s.len; pos++) {
		size_t end = pos;
		if (!is_digit(s, pos) || (pos > 0 && s.ptr[pos - 1] != ' '))
			continue;
		if (read_count(s, &end, number)) {
			size_t next = end + 1;
			if (next < s.len && utf8_is_lower(utf8_next(s, &next))) {
				*unit = item + end + 1;
				return true;
			}
		}
		pos = end;
	}
	return false;
}

/* Whether another goal of the document says the same and more. */
static bool is_repeated(const struct leta_field *goals, size_t at)
{
	struct str item = str_from(goals->items[at].text);
	for (size_t i = 0; i < goals->n_items; i++) {
		struct str other = str_from(goals->items[i].text);
		if (i != at && other.len > item.len && str_find(other, item, 0) != (size_t)-1)
			return true;
	}
	return false;
}

static leta_status list_goals(struct listing *l)
{
	const struct leta_field *goals = &l->record->fields[LETA_FIELD_GOAL];
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < goals->n_items; i++) {
		struct leta_finding finding = {.kind = LETA_FINDING_GOAL,
					       .text = goals->items[i].text};
		size_t section = 0, at = 0;
		bool found = false;
		if (is_target(finding.text, &finding.number, &finding.unit))
			finding.kind = LETA_FINDING_TARGET;
		if (!is_wanted(l, finding.kind) || is_repeated(goals, i))
			continue;
		st = find_item(l, str_from(finding.text), &section, &at, &found);
		if (st == LETA_OK && found) {
			finding.section = l->record->sections[section].heading;
			finding.page = view_page_of(l->record, section, at);
		}
		if (st == LETA_OK)
			st = hand_out(l, finding, STR(""));
	}
	return st;
}

/* ---- documents ---- */

static leta_status list_document(struct listing *l, struct str data)
{
	l->of_document = 0;
	leta_status st = session_view(l->index, data, &l->view, l->err);
	if (st == LETA_OK)
		st = view_record(l->view, &l->record, l->err);
	if (st == LETA_OK && is_wanted(l, LETA_FINDING_LESSON))
		st = list_lessons(l);
	if (st == LETA_OK &&
	    (is_wanted(l, LETA_FINDING_SUCCESS) || is_wanted(l, LETA_FINDING_OBSTACLE)))
		st = list_factors(l);
	if (st == LETA_OK && (is_wanted(l, LETA_FINDING_GOAL) || is_wanted(l, LETA_FINDING_TARGET)))
		st = list_goals(l);
	l->total->documents += l->of_document > 0;
	return st;
}

static leta_status list_match(struct listing *l, const struct engine_match *match,
			      struct arena *arena)
{
	struct uses_document *documents = NULL;
	leta_status st = uses_order(match, arena, &documents, l->err);
	for (size_t i = 0; st == LETA_OK && i < match->n_hits; i++)
		st = list_document(l, documents[i].data);
	return st == LETA_ERR_CANCELLED && l->ended ? LETA_OK : st;
}

static leta_status list_query(struct listing *l, const struct leta_query *query,
			      const struct engine_match_options *options, struct arena *arena)
{
	struct ask ask = {0};
	leta_status st = ask_open(&ask, l->index, query, arena, l->err);
	if (st == LETA_OK)
		st = ask_match(&ask, options, l->err);
	for (size_t i = 0; st == LETA_OK && i < ask.n_notices && l->callbacks->notice; i++)
		l->callbacks->notice(l->callbacks->ctx, &ask.notices[i]);
	if (st == LETA_OK)
		st = list_match(l, ask.match, arena);
	ask_fini(&ask);
	return st;
}

static leta_status list_all(struct listing *l, const struct engine_match_options *options,
			    struct arena *arena)
{
	struct plan_node all = {.op = PLAN_ALL};
	struct engine_match *match = NULL;
	leta_status st = engine_reader_match(l->index->engine, &all, options, &match, l->err);
	if (st == LETA_OK)
		st = list_match(l, match, arena);
	engine_match_free(match);
	return st;
}

leta_status leta_list_findings(leta_index *index, const struct leta_query *query,
			       const struct leta_finding_options *options,
			       const struct leta_finding_callbacks *callbacks,
			       struct leta_finding_total *total, struct leta_error *err)
{
	struct engine_match_options how = {.bm25 = session_bm25(), .limit = UINT32_MAX};
	struct arena *arena = arena_new(QUESTION_MAX);
	struct listing l = {.options = options,
			    .callbacks = callbacks,
			    .total = total,
			    .index = index,
			    .every_kind = true,
			    .err = err};
	if (!arena)
		return error_nomem(err);
	for (int kind = 0; kind < LETA_FINDING_COUNT; kind++)
		l.every_kind = l.every_kind && !options->kinds[kind];
	*total = (struct leta_finding_total){0};
	buf_init(&l.text, TEXT_MAX);
	leta_status st = query ? list_query(&l, query, &how, arena) : list_all(&l, &how, arena);
	buf_fini(&l.text);
	arena_free(arena);
	return st;
}
