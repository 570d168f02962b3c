/*
 * lessons.c: finding lessons by their marker word.
 *
 * "Lärdom", "Lärdomar", "Lärdom 2", with a colon, or without one when a sentence begins right after
 * ("Lärdomar I Malmö har man …"). In the middle of a sentence the word is no marker.
 */
#include "record/lessons.h"

#include "base/utf8.h"
#include "record/outline.h"
#include "record/word.h"

static size_t word_marker(struct str s)
{
	static const char *const words[] = {"Lärdomar", "Lärdom", "LÄRDOMAR", "LÄRDOM"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(s, str_from(words[i])) && word_begins(s, str_from(words[i])) > 0)
			return strlen(words[i]);
	return 0;
}

/* The end of a marker at `from` ("Lärdom 2:"), or 0. */
static size_t marker_end(struct str text, size_t from)
{
	size_t pos = from + word_marker(str_sub(text, from, text.len));
	struct word w;
	if (pos == from || !word_opens(text, from))
		return 0;
	if (pos < text.len && text.ptr[pos] == ':')
		return pos + 1;
	size_t next = pos;
	if (pos < text.len && text.ptr[pos] == '\n')
		return pos;
	if (!word_next(text, &next, &w))
		return 0;
	if (word_is_number(w.core))
		return next;
	return word_is_upper(w.text) ? pos : 0;
}

static bool add_lesson(struct record_builder *b, size_t section, size_t start, size_t end)
{
	struct leta_record *r = b->record;
	const char *base = r->sections[section].text;
	struct str text = str_trim((struct str){base + start, end - start});
	struct leta_lesson *lessons =
		arena_grow(b->arena, r->lessons, r->n_lessons, &b->lessons_cap, sizeof(*lessons));
	if (!lessons)
		return false;
	r->lessons = lessons;
	start = (size_t)(text.ptr - base);
	lessons[r->n_lessons++] = (struct leta_lesson){section, start, start + text.len,
						       outline_page_number(r, section, start)};
	return true;
}

/* Where the lesson whose marker ends at `pos` ends. */
static size_t lesson_end(struct str text, size_t pos, const struct map *common)
{
	struct word w;
	bool first = true;
	for (size_t last = pos; word_next(text, &pos, &w); last = pos) {
		bool paragraph =
			str_find(str_sub(text, last, w.start), STR("\n\n"), 0) != (size_t)-1;
		if (!first && (paragraph || marker_end(text, w.start) > 0))
			return last;
		if (!first && common && word_opens(text, w.start) &&
		    word_title_end(text, w.start, common) > 0)
			return last;
		first = false;
	}
	return text.len;
}

static bool begins_word(struct str text, size_t at)
{
	return at == 0 || utf8_is_space(utf8_prev(text, &at));
}

/* The next word at or after *pos that is one of the markers; false when there is none. */
static bool next_marker(struct str text, size_t *pos, struct word *w)
{
	const char *hit;
	for (; *pos < text.len && (hit = memchr(text.ptr + *pos, 'L', text.len - *pos)); ++*pos) {
		*pos = (size_t)(hit - text.ptr);
		if (word_marker(str_sub(text, *pos, text.len)) > 0 && begins_word(text, *pos))
			return word_next(text, pos, w);
	}
	return false;
}

static bool mark_section(struct record_builder *b, size_t section, const struct map *common)
{
	struct str text = {b->record->sections[section].text,
			   b->record->sections[section].text_len};
	struct word w;
	for (size_t pos = 0; next_marker(text, &pos, &w);) {
		size_t end = marker_end(text, w.start);
		if (end == 0)
			continue;
		size_t stop = lesson_end(text, end, common);
		if (str_trim(str_sub(text, end, stop)).len > 0 &&
		    !add_lesson(b, section, w.start, stop))
			return false;
		pos = stop > pos ? stop : pos;
	}
	return true;
}

/* A section headed "Lärdomar" without markers: each paragraph. */
static bool mark_paragraphs(struct record_builder *b, size_t section)
{
	struct str text = {b->record->sections[section].text,
			   b->record->sections[section].text_len};
	for (size_t from = 0; from < text.len;) {
		size_t to = str_find(text, STR("\n\n"), from);
		to = to == (size_t)-1 ? text.len : to;
		if (str_trim(str_sub(text, from, to)).len > 0 && !add_lesson(b, section, from, to))
			return false;
		from = to + 2;
	}
	return true;
}

bool lessons_mark(struct record_builder *b, const struct map *common)
{
	for (size_t i = 0; i < b->record->n_sections; i++) {
		const struct leta_section *s = &b->record->sections[i];
		struct str heading = str_from(s->heading);
		if (s->role == LETA_ROLE_CONTENTS || s->role == LETA_ROLE_FRONT)
			continue;
		size_t before = b->record->n_lessons;
		if (!mark_section(b, i, common))
			return false;
		if (word_marker(heading) > 0 && b->record->n_lessons == before &&
		    !mark_paragraphs(b, i))
			return false;
	}
	return true;
}
