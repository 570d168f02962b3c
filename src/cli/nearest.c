/*
 * nearest.c: edit distance between short names (insertions, deletions, replacements, swapped
 * neighbours).
 *
 * Names of commands, options and fields are short, so one table on the stack does. Bytes are
 * compared: a wrong å counts as two, which is near enough.
 */
#include "cli/nearest.h"

#include <string.h>

#define NAME_MAX_LEN 31

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned d[NAME_MAX_LEN + 1][NAME_MAX_LEN + 1];
	for (size_t i = 0; i <= a_len; i++)
		d[i][0] = (unsigned)i;
	for (size_t j = 0; j <= b_len; j++)
		d[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a_len; i++) {
		for (size_t j = 1; j <= b_len; j++) {
			unsigned replaced = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			d[i][j] = least(replaced, least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[a_len][b_len];
}

void nearest_try(struct nearest *n, const char *name)
{
	size_t a_len = strlen(n->word), b_len = strlen(name);
	if (a_len > NAME_MAX_LEN || b_len > NAME_MAX_LEN)
		return;
	unsigned d = distance(n->word, a_len, name, b_len);
	/* a third of the letters may be wrong; of two letters none but one */
	if (d > (b_len < 3 ? 1 : b_len / 3 + 1) || d >= b_len)
		return;
	if (!n->best || d < n->distance) {
		n->best = name;
		n->distance = d;
	}
}
