/*
 * learning.h: notes the words of a new index while it is built, and writes the compounds that they teach (text/learn.h)
 * beside it. Postings know nothing of them: searching looks for a part in the words that have it.
 */
#ifndef INDEXER_LEARNING_H
#define INDEXER_LEARNING_H

#include "leta/error.h"
#include "text/analyzer.h"

struct learning;

leta_status learning_new(struct learning **out, struct leta_error *err);
void learning_free(struct learning *l); /* accepts NULL */

/* From now on the analyzer's words are noted, each analyzer's apart. It must not run after learning_free(). */
leta_status learning_note(struct learning *l, struct text_analyzer *analyzer, struct leta_error *err);

/*
 * Learns from what was noted and from what the engine's database in the generation holds, and writes the file.
 * Errors: IO, NOMEM, and those of the engine.
 */
leta_status learning_finish(struct learning *l, const struct lexicon *lexicon, const char *generation,
                            struct leta_error *err);

#endif
