/*
 * section.c: the table of section roles and the headings that give them.
 *
 * Weights are wdf units: 4 is one occurrence of a word in plain text. Titles count 2.5 times, summary and purpose
 * 1.5 times, and the compulsory horizontal sections, which every page has, a quarter.
 */
#include "schema/section.h"

#include "base/utf8.h"

static const struct section_info roles[LETA_ROLE_COUNT] = {
	[LETA_ROLE_BODY] = { LETA_ROLE_BODY, NULL, NULL, 4 },
	[LETA_ROLE_TITLE] = { LETA_ROLE_TITLE, "titel", "title", 10 },
	[LETA_ROLE_SUMMARY] = { LETA_ROLE_SUMMARY, "sammanfattning", "summary", 6 },
	[LETA_ROLE_BACKGROUND] = { LETA_ROLE_BACKGROUND, "bakgrund", "background", 4 },
	[LETA_ROLE_PURPOSE] = { LETA_ROLE_PURPOSE, "syfte", "purpose", 6 },
	[LETA_ROLE_GOALS] = { LETA_ROLE_GOALS, "mål", "goals", 5 },
	[LETA_ROLE_RESULTS] = { LETA_ROLE_RESULTS, "resultat", "results", 5 },
	[LETA_ROLE_LESSONS] = { LETA_ROLE_LESSONS, "lärdom", "lesson", 5 },
	[LETA_ROLE_HORIZONTAL] = { LETA_ROLE_HORIZONTAL, NULL, NULL, 1 },
	[LETA_ROLE_FRONT] = { LETA_ROLE_FRONT, NULL, NULL, 2 },
	[LETA_ROLE_CONTENTS] = { LETA_ROLE_CONTENTS, NULL, NULL, 0 },
	[LETA_ROLE_SOURCES] = { LETA_ROLE_SOURCES, NULL, NULL, 1 },
};

struct heading {
	const char *text; /* lower case */
	enum leta_section_role role;
};

static const struct heading headings[] = {
	{ "sammanfattning", LETA_ROLE_SUMMARY },
	{ "kort sammanfattning", LETA_ROLE_SUMMARY },
	{ "sammanfattande beskrivning", LETA_ROLE_SUMMARY },
	{ "projektsammanfattning", LETA_ROLE_SUMMARY },
	{ "kort om projektet", LETA_ROLE_SUMMARY },
	{ "beskrivning", LETA_ROLE_SUMMARY },
	{ "summary", LETA_ROLE_SUMMARY },
	{ "bakgrund", LETA_ROLE_BACKGROUND },
	{ "bakgrund och problem", LETA_ROLE_BACKGROUND },
	{ "bakgrund och syfte", LETA_ROLE_BACKGROUND },
	{ "inledning", LETA_ROLE_BACKGROUND },
	{ "problemformulering", LETA_ROLE_BACKGROUND },
	{ "problemanalys", LETA_ROLE_BACKGROUND },
	{ "projektbakgrund", LETA_ROLE_BACKGROUND },
	{ "syfte", LETA_ROLE_PURPOSE },
	{ "syftet", LETA_ROLE_PURPOSE },
	{ "projektets syfte", LETA_ROLE_PURPOSE },
	{ "syfte med projektet", LETA_ROLE_PURPOSE },
	{ "syfte och mål", LETA_ROLE_PURPOSE },
	{ "mål och syfte", LETA_ROLE_PURPOSE },
	{ "mål", LETA_ROLE_GOALS },
	{ "målsättning", LETA_ROLE_GOALS },
	{ "mål och resultat", LETA_ROLE_GOALS },
	{ "förväntat resultat", LETA_ROLE_GOALS },
	{ "förväntade resultat", LETA_ROLE_GOALS },
	{ "projektmål", LETA_ROLE_GOALS },
	{ "mätbara mål", LETA_ROLE_GOALS },
	{ "resultat", LETA_ROLE_RESULTS },
	{ "projektets resultat", LETA_ROLE_RESULTS },
	{ "uppnådda resultat", LETA_ROLE_RESULTS },
	{ "resultat och effekter", LETA_ROLE_RESULTS },
	{ "slutsatser", LETA_ROLE_RESULTS },
	{ "slutsats", LETA_ROLE_RESULTS },
	{ "rekommendationer", LETA_ROLE_RESULTS },
	{ "utvärdering", LETA_ROLE_RESULTS },
	{ "lärdomar", LETA_ROLE_LESSONS },
	{ "lärdom", LETA_ROLE_LESSONS },
	{ "erfarenheter", LETA_ROLE_LESSONS },
	{ "erfarenheter och lärdomar", LETA_ROLE_LESSONS },
	{ "lärdomar och erfarenheter", LETA_ROLE_LESSONS },
	{ "framgångsfaktorer", LETA_ROLE_LESSONS },
	{ "framgångsfaktorer och hinder", LETA_ROLE_LESSONS },
	{ "hinder", LETA_ROLE_LESSONS },
	{ "kommentarer och tips", LETA_ROLE_LESSONS },
	{ "tillgänglighet", LETA_ROLE_HORIZONTAL },
	{ "tillgänglighet för personer med funktionsnedsättning", LETA_ROLE_HORIZONTAL },
	{ "tillgänglighet för personer med funktionshinder", LETA_ROLE_HORIZONTAL },
	{ "jämställdhet", LETA_ROLE_HORIZONTAL },
	{ "jämställdhetsintegrering", LETA_ROLE_HORIZONTAL },
	{ "transnationellt samarbete", LETA_ROLE_HORIZONTAL },
	{ "icke-diskriminering", LETA_ROLE_HORIZONTAL },
	{ "lika möjligheter och icke-diskriminering", LETA_ROLE_HORIZONTAL },
	{ "hållbar utveckling", LETA_ROLE_HORIZONTAL },
	{ "ekologisk hållbarhet", LETA_ROLE_HORIZONTAL },
	{ "horisontella principer", LETA_ROLE_HORIZONTAL },
	{ "horisontella kriterier", LETA_ROLE_HORIZONTAL },
	{ "innehåll", LETA_ROLE_CONTENTS },
	{ "innehållsförteckning", LETA_ROLE_CONTENTS },
	{ "källförteckning", LETA_ROLE_SOURCES },
	{ "källor", LETA_ROLE_SOURCES },
	{ "samlade källor", LETA_ROLE_SOURCES },
	{ "referenser", LETA_ROLE_SOURCES },
	{ "litteratur", LETA_ROLE_SOURCES },
	{ "litteraturförteckning", LETA_ROLE_SOURCES },
	{ "aktiviteter", LETA_ROLE_BODY },
	{ "arbetssätt", LETA_ROLE_BODY },
	{ "arbetssätt och arbetsgång", LETA_ROLE_BODY },
	{ "arbetssätt/arbetsgång", LETA_ROLE_BODY },
	{ "avgränsning", LETA_ROLE_BODY },
	{ "bilagor", LETA_ROLE_BODY },
	{ "budget", LETA_ROLE_BODY },
	{ "deltagande aktörer", LETA_ROLE_BODY },
	{ "deltagande aktörer i projektet", LETA_ROLE_BODY },
	{ "deltagare", LETA_ROLE_BODY },
	{ "extern utvärdering", LETA_ROLE_RESULTS },
	{ "egenutvärdering", LETA_ROLE_RESULTS },
	{ "finansiering", LETA_ROLE_BODY },
	{ "följeforskning", LETA_ROLE_BODY },
	{ "genomförande", LETA_ROLE_BODY },
	{ "innovativ verksamhet", LETA_ROLE_BODY },
	{ "lärande miljöer", LETA_ROLE_BODY },
	{ "metod", LETA_ROLE_BODY },
	{ "målgrupp", LETA_ROLE_BODY },
	{ "målgrupper", LETA_ROLE_BODY },
	{ "mervärde", LETA_ROLE_BODY },
	{ "organisation", LETA_ROLE_BODY },
	{ "projektorganisation", LETA_ROLE_BODY },
	{ "regionala prioriteringar", LETA_ROLE_BODY },
	{ "samverkan", LETA_ROLE_BODY },
	{ "spridning", LETA_ROLE_BODY },
	{ "spridning och påverkansarbete", LETA_ROLE_BODY },
	{ "strategisk påverkan", LETA_ROLE_BODY },
	{ "strategisk påverkan och spridning", LETA_ROLE_BODY },
	{ "tidplan", LETA_ROLE_BODY },
};

const struct section_info *section_info(enum leta_section_role role)
{
	return &roles[role];
}

static bool same_text(struct str text, const char *lower)
{
	struct str wanted = str_from(lower);
	size_t i = 0, j = 0;
	while (i < text.len && j < wanted.len)
		if (utf8_lower(utf8_next(text, &i)) != utf8_next(wanted, &j))
			return false;
	return i == text.len && j == wanted.len;
}

enum leta_section_role section_scope(struct str name)
{
	for (size_t i = 0; i < LETA_ROLE_COUNT; i++)
		if (roles[i].sv && (same_text(name, roles[i].sv) || same_text(name, roles[i].en)))
			return roles[i].role;
	return LETA_ROLE_COUNT;
}

/* "2.1 Bakgrund:" → "Bakgrund". */
static struct str bare_heading(struct str heading)
{
	size_t from = 0;
	while (from < heading.len && ((heading.ptr[from] >= '0' && heading.ptr[from] <= '9') ||
	                              heading.ptr[from] == '.' || heading.ptr[from] == ')'))
		from++;
	struct str bare = str_trim(str_sub(heading, from, heading.len));
	while (bare.len > 0 && bare.ptr[bare.len - 1] == ':')
		bare.len--;
	return str_trim(bare);
}

enum leta_section_role section_role(struct str heading, bool *known)
{
	struct str bare = bare_heading(heading);
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (same_text(bare, headings[i].text)) {
			*known = true;
			return headings[i].role;
		}
	*known = false;
	return LETA_ROLE_BODY;
}
