/*
 * frequency.h: how often terms stand in the collection, remembered: comparing documents asks about
 * the same words over and over. Private to an open index.
 */
#ifndef SEARCH_FREQUENCY_H
#define SEARCH_FREQUENCY_H

#include <stddef.h>

#include "base/str.h"
#include "engine/engine.h"

struct frequencies;

struct frequencies *frequencies_new(void);        /* NULL: out of memory */
void frequencies_free(struct frequencies *known); /* accepts NULL */

/*
 * The counts of n terms, sorted. They are those of the moment when a term was first asked for: a
 * writer at work makes them a little old, which no weight shows. Errors: as engine_reader_counts(),
 * NOMEM.
 */
leta_status frequencies_of(struct frequencies *known, struct engine_reader *engine,
			   const struct str *terms, size_t n, struct engine_count *out,
			   struct leta_error *err);

#endif
