/*
 * present_stats.h: leta_stats → a table with bars, CSV, JSON, or a chart as SVG.
 */
#ifndef PRESENT_PRESENT_STATS_H
#define PRESENT_PRESENT_STATS_H

#include "leta/stats.h"
#include "present/flow.h"
#include "present/sink.h"

struct stats_view {
	const struct leta_stats *stats;
	const char *const *names; /* of the axes, as they were asked for: keys of CSV and JSON */
	const char *date;         /* when it was counted, ISO 8601 with its zone */
	struct present_style style;
};

void present_stats_text(struct sink *sink, const struct stats_view *view);
void present_stats_csv(struct sink *sink, const struct stats_view *view);
void present_stats_json(struct sink *sink, const struct stats_view *view);
void present_stats_svg(struct sink *sink, const struct stats_view *view);

/*
 * Which of two dimensions becomes the series of a chart, drawn in colours; the other one has an axis. Years have the
 * axis when they can.
 */
size_t present_stats_series(const struct leta_dimension by[LETA_STATS_DIMENSIONS]);

/* ---- what they share ---- */

/* "Region", "Startår", "Pågående år"; of the amounts "Beviljat stöd". Static storage. */
const char *stats_axis_label(const struct leta_axis *axis, enum leta_lang lang);
const char *stats_sum_label(const struct leta_stats *stats, enum leta_lang lang);

/* What comes behind "per" in a title: "region", "startår". Appended. */
void stats_axis_name(struct buf *out, const struct leta_axis *axis, enum leta_lang lang);

/* Appends a group's name for people: its value, "(okänt)", "Övriga (12)". */
void stats_group_label(struct buf *out, const struct leta_group *group, enum leta_lang lang);

/*
 * Walks the groups in order and through years without documents, unless groups were merged into the rest.
 * Start with a struct that is zero but for the axis; false behind the last.
 */
struct stats_walk {
	const struct leta_axis *axis;
	size_t next;
	const struct leta_group *group; /* this one; a year without documents has no number */
	size_t number;                  /* of it, or STATS_GAP */
	struct leta_group gap;
	char year[16];
};
#define STATS_GAP ((size_t)-1)
bool stats_walk_on(struct stats_walk *walk);

/* What two groups have in common, all zero when nothing. */
struct leta_summary stats_cell(const struct leta_stats *stats, size_t first, size_t second);

/* Says when a document is counted several times, what the sums rest on. Lines for people, "" when there is nothing. */
void stats_caution(struct buf *out, const struct leta_stats *stats, enum leta_lang lang);

#endif
