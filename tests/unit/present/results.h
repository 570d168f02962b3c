/*
 * results.h: results made by hand, for the tests of presenters: two hits, one with every field and
 * a passage that begins on one page and ends on the next, one that knows nothing but its id.
 */
#ifndef PRESENT_RESULTS_H
#define PRESENT_RESULTS_H

#include "leta/search.h"

/* Valid until the program ends; the same every time. */
const struct leta_results *results_full(void);
const struct leta_results *results_none(void);
/* One hit full of what formats of references give a meaning to. */
const struct leta_results *results_awkward(void);

/* A whole record with pages, a lesson, a reference, related documents, inferred and empty values.
 */
const struct leta_record *results_record(void);

#endif
