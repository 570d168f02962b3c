/*
 * official.h: the name by which the index knows a field's value, whatever name the query gives it:
 * "Skåne-Blekinge" is the region Sydsverige, "Af" is Arbetsförmedlingen.
 */
#ifndef QUERY_OFFICIAL_H
#define QUERY_OFFICIAL_H

#include "base/buf.h"
#include "base/str.h"
#include "leta/field.h"

/* Empty when the value has no other name. It lies in static storage or in scratch, which is overwritten. */
struct str official_value(const struct leta_field_info *field, struct str value,
			  struct buf *scratch);

#endif
