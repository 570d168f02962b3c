/*
 * analyzer.h: Swedish text → tokens: the whole chain behind one object.
 *
 * segment (ICU word rules for sv, with rules of our own) → fold (case, accents other than å ä ö) → stop words
 * → stem. One analyzer per thread; it holds caches, no text.
 */
#ifndef TEXT_ANALYZER_H
#define TEXT_ANALYZER_H

#include "base/str.h"
#include "leta/error.h"
#include "text/token.h"

struct text_analyzer;

/* lexicon_dir: where hunspell's sv_SE files lie, NULL = the system's place. Missing files are no error. */
leta_status text_analyzer_new(const char *lexicon_dir, struct text_analyzer **out,
                              struct leta_error *err);
void text_analyzer_free(struct text_analyzer *a); /* accepts NULL */

/* Tokens of a text, in order of position. Errors: those of fn; NOMEM. The text is valid UTF-8. */
leta_status text_analyzer_run(struct text_analyzer *a, enum text_mode mode, struct str text,
                              text_token_fn *fn, void *ctx, struct leta_error *err);

/*
 * Identifies everything that decides which terms come out: rules' version, libstemmer and ICU versions, word
 * lists. An index stores it; a reader with another one must refuse. Belongs to the analyzer.
 */
const char *text_analyzer_fingerprint(const struct text_analyzer *a);

/* Versions of ICU and libstemmer for people, "ICU 72.1, libstemmer 2.2.0". Static storage. */
const char *text_libraries(void);

#endif
