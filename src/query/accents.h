/*
 * accents.h: "malmo" → "malmö": gives words typed without å, ä and ö their letters back. Private to
 * src/query.
 *
 * å ä ö are letters, so this is done only where no document has the word as typed, and only to words
 * without any of them: who types one can type the others.
 */
#ifndef QUERY_ACCENTS_H
#define QUERY_ACCENTS_H

#include "query/words.h"

/*
 * Replaces what such words of a run stand for by what the most frequent accented spelling of theirs
 * does; its own term comes first, as EXPAND_ACCENT.
 */
leta_status accents_restore(struct expander *x, struct word_run *run);

#endif
