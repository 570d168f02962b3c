/*
 * present_stats_text.c: statistics for a person to read on a terminal.
 *
 *   Region               Antal
 *   Östra Mellansverige      5  ██████████████
 *   (okänt)                  1  ██▊
 *   Totalt                   6
 *
 * Two fields make a table when it fits the line, else a list with the second field's values indented. Amounts are in
 * thousands of kronor; CSV and JSON have them whole.
 */
#include "base/error.h"
#include "present/notation.h"
#include "present/plain.h"
#include "present/present.h"
#include "present/present_stats.h"
#include "present/table.h"

#define LABEL_MAX 32 /* columns */
#define LABEL_INDENTED "\xC2\xA0\xC2\xA0" /* blanks that a line does not begin without */
#define BAR_MIN 8
#define BAR_MAX 40
#define CROSS_MAX 10 /* columns of a table of two fields */
#define CROSS_LABEL_MAX 14
#define CELL_MAX ((size_t)16 << 10)

enum { LABEL, COUNT, SUM, MEDIAN, MIN, MAX, KNOWN };
#define BAR_OF_COUNTS 2
#define BAR_OF_SUMS 7

/* What one table is made with. */
struct making {
	const struct stats_view *view;
	const struct leta_stats *stats;
	enum leta_lang lang;
	bool summed;
	struct table *table;
	struct buf label, bar, money[KNOWN + 1];
	unsigned bar_width;
	double bar_full; /* what the longest bar stands for */
};

static void making_init(struct making *m, const struct stats_view *view)
{
	*m = (struct making){.view = view,
			     .stats = view->stats,
			     .lang = view->style.lang,
			     .summed = view->stats->sum != LETA_FIELD_COUNT};
	buf_init(&m->label, CELL_MAX);
	buf_init(&m->bar, CELL_MAX);
	for (size_t i = 0; i <= KNOWN; i++)
		buf_init(&m->money[i], CELL_MAX);
}

static void making_fini(struct making *m)
{
	table_free(m->table);
	buf_fini(&m->label);
	buf_fini(&m->bar);
	for (size_t i = 0; i <= KNOWN; i++)
		buf_fini(&m->money[i]);
}

static const char *text_of(const struct buf *b)
{
	return b->len > 0 ? b->data : "";
}

/* A group's name, or the words for the total; cut to so many columns. */
static const char *label_of(struct making *m, const struct leta_group *group, unsigned columns,
			    const char *indent)
{
	struct buf whole;
	buf_init(&whole, CELL_MAX);
	buf_clear(&m->label);
	buf_cstr(&m->label, indent);
	if (group)
		stats_group_label(&whole, group, m->lang);
	else
		buf_cstr(&whole, m->lang == LETA_EN ? "Total" : "Totalt");
	plain_append_cut(&m->label, buf_view(&whole), columns);
	buf_fini(&whole);
	return text_of(&m->label);
}

/* "█████▌": eighths of a column. */
static const char *bar_of(struct making *m, const struct leta_summary *s)
{
	static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	double value = m->summed ? (double)s->sum : (double)s->count;
	double full = m->bar_full > 0 ? value / m->bar_full : 0;
	unsigned n = full > 0 ? (unsigned)(full * m->bar_width * 8 + 0.5) : 0;
	buf_clear(&m->bar);
	if (value > 0 && n == 0)
		n = 1;
	for (unsigned i = 0; i < n / 8; i++)
		buf_cstr(&m->bar, "█");
	buf_cstr(&m->bar, eighths[n % 8]);
	return text_of(&m->bar);
}

/* An amount in thousands, or a dash. */
static const char *thousands(struct making *m, size_t place, const struct leta_summary *s,
			     int64_t amount)
{
	struct buf *out = &m->money[place];
	buf_clear(out);
	if (s->known > 0)
		notation_number(out, (amount + (amount < 0 ? -500 : 500)) / 1000, m->lang);
	else
		buf_cstr(out, "–");
	return text_of(out);
}

/* ---- one field ---- */

static const struct table_column count_columns[] = {
	{"value", {"", ""}, TABLE_TEXT},
	{"count", {"Antal", "Count"}, TABLE_COUNT},
	{"bar", {"", ""}, TABLE_TEXT},
};

static const struct table_column sum_columns[] = {
	{"value", {"", ""}, TABLE_TEXT},
	{"count", {"Antal", "Count"}, TABLE_COUNT},
	{"sum", {"Summa", "Sum"}, TABLE_RIGHT},
	{"median", {"Median", "Median"}, TABLE_RIGHT},
	{"min", {"Minst", "Min"}, TABLE_RIGHT},
	{"max", {"Störst", "Max"}, TABLE_RIGHT},
	{"known", {"Känt för", "Known"}, TABLE_COUNT},
	{"bar", {"", ""}, TABLE_TEXT},
};

/* The columns for this table: the axis's name over the labels, the bar only when there is room. */
static size_t columns_for(const struct making *m, bool bars, struct table_column out[BAR_OF_SUMS + 1])
{
	size_t n = m->summed ? BAR_OF_SUMS : BAR_OF_COUNTS;
	for (size_t i = 0; i <= n; i++)
		out[i] = m->summed ? sum_columns[i] : count_columns[i];
	for (size_t lang = 0; lang < 2; lang++)
		out[LABEL].label[lang] =
			stats_axis_label(&m->stats->axes[0], (enum leta_lang)lang);
	return n + bars;
}

static leta_status add_row(struct making *m, const char *label, const struct leta_summary *s,
			   bool bar, struct leta_error *err)
{
	struct table_cell cells[BAR_OF_SUMS + 1] = {{.text = label}, {.count = (int64_t)s->count}};
	size_t last = BAR_OF_COUNTS;
	if (m->summed) {
		cells[SUM].text = thousands(m, SUM, s, s->sum);
		cells[MEDIAN].text = thousands(m, MEDIAN, s, s->median);
		cells[MIN].text = thousands(m, MIN, s, s->min);
		cells[MAX].text = thousands(m, MAX, s, s->max);
		cells[KNOWN].count = (int64_t)s->known;
		last = BAR_OF_SUMS;
	}
	cells[last].text = bar && m->bar_width > 0 ? bar_of(m, s) : "";
	return table_add(m->table, cells, err);
}

/* The second field's groups that occur together with one of the first. */
static leta_status add_indented(struct making *m, size_t first, struct leta_error *err)
{
	struct stats_walk walk = {.axis = &m->stats->axes[1]};
	leta_status st = LETA_OK;
	while (st == LETA_OK && stats_walk_on(&walk)) {
		struct leta_summary s = stats_cell(m->stats, first, walk.number);
		if (s.count > 0)
			st = add_row(m, label_of(m, walk.group, LABEL_MAX - 2, LABEL_INDENTED), &s,
				     walk.group->value != NULL, err);
	}
	return st;
}

static leta_status add_rows(struct making *m, struct leta_error *err)
{
	struct stats_walk walk = {.axis = &m->stats->axes[0]};
	bool nested = m->stats->n_axes > 1;
	leta_status st = LETA_OK;
	while (st == LETA_OK && stats_walk_on(&walk)) {
		st = add_row(m, label_of(m, walk.group, LABEL_MAX, ""), &walk.group->summary,
			     !nested && walk.group->value, err);
		if (st == LETA_OK && nested && walk.number != STATS_GAP)
			st = add_indented(m, walk.number, err);
	}
	if (st == LETA_OK)
		st = add_row(m, label_of(m, NULL, LABEL_MAX, ""), &m->stats->total, false, err);
	return st;
}

static void consider(struct making *m, const struct leta_group *group, const struct leta_summary *s)
{
	double value = m->summed ? (double)s->sum : (double)s->count;
	if (group->value && value > m->bar_full)
		m->bar_full = value;
}

/* Values have bars; next to the rest or the unknown they would shrink to nothing. */
static void find_full(struct making *m)
{
	const struct leta_axis *axes = m->stats->axes;
	for (size_t i = 0; m->stats->n_axes == 1 && i < axes[0].n_groups; i++)
		consider(m, &axes[0].groups[i], &axes[0].groups[i].summary);
	for (size_t i = 0; i < m->stats->n_cells; i++)
		consider(m, &axes[1].groups[m->stats->cells[i].group[1]],
			 &m->stats->cells[i].summary);
}

/* Makes the table, first to see what room it leaves for bars. */
static leta_status write_list(struct making *m, struct buf *out, struct leta_error *err)
{
	struct table_column columns[BAR_OF_SUMS + 1];
	leta_status st = LETA_OK;
	find_full(m);
	for (int round = 0; st == LETA_OK && round < 2; round++) {
		table_free(m->table);
		m->table = table_new(columns, columns_for(m, m->bar_width > 0, columns));
		st = m->table ? add_rows(m, err) : error_nomem(err);
		unsigned used = st == LETA_OK ? table_width(m->table, m->lang) + 2 : 0;
		unsigned room = m->view->style.width > used ? m->view->style.width - used : 0;
		if (round == 0 && room < BAR_MIN)
			break;
		if (round == 0)
			m->bar_width = room < BAR_MAX ? room : BAR_MAX;
	}
	if (st == LETA_OK)
		table_text(m->table, out, &m->view->style);
	return st;
}

/* ---- two fields in a table ---- */

struct crossing {
	struct table_column columns[CROSS_MAX + 2];
	struct table_cell cells[CROSS_MAX + 2];
	struct buf texts[CROSS_MAX + 2]; /* of labels, then of cells */
	struct buf labels[CROSS_MAX + 2];
	size_t numbers[CROSS_MAX]; /* groups of the second axis */
	const struct leta_group *groups[CROSS_MAX];
	size_t n;
};

static bool cross_init(struct making *m, struct crossing *x)
{
	struct stats_walk walk = {.axis = &m->stats->axes[1]};
	*x = (struct crossing){.n = 0};
	while (stats_walk_on(&walk)) {
		if (walk.group->summary.count == 0 && !walk.group->value)
			continue;
		if (x->n == CROSS_MAX || walk.number == STATS_GAP)
			return false;
		x->numbers[x->n] = walk.number;
		x->groups[x->n++] = walk.group;
	}
	for (size_t i = 0; i < x->n + 2; i++) {
		const struct leta_group *group = i > 0 && i <= x->n ? x->groups[i - 1] : NULL;
		buf_init(&x->texts[i], CELL_MAX);
		buf_init(&x->labels[i], CELL_MAX);
		if (i == 0)
			buf_cstr(&x->labels[i], stats_axis_label(&m->stats->axes[0], m->lang));
		else
			buf_cstr(&x->labels[i], label_of(m, group, CROSS_LABEL_MAX, ""));
		x->columns[i] = (struct table_column){
			"", {text_of(&x->labels[i]), text_of(&x->labels[i])}, i > 0 ? TABLE_RIGHT : TABLE_TEXT};
	}
	return true;
}

static void cross_fini(struct crossing *x)
{
	for (size_t i = 0; i < x->n + 2; i++) {
		buf_fini(&x->texts[i]);
		buf_fini(&x->labels[i]);
	}
}

static void cross_cell(struct making *m, struct crossing *x, size_t i, const struct leta_summary *s)
{
	buf_clear(&x->texts[i]);
	if (m->summed)
		buf_cstr(&x->texts[i], s->count > 0 ? thousands(m, SUM, s, s->sum) : "");
	else if (s->count > 0)
		notation_number(&x->texts[i], (int64_t)s->count, m->lang);
	x->cells[i].text = s->count > 0 ? text_of(&x->texts[i]) : "·";
}

static leta_status cross_rows(struct making *m, struct crossing *x, struct leta_error *err)
{
	struct stats_walk walk = {.axis = &m->stats->axes[0]};
	leta_status st = LETA_OK;
	while (st == LETA_OK && stats_walk_on(&walk)) {
		x->cells[0].text = label_of(m, walk.group, LABEL_MAX, "");
		for (size_t c = 0; c < x->n; c++) {
			struct leta_summary s = stats_cell(m->stats, walk.number, x->numbers[c]);
			cross_cell(m, x, c + 1, &s);
		}
		cross_cell(m, x, x->n + 1, &walk.group->summary);
		st = table_add(m->table, x->cells, err);
	}
	x->cells[0].text = label_of(m, NULL, LABEL_MAX, "");
	for (size_t c = 0; c < x->n; c++)
		cross_cell(m, x, c + 1, &x->groups[c]->summary);
	cross_cell(m, x, x->n + 1, &m->stats->total);
	return st == LETA_OK ? table_add(m->table, x->cells, err) : st;
}

/* *fits: whether it was written. */
static leta_status write_cross(struct making *m, struct buf *out, bool *fits,
			       struct leta_error *err)
{
	struct crossing x;
	*fits = cross_init(m, &x);
	if (!*fits)
		return LETA_OK;
	m->table = table_new(x.columns, x.n + 2);
	leta_status st = m->table ? cross_rows(m, &x, err) : error_nomem(err);
	*fits = st == LETA_OK && table_width(m->table, m->lang) <= m->view->style.width;
	if (*fits)
		table_text(m->table, out, &m->view->style);
	table_free(m->table);
	m->table = NULL;
	cross_fini(&x);
	return st;
}

/* ---- around the table ---- */

static void write_notes(const struct making *m, struct buf *out)
{
	struct buf notes;
	struct str rest, line;
	buf_init(&notes, CELL_MAX);
	stats_caution(&notes, m->stats, m->lang);
	if (m->summed)
		buf_cstr(&notes, m->lang == LETA_EN ? "Amounts in thousands of kronor.\n"
						    : "Belopp i tusental kronor.\n");
	for (rest = buf_view(&notes); str_line(&rest, &line);) {
		struct flow flow;
		flow_begin(&flow, out, &m->view->style, 2);
		flow_text(&flow, line);
		flow_end(&flow);
	}
	buf_fini(&notes);
}

void present_stats_text(struct sink *sink, const struct stats_view *view)
{
	struct making m;
	struct buf *out = &sink->buf;
	bool written = false;
	leta_status st = LETA_OK;
	present_head(out, &view->stats->asked, &view->style);
	if (view->stats->asked.total == 0)
		return;
	buf_char(out, '\n');
	making_init(&m, view);
	if (view->stats->n_axes > 1)
		st = write_cross(&m, out, &written, NULL);
	if (st == LETA_OK && !written)
		st = write_list(&m, out, NULL);
	if (st != LETA_OK)
		out->status = st;
	buf_char(out, '\n');
	write_notes(&m, out);
	const struct leta_axis *axis = &view->stats->axes[0];
	present_way_on(out, axis->groups[0].query, axis->groups[axis->n_groups - 1].query, 0,
		       &view->style);
	making_fini(&m);
}
