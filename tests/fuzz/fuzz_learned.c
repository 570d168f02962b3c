/*
 * fuzz_learned.c: any bytes as the file of learned compounds. Each word that is accepted is found by its term and by
 * each of its parts.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/learned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition)
{
	if (!condition)
		abort();
}

static void check_word(const struct learned *l, const struct learned_word *word)
{
	demand(word->n_parts >= 2 && word->n_parts <= LEARNED_PARTS_MAX && word->form.len > 0);
	demand(learned_find(l, word->term) == word);
	for (uint8_t p = 0; p < word->n_parts; p++) {
		const struct learned_use *uses;
		size_t n = learned_uses(l, word->parts[p].term, &uses), same = 0;

		demand(word->parts[p].from < word->parts[p].to);
		for (size_t i = 0; i < n; i++)
			same += uses[i].word == word && uses[i].part == p;
		demand(same == 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, line, term;
	struct learned *l;

	if (learned_read(text, &l, NULL) != LETA_OK)
		return 0;
	while (str_line(&text, &line)) {
		const struct learned_word *word = NULL;

		if (str_cut(&line, '\t', &term))
			word = learned_find(l, term);
		if (word)
			check_word(l, word);
	}
	learned_close(l);
	return 0;
}
