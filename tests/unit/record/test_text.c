/*
 * test_text.c: plain text: title, labels at the top, headings of every kind, paragraphs, pages.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "record/read.h"

struct fixture {
	struct arena *arena;
	const struct leta_record *r;
};

static struct fixture read_as(struct str text, bool draft)
{
	struct fixture f = {.arena = arena_new((size_t)256 << 20)};
	struct record_builder b;
	struct leta_error err;

	assert_non_null(f.arena);
	assert_true(record_builder_init(&b, f.arena));
	b.draft = draft;
	assert_int_equal(record_read_text(&b, text, &err), LETA_OK);
	assert_int_equal(record_finish(&b, &err), LETA_OK);
	f.r = b.record;
	return f;
}

static struct fixture read_text(struct str text)
{
	return read_as(text, false);
}

static void assert_section(const struct leta_record *r, size_t i, const char *heading,
			   const char *text, unsigned line)
{
	assert_true(i < r->n_sections);
	if (heading)
		assert_string_equal(r->sections[i].heading, heading);
	else
		assert_null(r->sections[i].heading);
	assert_string_equal(r->sections[i].text, text);
	assert_int_equal(r->sections[i].line, line);
}

static void test_report(void **state)
{
	struct fixture f =
		read_text(STR("Slutrapport: Laga mera\n"
			      "\n"
			      "Projektägare: Kalmar kommun\n"
			      "Region: Småland och öarna\n"
			      "Projekttid: 2012-08-01 - 2015-01-31\n"
			      "Total budget: 1 200 000 kr\n"
			      "\n"
			      "Sammanfattning\n"
			      "\n"
			      "Vi lagade saker i fyra verkstäder och lärde oss att det är\n"
			      "roligt. Det\n"
			      "räcker långt.\n"
			      "\n"
			      "Lärdomar\n"
			      "\n"
			      "Märk allt som lånas ut.\n"
			      "\n"
			      "Håll öppet på kvällen.\n"));
	int64_t number;

	(void)state;
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "Slutrapport: Laga mera");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_KIND), "rapport");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_DOCTYPE), "slutrapport");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_OWNER), "Kalmar kommun");
	assert_int_equal(f.r->fields[LETA_FIELD_OWNER].line, 3);
	assert_true(leta_record_number(f.r, LETA_FIELD_BUDGET, &number));
	assert_int_equal(number, 1200000);
	assert_int_equal(f.r->n_sections, 2);
	assert_section(f.r, 0, "Sammanfattning",
		       "Vi lagade saker i fyra verkstäder och lärde oss att det är roligt. Det "
		       "räcker långt.",
		       8);
	assert_int_equal(f.r->sections[0].role, LETA_ROLE_SUMMARY);
	assert_section(f.r, 1, "Lärdomar", "Märk allt som lånas ut.\n\nHåll öppet på kvällen.", 14);
	assert_int_equal(f.r->n_lessons, 2);
	arena_free(f.arena);
}

static void test_headings(void **state)
{
	struct fixture f = read_text(
		STR("# En anteckning\n"
		    "\n"
		    "Först kommer lite text.\n"
		    "\n"
		    "## Vad vi såg ##\n"
		    "Tre saker:\n"
		    "- en sak\n"
		    "- en till\n"
		    "\n"
		    "Hur det gick\n"
		    "------------\n"
		    "Bra.\n"
		    "\n"
		    "2.1 Om framtiden\n"
		    "Framtiden är ljus, säger de flesta som har varit med om den förut.\n"
		    "\n"
		    "En fri rubrik\n"
		    "\n"
		    "Här följer ett stycke som är långt nog för att något ska stå över det.\n"));

	(void)state;
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "En anteckning");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_KIND), "text");
	assert_int_equal(f.r->n_sections, 5);
	assert_section(f.r, 0, NULL, "Först kommer lite text.", 3);
	assert_section(f.r, 1, "Vad vi såg", "Tre saker:\n- en sak\n- en till", 5);
	assert_section(f.r, 2, "Hur det gick", "Bra.", 10);
	assert_section(f.r, 3, "2.1 Om framtiden",
		       "Framtiden är ljus, säger de flesta som har varit med om den förut.", 14);
	assert_section(f.r, 4, "En fri rubrik",
		       "Här följer ett stycke som är långt nog för att något ska stå över det.",
		       17);
	arena_free(f.arena);
}

static void test_pages(void **state)
{
	struct fixture f =
		read_text(STR("Rapport om broar\n\nSid 1 (3)\n\nBron är gammal och har en under-\n"
			      "hållsplan som är\n\nSid 2 (3)\n\nlika gammal. ESF-\nstöd söks.\n\n"
			      "Sid 3 (3)\n\nBakgrund\n\nAlla broar rostar.\n"));

	(void)state;
	assert_int_equal(f.r->n_pages, 3);
	assert_int_equal(f.r->n_sections, 2);
	assert_string_equal(
		f.r->sections[0].text,
		"Bron är gammal och har en underhållsplan som är lika gammal. ESF-stöd söks.");
	assert_int_equal(f.r->sections[0].last_page, 2);
	assert_memory_equal(f.r->sections[0].text + f.r->pages[1].offset, "lika gammal", 11);
	assert_int_equal(f.r->sections[1].first_page, 3);
	arena_free(f.arena);
}

static void test_no_title(void **state)
{
	char line[600];
	struct fixture f;

	(void)state;
	memset(line, 'a', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	memcpy(line, "Detta är allt. Mer", strlen("Detta är allt. Mer"));
	f = read_text(str_from(line));
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "Detta är allt.");
	assert_true(f.r->fields[LETA_FIELD_TITLE].confidence < 1);
	assert_int_equal(f.r->n_sections, 1);
	arena_free(f.arena);
	f = read_text(STR("Bara en rad"));
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "Bara en rad");
	arena_free(f.arena);
	f = read_text(STR(""));
	assert_null(leta_record_text(f.r, LETA_FIELD_TITLE));
	arena_free(f.arena);
}

static void test_long_line(void **state)
{
	size_t len = (size_t)10 << 20;
	char *text = malloc(len);
	struct fixture f;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < len; i++)
		text[i] = i % 7 == 6 ? ' ' : (char)('a' + i % 11);
	f = read_text((struct str){text, len});
	assert_int_equal(f.r->n_sections, 1);
	assert_true(f.r->sections[0].text_len > len - 10);
	arena_free(f.arena);
	free(text);
}

static void test_title_page(void **state)
{
	struct fixture f = read_text(STR("Torra källare\n"
					 "Slutrapport\n"
					 "\n"
					 "Projektägare: Ekvikens kommun\n"
					 "Samordnare: Ada Lind\n"
					 "Projektperiod: 2017-03-01 till 2020-02-29\n"
					 "Total budget: 8 750 000 kr\n"
					 "\n"
					 "Sammanfattning\n"
					 "\n"
					 "Tre kommuner har dikat.\n"));

	(void)state;
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "Torra källare");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_KIND), "rapport");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_DOCTYPE), "slutrapport");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_OWNER), "Ekvikens kommun");
	assert_int_equal(f.r->n_sections, 2);
	assert_section(f.r, 0, NULL, "Slutrapport", 2);
	assert_int_equal(f.r->sections[0].role, LETA_ROLE_FRONT);
	assert_section(f.r, 1, "Sammanfattning", "Tre kommuner har dikat.", 9);
	arena_free(f.arena);
	/* two labels make no header, but no headings either */
	f = read_text(STR("Torra källare\n\nProjektägare: Ekvikens kommun\n"
			  "Tre kommuner har dikat länge och väl, och nu är det torrt överallt.\n"));
	assert_int_equal(f.r->n_sections, 1);
	assert_null(f.r->sections[0].heading);
	arena_free(f.arena);
}

static void test_kind_of_report(void **state)
{
	static const char *const table[][2] = {
		{"Broar - slututvärdering av en miljö", "utvärdering"},
		{"Broar. Slututvärderingen", "utvärdering"},
		{"Genomföranderapport: Broar", "rapport"},
		{"Förstudierapport", "förstudie"},
		{"Brorapporttimmar", "text"},
		{"Transporter", "text"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		char text[200];

		snprintf(text, sizeof(text), "%s\n\nDet gick bra.\n", table[i][0]);
		struct fixture f = read_text(str_from(text));
		assert_string_equal(leta_record_text(f.r, LETA_FIELD_DOCTYPE), table[i][1]);
		arena_free(f.arena);
	}
}

/* ---- drafts ---- */

static void test_draft_is_its_paragraph(void **state)
{
	static const char *const texts[] = {"Vi vill odla tång och musslor med fiskare.",
					    "Vi vill odla tång och musslor med fiskare"};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct fixture f = read_as(str_from(texts[i]), true);
		assert_section(f.r, 0, NULL, texts[i], 1);
		arena_free(f.arena);
	}
}

static void test_draft_states_a_little(void **state)
{
	struct fixture f = read_as(STR("Sökande: Enköpings kommun\n"
				       "Sökt belopp: 780 tkr\n"
				       "Vi vill odla tång.\n"
				       "\n"
				       "Budget: 2 000 000 kr\n"),
				   true);
	int64_t sek;
	(void)state;
	assert_null(leta_record_text(f.r, LETA_FIELD_TITLE));
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_OWNER), "Enköpings kommun");
	assert_true(leta_record_number(f.r, LETA_FIELD_GRANT, &sek));
	assert_int_equal(sek, 780000);
	assert_true(leta_record_number(f.r, LETA_FIELD_BUDGET, &sek));
	assert_int_equal(sek, 2000000);
	assert_non_null(strstr(f.r->sections[0].text, "Vi vill odla tång."));
	arena_free(f.arena);
}

static void test_draft_states_it_last(void **state)
{
	struct fixture f = read_as(STR("Vi vill odla tång.\n\nBudget: 2 000 000 kr\n"), true);
	int64_t sek;
	(void)state;
	assert_true(leta_record_number(f.r, LETA_FIELD_BUDGET, &sek));
	assert_int_equal(sek, 2000000);
	assert_int_equal(f.r->sections[0].role, LETA_ROLE_BODY);
	assert_non_null(strstr(f.r->sections[0].text, "Vi vill odla tång."));
	arena_free(f.arena);
}

/* What somebody applied for was not granted. */
static void test_what_is_sought_is_no_grant(void **state)
{
	struct fixture f = read_text(STR("Tångbruket\n"
					 "\n"
					 "Projektägare: Enköpings kommun\n"
					 "Region: Östra Mellansverige\n"
					 "Total budget: 2 000 000 kr\n"
					 "Sökt stöd: 780 000 kr\n"
					 "\n"
					 "Vi vill odla tång.\n"));
	int64_t sek;
	(void)state;
	assert_true(leta_record_number(f.r, LETA_FIELD_BUDGET, &sek));
	assert_false(leta_record_number(f.r, LETA_FIELD_GRANT, &sek));
	arena_free(f.arena);
}

/* ---- contacts ---- */

static void assert_field(const struct leta_record *r, enum leta_field_id id, const char *text, unsigned line)
{
	if (!text) {
		assert_int_equal(r->fields[id].presence, LETA_UNKNOWN);
		return;
	}
	assert_string_equal(leta_record_text(r, id), text);
	assert_int_equal(r->fields[id].line, line);
}

/* A block is in the fields, with the lines where it stands, and not in the text; the rest keeps its places. */
static void test_contact_block(void **state)
{
	struct fixture f = read_text(STR("Gröna torg\n\nBakgrund\n\nTorget var tomt i många år.\n\n"
					 "Kontaktuppgifter:\n\nAnna von Ek\nProjektledare, Lillköpings kommun\n"
					 "Tel. 0123-456 78, mobil 070-123 45 67\nE-post: Anna.Ek@lillkoping.example\n\n"
					 "Resultat\n\nNu är torget fullt.\n"));

	(void)state;
	assert_field(f.r, LETA_FIELD_CONTACT, "Anna von Ek", 9);
	assert_field(f.r, LETA_FIELD_CONTACT_ROLE, "Projektledare, Lillköpings kommun", 10);
	assert_field(f.r, LETA_FIELD_CONTACT_PHONE, "0123-456 78, 070-123 45 67", 11);
	assert_int_equal(f.r->fields[LETA_FIELD_CONTACT_PHONE].items[0].number, 4612345678);
	assert_field(f.r, LETA_FIELD_CONTACT_EMAIL, "Anna.Ek@lillkoping.example", 12);
	assert_int_equal(f.r->n_sections, 2);
	assert_section(f.r, 0, "Bakgrund", "Torget var tomt i många år.", 3);
	assert_section(f.r, 1, "Resultat", "Nu är torget fullt.", 14);
	arena_free(f.arena);
}

static void test_contact_lines(void **state)
{
	static const struct {
		const char *line, *name, *role, *email, *phone;
	} table[] = {
		{"Kontaktperson: Bo Alm, 0123-456 78, bo@alm.example", "Bo Alm", NULL, "bo@alm.example", "0123-456 78"},
		{"Kontaktperson: Bo Alm, Lillköpings kommun; bo@alm.example", "Bo Alm", "Lillköpings kommun",
		 "bo@alm.example", NULL},
		{"Kontakt: Bo Alm tel 0123-456 78", "Bo Alm", NULL, NULL, "0123-456 78"},
		{"Kontakt: Bo Alm | bo@alm.example | +46 70 123 45 67", "Bo Alm", NULL, "bo@alm.example",
		 "+46 70 123 45 67"},
		{"Projektledare: Bo Alm, bo@alm.example", "Bo Alm", "Projektledare", "bo@alm.example", NULL},
		{"Contact person: Bo Alm, phone: 0123-456 78", "Bo Alm", NULL, NULL, "0123-456 78"},
		{"# Kontakt\nBo Alm\nbo@alm.example", "Bo Alm", NULL, "bo@alm.example", NULL},
		{"Kontakt\nBo Alm, utvecklare\n0123-456 78\nVi tog fram tre förslag.", "Bo Alm", "utvecklare", NULL,
		 "0123-456 78"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		char text[400];
		snprintf(text, sizeof(text), "Gröna torg\n\nTorget var tomt i många år.\n\n%s\n\nNu är det fullt.\n",
			 table[i].line);
		struct fixture f = read_text(str_from(text));
		unsigned line = strchr(table[i].line, '\n') ? 6 : 5;
		assert_field(f.r, LETA_FIELD_CONTACT, table[i].name, line);
		if (table[i].role)
			assert_string_equal(leta_record_text(f.r, LETA_FIELD_CONTACT_ROLE), table[i].role);
		else
			assert_field(f.r, LETA_FIELD_CONTACT_ROLE, NULL, 0);
		const char *email = leta_record_text(f.r, LETA_FIELD_CONTACT_EMAIL),
			   *phone = leta_record_text(f.r, LETA_FIELD_CONTACT_PHONE);
		assert_true(table[i].email ? strcmp(email, table[i].email) == 0 : !email);
		assert_true(table[i].phone ? strcmp(phone, table[i].phone) == 0 : !phone);
		for (size_t k = 0; k < f.r->n_sections; k++)
			assert_null(strstr(f.r->sections[k].text, "Alm"));
		arena_free(f.arena);
	}
}

/* What is not wholly a contact, or one of many, stays in the text. */
static void test_no_contact(void **state)
{
	static const char *const lines[] = {
		"Kontakt: Anna Ek togs i mars.", "Kontakt med Anna Ek, anna@ek.example, togs i mars.",
		"Kontaktperson: kommunen, 0123-456 78", "Kontaktperson\n\nVarje deltagare har en.",
		"Kontakt: Anna Ek, anna@ek.example, som svarar på frågor om allt som har hänt under de tre åren",
		"Kontakt: Anna Ek, Bo Alm, bo@alm.example", "Kontakt\n\nAnna Ek\n\nanna@ek.example",
		"Kontakt\nAnna Ek\nanna@ek.example\n\nBo Alm\nbo@alm.example", "Projektledare: Anna Ek",
		"Kontakt: Anna Ek 2014", "Kontakt: anna@ek.example",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(lines); i++) {
		char text[400];
		snprintf(text, sizeof(text), "Gröna torg\n\nTorget var tomt i många år.\n\n%s\n\nNu är det fullt.\n",
			 lines[i]);
		struct fixture f = read_text(str_from(text));
		assert_field(f.r, LETA_FIELD_CONTACT_EMAIL, NULL, 0);
		assert_field(f.r, LETA_FIELD_CONTACT_PHONE, NULL, 0);
		assert_field(f.r, LETA_FIELD_CONTACT, NULL, 0);
		arena_free(f.arena);
	}
}

/* Among the labels of a header the line is the header's. */
static void test_contact_in_header(void **state)
{
	struct fixture f = read_text(STR("Gröna torg\n\nProjektägare: Lillköpings kommun\n"
					 "Kontaktperson: Anna Ek, utvecklare, anna@ek.example, 0123-456 78\n"
					 "Projektperiod: 2015-01-01 – 2016-12-31\n\nBakgrund\n\nTorget var tomt.\n\n"
					 "Kontakt: Bo Alm, bo@alm.example\n"));

	(void)state;
	assert_field(f.r, LETA_FIELD_CONTACT, "Anna Ek", 4);
	assert_field(f.r, LETA_FIELD_CONTACT_ROLE, "utvecklare", 4);
	assert_field(f.r, LETA_FIELD_CONTACT_EMAIL, "anna@ek.example", 4);
	assert_field(f.r, LETA_FIELD_CONTACT_PHONE, "0123-456 78", 4);
	assert_field(f.r, LETA_FIELD_OWNER, "Lillköpings kommun", 3);
	arena_free(f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contact_block), cmocka_unit_test(test_contact_lines),
		cmocka_unit_test(test_no_contact), cmocka_unit_test(test_contact_in_header),
		cmocka_unit_test(test_draft_is_its_paragraph),
		cmocka_unit_test(test_draft_states_a_little),
		cmocka_unit_test(test_draft_states_it_last),
		cmocka_unit_test(test_what_is_sought_is_no_grant),
		cmocka_unit_test(test_report),    cmocka_unit_test(test_headings),
		cmocka_unit_test(test_pages),     cmocka_unit_test(test_no_title),
		cmocka_unit_test(test_long_line), cmocka_unit_test(test_kind_of_report),
		cmocka_unit_test(test_title_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
