/* test_gazetteer.c: the table is complete, names are found in all their forms, traps stay traps. */
#include "support/unit.h"

#include "base/buf.h"
#include "base/file.h"
#include "schema/gazetteer.h"

/* The county, or NULL when there is no such municipality. */
static const char *county_of(const char *municipality)
{
	const struct gazetteer_municipality *m = gazetteer_municipality(str_from(municipality));

	return m ? m->county->code : NULL;
}

static const char *nuts_of(const char *region)
{
	const struct gazetteer_region *r = gazetteer_region(str_from(region));

	return r ? r->nuts2 : NULL;
}

static void test_counties(void **state)
{
	static const struct {
		const char *code, *name, *nuts2;
		size_t n;
	} all[] = {
		{"AB", "Stockholms län", "SE11", 26},  {"C", "Uppsala län", "SE12", 8},
		{"D", "Södermanlands län", "SE12", 9}, {"E", "Östergötlands län", "SE12", 13},
		{"F", "Jönköpings län", "SE21", 13},   {"G", "Kronobergs län", "SE21", 8},
		{"H", "Kalmar län", "SE21", 12},       {"I", "Gotlands län", "SE21", 1},
		{"K", "Blekinge län", "SE22", 5},      {"M", "Skåne län", "SE22", 33},
		{"N", "Hallands län", "SE23", 6},      {"O", "Västra Götalands län", "SE23", 49},
		{"S", "Värmlands län", "SE31", 16},    {"T", "Örebro län", "SE12", 12},
		{"U", "Västmanlands län", "SE12", 10}, {"W", "Dalarnas län", "SE31", 15},
		{"X", "Gävleborgs län", "SE31", 10},   {"Y", "Västernorrlands län", "SE32", 7},
		{"Z", "Jämtlands län", "SE32", 8},     {"AC", "Västerbottens län", "SE33", 15},
		{"BD", "Norrbottens län", "SE33", 14},
	};
	size_t n = 0;

	(void)state;
	assert_int_equal(LENGTH(all), 21);
	for (size_t i = 0; i < LENGTH(all); i++) {
		const struct gazetteer_county *c = gazetteer_county(str_from(all[i].name));

		assert_non_null(c);
		assert_string_equal(c->code, all[i].code);
		assert_string_equal(c->name, all[i].name);
		assert_string_equal(c->region->nuts2, all[i].nuts2);
		assert_int_equal(c->n_municipalities, all[i].n);
		n += c->n_municipalities;
	}
	assert_int_equal(n, 290);
}

static void test_regions(void **state)
{
	static const char *const all[][2] = {
		{"SE11", "Stockholm"},          {"SE12", "Östra Mellansverige"},
		{"SE21", "Småland med öarna"},  {"SE22", "Sydsverige"},
		{"SE23", "Västsverige"},        {"SE31", "Norra Mellansverige"},
		{"SE32", "Mellersta Norrland"}, {"SE33", "Övre Norrland"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(all); i++) {
		assert_string_equal(nuts_of(all[i][0]), all[i][0]);
		assert_string_equal(nuts_of(all[i][1]), all[i][0]);
		assert_string_equal(gazetteer_region(str_from(all[i][0]))->name, all[i][1]);
	}
	assert_string_equal(nuts_of("se11"), "SE11");
	assert_string_equal(nuts_of("Småland och öarna"), "SE21");
	assert_string_equal(nuts_of("Skåne-Blekinge"), "SE22");
	assert_string_equal(nuts_of("Skåne/Blekinge"), "SE22");
	assert_string_equal(nuts_of("SKÅNE – BLEKINGE"), "SE22");
	assert_string_equal(nuts_of("Mellannorrland"), "SE32");
	assert_string_equal(nuts_of("ESF-region Övre Norrland"), "SE33");
	assert_string_equal(nuts_of("Västsveriges"), "SE23");
	assert_null(nuts_of("SE13"));
	assert_null(nuts_of("SE"));
	assert_null(nuts_of("Norrland"));
	assert_null(nuts_of("Region"));
	assert_null(nuts_of(""));
}

/* Every place of the table is found under its own name, in the county that the table says. */
static void test_table_is_found(void **state)
{
	struct str rest, line;
	size_t n_municipalities = 0, n_districts = 0;
	struct buf file;

	(void)state;
	buf_init(&file, 1 << 20);
	assert_int_equal(file_read(GAZETTEER_TSV, &file, NULL), LETA_OK);
	rest = buf_view(&file);
	while (str_line(&rest, &line)) {
		const struct gazetteer_municipality *m;
		struct str kind, name, code, parent;

		str_cut(&line, '\t', &kind);
		if (!str_cut(&line, '\t', &name) || !str_cut(&line, '\t', &code) ||
		    !str_cut(&line, '\t', &parent))
			continue;
		if (str_eq(kind, STR("municipality"))) {
			m = gazetteer_municipality(name);
			assert_non_null(m);
			assert_true(str_eq(str_from(m->name), name));
			assert_true(str_eq(str_from(m->county->code), parent));
			n_municipalities++;
		} else if (str_eq(kind, STR("district"))) {
			m = gazetteer_district(name);
			assert_non_null(m);
			assert_true(str_eq(str_from(m->name), parent));
			n_districts++;
		}
	}
	buf_fini(&file);
	assert_int_equal(n_municipalities, 290);
	assert_true(n_districts >= 60);
}

static void test_municipality_forms(void **state)
{
	static const char *const forms[][2] = {
		{"Malmö", "Malmö"},
		{"malmö kommun", "Malmö"},
		{"MALMÖ STAD", "Malmö"},
		{"Malmös", "Malmö"},
		{"Malmö  stads", "Malmö"},
		{"Göteborgs Stad", "Göteborg"},
		{"Stockholms stad", "Stockholm"},
		{"Burlövs kommun", "Burlöv"},
		{"Upplands-Väsby", "Upplands Väsby"},
		{"Upplands Bro", "Upplands-Bro"},
		{"Dals Eds kommun", "Dals-Ed"},
		{"Malung", "Malung-Sälen"},
		{" Lilla\u00A0Edet ", "Lilla Edet"},
		{"Borås", "Borås"},
		{"Borås stad", "Borås"},
		{"Degerfors kommuns", "Degerfors"},
		{"Marks kommun", "Mark"},
		{"Gothenburg", "Göteborg"},
		{"Region Gotland", "Gotland"},
		{"Ö-vik", "Örnsköldsvik"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(forms); i++) {
		const struct gazetteer_municipality *m =
			gazetteer_municipality(str_from(forms[i][0]));

		assert_non_null(m);
		assert_string_equal(m->name, forms[i][1]);
	}
}

static void test_municipality_traps(void **state)
{
	static const char *const none[] = {
		"",       " ",          "s",        "kommun",   "stad",           " kommun",
		"Region", "Malm",       "Malmo",    "Malmö FF", "Stockholms län", "Skåne",
		"Alex",   "Moraklocka", "Bor\xE5s", "Malmöss",  "Kommun Malmö"};
	char large[5000];

	(void)state;
	assert_string_equal(county_of("Håbo"), "C");
	assert_string_equal(county_of("Habo"), "F");
	assert_string_equal(county_of("Ale"), "O");
	assert_string_equal(county_of("Ales"), "O");
	assert_string_equal(county_of("Mora"), "W");
	assert_string_equal(county_of("Nora"), "T");
	assert_string_equal(county_of("Kungsbacka"), "N");
	assert_string_equal(county_of("Heby"), "C");
	for (size_t i = 0; i < LENGTH(none); i++)
		assert_null(county_of(none[i]));
	memset(large, 'a', sizeof(large));
	assert_null(gazetteer_municipality((struct str){large, sizeof(large)}));
	assert_null(gazetteer_municipality((struct str){NULL, 0}));
}

static void test_county_forms(void **state)
{
	static const char *const forms[][2] = {
		{"Skåne", "M"},
		{"Skåne län", "M"},
		{"skånes", "M"},
		{"Region Skåne", "M"},
		{"Malmöhus län", "M"},
		{"Kristianstads län", "M"},
		{"Stockholm", "AB"},
		{"Stockholms läns", "AB"},
		{"Västra Götaland", "O"},
		{"Västra Götalandsregionen", "O"},
		{"Göteborgs- och Bohus län", "O"},
		{"Älvsborgs län", "O"},
		{"Skaraborgs län", "O"},
		{"Sörmland", "D"},
		{"Region Sörmland", "D"},
		{"Dalarna", "W"},
		{"Kopparbergs län", "W"},
		{"Region Jämtland Härjedalen", "Z"},
		{"Region Örebro län", "T"},
		{"Region Gotland", "I"},
		{"Uppsala", "C"},
	};
	static const char *const none[] = {"",         "Region",   "län", "region ",
					   "Malmö",    "Malmöhus", "M",   "Kristianstad",
					   "Götaland", "s län"};

	(void)state;
	for (size_t i = 0; i < LENGTH(forms); i++) {
		const struct gazetteer_county *c = gazetteer_county(str_from(forms[i][0]));

		assert_non_null(c);
		assert_string_equal(c->code, forms[i][1]);
	}
	for (size_t i = 0; i < LENGTH(none); i++)
		assert_null(gazetteer_county(str_from(none[i])));
}

static void test_districts(void **state)
{
	(void)state;
	assert_string_equal(gazetteer_district(STR("Rosengård"))->name, "Malmö");
	assert_string_equal(gazetteer_district(STR("HOLMA/KROKSBÄCK"))->name, "Malmö");
	assert_string_equal(gazetteer_district(STR("tensta"))->name, "Stockholm");
	assert_string_equal(gazetteer_district(STR("Alby"))->county->code, "AB");
	assert_string_equal(gazetteer_district(STR("Araby"))->county->region->nuts2, "SE21");
	assert_null(gazetteer_district(STR("Rosengårds"))); /* exact names only */
	assert_null(gazetteer_district(STR("Malmö")));
	assert_null(gazetteer_district(STR("")));
	assert_null(gazetteer_municipality(STR("Rosengård")));
}

/* As people type it: without å, ä and ö, where only one place is meant. */
static void test_plain_letters(void **state)
{
	(void)state;
	assert_string_equal(gazetteer_name(GAZETTEER_MUNICIPALITY, STR("malmo")), "Malmö");
	assert_string_equal(gazetteer_name(GAZETTEER_MUNICIPALITY, STR("Ostersunds kommun")),
	                    "Östersund");
	assert_string_equal(gazetteer_name(GAZETTEER_MUNICIPALITY, STR("Habo")), "Habo");
	assert_string_equal(gazetteer_name(GAZETTEER_MUNICIPALITY, STR("Falu kommun")), "Falun");
	assert_string_equal(gazetteer_name(GAZETTEER_COUNTY, STR("ostergotlands lan")),
	                    "Östergötlands län");
	assert_string_equal(gazetteer_name(GAZETTEER_REGION, STR("vastsverige")), "Västsverige");
	assert_string_equal(gazetteer_name(GAZETTEER_REGION, STR("SE33")), "Övre Norrland");
	assert_null(gazetteer_name(GAZETTEER_MUNICIPALITY, STR("Atlantis")));
	assert_null(gazetteer_municipality(STR("malmo"))); /* running text keeps its letters */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counties),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_table_is_found),
		cmocka_unit_test(test_municipality_forms),
		cmocka_unit_test(test_municipality_traps),
		cmocka_unit_test(test_county_forms),
		cmocka_unit_test(test_districts),
		cmocka_unit_test(test_plain_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
