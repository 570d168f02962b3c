/*
 * compound_lists.c: what no rule tells about compounds: index/compounds.tsv, compiled in.
 */
#include "text/compound.h"

#include "text/compounds_data.h"
#include "text/wordlist.h"

#define ENDING_MAX 5 /* bytes of an inflection: "-heten" */
#define N(list) (sizeof(list) / sizeof((list)[0]))

bool compound_is_whole(struct str lemma)
{
	return wordlist_has(WHOLE, N(WHOLE), lemma);
}

bool compound_is_no_first(struct str part)
{
	return wordlist_has(NO_FIRST, N(NO_FIRST), part);
}

bool compound_is_no_last(struct str lemma)
{
	return wordlist_has(NO_LAST, N(NO_LAST), lemma);
}

bool compound_is_institution(struct str lemma)
{
	return wordlist_has(INSTITUTIONS, N(INSTITUTIONS), lemma);
}

/* Whether the word is the split without its marks, with an ending of at most `more` bytes. */
static bool is_split_of(const char *split, struct str word, size_t more)
{
	size_t at = 0;

	for (; *split; split++) {
		if (*split == '|')
			continue;
		if (at == word.len || word.ptr[at++] != *split)
			return false;
	}
	return word.len - at <= more;
}

const char *compound_given(struct str word, bool inflected)
{
	for (size_t i = 0; i < N(SPLITS); i++)
		if (is_split_of(SPLITS[i], word, inflected ? ENDING_MAX : 0))
			return SPLITS[i];
	return NULL;
}

uint64_t compound_lists_hash(void)
{
	uint64_t hash = wordlist_hash(HASH64_INIT, NO_FIRST, N(NO_FIRST));

	hash = wordlist_hash(hash, NO_LAST, N(NO_LAST));
	hash = wordlist_hash(hash, SPLITS, N(SPLITS));
	hash = wordlist_hash(hash, INSTITUTIONS, N(INSTITUTIONS));
	return wordlist_hash(hash, WHOLE, N(WHOLE));
}
