/*
 * vocabulary.c: a map from folded words to what was seen of them.
 */
#include "text/vocabulary.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/terms.h"

#define WORD_MAX 64                         /* bytes of a word that is noted */
#define FOLDED_MAX ((size_t)4 * WORD_MAX)

struct vocabulary {
	struct map *words;
	bool too_many, failed;
};

struct vocabulary *vocabulary_new(void)
{
	struct vocabulary *v = calloc(1, sizeof(*v));

	if (!v)
		return NULL;
	v->words = map_new();
	if (!v->words) {
		free(v);
		return NULL;
	}
	return v;
}

void vocabulary_free(struct vocabulary *v)
{
	if (!v)
		return;
	map_free(v->words);
	free(v);
}

static void put(struct vocabulary *v, struct str key, unsigned flags)
{
	uint32_t entry;

	v->too_many = v->too_many || map_size(v->words) == VOCABULARY_MAX;
	if (v->too_many)
		return;
	entry = map_put(v->words, key);
	if (entry == MAP_NONE)
		v->failed = true;
	else
		*map_value(v->words, entry) |= flags;
}

static bool is_letters(struct str s)
{
	for (size_t i = 0; i < s.len;)
		if (!utf8_is_letter(utf8_next(s, &i)))
			return false;
	return s.len > 0;
}

/*
 * Nothing but letters, and no capital behind a small one: "createFolder", and "gränsvärdenAvsnitt", where a blank is
 * missing.
 */
static bool is_noted(struct str s)
{
	bool small = false;

	for (size_t i = 0; i < s.len;) {
		uint32_t cp = utf8_next(s, &i);
		bool upper = utf8_is_upper(cp);

		if (!utf8_is_letter(cp) || (upper && small))
			return false;
		small = !upper;
	}
	return s.len > 0;
}

static bool is_capitals(struct str s)
{
	for (size_t i = 0; i < s.len;)
		if (!utf8_is_upper(utf8_next(s, &i)))
			return false;
	return true;
}

void vocabulary_note(struct vocabulary *v, struct str word, bool split)
{
	char folded[FOLDED_MAX];
	size_t len = 0, first = 0;
	unsigned flags = split ? VOCABULARY_SPLIT : 0;

	if (word.len > WORD_MAX || !is_noted(word) || !text_terms_fold(word, folded, FOLDED_MAX, &len))
		return;
	if (!utf8_is_upper(utf8_next(word, &first)))
		flags |= VOCABULARY_LOWER;
	put(v, (struct str){ folded, len }, flags);
}

void vocabulary_ask(const struct vocabulary *v, struct str folded)
{
	map_ask(v->words, folded);
}

void vocabulary_note_pair(struct vocabulary *v, struct str first, struct str second)
{
	char folded[FOLDED_MAX];
	size_t len = 0;

	if (first.len + second.len > WORD_MAX || !is_letters(first) || !is_letters(second) ||
	    !text_terms_fold(first, folded, FOLDED_MAX - 1, &len))
		return;
	folded[len++] = '-';
	if (!text_terms_fold(second, folded, FOLDED_MAX, &len))
		return;
	put(v, (struct str){ folded, len }, VOCABULARY_PAIR | (is_capitals(first) ? VOCABULARY_CAPITALS : 0u));
}

void vocabulary_add(struct vocabulary *v, const struct vocabulary *other)
{
	for (uint32_t i = 0; i < map_size(other->words); i++)
		put(v, map_key(other->words, i), *map_value(other->words, i));
	v->too_many = v->too_many || other->too_many;
	v->failed = v->failed || other->failed;
}

leta_status vocabulary_status(const struct vocabulary *v, struct leta_error *err)
{
	return v->failed ? error_nomem(err) : LETA_OK;
}

bool vocabulary_is_whole(const struct vocabulary *v)
{
	return !v->too_many;
}

size_t vocabulary_size(const struct vocabulary *v)
{
	return map_size(v->words);
}

struct str vocabulary_word(const struct vocabulary *v, size_t number, unsigned *flags)
{
	*flags = *map_value(v->words, (uint32_t)number);
	return map_key(v->words, (uint32_t)number);
}

bool vocabulary_has(const struct vocabulary *v, struct str folded)
{
	return map_find(v->words, folded) != MAP_NONE;
}
