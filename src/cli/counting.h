/*
 * counting.h: what a person may count by and sum up, by name; the errors list what there is.
 */
#ifndef CLI_COUNTING_H
#define CLI_COUNTING_H

#include "leta/stats.h"

/* Errors: INVALID. */
leta_status counting_find(const char *name, struct leta_dimension *out, struct leta_error *err);
/* The same of values only: no years of a period under way. */
leta_status counting_find_facet(const char *name, enum leta_field_id *out, struct leta_error *err);
/* A field of money. */
leta_status counting_find_money(const char *name, enum leta_field_id *out, struct leta_error *err);

#endif
