/*
 * ellipsis.c: the head is looked for in the text, then cut where the rebuilt word makes most sense: at the
 * first boundary between its parts that gives a word of the lexicon, else before its last part.
 */
#include "text/ellipsis.h"

#include <string.h>

#include "base/utf8.h"
#include "text/compound.h"

#define REACH 120  /* bytes that the head may be away */
#define WORDS_MAX 6
#define END_MIN 4  /* bytes of an end that is no part of a compound */

static size_t skip_blanks(struct str s, size_t pos)
{
	while (pos < s.len) {
		size_t next = pos;
		uint32_t cp = utf8_next(s, &next);

		if (!utf8_is_space(cp) && cp != ',' && cp != '/')
			break;
		pos = next;
	}
	return pos;
}

static size_t skip_letters(struct str s, size_t pos)
{
	while (pos < s.len) {
		size_t next = pos;

		if (!utf8_is_letter(utf8_next(s, &next)))
			break;
		pos = next;
	}
	return pos;
}

static bool is_conjunction(struct str word)
{
	static const char *const CONJUNCTIONS[] = { "och", "eller", "samt", "respektive", "resp", "till" };

	for (size_t i = 0; i < sizeof(CONJUNCTIONS) / sizeof(CONJUNCTIONS[0]); i++) {
		if (str_eq(word, str_from(CONJUNCTIONS[i])))
			return true;
	}
	return false;
}

static bool is_digit(struct str s, size_t pos)
{
	return pos < s.len && s.ptr[pos] >= '0' && s.ptr[pos] <= '9';
}

/* "40- och 50-talet": the head follows the second number. */
static bool head_of_number(struct str text, size_t pos, struct str *head)
{
	while (is_digit(text, pos))
		pos++;
	if (pos >= text.len || text.ptr[pos] != '-')
		return false;
	*head = str_sub(text, pos + 1, skip_letters(text, pos + 1));
	return head->len > 0;
}

bool ellipsis_head(struct str text, size_t pos, struct str *head)
{
	bool joined = false;

	text = str_sub(text, 0, pos + REACH < text.len ? utf8_floor(text, pos + REACH) : text.len);
	for (int i = 0; i < WORDS_MAX; i++) {
		size_t start = skip_blanks(text, pos), end = skip_letters(text, start);
		struct str word = str_sub(text, start, end);

		if (word.len == 0)
			return joined && head_of_number(text, start, head);
		pos = end;
		if (is_conjunction(word)) {
			joined = true;
			pos += pos < text.len && text.ptr[pos] == '.';
			continue;
		}
		if (pos < text.len && text.ptr[pos] == '-') {
			pos++;
			if (skip_letters(text, pos) == pos)
				continue; /* suspended too */
			word = str_sub(text, pos, skip_letters(text, pos)); /* "ESF- och EU-projekt" */
		}
		*head = word;
		return joined;
	}
	return false;
}

/* Writes the folded word; empty when it does not fit. */
static struct str join(struct str modifier, struct str end, char *room, size_t size)
{
	size_t len = 0;

	if (!text_terms_fold(modifier, room, size, &len) || !text_terms_fold(end, room, size, &len))
		len = 0;
	return (struct str){ room, len };
}

static bool is_known(const struct lexicon *lexicon, struct str word)
{
	struct lexicon_entry e;

	return word.len > 0 && lexicon_word(lexicon, lexicon_hash(word), &e) && e.flags & LEXICON_WORD;
}

struct str ellipsis_rebuild(const struct lexicon *lexicon, struct text_terms *terms, struct str modifier,
                            struct str head, char *room, size_t size)
{
	size_t starts[COMPOUND_PARTS_MAX];
	size_t n = text_terms_boundaries(terms, head, starts, COMPOUND_PARTS_MAX);
	struct str word = { room, 0 };

	if (is_digit(modifier, 0))
		return join(modifier, head, room, size);
	for (size_t i = 1; i < n; i++) {
		word = join(modifier, str_sub(head, starts[i], head.len), room, size);
		if (is_known(lexicon, word))
			return word;
	}
	if (n > 1)
		return word;
	for (size_t i = 1; i + END_MIN <= head.len; i++) {
		if (utf8_floor(head, i) != i)
			continue;
		word = join(modifier, str_sub(head, i, head.len), room, size);
		if (is_known(lexicon, word))
			return word;
	}
	return (struct str){ room, 0 };
}
