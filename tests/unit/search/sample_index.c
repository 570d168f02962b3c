/*
 * sample_index.c: records as tables → documents → an index.
 */
#include "sample_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/document.h"
#include "indexer/writer.h"
#include "leta/record.h"

#define SECTIONS_MAX 4
#define ITEMS_MAX 3

struct sample_section {
	const char *heading;
	enum leta_section_role role;
	const char *text;
	unsigned first_page;
};

struct sample {
	const char *id, *title, *owner, *region, *phase;
	const char *municipalities[ITEMS_MAX];
	int64_t start, end, grant, budget;
	struct sample_section sections[SECTIONS_MAX];
	struct leta_page pages[4]; /* number 0 = no more */
	struct leta_lesson lesson; /* end 0 = none */
};

/* Page 7 begins inside "pröva sig fram", byte 53 of the text. */
#define KEDJAN_TEXT                                                                                   \
	"Gruppen ville lära av andra städer. De fick pröva sig fram kring metoder som ingen hade " \
	"använt förut. Metoderna byggde på samverkan."

static const struct sample samples[] = {
	{.id = "vagar",
	 .title = "Vägar till arbete",
	 .owner = "Norrbacka kommun",
	 .region = "Stockholm",
	 .phase = "Förprojektering",
	 .municipalities = {"Botkyrka", "Haninge"},
	 .start = 20140201,
	 .end = 20140930,
	 .grant = 450000,
	 .budget = 600000,
	 .sections = {{"Sammanfattning", LETA_ROLE_SUMMARY,
		       "Projektet prövar nya vägar till arbete för utrikesfödda kvinnor. Sociala "
		       "innovationer ska spridas i länet.",
		       0},
		      {"Bakgrund", LETA_ROLE_BACKGROUND,
		       "Arbetslösheten är hög bland utrikesfödda. Kommunen har länge satsat på "
		       "integration.\n\nEn ny mötesplats öppnar i höst. Där får kvinnor stöd.",
		       0},
		      {"Jämställdhet", LETA_ROLE_HORIZONTAL,
		       "Kvinnor och män ska delta på lika villkor i allt arbete.", 0}}},
	{.id = "krav",
	 .title = "Upphandling med sociala krav",
	 .owner = "Länsförbundet Öst",
	 .region = "Östra Mellansverige",
	 .phase = "Genomförande",
	 .municipalities = {"Norrköping"},
	 .start = 20140102,
	 .end = 20141231,
	 .grant = 2978767,
	 .sections =
		 {{"Syfte", LETA_ROLE_PURPOSE,
		   "Syftet är att pröva sociala hänsyn vid upphandling. Upphandlingen ska ge "
		   "arbete åt fler.",
		   0},
		  {"Bakgrund", LETA_ROLE_BACKGROUND,
		   "En social innovation kräver tid. Den som är utrikes född har svårare att få "
		   "arbete.",
		   0}}},
	{.id = "kedjan",
	 .title = "Slutrapport Kedjan",
	 .end = 20111215,
	 .sections = {{"Varför denna förstudie?", LETA_ROLE_BODY, KEDJAN_TEXT, 5},
		      {"Möten", LETA_ROLE_BODY,
		       "Många möten hölls. Lärdom: förankring tar tid. Mötena gav förankring.", 8}},
	 .pages = {{5, 0, 0}, {6, 0, 38}, {7, 0, 53}, {8, 1, 0}},
	 .lesson = {1, 22, 51, 8}},
	{.id = "malmo",
	 .title = "Integration i storstaden",
	 .owner = "Malmö stad",
	 .region = "Sydsverige",
	 .phase = "Förprojektering",
	 .municipalities = {"Malmö"},
	 .start = 20090914,
	 .end = 20100514,
	 .grant = 1137500,
	 .sections = {{"Bakgrund", LETA_ROLE_BACKGROUND,
		       "Malmö växer. Rosengård ligger i Malmö och har många barn.", 0}}},
	{.id = "hus",
	 .title = "Hus",
	 .sections = {{NULL, LETA_ROLE_BODY, "Ett litet hus vid vägen. Att vara eller inte vara.",
		       0}}},
	{.id = "hus-2",
	 .title = "Hus två",
	 .sections = {{NULL, LETA_ROLE_BODY, "Vägen är lång. Vara och att är små ord.", 0}}},
};

#define N_SAMPLES (sizeof(samples) / sizeof(samples[0]))

static struct leta_item items[LETA_FIELD_COUNT][ITEMS_MAX];

static void set_text(struct leta_record *r, enum leta_field_id id, const char *text)
{
	struct leta_field *field = &r->fields[id];
	if (!text)
		return;
	items[id][field->n_items].text = text;
	field->presence = LETA_KNOWN;
	field->items = items[id];
	field->n_items++;
	field->confidence = 1;
}

static void set_number(struct leta_record *r, enum leta_field_id id, int64_t number)
{
	if (number == 0)
		return;
	set_text(r, id, "tal");
	items[id][0].number = number;
}

static void fill(const struct sample *s, struct leta_record *r,
		 struct leta_section sections[SECTIONS_MAX])
{
	memset(r, 0, sizeof(*r));
	set_text(r, LETA_FIELD_ID, s->id);
	set_text(r, LETA_FIELD_KIND, s->grant ? "projekt" : "text");
	set_text(r, LETA_FIELD_TITLE, s->title);
	set_text(r, LETA_FIELD_OWNER, s->owner);
	set_text(r, LETA_FIELD_REGION, s->region);
	set_text(r, LETA_FIELD_PHASE, s->phase);
	for (size_t i = 0; i < ITEMS_MAX; i++)
		set_text(r, LETA_FIELD_MUNICIPALITY, s->municipalities[i]);
	set_number(r, LETA_FIELD_START, s->start);
	set_number(r, LETA_FIELD_END, s->end);
	set_number(r, LETA_FIELD_GRANT, s->grant);
	set_number(r, LETA_FIELD_BUDGET, s->budget);
	for (size_t i = 0; i < SECTIONS_MAX && s->sections[i].text; i++) {
		const struct sample_section *from = &s->sections[i];
		sections[i] = (struct leta_section){.heading = from->heading,
						    .role = from->role,
						    .first_page = from->first_page,
						    .last_page = from->first_page,
						    .text = from->text,
						    .text_len = strlen(from->text)};
		r->n_sections++;
	}
	r->sections = sections;
	r->pages = (struct leta_page *)s->pages;
	while (r->n_pages < 4 && s->pages[r->n_pages].number > 0)
		r->n_pages++;
	r->lessons = (struct leta_lesson *)&s->lesson;
	r->n_lessons = s->lesson.end > 0 ? 1 : 0;
}

void sample_index_build(const char *dir)
{
	static const struct str no_dictionaries[DICTIONARY_KINDS];
	struct dictionary *dictionary = NULL;
	struct text_analyzer *analyzer = NULL;
	struct document_maker *maker = NULL;
	struct index_writer *writer = NULL;
	assert_int_equal(index_writer_open(dir, false, &writer, NULL), LETA_OK);
	/* without a lexicon: the same everywhere, and fast */
	assert_int_equal(index_writer_analyzer(writer, "", NULL, &analyzer, NULL), LETA_OK);
	assert_int_equal(dictionary_new(no_dictionaries, &dictionary, NULL), LETA_OK);
	assert_int_equal(index_writer_set_dictionary(writer, dictionary, NULL), LETA_OK);
	assert_int_equal(document_maker_new(analyzer, dictionary, &maker, NULL), LETA_OK);
	for (size_t i = 0; i < N_SAMPLES; i++) {
		struct leta_section sections[SECTIONS_MAX];
		struct leta_record record;
		struct document document;
		fill(&samples[i], &record, sections);
		assert_int_equal(document_make(maker, &record, STR("/sample"), &document, NULL),
				 LETA_OK);
		assert_int_equal(
			index_writer_put(writer, &document, str_from(samples[i].id), i, NULL, NULL),
			LETA_OK);
	}
	assert_int_equal(index_writer_finish(writer, NULL), LETA_OK);
	document_maker_free(maker);
	index_writer_close(writer);
}
