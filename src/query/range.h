/*
 * range.h: values of numeric and date fields in a query: ">1mkr", "250..600tkr", "2014",
 * ">=2010-06", "<12mån".
 *
 *   range  = [">" | ">=" | "<" | "<=" | "="] scalar | scalar ".." [scalar] | ".." scalar ;
 * A scalar of a date is a year, month or day; of money a decimal number with kr, tkr, mkr, mnkr; of
 * a rate a number with "%"; of a length a number with dagar, veckor, mån or år. Each stands for an
 * interval (a year has 365 days), and the comparison is with its far end: "start:>2014" begins on 1
 * January 2015.
 */
#ifndef QUERY_RANGE_H
#define QUERY_RANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/error.h"
#include "leta/field.h"

struct range {
	double lo, hi; /* whole numbers, both included; ±HUGE_VAL = open */
};

/* offset: where the value stands in the query, for messages. SYNTAX. */
leta_status range_parse(const struct leta_field_info *info, struct str value, size_t offset,
			struct range *out, struct leta_error *err);

/* Whether a word is a unit of such a field ("mkr", "månader"): "1 mkr" is then one value. */
bool range_is_unit(const struct leta_field_info *info, struct str word);

#endif
