/*
 * comparables.h: the head of an answer about comparable projects: the range of what they got, cost
 * and lasted.
 */
#ifndef PRESENT_COMPARABLES_H
#define PRESENT_COMPARABLES_H

#include "base/json.h"
#include "leta/similar.h"
#include "present/flow.h"

/* A small table for people, of those shown of `total`; nothing when no project states anything. */
void comparables_text(struct buf *out, const struct leta_comparables *c, size_t total,
		      const struct present_style *style);
/* The value of the key "comparables". */
void comparables_json(struct json *j, const struct leta_comparables *c);

#endif
