/* test_organisation.c: one name for each organisation; what only looks alike stays apart. */
#include "support/unit.h"

#include "base/buf.h"
#include "schema/gazetteer.h"
#include "schema/organisation.h"

struct pair {
	const char *name, *canonical;
};

static void check(const struct pair *pairs, size_t n, enum organisation_kind kind)
{
	struct buf out, again;
	buf_init(&out, 4096);
	buf_init(&again, 4096);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(organisation_canonical(str_from(pairs[i].name), &out), kind);
		assert_string_equal(out.data, pairs[i].canonical);
		organisation_canonical(buf_view(&out), &again);
		assert_string_equal(again.data, pairs[i].canonical);
	}
	buf_fini(&out);
	buf_fini(&again);
}

#define CHECK(pairs, kind) check(pairs, sizeof(pairs) / sizeof((pairs)[0]), kind)

static void test_authorities(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"Af", "Arbetsförmedlingen"},
		{"AF Malmö", "Arbetsförmedlingen"},
		{"Arbetsförmedlingen i Motala", "Arbetsförmedlingen"},
		{"arbetsförmedlingens kundtjänst", "Arbetsförmedlingen"},
		{"Af/Arbetsförmedlingen Botkyrka", "Arbetsförmedlingen"},
		{"FK", "Försäkringskassan"},
		{"Försäkringskassan, Lokalt försäkringscenter Gävle", "Försäkringskassan"},
		{"Statens Energimyndighet", "Energimyndigheten"},
		{"Kriminalvården Region Syd", "Kriminalvården"},
	};
	CHECK(pairs, ORGANISATION_AUTHORITY);
}

static void test_county_boards(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"Länsstyrelsen Stockholm", "Länsstyrelsen i Stockholms län"},
		{"Länsstyrelsen i Skåne", "Länsstyrelsen i Skåne län"},
		{"Länsstyrelsen, Uppsala län", "Länsstyrelsen i Uppsala län"},
		{"Stockholms länsstyrelse", "Länsstyrelsen i Stockholms län"},
		{"Miljöenheten, Länsstyrelsen Västra Götaland",
		 "Länsstyrelsen i Västra Götalands län"},
		{"Länsstyrelsen, enheten för social utveckling", "Länsstyrelsen"},
	};
	CHECK(pairs, ORGANISATION_COUNTY_BOARD);
}

static void test_regions(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"GÄVLEBORGS LÄNS LANDSTING", "Region Gävleborg"},
		{"Landstinget i Kalmar län", "Region Kalmar län"},
		{"Landstinget Sörmland", "Region Sörmland"},
		{"Regionförbundet Östsam", "Region Östergötland"},
		{"Region Värmland-Kommunalförbund", "Region Värmland"},
		{"Jämtlands läns landsting, Folkhälsoenheten", "Region Jämtland Härjedalen"},
		{"Region Skåne Kultur", "Region Skåne"},
		{"VGR", "Västra Götalandsregionen"},
	};
	CHECK(pairs, ORGANISATION_REGION);
}

static void test_municipalities(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"Malmö stad", "Malmö kommun"},
		{"Stadskontoret, Malmö stad", "Malmö kommun"},
		{"Malmö stadskontor", "Malmö kommun"},
		{"Socialförvaltningen i Malmö stad", "Malmö kommun"},
		{"Rosengårds stadsdelsförvaltning", "Malmö kommun"},
		{"Göteborgs Stad Social resurs", "Göteborgs kommun"},
		{"Upplands-Bro kommun, Socialförvaltningen", "Upplands-Bro kommun"},
		{"Karlstads kommun", "Karlstads kommun"},
		{"Falu kommun", "Falu kommun"},
		{"Kalmar kommun", "Kalmar kommun"},
		{"Gotlands kommun", "Region Gotland"},
	};
	CHECK(pairs, ORGANISATION_MUNICIPALITY);
}

static void test_universities(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"KTH", "Kungliga tekniska högskolan"},
		{"Chalmers Tekniska Högskola AB", "Chalmers tekniska högskola"},
		{"Malmö Högskola", "Malmö universitet"},
		{"Institutionen för pedagogik vid Göteborgs universitet", "Göteborgs universitet"},
		{"Lunds universitet, LTH", "Lunds universitet"},
	};
	CHECK(pairs, ORGANISATION_UNIVERSITY);
}

static void test_others_keep_their_names(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"Umeå Kommunföretag AB", "Umeå Kommunföretag"},
		{"LTU Business AB", "LTU Business"},
		{"Stockholms stads parkering AB", "Stockholms stads parkering"},
		{"Gotland Grönt Centrum AB (svb)", "Gotland Grönt Centrum"},
		{"Värmlandskooperativen Ek. För.", "Värmlandskooperativen"},
		{"Coompanion Skåne, ekonomisk förening", "Coompanion Skåne"},
		{"AB Samarkand 2015", "Samarkand 2015"},
		{"Inlandsbanan (Ibab) AB", "Inlandsbanan (Ibab)"},
		{"Lantbrukarnas Ekonomi- AB", "Lantbrukarnas Ekonomi- AB"},
		{"Stift Drivhuset", "Stiftelsen Drivhuset"},
		{"Västerbottens Idrottsförbund", "Västerbottens Idrottsförbund"},
		{"ABF Malmö", "ABF Malmö"},
		{"LFC Norrköping", "LFC Norrköping"}, /* several are called so */
		{"Hälsa,arbete,bostad", "Hälsa,arbete,bostad"},
	};
	CHECK(pairs, ORGANISATION_OTHER);
}

static void test_units_alone(void **state)
{
	(void)state;
	static const struct pair pairs[] = {
		{"Avdelning för tillväxt", "Avdelning för tillväxt"},
		{"Stadsledningskontoret", "Stadsledningskontoret"},
		{"Landstingsstyrelsens förvaltning", "Landstingsstyrelsens förvaltning"},
	};
	CHECK(pairs, ORGANISATION_UNIT);
}

static void set(struct leta_record *record, enum leta_field_id id, struct leta_item *item)
{
	record->fields[id] = (struct leta_field){
		.presence = LETA_KNOWN, .n_items = 1, .items = item, .confidence = 1};
}

static void test_inferred_owner_stands_in_for_a_unit(void **state)
{
	(void)state;
	struct leta_item unit = {.text = "Avdelning för tillväxt"}, town = {.text = "Malmö stad"};
	struct leta_item board = {.text = "Länsstyrelsen i Skåne län"};
	struct leta_record record = {0};
	struct buf out;
	buf_init(&out, 4096);
	assert_false(organisation_of_record(&record, &out));
	set(&record, LETA_FIELD_OWNER, &unit);
	assert_true(organisation_of_record(&record, &out));
	assert_string_equal(out.data, unit.text);
	set(&record, LETA_FIELD_OWNER_INFERRED, &board);
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, board.text);
	struct leta_item school = {.text = "Norra skolan"}, company = {.text = "Skolbygg AB"};
	set(&record, LETA_FIELD_OWNER, &school);
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, board.text);
	record.fields[LETA_FIELD_OWNER_INFERRED].confidence = 0.7;
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, school.text);
	record.fields[LETA_FIELD_OWNER_INFERRED].confidence = 0.9;
	set(&record, LETA_FIELD_OWNER, &company);
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, "Skolbygg");
	set(&record, LETA_FIELD_OWNER, &town);
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, "Malmö kommun");
	buf_fini(&out);
}

static void test_board_of_the_only_county(void **state)
{
	(void)state;
	struct leta_item board = {.text = "Länsstyrelsen, enheten för integration"};
	struct leta_item county = {.text = "Uppsala län"};
	struct leta_record record = {0};
	struct buf out;
	buf_init(&out, 4096);
	set(&record, LETA_FIELD_OWNER, &board);
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, "Länsstyrelsen");
	set(&record, LETA_FIELD_COUNTY, &county);
	organisation_of_record(&record, &out);
	assert_string_equal(out.data, "Länsstyrelsen i Uppsala län");
	buf_fini(&out);
}

static void test_any_bytes(void **state)
{
	(void)state;
	char letters[900];
	struct buf out;
	buf_init(&out, 4096);
	memset(letters, '\xFF', sizeof(letters));
	for (size_t len = 0; len <= sizeof(letters); len += 100)
		organisation_canonical((struct str){letters, len}, &out);
	memset(letters, 'a', sizeof(letters));
	for (size_t i = 1; i < 200; i += 2)
		letters[i] = " ,-("[i / 2 % 4];
	for (size_t len = 0; len <= 200; len++)
		organisation_canonical((struct str){letters, len}, &out);
	assert_int_equal(buf_status(&out, NULL), LETA_OK);
	organisation_canonical(STR("  ,  "), &out);
	organisation_canonical(STR("AB"), &out);
	assert_string_equal(out.data, "AB");
	buf_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_authorities),
		cmocka_unit_test(test_county_boards),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_municipalities),
		cmocka_unit_test(test_universities),
		cmocka_unit_test(test_others_keep_their_names),
		cmocka_unit_test(test_units_alone),
		cmocka_unit_test(test_inferred_owner_stands_in_for_a_unit),
		cmocka_unit_test(test_board_of_the_only_county),
		cmocka_unit_test(test_any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
