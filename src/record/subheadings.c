/*
 * subheadings.c: a phrase between two sentences is a heading.
 *
 * Sentences with names in the middle look alike, so a phrase that begins as sentences do or ends in
 * the middle of a clause does not count. What is left is good enough to search by, not to cut
 * sections by.
 */
#include "record/subheadings.h"

#include "record/outline.h"
#include "record/word.h"

#define CONFIDENCE 0.6

static bool is_one_of(struct str core, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word_same(core, str_from(words[i])))
			return true;
	return false;
}

static bool is_phrase(struct str title)
{
	static const char *const first[] = {"i",     "på",   "för",    "en",   "ett",     "det",
					    "den",   "de",   "vi",     "att",  "som",     "när",
					    "med",   "till", "av",     "om",   "vid",     "alla",
					    "genom", "från", "lärdom", "foto", "lärdomar"};
	static const char *const last[] = {"och",  "av",  "för",  "i",   "med", "till", "på",
					   "från", "vid", "samt", "den", "det", "en",   "ett"};
	struct word w;
	size_t pos = 0, end = title.len;
	if (title.len == 0 || title.ptr[title.len - 1] == '?' || !word_next(title, &pos, &w) ||
	    !word_is_upper(w.core) || is_one_of(w.core, first, sizeof(first) / sizeof(first[0])))
		return false;
	return word_prev(title, &end, &w) &&
	       !is_one_of(w.core, last, sizeof(last) / sizeof(last[0]));
}

static bool infer_section(struct record_builder *b, size_t section, const struct map *common)
{
	const struct leta_section *s = &b->record->sections[section];
	struct str text = {s->text, s->text_len};
	struct word w;
	for (size_t pos = 0; word_next(text, &pos, &w);) {
		if (!word_is_upper(w.text) || !word_opens(text, w.start))
			continue;
		size_t end = word_title_end(text, w.start, common);
		struct str title = str_trim(str_sub(text, w.start, end));
		if (end == 0 || !is_phrase(title))
			continue;
		if (!record_infer_text(b, LETA_FIELD_SUBHEADING, title, CONFIDENCE, STR("text"),
				       outline_page_number(b->record, section, w.start)))
			return false;
		pos = end;
	}
	return true;
}

bool subheadings_infer(struct record_builder *b, const struct map *common)
{
	for (size_t i = 0; i < b->record->n_sections; i++) {
		enum leta_section_role role = b->record->sections[i].role;
		if (role != LETA_ROLE_CONTENTS && role != LETA_ROLE_FRONT &&
		    !infer_section(b, i, common))
			return false;
	}
	return true;
}
