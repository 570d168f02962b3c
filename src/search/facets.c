/*
 * facets.c: one axis a facet, read in one scan.
 */
#include "search/facets.h"

#include "base/error.h"
#include "query/no_room.h"

static void begin(void *ctx)
{
	struct facets *f = ctx;
	for (size_t i = 0; i < f->n; i++)
		axis_clear(&f->axes[i]);
}

static leta_status count(void *ctx, const struct engine_value *values, struct leta_error *err)
{
	struct facets *f = ctx;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < f->n; i++) /* a facet has one column */
		st = axis_count(&f->axes[i], &values[i], f->arena, &f->entries, err);
	return st;
}

leta_status facets_init(struct facets *f, const struct leta_query *query, struct arena *arena,
			struct leta_error *err)
{
	*f = (struct facets){.arena = arena};
	if (query->n_facets > FACETS_MAX)
		return error_set(err, LETA_ERR_INVALID, "högst %d fält kan räknas på en gång",
				 "at most %d fields can be counted at once", FACETS_MAX);
	for (size_t i = 0; i < query->n_facets; i++) {
		struct leta_dimension by = {query->facets[i], false};
		leta_status st = axis_init(&f->axes[i], by, err);
		if (st != LETA_OK)
			return st;
		axis_columns(&f->axes[i], &f->columns[i]);
		f->n++;
	}
	f->scan = (struct engine_scan){f->columns, f->n, begin, count, f};
	return LETA_OK;
}

void facets_fini(struct facets *f)
{
	for (size_t i = 0; i < f->n; i++)
		axis_fini(&f->axes[i]);
}

static leta_status take(struct facets *f, size_t i, struct leta_facet *out, struct leta_error *err)
{
	struct axis_value *values;
	size_t n;
	leta_status st = axis_rank(&f->axes[i], f->arena, &values, &n, err);
	if (st != LETA_OK)
		return st;
	if (axis_has_years(&f->axes[i]))
		axis_order_years(values, n);
	out->field = f->axes[i].by.field;
	out->values = arena_zalloc(f->arena, n + 1, sizeof(*out->values));
	if (!out->values)
		return no_room(f->arena, err);
	for (size_t v = 0; v < n; v++)
		out->values[v] = (struct leta_facet_value){
			values[v].text, values[v].count,
			axis_restriction(&f->axes[i], values[v].text, f->arena)};
	out->values[n] = (struct leta_facet_value){
		NULL, f->axes[i].unknown, axis_restriction(&f->axes[i], NULL, f->arena)};
	out->n_values = n + 1;
	return arena_status(f->arena, err);
}

leta_status facets_take(struct facets *f, struct leta_results *out, struct leta_error *err)
{
	leta_status st = LETA_OK;
	out->facets = arena_zalloc(f->arena, f->n + 1, sizeof(*out->facets));
	if (!out->facets)
		return no_room(f->arena, err);
	for (size_t i = 0; st == LETA_OK && i < f->n; i++) {
		st = take(f, i, &out->facets[i], err);
		out->n_facets = i + 1;
	}
	return st;
}
