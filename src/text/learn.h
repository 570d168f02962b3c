/*
 * learn.h: learns compounds from a collection: words that the lexicon neither knows nor splits, but whose parts the
 * collection shows: "brexitförhandlingarna", because "brexit" stands alone in it.
 *
 * A word is learned as modifier + head when the head is a noun of the lexicon that heads other compounds, and the
 * collection has the modifier, which the lexicon lacks,
 *   - with a hyphen before the same head ("AMS-system": "amssystem"), whether the lexicon has it or not; or
 *   - as a word of its own in LEARN_DOCUMENTS documents; or
 *   - before LEARN_HEADS different heads ("leaderprojekt", "leaderpengar", …),
 * and there is one such reading only. Rests of words that were broken at line ends are no modifiers: they end or begin
 * words of the lexicon ("information" → "mation", "infor"), and what is learned is never the end of a longer word. The
 * lists of index/compounds.tsv hold: what may be no part is none here either.
 */
#ifndef TEXT_LEARN_H
#define TEXT_LEARN_H

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"
#include "text/learned.h"
#include "text/lexicon.h"
#include "text/vocabulary.h"

#define LEARN_DOCUMENTS 3
#define LEARN_HEADS 4

/* How many documents of the collection hold a term. */
typedef leta_status learn_count_fn(void *ctx, struct str term, uint32_t *documents, struct leta_error *err);

/*
 * By term, in the arena; of more than LEARNED_WORDS_MAX the most frequent. Nothing without a lexicon or when the
 * vocabulary is not whole. Errors: NOMEM, and those of count.
 */
leta_status learn_compounds(const struct lexicon *lexicon, const struct vocabulary *vocabulary,
                            learn_count_fn *count, void *ctx, struct arena *arena, struct learned_word **out,
                            size_t *n, struct leta_error *err);

#endif
