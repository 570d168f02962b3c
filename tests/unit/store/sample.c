/*
 * sample.c: the record is written out by hand, so that a member that the tables of layout.c forget
 * is missed.
 */
#include "sample.h"

#include "support/unit.h"

#include "leta/field.h"

static struct leta_item title[] = {{"Hållbara vägar – för Östra Näs 𝄞", 0}};
static struct leta_item grant[] = {{"450 000 kr", 450000}};
static struct leta_item start[] = {{"2014-02-01", 20140201}};
static struct leta_item loss[] = {{"−1 kr", -1}};
static struct leta_item extremes[] = {{NULL, INT64_MIN}, {"", INT64_MAX}};
static struct leta_item partners[] = {
	{"Näs kommun", 0}, {"Östra bygden AB", 0}, {"Vägföreningen", 0}};
static struct leta_item owner[] = {{"Näs kommun", 0}};

static struct leta_section sections[] = {
	{.heading = "Sammanfattning",
	 .role = LETA_ROLE_SUMMARY,
	 .line = 12,
	 .first_page = 1,
	 .last_page = 2,
	 .text = "Vägarna i Näs.\n\nDe är långa.",
	 .text_len = 31,
	 .chars = 28},
	{.heading = NULL, .role = LETA_ROLE_BODY, .text = "", .text_len = 0},
	{.heading = "Källor",
	 .role = LETA_ROLE_SOURCES,
	 .line = 900,
	 .first_page = 77,
	 .last_page = 78,
	 .text = "Boken om vägar",
	 .text_len = 15,
	 .chars = 1000000,
	 .copied = true},
	{.heading = "", .role = LETA_ROLE_CONTENTS},
};
static struct leta_page pages[] = {{1, 0, 0}, {2, 0, 17}, {77, 2, 0}, {78, 2, 15}};
static struct leta_lesson lessons[] = {{0, 17, 31, 2}, {1, 0, 0, 0}};
static const char *const publishers[] = {"Förlaget", "Näs universitet"};
static struct leta_reference references[] = {
	{1, "Boken om vägar", publishers, 2, 2009},
	{0, NULL, NULL, 0, 0},
};
static struct leta_related related[] = {{"En annan skrift", "Den börjar så här", 1200},
					{NULL, NULL, 0}};

const struct leta_record sample_record = {
	.fields =
		{
			[LETA_FIELD_ID] = {.presence = LETA_EMPTY, .line = 1},
			[LETA_FIELD_TITLE] = {LETA_KNOWN, 1, title, 2, 0, 1, NULL},
			[LETA_FIELD_GRANT] = {LETA_KNOWN, 1, grant, 9, 0, 1, NULL},
			[LETA_FIELD_BUDGET] = {LETA_KNOWN, 1, loss, 10, 0, 0.5, NULL},
			[LETA_FIELD_START] = {LETA_KNOWN, 1, start, 4000000000u, 3, 0.1,
					      "början av texten"},
			[LETA_FIELD_DAYS] = {LETA_KNOWN, 2, extremes, 0, 0, -1e300, ""},
			[LETA_FIELD_PARTNER] = {LETA_KNOWN, 3, partners, 14, 1, 1, NULL},
			[LETA_FIELD_OWNER_INFERRED] = {LETA_KNOWN, 1, owner, 0, 1, 0.7,
						       "avsändare på titelsidan"},
			[LETA_FIELD_TOPIC] = {.confidence = 0.25},
			[LETA_FIELD_COUNT - 1] = {LETA_UNKNOWN, 0, NULL, 3, 0, 0, NULL},
		},
	.sections = sections,
	.n_sections = LENGTH(sections),
	.pages = pages,
	.n_pages = LENGTH(pages),
	.pages_expected = 80,
	.truncated = true,
	.lessons = lessons,
	.n_lessons = LENGTH(lessons),
	.references = references,
	.n_references = LENGTH(references),
	.related = related,
	.n_related = LENGTH(related),
	.related_chars = 123456789,
};

static struct str terms[] = {STR_INIT("lång"), STR_INIT("näs"), STR_INIT("väg")};
static struct forward_token summary_tokens[] = {
	{2, 1, 0, 8, 0, false, false, 0},
	{1, 3, 11, 4, 0, false, false, 0},
	{0, 6, 25, 6, 0, false, false, 0},
};
static struct forward_token title_tokens[] = {{2, 107, 10, 6, 0, false, false, 0}};
static struct forward_stream streams[] = {
	{FORWARD_SECTION, 0, 0, summary_tokens, LENGTH(summary_tokens), 6, 0, 0},
	{FORWARD_FIELD, LETA_FIELD_TITLE, 0, title_tokens, LENGTH(title_tokens), 10, 0, 0},
};
const struct forward sample_forward = {terms, LENGTH(terms), streams, LENGTH(streams)};

static void same_text(const char *a, const char *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a && b)
		assert_string_equal(a, b);
}

static void same_field(const struct leta_field *a, const struct leta_field *b)
{
	assert_int_equal(a->presence, b->presence);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->page, b->page);
	assert_memory_equal(&a->confidence, &b->confidence, sizeof(a->confidence));
	same_text(a->from, b->from);
	assert_int_equal(a->n_items, b->n_items);
	for (size_t i = 0; i < a->n_items; i++) {
		same_text(a->items[i].text, b->items[i].text);
		assert_true(a->items[i].number == b->items[i].number);
	}
}

static void same_section(const struct leta_section *a, const struct leta_section *b,
			 bool with_texts)
{
	same_text(a->heading, b->heading);
	assert_int_equal(a->role, b->role);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->first_page, b->first_page);
	assert_int_equal(a->last_page, b->last_page);
	assert_int_equal(a->text_len, b->text_len);
	assert_int_equal(a->chars, b->chars);
	assert_int_equal(a->copied, b->copied);
	if (with_texts && a->text_len > 0)
		assert_memory_equal(a->text, b->text, a->text_len);
}

static void same_lists(const struct leta_record *a, const struct leta_record *b)
{
	for (size_t i = 0; i < a->n_pages; i++) {
		assert_int_equal(a->pages[i].number, b->pages[i].number);
		assert_int_equal(a->pages[i].section, b->pages[i].section);
		assert_int_equal(a->pages[i].offset, b->pages[i].offset);
	}
	for (size_t i = 0; i < a->n_lessons; i++) {
		assert_int_equal(a->lessons[i].section, b->lessons[i].section);
		assert_int_equal(a->lessons[i].start, b->lessons[i].start);
		assert_int_equal(a->lessons[i].end, b->lessons[i].end);
		assert_int_equal(a->lessons[i].page, b->lessons[i].page);
	}
	for (size_t i = 0; i < a->n_references; i++) {
		const struct leta_reference *x = &a->references[i], *y = &b->references[i];

		assert_int_equal(x->no, y->no);
		assert_int_equal(x->year, y->year);
		same_text(x->title, y->title);
		assert_int_equal(x->n_publishers, y->n_publishers);
		for (size_t j = 0; j < x->n_publishers; j++)
			same_text(x->publishers[j], y->publishers[j]);
	}
	for (size_t i = 0; i < a->n_related; i++) {
		same_text(a->related[i].title, b->related[i].title);
		same_text(a->related[i].excerpt, b->related[i].excerpt);
		assert_int_equal(a->related[i].line, b->related[i].line);
	}
}

void sample_assert_same(const struct leta_record *a, const struct leta_record *b, bool with_texts)
{
	for (size_t i = 0; i < LETA_FIELD_COUNT; i++)
		same_field(&a->fields[i], &b->fields[i]);
	assert_int_equal(a->n_sections, b->n_sections);
	for (size_t i = 0; i < a->n_sections; i++)
		same_section(&a->sections[i], &b->sections[i], with_texts);
	assert_int_equal(a->n_pages, b->n_pages);
	assert_int_equal(a->n_lessons, b->n_lessons);
	assert_int_equal(a->n_references, b->n_references);
	assert_int_equal(a->n_related, b->n_related);
	same_lists(a, b);
	assert_int_equal(a->pages_expected, b->pages_expected);
	assert_int_equal(a->truncated, b->truncated);
	assert_int_equal(a->related_chars, b->related_chars);
}
