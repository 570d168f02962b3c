/*
 * word.c: stepping through text by words.
 *
 * Punctuation is whatever is neither letter nor digit; hyphens, dots and slashes inside a word
 * belong to it. A word longer than WORD_MAX bytes is no word of a language and is never common.
 */
#include "record/word.h"

#include "base/utf8.h"

#define WORD_MAX ((size_t)80)
#define COMMON_TEXT_MAX ((size_t)4 << 20)
#define TITLE_WORDS_MAX 10

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_word(uint32_t cp)
{
	return is_digit(cp) || utf8_is_letter(cp);
}

static struct str core_of(struct str text)
{
	size_t from = 0, to = text.len;
	while (from < to) {
		size_t pos = from;
		if (is_word(utf8_next(text, &pos)))
			break;
		from = pos;
	}
	while (to > from) {
		size_t pos = to;
		if (is_word(utf8_prev(text, &pos)))
			break;
		to = pos;
	}
	return str_sub(text, from, to);
}

bool word_next(struct str text, size_t *pos, struct word *out)
{
	size_t start = *pos, end, blank = 1;
	while (start < text.len && (blank = word_blank(text, start)) > 0)
		start += blank;
	if (start >= text.len)
		return false;
	for (end = start; end < text.len && word_blank(text, end) == 0; end++)
		; /* a byte inside a character is no blank either */
	out->start = start;
	out->text = str_sub(text, start, end);
	out->core = core_of(out->text);
	*pos = end;
	return true;
}

bool word_prev(struct str text, size_t *pos, struct word *out)
{
	size_t end, start = *pos;
	do {
		end = start;
		if (end == 0)
			return false;
	} while (utf8_is_space(utf8_prev(text, &start)));
	while (start > 0) {
		size_t before = start;
		if (utf8_is_space(utf8_prev(text, &before)))
			break;
		start = before;
	}
	out->start = start;
	out->text = str_sub(text, start, end);
	out->core = core_of(out->text);
	*pos = start;
	return true;
}

static uint32_t first_of(struct str s)
{
	size_t pos = 0;
	return s.len ? utf8_next(s, &pos) : 0;
}

bool word_is_upper(struct str core)
{
	return utf8_is_upper(first_of(core));
}

bool word_is_lower(struct str core)
{
	return utf8_is_lower(first_of(core));
}

bool word_is_number(struct str core)
{
	for (size_t i = 0; i < core.len; i++)
		if (!is_digit((unsigned char)core.ptr[i]))
			return false;
	return core.len > 0;
}

bool word_is_caps(struct str core)
{
	size_t letters = 0;
	for (size_t pos = 0; pos < core.len;) {
		uint32_t cp = utf8_next(core, &pos);
		if (utf8_is_lower(cp))
			return false;
		letters += utf8_is_letter(cp);
	}
	return letters >= 2;
}

bool word_same(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	while (i < a.len && j < b.len)
		if (utf8_lower(utf8_next(a, &i)) != utf8_lower(utf8_next(b, &j)))
			return false;
	return i == a.len && j == b.len;
}

size_t word_begins(struct str s, struct str prefix)
{
	size_t i = 0, j = 0;
	while (i < s.len && j < prefix.len)
		if (utf8_lower(utf8_next(s, &i)) != utf8_lower(utf8_next(prefix, &j)))
			return 0;
	if (j < prefix.len)
		return 0;
	size_t next = i;
	return i < s.len && is_word(utf8_next(s, &next)) ? 0 : i;
}

bool word_number(struct str s, unsigned *number, size_t *used)
{
	unsigned n = 0;
	size_t i = 0;
	for (; i < s.len && is_digit((unsigned char)s.ptr[i]); i++) {
		if (i == 9)
			return false;
		n = n * 10 + (unsigned)(s.ptr[i] - '0');
	}
	if (i == 0)
		return false;
	*number = n;
	*used = i;
	return true;
}

static bool is_closing(uint32_t cp)
{
	return cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == 0xBB || cp == 0x201D ||
	       cp == 0x2019;
}

bool word_ends_sentence(struct str text)
{
	uint32_t cp = 0;
	size_t pos = text.len;
	bool closed = false;
	while (pos > 0 && is_closing(cp = utf8_prev(text, &pos)))
		closed = closed || cp == ')';
	if (cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == 0x2026)
		return true;
	return closed; /* "(SILK) Deltagarna …": what follows a bracket may begin a sentence */
}

bool word_opens(struct str text, size_t pos)
{
	size_t before = pos;
	while (before > 0) {
		size_t start = before;
		uint32_t cp = utf8_prev(text, &start);
		if (cp == '\n')
			return true;
		if (!utf8_is_space(cp))
			break;
		before = start;
	}
	return before == 0 || word_ends_sentence(str_sub(text, 0, before));
}

/* A word in small letters; false when it is too long to be one. */
static bool lower_word(struct str core, char out[WORD_MAX + 4], size_t *len)
{
	size_t n = 0;
	if (core.len > WORD_MAX)
		return false;
	for (size_t pos = 0; pos < core.len && n <= WORD_MAX;)
		n += utf8_put(out + n, utf8_lower(utf8_next(core, &pos)));
	*len = n;
	return n <= WORD_MAX;
}

struct map *word_common(struct str text)
{
	struct map *common = map_new();
	struct word w;
	text = str_sub(text, 0,
		       utf8_floor(text, text.len < COMMON_TEXT_MAX ? text.len : COMMON_TEXT_MAX));
	for (size_t pos = 0; common && word_next(text, &pos, &w);) {
		if (!word_is_lower(w.core) || w.core.len > WORD_MAX)
			continue;
		if (map_put(common, w.core) == MAP_NONE) {
			map_free(common);
			common = NULL;
		}
	}
	return common;
}

bool word_is_common(const struct map *common, struct str core)
{
	char lower[WORD_MAX + 4];
	size_t len;
	return lower_word(core, lower, &len) &&
	       map_find(common, (struct str){lower, len}) != MAP_NONE;
}

/* Words that begin sentences also before a name. */
static bool is_opener(struct str core)
{
	static const char *const words[] = {
		"I",     "På",    "För", "En",    "Ett",  "Det",    "Den", "De",
		"Vi",    "Under", "Att", "När",   "Med",  "Till",   "Av",  "Om",
		"Genom", "Från",  "Vid", "Efter", "Inom", "Enligt",
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(core, str_from(words[i])))
			return true;
	return false;
}

/* Words that sentences have and headings hardly ever. */
static bool is_verbal(struct str core)
{
	static const char *const words[] = {"är",    "var",    "har",  "hade", "kan",   "kunde",
					    "ska",   "skulle", "blev", "blir", "måste", "finns",
					    "fanns", "inte",   "man",  "vi",   "att",   "som",
					    "detta", "dessa",  "han",  "hon"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(core, str_from(words[i])))
			return true;
	return false;
}

size_t word_title_end(struct str text, size_t from, const struct map *common)
{
	struct word w, next;
	size_t pos = from;
	if (!word_next(text, &pos, &w) || !(word_is_upper(w.core) || word_is_number(w.core)))
		return 0;
	for (size_t i = 1; i <= TITLE_WORDS_MAX; i++) {
		struct str tail = w.text;
		char last = tail.ptr[tail.len - 1];
		bool numbering = i == 1 && !word_is_upper(w.core);
		if (!numbering && (last == '.' || last == ',' || last == ';' || last == ':'))
			return 0;
		if (!word_next(text, &pos, &w) || is_verbal(w.core))
			return 0;
		size_t peek = pos;
		if (!word_is_upper(w.core) || !word_next(text, &peek, &next) || numbering)
			continue;
		if (last == '?' || is_opener(w.core))
			return w.start;
		if (word_is_lower(next.core) && word_is_common(common, w.core))
			return w.start;
	}
	return 0;
}
