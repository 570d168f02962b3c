/*
 * vocabulary.h: the different words of a collection as they are met, and which of them stand with a hyphen between
 * their parts. New compounds are learned from it (learn.h).
 *
 * It is a set: the same words give the same vocabulary, in any order, from any number of analyzers.
 */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/error.h"

#define VOCABULARY_MAX ((size_t)1 << 20) /* different words; a vocabulary of more is of no use */

enum vocabulary_flag {
	VOCABULARY_LOWER = 1, /* stands in the text with a small letter first */
	VOCABULARY_SPLIT = 2, /* taken apart by the lexicon's rules */
	VOCABULARY_PAIR = 4,  /* two words with a hyphen between: "ams-system" */
	VOCABULARY_CAPITALS = 8 /* of a pair: the first is written in capitals only */
};

struct vocabulary;

struct vocabulary *vocabulary_new(void); /* NULL: out of memory */
void vocabulary_free(struct vocabulary *v); /* accepts NULL */

/*
 * Notes a word of the text as it is written. Words with anything but letters, or with a capital inside, are passed
 * over.
 */
void vocabulary_note(struct vocabulary *v, struct str word, bool split);
/* A folded word will be noted soon. */
void vocabulary_ask(const struct vocabulary *v, struct str folded);
/* Notes two words that stand with a hyphen between them. */
void vocabulary_note_pair(struct vocabulary *v, struct str first, struct str second);
/* Notes all that another has. */
void vocabulary_add(struct vocabulary *v, const struct vocabulary *other);

/* NOMEM: memory was used up while words were noted. */
leta_status vocabulary_status(const struct vocabulary *v, struct leta_error *err);
/* Whether it holds all words that were noted. */
bool vocabulary_is_whole(const struct vocabulary *v);

/* Words folded, pairs with their hyphen, by number; flags of enum vocabulary_flag, or-ed. */
size_t vocabulary_size(const struct vocabulary *v);
struct str vocabulary_word(const struct vocabulary *v, size_t number, unsigned *flags);
/* Whether a folded word was noted. */
bool vocabulary_has(const struct vocabulary *v, struct str folded);

#endif
