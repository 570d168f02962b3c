/*
 * fact.h: how two records agree on the facts: one number a factor, and what the agreement rests on.
 */
#ifndef COMPARE_FACT_H
#define COMPARE_FACT_H

#include "base/arena.h"
#include "leta/record.h"
#include "leta/similar.h"

#define FACT_SHARED_MAX 8 /* names that are kept for telling */

struct fact {
	bool known;                          /* both records say something about it */
	double agreement;                    /* 0 … 1 */
	enum leta_field_id field;            /* that was compared */
	const char *shared[FACT_SHARED_MAX]; /* what both have, as the other record writes it */
	size_t n_shared;                     /* may be more than are kept */
};

/* Compares `other` with `given` on any factor but the text. What is pointed at belongs to the
 * records. NOMEM, LIMIT. */
leta_status fact_compare(enum leta_factor factor, const struct leta_record *given,
			 const struct leta_record *other, struct arena *scratch, struct fact *out,
			 struct leta_error *err);

/* The points of an agreement by the table of factors. */
double fact_points(enum leta_factor factor, double agreement);

#endif
