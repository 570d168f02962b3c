/*
 * learned.h: the compounds that an index has learned from its documents (learn.h): a small file in its generation, and
 * what it says of a word.
 *
 * The file is text, a line each: "leta compounds 1", then for each word, by term, between tabs: its term, a form, the
 * number of documents, and for each part "term:from-to", in letters of the word.
 */
#ifndef TEXT_LEARNED_H
#define TEXT_LEARNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"

#define LEARNED_FILE "compounds"  /* its name */
#define LEARNED_WORDS_MAX 8192u
#define LEARNED_PARTS_MAX 8u

struct learned_part {
	struct str term;
	uint8_t from, to; /* letters of the word */
};

struct learned_word {
	struct str term; /* of all its forms */
	struct str form; /* the shortest of them, folded */
	uint32_t documents;
	struct learned_part parts[LEARNED_PARTS_MAX]; /* each before its own parts, when it is a compound itself */
	uint8_t n_parts; /* at least 2 */
};

/* A word and the part of it that was asked for. */
struct learned_use {
	const struct learned_word *word;
	uint8_t part;
};

/* Whether the part begins the word, or ends it. */
bool learned_is_first(const struct learned_use *use);
bool learned_is_last(const struct learned_use *use);
/* Whether it is a part of another part. */
bool learned_is_inner(const struct learned_use *use);

struct learned;

/* Writes words, by term, to a file, atomically. Errors: IO, NOMEM. */
leta_status learned_write(const struct learned_word *words, size_t n, const char *path, struct leta_error *err);
/* Reads a file; without one nothing was learned. Errors: CORRUPT, IO, NOMEM. */
leta_status learned_open(const char *path, struct learned **out, struct leta_error *err);
/* Reads a file's bytes. Errors: CORRUPT, NOMEM. */
leta_status learned_read(struct str bytes, struct learned **out, struct leta_error *err);
void learned_close(struct learned *l); /* accepts NULL */

size_t learned_size(const struct learned *l);
/* The word of a term, or NULL. */
const struct learned_word *learned_find(const struct learned *l, struct str term);
/* The words that have a part, those of most documents first. */
size_t learned_uses(const struct learned *l, struct str part, const struct learned_use **out);

#endif
