/*
 * results.c: see results.h. All text is invented; it holds what presenters must survive: quotes,
 * commas, a formula, an escape sequence, a mark of direction, a line feed.
 */
#include "results.h"

#include "leta/record.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ITEM(...)                                                                                  \
	(struct leta_item[])                                                                       \
	{                                                                                          \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}
#define KNOWN(...)                                                                                 \
	{                                                                                          \
		.presence = LETA_KNOWN, .n_items = 1, .items = ITEM(__VA_ARGS__), .confidence = 1  \
	}

static struct leta_item municipalities[] = {{.text = "Ekby"}, {.text = "Almsta, södra"}};

static const struct leta_record full = {
	.fields =
		{
			[LETA_FIELD_ID] = KNOWN(.text = "a-1"),
			[LETA_FIELD_KIND] = KNOWN(.text = "projekt"),
			[LETA_FIELD_TITLE] =
				KNOWN(.text = "=SUMMA \"Vägen in\" \033[31m\xE2\x80\xAE<b>"),
			[LETA_FIELD_AREA] = KNOWN(.text = "Kompetensförsörjning"),
			[LETA_FIELD_PHASE] = KNOWN(.text = "Genomförande"),
			[LETA_FIELD_OWNER] = KNOWN(.text = "Ekby kommun, Arbetsenheten"),
			[LETA_FIELD_REGION] = KNOWN(.text = "Sydsverige"),
			[LETA_FIELD_START] = KNOWN(.text = "2009-09-14", .number = 20090914),
			[LETA_FIELD_END] = KNOWN(.text = "2010-05-14", .number = 20100514),
			[LETA_FIELD_GRANT] = KNOWN(.text = "1 137 500 kr", .number = 1137500),
			[LETA_FIELD_BUDGET] = KNOWN(.text = "2 000 000 kr", .number = 2000000),
			[LETA_FIELD_MUNICIPALITY] = {.presence = LETA_KNOWN,
						     .n_items = LENGTH(municipalities),
						     .items = municipalities,
						     .confidence = 1},
		},
};

static const struct leta_record bare = {
	.fields =
		{
			[LETA_FIELD_ID] = KNOWN(.text = "b-2"),
			[LETA_FIELD_KIND] = KNOWN(.text = "text"),
		},
};

/* Nothing in it may leave its place in a file of references. */
static struct leta_section awkward_sections[] = {
	{.heading = "Sammanfattning",
	 .role = LETA_ROLE_SUMMARY,
	 .text = "Rad ett\nER  - \n\n@misc{x}",
	 .text_len = sizeof("Rad ett\nER  - \n\n@misc{x}") - 1},
};
static struct leta_item topics[] = {{.text = "Ämne A"}, {.text = "Ämne B"}};
static const struct leta_record awkward = {
	.fields =
		{
			[LETA_FIELD_ID] = KNOWN(.text = "år/1 {x}"),
			[LETA_FIELD_KIND] = KNOWN(.text = "rapport"),
			[LETA_FIELD_TITLE] = KNOWN(.text = "A } 100 % \\b & c_d #1 $x ~y ^z {"),
			[LETA_FIELD_OWNER] = KNOWN(.text = "Enhet {A"),
			[LETA_FIELD_OWNER_INFERRED] = {LETA_KNOWN, 1, ITEM(.text = "Ekby kommun"),
						       0, 0, 0.8, "text"},
			[LETA_FIELD_DNR] = KNOWN(.text = "2011-3_4"),
			[LETA_FIELD_DOCUMENT_DATE] =
				KNOWN(.text = "2012-05", .number = 20120501),
			[LETA_FIELD_SOURCE_URL] =
				KNOWN(.text = "https://ekby.example/a_b?c={1}&d=%20"),
			[LETA_FIELD_TOPIC] = {.presence = LETA_KNOWN,
					      .n_items = LENGTH(topics),
					      .items = topics,
					      .confidence = 1},
		},
	.sections = awkward_sections,
	.n_sections = LENGTH(awkward_sections),
};
static struct leta_hit awkward_hits[] = {{.rank = 1, .score = 1, .record = &awkward}};
static const struct leta_results awkward_results = {
	.query = "kontakt:a@b.example",
	.understood = "kontakt:a@b.example",
	.index = "0123456789abcdef",
	.total = 1,
	.hits = awkward_hits,
	.n_hits = LENGTH(awkward_hits),
};

const struct leta_results *results_awkward(void)
{
	return &awkward_results;
}

static struct leta_mark marks[] = {{6, 12}, {17, 25}};
static struct leta_snippet snippets[] = {
	{.section = "Bakgrund",
	 .page = 6,
	 .last_page = 7,
	 .text = "Både språk och\nförråd behövs.",
	 .marks = marks,
	 .n_marks = LENGTH(marks)},
};
static struct leta_reason reasons[] = {
	{.kind = "term", .text = "språk i titeln", .weight = 1.25},
	{.kind = "region", .text = "Sydsverige", .weight = 0},
};
static struct leta_hit hits[] = {
	{.rank = 1,
	 .score = 12.34567,
	 .record = &full,
	 .snippets = snippets,
	 .n_snippets = LENGTH(snippets),
	 .reasons = reasons,
	 .n_reasons = LENGTH(reasons)},
	{.rank = 2, .score = 0.5, .record = &bare},
};
static struct leta_expansion expansions[] = {{"sprak", "språk", "accent", 0.5}};
static struct leta_facet_value values[] = {{"Sydsverige", 1, "region:=\"Sydsverige\""},
					    {NULL, 1, "okänt:region"}};
static struct leta_facet facets[] = {{LETA_FIELD_REGION, values, LENGTH(values)}};
static struct leta_notice notices[] = {{"suggestion", "menade du språk?", "språk"}};

static const struct leta_results results = {
	.query = "sprak",
	.total = 2,
	.understood = "språk",
	.expansions = expansions,
	.n_expansions = LENGTH(expansions),
	.hits = hits,
	.n_hits = LENGTH(hits),
	.facets = facets,
	.n_facets = LENGTH(facets),
	.notices = notices,
	.n_notices = LENGTH(notices),
};

static const struct leta_results none = {.query = "intet", .understood = "intet"};

const struct leta_results *results_full(void)
{
	return &results;
}

const struct leta_results *results_none(void)
{
	return &none;
}

/* ---- one whole record ---- */

#define TEXT_1 "Rapport från Ekby"
#define TEXT_2 "Första stycket.\n\nLärdom: börja tidigt."

static struct leta_section sections[] = {
	{.heading = NULL,
	 .role = LETA_ROLE_FRONT,
	 .first_page = 1,
	 .last_page = 1,
	 .text = TEXT_1,
	 .text_len = sizeof(TEXT_1) - 1,
	 .chars = 17},
	{.heading = "Bakgrund",
	 .role = LETA_ROLE_BACKGROUND,
	 .line = 12,
	 .first_page = 2,
	 .last_page = 3,
	 .text = TEXT_2,
	 .text_len = sizeof(TEXT_2) - 1,
	 .chars = 40,
	 .copied = true},
};
static struct leta_page pages[] = {{1, 0, 0}, {2, 1, 0}, {3, 1, 18}};
static struct leta_lesson lessons[] = {{1, 18, sizeof(TEXT_2) - 1, 3}};
static const char *const publishers[] = {"Ekby kommun", "Förlaget"};
static struct leta_reference references[] = {{1, "Om vägar", publishers, LENGTH(publishers), 2006}};
static struct leta_related related[] = {
	{"Annat", "…", 40}, {"Annat", "…", 44}, {"Tredje", "…", 48}};

static const struct leta_record whole = {
	.fields =
		{
			[LETA_FIELD_ID] = KNOWN(.text = "r-1"),
			[LETA_FIELD_TITLE] = KNOWN(.text = "Rapport"),
			[LETA_FIELD_FUND] = {LETA_KNOWN, 1, ITEM(.text = "ERUF"), 0, 2, 0.95,
					     "s. 2"},
			[LETA_FIELD_AREA_NO] = KNOWN(.text = "2"),
			[LETA_FIELD_AREA] = KNOWN(.text = "Ökat arbetskraftsutbud"),
			[LETA_FIELD_OWNER] = {LETA_KNOWN, 1, ITEM(.text = "Ekby kommun"), 0, 1, 0.9,
					      "s. 1"},
			[LETA_FIELD_OWNER_UNIT] = KNOWN(.text = "Enheten för vägar"),
			[LETA_FIELD_OWNER_INFERRED] = {LETA_KNOWN, 1, ITEM(.text = "Ekby"), 0, 0,
						       0.8, "text"},
			[LETA_FIELD_CONTACT] = KNOWN(.text = "Ada Bok"),
			[LETA_FIELD_DOCUMENT_DATE] = {.presence = LETA_EMPTY},
			[LETA_FIELD_START] = {LETA_KNOWN, 1,
					      ITEM(.text = "2011", .number = 20110515), 0, 2, 0.7,
					      "s. 2"},
			[LETA_FIELD_REGION] = KNOWN(.text = "Stockholm"),
			[LETA_FIELD_NUTS2] = KNOWN(.text = "SE11"),
			[LETA_FIELD_MUNICIPALITY] = {LETA_KNOWN, LENGTH(municipalities),
						     municipalities, 0, 0, 0.95, "text"},
			[LETA_FIELD_PARTNER] = {.presence = LETA_EMPTY},
			[LETA_FIELD_GRANT_SHARE] = KNOWN(.text = "48,79", .number = 4879),
			[LETA_FIELD_WHOLE_COUNTY] = KNOWN(.text = "1", .number = 1),
			[LETA_FIELD_QUALITY] = KNOWN(.text = "truncated"),
		},
	.sections = sections,
	.n_sections = LENGTH(sections),
	.pages = pages,
	.n_pages = LENGTH(pages),
	.pages_expected = 50,
	.truncated = true,
	.lessons = lessons,
	.n_lessons = LENGTH(lessons),
	.references = references,
	.n_references = LENGTH(references),
	.related = related,
	.n_related = LENGTH(related),
	.related_chars = 321,
};

const struct leta_record *results_record(void)
{
	return &whole;
}
