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

#define HEADING_MAX 64 /* bytes: more than any heading of the table has */

struct heading {
	const char *text; /* lower case */
	size_t len;
	enum leta_section_role role;
};

#define ROW(TEXT, ROLE) { TEXT, sizeof(TEXT) - 1, ROLE }

static const struct heading headings[] = {
	ROW("sammanfattning", LETA_ROLE_SUMMARY),
	ROW("kort sammanfattning", LETA_ROLE_SUMMARY),
	ROW("sammanfattande beskrivning", LETA_ROLE_SUMMARY),
	ROW("projektsammanfattning", LETA_ROLE_SUMMARY),
	ROW("kort om projektet", LETA_ROLE_SUMMARY),
	ROW("beskrivning", LETA_ROLE_SUMMARY),
	ROW("summary", LETA_ROLE_SUMMARY),
	ROW("bakgrund", LETA_ROLE_BACKGROUND),
	ROW("bakgrund och problem", LETA_ROLE_BACKGROUND),
	ROW("bakgrund och syfte", LETA_ROLE_BACKGROUND),
	ROW("inledning", LETA_ROLE_BACKGROUND),
	ROW("problemformulering", LETA_ROLE_BACKGROUND),
	ROW("problemanalys", LETA_ROLE_BACKGROUND),
	ROW("projektbakgrund", LETA_ROLE_BACKGROUND),
	ROW("syfte", LETA_ROLE_PURPOSE),
	ROW("syftet", LETA_ROLE_PURPOSE),
	ROW("projektets syfte", LETA_ROLE_PURPOSE),
	ROW("syfte med projektet", LETA_ROLE_PURPOSE),
	ROW("syfte och mål", LETA_ROLE_PURPOSE),
	ROW("mål och syfte", LETA_ROLE_PURPOSE),
	ROW("mål", LETA_ROLE_GOALS),
	ROW("målsättning", LETA_ROLE_GOALS),
	ROW("mål och resultat", LETA_ROLE_GOALS),
	ROW("förväntat resultat", LETA_ROLE_GOALS),
	ROW("förväntade resultat", LETA_ROLE_GOALS),
	ROW("projektmål", LETA_ROLE_GOALS),
	ROW("mätbara mål", LETA_ROLE_GOALS),
	ROW("resultat", LETA_ROLE_RESULTS),
	ROW("projektets resultat", LETA_ROLE_RESULTS),
	ROW("uppnådda resultat", LETA_ROLE_RESULTS),
	ROW("resultat och effekter", LETA_ROLE_RESULTS),
	ROW("slutsatser", LETA_ROLE_RESULTS),
	ROW("slutsats", LETA_ROLE_RESULTS),
	ROW("rekommendationer", LETA_ROLE_RESULTS),
	ROW("utvärdering", LETA_ROLE_RESULTS),
	ROW("lärdomar", LETA_ROLE_LESSONS),
	ROW("lärdom", LETA_ROLE_LESSONS),
	ROW("erfarenheter", LETA_ROLE_LESSONS),
	ROW("erfarenheter och lärdomar", LETA_ROLE_LESSONS),
	ROW("lärdomar och erfarenheter", LETA_ROLE_LESSONS),
	ROW("framgångsfaktorer", LETA_ROLE_LESSONS),
	ROW("framgångsfaktorer och hinder", LETA_ROLE_LESSONS),
	ROW("hinder", LETA_ROLE_LESSONS),
	ROW("kommentarer och tips", LETA_ROLE_LESSONS),
	ROW("tillgänglighet", LETA_ROLE_HORIZONTAL),
	ROW("tillgänglighet för personer med funktionsnedsättning", LETA_ROLE_HORIZONTAL),
	ROW("tillgänglighet för personer med funktionshinder", LETA_ROLE_HORIZONTAL),
	ROW("jämställdhet", LETA_ROLE_HORIZONTAL),
	ROW("jämställdhetsintegrering", LETA_ROLE_HORIZONTAL),
	ROW("transnationellt samarbete", LETA_ROLE_HORIZONTAL),
	ROW("icke-diskriminering", LETA_ROLE_HORIZONTAL),
	ROW("lika möjligheter och icke-diskriminering", LETA_ROLE_HORIZONTAL),
	ROW("hållbar utveckling", LETA_ROLE_HORIZONTAL),
	ROW("ekologisk hållbarhet", LETA_ROLE_HORIZONTAL),
	ROW("horisontella principer", LETA_ROLE_HORIZONTAL),
	ROW("horisontella kriterier", LETA_ROLE_HORIZONTAL),
	ROW("innehåll", LETA_ROLE_CONTENTS),
	ROW("innehållsförteckning", LETA_ROLE_CONTENTS),
	ROW("källförteckning", LETA_ROLE_SOURCES),
	ROW("källor", LETA_ROLE_SOURCES),
	ROW("samlade källor", LETA_ROLE_SOURCES),
	ROW("referenser", LETA_ROLE_SOURCES),
	ROW("litteratur", LETA_ROLE_SOURCES),
	ROW("litteraturförteckning", LETA_ROLE_SOURCES),
	ROW("aktiviteter", LETA_ROLE_BODY),
	ROW("arbetssätt", LETA_ROLE_BODY),
	ROW("arbetssätt och arbetsgång", LETA_ROLE_BODY),
	ROW("arbetssätt/arbetsgång", LETA_ROLE_BODY),
	ROW("avgränsning", LETA_ROLE_BODY),
	ROW("bilagor", LETA_ROLE_BODY),
	ROW("budget", LETA_ROLE_BODY),
	ROW("deltagande aktörer", LETA_ROLE_BODY),
	ROW("deltagande aktörer i projektet", LETA_ROLE_BODY),
	ROW("deltagare", LETA_ROLE_BODY),
	ROW("extern utvärdering", LETA_ROLE_RESULTS),
	ROW("egenutvärdering", LETA_ROLE_RESULTS),
	ROW("finansiering", LETA_ROLE_BODY),
	ROW("följeforskning", LETA_ROLE_BODY),
	ROW("genomförande", LETA_ROLE_BODY),
	ROW("innovativ verksamhet", LETA_ROLE_BODY),
	ROW("lärande miljöer", LETA_ROLE_BODY),
	ROW("metod", LETA_ROLE_BODY),
	ROW("målgrupp", LETA_ROLE_BODY),
	ROW("målgrupper", LETA_ROLE_BODY),
	ROW("mervärde", LETA_ROLE_BODY),
	ROW("organisation", LETA_ROLE_BODY),
	ROW("projektorganisation", LETA_ROLE_BODY),
	ROW("regionala prioriteringar", LETA_ROLE_BODY),
	ROW("samverkan", LETA_ROLE_BODY),
	ROW("spridning", LETA_ROLE_BODY),
	ROW("spridning och påverkansarbete", LETA_ROLE_BODY),
	ROW("strategisk påverkan", LETA_ROLE_BODY),
	ROW("strategisk påverkan och spridning", LETA_ROLE_BODY),
	ROW("tidplan", LETA_ROLE_BODY),
};

#undef ROW

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

/* Every line of every report is asked for, so the heading is folded once and most rows are told apart by length. */
enum leta_section_role section_role(struct str heading, bool *known)
{
	struct str bare = bare_heading(heading);
	char lower[HEADING_MAX + 4];
	size_t len = 0;
	*known = false;
	for (size_t pos = 0; pos < bare.len;) {
		len += utf8_put(lower + len, utf8_lower(utf8_next(bare, &pos)));
		if (len > HEADING_MAX)
			return LETA_ROLE_BODY;
	}
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (headings[i].len == len && memcmp(headings[i].text, lower, len) == 0) {
			*known = true;
			return headings[i].role;
		}
	return LETA_ROLE_BODY;
}
