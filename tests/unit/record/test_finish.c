/*
 * test_finish.c: values derived for every record, probable owners, copied and nearly copied
 * paragraphs, flags.
 */
#include "support/unit.h"

#include <stdio.h>

#include "base/buf.h"
#include "record/read.h"

static struct arena *arena;
static struct record_builder b;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)4 << 20);
	return arena && record_builder_init(&b, arena) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void put(enum leta_field_id id, const char *text)
{
	assert_true(record_add_text(&b, id, str_from(text), 1));
}

static void put_number(enum leta_field_id id, int64_t number)
{
	assert_true(record_add_number(&b, id, number, STR("x"), 1));
}

static void put_section(const char *heading, const char *text)
{
	assert_non_null(record_add_section(&b, str_from(heading), str_from(text), 1));
}

static void finish(void)
{
	struct leta_error err;

	assert_int_equal(record_finish(&b, &err), LETA_OK);
}

static const char *text(enum leta_field_id id)
{
	const char *found = leta_record_text(b.record, id);

	return found ? found : "";
}

static int64_t number(enum leta_field_id id)
{
	int64_t found = -1;

	leta_record_number(b.record, id, &found);
	return found;
}

/* The flags, each in angle brackets. */
static const char *flags(void)
{
	static char joined[2000];
	const struct leta_field *f = &b.record->fields[LETA_FIELD_QUALITY];
	size_t len = 0;

	joined[0] = '\0';
	for (size_t i = 0; i < f->n_items; i++)
		len += (size_t)snprintf(joined + len, sizeof(joined) - len, "<%s>",
					f->items[i].text);
	return joined;
}

static void test_kind(void **state)
{
	static const char *const table[][2] = {
		{"esf-2007-glued", "projekt"},
		{"esf-plus", "projekt"},
		{"esf-call", "utlysning"},
		{"esf-news", "text"},
		{"interreg", "projekt"},
		{"docplayer", "rapport"},
		{"okänd", "text"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		arena_reset(arena);
		assert_true(record_builder_init(&b, arena));
		put(LETA_FIELD_LAYOUT, table[i][0]);
		finish();
		assert_string_equal(text(LETA_FIELD_KIND), table[i][1]);
	}
	arena_reset(arena);
	assert_true(record_builder_init(&b, arena));
	put(LETA_FIELD_KIND, "register");
	finish();
	assert_string_equal(text(LETA_FIELD_KIND), "register");
}

static void test_money(void **state)
{
	(void)state;
	put_number(LETA_FIELD_GRANT, 250000);
	put_number(LETA_FIELD_BUDGET, 512435);
	finish();
	assert_int_equal(number(LETA_FIELD_COFINANCING), 262435);
	assert_int_equal(number(LETA_FIELD_GRANT_SHARE), 4879);
	assert_int_equal(number(LETA_FIELD_COFIN_RATE), 5121);
}

static void test_money_that_contradicts(void **state)
{
	(void)state;
	put_section("", "x");
	put_number(LETA_FIELD_GRANT, 3);
	put_number(LETA_FIELD_BUDGET, 2);
	finish();
	assert_int_equal(number(LETA_FIELD_COFINANCING), -1);
	assert_string_equal(flags(), "<grant_exceeds_budget>");
}

static void test_unknown_money_stays_unknown(void **state)
{
	(void)state;
	put_number(LETA_FIELD_GRANT, 3);
	finish();
	assert_int_equal(b.record->fields[LETA_FIELD_COFINANCING].presence, LETA_UNKNOWN);
	assert_int_equal(b.record->fields[LETA_FIELD_GRANT_SHARE].presence, LETA_UNKNOWN);
}

static void test_period(void **state)
{
	(void)state;
	put_section("", "x");
	put_number(LETA_FIELD_START, 20140201);
	put_number(LETA_FIELD_END, 20140930);
	put(LETA_FIELD_PROGRAMME, "2007-2013");
	finish();
	assert_int_equal(number(LETA_FIELD_DAYS), 242);
	assert_string_equal(flags(), "<runs_after_programme_period>");
}

static void test_inferred_period(void **state)
{
	(void)state;
	assert_true(record_infer_number(&b, LETA_FIELD_START, 20110515, 0.7, STR("s. 2"), 2));
	put_number(LETA_FIELD_END, 20110516);
	finish();
	assert_int_equal(number(LETA_FIELD_DAYS), 2);
	assert_true(b.record->fields[LETA_FIELD_DAYS].confidence < 1);
}

static void test_backward_period(void **state)
{
	(void)state;
	put_section("", "x");
	put_number(LETA_FIELD_START, 20140201);
	put_number(LETA_FIELD_END, 20130930);
	finish();
	assert_int_equal(number(LETA_FIELD_DAYS), -1);
	assert_string_equal(flags(), "<ends_before_start>");
}

static void test_inferred_kind(void **state)
{
	static const struct {
		const char *title, *phase, *kind, *flags;
	} table[] = {
		{"Broar", "Förprojektering", "förstudie", ""},
		{"Broar", "Genomförande", "genomförande", ""},
		{"Förstudie Broar", "Genomförande", "förstudie",
		 "<phase_contradicts_title: Genomförande vs Förstudie>"},
		{"En förstudie om broar", "Förprojektering", "förstudie", ""},
		{"Mobilisering inför genomförande", "", "", ""},
		{"Broar", "", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		arena_reset(arena);
		assert_true(record_builder_init(&b, arena));
		put_section("", "x");
		put(LETA_FIELD_TITLE, table[i].title);
		put(LETA_FIELD_PHASE, table[i].phase);
		finish();
		assert_string_equal(text(LETA_FIELD_KIND_INFERRED), table[i].kind);
		assert_string_equal(flags(), table[i].flags);
	}
}

static void test_counties(void **state)
{
	static const char *const whole[] = {"Boxholm",  "Finspång",     "Kinda",      "Linköping",
					    "Mjölby",   "Motala",       "Norrköping", "Söderköping",
					    "Vadstena", "Valdemarsvik", "Ydre",       "Åtvidaberg",
					    "Ödeshög"};

	(void)state;
	for (size_t i = 0; i < LENGTH(whole); i++)
		put(LETA_FIELD_MUNICIPALITY, whole[i]);
	finish();
	assert_string_equal(text(LETA_FIELD_COUNTY), "Östergötlands län");
	assert_int_equal(number(LETA_FIELD_WHOLE_COUNTY), 1);
	assert_string_equal(text(LETA_FIELD_REGION), "Östra Mellansverige");
	assert_true(b.record->fields[LETA_FIELD_REGION].confidence < 1);
}

static void test_parts_of_counties(void **state)
{
	(void)state;
	put(LETA_FIELD_MUNICIPALITY, "Malmö");
	put(LETA_FIELD_MUNICIPALITY, "Linköping");
	put(LETA_FIELD_MUNICIPALITY, "Ingenstans");
	finish();
	assert_int_equal(b.record->fields[LETA_FIELD_COUNTY].n_items, 2);
	assert_int_equal(number(LETA_FIELD_WHOLE_COUNTY), 0);
	assert_string_equal(text(LETA_FIELD_REGION), "");
}

static void test_region_and_code(void **state)
{
	(void)state;
	put(LETA_FIELD_REGION, "Östra Mellansverige");
	finish();
	assert_string_equal(text(LETA_FIELD_NUTS2), "SE12");
	arena_reset(arena);
	assert_true(record_builder_init(&b, arena));
	put(LETA_FIELD_NUTS2, "SE22");
	finish();
	assert_string_equal(text(LETA_FIELD_REGION), "Sydsverige");
}

static void test_one_name_for_a_region(void **state)
{
	(void)state;
	put(LETA_FIELD_REGION, "Småland och öarna");
	finish();
	assert_string_equal(text(LETA_FIELD_REGION), "Småland med öarna");
	arena_reset(arena);
	assert_true(record_builder_init(&b, arena));
	put(LETA_FIELD_REGION, "Norra skogen");
	finish();
	assert_string_equal(text(LETA_FIELD_REGION), "Norra skogen");
}

static void test_window_of_a_call(void **state)
{
	(void)state;
	put(LETA_FIELD_KIND, "utlysning");
	put_number(LETA_FIELD_START, 20120101);
	put_number(LETA_FIELD_END, 20120301);
	finish();
	assert_int_equal(b.record->fields[LETA_FIELD_START].presence, LETA_UNKNOWN);
	assert_int_equal(b.record->fields[LETA_FIELD_END].presence, LETA_UNKNOWN);
	assert_int_equal(b.record->fields[LETA_FIELD_DAYS].presence, LETA_UNKNOWN);
	assert_string_equal(b.record->fields[LETA_FIELD_STRIPPED].items[0].text, "öppen x–x");
}

static void test_lessons_everywhere(void **state)
{
	(void)state;
	put(LETA_FIELD_LAYOUT, "esf-2014-lines");
	put_section("Mål", "- tio broar\n\nLärdom: Mät djupet först.");
	put_section("Lärdomar", "Ta god tid.\n\nRinga in felen.");
	finish();
	assert_int_equal(b.record->n_lessons, 3);
	assert_int_equal(b.record->lessons[0].section, 0);
	assert_int_equal(b.record->lessons[2].section, 1);
}

static void test_page_without_region(void **state)
{
	(void)state;
	put(LETA_FIELD_LAYOUT, "esf-2007-glued");
	put(LETA_FIELD_MUNICIPALITY, "Malmö");
	finish();
	assert_int_equal(b.record->fields[LETA_FIELD_REGION].presence, LETA_UNKNOWN);
}

static void test_owner(void **state)
{
	static const struct {
		const char *mail, *owner, *municipality, *text, *found;
		double confidence;
	} table[] = {
		{"v@malmo.se", "Avdelning x", "", "Malmö stad gör.", "Malmö stad", 0.9},
		{"v@malmo.se", "Avdelning x", "", "", "Malmö stad", 0.7},
		{"v@stadshuset.malmo.se", "Avdelning x", "", "", "Malmö stad", 0.7},
		{"v@malmo.se", "Malmö stad, enhet x", "", "", "", 0},
		{"v@ab.lst.se", "Enheten", "", "", "Länsstyrelsen i Stockholms län", 0.7},
		{"v@lansstyrelsen.se", "Enheten", "", "Länsstyrelsen i Skåne län svarar.",
		 "Länsstyrelsen i Skåne län", 0.9},
		{"v@lansstyrelsen.se", "Enheten", "Solna", "", "Länsstyrelsen i Stockholms län",
		 0.7},
		{"v@lansstyrelsen.se", "Enheten", "", "", "", 0},
		{"v@lansstyrelsen.se", "Länsstyrelsen, enheten för x", "Solna", "", "", 0},
		{"v@upplandsvasby.se", "Kontoret", "Upplands-Väsby", "", "Upplands-Väsby kommun",
		 0.7},
		{"v@linkoping.se", "Kontoret", "Linköping", "", "Linköpings kommun", 0.7},
		{"v@boras.se", "Kontoret", "Borås", "Borås stad gör.", "Borås stad", 0.9},
		{"v@gotland.se", "Region Gotland, enheten", "Gotland", "", "", 0},
		{"v@okand.example", "Kontoret", "Borås", "", "", 0},
		{"ingen adress", "Kontoret", "Borås", "", "", 0},
		{"", "Kontoret", "Borås", "", "", 0},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		arena_reset(arena);
		assert_true(record_builder_init(&b, arena));
		put(LETA_FIELD_CONTACT_EMAIL, table[i].mail);
		put(LETA_FIELD_OWNER, table[i].owner);
		put(LETA_FIELD_MUNICIPALITY, table[i].municipality);
		put_section("Bakgrund", table[i].text);
		finish();
		assert_string_equal(text(LETA_FIELD_OWNER_INFERRED), table[i].found);
		if (table[i].found[0])
			assert_true(b.record->fields[LETA_FIELD_OWNER_INFERRED].confidence ==
				    table[i].confidence);
	}
}

#define PARAGRAPH                                                                                   \
	"Kommunerna i dalen har länge arbetat var för sig med unga som lämnat skolan. Under "    \
	"hösten "                                                                                  \
	"träffades de för första gången i en gemensam grupp, och det visade sig att alla hade " \
	"prövat "                                                                                  \
	"samma sak utan att veta om varandra. Gruppen vill nu dela på erfarenheter och lokaler."
#define LIKE_IT                                                                                     \
	"Kommunerna i dalen har länge arbetat var för sig med unga som lämnat skolan. Under "    \
	"våren "                                                                                   \
	"träffades de för första gången i en gemensam grupp, och det visade sig att alla hade " \
	"prövat "                                                                                  \
	"samma sak utan att veta om varandra. Gruppen vill nu dela på erfarenheter och pengar."
#define OTHER                                                                                           \
	"Företagen i trakten söker folk till lager och verkstad men hittar dem inte. De som "         \
	"söker "                                                                                       \
	"arbete vet sällan vad yrkena heter i dag, och kurserna ligger långt bort. Därför behövs " \
	"en plats där bägge kan mötas, prova verktygen och se om de passar ihop på riktigt."

static void test_copied_section(void **state)
{
	(void)state;
	put_section("Bakgrund", "Kort.\n\n" PARAGRAPH "\n\n" OTHER);
	put_section("Jämställdhet", PARAGRAPH);
	finish();
	assert_false(b.record->sections[0].copied);
	assert_true(b.record->sections[1].copied);
	assert_string_equal(flags(),
			    "<copied_section:Jämställdhet=Bakgrund¶2 (identical, 268 chars)>");
}

static void test_partly_copied_section(void **state)
{
	(void)state;
	put_section("Bakgrund", PARAGRAPH);
	put_section("Syfte", OTHER "\n\n" PARAGRAPH "\n\nOch lite till.");
	finish();
	assert_false(b.record->sections[1].copied);
	assert_non_null(strstr(flags(), "copied_section:Syfte=Bakgrund¶1"));
}

static void test_near_copy(void **state)
{
	(void)state;
	put_section("Sammanfattning", LIKE_IT);
	put_section("Bakgrund", OTHER "\n\n" PARAGRAPH);
	finish();
	assert_non_null(strstr(flags(), "<near_copy:Sammanfattning¶1≈Bakgrund¶2 (0.9"));
	assert_false(b.record->sections[0].copied);
	assert_false(b.record->sections[1].copied);
}

static void test_no_copy(void **state)
{
	(void)state;
	put_section("Bakgrund", PARAGRAPH "\n\n" PARAGRAPH "\n\nVi ska samverka.");
	put_section("Syfte", OTHER "\n\nVi ska samverka.");
	finish();
	assert_string_equal(flags(), "");
}

/* Thousands of paragraphs that share most of their words must not take quadratic time. */
static void test_many_paragraphs(void **state)
{
	struct buf big;

	(void)state;
	buf_init(&big, (size_t)4 << 20);
	for (int i = 0; i < 2000; i++)
		buf_printf(&big, "%s Nummer %d.\n\n", OTHER, i);
	put_section("Bakgrund", PARAGRAPH);
	arena_free(arena);
	arena = arena_new((size_t)64 << 20);
	assert_true(record_builder_init(&b, arena));
	put_section("Bakgrund", big.data);
	put_section("Syfte", big.data);
	finish();
	buf_fini(&big);
}

static void test_roles(void **state)
{
	(void)state;
	put_section("2. Bakgrund", "x");
	put_section("Något eget", "x");
	put_section("", "x");
	put_section("Lärdomar så här långt", "x");
	b.record->sections[2].role = LETA_ROLE_FRONT;
	finish();
	assert_int_equal(b.record->sections[0].role, LETA_ROLE_BACKGROUND);
	assert_int_equal(b.record->sections[1].role, LETA_ROLE_BODY);
	assert_int_equal(b.record->sections[2].role, LETA_ROLE_FRONT);
	assert_int_equal(b.record->sections[3].role, LETA_ROLE_LESSONS);
}

static void test_empty(void **state)
{
	(void)state;
	put_section("Bakgrund", "");
	finish();
	assert_string_equal(flags(), "<empty_document>");
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_kind),
		UNIT(test_money),
		UNIT(test_money_that_contradicts),
		UNIT(test_unknown_money_stays_unknown),
		UNIT(test_period),
		UNIT(test_inferred_period),
		UNIT(test_backward_period),
		UNIT(test_inferred_kind),
		UNIT(test_counties),
		UNIT(test_parts_of_counties),
		UNIT(test_region_and_code),
		UNIT(test_one_name_for_a_region),
		UNIT(test_window_of_a_call),
		UNIT(test_lessons_everywhere),
		UNIT(test_page_without_region),
		UNIT(test_owner),
		UNIT(test_copied_section),
		UNIT(test_partly_copied_section),
		UNIT(test_near_copy),
		UNIT(test_no_copy),
		UNIT(test_many_paragraphs),
		UNIT(test_roles),
		UNIT(test_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
