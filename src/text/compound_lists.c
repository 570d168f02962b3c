/*
 * compound_lists.c: what no rule tells, made by hand. Each list is in order of its bytes, except the last.
 */
#include "text/compound.h"

#include "text/wordlist.h"

#define N(list) (sizeof(list) / sizeof((list)[0]))

/* Particles and prefixes: "utbildning", "samverkan", "överenskommelse" are words of their own. */
static const char *const NO_FIRST[] = {
	"allt", "ande", "anti", "att", "bak", "bis", "bort", "de", "den", "det", "efter", "emot",
	"ende", "ens", "ent", "fast", "fort", "fram", "från", "full", "fulls", "för", "förbi",
	"före", "genom", "ges", "god", "hop", "igen", "ihop", "ill", "in", "inn", "inne", "inom",
	"inter", "kom", "kon", "kring", "kvar", "lik", "med", "mellan", "miss", "mot", "mång",
	"ned", "ner", "när", "om", "ord", "på", "run", "sam", "samman", "som", "sär", "till",
	"tills", "trans", "under", "unders", "upp", "upps", "ur", "ut", "utan", "utans", "utom",
	"van", "vid", "väl", "åter", "över", "överens",
};

/* Endings that look like words. */
static const char *const NO_LAST[] = {
	"aktig", "ande", "are", "bar", "dom", "else", "ende", "era", "erna", "fald", "fold",
	"full", "givning", "het", "ism", "kring", "lig", "lighet", "logisk", "läggning", "lös",
	"löshet", "mässig", "nation", "ning", "ring", "sam", "samhet", "skap", "sättning",
	"tion", "vis",
};

/* Lexicalised words whose parts say nothing about them. */
static const char *const WHOLE[] = {
	"allmän", "anledning", "arkitekt", "barriär", "bostad", "centimeter", "centrum",
	"deltagande", "deltagare", "demograf", "effekt", "fortbilda", "fortbildning", "hemlig",
	"kandidat", "kilometer", "kollega", "kollektiv", "koncern", "konsert", "konsument",
	"kontakt", "kontrast", "landsting", "mandat", "material", "moderat", "moratorium",
	"notarie", "nätverk", "ordförande", "paragraf", "parlament", "patent", "patient",
	"plattform", "president", "rapport", "resultat", "riktlinje", "rättvis", "rättvisa",
	"samtal", "självklar", "självklarhet", "självständig", "självständighet", "skådespelare",
	"stereotyp", "storlek", "student", "tidskrift", "verkställa", "verktyg",
};

const char *const COMPOUND_EXTRA_LAST[] = {
	"akt", "app", "art", "berg", "born", "bud", "buren", "del", "dos", "fas", "fattig",
	"född", "gas", "gata", "hot", "hotad", "inriktad", "klassad", "kod", "kur", "lagd",
	"led", "ledd", "län", "moder", "nära", "ord", "ort", "rik", "råd", "sak", "smart", "sol",
	"svag", "tal", "tät", "vald", "vän", "värd", "år", "årig", "åring", NULL,
};

const struct compound_extra_first COMPOUND_EXTRA_FIRST[] = {
	{ "dags", "dag" },    { "euro", "euro" },     { "fem", "fem" },     { "fyra", "fyra" },
	{ "grön", "grön" },   { "hundra", "hundra" }, { "lär", "lära" },    { "mass", "massa" },
	{ "mödra", "moder" },
	{ "nio", "nio" },     { "sex", "sex" },       { "sju", "sju" },     { "tio", "tio" },
	{ "tolv", "tolv" },   { "tre", "tre" },       { "tusen", "tusen" }, { "två", "två" },
	{ "åtta", "åtta" },   { "års", "år" },        { NULL, NULL },
};

static const char *const INSTITUTIONS[] = {
	"bank", "delegation", "domstol", "fond", "förbund", "förening", "förmedling",
	"förvaltning", "inspektion", "institut", "kassa", "kommission", "myndighet", "nämnd",
	"råd", "styrelse", "universitet", "verk",
};

bool compound_is_whole(struct str lemma)
{
	return wordlist_has(WHOLE, N(WHOLE), lemma);
}

bool compound_is_no_first(struct str part)
{
	return wordlist_has(NO_FIRST, N(NO_FIRST), part);
}

bool compound_is_no_last(struct str lemma)
{
	return wordlist_has(NO_LAST, N(NO_LAST), lemma);
}

bool compound_is_institution(struct str lemma)
{
	return wordlist_has(INSTITUTIONS, N(INSTITUTIONS), lemma);
}

uint64_t compound_lists_hash(void)
{
	uint64_t hash = wordlist_hash(HASH64_INIT, NO_FIRST, N(NO_FIRST));

	hash = wordlist_hash(hash, NO_LAST, N(NO_LAST));
	return wordlist_hash(hash, WHOLE, N(WHOLE));
}
