/*
 * test_stem.c: a word for every suffix, and for every reason why one stays; worked out by hand from the rules.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/stem.h"

struct example {
	const char *word, *stem;
};

static void check(const struct example *examples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str stem = text_stem(str_from(examples[i].word));

		if (!str_eq(stem, str_from(examples[i].stem)))
			fail_msg("%s: " STR_FMT ", not %s", examples[i].word, STR_ARG(stem), examples[i].stem);
	}
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof(examples[0]))

static void inflections_go(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "flicka", "flick" },         { "klockarna", "klock" },      { "brynjerna", "brynj" },
		{ "möjligheterna", "möj" },    { "klockorna", "klock" },      { "hundrad", "hundr" },
		{ "pojke", "pojk" },           { "klagade", "klag" },         { "klagande", "klag" },
		{ "klockarne", "klock" },      { "läkare", "läk" },           { "gladaste", "glad" },
		{ "pojken", "pojk" },          { "ordföranden", "ordför" },   { "läkaren", "läk" },
		{ "storheten", "stor" },       { "böckern", "böck" },         { "hundar", "hund" },
		{ "bilder", "bild" },          { "storheter", "stor" },       { "flickor", "flick" },
		{ "flickas", "flick" },        { "hundarnas", "hund" },       { "bildernas", "bild" },
		{ "flickornas", "flick" },     { "pojkes", "pojk" },          { "klagades", "klag" },
		{ "klagandes", "klag" },       { "pojkens", "pojk" },         { "läkarens", "läk" },
		{ "storhetens", "stor" },      { "böckerns", "böck" },        { "klagat", "klag" },
		{ "klagandet", "klag" },       { "storhet", "stor" },         { "gladast", "glad" },
	};

	(void)state;
	CHECK(EXAMPLES);
}

static void s_goes_behind_some_consonants(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "klubbs", "klubb" }, { "bands", "band" },   { "stoffs", "stoff" }, { "skogs", "skog" },
		{ "tychs", "tych" },   { "haijs", "haij" },   { "folks", "folk" },   { "krals", "kral" },
		{ "films", "film" },   { "barns", "barn" },   { "vykos", "vyko" },   { "kroppsps", "kroppsp" },
		{ "vårs", "vår" },     { "fests", "fest" },   { "skriftvs", "skriftv" }, { "partys", "party" },
		{ "epics", "epic" },
		{ "pass", "pass" },    { "annons", "annon" }, { "kurus", "kurus" },  { "taxis", "taxis" },
		{ "asks", "ask" },     { "kafés", "kafés" },  { "talxs", "talxs" },
		{ "ers", "ers" }, /* in R1, but that begins behind it */
		{ "arss", "arss" },
		{ "inds", "ind" }, /* R1 is the s alone: what goes before it need not lie there */
	};

	(void)state;
	CHECK(EXAMPLES);
}

static void pairs_lose_their_last(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "inbyggdd", "inbyggd" }, { "väckgd", "väckg" },   { "friskknn", "friskkn" }, { "ständdt", "ständd" },
		{ "obyggt", "obygg" },     { "respekt", "respek" }, { "nöjsamtt", "nöjsamt" },
		{ "friskt", "frisk" },     { "nämnd", "nämnd" },
		{ "mitt", "mitt" }, /* only the last t lies in R1 */
		{ "kosackten", "kosack" }, /* after an inflection */
		{ "gott", "gott" },
	};

	(void)state;
	CHECK(EXAMPLES);
}

static void derivations_go(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "möjlig", "möj" },       { "skyldig", "skyld" },   { "rörelse", "rör" },   { "hopplöst", "hopplös" },
		{ "smakfullt", "smakfull" }, { "fullt", "fullt" },     { "rörels", "rörel" }, /* its s goes first */
		{ "vänliga", "vän" },   { "viktigheten", "vikt" },
		{ "rörelsen", "rör" },     { "hopplösa", "hopplös" }, { "ledigt", "led" },
		{ "elig", "elig" }, /* R1 is "ig" but for the three letters: "g" */
	};

	(void)state;
	CHECK(EXAMPLES);
}

static void only_in_r1(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "", "" },           { "a", "a" },           { "åa", "åa" },         { "ås", "ås" },
		{ "arna", "arn" }, /* R1 would begin behind "ar", but three letters stay */
		{ "åsar", "åsar" },   { "ärter", "ärt" },     { "öres", "öres" },
		{ "brrts", "brrts" }, /* no vowel */
		{ "aeiou", "aeiou" }, /* nothing behind the vowels */
		{ "blåa", "blåa" },   { "broarna", "broarn" }, { "ciceroner", "ciceron" },
		{ "idén", "idén" }, /* é is no vowel */
		{ "idéer", "idé" },
	};

	(void)state;
	CHECK(EXAMPLES);
}

/* Rules that later versions of Snowball have. */
static void rules_of_later_versions_are_not_here(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "länet", "länet" }, { "projektet", "projektet" }, { "tröst", "tröst" }, { "alfabetet", "alfabetet" },
	};

	(void)state;
	CHECK(EXAMPLES);
}

static void other_bytes_are_letters_too(void **state)
{
	static const struct example EXAMPLES[] = {
		{ "40talen", "40tal" }, { "\u65e5\u672c\u8a9earna", "\u65e5\u672c\u8a9earn" }, { "😀aj😀ar", "😀aj😀" },
		{ "ABBAs", "ABBAs" },
	};
	static const char NUL[] = "ab\0s";
	struct str word = { NUL, 4 };

	(void)state;
	CHECK(EXAMPLES);
	assert_int_equal(text_stem(word).len, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inflections_go),
		cmocka_unit_test(s_goes_behind_some_consonants),
		cmocka_unit_test(pairs_lose_their_last),
		cmocka_unit_test(derivations_go),
		cmocka_unit_test(only_in_r1),
		cmocka_unit_test(rules_of_later_versions_are_not_here),
		cmocka_unit_test(other_bytes_are_letters_too),
	};

	return cmocka_run_group_tests_name("text stem", tests, NULL, NULL);
}
