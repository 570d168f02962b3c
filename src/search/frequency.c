/*
 * frequency.c: a table of terms that were asked for. It is emptied when it is full.
 */
#include "search/frequency.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"

#define KNOWN_MAX ((size_t)1 << 20) /* terms */
#define PORTION 256                 /* unknown terms that the engine is asked about at a time */

struct frequencies {
	struct map *entries; /* term → nothing: its number counts */
	struct engine_count *counts;
	size_t cap;
};

struct frequencies *frequencies_new(void)
{
	struct frequencies *known = calloc(1, sizeof(*known));
	if (known && !(known->entries = map_new())) {
		free(known);
		return NULL;
	}
	return known;
}

void frequencies_free(struct frequencies *known)
{
	if (!known)
		return;
	map_free(known->entries);
	free(known->counts);
	free(known);
}

static bool remember(struct frequencies *known, struct str term, struct engine_count count)
{
	size_t n = map_size(known->entries);
	if (n == known->cap) {
		size_t cap = known->cap ? known->cap * 2 : 4096;
		struct engine_count *counts = realloc(known->counts, cap * sizeof(*counts));
		if (!counts)
			return false;
		known->counts = counts;
		known->cap = cap;
	}
	uint32_t entry = map_put(known->entries, term);
	if (entry == MAP_NONE)
		return false;
	known->counts[entry] = count;
	return true;
}

/* Asks the engine about the terms with these numbers. */
static leta_status ask(struct frequencies *known, struct engine_reader *engine,
		       const struct str *terms, const size_t *numbers, size_t n,
		       struct engine_count *out, struct leta_error *err)
{
	struct str unknown[PORTION] = {0};
	struct engine_count counts[PORTION];
	for (size_t i = 0; i < n; i++)
		unknown[i] = terms[numbers[i]];
	leta_status st = engine_reader_counts(engine, unknown, n, counts, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		out[numbers[i]] = counts[i];
		if (!remember(known, unknown[i], counts[i]))
			st = error_nomem(err);
	}
	return st;
}

leta_status frequencies_of(struct frequencies *known, struct engine_reader *engine,
			   const struct str *terms, size_t n, struct engine_count *out,
			   struct leta_error *err)
{
	size_t numbers[PORTION], n_unknown = 0;
	leta_status st = LETA_OK;
	if (map_size(known->entries) + n > KNOWN_MAX)
		map_clear(known->entries);
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		uint32_t entry = map_find(known->entries, terms[i]);
		if (entry != MAP_NONE) {
			out[i] = known->counts[entry];
			continue;
		}
		numbers[n_unknown++] = i;
		if (n_unknown == PORTION) {
			st = ask(known, engine, terms, numbers, n_unknown, out, err);
			n_unknown = 0;
		}
	}
	return st == LETA_OK && n_unknown > 0
		       ? ask(known, engine, terms, numbers, n_unknown, out, err)
		       : st;
}
