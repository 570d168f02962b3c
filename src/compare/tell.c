/*
 * tell.c: see tell.h.
 */
#include "compare/tell.h"

#include <stdlib.h>
#include <string.h>

#include "compare/phrase.h"

#define NAMES_TOLD 5
#define RATIO_TOLD 1.5 /* a difference in size that is worth a sentence */

static const char *either(enum leta_lang lang, const char *sv, const char *en)
{
	return lang == LETA_EN ? en : sv;
}

static void list_shared(struct buf *out, const struct fact *fact, enum leta_lang lang)
{
	size_t kept = fact->n_shared < FACT_SHARED_MAX ? fact->n_shared : FACT_SHARED_MAX;
	size_t told = kept < NAMES_TOLD ? kept : NAMES_TOLD;
	for (size_t i = 0; i < told; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", fact->shared[i]);
	if (fact->n_shared > told)
		buf_printf(out, lang == LETA_EN ? " and %zu more" : " och %zu till",
			   fact->n_shared - told);
}

/* ---- sizes ---- */

static void write_size(struct buf *out, enum leta_field_id field, int64_t size, enum leta_lang lang)
{
	if (field == LETA_FIELD_DAYS)
		phrase_days(out, size, lang);
	else
		phrase_money(out, size, lang);
}

static const struct phrase_noun *noun_of(enum leta_field_id field)
{
	static const struct phrase_noun budget = {{"budget", "budget"},
						  {"större", "larger"},
						  {"mindre", "smaller"},
						  {"stor", "large"}};
	static const struct phrase_noun grant = {
		{"stöd", "grant"}, {"större", "larger"}, {"mindre", "smaller"}, {"stort", "large"}};
	static const struct phrase_noun length = {
		{"tid", "period"}, {"längre", "longer"}, {"kortare", "shorter"}, {"lång", "long"}};
	return field == LETA_FIELD_DAYS ? &length : field == LETA_FIELD_GRANT ? &grant : &budget;
}

static void write_sizes(struct buf *out, enum leta_field_id field, const struct leta_record *given,
			const struct leta_record *other, enum leta_lang lang)
{
	int64_t a = 0, b = 0;
	leta_record_number(given, field, &a);
	leta_record_number(other, field, &b);
	buf_cstr(out, ": ");
	write_size(out, field, b, lang);
	buf_cstr(out, either(lang, " mot ", " against "));
	write_size(out, field, a, lang);
}

static double ratio_of(enum leta_field_id field, const struct leta_record *given,
		       const struct leta_record *other)
{
	int64_t a = 0, b = 0;
	leta_record_number(given, field, &a);
	leta_record_number(other, field, &b);
	return a > 0 ? (double)b / (double)a : 1;
}

/* What is not about as large may be of the same order all the same, when points are given for it. */
static void reason_size(struct buf *out, enum leta_factor factor, const struct fact *fact,
			const struct leta_record *given, const struct leta_record *other,
			enum leta_lang lang)
{
	const struct phrase_noun *noun = noun_of(fact->field);
	double ratio = ratio_of(fact->field, given, other);
	if (ratio < RATIO_TOLD && ratio > 1 / RATIO_TOLD)
		buf_printf(out, lang == LETA_EN ? "about as %s a %s" : "ungefär lika %s %s",
			   noun->as_large[lang], noun->name[lang]);
	else if (fact_points(factor, fact->agreement) > 0)
		buf_printf(out, lang == LETA_EN ? "%s of the same order" : "%s i samma storleksordning",
			   noun->name[lang]);
	else
		phrase_ratio(out, ratio, noun, lang);
	write_sizes(out, fact->field, given, other, lang);
}

/* ---- values ---- */

/* "samma fas" and "annan fas", with the gender of the noun. */
struct value_words {
	const char *same[2], *another[2];
};

static const struct value_words value_words[LETA_FACTOR_COUNT] = {
	[LETA_FACTOR_AREA] = {{"samma programområde", "same programme area"},
			      {"annat programområde", "another programme area"}},
	[LETA_FACTOR_PERIOD] = {{"samma programperiod", "same programme period"},
				{"annan programperiod", "another programme period"}},
	[LETA_FACTOR_PHASE] = {{"samma fas", "same phase"}, {"annan fas", "another phase"}},
	[LETA_FACTOR_REGION] = {{"samma region", "same region"},
				{"annan region", "another region"}},
};

static const struct value_words *words_of_value(enum leta_factor factor, const struct fact *fact)
{
	static const struct value_words priority = {{"samma insatsområde", "same priority"},
						    {"annat insatsområde", "another priority"}};
	return fact->field == LETA_FIELD_PRIORITY ? &priority : &value_words[factor];
}

static void reason_value(struct buf *out, enum leta_factor factor, const struct fact *fact,
			 const struct leta_record *other, enum leta_lang lang)
{
	const struct value_words *words = words_of_value(factor, fact);
	const char *value = leta_record_text(other, fact->field);
	buf_printf(out, "%s: %s", fact->n_shared > 0 ? words->same[lang] : words->another[lang],
		   value ? value : "");
}

static void reason_names(struct buf *out, const struct fact *fact, const char *shared,
			 const char *none, enum leta_lang lang)
{
	buf_cstr(out, fact->n_shared > 0 ? shared : none);
	if (fact->n_shared > 0)
		list_shared(out, fact, lang);
}

void tell_reason(struct buf *out, enum leta_factor factor, const struct fact *fact,
		 const struct leta_record *given, const struct leta_record *other,
		 enum leta_lang lang)
{
	if (!fact->known)
		return;
	switch (factor) {
	case LETA_FACTOR_BUDGET:
	case LETA_FACTOR_LENGTH:
		reason_size(out, factor, fact, given, other, lang);
		break;
	case LETA_FACTOR_AREA:
	case LETA_FACTOR_PERIOD:
	case LETA_FACTOR_PHASE:
	case LETA_FACTOR_REGION:
		reason_value(out, factor, fact, other, lang);
		break;
	case LETA_FACTOR_TOPIC:
		reason_names(out, fact, either(lang, "gemensamma ämnen: ", "shared topics: "),
			     either(lang, "andra ämnen", "other topics"), lang);
		break;
	case LETA_FACTOR_MUNICIPALITY:
		reason_names(out, fact,
			     either(lang, "gemensamma kommuner: ", "shared municipalities: "),
			     either(lang, "andra kommuner", "other municipalities"), lang);
		break;
	case LETA_FACTOR_OWNER:
		reason_names(out, fact, either(lang, "samma ägare: ", "same owner: "),
			     either(lang, "annan ägare", "another owner"), lang);
		break;
	case LETA_FACTOR_PARTNER:
		reason_names(out, fact, either(lang, "är med i båda: ", "takes part in both: "),
			     either(lang, "inga gemensamma aktörer", "no shared organisations"),
			     lang);
		break;
	case LETA_FACTOR_TEXT:
	case LETA_FACTOR_COUNT:
		break;
	}
}

/* ---- differences ---- */

static void difference_size(struct buf *out, const struct fact *fact,
			    const struct leta_record *given, const struct leta_record *other,
			    enum leta_lang lang)
{
	double ratio = ratio_of(fact->field, given, other);
	if (ratio < RATIO_TOLD && ratio > 1 / RATIO_TOLD)
		return;
	phrase_ratio(out, ratio, noun_of(fact->field), lang);
	write_sizes(out, fact->field, given, other, lang);
}

static void difference_value(struct buf *out, enum leta_factor factor, const struct fact *fact,
			     const struct leta_record *given, const struct leta_record *other,
			     enum leta_lang lang)
{
	const char *a = leta_record_text(given, fact->field),
		   *b = leta_record_text(other, fact->field);
	if (fact->n_shared > 0 || !a || !b)
		return;
	buf_printf(out, "%s: %s", words_of_value(factor, fact)->another[lang], b);
	buf_printf(out, lang == LETA_EN ? ", not %s" : ", inte %s", a);
}

/* First and last year of a project, or 0. */
static void years_of(const struct leta_record *record, int64_t *first, int64_t *last)
{
	int64_t start = 0, end = 0;
	leta_record_number(record, LETA_FIELD_START, &start);
	leta_record_number(record, LETA_FIELD_END, &end);
	*first = (start ? start : end) / 10000;
	*last = (end ? end : start) / 10000;
}

/* Years of a programme period, "2014-2020". */
static bool programme_years(const struct leta_record *record, int64_t *first, int64_t *last)
{
	const char *text = leta_record_text(record, LETA_FIELD_PROGRAMME);
	if (!text || strlen(text) != strlen("2014-2020"))
		return false;
	*first = strtol(text, NULL, 10);
	*last = strtol(text + strlen("2014-"), NULL, 10);
	return *first > 0 && *last > *first;
}

/* "2008–10, alltså före programperioden 2014–20" or "2008–10, fyra år tidigare". */
static void difference_period(struct buf *out, const struct leta_record *given,
			      const struct leta_record *other, enum leta_lang lang)
{
	int64_t first, last, own_first, own_last, from = 0, to = 0;
	years_of(other, &first, &last);
	years_of(given, &own_first, &own_last);
	bool programme = programme_years(given, &from, &to);
	if (first == 0)
		return;
	if (programme && (last < from || first > to)) {
		phrase_years(out, first, last);
		buf_printf(out, ", %s ",
			   last < from ? either(lang, "alltså före programperioden",
						"before the programme period")
				       : either(lang, "alltså efter programperioden",
						"after the programme period"));
		phrase_years(out, from, to);
	} else if (own_first != 0 && (last < own_first || first > own_last)) {
		phrase_years(out, first, last);
		buf_cstr(out, either(lang, " mot ", " against "));
		phrase_years(out, own_first, own_last);
	}
}

static void difference_places(struct buf *out, const struct fact *fact,
			      const struct leta_record *given, const struct leta_record *other,
			      enum leta_lang lang)
{
	size_t a = given->fields[LETA_FIELD_MUNICIPALITY].n_items,
	       b = other->fields[LETA_FIELD_MUNICIPALITY].n_items;
	if (a == 0 || b == 0 || (fact->n_shared > 0 && a < 2 * b && b < 2 * a))
		return;
	if (fact->n_shared > 0)
		buf_printf(out, lang == LETA_EN ? "%zu %s against %zu" : "%zu %s mot %zu", b,
			   b == 1 ? either(lang, "kommun", "municipality")
				  : either(lang, "kommuner", "municipalities"),
			   a);
	else if (b <= NAMES_TOLD) {
		buf_cstr(out, either(lang, "andra kommuner: ", "other municipalities: "));
		for (size_t i = 0; i < b; i++)
			buf_printf(out, "%s%s", i > 0 ? ", " : "",
				   other->fields[LETA_FIELD_MUNICIPALITY].items[i].text);
	} else
		buf_cstr(out, either(lang, "andra kommuner", "other municipalities"));
}

void tell_difference(struct buf *out, enum leta_factor factor, const struct fact *fact,
		     const struct leta_record *given, const struct leta_record *other,
		     enum leta_lang lang)
{
	if (factor == LETA_FACTOR_PERIOD)
		difference_period(out, given, other, lang);
	if (!fact->known)
		return;
	switch (factor) {
	case LETA_FACTOR_BUDGET:
	case LETA_FACTOR_LENGTH:
		difference_size(out, fact, given, other, lang);
		break;
	case LETA_FACTOR_AREA:
	case LETA_FACTOR_PHASE:
	case LETA_FACTOR_REGION:
		difference_value(out, factor, fact, given, other, lang);
		break;
	case LETA_FACTOR_MUNICIPALITY:
		difference_places(out, fact, given, other, lang);
		break;
	case LETA_FACTOR_PERIOD:
	case LETA_FACTOR_TOPIC:
	case LETA_FACTOR_OWNER:
	case LETA_FACTOR_PARTNER:
	case LETA_FACTOR_TEXT:
	case LETA_FACTOR_COUNT:
		break;
	}
}
