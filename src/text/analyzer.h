/*
 * analyzer.h: Swedish text → tokens: the whole chain behind one object.
 *
 * segment (ICU word rules for sv, with rules of our own) → fold (case, accents other than å ä ö) → stop words
 * → lemma and compound parts (lexicon) → stem. One analyzer per thread; it holds caches, no text.
 */
#ifndef TEXT_ANALYZER_H
#define TEXT_ANALYZER_H

#include <stdbool.h>

#include "base/str.h"
#include "leta/error.h"
#include "text/lexicon.h"
#include "text/token.h"
#include "text/vocabulary.h"

struct text_analyzer;

/*
 * lexicon: a file that text_analyzer_write_lexicon() made (mapped at once), or a folder with hunspell's sv_SE files
 * (read and expanded: .4 s); NULL = the system's folder; "" = none. Missing files are no error: words
 * then get stems without lemmas and no parts. Errors: CORRUPT, VERSION (the file; make it again), FORMAT, IO, NOMEM.
 */
leta_status text_analyzer_new(const char *lexicon, struct text_analyzer **out, struct leta_error *err);

/* The same, but an expanded list is taken from the folder `cache` or left there for the next time; NULL = none. */
leta_status text_analyzer_new_cached(const char *lexicon, const char *cache, struct text_analyzer **out,
                                     struct leta_error *err);

/*
 * One more of the same kind, for another thread, made while the other does not run; several may follow, and any may be
 * freed first. They share the lexicon, and the terms that one of them made of a word are there for all: so only that
 * one notes it (text_analyzer_note()). Errors: NOMEM, INTERNAL.
 */
leta_status text_analyzer_new_beside(struct text_analyzer *other, struct text_analyzer **out, struct leta_error *err);
void text_analyzer_free(struct text_analyzer *a); /* accepts NULL */

/* Whether a lexicon was found. */
bool text_analyzer_has_lexicon(const struct text_analyzer *a);

/*
 * Writes the analyzer's lexicon to a file that text_analyzer_new() maps in no time: 9 MB, replaced atomically.
 * An index keeps one beside its data, so that it is searched with the lexicon that it was made with. Without a
 * lexicon it does nothing. Errors: IO, NOMEM.
 */
#define TEXT_LEXICON_FILE "sv.lexicon" /* its usual name */
leta_status text_analyzer_write_lexicon(const struct text_analyzer *a, const char *path,
                                        struct leta_error *err);

/*
 * From now on every different word, and every two with a hyphen between, are noted there: what was analysed since the
 * analyzer was made is unknown. Borrowed; NULL: nothing is noted.
 */
void text_analyzer_note(struct text_analyzer *a, struct vocabulary *vocabulary);
/* Whether the lexicon has a word, in any form and case; false without a lexicon. */
bool text_analyzer_knows(const struct text_analyzer *a, struct str word);
/* The lexicon, or NULL; it belongs to the analyzer. */
const struct lexicon *text_analyzer_lexicon(const struct text_analyzer *a);

/* Tokens of a text, in order of position. Errors: those of fn; NOMEM. The text is valid UTF-8. */
leta_status text_analyzer_run(struct text_analyzer *a, enum text_mode mode, struct str text,
                              text_token_fn *fn, void *ctx, struct leta_error *err);

/* A number for a taker of tokens, to tell its notes (struct text_memo) from others' and from none. */
uint32_t text_analyzer_taker(struct text_analyzer *a);

/*
 * Identifies everything that decides which terms come out: rules' and ICU's versions, word
 * lists. An index stores it; a reader with another one must refuse. Belongs to the analyzer.
 */
const char *text_analyzer_fingerprint(const struct text_analyzer *a);

/* The version of ICU for people, "ICU 72.1". Static storage. */
const char *text_libraries(void);

#endif
