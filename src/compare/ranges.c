/*
 * ranges.c: see ranges.h.
 */
#include "compare/ranges.h"

#include <stdlib.h>

#include "query/no_room.h"

#define DAYS_OF_MONTH 30.4375 /* of the Gregorian calendar, on average */

bool range_monthly(const struct leta_record *record, int64_t *out)
{
	int64_t days, sek;
	if (!leta_record_number(record, LETA_FIELD_DAYS, &days) || days <= 0)
		return false;
	if (!leta_record_number(record, LETA_FIELD_BUDGET, &sek) &&
	    !leta_record_number(record, LETA_FIELD_GRANT, &sek))
		return false;
	*out = (int64_t)((double)sek * DAYS_OF_MONTH / (double)days + 0.5);
	return true;
}

static bool value_of(enum leta_range_id id, const struct leta_record *record, int64_t *out)
{
	switch (id) {
	case LETA_RANGE_GRANT:
		return leta_record_number(record, LETA_FIELD_GRANT, out);
	case LETA_RANGE_BUDGET:
		return leta_record_number(record, LETA_FIELD_BUDGET, out);
	case LETA_RANGE_DAYS:
		return leta_record_number(record, LETA_FIELD_DAYS, out);
	case LETA_RANGE_MONTHLY:
		return range_monthly(record, out);
	case LETA_RANGE_COUNT:
		break;
	}
	return false;
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void fill(struct leta_range *range, int64_t *values)
{
	size_t half = range->n / 2;
	if (range->n == 0)
		return;
	qsort(values, range->n, sizeof(*values), ascending);
	range->min = values[0];
	range->max = values[range->n - 1];
	range->median = range->n % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
	for (size_t i = 0; i < range->n && values[i] < range->given; i++)
		range->below++;
	if (!range->given_known)
		range->below = 0;
}

leta_status ranges_of(const struct leta_hit *hits, size_t n, const struct leta_record *given,
		      struct arena *arena, struct leta_comparables **out, struct leta_error *err)
{
	struct leta_comparables *made = arena_zalloc(arena, 1, sizeof(*made));
	int64_t *values = arena_zalloc(arena, n + 1, sizeof(*values));
	if (!made || !values)
		return no_room(arena, err);
	made->n = n;
	for (size_t id = 0; id < LETA_RANGE_COUNT; id++) {
		struct leta_range *range = &made->ranges[id];
		for (size_t i = 0; i < n; i++)
			range->n +=
				value_of((enum leta_range_id)id, hits[i].record, &values[range->n]);
		range->given_known =
			given && value_of((enum leta_range_id)id, given, &range->given);
		fill(range, values);
	}
	*out = made;
	return LETA_OK;
}
