/*
 * answer.h: what every answer says besides its hits: the question, how it was read and changed, which
 * index was asked, how many documents match.
 */
#ifndef SEARCH_ANSWER_H
#define SEARCH_ANSWER_H

#include "leta/search.h"
#include "search/ask.h"

/* Fills these of a question that has been matched; hits and facets are the caller's. Errors: NOMEM, LIMIT. */
leta_status answer_fill(struct ask *a, struct leta_results *out, struct leta_error *err);

#endif
