/*
 * compounds.h: what the index has learned of compounds, in a query: a word is looked for in the learned compounds that
 * it is a part of, and the parts of one near each other, as with those that the lexicon splits. Private to src/query.
 */
#ifndef QUERY_COMPOUNDS_H
#define QUERY_COMPOUNDS_H

#include "query/words.h"

/* Adds the choices of a word that was read. Errors: NOMEM. */
leta_status compounds_learned(struct expander *x, struct expand_word *word);

#endif
