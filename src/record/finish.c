/*
 * finish.c: what holds for every record, whatever it was read from: kind, derived values, section
 * roles and the flags that tell what is amiss.
 *
 * Nothing here overrides what a reader found. Derived values are facts of arithmetic or of the
 * gazetteer and carry the confidence of what they come from.
 */
#include "record/finish.h"

#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"
#include "record/lessons.h"
#include "record/read.h"
#include "schema/gazetteer.h"
#include "schema/organisation.h"
#include "schema/section.h"

#define HEADING_MAX 60 /* bytes: the first word of longer ones tells little */
#define PLACES_MAX 400 /* Sweden has 290 municipalities */
#define OWNER_MAX ((size_t)64 << 10)
#define OWNER_CONFIDENCE 0.6 /* a project may take place elsewhere */

static bool is_known(const struct leta_record *r, enum leta_field_id id)
{
	return r->fields[id].presence == LETA_KNOWN;
}

static struct str text_of(const struct leta_record *r, enum leta_field_id id)
{
	return str_from(leta_record_text(r, id));
}

/* Whether s holds needle (in lower case) in any case. */
static bool mentions(struct str s, const char *needle)
{
	struct str wanted = str_from(needle);
	for (size_t from = 0; from < s.len;) {
		size_t i = from, j = 0;
		while (i < s.len && j < wanted.len &&
		       utf8_lower(utf8_next(s, &i)) == utf8_next(wanted, &j))
			;
		if (j == wanted.len && i - from >= wanted.len)
			return true;
		utf8_next(s, &from);
	}
	return false;
}

static bool set_kind(struct record_builder *b)
{
	static const struct {
		const char *layout, *kind;
	} kinds[] = {
		{"esf-call", "utlysning"}, {"esf-news", "text"},     {"esf", "projekt"},
		{"interreg", "projekt"},   {"docplayer", "rapport"},
	};
	struct str layout = text_of(b->record, LETA_FIELD_LAYOUT);
	if (is_known(b->record, LETA_FIELD_KIND))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_starts(layout, str_from(kinds[i].layout)))
			return record_add_text(b, LETA_FIELD_KIND, str_from(kinds[i].kind), 0);
	return record_add_text(b, LETA_FIELD_KIND, STR("text"), 0);
}

static const struct {
	const char *word, *kind, *display;
	bool in_title; /* in a title it means the kind of project, too */
} project_kinds[] = {
	{"förstudie", "förstudie", "Förstudie", true},
	{"förprojektering", "förstudie", "Förstudie", true},
	{"genomförande", "genomförande", "Genomförande", false},
	{"mobilisering", "mobilisering", "Mobilisering", false},
	{"följeforskning", "följeforskning", "Följeforskning", true},
};

/* Index of the kind of project that a title or phase names, or -1. */
static int project_kind(struct str text, bool title)
{
	for (size_t i = 0; i < sizeof(project_kinds) / sizeof(project_kinds[0]); i++)
		if ((project_kinds[i].in_title || !title) && mentions(text, project_kinds[i].word))
			return (int)i;
	return -1;
}

/* A title that names the kind is right even when the phase says otherwise. */
static bool infer_kind(struct record_builder *b)
{
	struct str phase = text_of(b->record, LETA_FIELD_PHASE);
	int by_title = project_kind(text_of(b->record, LETA_FIELD_TITLE), true);
	int by_phase = project_kind(phase, false);
	int kind = by_title >= 0 ? by_title : by_phase;
	if (kind < 0 || str_eq(text_of(b->record, LETA_FIELD_KIND), STR("utlysning")))
		return true;
	if (!record_infer_text(b, LETA_FIELD_KIND_INFERRED, str_from(project_kinds[kind].kind), 1,
			       by_title >= 0 ? STR("titel") : STR("fas"), 0))
		return false;
	if (by_title < 0 || by_phase < 0 ||
	    strcmp(project_kinds[by_title].kind, project_kinds[by_phase].kind) == 0)
		return true;
	const char *detail = arena_printf(b->arena, STR_FMT " vs %s", STR_ARG(phase),
					  project_kinds[by_title].display);
	return detail && record_flag(b, "phase_contradicts_title", str_from(detail));
}

static bool derive_money(struct record_builder *b)
{
	int64_t grant, budget;
	if (!leta_record_number(b->record, LETA_FIELD_GRANT, &grant) ||
	    !leta_record_number(b->record, LETA_FIELD_BUDGET, &budget))
		return true;
	if (grant > budget)
		return record_flag(b, "grant_exceeds_budget", STR(""));
	if (!record_infer_number(b, LETA_FIELD_COFINANCING, budget - grant, 1, STR(""), 0))
		return false;
	if (budget == 0)
		return true;
	int64_t share = (grant * 10000 + budget / 2) / budget;
	return record_infer_number(b, LETA_FIELD_GRANT_SHARE, share, 1, STR(""), 0) &&
	       record_infer_number(b, LETA_FIELD_COFIN_RATE, 10000 - share, 1, STR(""), 0);
}

/* The last year of "2007-2013", or 0. */
static int64_t last_year(struct str programme)
{
	int64_t first, last;
	struct str year =
		str_sub(programme, programme.len < 4 ? 0 : programme.len - 4, programme.len);
	return year.len == 4 && date_parse_range(year, &first, &last) ? last / 10000 : 0;
}

static void forget(struct leta_record *r, enum leta_field_id id)
{
	r->fields[id] = (struct leta_field){.presence = LETA_UNKNOWN};
}

/*
 * The dates of a call for proposals are those between which it is open; its projects have not even
 * been thought of. They are no project period, and there is no other field for them.
 */
static bool drop_window(struct record_builder *b)
{
	struct leta_record *r = b->record;
	struct str start = text_of(r, LETA_FIELD_START), end = text_of(r, LETA_FIELD_END);
	if (!str_eq(text_of(r, LETA_FIELD_KIND), STR("utlysning")) || start.len + end.len == 0)
		return true;
	const char *kept =
		arena_printf(b->arena, "öppen " STR_FMT "–" STR_FMT, STR_ARG(start), STR_ARG(end));
	forget(r, LETA_FIELD_START);
	forget(r, LETA_FIELD_END);
	return kept && record_strip(b, str_from(kept));
}

static bool derive_period(struct record_builder *b)
{
	int64_t start, end, year = last_year(text_of(b->record, LETA_FIELD_PROGRAMME));
	bool has_start = leta_record_number(b->record, LETA_FIELD_START, &start);
	bool has_end = leta_record_number(b->record, LETA_FIELD_END, &end);
	if (has_start && has_end && end < start)
		return record_flag(b, "ends_before_start", STR(""));
	if (has_start && has_end) {
		double confidence = b->record->fields[LETA_FIELD_START].confidence;
		double other = b->record->fields[LETA_FIELD_END].confidence;
		if (!record_infer_number(b, LETA_FIELD_DAYS, date_span(start, end),
					 other < confidence ? other : confidence, STR(""), 0))
			return false;
	}
	if (has_end && year > 0 && end / 10000 > year)
		return record_flag(b, "runs_after_programme_period", STR(""));
	return true;
}

/* The different municipalities that the record names. */
struct places {
	const struct gazetteer_municipality *list[PLACES_MAX];
	size_t n;
	const struct gazetteer_region *region; /* of all of them, or NULL */
};

static void find_places(const struct leta_field *field, struct places *out)
{
	out->n = 0;
	out->region = NULL;
	for (size_t i = 0; i < field->n_items && out->n < PLACES_MAX; i++) {
		const struct gazetteer_municipality *m =
			gazetteer_municipality(str_from(field->items[i].text));
		bool seen = m == NULL;
		for (size_t j = 0; j < out->n; j++)
			seen = seen || out->list[j] == m;
		if (seen)
			continue;
		if (out->n == 0)
			out->region = m->county->region;
		else if (out->region != m->county->region)
			out->region = NULL;
		out->list[out->n++] = m;
	}
}

static bool derive_counties(struct record_builder *b, const struct places *places)
{
	const struct leta_field *field = &b->record->fields[LETA_FIELD_MUNICIPALITY];
	bool whole = true;
	for (size_t i = 0; i < places->n; i++) {
		const struct gazetteer_county *county = places->list[i]->county;
		size_t n = 0;
		for (size_t j = 0; j < places->n; j++)
			n += places->list[j]->county == county;
		whole = whole && n == county->n_municipalities;
		if (!record_infer_text(b, LETA_FIELD_COUNTY, str_from(county->name),
				       field->confidence, STR("kommun"), 0))
			return false;
	}
	if (places->n == 0)
		return true;
	return record_infer_number(b, LETA_FIELD_WHOLE_COUNTY, whole, field->confidence,
				   STR("kommun"), 0);
}

/* Where no municipality is named, the owner's county is the best guess. */
static bool derive_county_of_owner(struct record_builder *b)
{
	struct str stated = text_of(b->record, LETA_FIELD_OWNER);
	struct str inferred = text_of(b->record, LETA_FIELD_OWNER_INFERRED);
	struct buf scratch;
	if (is_known(b->record, LETA_FIELD_COUNTY) || stated.len + inferred.len == 0)
		return true;
	buf_init(&scratch, OWNER_MAX);
	const struct gazetteer_county *county = organisation_county(stated, &scratch);
	if (!county)
		county = organisation_county(inferred, &scratch);
	buf_fini(&scratch);
	return !county || record_infer_text(b, LETA_FIELD_COUNTY, str_from(county->name),
					    OWNER_CONFIDENCE, STR("ägare"), 0);
}

static bool derive_region(struct record_builder *b, const struct places *places)
{
	struct leta_field *fields = b->record->fields;
	struct str name = text_of(b->record, LETA_FIELD_REGION);
	struct str nuts2 = text_of(b->record, LETA_FIELD_NUTS2);
	const struct gazetteer_region *region = NULL;
	if (is_known(b->record, LETA_FIELD_REGION)) {
		region = gazetteer_region(name);
		if (region) /* one name for each, or a facet counts it twice */
			fields[LETA_FIELD_REGION].items[0].text = region->name;
		return !region ||
		       record_infer_text(b, LETA_FIELD_NUTS2, str_from(region->nuts2),
					 fields[LETA_FIELD_REGION].confidence, STR("region"), 0);
	}
	if (is_known(b->record, LETA_FIELD_NUTS2)) {
		region = gazetteer_region(nuts2);
		return !region ||
		       record_infer_text(b, LETA_FIELD_REGION, str_from(region->name),
					 fields[LETA_FIELD_NUTS2].confidence, STR("NUTS-2"), 0);
	}
	/* A fund's page states its region: where it does not, the region is unknown. */
	if (!places->region || str_starts(text_of(b->record, LETA_FIELD_LAYOUT), STR("esf")))
		return true;
	return record_infer_text(b, LETA_FIELD_REGION, str_from(places->region->name), 0.8,
				 STR("kommun"), 0) &&
	       record_infer_text(b, LETA_FIELD_NUTS2, str_from(places->region->nuts2), 0.8,
				 STR("kommun"), 0);
}

/* The role of a heading, or of its first word: "Lärdomar så här långt", "Resultat vid halvtid". */
static enum leta_section_role role_of(struct str heading)
{
	bool known;
	struct str rest = heading, first;
	enum leta_section_role role = section_role(heading, &known);
	if (known || heading.len > HEADING_MAX || !str_cut(&rest, ' ', &first))
		return role;
	role = section_role(first, &known);
	return role == LETA_ROLE_CONTENTS || role == LETA_ROLE_SOURCES ? LETA_ROLE_BODY : role;
}

static void set_roles(struct leta_record *r)
{
	for (size_t i = 0; i < r->n_sections; i++)
		if (r->sections[i].role == LETA_ROLE_BODY && r->sections[i].heading)
			r->sections[i].role = role_of(str_from(r->sections[i].heading));
}

static bool flag_empty(struct record_builder *b)
{
	size_t chars = 0;
	for (size_t i = 0; i < b->record->n_sections; i++)
		chars += b->record->sections[i].text_len;
	return chars > 0 || record_flag(b, "empty_document", STR(""));
}

leta_status record_finish(struct record_builder *b, struct leta_error *err)
{
	struct places places;
	set_roles(b->record);
	find_places(&b->record->fields[LETA_FIELD_MUNICIPALITY], &places);
	bool done = set_kind(b) && infer_kind(b) && derive_money(b) && drop_window(b) &&
		    derive_period(b) && derive_counties(b, &places) && derive_region(b, &places) &&
		    (b->record->n_lessons > 0 || lessons_mark(b, NULL)) && record_infer_owner(b) &&
		    derive_county_of_owner(b) && record_find_copies(b) && flag_empty(b);
	leta_status status = record_builder_status(b, err);
	return done || status != LETA_OK ? status : error_nomem(err);
}
