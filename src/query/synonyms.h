/*
 * synonyms.h: adds to words of a query what the thesaurus lets them stand for. Private to src/query; see expand.h.
 *
 * A word or phrase of the thesaurus is recognised by its analysed terms, so in any inflected form. What no document
 * has is not added.
 */
#ifndef QUERY_SYNONYMS_H
#define QUERY_SYNONYMS_H

#include <stddef.h>

#include "query/words.h"

#define SYNONYMS_BROAD_WEIGHT 0.5 /* of a topic's other and narrower words in a broad search */

/*
 * Words side by side in an AND. A phrase of the thesaurus that is found there becomes a choice of each of its words.
 * Does nothing when the environment says exact. Errors: NOMEM, and those of the environment.
 */
leta_status synonyms_of_run(struct expander *x, struct expand_word **words, size_t n);

/* A phrase: only what it stands for as a whole. */
leta_status synonyms_of_phrase(struct expander *x, struct expand_word *words, size_t n);

#endif
