/*
 * ranges.h: what the comparable projects got, cost and lasted, and where the given one lies among
 * them.
 */
#ifndef COMPARE_RANGES_H
#define COMPARE_RANGES_H

#include "base/arena.h"
#include "leta/similar.h"

/* The cost of a month: the budget, or the grant where no budget is stated, over the project's
 * months. */
bool range_monthly(const struct leta_record *record, int64_t *out);

/* Over n hits; given may be NULL (several were asked about). All but out->given. NOMEM, LIMIT. */
leta_status ranges_of(const struct leta_hit *hits, size_t n, const struct leta_record *given,
		      struct arena *arena, struct leta_comparables **out, struct leta_error *err);

#endif
