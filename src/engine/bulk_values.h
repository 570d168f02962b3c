/*
 * bulk_values.h: documents' values in, streams of values by slot out: what glass keeps of values in its postlist table.
 *
 * A slot's values are packed as they come and go to a temporary file when they are many. A slot has statistics: how
 * many documents have a value, and the least and the greatest.
 */
#ifndef ENGINE_BULK_VALUES_H
#define ENGINE_BULK_VALUES_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "engine/glass_table.h"
#include "leta/error.h"

struct bulk_values;

leta_status bulk_values_new(const char *dir, struct bulk_values **out, struct leta_error *err);
/* Documents come in rising order. value is not empty. Errors: IO, NOMEM, LIMIT (too many slots). */
leta_status bulk_values_add(struct bulk_values *v, uint32_t slot, uint32_t docid, struct str value,
                            struct leta_error *err);
/* Writes the statistics, then the values. Nothing can be added afterwards. */
leta_status bulk_values_write(struct bulk_values *v, struct glass_table *postlist, struct leta_error *err);
void bulk_values_free(struct bulk_values *v); /* accepts NULL */

#endif
