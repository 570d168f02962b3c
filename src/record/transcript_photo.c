/*
 * transcript_photo.c: photo credits, which a PDF's text carries in the middle of sentences.
 *
 * "Foto", a colon or not, and a name: two words with capitals, the second of which is no common
 * word of the text, or after a colon one such word.
 */
#include "record/transcript.h"

#include "record/word.h"

static bool is_label(struct str word, bool *colon)
{
	static const char *const labels[] = {"Foto", "Fotograf", "FOTO", "Bild"};
	*colon = str_ends(word, STR(":"));
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		struct str label = str_from(labels[i]);
		if (str_starts(word, label) && word.len == label.len + (*colon ? 1 : 0))
			return i < 3 || *colon;
	}
	return false;
}

static bool is_name(struct str core, const struct map *common)
{
	return word_is_upper(core) && core.len > 1 && !word_is_common(common, core);
}

/* The end of the credit whose label ends at `pos`, or 0; *name = whose. */
static size_t credit_end(struct str text, size_t pos, bool colon, const struct map *common,
			 struct str *name)
{
	struct word first, second;
	if (!word_next(text, &pos, &first) || !is_name(first.core, common))
		return 0;
	size_t from = first.start, end = pos;
	bool whole = first.core.len == first.text.len;
	if (whole && word_next(text, &pos, &second) && is_name(second.core, common)) {
		*name = str_sub(text, from,
				second.start + (size_t)(second.core.ptr - second.text.ptr) +
					second.core.len);
		return pos;
	}
	*name = first.core;
	return colon ? end : 0;
}

static bool count_credit(struct map *credits, struct str name)
{
	uint32_t entry = map_put(credits, name);
	if (entry == MAP_NONE)
		return false;
	++*map_value(credits, entry);
	return true;
}

bool transcript_strip_photos(struct arena *arena, struct str text, const struct map *common,
			     struct map *credits, struct str *out)
{
	char *copy = NULL;
	size_t len = 0,
	       kept = 0; /* bytes of the copy; where the text that is not copied yet begins */
	bool ended = word_ends_sentence(STR("")); /* the copy ends as sentences do */
	struct word w;
	*out = text;
	for (size_t pos = 0; word_next(text, &pos, &w);) {
		struct str name;
		bool colon;
		size_t end =
			is_label(w.text, &colon) ? credit_end(text, pos, colon, common, &name) : 0;
		if (end == 0)
			continue;
		if (!copy && !(copy = arena_alloc(arena, text.len + 1)))
			return false;
		if (!count_credit(credits, name))
			return false;
		memcpy(copy + len, text.ptr + kept, w.start - kept);
		len += w.start - kept;
		struct str part = str_trim(str_sub(text, kept, w.start));
		if (part.len > 0)
			ended = word_ends_sentence(part);
		if (ended) {
			copy[len++] = '\n'; /* a picture between sentences parts paragraphs */
			copy[len++] = '\n';
		}
		kept = pos = end;
		*out = (struct str){copy, len};
	}
	if (copy) {
		memcpy(copy + len, text.ptr + kept, text.len - kept);
		*out = (struct str){copy, len + text.len - kept};
	}
	return true;
}
