/*
 * sample.h: an invented record that uses everything a record can hold, and a comparison of two
 * records.
 */
#ifndef TEST_STORE_SAMPLE_H
#define TEST_STORE_SAMPLE_H

#include "leta/record.h"
#include "store/forward.h"

extern const struct leta_record sample_record;
extern const struct forward sample_forward;

/* Fails the test where they differ. Sections' texts are compared when with_texts. */
void sample_assert_same(const struct leta_record *a, const struct leta_record *b, bool with_texts);

#endif
