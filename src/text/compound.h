/*
 * compound.h: takes Swedish compounds apart: "stadsdelsutveckling" → stads, dels, utveckling.
 *
 * The method is that of hunspell's compound flags with a cost by how many compounds of the word list a part
 * is found in. A word of the list is split as its lemma is, so that no inflection becomes a part.
 */
#ifndef TEXT_COMPOUND_H
#define TEXT_COMPOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "text/lexicon.h"

#define COMPOUND_WORD_MAX 120 /* bytes; longer words stay whole */
#define COMPOUND_PARTS_MAX 8

struct compound_part {
	uint16_t start, end; /* bytes in the folded word; parts may share a consonant: "processtöd" */
	uint16_t len;
	char lemma[COMPOUND_WORD_MAX + 16];
};

struct compound {
	struct compound_part parts[COMPOUND_PARTS_MAX];
	size_t n;         /* 0: not a compound; else at least 2 */
	unsigned cost;    /* of the outermost split, lower is better */
};

/* A folded word will be looked up and split soon: where it and its ends are in the lexicon is fetched from memory. */
void compound_prefetch(const struct lexicon *lexicon, struct str word);

/*
 * Splits a folded word of letters. known: the word's entry in the lexicon, or NULL. name_like: an unknown word
 * with a capital, which must look more like a compound to be taken for one. Returns out->n > 0.
 */
bool compound_split(const struct lexicon *lexicon, struct str word, const struct lexicon_entry *known,
                    bool name_like, struct compound *out);

/* The words that index/compounds.tsv says are never to be split, and the parts never to be used. */
bool compound_is_whole(struct str lemma);
bool compound_is_no_first(struct str part);
bool compound_is_no_last(struct str lemma);

/*
 * The parts that a word must have, "långtids|arbetslös"; NULL: none are given. inflected: the word may have an
 * ending that they lack.
 */
const char *compound_given(struct str word, bool inflected);

/* Heads of the names of institutions, which are split though names are not: "Migrationsverket". */
bool compound_is_institution(struct str lemma);

/* Words that may end compounds though hunspell's list does not let them. NULL after the last. */
extern const char *const COMPOUND_EXTRA_LAST[];

/* The same for first parts, with the word that each comes from. NULL after the last. */
struct compound_extra_first {
	const char *part, *lemma;
};
extern const struct compound_extra_first COMPOUND_EXTRA_FIRST[];

/* A hash of the lists. */
uint64_t compound_lists_hash(void);

#endif
