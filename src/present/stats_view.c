/*
 * stats_view.c: names, order and reservations of statistics, the same in every format.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "present/notation.h"
#include "present/present_stats.h"

const char *stats_axis_label(const struct leta_axis *axis, enum leta_lang lang)
{
	static const char *const running[] = {"Pågående år", "Year under way"};
	static const char *const start[] = {"Startår", "Start year"};
	static const char *const end[] = {"Slutår", "End year"};
	const struct leta_field_info *info = leta_field_info(axis->by.field);
	if (axis->years)
		return axis->by.running                ? running[lang]
		       : info->id == LETA_FIELD_START ? start[lang]
						       : end[lang];
	return lang == LETA_EN ? info->label_en : info->label_sv;
}

void stats_axis_name(struct buf *out, const struct leta_axis *axis, enum leta_lang lang)
{
	const struct leta_field_info *info = leta_field_info(axis->by.field);
	struct str label = str_from(stats_axis_label(axis, lang));
	char first[4];
	size_t pos = 0;
	if (!axis->years) {
		buf_cstr(out, lang == LETA_EN && info->en ? info->en : info->sv);
		return;
	}
	buf_append(out, first, utf8_put(first, utf8_lower(utf8_next(label, &pos))));
	buf_str(out, str_sub(label, pos, label.len));
}

const char *stats_sum_label(const struct leta_stats *stats, enum leta_lang lang)
{
	const struct leta_field_info *info = leta_field_info(stats->sum);
	return lang == LETA_EN ? info->label_en : info->label_sv;
}

void stats_group_label(struct buf *out, const struct leta_group *group, enum leta_lang lang)
{
	bool english = lang == LETA_EN;
	if (group->value) {
		buf_cstr(out, group->value);
	} else if (group->rest > 0) {
		buf_cstr(out, english ? "Others (" : "Övriga (");
		notation_number(out, (int64_t)group->rest, lang);
		buf_char(out, ')');
	} else {
		buf_cstr(out, english ? "(unknown)" : "(okänt)");
	}
}

size_t present_stats_series(const struct leta_dimension by[LETA_STATS_DIMENSIONS])
{
	bool years[LETA_STATS_DIMENSIONS];
	for (size_t i = 0; i < LETA_STATS_DIMENSIONS; i++)
		years[i] = leta_field_info(by[i].field)->type == LETA_TYPE_DATE;
	return years[1] && !years[0] ? 0 : 1;
}

/* ---- order ---- */

static bool has_rest(const struct leta_axis *axis)
{
	return axis->n_groups > 1 && axis->groups[axis->n_groups - 2].rest > 0;
}

static int year_of(const struct leta_group *group)
{
	return (int)strtol(group->value, NULL, 10);
}

/* Whether a year lies between the one given out last and the next group. */
static bool is_gap(const struct stats_walk *walk, int *year)
{
	const struct leta_group *next = &walk->axis->groups[walk->next];
	if (!walk->axis->years || !walk->group || !walk->group->value || !next->value ||
	    has_rest(walk->axis))
		return false;
	*year = year_of(walk->group) + 1;
	return *year < year_of(next);
}

bool stats_walk_on(struct stats_walk *walk)
{
	int year;
	if (walk->next == walk->axis->n_groups)
		return false;
	if (is_gap(walk, &year)) {
		snprintf(walk->year, sizeof(walk->year), "%d", year);
		walk->gap = (struct leta_group){.value = walk->year};
		walk->group = &walk->gap;
		walk->number = STATS_GAP;
		return true;
	}
	walk->group = &walk->axis->groups[walk->next];
	walk->number = walk->next++;
	return true;
}

static int by_groups(const void *key, const void *element)
{
	const size_t *wanted = key;
	const struct leta_cell *cell = element;
	for (size_t i = 0; i < LETA_STATS_DIMENSIONS; i++)
		if (wanted[i] != cell->group[i])
			return wanted[i] < cell->group[i] ? -1 : 1;
	return 0;
}

struct leta_summary stats_cell(const struct leta_stats *stats, size_t first, size_t second)
{
	size_t wanted[] = {first, second};
	const struct leta_cell *found = stats->n_cells > 0
						? bsearch(wanted, stats->cells, stats->n_cells,
							  sizeof(*stats->cells), by_groups)
						: NULL;
	return found ? found->summary : (struct leta_summary){0};
}

/* ---- reservations ---- */

void stats_caution(struct buf *out, const struct leta_stats *stats, enum leta_lang lang)
{
	bool english = lang == LETA_EN;
	for (size_t i = 0; i < stats->n_axes; i++)
		if (stats->axes[i].multiple)
			buf_printf(out,
				   english ? "%s: a document is counted in each of its values, so the "
					     "rows add up to more than the total.\n"
					   : "%s: ett dokument räknas i vart och ett av sina värden, så "
					     "raderna blir tillsammans fler än totalen.\n",
				   stats_axis_label(&stats->axes[i], lang));
	if (stats->sum == LETA_FIELD_COUNT)
		return;
	buf_printf(out, english ? "%s is known of " : "%s är känt för ",
		   stats_sum_label(stats, lang));
	notation_number(out, (int64_t)stats->total.known, lang);
	buf_cstr(out, english ? " of " : " av ");
	notation_number(out, (int64_t)stats->total.count, lang);
	buf_cstr(out, english ? " documents; all amounts rest on these.\n"
			      : " dokument; alla belopp bygger på dem.\n");
}
