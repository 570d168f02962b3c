/*
 * present_stats_svg.c: statistics as a chart that one can put in a report.
 *
 * Years stand along the bottom with upright bars; other values down the side with bars lying, because Swedish names are
 * long. A second field divides the bars in colours that differ in lightness too, so a grey print can be read. What is
 * unknown, and the rest, have a bar unless it would dwarf the others: then a note says how many they are. Title,
 * description (with all figures) and source line go with the picture.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "present/notation.h"
#include "present/present_stats.h"
#include "present/svg.h"

#define WIDTH 840
#define MARGIN 28
#define LABEL_WIDTH 250 /* of a value's name beside its bar, at most */
#define LABEL_LINES 2
#define VALUE_WIDTH 64 /* beside the longest bar */
#define ROW 28         /* with a label of one line */
#define ROW_TWO 40
#define BAR 18
#define PLOT_HEIGHT 280
#define SLOT_MAX 72 /* of a year */
#define LEGEND_WIDTH 230
#define SERIES_MAX 6
#define POSITIONS_MAX 400
#define TICKS 5
#define DESCRIPTION_MAX ((size_t)6 << 10)
#define TEXT_MAX ((size_t)64 << 10)

static const struct svg_font title_font = {19, "#1a1a1a", true};
static const struct svg_font subtitle_font = {13, "#4a4a4a", false};
static const struct svg_font label_font = {13, "#1a1a1a", false};
static const struct svg_font axis_font = {12, "#4a4a4a", false};
static const struct svg_font note_font = {11, "#5a5a5a", false};
static const char *const grid_color = "#e2e2e2";
static const char *const base_color = "#6a6a6a";
static const char *const single_color = "#1f5a8a";

/* Alternately dark and light; no two of the same lightness. */
static const char *const series_colors[SERIES_MAX] = {"#1f3b73", "#f2b544", "#2f8f86",
						      "#f3dcc0", "#8e2f4f", "#9fc7e8"};

/* One bar: a group of the axis, or a year without documents. */
struct position {
	size_t group; /* or STATS_GAP */
	struct buf label;
	int64_t value;
	int from, size; /* pixels along the axis */
};

struct chart {
	const struct stats_view *view;
	const struct leta_stats *stats;
	enum leta_lang lang;
	bool summed, upright, stacked;
	size_t axis, series; /* which axes of the statistics */
	struct position *positions;
	size_t n_positions;
	int64_t top, step, unit; /* of the value axis; what its numbers are divided by */
	struct buf *out;       /* the body */
	int y;                 /* where the next thing goes */
	int x0, x1, y0, y1;    /* the plot */
};

static const char *either(const struct chart *c, const char *sv, const char *en)
{
	return c->lang == LETA_EN ? en : sv;
}

/* ---- figures ---- */

static int64_t figure(const struct chart *c, const struct leta_summary *s)
{
	int64_t value = c->summed ? s->sum : (int64_t)s->count;
	return value > 0 ? value : 0;
}

static struct leta_summary cell_of(const struct chart *c, size_t group, size_t series)
{
	if (group == STATS_GAP)
		return (struct leta_summary){0};
	return c->axis == 0 ? stats_cell(c->stats, group, series)
			    : stats_cell(c->stats, series, group);
}

/* A figure as the chart writes it: in its unit, with one decimal below a hundred. */
static void write_figure(const struct chart *c, struct buf *out, int64_t value)
{
	int64_t tenths = (value + c->unit / 20) / (c->unit / 10 > 0 ? c->unit / 10 : 1);
	if (c->unit == 1) {
		notation_number(out, value, c->lang);
		return;
	}
	notation_number(out, tenths >= 1000 ? (tenths + 5) / 10 : tenths / 10, c->lang);
	if (tenths < 1000 && tenths % 10 != 0)
		buf_printf(out, "%c%d", c->lang == LETA_EN ? '.' : ',', (int)(tenths % 10));
}

static const char *unit_name(const struct chart *c)
{
	if (!c->summed)
		return either(c, "Antal dokument", "Number of documents");
	return c->unit == 1000000 ? either(c, "miljoner kronor", "millions of kronor")
	       : c->unit == 1000  ? either(c, "tusen kronor", "thousands of kronor")
				  : either(c, "kronor", "kronor");
}

/* Steps of 1, 2 or 5 times a power of ten, at most TICKS of them. */
static void set_scale(struct chart *c, int64_t most)
{
	static const int64_t factors[] = {1, 2, 5};
	int64_t power = 1;
	size_t factor = 0;
	while (factors[factor] * power * TICKS < most) {
		factor = (factor + 1) % 3;
		power *= factor == 0 ? 10 : 1;
	}
	c->step = factors[factor] * power;
	c->top = most > 0 ? (most + c->step - 1) / c->step * c->step : c->step;
	c->unit = !c->summed ? 1 : most >= 10000000 ? 1000000 : most >= 10000 ? 1000 : 1;
}

static int scaled(const struct chart *c, int64_t value, int length)
{
	double part = (double)value / (double)c->top * length;
	return value > 0 && part < 1 ? 1 : (int)(part + 0.5);
}

/* ---- what is drawn ---- */

static const struct leta_axis *axis_of(const struct chart *c)
{
	return &c->stats->axes[c->axis];
}

static int64_t most_of_values(const struct chart *c)
{
	int64_t most = 0;
	for (size_t i = 0; i < axis_of(c)->n_groups; i++) {
		const struct leta_group *group = &axis_of(c)->groups[i];
		if (group->value && figure(c, &group->summary) > most)
			most = figure(c, &group->summary);
	}
	return most;
}

/* The stack of a bar may be higher than its documents are many. */
static int64_t stack_of(const struct chart *c, size_t group)
{
	int64_t sum = 0;
	for (size_t s = 0; s < c->stats->axes[c->series].n_groups; s++) {
		struct leta_summary cell = cell_of(c, group, s);
		sum += figure(c, &cell);
	}
	return sum;
}

static bool is_drawn(const struct chart *c, const struct leta_group *group, int64_t most)
{
	if (group->value)
		return true;
	return group->summary.count > 0 && (figure(c, &group->summary) <= most || most == 0);
}

/* False when memory is used up. */
static bool find_positions(struct chart *c)
{
	struct stats_walk walk = {.axis = axis_of(c)};
	int64_t values = most_of_values(c), most = 0;
	c->positions = calloc(POSITIONS_MAX, sizeof(*c->positions));
	if (!c->positions)
		return false;
	while (c->n_positions < POSITIONS_MAX && stats_walk_on(&walk)) {
		struct position *p = &c->positions[c->n_positions];
		if (!is_drawn(c, walk.group, values))
			continue;
		p->group = walk.number;
		p->value = c->stacked && walk.number != STATS_GAP
				   ? stack_of(c, walk.number)
				   : figure(c, &walk.group->summary);
		buf_init(&p->label, TEXT_MAX);
		stats_group_label(&p->label, walk.group, c->lang);
		most = p->value > most ? p->value : most;
		c->n_positions++;
	}
	set_scale(c, most);
	return true;
}

static bool is_value(const struct chart *c, const struct position *p)
{
	return p->group == STATS_GAP || axis_of(c)->groups[p->group].value;
}

static const char *color_of(const struct leta_group *group, size_t number)
{
	return group->value         ? series_colors[number % SERIES_MAX]
	       : group->rest > 0 ? "url(#rest)"
				 : "#c9c9c9";
}

static const char *single_fill(const struct chart *c, const struct position *p)
{
	if (is_value(c, p))
		return single_color;
	return color_of(&axis_of(c)->groups[p->group], 0);
}

/* ---- text around the plot ---- */

static void paragraph(struct chart *c, const struct svg_font *font, struct str text, int leading)
{
	struct str line;
	while (svg_wrap(&text, font->size, WIDTH - 2 * MARGIN, &line)) {
		c->y += leading;
		svg_text(c->out, MARGIN, c->y, SVG_START, font, line);
	}
}

static void add_title(const struct chart *c, struct buf *out)
{
	buf_cstr(out, c->summed ? stats_sum_label(c->stats, c->lang)
				: either(c, "Antal dokument", "Number of documents"));
	buf_cstr(out, either(c, " per ", " by "));
	for (size_t i = 0; i < c->stats->n_axes; i++) {
		buf_cstr(out, i > 0 ? either(c, " och ", " and ") : "");
		stats_axis_name(out, &c->stats->axes[i], c->lang);
	}
}

static void write_head(struct chart *c)
{
	struct buf text;
	buf_init(&text, TEXT_MAX);
	c->y = MARGIN - 8;
	add_title(c, &text);
	paragraph(c, &title_font, buf_view(&text), 24);
	buf_clear(&text);
	if (c->stats->asked.query[0])
		buf_printf(&text, "%s: %s", either(c, "Fråga", "Query"), c->stats->asked.query);
	else
		buf_cstr(&text, either(c, "Alla dokument i indexet", "All documents of the index"));
	paragraph(c, &subtitle_font, buf_view(&text), 19);
	c->y += 14;
	buf_fini(&text);
}

static void write_legend(struct chart *c)
{
	const struct leta_axis *series = &c->stats->axes[c->series];
	int x = MARGIN;
	if (!c->stacked)
		return;
	c->y += 14;
	for (size_t i = 0; i < series->n_groups; i++) {
		struct buf whole, label;
		if (series->groups[i].summary.count == 0)
			continue;
		buf_init(&whole, TEXT_MAX);
		buf_init(&label, TEXT_MAX);
		stats_group_label(&whole, &series->groups[i], c->lang);
		svg_cut(&label, buf_view(&whole), axis_font.size, LEGEND_WIDTH);
		int width = svg_width(buf_view(&label), axis_font.size) + 36;
		if (x > MARGIN && x + width > WIDTH - MARGIN) {
			x = MARGIN;
			c->y += 20;
		}
		svg_rect(c->out, x, c->y - 11, 14, 14, base_color);
		svg_rect(c->out, x + 1, c->y - 10, 12, 12, "#ffffff");
		svg_rect(c->out, x + 1, c->y - 10, 12, 12, color_of(&series->groups[i], i));
		svg_text(c->out, x + 20, c->y, SVG_START, &axis_font, buf_view(&label));
		x += width;
		buf_fini(&whole);
		buf_fini(&label);
	}
	c->y += 16;
}

/* Groups that have no bar. */
static void note_left_out(const struct chart *c, struct buf *out)
{
	int64_t most = most_of_values(c);
	for (size_t i = 0; i < axis_of(c)->n_groups; i++) {
		const struct leta_group *group = &axis_of(c)->groups[i];
		if (is_drawn(c, group, most) || group->summary.count == 0)
			continue;
		stats_group_label(out, group, c->lang);
		buf_cstr(out, either(c, " har ingen stapel: ", " has no bar: "));
		notation_number(out, (int64_t)group->summary.count, c->lang);
		buf_cstr(out, either(c, " dokument.\n", " documents.\n"));
	}
}

static void add_source(const struct chart *c, struct buf *out)
{
	const struct leta_results *asked = &c->stats->asked;
	struct str date = str_from(c->view->date);
	buf_printf(out, "%s: leta, index %s; ", either(c, "Källa", "Source"), asked->index);
	notation_number(out, (int64_t)asked->total, c->lang);
	buf_cstr(out, either(c, " dokument", " documents"));
	if (date.len >= 10)
		buf_printf(out, "; " STR_FMT, STR_ARG(str_sub(date, 0, 10)));
	buf_cstr(out, ".\n");
	if (asked->understood[0] && strcmp(asked->understood, asked->query) != 0)
		buf_printf(out, "%s: %s\n", either(c, "Frågan lästes som", "The query was read as"),
			   asked->understood);
}

static void write_foot(struct chart *c)
{
	struct buf text;
	struct str rest, line;
	buf_init(&text, TEXT_MAX);
	note_left_out(c, &text);
	stats_caution(&text, c->stats, c->lang);
	add_source(c, &text);
	c->y += 12;
	for (rest = buf_view(&text); str_line(&rest, &line);)
		paragraph(c, &note_font, line, 16);
	c->y += MARGIN - 8;
	buf_fini(&text);
}

/* ---- bars lying: values down the side ---- */

static int label_lines(const struct position *p, struct str lines[LABEL_LINES])
{
	struct str rest = buf_view(&p->label);
	int n = 0;
	while (n < LABEL_LINES && svg_wrap(&rest, label_font.size, LABEL_WIDTH, &lines[n]))
		n++;
	/* what is left over is cut when the last line is written */
	if (n == LABEL_LINES)
		lines[n - 1].len = (size_t)(p->label.data + p->label.len - lines[n - 1].ptr);
	return n;
}

static int widest_label(const struct chart *c)
{
	int widest = 0;
	for (size_t i = 0; i < c->n_positions; i++) {
		struct str lines[LABEL_LINES];
		int n = label_lines(&c->positions[i], lines);
		for (int l = 0; l < n; l++) {
			int width = svg_width(lines[l], label_font.size);
			widest = width > widest ? width : widest;
		}
	}
	return widest < LABEL_WIDTH ? widest : LABEL_WIDTH;
}

static void write_label(struct chart *c, const struct position *p)
{
	struct str lines[LABEL_LINES];
	int n = label_lines(p, lines), y = p->from + p->size / 2 + 5 - (n - 1) * 8;
	for (int l = 0; l < n; l++) {
		struct buf line;
		buf_init(&line, TEXT_MAX);
		svg_cut(&line, lines[l], label_font.size, LABEL_WIDTH);
		svg_text(c->out, c->x0 - 10, y + l * 16, SVG_END, &label_font, buf_view(&line));
		buf_fini(&line);
	}
}

static void lay_out_rows(struct chart *c)
{
	c->x0 = MARGIN + widest_label(c) + 10;
	c->x1 = WIDTH - MARGIN - VALUE_WIDTH;
	c->y0 = c->y + 6;
	for (size_t i = 0; i < c->n_positions; i++) {
		struct str lines[LABEL_LINES];
		struct position *p = &c->positions[i];
		p->from = i > 0 ? p[-1].from + p[-1].size : c->y0;
		p->size = label_lines(p, lines) > 1 ? ROW_TWO : ROW;
		c->y1 = p->from + p->size;
	}
}

/* ---- bars upright: years along the bottom ---- */

static void lay_out_columns(struct chart *c)
{
	int extra = 0, years = 0, at;
	struct buf widest;
	buf_init(&widest, TEXT_MAX);
	write_figure(c, &widest, c->top);
	c->x0 = MARGIN + svg_width(buf_view(&widest), axis_font.size) + 10;
	buf_fini(&widest);
	c->x1 = WIDTH - MARGIN;
	c->y0 = c->y + 34; /* below the axis's name and the figure on the highest bar */
	c->y1 = c->y0 + PLOT_HEIGHT;
	for (size_t i = 0; i < c->n_positions; i++) {
		struct position *p = &c->positions[i];
		p->size = is_value(c, p) ? 0
					 : svg_width(buf_view(&p->label), axis_font.size) + 20;
		extra += p->size;
		years += p->size == 0;
	}
	int slot = years > 0 ? (c->x1 - c->x0 - extra) / years : 0;
	slot = slot > SLOT_MAX ? SLOT_MAX : slot < 2 ? 2 : slot;
	at = c->x0 + 4;
	for (size_t i = 0; i < c->n_positions; i++) {
		c->positions[i].from = at;
		if (c->positions[i].size == 0)
			c->positions[i].size = slot;
		at += c->positions[i].size;
	}
	c->x1 = at + 4;
}

/* ---- drawing ---- */

static void write_ticks(struct chart *c)
{
	struct buf text;
	buf_init(&text, TEXT_MAX);
	for (int64_t value = 0; value <= c->top; value += c->step) {
		buf_clear(&text);
		write_figure(c, &text, value);
		if (c->upright) {
			int y = c->y1 - scaled(c, value, c->y1 - c->y0);
			svg_line(c->out, c->x0, y, c->x1, y, value == 0 ? base_color : grid_color);
			svg_text(c->out, c->x0 - 8, y + 4, SVG_END, &axis_font, buf_view(&text));
		} else {
			int x = c->x0 + scaled(c, value, c->x1 - c->x0);
			svg_line(c->out, x, c->y0, x, c->y1, value == 0 ? base_color : grid_color);
			svg_text(c->out, x, c->y1 + 16, SVG_MIDDLE, &axis_font, buf_view(&text));
		}
	}
	buf_fini(&text);
}

static void write_axis_names(struct chart *c)
{
	struct buf name;
	const char *label = stats_axis_label(axis_of(c), c->lang);
	buf_init(&name, TEXT_MAX);
	if (c->summed)
		buf_printf(&name, "%s, ", stats_sum_label(c->stats, c->lang));
	buf_cstr(&name, unit_name(c));
	if (c->upright) {
		svg_text(c->out, MARGIN, c->y0 - 20, SVG_START, &axis_font, buf_view(&name));
		svg_text(c->out, (c->x0 + c->x1) / 2, c->y1 + 36, SVG_MIDDLE, &axis_font,
			 str_from(label));
		c->y = c->y1 + 40;
	} else {
		svg_text(c->out, c->x0 - 10, c->y1 + 16, SVG_END, &axis_font, str_from(label));
		svg_text(c->out, (c->x0 + c->x1) / 2, c->y1 + 36, SVG_MIDDLE, &axis_font,
			 buf_view(&name));
		c->y = c->y1 + 40;
	}
	buf_fini(&name);
}

/* One piece of a bar, from value `from` on. */
static void write_piece(struct chart *c, const struct position *p, int64_t from, int64_t value,
			const char *fill)
{
	int thick = c->upright ? p->size * 7 / 10 : BAR;
	if (c->upright && thick > 46)
		thick = 46;
	int across = p->from + (p->size - thick) / 2;
	int length = c->upright ? c->y1 - c->y0 : c->x1 - c->x0;
	int begin = from > 0 ? scaled(c, from, length) : 0, end = scaled(c, from + value, length);
	int gap = from > 0 && end - begin > 2 ? 1 : 0; /* white between pieces */
	if (c->upright)
		svg_rect(c->out, across, c->y1 - end, thick, end - begin - gap, fill);
	else
		svg_rect(c->out, c->x0 + begin + gap, across, end - begin - gap, thick, fill);
}

static void write_bar(struct chart *c, const struct position *p)
{
	int64_t from = 0;
	if (!c->stacked) {
		write_piece(c, p, 0, p->value, single_fill(c, p));
		return;
	}
	for (size_t s = 0; s < c->stats->axes[c->series].n_groups; s++) {
		struct leta_summary cell = cell_of(c, p->group, s);
		int64_t value = figure(c, &cell);
		if (value > 0)
			write_piece(c, p, from, value,
				    color_of(&c->stats->axes[c->series].groups[s], s));
		from += value;
	}
}

/* The figure at a bar's end, when there is room for it. */
static void write_value(struct chart *c, const struct position *p)
{
	struct buf text;
	bool silent = c->summed && p->group != STATS_GAP &&
		      axis_of(c)->groups[p->group].summary.known == 0;
	if ((p->value == 0 && !silent) || (c->stacked && c->stats->axes[c->series].multiple))
		return;
	buf_init(&text, TEXT_MAX);
	if (silent)
		buf_cstr(&text, "–");
	else
		write_figure(c, &text, p->value);
	if (!c->upright)
		svg_text(c->out, c->x0 + scaled(c, p->value, c->x1 - c->x0) + 6,
			 p->from + p->size / 2 + 5, SVG_START, &axis_font, buf_view(&text));
	else if (svg_width(buf_view(&text), axis_font.size) <= p->size + 2)
		svg_text(c->out, p->from + p->size / 2,
			 c->y1 - scaled(c, p->value, c->y1 - c->y0) - 5, SVG_MIDDLE, &axis_font,
			 buf_view(&text));
	buf_fini(&text);
}

/* Years that stand close have every other one named, or every fifth. */
static void write_year(struct chart *c, size_t i)
{
	static const int every[] = {1, 2, 5, 10};
	const struct position *p = &c->positions[i];
	int need = svg_width(STR("2000"), axis_font.size) + 6, skip = 0;
	while (skip < 3 && p->size * every[skip] < need)
		skip++;
	if (is_value(c, p) && strtol(p->label.data, NULL, 10) % every[skip] != 0)
		return;
	svg_text(c->out, p->from + p->size / 2, c->y1 + 16, SVG_MIDDLE, &axis_font,
		 buf_view(&p->label));
}

static void write_plot(struct chart *c)
{
	if (c->upright)
		lay_out_columns(c);
	else
		lay_out_rows(c);
	write_ticks(c);
	for (size_t i = 0; i < c->n_positions; i++) {
		write_bar(c, &c->positions[i]);
		write_value(c, &c->positions[i]);
		if (c->upright)
			write_year(c, i);
		else
			write_label(c, &c->positions[i]);
	}
	write_axis_names(c);
}

static void write_nothing(struct chart *c)
{
	c->y += 60;
	svg_text(c->out, WIDTH / 2, c->y, SVG_MIDDLE, &subtitle_font,
		 str_from(c->stats->asked.total == 0
				  ? either(c, "Inga träffar", "No hits")
				  : either(c, "Inget belopp är känt", "No amount is known")));
	c->y += 50;
}

/* ---- the description ---- */

static void describe(struct chart *c, struct buf *out)
{
	const struct leta_axis *axis = axis_of(c);
	buf_printf(out, "%s %s:", either(c, "Stapeldiagram.", "Bar chart."), unit_name(c));
	for (size_t i = 0; i < c->n_positions && out->len < DESCRIPTION_MAX; i++) {
		const struct position *p = &c->positions[i];
		if (p->group == STATS_GAP)
			continue;
		buf_cstr(out, i > 0 ? "; " : " ");
		buf_str(out, buf_view(&p->label));
		buf_char(out, ' ');
		write_figure(c, out, figure(c, &axis->groups[p->group].summary));
		for (size_t s = 0, n = 0; c->stacked && s < c->stats->axes[c->series].n_groups; s++) {
			struct leta_summary cell = cell_of(c, p->group, s);
			if (figure(c, &cell) == 0)
				continue;
			buf_cstr(out, n++ > 0 ? ", " : " (");
			stats_group_label(out, &c->stats->axes[c->series].groups[s], c->lang);
			buf_char(out, ' ');
			write_figure(c, out, figure(c, &cell));
		}
		buf_cstr(out, c->stacked && p->value > 0 ? ")" : "");
	}
	buf_char(out, '.');
}

static void write_open(struct chart *c, struct buf *out, int height)
{
	struct buf text;
	buf_init(&text, TEXT_MAX);
	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		   "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\" "
		   "xml:lang=\"%s\" font-family=\"'Source Sans 3', 'Segoe UI', 'Helvetica Neue', "
		   "Arial, 'DejaVu Sans', sans-serif\">\n",
		   WIDTH, height, WIDTH, height, c->lang == LETA_EN ? "en" : "sv");
	add_title(c, &text);
	buf_cstr(out, "<title id=\"title\">");
	svg_escape(out, buf_view(&text));
	buf_cstr(out, "</title>\n<desc id=\"desc\">");
	buf_clear(&text);
	describe(c, &text);
	svg_escape(out, buf_view(&text));
	buf_cstr(out, "</desc>\n"
		      "<defs><pattern id=\"rest\" width=\"6\" height=\"6\" "
		      "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
		      "<rect width=\"6\" height=\"6\" fill=\"#ffffff\"/>"
		      "<rect width=\"3\" height=\"6\" fill=\"#7d7d7d\"/></pattern></defs>\n");
	svg_rect(out, 0, 0, WIDTH, height, "#ffffff");
	buf_fini(&text);
}

static void chart_fini(struct chart *c)
{
	for (size_t i = 0; i < c->n_positions; i++)
		buf_fini(&c->positions[i].label);
	free(c->positions);
}

void present_stats_svg(struct sink *sink, const struct stats_view *view)
{
	const struct leta_stats *stats = view->stats;
	struct buf body;
	struct chart c = {.view = view,
			  .stats = stats,
			  .lang = view->style.lang,
			  .summed = stats->sum != LETA_FIELD_COUNT,
			  .stacked = stats->n_axes > 1,
			  .out = &body};
	struct leta_dimension by[] = {stats->axes[0].by, stats->axes[1].by};
	c.series = c.stacked ? present_stats_series(by) : 0;
	c.axis = c.stacked ? 1 - c.series : 0;
	c.upright = axis_of(&c)->years;
	buf_init(&body, sink->buf.max);
	if (!find_positions(&c))
		sink->buf.status = LETA_ERR_NOMEM;
	write_head(&c);
	bool any = c.summed ? stats->total.known > 0 : stats->total.count > 0;
	if (any) {
		write_legend(&c);
		write_plot(&c);
	} else {
		write_nothing(&c);
	}
	write_foot(&c);
	write_open(&c, &sink->buf, c.y);
	buf_str(&sink->buf, buf_view(&body));
	buf_cstr(&sink->buf, "</svg>\n");
	if (body.status != LETA_OK)
		sink->buf.status = body.status;
	buf_fini(&body);
	chart_fini(&c);
}
