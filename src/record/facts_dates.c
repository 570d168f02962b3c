/*
 * facts_dates.c: the project's period and the decisions about it, from sentences.
 *
 * "pågått mellan 15 maj 2011 och 15 december" is a period whose last year got lost: the end is the
 * first such day after the start. "kommunstyrelsens beslut den 8 september 2010" is a decision.
 */
#include "record/facts_dates.h"

#include <stdio.h>

#include "base/date.h"
#include "record/outline.h"
#include "record/value.h"
#include "record/word.h"

#define DATES_MAX 2000
#define SENTENCE_MAX 200 /* bytes before a date that belong to its sentence */
#define GAP_MAX 30       /* bytes between the two dates of a period */

struct date_hit {
	int64_t date; /* the year is 2000 when it has none */
	bool year, day;
	size_t section, start, end;
	unsigned page;
};

struct dates {
	struct record_builder *b;
	const struct facts_options *options;
	struct date_hit *list;
	size_t n;
};

static bool is_year(struct str core)
{
	return core.len == 4 && word_is_number(core) &&
	       (str_starts(core, STR("19")) || str_starts(core, STR("20")));
}

/* "15 maj 2011", "15 maj", "maj 2011" at the word w; pos is behind w. */
static bool read_worded(struct str text, const struct word *w, size_t pos, struct date_hit *out)
{
	struct word month = *w, year;
	char buf[80];
	out->day = word_is_number(w->core) && w->core.len <= 2 && w->text.len == w->core.len;
	if (out->day && !word_next(text, &pos, &month))
		return false;
	if (!word_is_lower(month.core) || month.core.len > 12 || month.core.len < 3)
		return false;
	size_t after = pos;
	out->year = month.core.ptr + month.core.len == month.text.ptr + month.text.len &&
		    word_next(text, &after, &year) && is_year(year.core);
	if (!out->year && !out->day)
		return false;
	snprintf(buf, sizeof(buf), STR_FMT " " STR_FMT " " STR_FMT,
		 STR_ARG(out->day ? w->core : STR("1")), STR_ARG(month.core),
		 STR_ARG(out->year ? year.core : STR("2000")));
	out->end = out->year ? (size_t)(year.core.ptr - text.ptr) + year.core.len
			     : (size_t)(month.core.ptr - text.ptr) + month.core.len;
	return value_date(str_from(buf), &out->date);
}

static bool read_date(struct str text, const struct word *w, size_t pos, struct date_hit *out)
{
	size_t used, core = (size_t)(w->core.ptr - text.ptr);
	*out = (struct date_hit){.start = core, .year = true, .day = true};
	if (date_parse_iso(str_sub(text, core, text.len), &out->date, &used)) {
		out->end = core + used;
		return true;
	}
	return read_worded(text, w, pos, out);
}

static struct str section_text(const struct dates *d, size_t section)
{
	const struct leta_section *s = &d->b->record->sections[section];
	return (struct str){s->text, s->text_len};
}

static void find_dates(struct dates *d)
{
	const struct leta_record *r = d->b->record;
	for (size_t i = 0; i < r->n_sections && d->n < DATES_MAX; i++) {
		struct str text = section_text(d, i);
		struct word w;
		if (r->sections[i].role == LETA_ROLE_CONTENTS ||
		    r->sections[i].role == LETA_ROLE_FRONT)
			continue;
		for (size_t pos = 0; d->n < DATES_MAX && word_next(text, &pos, &w);) {
			struct date_hit hit;
			if (w.core.len == 0 || !read_date(text, &w, pos, &hit))
				continue;
			hit.section = i;
			hit.page = outline_page_number(r, i, hit.start);
			d->list[d->n++] = hit;
			pos = hit.end > pos ? hit.end : pos;
		}
	}
}

/* The part of the sentence before a date. */
static struct str before(const struct dates *d, const struct date_hit *hit)
{
	struct str text = section_text(d, hit->section);
	size_t from = hit->start;
	struct word w;
	while (word_prev(text, &from, &w) && hit->start - from < SENTENCE_MAX)
		if (word_ends_sentence(w.text) && w.core.len > 3 &&
		    w.text.ptr[w.text.len - 1] != ')')
			return str_sub(text, from + w.text.len, hit->start);
	return str_sub(text, from, hit->start);
}

static bool has_any(struct str s, const char *const *needles, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(s, str_from(needles[i]), 0) != (size_t)-1)
			return true;
	return false;
}

static bool infer_decisions(struct dates *d)
{
	static const char *const words[] = {"beslut",  "godkän",   "bevilja",  "antog",
					    "antagen", "antagits", "fastställ"};
	for (size_t i = 0; i < d->n; i++) {
		const struct date_hit *hit = &d->list[i];
		char iso[11];
		if (!hit->year || !hit->day ||
		    !has_any(before(d, hit), words, sizeof(words) / sizeof(words[0])))
			continue;
		date_format_iso(hit->date, iso);
		if (!record_infer_text(d->b, LETA_FIELD_DECISION_DATE, str_from(iso), 0.9,
				       STR("text"), hit->page))
			return false;
	}
	return true;
}

/* Whether the text between two dates joins them to a period. */
static bool joins(const struct dates *d, const struct date_hit *a, const struct date_hit *b)
{
	static const char *const gaps[] = {
		"och",   "till",         "–",       "-",        "--",       "—", "t.o.m.", "tom",
		"t o m", "till och med", "och den", "till den", "fram till"};
	struct str text = section_text(d, a->section);
	if (a->section != b->section || b->start - a->end > GAP_MAX)
		return false;
	struct str gap = str_trim(str_sub(text, a->end, b->start));
	for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
		if (str_eq(gap, str_from(gaps[i])))
			return true;
	return false;
}

static int64_t last_of_month(int64_t date)
{
	int64_t month = date / 100 % 100, next = month == 12 ? date + 8900 : date + 100;
	return date_from_days(date_days(next / 100 * 100 + 1) - 1);
}

static bool is_period(const struct dates *d, size_t i)
{
	static const char *const about[] = {"förstudie", "Förstudie", "projekt", "Projekt", "pågå",
					    "pågi",      "genomför",  "period",  "bedriv"};
	static const char *const opens[] = {"mellan", "från", "period", "tiden",
					    "fr.o.m", "pågå", "pågick", "projekttid"};
	if (i + 1 >= d->n || !d->list[i].year || d->list[i].day != d->list[i + 1].day ||
	    !joins(d, &d->list[i], &d->list[i + 1]))
		return false;
	struct str lead = before(d, &d->list[i]);
	return has_any(lead, about, sizeof(about) / sizeof(about[0])) &&
	       has_any(lead, opens, sizeof(opens) / sizeof(opens[0]));
}

/* "s. 2, s. 7": the pages that name the day. */
static const char *pages_of(const struct dates *d, const struct date_hit *day)
{
	const char *text = "";
	unsigned last = 0;
	for (size_t i = 0; i < d->n && text; i++) {
		const struct date_hit *hit = &d->list[i];
		if (hit->date != day->date || !hit->year || hit->page == 0 || hit->page == last)
			continue;
		last = hit->page;
		text = arena_printf(d->b->arena, "%s%ss. %u", text, *text ? ", " : "", last);
	}
	return text && *text ? text : text ? "text" : NULL;
}

static bool infer_period(struct dates *d)
{
	size_t i = 0;
	while (i < d->n && !is_period(d, i))
		i++;
	if (i == d->n)
		return true;
	int64_t start = d->list[i].date, end = d->list[i + 1].date;
	double confidence = d->options->digits_unreliable ? 0.8 : 0.9;
	if (!d->list[i + 1].year) {
		end = end % 10000 + start / 10000 * 10000;
		end += end < start ? 10000 : 0;
		confidence = 0.7;
	}
	end = d->list[i].day ? end : last_of_month(end);
	const char *from = pages_of(d, &d->list[i]);
	if (!from || !date_valid(end) || end < start)
		return from != NULL;
	return record_infer_number(d->b, LETA_FIELD_START, start, confidence, str_from(from),
				   d->list[i].page) &&
	       record_infer_number(d->b, LETA_FIELD_END, end, confidence, str_from(from),
				   d->list[i].page);
}

static bool infer_programme(struct dates *d)
{
	static const struct {
		int64_t first, last;
		const char *name;
	} programmes[] = {
		{2000, 2006, "2000-2006"},
		{2007, 2013, "2007-2013"},
		{2014, 2020, "2014-2020"},
		{2021, 2027, "2021-2027"},
	};
	int64_t start;
	if (!leta_record_text(d->b->record, LETA_FIELD_FUND) ||
	    !leta_record_number(d->b->record, LETA_FIELD_START, &start))
		return true;
	for (size_t i = 0; i < sizeof(programmes) / sizeof(programmes[0]); i++)
		if (start / 10000 >= programmes[i].first && start / 10000 <= programmes[i].last)
			return record_infer_text(d->b, LETA_FIELD_PROGRAMME,
						 str_from(programmes[i].name), 0.9, STR("start"),
						 0);
	return true;
}

bool facts_infer_dates(struct record_builder *b, const struct facts_options *options)
{
	struct dates d = {.b = b, .options = options};
	d.list = arena_zalloc(b->arena, DATES_MAX, sizeof(*d.list));
	if (!d.list)
		return false;
	find_dates(&d);
	return infer_decisions(&d) && infer_period(&d) && infer_programme(&d);
}
