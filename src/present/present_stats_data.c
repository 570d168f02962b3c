/*
 * present_stats_data.c: statistics for programs: one JSON object, or CSV with a row a group or pair of groups.
 *
 * In JSON nothing depends on the language; an unknown value is null; the rest of an axis that was cut is null with
 * "rest", the number of values it stands for.
 */
#include <inttypes.h>

#include "base/json.h"
#include "present/csv.h"
#include "present/present.h"
#include "present/present_stats.h"

/* ---- JSON ---- */

static void member(struct json *j, const char *key, int64_t number)
{
	json_key(j, key);
	json_int(j, number);
}

static void amount(struct json *j, const char *key, const struct leta_summary *s, int64_t number)
{
	json_key(j, key);
	if (s->known > 0)
		json_int(j, number);
	else
		json_put_null(j);
}

static void write_summary(struct json *j, const struct leta_stats *stats,
			  const struct leta_summary *s)
{
	member(j, "count", (int64_t)s->count);
	if (stats->sum == LETA_FIELD_COUNT)
		return;
	amount(j, "sum", s, s->sum);
	amount(j, "median", s, s->median);
	amount(j, "min", s, s->min);
	amount(j, "max", s, s->max);
	member(j, "known", (int64_t)s->known);
	member(j, "unknown", (int64_t)(s->count - s->known));
}

static void write_group(struct json *j, const struct leta_stats *stats,
			const struct leta_group *group)
{
	json_open_object(j);
	json_key(j, "value");
	json_cstr(j, group->value);
	if (group->rest > 0)
		member(j, "rest", (int64_t)group->rest);
	write_summary(j, stats, &group->summary);
	json_key(j, "query");
	json_cstr(j, group->query);
	json_close_object(j);
}

static void write_axis(struct json *j, const struct leta_stats *stats, size_t axis)
{
	json_open_array(j);
	for (size_t i = 0; i < stats->axes[axis].n_groups; i++)
		write_group(j, stats, &stats->axes[axis].groups[i]);
	json_close_array(j);
}

static void write_cells(struct json *j, const struct leta_stats *stats)
{
	json_open_array(j);
	for (size_t i = 0; i < stats->n_cells; i++) {
		const struct leta_cell *cell = &stats->cells[i];
		json_open_object(j);
		json_key(j, "values");
		json_open_array(j);
		for (size_t a = 0; a < stats->n_axes; a++)
			json_cstr(j, stats->axes[a].groups[cell->group[a]].value);
		json_close_array(j);
		json_key(j, "groups");
		json_open_array(j);
		for (size_t a = 0; a < stats->n_axes; a++)
			json_int(j, (int64_t)cell->group[a]);
		json_close_array(j);
		write_summary(j, stats, &cell->summary);
		json_close_object(j);
	}
	json_close_array(j);
}

/* One field: "groups". Two: "groups" are pairs, "axes" the groups of each field. */
static void write_groups(struct json *j, const struct leta_stats *stats)
{
	json_key(j, "groups");
	if (stats->n_axes == 1) {
		write_axis(j, stats, 0);
		return;
	}
	write_cells(j, stats);
	json_key(j, "axes");
	json_open_array(j);
	for (size_t i = 0; i < stats->n_axes; i++)
		write_axis(j, stats, i);
	json_close_array(j);
}

static void write_by(struct json *j, const struct stats_view *view)
{
	const struct leta_stats *stats = view->stats;
	json_key(j, "by");
	json_open_array(j);
	for (size_t i = 0; i < stats->n_axes; i++)
		json_cstr(j, view->names[i]);
	json_close_array(j);
	json_key(j, "multiple");
	json_open_array(j);
	for (size_t i = 0; i < stats->n_axes; i++)
		json_bool(j, stats->axes[i].multiple);
	json_close_array(j);
	json_key(j, "sum");
	json_cstr(j, stats->sum == LETA_FIELD_COUNT ? NULL : leta_field_info(stats->sum)->json);
}

void present_stats_json(struct sink *sink, const struct stats_view *view)
{
	const struct leta_stats *stats = view->stats;
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	member(&j, "leta", PRESENT_JSON_VERSION);
	json_key(&j, "query");
	json_cstr(&j, stats->asked.query);
	json_key(&j, "index");
	json_cstr(&j, stats->asked.index);
	json_key(&j, "date");
	json_cstr(&j, view->date);
	member(&j, "total", (int64_t)stats->asked.total);
	present_understood(&j, &stats->asked);
	write_by(&j, view);
	write_groups(&j, stats);
	json_key(&j, "totals");
	json_open_object(&j);
	write_summary(&j, stats, &stats->total);
	json_close_object(&j);
	present_notices(&j, &stats->asked);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

/* ---- CSV ---- */

static void value_cell(struct buf *out, const struct leta_group *group, enum leta_lang lang)
{
	struct buf label;
	buf_init(&label, out->max);
	stats_group_label(&label, group, lang);
	csv_cell(out, label.data ? label.data : "");
	if (label.status != LETA_OK)
		out->status = label.status;
	buf_fini(&label);
}

static void amount_cell(struct buf *out, const struct leta_summary *s, int64_t number)
{
	buf_char(out, ',');
	if (s->known > 0)
		buf_printf(out, "%" PRId64, number);
}

static void summary_cells(struct buf *out, const struct leta_stats *stats,
			  const struct leta_summary *s)
{
	buf_printf(out, ",%zu", s->count);
	if (stats->sum != LETA_FIELD_COUNT) {
		amount_cell(out, s, s->sum);
		amount_cell(out, s, s->median);
		amount_cell(out, s, s->min);
		amount_cell(out, s, s->max);
		buf_printf(out, ",%zu,%zu", s->known, s->count - s->known);
	}
	buf_cstr(out, CSV_LINE);
}

void present_stats_csv(struct sink *sink, const struct stats_view *view)
{
	const struct leta_stats *stats = view->stats;
	struct buf *out = &sink->buf;
	buf_cstr(out, CSV_MARK);
	for (size_t i = 0; i < stats->n_axes; i++) {
		buf_cstr(out, i > 0 ? "," : "");
		csv_cell(out, view->names[i]);
	}
	buf_cstr(out, ",count");
	if (stats->sum != LETA_FIELD_COUNT)
		buf_cstr(out, ",sum,median,min,max,known,unknown");
	buf_cstr(out, CSV_LINE);
	for (size_t i = 0; stats->n_axes == 1 && i < stats->axes[0].n_groups; i++) {
		value_cell(out, &stats->axes[0].groups[i], view->style.lang);
		summary_cells(out, stats, &stats->axes[0].groups[i].summary);
	}
	for (size_t i = 0; i < stats->n_cells; i++) {
		const struct leta_cell *cell = &stats->cells[i];
		value_cell(out, &stats->axes[0].groups[cell->group[0]], view->style.lang);
		buf_char(out, ',');
		value_cell(out, &stats->axes[1].groups[cell->group[1]], view->style.lang);
		summary_cells(out, stats, &cell->summary);
	}
}
