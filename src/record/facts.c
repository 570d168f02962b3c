/*
 * facts.c: fund, places and owner from prose; facts_dates.c has the dates.
 *
 * A place is the report's own when most mentions of municipalities are of it. Its districts are
 * those that the report names where it first names several: later chapters compare with others.
 */
#include "record/facts.h"

#include "base/utf8.h"
#include "record/facts_dates.h"
#include "record/outline.h"
#include "record/word.h"
#include "schema/gazetteer.h"
#include "schema/section.h"

#define TEXT_MAX ((size_t)4 << 20) /* bytes of text that are looked at */
#define PLACES_MAX 300
#define DISTRICTS_MAX 20
#define EVIDENCE_MAX 2
#define COMPOUND_MIN 3 /* bytes before the last part of a compound */
#define ENDING_MAX 3   /* bytes of an ending: "-en" */
#define FRONT_WEIGHT 5 /* mentions that one on the title page is worth */

struct fund_name {
	const char *text;
	const char *fund;
	bool exact; /* an abbreviation: the case counts */
};

static const struct fund_name fund_names[] = {
	{"Europeiska regionala utvecklingsfonden", "ERUF", false},
	{"Regionala utvecklingsfonden", "ERUF", false},
	{"Regionalfonden", "ERUF", false},
	{"ERUF", "ERUF", true},
	{"Europeiska socialfonden", "ESF", false},
	{"Socialfonden", "ESF", false},
	{"ESF", "ESF", true},
	{"ESF-rådet", "ESF", true},
	{"Interreg", "Interreg", true},
	{"AMIF", "AMIF", true},
	{"Asyl-, migrations- och integrationsfonden", "AMIF", false},
	{"Jordbruksfonden för landsbygdsutveckling", "EJFLU", false},
	{"Landsbygdsprogrammet", "EJFLU", false},
};

#define FUND_NAMES (sizeof(fund_names) / sizeof(fund_names[0]))

struct fund_hit {
	size_t n;
	unsigned page;
};

struct place {
	const struct gazetteer_municipality *municipality;
	size_t n, n_city, n_municipality; /* mentions; "X stad", "X kommun" */
	bool front;                       /* "X kommun" stands on the title page */
	struct str city, own;             /* as written */
	unsigned page;
};

struct district {
	struct str name;
	size_t section;
	size_t n;
	bool inside; /* "Segevång i Kirseberg": where another one lies */
	bool listed; /* stands in a list of districts */
	unsigned page;
};

struct facts {
	struct record_builder *b;
	const struct facts_options *options;
	struct fund_hit funds[FUND_NAMES];
	struct place places[PLACES_MAX];
	size_t n_places;
	struct district districts[DISTRICTS_MAX];
	size_t n_districts;
};

static void note_fund(struct facts *f, struct str rest, unsigned page)
{
	for (size_t i = 0; i < FUND_NAMES; i++) {
		struct str name = str_from(fund_names[i].text);
		if (word_begins(rest, name) == 0 ||
		    (fund_names[i].exact && !str_starts(rest, name)))
			continue;
		if (f->funds[i].n++ == 0)
			f->funds[i].page = page;
		return;
	}
}

/* The municipality named by the words at `pos`, the longest name first; *end = behind it. */
static const struct gazetteer_municipality *read_place(struct str text, size_t pos, size_t *end)
{
	struct str names[3];
	size_t ends[3], n = 0;
	struct word w;
	size_t start = 0;
	while (n < 3 && word_next(text, &pos, &w) && word_is_upper(w.core)) {
		if (n == 0)
			start = (size_t)(w.core.ptr - text.ptr);
		size_t stop = (size_t)(w.core.ptr - text.ptr) + w.core.len;
		names[n] = str_sub(text, start, stop);
		ends[n++] = pos;
		if (w.core.ptr + w.core.len != w.text.ptr + w.text.len)
			break;
	}
	while (n-- > 0) {
		const struct gazetteer_municipality *m = gazetteer_municipality(names[n]);
		if (m) {
			*end = ends[n];
			return m;
		}
	}
	return NULL;
}

static struct place *place_of(struct facts *f, const struct gazetteer_municipality *m,
			      unsigned page)
{
	for (size_t i = 0; i < f->n_places; i++)
		if (f->places[i].municipality == m)
			return &f->places[i];
	if (f->n_places == PLACES_MAX)
		return NULL;
	f->places[f->n_places] = (struct place){.municipality = m, .page = page};
	return &f->places[f->n_places++];
}

/* Counts a mention; "Malmö stad" and "Botkyrka kommun" are also names of organisations. */
static size_t note_place(struct facts *f, struct str text, const struct word *w, bool front,
			 unsigned page)
{
	size_t end = 0, next;
	struct word kind;
	const struct gazetteer_municipality *m = read_place(text, w->start, &end);
	if (!m || word_is_common(f->options->common, w->core))
		return 0;
	struct place *place = place_of(f, m, page);
	if (!place)
		return end;
	place->n++;
	next = end;
	if (!word_next(text, &next, &kind))
		return end;
	size_t bare = w->start + (size_t)(w->core.ptr - w->text.ptr);
	size_t organisations = place->n_city + place->n_municipality;
	if (word_begins(kind.core, STR("stad")) || word_begins(kind.core, STR("stads"))) {
		if (place->n_city++ == 0)
			place->city = str_sub(text, bare, kind.start + strlen("stad"));
	} else if (word_begins(kind.core, STR("kommun")) ||
		   word_begins(kind.core, STR("kommuns"))) {
		if (place->n_municipality++ == 0)
			place->own = str_sub(text, bare, kind.start + strlen("kommun"));
	}
	place->front =
		place->front || (front && place->n_city + place->n_municipality > organisations);
	return end;
}

/* Whether "A, B och C" brings this name next to the one before it. */
static bool follows_in_list(const struct facts *f, struct str text, struct str name)
{
	if (f->n_districts == 0)
		return false;
	struct str last = f->districts[f->n_districts - 1].name;
	const char *end = last.ptr + last.len;
	if (end < text.ptr || end > name.ptr)
		return false;
	struct str gap = str_trim((struct str){end, (size_t)(name.ptr - end)});
	return str_eq(gap, STR(",")) || str_eq(gap, STR("och")) || str_eq(gap, STR("samt"));
}

static size_t note_district(struct facts *f, struct str text, const struct word *w, size_t section,
			    unsigned page)
{
	struct word second, before;
	size_t pos = w->start + w->text.len, end = pos;
	struct str name = w->core;
	const char *stop = w->text.ptr + w->text.len;
	if (w->core.ptr + w->core.len == stop && word_next(text, &pos, &second)) {
		struct str both = str_sub(text, (size_t)(w->core.ptr - text.ptr),
					  (size_t)(second.core.ptr - text.ptr) + second.core.len);
		if (second.core.len > 0 && gazetteer_district(both)) {
			name = both;
			end = pos;
		}
	}
	if (!gazetteer_district(name))
		return 0;
	bool inside = false;
	size_t back = w->start;
	if (word_prev(text, &back, &before) && str_eq(before.text, STR("i")) &&
	    word_prev(text, &back, &before))
		inside = gazetteer_district(before.core) != NULL;
	for (size_t i = 0; i < f->n_districts; i++)
		if (str_eq(f->districts[i].name, name)) {
			f->districts[i].n++;
			return end;
		}
	if (f->n_districts == DISTRICTS_MAX)
		return end;
	bool listed = follows_in_list(f, text, name);
	if (listed)
		f->districts[f->n_districts - 1].listed = true;
	f->districts[f->n_districts++] = (struct district){name, section, 1, inside, listed, page};
	return end;
}

/* "Utvärderingen", or a compound's last part: "slututvärdering". */
static bool is_type(struct str core, struct str type)
{
	if (word_same(str_sub(core, 0, type.len), type))
		return true;
	for (size_t at = COMPOUND_MIN; at + type.len <= core.len; at++)
		if (core.len - at - type.len <= ENDING_MAX &&
		    word_same(str_sub(core, at, at + type.len), type))
			return true;
	return false;
}

const char *facts_report_type(struct str title)
{
	static const char *const types[] = {"slutrapport",  "delrapport", "lägesrapport",
					    "årsrapport",   "förstudie",  "utvärdering",
					    "kartläggning", "rapport"};
	struct word w;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]);
	     i++) /* the more special word first */
		for (size_t pos = 0; word_next(title, &pos, &w);) {
			if (is_type(w.core, str_from(types[i])))
				return types[i];
		}
	return NULL;
}

static bool is_read(const struct leta_section *s)
{
	bool known;
	enum leta_section_role role =
		s->heading ? section_role(str_from(s->heading), &known) : s->role;
	return s->role != LETA_ROLE_CONTENTS && role != LETA_ROLE_SOURCES;
}

static void note_section(struct facts *f, size_t section)
{
	const struct leta_section *s = &f->b->record->sections[section];
	struct str text = {s->text, s->text_len};
	struct word w;
	for (size_t pos = 0; word_next(text, &pos, &w);) {
		if (!word_is_upper(w.core) && !word_begins(w.core, STR("regionala")) &&
		    !word_begins(w.core, STR("socialfonden")) &&
		    !word_begins(w.core, STR("regionalfonden")))
			continue;
		unsigned page = outline_page_number(f->b->record, section, w.start);
		size_t core = (size_t)(w.core.ptr - text.ptr);
		note_fund(f, str_sub(text, core, text.len), page);
		if (!word_is_upper(w.core))
			continue;
		size_t end = note_place(f, text, &w, s->role == LETA_ROLE_FRONT, page);
		if (end == 0)
			end = note_district(f, text, &w, section, page);
		pos = end > pos ? end : pos;
	}
}

/* "s. 6 "ERUF", s. 7 "Regionalfonden"": the first names of a fund. */
static const char *fund_evidence(const struct facts *f, const char *fund, size_t *n_names)
{
	const char *text = "";
	unsigned last = 0;
	*n_names = 0;
	for (size_t k = 0; k < FUND_NAMES && text; k++) {
		size_t best = FUND_NAMES; /* the next one by page */
		for (size_t i = 0; i < FUND_NAMES; i++) {
			const struct fund_hit *hit = &f->funds[i];
			unsigned page = best < FUND_NAMES ? f->funds[best].page : 0;
			if (hit->n == 0 || strcmp(fund_names[i].fund, fund) != 0 ||
			    (*n_names > 0 && hit->page <= last))
				continue;
			if (best == FUND_NAMES || hit->page < page)
				best = i;
		}
		if (best == FUND_NAMES)
			break;
		last = f->funds[best].page;
		if ((*n_names)++ < EVIDENCE_MAX)
			text = last > 0 ? arena_printf(f->b->arena, "%s%ss. %u \"%s\"", text,
						       *text ? ", " : "", last,
						       fund_names[best].text)
					: arena_printf(f->b->arena, "%s%s\"%s\"", text,
						       *text ? ", " : "", fund_names[best].text);
	}
	return text;
}

static bool infer_fund(struct facts *f)
{
	size_t best = FUND_NAMES, most = 0, total = 0, n_names;
	for (size_t i = 0; i < FUND_NAMES; i++) {
		size_t n = 0;
		for (size_t k = 0; k < FUND_NAMES; k++)
			n += strcmp(fund_names[i].fund, fund_names[k].fund) == 0 ? f->funds[k].n
										 : 0;
		total += f->funds[i].n;
		if (n > most) {
			most = n;
			best = i;
		}
	}
	if (best == FUND_NAMES || most * 2 <= total)
		return true;
	const char *evidence = fund_evidence(f, fund_names[best].fund, &n_names);
	double confidence = most == total           ? (most > 1 ? 0.95 : 0.7)
			    : most * 5 >= total * 4 ? 0.8
						    : 0.6;
	return evidence && record_infer_text(f->b, LETA_FIELD_FUND, str_from(fund_names[best].fund),
					     confidence, str_from(evidence), 0);
}

/* A place named on the title page counts for more than passing mentions. */
static size_t weight(const struct place *place)
{
	return place->n + (place->front ? FRONT_WEIGHT : 0);
}

/* The place that most mentions are of, or NULL; *confidence that the report is about it. */
static const struct place *own_place(const struct facts *f, double *confidence)
{
	const struct place *best = NULL;
	size_t total = 0;
	for (size_t i = 0; i < f->n_places; i++) {
		total += weight(&f->places[i]);
		if (!best || weight(&f->places[i]) > weight(best))
			best = &f->places[i];
	}
	if (!best || weight(best) < 3 || weight(best) * 2 <= total)
		return NULL;
	*confidence = 0.6;
	if (weight(best) * 3 >= total * 2)
		*confidence = 0.8;
	if (best->n >= 10 && best->n * 5 >= total * 4)
		*confidence = 0.95;
	return best;
}

static bool infer_districts(struct facts *f, const struct place *own)
{
	size_t section = (size_t)-1;
	for (size_t i = 0; i < f->n_districts && section == (size_t)-1; i++)
		for (size_t k = i + 1; k < f->n_districts; k++)
			if (f->districts[k].section == f->districts[i].section)
				section = f->districts[i].section;
	for (size_t k = 0; k < 2 * f->n_districts; k++) {
		const struct district *d = &f->districts[k % f->n_districts];
		if (d->listed != (k < f->n_districts))
			continue; /* those of lists come first */
		bool first = d->section == section && !d->inside;
		if (!(first || (section == (size_t)-1 && d->n >= 3)) ||
		    (own && gazetteer_district(d->name) != own->municipality))
			continue;
		if (!record_infer_text(f->b, LETA_FIELD_DISTRICT, d->name, 0.8, STR("text"),
				       d->page))
			return false;
	}
	return true;
}

/* "Malmö stad, Stadskontoret" from the title page's office and the text's name for the
 * municipality. */
static bool infer_owner(struct facts *f, const struct place *own)
{
	struct str office = f->options->office;
	struct str name = !own                                 ? (struct str){0}
			  : own->n_city >= own->n_municipality ? own->city
							       : own->own;
	if (office.len == 0)
		return true;
	if (name.len == 0)
		return record_infer_text(f->b, LETA_FIELD_OWNER, office, 0.6, STR("s. 1"), 1);
	const char *both =
		arena_printf(f->b->arena, STR_FMT ", " STR_FMT, STR_ARG(name), STR_ARG(office));
	return both &&
	       record_infer_text(f->b, LETA_FIELD_OWNER, str_from(both), 0.9, STR("s. 1"), 1);
}

static bool infer_place(struct facts *f)
{
	double confidence = 0;
	const struct place *own = own_place(f, &confidence);
	if (own && f->b->record->fields[LETA_FIELD_MUNICIPALITY].presence == LETA_UNKNOWN &&
	    !record_infer_text(f->b, LETA_FIELD_MUNICIPALITY, str_from(own->municipality->name),
			       confidence, STR("text"), own->page))
		return false;
	return infer_districts(f, own) && infer_owner(f, own);
}

bool facts_infer(struct record_builder *b, const struct facts_options *options)
{
	struct facts *f = arena_zalloc(b->arena, 1, sizeof(*f));
	size_t read = 0;
	if (!f)
		return false;
	f->b = b;
	f->options = options;
	for (size_t i = 0; i < b->record->n_sections && read < TEXT_MAX; i++) {
		if (!is_read(&b->record->sections[i]))
			continue;
		read += b->record->sections[i].text_len;
		note_section(f, i);
	}
	return infer_fund(f) && infer_place(f) && facts_infer_dates(b, options);
}
