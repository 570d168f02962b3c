/*
 * facts_dates.h: the part of facts.h that reads dates in prose.
 */
#ifndef RECORD_FACTS_DATES_H
#define RECORD_FACTS_DATES_H

#include "record/facts.h"

/* Infers START, END, DECISION_DATE and, when the fund is known, PROGRAMME. False: out of memory. */
bool facts_infer_dates(struct record_builder *b, const struct facts_options *options);

#endif
