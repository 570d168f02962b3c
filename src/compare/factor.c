/*
 * factor.c: THE table of what makes projects comparable, and what each factor may give.
 *
 * Points are for full agreement. Chance is the agreement of two projects that have nothing to do
 * with each other: it gives 0, and no agreement at all takes away points × chance ÷ (1 − chance).
 * What many projects share by chance (a phase, a period) is worth less than what few do (a
 * municipality, an owner).
 */
#include "leta/similar.h"

#include "base/str.h"
#include "base/utf8.h"

/* clang-format off */
#define ROW(ID, SV, EN, KIND, POINTS, CHANCE, ABOUT_SV, ABOUT_EN) \
	[LETA_FACTOR_##ID] = { { SV, EN }, KIND, POINTS, CHANCE, { ABOUT_SV, ABOUT_EN } }

static const struct leta_factor_info table[LETA_FACTOR_COUNT] = {
	/*  id            name                       kind            points chance */
	ROW(TEXT,         "text",     "text",         "term",         100, 0.00, "hur lika texterna är", "how alike the texts are"),
	ROW(TOPIC,        "ämne",     "topic",        "topic",         8,  0.15, "gemensamma ämnen", "shared topics"),
	ROW(AREA,         "område",   "area",         "area",          5,  0.30, "samma programområde eller insatsområde", "same programme area or priority"),
	ROW(PERIOD,       "program",  "programme",    "area",          3,  0.40, "samma programperiod", "same programme period"),
	ROW(PHASE,        "fas",      "phase",        "phase",         4,  0.40, "samma fas", "same phase"),
	ROW(BUDGET,       "budget",   "budget",       "budget",        5,  0.40, "lika stor budget", "budget of the same size"),
	ROW(LENGTH,       "längd",    "length",       "length",        4,  0.40, "lika lång tid", "same length of time"),
	ROW(REGION,       "region",   "region",       "region",        4,  0.20, "samma region", "same region"),
	ROW(MUNICIPALITY, "kommun",   "municipality", "municipality",  6,  0.10, "gemensamma kommuner och stadsdelar", "shared municipalities and districts"),
	ROW(OWNER,        "ägare",    "owner",        "owner",         6,  0.00, "samma projektägare", "same owner"),
	ROW(PARTNER,      "partner",  "partner",      "partner",       5,  0.00, "organisationer som är med i båda", "organisations that take part in both"),
};
/* clang-format on */

const struct leta_factor_info *leta_factor_info(enum leta_factor factor)
{
	return (unsigned)factor < LETA_FACTOR_COUNT ? &table[factor] : NULL;
}

static bool same_name(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	while (i < a.len && k < b.len)
		if (utf8_lower(utf8_next(a, &i)) != utf8_lower(utf8_next(b, &k)))
			return false;
	return i == a.len && k == b.len;
}

enum leta_factor leta_factor_find(const char *name)
{
	struct str wanted = str_from(name);
	for (size_t i = 0; i < LETA_FACTOR_COUNT; i++)
		for (size_t lang = 0; lang < 2; lang++)
			if (same_name(wanted, str_from(table[i].name[lang])))
				return (enum leta_factor)i;
	return LETA_FACTOR_COUNT;
}
