/*
 * test_transcript.c: transcripts of PDF reports: what a site put around them goes, pages, sections
 * and lessons come out. The report is invented; a real one is compared with the record that people
 * made from it when it lies in the folder of the argument (seeds/ and data/).
 */
#include "support/unit.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "record/pages.h"
#include "record/prose.h"
#include "record/read.h"
#include "record/word.h"
#include "support/fault_alloc.h"

#define SEED "002_e463b78c03ef4d70"

static char folder[400];

#define CHROME                                                                                     \
	"Slutrapport Verkstaden\n\nSave this PDF as:\n WORD  PNG  TXT  JPG\n\nStorlek: px\n"       \
	"Starta visningen från sidan:\n\nDownload \"Slutrapport Verkstaden\"\n\nTranskript\n\n"
#define PAGE1                                                                                      \
	"1 Slutrapport Verkstaden Kalmar kommun Upprättad Datum: Version: 1.2 Ansvarig: Berit "   \
	"Granlund Förvaltning: Gatukontoret Enhet: Avdelningen för parker\n\n"
#define PAGE2                                                                                      \
	"2 Vad vi menar med verkstad En verkstad är en plats där den som vill får laga saker. " \
	"Den kan vara stor eller liten. 2\n\n"
#define PAGE3                                                                                         \
	"3 Innehåll Vad vi menar med verkstad 2 1. Inledning 4 Varför projektet? 4 Besök i andra " \
	"städer 5 2. NU 6 Verktygen ( ) 6 Framtiden SEDAN 9 Samlade källor 11 3\n\n"
#define PAGE4                                                                                      \
	"4 1. Inledning Kalmar har många trasiga saker. Arbetet har pågått mellan 3 mars 2012 " \
	"och 30 november Det började i liten skala. Varför projektet? Enligt beslut den 5 "      \
	"januari 2012 skulle det prövas ett för socialt Foto Maj Bergkvist utvecklingsarbete "   \
	"nytt arbetssätt. Pengarna kom från Europeiska regionala utvecklingsfonden och "         \
	"Regionalfonden har följt arbetet. Lärdom: Det går bra att pröva sig fram\n\n"
#define PAGE5                                                                                       \
	"5 kring metoder och ut- veck- lings- och lärandevillkor. Sedan tog det slut. Besök i "   \
	"andra städer Kommunerna visade sina metod- och processtöd. Lärdomar Vi såg tre saker " \
	"som fungerade.mötet gav mycket. Foto Maj Bergkvist Sedan åkte alla hem med EU- projekt " \
	"i bagaget. 5\n\n"
#define PAGE6                                                                                      \
	"6 2. NU I dag finns det verkstäder på fler håll. Verktygen ( ) Verktygen köptes av "  \
	"Kalmar kommun och lånas ut. Lärdom 2: Märk allt. 6\n\n"
#define TAIL                                                                                       \
	"Helt annan rapport om energi\n\nHelt annan rapport om energi Helt annan rapport om "      \
	"energi som ingen ska hitta här\n\nLäs mer\n\nPolicy för hundar\n\nPolicy för hundar " \
	"Policy för hundar och katter\n\nLäs mer\n"

static const char report[] = CHROME PAGE1 PAGE2 PAGE3 PAGE4 PAGE5 PAGE6 TAIL;

struct fixture {
	struct arena *arena;
	const struct leta_record *r;
};

static struct fixture read_transcript(struct str text)
{
	struct fixture f = {.arena = arena_new((size_t)256 << 20)};
	struct record_builder b;
	struct leta_error err;

	assert_non_null(f.arena);
	assert_true(record_builder_init(&b, f.arena));
	assert_int_equal(record_read_transcript(&b, text, &err), LETA_OK);
	assert_int_equal(record_finish(&b, &err), LETA_OK);
	f.r = b.record;
	return f;
}

static bool has_item(const struct leta_record *r, enum leta_field_id id, const char *text)
{
	for (size_t i = 0; i < r->fields[id].n_items; i++)
		if (strcmp(r->fields[id].items[i].text, text) == 0)
			return true;
	return false;
}

static const struct leta_section *section_named(const struct leta_record *r, const char *heading)
{
	for (size_t i = 0; i < r->n_sections; i++)
		if (r->sections[i].heading && strcmp(r->sections[i].heading, heading) == 0)
			return &r->sections[i];
	return NULL;
}

static bool text_has(const struct leta_record *r, const char *needle)
{
	for (size_t i = 0; i < r->n_sections; i++)
		if (strstr(r->sections[i].text, needle))
			return true;
	return false;
}

static void test_sections(void **state)
{
	static const struct {
		const char *heading;
		unsigned first, last;
	} expected[] = {
		{NULL, 1, 1},
		{"Vad vi menar med verkstad", 2, 2},
		{"Innehåll", 3, 3},
		{"1. Inledning", 4, 4},
		{"Varför projektet?", 4, 5},
		{"Besök i andra städer", 5, 5},
		{"2. NU", 6, 6},
		{"Verktygen", 6, 6},
	};
	struct fixture f = read_transcript(STR(report));

	(void)state;
	assert_int_equal(f.r->n_sections, LENGTH(expected));
	for (size_t i = 0; i < LENGTH(expected); i++) {
		const struct leta_section *s = &f.r->sections[i];

		if (expected[i].heading)
			assert_string_equal(s->heading, expected[i].heading);
		else
			assert_null(s->heading);
		assert_int_equal(s->first_page, expected[i].first);
		assert_int_equal(s->last_page, expected[i].last);
	}
	assert_int_equal(f.r->sections[0].role, LETA_ROLE_FRONT);
	assert_int_equal(f.r->sections[2].role, LETA_ROLE_CONTENTS);
	arena_free(f.arena);
}

static void test_text(void **state)
{
	static const char *const there[] = {
		"pröva sig fram kring metoder",
		"för socialt utvecklingsarbete nytt",
		"utvecklings- och lärandevillkor",
		"metod- och processtöd",
		"fungerade. mötet",
		"EU-projekt",
	};
	static const char *const gone[] = {"Foto",     "Läs mer",    "energi",
					   "hundar",   "Storlek",    "Transkript",
					   "liten. 2", "bagaget. 5", "Märk allt. 6"};
	struct fixture f = read_transcript(STR(report));

	(void)state;
	for (size_t i = 0; i < LENGTH(there); i++)
		if (!text_has(f.r, there[i]))
			fail_msg("'%s' is not in the text", there[i]);
	for (size_t i = 0; i < LENGTH(gone); i++)
		if (text_has(f.r, gone[i]))
			fail_msg("'%s' is in the text", gone[i]);
	arena_free(f.arena);
}

static void test_pages_and_lessons(void **state)
{
	static const unsigned lesson_pages[] = {4, 5, 6};
	struct fixture f = read_transcript(STR(report));
	const struct leta_page *fifth;

	(void)state;
	assert_int_equal(f.r->n_pages, 6);
	for (unsigned i = 0; i < 6; i++)
		assert_int_equal(f.r->pages[i].number, i + 1);
	fifth = &f.r->pages[4];
	assert_memory_equal(f.r->sections[fifth->section].text + fifth->offset, "kring metoder",
			    13);
	assert_int_equal(f.r->pages_expected, 11);
	assert_true(f.r->truncated);
	assert_int_equal(f.r->n_lessons, LENGTH(lesson_pages));
	for (size_t i = 0; i < LENGTH(lesson_pages); i++) {
		const struct leta_lesson *l = &f.r->lessons[i];

		assert_int_equal(l->page, lesson_pages[i]);
		assert_memory_equal(f.r->sections[l->section].text + l->start, "Lärdom", 7);
	}
	arena_free(f.arena);
}

static void test_fields(void **state)
{
	struct fixture f = read_transcript(STR(report));
	const struct leta_record *r = f.r;
	int64_t number;

	(void)state;
	assert_string_equal(leta_record_text(r, LETA_FIELD_TITLE), "Slutrapport Verkstaden");
	assert_string_equal(leta_record_text(r, LETA_FIELD_KIND), "rapport");
	assert_string_equal(leta_record_text(r, LETA_FIELD_DOCTYPE), "slutrapport");
	assert_string_equal(leta_record_text(r, LETA_FIELD_LAYOUT), "docplayer");
	assert_string_equal(leta_record_text(r, LETA_FIELD_VERSION), "1.2");
	assert_string_equal(leta_record_text(r, LETA_FIELD_CONTACT), "Berit Granlund");
	assert_string_equal(leta_record_text(r, LETA_FIELD_CONTACT_ROLE), "Ansvarig");
	assert_string_equal(leta_record_text(r, LETA_FIELD_OWNER), "Kalmar kommun, Gatukontoret");
	assert_string_equal(leta_record_text(r, LETA_FIELD_OWNER_UNIT), "Avdelningen för parker");
	assert_int_equal(r->fields[LETA_FIELD_DOCUMENT_DATE].presence, LETA_EMPTY);
	assert_string_equal(leta_record_text(r, LETA_FIELD_FUND), "ERUF");
	assert_string_equal(leta_record_text(r, LETA_FIELD_PROGRAMME), "2007-2013");
	assert_string_equal(leta_record_text(r, LETA_FIELD_MUNICIPALITY), "Kalmar");
	assert_string_equal(leta_record_text(r, LETA_FIELD_DECISION_DATE), "2012-01-05");
	assert_true(leta_record_number(r, LETA_FIELD_START, &number));
	assert_int_equal(number, 20120303);
	assert_true(leta_record_number(r, LETA_FIELD_END, &number));
	assert_int_equal(number, 20121130);
	assert_true(r->fields[LETA_FIELD_END].confidence < 0.75);
	assert_string_equal(r->fields[LETA_FIELD_END].from, "s. 4");
	arena_free(f.arena);
}

static void test_what_was_taken_out(void **state)
{
	struct fixture f = read_transcript(STR(report));
	const struct leta_record *r = f.r;

	(void)state;
	assert_true(has_item(r, LETA_FIELD_STRIPPED, "WORD PNG TXT JPG"));
	assert_true(has_item(r, LETA_FIELD_STRIPPED, "Download \"…\""));
	assert_true(has_item(r, LETA_FIELD_STRIPPED, "6 page numbers"));
	assert_true(has_item(r, LETA_FIELD_STRIPPED, "4 page footers"));
	assert_true(has_item(r, LETA_FIELD_STRIPPED, "2 × Läs mer blocks"));
	assert_true(has_item(r, LETA_FIELD_PHOTO_CREDIT, "Maj Bergkvist (2)"));
	assert_true(has_item(r, LETA_FIELD_MISSING_SECTION, "Framtiden"));
	assert_true(has_item(r, LETA_FIELD_MISSING_SECTION, "3. SEDAN"));
	assert_true(has_item(r, LETA_FIELD_MISSING_SECTION, "Samlade källor"));
	assert_true(has_item(r, LETA_FIELD_QUALITY, "truncated"));
	assert_true(has_item(r, LETA_FIELD_QUALITY, "digits_unreliable"));
	assert_true(has_item(r, LETA_FIELD_QUALITY, "foreign_tail_removed"));
	assert_true(has_item(r, LETA_FIELD_QUALITY, "years_missing"));
	assert_int_equal(r->n_related, 2);
	assert_string_equal(r->related[0].title, "Helt annan rapport om energi");
	assert_string_equal(r->related[1].title, "Policy för hundar");
	assert_int_equal(r->related[0].line, 25);
	arena_free(f.arena);
}

/* The same labels, first all of them and then all values. */
static void test_label_columns(void **state)
{
	struct fixture f = read_transcript(STR(
		CHROME "1 Rapport Kalmar kommun Upprättad Datum: Version: Ansvariga: Förvaltning: "
		       "Enhet: 2011-02-03 2.0 Berit Granlund, Ove Tall Gatukontoret Avdelningen "
		       "för parker\n\n2 Sammanfattning Det här är en rapport.\n\n3 Bakgrund Det "
		       "fanns ett skäl.\n"));
	int64_t date;

	(void)state;
	assert_true(leta_record_number(f.r, LETA_FIELD_DOCUMENT_DATE, &date));
	assert_int_equal(date, 20110203);
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_VERSION), "2.0");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_CONTACT), "Berit Granlund");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_OWNER), "Kalmar kommun, Gatukontoret");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_OWNER_UNIT), "Avdelningen för parker");
	arena_free(f.arena);
}

/* Without a table of contents: known headings, running heads, the form's labels without colons. */
static void test_form_without_contents(void **state)
{
	struct fixture f = read_transcript(STR(
		CHROME "1 Sid 1 (4) Slutrapport genomförande Projektnamn Laga mer Projektägare "
		       "Kalmar kommun Projektnummer 2012/00999 Projektperiod 2012-08-01 till "
		       "2015-01-31 Sammanfattning Vi lagade saker.\n\n"
		       "2 Sid 2 (4) Slutrapport genomförande Syfte och mål Syftet var att laga.\n\n"
		       "3 Sid 3 (4) Slutrapport genomförande Resultat Allt blev lagat. Allt "
		       "fungerar.\n\n"
		       "4 Sid 4 (4) Slutrapport genomförande Jämställdhetsintegrering Alla fick "
		       "vara med.\n"));
	int64_t date;

	(void)state;
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "Laga mer");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_OWNER), "Kalmar kommun");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_DNR), "2012/00999");
	assert_true(leta_record_number(f.r, LETA_FIELD_END, &date));
	assert_int_equal(date, 20150131);
	assert_non_null(section_named(f.r, "Sammanfattning"));
	assert_int_equal(section_named(f.r, "Syfte och mål")->first_page, 2);
	assert_int_equal(section_named(f.r, "Resultat")->role, LETA_ROLE_RESULTS);
	assert_non_null(section_named(f.r, "Jämställdhetsintegrering"));
	assert_false(text_has(f.r, "Sid 3"));
	assert_false(text_has(f.r, "Slutrapport genomförande"));
	arena_free(f.arena);
}

/* Printed page numbers that lag behind, dots, a title of which the number was lost. */
static void test_contents_with_offset(void **state)
{
	struct fixture f = read_transcript(
		STR(CHROME
		    "1 Rapport om vatten\n\n2\n\n"
		    "3 Innehåll Förord... 1 Vattnet i dag...2 Strömmar Vindar... 3 Slutord... 4\n\n"
		    "4 Förord Vi tackar alla. 1\n\n5 Vattnet i dag Det är vått. 2\n\n"
		    "6 Strömmar De är starka. Mycket starka. Vindar De är svaga. 3\n\n"
		    "7 Slutord Nu är det klart. 4\n"));

	(void)state;
	assert_int_equal(section_named(f.r, "Förord")->first_page, 4);
	assert_int_equal(section_named(f.r, "Vattnet i dag")->first_page, 5);
	assert_int_equal(section_named(f.r, "Strömmar")->first_page, 6);
	assert_int_equal(section_named(f.r, "Vindar")->first_page, 6);
	assert_string_equal(section_named(f.r, "Slutord")->text, "Nu är det klart.");
	assert_int_equal(f.r->n_pages, 7);
	assert_false(f.r->truncated);
	arena_free(f.arena);
}

static void test_other_sites(void **state)
{
	struct fixture f = read_transcript(STR(
		"• No results found\n\nOm broar\n\nN/A\nProtected\n\nShare \"Om broar\"\n\n11\n\n"
		"Full text\n\n(1)\n\nOm broar\n\n(2)\n\nSammanfattning\n\nBron är byggd av trä och "
		"kommer att stå kvar länge. Den är under-\n\nhållsfri och håller.\n\n(3)\n\n"
		"Bakgrund\n\nFörr fanns ingen bro här, och den som ville över fick ro.\n"));

	(void)state;
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_LAYOUT), "5dok");
	assert_string_equal(leta_record_text(f.r, LETA_FIELD_TITLE), "Om broar");
	assert_int_equal(f.r->n_pages, 3);
	assert_int_equal(section_named(f.r, "Bakgrund")->first_page, 3);
	assert_true(text_has(f.r, "underhållsfri"));
	arena_free(f.arena);
	f = read_transcript(
		STR("Om broar\n|\n- Visningar:\nTranskript\n1 Om broar 1\n2 Sammanfattning "
		    "Bron står. 2\n3 Bakgrund Ingen bro fanns. 3\n"));
	assert_int_equal(f.r->n_pages, 3);
	assert_int_equal(section_named(f.r, "Bakgrund")->first_page, 3);
	arena_free(f.arena);
}

/* Teasers without "Läs mer", teasers before the report, and lines that only look like them. */
static void test_tails(void **state)
{
	struct fixture f = read_transcript(
		STR(CHROME "1 Kort rapport om lagning 1\n\n2 Sammanfattning Vi lagade. 2\n\n"
			   "Annat ett\n\nAnnat ett och mer\n\nAnnat två\n\nAnnat två och mer\n\n"
			   "Annat tre\n\nAnnat tre och mer\n\n2024 Sidans ägare\n"));

	(void)state;
	assert_int_equal(f.r->n_related, 3);
	assert_false(text_has(f.r, "Annat"));
	assert_false(text_has(f.r, "ägare"));
	arena_free(f.arena);
	f = read_transcript(
		STR("Titel\n\nRelevanta dokument\nEn annan rapport\n\nEn tredje rapport\n\n"
		    "Transkript\n1 Titel 1\n2 Sammanfattning Text. 2\n"));
	assert_int_equal(f.r->n_related, 2);
	assert_false(text_has(f.r, "tredje"));
	arena_free(f.arena);
	f = read_transcript(STR(CHROME "1 Bakgrund\n\nBakgrund till det hela är enkel.\n"));
	assert_int_equal(f.r->n_related, 0);
	assert_true(text_has(f.r, "till det hela"));
	arena_free(f.arena);
}

static void test_repairs(void **state)
{
	static const struct {
		const char *text, *repaired;
	} cases[] = {
		{"ut- veck- lings- och lärandevillkor", "utvecklings- och lärandevillkor"},
		{"för- och nackdelar", "för- och nackdelar"},
		{"EU- projekt och e- post", "EU-projekt och e-post"},
		{"ett - kanske två - fall", "ett - kanske två - fall"},
		{"städerna emellan.mötet hölls", "städerna emellan. mötet hölls"},
		{"samma plats..genom att", "samma plats.. genom att"},
		{"slut.Nästa dag", "slut. Nästa dag"},
		{"t.ex. malmo.se och anna.ek@orten.example",
		 "t.ex. malmo.se och anna.ek@orten.example"},
		{"www.orten.example/sida.html", "www.orten.example/sida.html"},
		{"S L U T R A P P O R T  2011", "SLUTRAPPORT 2011"},
		{"S LUTRAP P O RT LEAD E R P R OJ E KTET LANDSBYGDEN I DAG",
		 "SLUTRAPPORT LEADERPROJEKTET LANDSBYGDEN I DAG"},
		{"i å och ö", "i å och ö"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct buf out;

		buf_init(&out, 1000);
		prose_repair(&out, str_from(cases[i].text));
		assert_string_equal(out.data, cases[i].repaired);
		buf_fini(&out);
	}
}

static void test_page_heads(void **state)
{
	static const struct {
		const char *line;
		unsigned number; /* 0: no page head */
	} cases[] = {
		{"Sid 1 (12)", 1},
		{"2(20)", 2},
		{"1 (60) 2010-03-22", 1},
		{"2014-11-11 3 (9)", 3},
		{"Sida 4", 4},
		{"Sida 2 av 15", 2},
		{"3 av 9", 3},
		{"- 7 -", 7},
		{"9 (3)", 0},
		{"2010", 0},
		{"sida", 0},
		{"3 av oss", 0},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		unsigned number = 0;
		bool head = pages_is_head(str_from(cases[i].line), &number);

		if (head != (cases[i].number > 0) || (head && number != cases[i].number))
			fail_msg("'%s' gives %u", cases[i].line, number);
	}
}

static void test_title_between_sentences(void **state)
{
	static const struct {
		const char *text, *title;
	} cases[] = {
		{"Etnografi och design Flera av dem", "Etnografi och design "},
		{"Resa till Bergen En resa och två", "Resa till Bergen "},
		{"Verkstaden har öppnat. Flera kom", ""},
		{"Anna Ek arbetar i Bergen", ""},
	};
	struct str text = STR("flera av dem kom på en resa");
	struct map *common = word_common(text);

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(word_title_end(str_from(cases[i].text), 0, common),
				 strlen(cases[i].title));
	map_free(common);
}

/* head and then n pieces: number (when they are pages), a word that differs, text. */
static char *repeated(const char *head, bool pages, const char *text, unsigned n, size_t *len)
{
	size_t size = strlen(head) + n * (strlen(text) + 20) + 1;
	char *out = malloc(size);

	assert_non_null(out);
	*len = (size_t)snprintf(out, size, "%s", head);
	for (unsigned i = 1; i <= n; i++) {
		char word[4] = {(char)('a' + i % 23), (char)('a' + i / 23 % 23),
				(char)('a' + i / 529 % 23), '\0'};

		if (pages)
			*len += (size_t)snprintf(out + *len, size - *len, "%u ", i);
		*len += (size_t)snprintf(out + *len, size - *len, "%s%s", word, text);
	}
	return out;
}

static void test_large(void **state)
{
	size_t len;
	char *text = repeated(CHROME, true, " om skola och arbete.\n\n", 50000, &len);
	struct fixture f = read_transcript((struct str){text, len});

	(void)state;
	assert_int_equal(f.r->n_pages, 50000);
	arena_free(f.arena);
	free(text);
	text = repeated("", false, " ord och fler ord utan slut ", 60000, &len);
	f = read_transcript((struct str){text, len});
	assert_int_equal(f.r->n_sections, 1);
	arena_free(f.arena);
	free(text);
	f = read_transcript(STR(""));
	assert_int_equal(f.r->n_sections, 0);
	arena_free(f.arena);
}

/* Each allocation fails in turn: a clean error, nothing leaks (the sanitizer looks). */
static void test_out_of_memory(void **state)
{
	(void)state;
	for (unsigned long n = 1;; n++) {
		struct record_builder b;
		struct leta_error err;
		leta_status status = LETA_ERR_NOMEM;

		fault_alloc_arm(n);
		struct arena *arena = arena_new((size_t)64 << 20);
		if (arena && record_builder_init(&b, arena))
			status = record_read_transcript(&b, STR(report), &err);
		arena_free(arena);
		if (!fault_alloc_disarm()) {
			assert_int_equal(status, LETA_OK);
			break;
		}
		assert_int_equal(status, LETA_ERR_NOMEM);
	}
}

/* The names of photographers, districts with a note and titles with "…" are shortened by hand. */
static void compare_lists(const struct leta_record *r, const json_t *wanted)
{
	static const struct {
		enum leta_field_id id;
		const char *name;
	} lists[] = {
		{LETA_FIELD_DECISION_DATE, "decision_dates"},
		{LETA_FIELD_DISTRICT, "districts"},
		{LETA_FIELD_MISSING_SECTION, "missing_sections"},
		{LETA_FIELD_PHOTO_CREDIT, "photo_credits_removed"},
		{LETA_FIELD_STRIPPED, "stripped"},
		{LETA_FIELD_QUALITY, "quality"},
	};

	for (size_t i = 0; i < LENGTH(lists); i++) {
		const json_t *list = json_object_get(wanted, lists[i].name);

		for (size_t k = 0; k < json_array_size(list); k++) {
			char text[200];
			const char *note;

			snprintf(text, sizeof(text), "%s",
				 json_string_value(json_array_get(list, k)));
			if (strcmp(text, "…") == 0)
				continue;
			note = lists[i].id == LETA_FIELD_DISTRICT ? strstr(text, " (") : NULL;
			if (note)
				text[note - text] = '\0';
			if (!has_item(r, lists[i].id, text))
				fail_msg("%s lacks '%s'", lists[i].name, text);
		}
	}
}

static void compare_sections(const struct leta_record *r, const json_t *wanted)
{
	const json_t *list = json_object_get(wanted, "sections");

	assert_int_equal(r->n_sections, json_array_size(list) + 1); /* the title page */
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *row = json_array_get(list, i);
		const struct leta_section *s = &r->sections[i + 1];
		const char *heading = json_string_value(json_array_get(row, 0));

		assert_memory_equal(s->heading, heading, strlen(s->heading));
		assert_int_equal(s->first_page, json_integer_value(json_array_get(row, 1)));
		assert_int_equal(s->last_page, json_integer_value(json_array_get(row, 2)));
	}
}

static const char *value_of(const json_t *record, const char *name, const char *member)
{
	const json_t *value = json_object_get(record, name);

	return json_string_value(json_is_object(value) ? json_object_get(value, member) : value);
}

static void compare_fields(const struct leta_record *r, const json_t *wanted)
{
	static const struct {
		enum leta_field_id id;
		const char *name, *member;
	} fields[] = {
		{LETA_FIELD_DOCTYPE, "doctype", NULL},
		{LETA_FIELD_LAYOUT, "layout", NULL},
		{LETA_FIELD_TITLE, "title", NULL},
		{LETA_FIELD_FUND, "fund", "value"},
		{LETA_FIELD_PROGRAMME, "programme_period", "value"},
		{LETA_FIELD_OWNER, "owner", "value"},
		{LETA_FIELD_OWNER_UNIT, "owner", "unit"},
		{LETA_FIELD_CONTACT, "contact", "name"},
		{LETA_FIELD_CONTACT_ROLE, "contact", "role"},
		{LETA_FIELD_VERSION, "version", NULL},
		{LETA_FIELD_REGION, "region", "name"},
		{LETA_FIELD_NUTS2, "region", "nuts2"},
	};
	const json_t *related = json_object_get(wanted, "related");
	const json_t *pages = json_object_get(wanted, "pages");

	for (size_t i = 0; i < LENGTH(fields); i++)
		assert_string_equal(leta_record_text(r, fields[i].id),
				    value_of(wanted, fields[i].name, fields[i].member));
	assert_int_equal(r->n_pages, json_integer_value(json_object_get(pages, "present")));
	assert_int_equal(r->pages_expected,
			 json_integer_value(json_object_get(pages, "expected_min")));
	assert_int_equal(r->n_related, json_integer_value(json_object_get(related, "count")));
	assert_int_equal(r->related_chars, json_integer_value(json_object_get(related, "chars")));
	assert_int_equal(r->n_lessons,
			 json_integer_value(json_object_get(wanted, "lessons_count")));
	assert_true(r->truncated);
}

static leta_status compare(void *ctx, const struct record_read *read, struct leta_error *err)
{
	(void)err;
	compare_fields(read->record, ctx);
	compare_lists(read->record, ctx);
	compare_sections(read->record, ctx);
	return LETA_OK;
}

static void test_real_report(void **state)
{
	char path[600];
	json_error_t error;
	struct buf bytes;
	struct leta_error err;
	json_t *all;

	(void)state;
	snprintf(path, sizeof(path), "%s/data/expected_records.json", folder);
	all = json_load_file(path, 0, &error);
	if (!all)
		skip();
	snprintf(path, sizeof(path), "%s/seeds/" SEED ".txt", folder);
	buf_init(&bytes, (size_t)1 << 20);
	assert_int_equal(file_read(path, &bytes, &err), LETA_OK);
	for (size_t i = 0; i < json_array_size(all); i++) {
		json_t *record = json_array_get(all, i);
		struct record_source source = {.path = path, .id = SEED, .bytes = buf_view(&bytes)};

		if (strcmp(json_string_value(json_object_get(record, "id")), SEED) == 0)
			assert_int_equal(record_read(&source, compare, record, &err), LETA_OK);
	}
	buf_fini(&bytes);
	json_decref(all);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_pages_and_lessons),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_what_was_taken_out),
		cmocka_unit_test(test_label_columns),
		cmocka_unit_test(test_form_without_contents),
		cmocka_unit_test(test_contents_with_offset),
		cmocka_unit_test(test_other_sites),
		cmocka_unit_test(test_tails),
		cmocka_unit_test(test_repairs),
		cmocka_unit_test(test_page_heads),
		cmocka_unit_test(test_title_between_sentences),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_out_of_memory),
		cmocka_unit_test(test_real_report),
	};
	snprintf(folder, sizeof(folder), "%s", argc > 1 ? argv[1] : ".");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
