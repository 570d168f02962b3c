/*
 * notices.h: what a person must know about an answer: corrections, partial matches, records left
 * out as unknown.
 */
#ifndef SEARCH_NOTICES_H
#define SEARCH_NOTICES_H

#include "search/ask.h"

/* Adds the notices of a question that has been matched. May ask the engine how many records a
 * condition left out. */
leta_status notices_tell(struct ask *a, struct leta_error *err);

#endif
