/*
 * test_personal.c: what a record without contact persons has and has not; texts around them, pages and lessons stay.
 */
#include "support/unit.h"

#include "record/build.h"
#include "record/persons.h"
#include "record/personal.h"

static struct arena *arena;
static struct record_builder b;
static struct leta_record out;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)16 << 20);
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

static struct leta_section *put_section(const char *heading, const char *text)
{
	struct leta_section *section = record_add_section(&b, str_from(heading), str_from(text), 1);
	assert_non_null(section);
	return section;
}

static void clear(void)
{
	struct leta_error err;
	assert_int_equal(record_without_persons(b.record, arena, &out, &err), LETA_OK);
	for (size_t i = 0; i < out.n_sections; i++)
		assert_int_equal(out.sections[i].text_len, strlen(out.sections[i].text));
}

/* A text alone in a record that has no contact fields. */
static void expect(const char *text, const char *wanted)
{
	arena_reset(arena);
	assert_true(record_builder_init(&b, arena));
	put_section("Bakgrund", text);
	clear();
	assert_string_equal(out.sections[0].text, wanted);
}

static void test_fields(void **state)
{
	(void)state;
	put(LETA_FIELD_CONTACT, "Åsa Bergqvist");
	put(LETA_FIELD_CONTACT_EMAIL, "asa@exempel.se");
	put(LETA_FIELD_CONTACT_ROLE, "projektledare");
	put(LETA_FIELD_OWNER, "Motala kommun");
	put(LETA_FIELD_STRIPPED, "Frågor: asa@exempel.se");
	put_section("Kontakt", "Ring Åsa Bergqvist, eller ÅSA BERGQVIST. Åsa Bergqvists bok. Bergqvist sade. Åsa kom.");
	clear();
	assert_null(leta_record_text(&out, LETA_FIELD_CONTACT));
	assert_null(leta_record_text(&out, LETA_FIELD_CONTACT_EMAIL));
	assert_null(leta_record_text(&out, LETA_FIELD_CONTACT_ROLE));
	assert_string_equal(leta_record_text(&out, LETA_FIELD_OWNER), "Motala kommun");
	assert_string_equal(leta_record_text(&out, LETA_FIELD_STRIPPED), "Frågor: …");
	assert_string_equal(out.sections[0].text, "Ring …, eller …. … bok. … sade. Åsa kom.");
	assert_string_equal(leta_record_text(b.record, LETA_FIELD_CONTACT), "Åsa Bergqvist");
}

static void test_addresses_and_numbers(void **state)
{
	(void)state;
	expect("Skriv till anna-karin_2@sub.exempel.se.", "Skriv till ….");
	expect("E-post:info@exempel.se Tel:0912-345 67", "E-post:… Tel:…");
	expect("Ring 08-785 41 78, 0141 22 33 44, 070-123 45 67 eller +46 8 785 41 78.", "Ring …, …, … eller ….");
	expect("tel. 123 45 67", "tel…");
	expect("Telefon08-785 41 78", "Telefon…");
	expect("Dnr 2009/0123-456, 0,5 procent, 2009-09-14, 1 000 000 kr, år 2009.",
	       "Dnr 2009/0123-456, 0,5 procent, 2009-09-14, 1 000 000 kr, år 2009.");
}

static void test_names(void **state)
{
	(void)state;
	expect("Kontaktperson: Anna Ek. Vi är många.", "Kontaktperson: …. Vi är många.");
	expect("Projektledare är Eva von Essen och heter så.", "Projektledare är … och heter så.");
	expect("Kontaktpersoner\nAnna Ek\nBo Alm-Åberg\nTexten går vidare.", "Kontaktpersoner\n…\n…\nTexten går vidare.");
	expect("Kontakta Anna Ek och Bo Alm.", "Kontakta … och ….");
	expect("Skriv till anna.oberg@exempel.se. Det var Anna Öberg som sade det. Öbergs ord.",
	       "Skriv till …. Det var … som sade det. … ord.");
	expect("Anna Maria Öberg leder. Adressen är anna.oberg@exempel.se.", "… leder. Adressen är ….");
	expect("Maria Lind, utvecklare\nSociala enheten\n0141-22 33 44", "…, utvecklare\nSociala enheten\n…");
}

static void test_no_names(void **state)
{
	(void)state;
	expect("Kontakta Region Skåne på 040-675 30 00.", "Kontakta Region Skåne på ….");
	expect("Kontakt: Motala kommun, social.upphandling@motala.se. Upphandling är svårt.",
	       "Kontakt: Motala kommun, …. Upphandling är svårt.");
	expect("Kontaktperson: Anna Lund. I Lund är det kallt.", "Kontaktperson: …. I Lund är det kallt.");
	expect("Statens kontakter med Europeiska Socialfonden är goda.",
	       "Statens kontakter med Europeiska Socialfonden är goda.");
}

static void test_places(void **state)
{
	(void)state;
	static struct leta_page pages[] = { { 1, 0, 0 }, { 2, 0, 0 } };
	static struct leta_lesson lessons[] = { { 0, 0, 0, 2 } };
	const char *text = "Ring någon på 0141-22 33 44.\n\nOch:\nVi lärde oss så.";
	put_section("Lärdom", text);
	b.record->pages = pages;
	b.record->n_pages = 2;
	b.record->lessons = lessons;
	b.record->n_lessons = 1;
	pages[1].offset = lessons[0].start = (size_t)(strstr(text, "Vi") - text);
	lessons[0].end = strlen(text);
	clear();
	assert_string_equal(out.sections[0].text, "Ring någon på ….\n\nOch:\nVi lärde oss så.");
	assert_int_equal(strncmp(out.sections[0].text + out.pages[1].offset, "Vi", 2), 0);
	assert_int_equal(strncmp(out.sections[0].text + out.lessons[0].start, "Vi", 2), 0);
	assert_int_equal(out.lessons[0].end, out.sections[0].text_len);
	assert_ptr_not_equal(out.pages, pages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_addresses_and_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
