/*
 * stem.c: three steps, each on the end of what the step before has left: inflections, then a doubled or hard consonant
 * pair, then three derivations.
 *
 * Every suffix must lie in R1, the part of a word behind the first consonant after a vowel, but never in its first
 * three letters. Nothing is ever put on: even "-löst" and "-fullt" only lose their t.
 */
#include "text/stem.h"

#include <stdbool.h>
#include <stddef.h>

#define R1_LETTERS 3 /* of a word that never belong to R1 */

struct suffix {
	char bytes[8];
	unsigned char len, drop; /* bytes, and how many of them go */
};

#define WHOLLY(s) { s, sizeof(s) - 1, sizeof(s) - 1 }
#define LAST(s) { s, sizeof(s) - 1, 1 }
#define NONE { "", 0, 0 }

/* Of each list the first suffix that a word has counts: longer ones come before those that they end in. */
static const struct suffix ON_A[] = { WHOLLY("heterna"), WHOLLY("arna"), WHOLLY("erna"), WHOLLY("orna"), WHOLLY("a"),
	                              NONE };
static const struct suffix ON_D[] = { WHOLLY("ad"), NONE };
static const struct suffix ON_E[] = { WHOLLY("ande"), WHOLLY("arne"), WHOLLY("aste"), WHOLLY("ade"), WHOLLY("are"),
	                              WHOLLY("e"), NONE };
static const struct suffix ON_N[] = { WHOLLY("heten"), WHOLLY("anden"), WHOLLY("aren"), WHOLLY("ern"), WHOLLY("en"),
	                              NONE };
static const struct suffix ON_R[] = { WHOLLY("heter"), WHOLLY("ar"), WHOLLY("er"), WHOLLY("or"), NONE };
static const struct suffix ON_S[] = { WHOLLY("hetens"), WHOLLY("arnas"), WHOLLY("ernas"), WHOLLY("ornas"),
	                              WHOLLY("andes"), WHOLLY("arens"), WHOLLY("ades"), WHOLLY("erns"),
	                              WHOLLY("ens"), WHOLLY("as"), WHOLLY("es"), NONE };
static const struct suffix ON_T[] = { WHOLLY("andet"), WHOLLY("het"), WHOLLY("ast"), WHOLLY("at"), NONE };
static const struct suffix PAIRS[] = { LAST("dd"), LAST("gd"), LAST("nn"), LAST("dt"), LAST("gt"), LAST("kt"),
	                               LAST("tt"), NONE };
static const struct suffix DERIVATIONS[] = { LAST("löst"), LAST("fullt"), WHOLLY("lig"), WHOLLY("els"), WHOLLY("ig"),
	                                     NONE };

static bool is_one_of(char c, struct str set)
{
	return memchr(set.ptr, c, set.len) != NULL;
}

/* Bytes of the letter at pos, and whether it is one of a e i o u y å ä ö. */
static size_t letter(struct str word, size_t pos, bool *vowel)
{
	size_t next = pos + 1;

	while (next < word.len && ((unsigned char)word.ptr[next] & 0xC0) == 0x80)
		next++;
	if (next == pos + 1)
		*vowel = is_one_of(word.ptr[pos], STR("aeiouy"));
	else
		*vowel = next == pos + 2 && word.ptr[pos] == '\xC3' &&
		         is_one_of(word.ptr[pos + 1], STR("\xA5\xA4\xB6"));
	return next - pos;
}

/* Where R1 begins; the word's length when it has none. */
static size_t find_r1(struct str word)
{
	size_t n = 0;
	bool seen = false, found = false, vowel;

	for (size_t pos = 0; pos < word.len; n++) {
		if (found && n >= R1_LETTERS)
			return pos;
		pos += letter(word, pos, &vowel);
		found |= seen && !vowel;
		seen |= vowel;
	}
	return word.len;
}

/* Takes off what the first suffix of the list that lies behind r1 says. False: the word has none of them. */
static bool take_off(struct str *word, size_t r1, const struct suffix *list)
{
	for (; list->len > 0; list++) {
		if (r1 + list->len <= word->len &&
		    memcmp(word->ptr + word->len - list->len, list->bytes, list->len) == 0) {
			word->len -= list->drop;
			return true;
		}
	}
	return false;
}

/* The s of genitives and passives goes behind most consonants, o and y, and those need not lie in R1. */
static void take_off_s(struct str *word)
{
	if (word->len >= 2 && is_one_of(word->ptr[word->len - 2], STR("bcdfghjklmnoprtvy")))
		word->len--;
}

static void take_off_inflection(struct str *word, size_t r1)
{
	switch (word->ptr[word->len - 1]) {
	case 'a':
		take_off(word, r1, ON_A);
		break;
	case 'd':
		take_off(word, r1, ON_D);
		break;
	case 'e':
		take_off(word, r1, ON_E);
		break;
	case 'n':
		take_off(word, r1, ON_N);
		break;
	case 'r':
		take_off(word, r1, ON_R);
		break;
	case 's':
		if (!take_off(word, r1, ON_S))
			take_off_s(word);
		break;
	case 't':
		take_off(word, r1, ON_T);
		break;
	default:
		break;
	}
}

struct str text_stem(struct str word)
{
	size_t r1 = find_r1(word);

	if (r1 == word.len)
		return word;
	take_off_inflection(&word, r1);
	take_off(&word, r1, PAIRS);
	take_off(&word, r1, DERIVATIONS);
	return word;
}
