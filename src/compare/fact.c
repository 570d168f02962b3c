/*
 * fact.c: see fact.h. A factor is a way of comparing and the fields it is tried on: the first that
 * both records state.
 */
#include "compare/fact.h"

#include <math.h>
#include <stdlib.h>

#include "compare/names.h"
#include "query/no_room.h"

#define OCTAVES 2.0 /* a quantity that is so many doublings away does not agree at all */

#define FIELDS_MAX 4

enum way {
	SAME,     /* the same value */
	SIZE,     /* numbers of the same size */
	OVERLAP,  /* lists that share members */
	TOGETHER, /* any shared member counts, by their number */
};

/* Fields that are compared in turn (SAME, SIZE) or as one list (OVERLAP, TOGETHER). */
static const struct comparison {
	enum way way;
	enum leta_field_id fields[FIELDS_MAX];
	size_t n;
} comparisons[LETA_FACTOR_COUNT] = {
	[LETA_FACTOR_TOPIC] = {OVERLAP, {LETA_FIELD_TOPIC}, 1},
	[LETA_FACTOR_AREA] = {SAME, {LETA_FIELD_AREA, LETA_FIELD_PRIORITY}, 2},
	[LETA_FACTOR_PERIOD] = {SAME, {LETA_FIELD_PROGRAMME}, 1},
	[LETA_FACTOR_PHASE] = {SAME, {LETA_FIELD_PHASE, LETA_FIELD_KIND_INFERRED}, 2},
	[LETA_FACTOR_BUDGET] = {SIZE, {LETA_FIELD_BUDGET, LETA_FIELD_GRANT}, 2},
	[LETA_FACTOR_LENGTH] = {SIZE, {LETA_FIELD_DAYS}, 1},
	[LETA_FACTOR_REGION] = {OVERLAP, {LETA_FIELD_REGION}, 1},
	[LETA_FACTOR_MUNICIPALITY] = {OVERLAP, {LETA_FIELD_MUNICIPALITY, LETA_FIELD_DISTRICT}, 2},
	[LETA_FACTOR_OWNER] = {TOGETHER, {LETA_FIELD_OWNER, LETA_FIELD_OWNER_INFERRED}, 2},
	[LETA_FACTOR_PARTNER] = {TOGETHER,
				 {LETA_FIELD_OWNER, LETA_FIELD_OWNER_INFERRED, LETA_FIELD_PARTNER,
				  LETA_FIELD_COFINANCIER},
				 4},
};

/* ---- values and numbers ---- */

static leta_status compare_values(const struct comparison *c, const struct leta_record *given,
				  const struct leta_record *other, struct arena *scratch,
				  struct fact *out, struct leta_error *err)
{
	for (size_t i = 0; i < c->n; i++) {
		const char *a = leta_record_text(given, c->fields[i]),
			   *b = leta_record_text(other, c->fields[i]);
		struct str folded[2];
		if (!a || !b)
			continue;
		if (!names_fold(str_from(a), scratch, &folded[0]) ||
		    !names_fold(str_from(b), scratch, &folded[1]))
			return no_room(scratch, err);
		*out = (struct fact){.known = true, .field = c->fields[i]};
		if (str_eq(folded[0], folded[1])) {
			out->agreement = 1;
			out->shared[out->n_shared++] = b;
		}
		break;
	}
	return LETA_OK;
}

static void compare_sizes(const struct comparison *c, const struct leta_record *given,
			  const struct leta_record *other, struct fact *out)
{
	for (size_t i = 0; i < c->n; i++) {
		int64_t a, b;
		if (!leta_record_number(given, c->fields[i], &a) ||
		    !leta_record_number(other, c->fields[i], &b) || a <= 0 || b <= 0)
			continue;
		double octaves = fabs(log2((double)a / (double)b));
		*out = (struct fact){.known = true,
				     .field = c->fields[i],
				     .agreement = octaves < OCTAVES ? 1 - octaves / OCTAVES : 0};
		break;
	}
}

/* ---- lists ---- */

static void keep_shared(struct fact *out, const char *name)
{
	if (out->n_shared < FACT_SHARED_MAX)
		out->shared[out->n_shared] = name;
	out->n_shared++;
}

static void share(const struct names *given, const struct names *other, struct fact *out)
{
	for (size_t i = 0; i < other->n; i++)
		if (names_has(given, other->items[i].folded))
			keep_shared(out, other->items[i].shown);
}

/* The cosine of the two sets: 1 when they are the same, less when one of them has much besides. */
static leta_status compare_lists(const struct comparison *c, const struct leta_record *given,
				 const struct leta_record *other, struct arena *scratch,
				 struct fact *out, struct leta_error *err)
{
	struct names a, b;
	if (!names_of(given, c->fields, c->n, scratch, &a) ||
	    !names_of(other, c->fields, c->n, scratch, &b))
		return no_room(scratch, err);
	if (a.n == 0 || b.n == 0)
		return LETA_OK;
	*out = (struct fact){.known = true, .field = c->fields[0]};
	share(&a, &b, out);
	out->agreement = (double)out->n_shared / sqrt((double)a.n * (double)b.n);
	return LETA_OK;
}

/* ---- organisations ---- */

static leta_status compare_owners(const struct comparison *c, const struct leta_record *given,
				  const struct leta_record *other, struct arena *scratch,
				  struct fact *out, struct leta_error *err)
{
	struct names a, b;
	if (!names_of(given, c->fields, c->n, scratch, &a) ||
	    !names_of(other, c->fields, c->n, scratch, &b))
		return no_room(scratch, err);
	if (a.n == 0 || b.n == 0)
		return LETA_OK;
	*out = (struct fact){.known = true, .field = LETA_FIELD_OWNER};
	share(&a, &b, out);
	out->agreement = out->n_shared > 0;
	return LETA_OK;
}

/* Organisations with any role in both, but not those that own both: one is half, each more half of
 * what is left. */
static leta_status compare_partners(const struct comparison *c, const struct leta_record *given,
				    const struct leta_record *other, struct arena *scratch,
				    struct fact *out, struct leta_error *err)
{
	const struct comparison *owning = &comparisons[LETA_FACTOR_OWNER];
	struct names a, b, own_a, own_b;
	if (!names_of(given, c->fields, c->n, scratch, &a) ||
	    !names_of(other, c->fields, c->n, scratch, &b) ||
	    !names_of(given, owning->fields, owning->n, scratch, &own_a) ||
	    !names_of(other, owning->fields, owning->n, scratch, &own_b))
		return no_room(scratch, err);
	if (a.n == 0 || b.n == 0 || (a.n == own_a.n && b.n == own_b.n))
		return LETA_OK;
	*out = (struct fact){.known = true, .field = LETA_FIELD_PARTNER};
	for (size_t i = 0; i < b.n; i++) {
		struct str folded = b.items[i].folded;
		if (names_has(&a, folded) &&
		    !(names_has(&own_a, folded) && names_has(&own_b, folded)))
			keep_shared(out, b.items[i].shown);
	}
	out->agreement = 1 - pow(0.5, (double)out->n_shared);
	return LETA_OK;
}

/* ---- the whole ---- */

leta_status fact_compare(enum leta_factor factor, const struct leta_record *given,
			 const struct leta_record *other, struct arena *scratch, struct fact *out,
			 struct leta_error *err)
{
	const struct comparison *c = &comparisons[factor];
	*out = (struct fact){0};
	switch (c->way) {
	case SAME:
		return compare_values(c, given, other, scratch, out, err);
	case SIZE:
		compare_sizes(c, given, other, out);
		return LETA_OK;
	case OVERLAP:
		return compare_lists(c, given, other, scratch, out, err);
	case TOGETHER:
		break;
	}
	return factor == LETA_FACTOR_OWNER ? compare_owners(c, given, other, scratch, out, err)
					   : compare_partners(c, given, other, scratch, out, err);
}

double fact_points(enum leta_factor factor, double agreement)
{
	const struct leta_factor_info *info = leta_factor_info(factor);
	return info->points * (agreement - info->chance) / (1 - info->chance);
}
