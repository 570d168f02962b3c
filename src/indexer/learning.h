/*
 * learning.h: notes the words of a new index while it is built, and writes the compounds that they teach (text/learn.h)
 * beside it. Postings know nothing of them: searching looks for a part in the words that have it.
 */
#ifndef INDEXER_LEARNING_H
#define INDEXER_LEARNING_H

#include "leta/error.h"
#include "text/analyzer.h"
#include "text/learn.h"

struct learning;

leta_status learning_new(struct learning **out, struct leta_error *err);
void learning_free(struct learning *l); /* accepts NULL */

/* From now on the analyzer's words are noted, each analyzer's apart. It must not run after learning_free(). */
leta_status learning_note(struct learning *l, struct text_analyzer *analyzer, struct leta_error *err);

/*
 * Learns from what was noted, and writes the file into the generation: in another thread when several analyzers were
 * noted, so that `count`, which tells how many documents have a term, is called there. What is given is borrowed until
 * the end. NOMEM.
 */
leta_status learning_begin(struct learning *l, const struct lexicon *lexicon, const char *generation,
                           learn_count_fn *count, void *ctx, struct leta_error *err);
/* Waits for it. Errors: IO, NOMEM, and those of count. */
leta_status learning_end(struct learning *l, struct leta_error *err);

#endif
