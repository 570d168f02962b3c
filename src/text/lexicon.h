/*
 * lexicon.h: a table of Swedish word forms: each form's lemma, what it may do in a compound, how common it is
 * there. Made from hunspell's word list (lexicon_build.c), kept in one block of bytes that can be a file.
 *
 * The table holds no words: a form is found by a 64-bit hash, and its lemma is told as "take n bytes off the
 * end and put these on". Hashes are made byte by byte, so that a splitter gets those of all prefixes at once.
 */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"

#define LEXICON_WORD_MAX 240      /* bytes of the longest lemma that lexicon_lemma() writes */

enum lexicon_flag {
	LEXICON_WORD = 1,        /* stands alone */
	LEXICON_LAST = 2,        /* may end a compound */
	LEXICON_HEADWORD = 4,    /* is its own lemma */
	LEXICON_NAME = 8,        /* written with a capital */
	LEXICON_NOUN = 16,       /* the lemma's class */
	LEXICON_VERB = 32,
	LEXICON_ADJECTIVE = 64,
	LEXICON_COMPOUND = 128   /* the lemma is itself put together from others in the list */
};

struct lexicon_entry {
	unsigned flags; /* enum lexicon_flag, or-ed */
	unsigned rule;  /* for lexicon_lemma() */
	unsigned family; /* 8 × log2(1 + words in the list that it is the first or last part of) */
};

struct lexicon;

#define LEXICON_SYSTEM_DIR "/usr/share/hunspell"

/*
 * Opens the lexicon at path: a file that lexicon_write() made (mapped), or a folder with hunspell's sv_SE
 * files (read and expanded in memory, half a second). NULL: the system's folder.
 * Errors: NOT_FOUND, CORRUPT (no lexicon file), VERSION, FORMAT, IO, NOMEM.
 */
leta_status lexicon_open(const char *path, struct lexicon **out, struct leta_error *err);
void lexicon_close(struct lexicon *lexicon); /* accepts NULL */

/* Writes it to a file, atomically. */
leta_status lexicon_write(const struct lexicon *lexicon, const char *path, struct leta_error *err);

/* Identifies the content. */
uint64_t lexicon_fingerprint(const struct lexicon *lexicon);

/*
 * Many words will be looked for, most of which are not there: makes sieves that tell so without a look at the tables
 * (half a megabyte, some milliseconds). Never changes a result; without memory it does nothing. Threads that share the
 * lexicon may call it while others look words up.
 */
void lexicon_expect_many(struct lexicon *lexicon);

#define LEXICON_HASH_INIT UINT64_C(0xcbf29ce484222325)

static inline uint64_t lexicon_hash_byte(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * UINT64_C(0x100000001b3);
}

uint64_t lexicon_hash(struct str folded);

/* A word as it is written, folded; or a first part of compounds ("arbets"). False when it is not there. */
bool lexicon_word(const struct lexicon *lexicon, uint64_t hash, struct lexicon_entry *out);
void lexicon_prefetch(const struct lexicon *lexicon, uint64_t hash); /* lexicon_word() of it will be asked for soon */
bool lexicon_first(const struct lexicon *lexicon, uint64_t hash, struct lexicon_entry *out);

/* Writes the lemma of a form found as entry into room; the form itself when it does not fit. */
struct str lexicon_lemma(const struct lexicon *lexicon, const struct lexicon_entry *entry, struct str form,
                         char room[LEXICON_WORD_MAX]);

#endif
