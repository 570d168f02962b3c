/*
 * distance.c: edit distance by dynamic programming over three rows.
 *
 * One routine serves both measures: an edit's price is the only difference. Words that differ in
 * length by more than the limit, and rows that are past it, end the work early, because a scan asks
 * for half a million words.
 */
#include "query/distance.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

#define LIKELY 6

void distance_read(struct str word, struct distance_word *out)
{
	out->n = 0;
	out->alike = 0;
	for (size_t i = 0, n = 0; i < word.len;) {
		if (n == DISTANCE_WORD_MAX)
			return;
		out->letters[n] = utf8_next(word, &i);
		out->alike |= (uint64_t)1 << out->letters[n++] % 64;
		if (i >= word.len)
			out->n = n;
	}
}

static const char *const endings[] = {
	"a",    "an", "ar", "arna", "are", "ande", "en", "er",
	"erna", "et", "na", "n",    "or",  "orna", "s",  "t",
};

#define STEM_LETTERS 4 /* that are left when an ending is dropped */

size_t distance_forms(struct str word, struct distance_word out[DISTANCE_FORMS])
{
	size_t n = 1;
	distance_read(word, &out[0]);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]) && n < DISTANCE_FORMS; i++) {
		struct str ending = str_from(endings[i]);
		if (!str_ends(word, ending))
			continue;
		distance_read(str_sub(word, 0, word.len - ending.len), &out[n]);
		n += out[n].n >= STEM_LETTERS ? 1 : 0;
	}
	return n;
}

/* Neighbours on the Swedish keyboard, to the right and below; and letters that sound alike. */
static const char *const likely_pairs[] = {
	"qw", "we", "er", "rt", "ty", "yu", "ui", "io", "op", "på", "as", "sd", "df",
	"fg", "gh", "hj", "jk", "kl", "lö", "öä", "zx", "xc", "cv", "vb", "bn", "nm",
	"qa", "ws", "ed", "rf", "tg", "yh", "uj", "ik", "ol", "pö", "åä", "az", "sx",
	"dc", "fv", "gb", "hn", "jm", "åo", "äe", "åa", "äa", "öo", "ck", "sc", "sz",
	"vw", "iy", "yj", "gj", "uy", "bp", "dt", "fv", "kq",
};

static bool is_likely_pair(uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < sizeof(likely_pairs) / sizeof(likely_pairs[0]); i++) {
		struct str pair = str_from(likely_pairs[i]);
		size_t pos = 0;
		uint32_t first = utf8_next(pair, &pos), second = utf8_next(pair, &pos);
		if ((a == first && b == second) || (a == second && b == first))
			return true;
	}
	return false;
}

struct prices {
	bool weighted;
	unsigned edit;
};

static unsigned price_substitute(const struct prices *p, uint32_t a, uint32_t b)
{
	return p->weighted && is_likely_pair(a, b) ? LIKELY : p->edit;
}

/* Price of dropping (or adding) the letter at i: less when it only doubles its neighbour. */
static unsigned price_drop(const struct prices *p, const struct distance_word *w, size_t i)
{
	bool doubled = i > 0 && w->letters[i] == w->letters[i - 1];
	return p->weighted && doubled ? LIKELY : p->edit;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned align(const struct distance_word *a, const struct distance_word *b,
		      const struct prices *p, unsigned max)
{
	unsigned rows[3][DISTANCE_WORD_MAX + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];
	above[0] = 0;
	for (size_t j = 0; j < b->n; j++)
		above[j + 1] = above[j] + price_drop(p, b, j);
	for (size_t i = 0; i < a->n; i++) {
		unsigned smallest;
		row[0] = smallest = above[0] + price_drop(p, a, i);
		for (size_t j = 0; j < b->n; j++) {
			uint32_t x = a->letters[i], y = b->letters[j];
			unsigned best = above[j] + (x == y ? 0 : price_substitute(p, x, y));
			best = least(best, above[j + 1] + price_drop(p, a, i));
			best = least(best, row[j] + price_drop(p, b, j));
			if (i > 0 && j > 0 && x == b->letters[j - 1] && y == a->letters[i - 1] &&
			    x != y)
				best = least(best,
					     before[j - 1] + (p->weighted ? LIKELY : p->edit));
			row[j + 1] = best;
			smallest = least(smallest, best);
		}
		if (smallest > max)
			return max + 1;
		unsigned *spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[b->n] > max ? max + 1 : above[b->n];
}

/* An edit changes at most two of the bits that tell which letters a word has. */
static bool differ_widely(uint64_t differences, unsigned max)
{
	unsigned bits = 0;
	for (; differences && bits <= 2 * max; bits++)
		differences &= differences - 1;
	return bits > 2 * max;
}

unsigned distance_between(const struct distance_word *a, const struct distance_word *b,
			  unsigned max)
{
	size_t longer = a->n > b->n ? a->n - b->n : b->n - a->n;
	if (a->n == 0 || b->n == 0 || longer > max || differ_widely(a->alike ^ b->alike, max))
		return max + 1;
	return align(a, b, &(struct prices){.edit = 1}, max);
}

unsigned distance_letters(struct str a, struct str b, unsigned max)
{
	struct distance_word x, y;
	distance_read(a, &x);
	distance_read(b, &y);
	return distance_between(&x, &y, max);
}

unsigned distance_cost(const struct distance_word *a, const struct distance_word *b)
{
	return align(a, b, &(struct prices){.weighted = true, .edit = DISTANCE_EDIT}, 1u << 20);
}
