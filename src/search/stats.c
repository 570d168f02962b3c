/*
 * stats.c: leta_stats(): all matches counted and summed by one field or two.
 *
 * While the match runs, each document leaves the numbers of its values and its amount. Afterwards the values are
 * ranked, those behind the first N become the rest, and each pair of document and group is an observation; the
 * observations of a group are summed up, and sorted for its median.
 */
#include "leta/stats.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "search/answer.h"
#include "search/ask.h"
#include "search/axis.h"

#define RESULTS_MAX ((size_t)256 << 20)
#define PASS_MAX ((size_t)1 << 30) /* what a pass keeps: some 40 bytes a document */
#define COLUMNS_MAX (LETA_STATS_DIMENSIONS * AXIS_COLUMNS + 1)
#define UNKNOWN_AMOUNT INT64_MIN

struct owned {
	struct leta_stats stats; /* first: what the client holds */
	struct arena *arena;
};

/* A matching document: its amount, and where its values end in each axis's list of them. */
struct counted {
	int64_t amount;
	size_t end[LETA_STATS_DIMENSIONS];
};

struct numbers {
	uint32_t *items;
	size_t n, cap;
};

struct pass {
	const struct leta_stats_query *query;
	struct arena *arena; /* of the pass only */
	struct axis axes[LETA_STATS_DIMENSIONS];
	size_t first_column[LETA_STATS_DIMENSIONS];
	size_t n_axes;
	struct engine_column columns[COLUMNS_MAX];
	size_t n_columns;
	bool summed; /* the last column is the amount */
	struct axis_entries entries;
	struct counted *documents;
	size_t n_documents, documents_cap;
	/* the documents' values, one document behind the other: entries of the axis, later groups */
	struct numbers lists[LETA_STATS_DIMENSIONS];
};

/* ---- what may be asked for ---- */

static leta_status check_sum(const struct leta_stats_query *query, struct leta_error *err)
{
	const struct leta_field_info *info = leta_field_info(query->sum);
	if (query->sum == LETA_FIELD_COUNT ||
	    (info && info->type == LETA_TYPE_MONEY && info->slot >= 0))
		return LETA_OK;
	return error_set(err, LETA_ERR_INVALID, "fältet '%s' kan inte summeras",
			 "the field '%s' cannot be summed", info && info->sv ? info->sv : "?");
}

static leta_status pass_init(struct pass *p, const struct leta_stats_query *query,
			     struct leta_error *err)
{
	*p = (struct pass){.query = query, .arena = arena_new(PASS_MAX)};
	if (!p->arena)
		return error_nomem(err);
	if (query->n_by < 1 || query->n_by > LETA_STATS_DIMENSIONS)
		return error_set(err, LETA_ERR_INVALID, "det går att räkna per ett eller två fält",
				 "documents can be counted by one field or two");
	leta_status st = check_sum(query, err);
	for (size_t i = 0; st == LETA_OK && i < query->n_by; i++) {
		st = axis_init(&p->axes[i], query->by[i], err);
		if (st != LETA_OK)
			return st;
		p->n_axes++;
		p->first_column[i] = p->n_columns;
		p->n_columns += axis_columns(&p->axes[i], &p->columns[p->n_columns]);
	}
	p->summed = st == LETA_OK && query->sum != LETA_FIELD_COUNT;
	if (p->summed)
		p->columns[p->n_columns++] = (struct engine_column){
			(unsigned)leta_field_info(query->sum)->slot, true};
	return st;
}

static void pass_fini(struct pass *p)
{
	for (size_t i = 0; i < p->n_axes; i++)
		axis_fini(&p->axes[i]);
	arena_free(p->arena);
}

/* ---- while the match runs ---- */

static void begin(void *ctx)
{
	struct pass *p = ctx;
	arena_reset(p->arena);
	p->entries = (struct axis_entries){0};
	p->documents = NULL;
	p->n_documents = p->documents_cap = 0;
	for (size_t i = 0; i < p->n_axes; i++) {
		axis_clear(&p->axes[i]);
		p->lists[i] = (struct numbers){0};
	}
}

static leta_status add_number(struct pass *p, struct numbers *list, uint32_t number,
			      struct leta_error *err)
{
	uint32_t *items = arena_grow(p->arena, list->items, list->n, &list->cap, sizeof(*items));
	if (!items)
		return no_room(p->arena, err);
	list->items = items;
	items[list->n++] = number;
	return LETA_OK;
}

static leta_status take_values(struct pass *p, size_t axis, const struct engine_value *values,
			       struct leta_error *err)
{
	leta_status st = axis_count(&p->axes[axis], values, p->arena, &p->entries, err);
	for (size_t i = 0; st == LETA_OK && i < p->entries.n; i++)
		st = add_number(p, &p->lists[axis], p->entries.items[i], err);
	return st;
}

static leta_status take_document(void *ctx, const struct engine_value *values,
				 struct leta_error *err)
{
	struct pass *p = ctx;
	const struct engine_value *amount = &values[p->n_columns - 1];
	struct counted *documents = arena_grow(p->arena, p->documents, p->n_documents,
					       &p->documents_cap, sizeof(*documents));
	leta_status st = LETA_OK;
	if (!documents)
		return no_room(p->arena, err);
	p->documents = documents;
	struct counted *d = &documents[p->n_documents++];
	d->amount = p->summed && amount->numeric ? llround(amount->number) : UNKNOWN_AMOUNT;
	for (size_t i = 0; st == LETA_OK && i < p->n_axes; i++) {
		st = take_values(p, i, &values[p->first_column[i]], err);
		d->end[i] = p->lists[i].n;
	}
	return st;
}

/* The documents' values of one axis, one document after the other. */
struct values {
	const uint32_t *items;
	size_t n;
};

static struct values values_of(const struct pass *p, size_t document, size_t axis)
{
	size_t from = document > 0 ? p->documents[document - 1].end[axis] : 0;
	size_t to = p->documents[document].end[axis];
	return (struct values){p->lists[axis].items ? p->lists[axis].items + from : NULL,
			       to - from};
}

/* ---- groups ---- */

/* The axis's groups: values, rest, unknown; group_of[entry] tells where an entry went. */
static leta_status make_groups(struct pass *p, size_t axis, struct arena *arena,
			       struct leta_axis *out, uint32_t *group_of, struct leta_error *err)
{
	struct axis *a = &p->axes[axis];
	struct axis_value *values = NULL;
	size_t n = 0, top = p->query->top[axis];
	leta_status st = axis_rank(a, arena, &values, &n, err);
	if (st != LETA_OK)
		return st;
	size_t kept = top > 0 && top < n ? top : n;
	if (axis_has_years(a))
		axis_order_years(values, kept);
	*out = (struct leta_axis){.by = a->by,
				  .years = axis_has_years(a),
				  .multiple = a->multiple,
				  .groups = arena_zalloc(arena, kept + 2, sizeof(*out->groups))};
	if (!out->groups)
		return no_room(arena, err);
	for (size_t i = 0; i < n; i++) {
		group_of[values[i].entry] = (uint32_t)(i < kept ? i : kept);
		if (i >= kept)
			continue;
		out->groups[i].value = values[i].text;
		out->groups[i].query = axis_restriction(a, values[i].text, arena);
	}
	if (kept < n)
		out->groups[kept].rest = n - kept;
	out->n_groups = kept + (kept < n) + 1;
	out->groups[out->n_groups - 1].query = axis_restriction(a, NULL, arena);
	return arena_status(arena, err);
}

static bool is_rest(const struct leta_axis *axis, uint32_t group)
{
	return axis->groups[group].rest > 0;
}

/* Entries become groups; a document without any is unknown, which is the last group; the rest is named once. */
static leta_status regroup(struct pass *p, size_t axis, const struct leta_axis *groups,
			   const uint32_t *group_of, struct leta_error *err)
{
	struct numbers made = {0};
	leta_status st = LETA_OK;
	for (size_t d = 0, from = 0; st == LETA_OK && d < p->n_documents; d++) {
		size_t to = p->documents[d].end[axis];
		bool rest = false;
		if (from == to)
			st = add_number(p, &made, (uint32_t)(groups->n_groups - 1), err);
		for (; st == LETA_OK && from < to; from++) {
			uint32_t group = group_of[p->lists[axis].items[from]];
			if (!rest || !is_rest(groups, group))
				st = add_number(p, &made, group, err);
			rest = rest || is_rest(groups, group);
		}
		p->documents[d].end[axis] = made.n;
	}
	p->lists[axis] = made;
	return st;
}

/* ---- observations ---- */

struct observation {
	uint32_t group;
	int64_t amount;
};

struct observations {
	struct observation *items;
	size_t n, cap;
};

static leta_status observe(struct pass *p, struct observations *list, size_t group, int64_t amount,
			   struct leta_error *err)
{
	struct observation *items =
		arena_grow(p->arena, list->items, list->n, &list->cap, sizeof(*items));
	if (!items)
		return no_room(p->arena, err);
	list->items = items;
	items[list->n++] = (struct observation){(uint32_t)group, amount};
	return LETA_OK;
}

static int by_amount(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void finish(struct leta_summary *s, int64_t *amounts)
{
	size_t middle = s->known / 2;
	if (s->known == 0)
		return;
	qsort(amounts, s->known, sizeof(*amounts), by_amount);
	s->min = amounts[0];
	s->max = amounts[s->known - 1];
	s->median = amounts[middle];
	if (s->known % 2 == 0) /* half of the way between the middle two, in whole kronor */
		s->median = amounts[middle - 1] + (amounts[middle] - amounts[middle - 1]) / 2;
}

/* Sums up the groups' observations; *summaries: zero, one for each group. */
static leta_status summarise(struct pass *p, const struct observations *list,
			     struct leta_summary *summaries, size_t n, struct leta_error *err)
{
	size_t *next = arena_zalloc(p->arena, n + 1, sizeof(*next));
	int64_t *amounts = arena_zalloc(p->arena, list->n + 1, sizeof(*amounts));
	if (!next || !amounts)
		return no_room(p->arena, err);
	for (size_t i = 0; i < list->n; i++) {
		const struct observation *o = &list->items[i];
		struct leta_summary *s = &summaries[o->group];
		s->count++;
		if (o->amount == UNKNOWN_AMOUNT)
			continue;
		s->known++;
		s->sum += o->amount;
	}
	for (size_t g = 1; g < n; g++)
		next[g] = next[g - 1] + summaries[g - 1].known;
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].amount != UNKNOWN_AMOUNT)
			amounts[next[list->items[i].group]++] = list->items[i].amount;
	for (size_t g = 0; g < n; g++)
		finish(&summaries[g], amounts + next[g] - summaries[g].known);
	return LETA_OK;
}

static leta_status sum_total(struct pass *p, struct leta_stats *out, struct leta_error *err)
{
	struct observations list = {0};
	leta_status st = LETA_OK;
	for (size_t d = 0; st == LETA_OK && d < p->n_documents; d++)
		st = observe(p, &list, 0, p->documents[d].amount, err);
	return st == LETA_OK ? summarise(p, &list, &out->total, 1, err) : st;
}

static leta_status sum_axis(struct pass *p, size_t axis, struct arena *arena, struct leta_axis *out,
			    struct leta_error *err)
{
	struct observations list = {0};
	struct leta_summary *summaries = arena_zalloc(arena, out->n_groups, sizeof(*summaries));
	leta_status st = summaries ? LETA_OK : no_room(arena, err);
	for (size_t d = 0; st == LETA_OK && d < p->n_documents; d++) {
		struct values groups = values_of(p, d, axis);
		for (size_t i = 0; st == LETA_OK && i < groups.n; i++)
			st = observe(p, &list, groups.items[i], p->documents[d].amount, err);
	}
	if (st == LETA_OK)
		st = summarise(p, &list, summaries, out->n_groups, err);
	for (size_t g = 0; st == LETA_OK && g < out->n_groups; g++)
		out->groups[g].summary = summaries[g];
	return st;
}

/* ---- cells of two axes ---- */

static leta_status observe_cells(struct pass *p, size_t document, struct map *cells,
				 struct observations *list, struct leta_error *err)
{
	struct values rows = values_of(p, document, 0), columns = values_of(p, document, 1);
	leta_status st = LETA_OK;
	for (size_t r = 0; r < rows.n; r++)
		for (size_t c = 0; st == LETA_OK && c < columns.n; c++) {
			uint32_t pair[] = {rows.items[r], columns.items[c]};
			struct str key = {(const char *)pair, sizeof(pair)};
			uint32_t cell = map_put(cells, key);
			st = cell == MAP_NONE ? error_nomem(err)
					      : observe(p, list, cell,
							p->documents[document].amount, err);
		}
	return st;
}

static int by_groups(const void *a, const void *b)
{
	const struct leta_cell *x = a, *y = b;
	if (x->group[0] != y->group[0])
		return x->group[0] < y->group[0] ? -1 : 1;
	return (x->group[1] > y->group[1]) - (x->group[1] < y->group[1]);
}

static leta_status fill_cells(struct pass *p, struct map *cells, const struct observations *list,
			      struct arena *arena, struct leta_stats *out, struct leta_error *err)
{
	size_t n = map_size(cells);
	struct leta_summary *summaries = arena_zalloc(p->arena, n + 1, sizeof(*summaries));
	out->cells = arena_zalloc(arena, n + 1, sizeof(*out->cells));
	if (!summaries)
		return no_room(p->arena, err);
	if (!out->cells)
		return no_room(arena, err);
	leta_status st = summarise(p, list, summaries, n, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		uint32_t pair[LETA_STATS_DIMENSIONS];
		memcpy(pair, map_key(cells, (uint32_t)i).ptr, sizeof(pair));
		out->cells[i] = (struct leta_cell){{pair[0], pair[1]}, summaries[i]};
	}
	out->n_cells = n;
	qsort(out->cells, n, sizeof(*out->cells), by_groups);
	return st;
}

static leta_status sum_cells(struct pass *p, struct arena *arena, struct leta_stats *out,
			     struct leta_error *err)
{
	struct observations list = {0};
	struct map *cells = map_new();
	leta_status st = cells ? LETA_OK : error_nomem(err);
	for (size_t d = 0; st == LETA_OK && d < p->n_documents; d++)
		st = observe_cells(p, d, cells, &list, err);
	if (st == LETA_OK)
		st = fill_cells(p, cells, &list, arena, out, err);
	map_free(cells);
	return st;
}

/* ---- the whole ---- */

static leta_status fill_axis(struct pass *p, size_t axis, struct arena *arena,
			     struct leta_axis *out, struct leta_error *err)
{
	size_t n = map_size(p->axes[axis].values);
	uint32_t *group_of = arena_zalloc(p->arena, n + 1, sizeof(*group_of));
	if (!group_of)
		return no_room(p->arena, err);
	leta_status st = make_groups(p, axis, arena, out, group_of, err);
	if (st == LETA_OK)
		st = regroup(p, axis, out, group_of, err);
	return st == LETA_OK ? sum_axis(p, axis, arena, out, err) : st;
}

static leta_status fill(struct pass *p, struct ask *a, struct leta_stats *out,
			struct leta_error *err)
{
	leta_status st = answer_fill(a, &out->asked, err);
	out->sum = p->query->sum;
	out->n_axes = p->n_axes;
	for (size_t i = 0; st == LETA_OK && i < p->n_axes; i++)
		st = fill_axis(p, i, a->arena, &out->axes[i], err);
	if (st == LETA_OK)
		st = sum_total(p, out, err);
	return st == LETA_OK && p->n_axes == 2 ? sum_cells(p, a->arena, out, err) : st;
}

static leta_status match(struct ask *a, leta_index *index, const struct leta_stats_query *query,
			 struct arena *arena, const struct engine_match_options *options,
			 struct leta_error *err)
{
	if (!query->query.text || str_trim(str_from(query->query.text)).len == 0)
		return ask_everything(a, index, &query->query, arena, options, err);
	leta_status st = ask_open(a, index, &query->query, arena, err);
	return st == LETA_OK ? ask_match(a, options, err) : st;
}

static leta_status count(leta_index *index, const struct leta_stats_query *query,
			 struct owned *owned, struct leta_error *err)
{
	struct pass pass;
	struct ask ask = {0};
	leta_status st = pass_init(&pass, query, err);
	struct engine_scan scan = {pass.columns, pass.n_columns, begin, take_document, &pass};
	struct engine_match_options options = {.bm25 = session_bm25(), .scan = &scan};
	if (st == LETA_OK)
		st = match(&ask, index, query, owned->arena, &options, err);
	if (st == LETA_OK)
		st = fill(&pass, &ask, &owned->stats, err);
	ask_fini(&ask);
	pass_fini(&pass);
	return st;
}

leta_status leta_stats(leta_index *index, const struct leta_stats_query *query,
		       struct leta_stats **out, struct leta_error *err)
{
	struct owned *owned = calloc(1, sizeof(*owned));
	leta_status st = LETA_ERR_NOMEM;
	if (owned && (owned->arena = arena_new(RESULTS_MAX)))
		st = count(index, query, owned, err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_stats_free(owned ? &owned->stats : NULL);
		return st;
	}
	*out = &owned->stats;
	return LETA_OK;
}

void leta_stats_free(struct leta_stats *stats)
{
	struct owned *owned = (struct owned *)stats;
	if (!owned)
		return;
	arena_free(owned->arena);
	free(owned);
}
