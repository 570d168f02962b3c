/*
 * axis.c: taking the values out of a document's columns, counting and ordering them.
 */
#include "search/axis.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "query/parse.h"
#include "text/collate.h"

#define SEPARATOR '\x1f' /* between the values of a column */

leta_status axis_init(struct axis *a, struct leta_dimension by, struct leta_error *err)
{
	const struct leta_field_info *info = leta_field_info(by.field);
	*a = (struct axis){.by = by};
	if (!info || !info->facet || info->slot < 0 || (by.running && by.field != LETA_FIELD_START))
		return error_set(err, LETA_ERR_INVALID, "fältet '%s' kan inte räknas",
				 "the field '%s' cannot be counted",
				 info && info->sv ? info->sv : "?");
	a->values = map_new();
	return a->values ? LETA_OK : error_nomem(err);
}

void axis_fini(struct axis *a)
{
	map_free(a->values);
	a->values = NULL;
}

void axis_clear(struct axis *a)
{
	map_clear(a->values);
	a->unknown = 0;
	a->multiple = false;
}

bool axis_has_years(const struct axis *a)
{
	return leta_field_info(a->by.field)->type == LETA_TYPE_DATE;
}

size_t axis_columns(const struct axis *a, struct engine_column out[AXIS_COLUMNS])
{
	out[0] = (struct engine_column){(unsigned)leta_field_info(a->by.field)->slot,
					axis_has_years(a)};
	if (!a->by.running)
		return 1;
	out[1] = (struct engine_column){(unsigned)leta_field_info(LETA_FIELD_END)->slot, true};
	return 2;
}

/* ---- a document's values ---- */

static leta_status add_entry(struct axis *a, struct str value, struct arena *arena,
			     struct axis_entries *entries, struct leta_error *err)
{
	uint32_t entry = map_put(a->values, value);
	uint32_t *items =
		arena_grow(arena, entries->items, entries->n, &entries->cap, sizeof(*items));
	if (entry == MAP_NONE || !items)
		return no_room(arena, err);
	entries->items = items;
	for (size_t i = 0; i < entries->n; i++)
		if (items[i] == entry)
			return LETA_OK;
	items[entries->n++] = entry;
	++*map_value(a->values, entry);
	return LETA_OK;
}

static leta_status add_texts(struct axis *a, struct str bytes, struct arena *arena,
			     struct axis_entries *entries, struct leta_error *err)
{
	struct str rest = bytes, value;
	leta_status st = LETA_OK;
	while (st == LETA_OK && str_cut(&rest, SEPARATOR, &value))
		if (value.len > 0)
			st = add_entry(a, value, arena, entries, err);
	return st;
}

static leta_status add_years(struct axis *a, int first, int last, struct arena *arena,
			     struct axis_entries *entries, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (int year = first; st == LETA_OK && year <= last; year++) {
		char text[16];
		int n = snprintf(text, sizeof(text), "%04d", year);
		st = add_entry(a, (struct str){text, (size_t)n}, arena, entries, err);
	}
	return st;
}

static int year_of(const struct engine_value *value)
{
	return (int)(value->number / 10000);
}

/* From the first known date to the last one. */
static leta_status add_period(struct axis *a, const struct engine_value *values,
			      struct arena *arena, struct axis_entries *entries,
			      struct leta_error *err)
{
	const struct engine_value *start = &values[0], *end = &values[a->by.running ? 1 : 0];
	if (!start->numeric && !end->numeric)
		return LETA_OK;
	int first = year_of(start->numeric ? start : end);
	int last = year_of(end->numeric ? end : start);
	if (last < first || last - first >= AXIS_YEARS_MAX)
		last = first;
	return add_years(a, first, last, arena, entries, err);
}

leta_status axis_count(struct axis *a, const struct engine_value *values, struct arena *arena,
		       struct axis_entries *entries, struct leta_error *err)
{
	entries->n = 0;
	leta_status st = axis_has_years(a)
				 ? add_period(a, values, arena, entries, err)
				 : add_texts(a, values[0].bytes, arena, entries, err);
	if (st != LETA_OK)
		return st;
	a->unknown += entries->n == 0;
	a->multiple = a->multiple || entries->n > 1;
	return LETA_OK;
}

/* ---- order ---- */

struct ranked {
	struct axis_value value;
	struct str key;
};

static int most_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->value.count != y->value.count)
		return x->value.count < y->value.count ? 1 : -1;
	int order = str_cmp(x->key, y->key);
	return order != 0 ? order : strcmp(x->value.text, y->value.text);
}

static leta_status fill_ranked(struct axis *a, struct collator *collator, struct arena *arena,
			       struct ranked *ranked, struct leta_error *err)
{
	struct buf key;
	leta_status st = LETA_OK;
	buf_init(&key, (size_t)1 << 20);
	for (uint32_t i = 0; st == LETA_OK && i < map_size(a->values); i++) {
		struct str text = map_key(a->values, i);
		buf_clear(&key);
		st = collate_key(collator, text, &key, err);
		ranked[i].value = (struct axis_value){arena_strdup(arena, text), i,
						      *map_value(a->values, i)};
		ranked[i].key = (struct str){arena_strdup(arena, buf_view(&key)), key.len};
	}
	buf_fini(&key);
	return st == LETA_OK ? arena_status(arena, err) : st;
}

leta_status axis_rank(struct axis *a, struct arena *arena, struct axis_value **out, size_t *n,
		      struct leta_error *err)
{
	size_t size = map_size(a->values);
	struct collator *collator = NULL;
	struct ranked *ranked = arena_zalloc(arena, size + 1, sizeof(*ranked));
	struct axis_value *values = arena_zalloc(arena, size + 1, sizeof(*values));
	if (!ranked || !values)
		return no_room(arena, err);
	leta_status st = collate_open(&collator, err);
	if (st == LETA_OK)
		st = fill_ranked(a, collator, arena, ranked, err);
	collate_close(collator);
	if (st != LETA_OK)
		return st;
	qsort(ranked, size, sizeof(*ranked), most_first);
	for (size_t i = 0; i < size; i++)
		values[i] = ranked[i].value;
	*out = values;
	*n = size;
	return LETA_OK;
}

const char *axis_restriction(const struct axis *a, const char *value, struct arena *arena)
{
	char text[QUERY_MAX_BYTES];
	return leta_dimension_query(a->by, value, text, sizeof(text))
		       ? arena_strdup(arena, str_from(text))
		       : NULL;
}

static int by_text(const void *a, const void *b)
{
	const struct axis_value *x = a, *y = b;
	return strcmp(x->text, y->text);
}

void axis_order_years(struct axis_value *values, size_t n)
{
	qsort(values, n, sizeof(*values), by_text);
}
