/*
 * test_outside.c: what is no text, through the helper program: a page that gives the record of its
 * text, whatever marks its facts up; pages of a report with form feeds; archives; what is refused.
 */
#include "support/unit.h"
#include "record/outside.h"
#include "record/read.h"

static const char *helper; /* leta-extract as built: the test's second argument */

struct seen {
	size_t records, faults, pages, sections;
	char title[100], owner[100], region[100], partner[100], heading[100], text[200], id[100], path[200];
	int64_t grant, start;
	unsigned page; /* of the last section */
};

static void copy(char *out, size_t size, const char *text)
{
	size_t n = text ? strlen(text) : 0;
	n = n < size ? n : size - 1;
	memcpy(out, text ? text : "", n);
	out[n] = '\0';
}

static leta_status see(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct seen *s = ctx;
	const struct leta_record *r = read->record;
	(void)err;
	if (read->fault) {
		s->faults++;
		return LETA_OK;
	}
	s->records++;
	s->pages = r->n_pages;
	s->sections = r->n_sections;
	copy(s->title, sizeof(s->title), leta_record_text(r, LETA_FIELD_TITLE));
	copy(s->owner, sizeof(s->owner), leta_record_text(r, LETA_FIELD_OWNER));
	copy(s->region, sizeof(s->region), leta_record_text(r, LETA_FIELD_REGION));
	copy(s->partner, sizeof(s->partner), leta_record_text(r, LETA_FIELD_PARTNER));
	copy(s->id, sizeof(s->id), leta_record_text(r, LETA_FIELD_ID));
	copy(s->path, sizeof(s->path), leta_record_text(r, LETA_FIELD_PATH));
	leta_record_number(r, LETA_FIELD_GRANT, &s->grant);
	leta_record_number(r, LETA_FIELD_START, &s->start);
	if (r->n_sections > 0) {
		const struct leta_section *last = &r->sections[r->n_sections - 1];
		copy(s->heading, sizeof(s->heading), last->heading);
		copy(s->text, sizeof(s->text), last->text);
		s->page = last->first_page;
	}
	return LETA_OK;
}

static leta_status read_with(struct str bytes, enum leta_format format, struct seen *seen)
{
	struct record_source source = {
		.path = "mapp/a", .id = "a", .bytes = bytes, .format = format, .helper = helper};
	struct leta_error err;
	*seen = (struct seen){0};
	return record_read(&source, see, seen, &err);
}

/* Facts as sites mark them up: what stands before a label, between label and value, and behind it. */
static const struct markup {
	const char *open, *before, *between, *after, *close;
} markups[] = {
	{"<dl>", "<dt>", "</dt><dd>", "</dd>", "</dl>"},
	{"<table>", "<tr><th>", "</th><td>", "</td></tr>", "</table>"},
	{"<table>", "<tr><td><b>", "</b></td>\n <td>", "</td></tr>", "</table>"},
	{"<fieldset><legend>Fakta</legend>", "<div><label>", "</label></div><div>", "</div>",
	 "</fieldset>"},
	{"<div>", "<p><strong>", ":</strong> ", "</p>", "</div>"},
	{"<div>", "<p><strong>", "</strong><br>", "</p>", "</div>"},
	{"<ul>", "<li>", ": ", "</li>", "</ul>"},
	{"<div>", "<div><span>", "</span><span>", "</span></div>", "</div>"},
};

static void render(const struct markup *m, struct buf *out)
{
	static const char *const facts[][2] = {
		{"Projektfas", "Genomförande"},
		{"Projektägare", "Lunds kommun, kansliet"},
		{"Beviljat ESF-stöd", "1&nbsp;200&nbsp;000 kr"},
		{"Total projektbudget", "2&nbsp;400&nbsp;000 kr"},
		{"Projektperiod", "2010-02-01 till 2011-09-30"},
		{"Region", "Sydsverige"},
	};
	buf_clear(out);
	buf_cstr(out, "<!doctype html><title>x</title><nav><a>Start</a></nav><h1>Broar till arbete</h1>");
	buf_cstr(out, m->open);
	for (size_t i = 0; i < LENGTH(facts); i++)
		buf_printf(out, "%s%s%s%s%s\n", m->before, facts[i][0], m->between, facts[i][1], m->after);
	buf_cstr(out, m->close);
	buf_cstr(out, "<h2>Bakgrund</h2><p>Många står\nutanför.</p><h2>Samarbetspartners</h2>"
		      "<ul><li>Verket, norra enheten</li></ul><h2>Egna ord om målet</h2><p>Text.</p>");
}

static void test_pages_agree(void **state)
{
	struct buf page;
	(void)state;
	buf_init(&page, 100000);
	for (size_t i = 0; i < LENGTH(markups); i++) {
		struct seen seen;
		render(&markups[i], &page);
		assert_int_equal(read_with(buf_view(&page), LETA_FORMAT_AUTO, &seen), LETA_OK);
		if (strcmp(seen.title, "Broar till arbete") != 0 ||
		    strcmp(seen.owner, "Lunds kommun, kansliet") != 0 ||
		    strcmp(seen.region, "Sydsverige") != 0 || seen.grant != 1200000 ||
		    seen.start != 20100201 || strcmp(seen.partner, "Verket, norra enheten") != 0)
			fail_msg("markup %zu: '%s' '%s' '%s' '%s' %lld %lld", i, seen.title, seen.owner,
				 seen.region, seen.partner, (long long)seen.grant, (long long)seen.start);
		assert_int_equal(seen.sections, 2);
		assert_string_equal(seen.heading, "Egna ord om målet");
	}
	buf_fini(&page);
}

static void test_form_feeds(void **state)
{
	static const char text[] =
		"Rapport från mitten\nEn rapport om broar\noch vägar i länet\n\nInledning\n\n"
		"Här börjar texten om hur bron byggdes och varför den byggdes just där, säger\n\f"
		"Rapport från mitten\nalla. Den blev färdig i tid.\n2\n\f"
		"Rapport från mitten\nSlutsats\n\nBron håller, och det är en slutsats som är lång "
		"nog för en rad.\n3\n";
	struct seen seen;
	(void)state;
	assert_int_equal(read_with(STR(text), LETA_FORMAT_AUTO, &seen), LETA_OK);
	assert_string_equal(seen.title, "En rapport om broar och vägar i länet");
	assert_int_equal(seen.pages, 3);
	assert_string_equal(seen.heading, "Slutsats");
	assert_int_equal(seen.page, 3);
	assert_string_equal(seen.text,
			    "Bron håller, och det är en slutsats som är lång nog för en rad.");
}

static void put_member(struct buf *out, const char *name, struct str bytes)
{
	struct str n = str_from(name);
	for (int i = 0; i < 4; i++)
		buf_char(out, (char)(n.len >> (8 * i) & 0xFF));
	for (int i = 0; i < 4; i++)
		buf_char(out, (char)(bytes.len >> (8 * i) & 0xFF));
	buf_str(out, n);
	buf_str(out, bytes);
}

static void test_members(void **state)
{
	struct buf out;
	struct str rest, name, bytes;
	(void)state;
	buf_init(&out, 1000);
	put_member(&out, "a/b.txt", STR("text"));
	put_member(&out, "c", STR(""));
	buf_cstr(&out, "avhugget");
	rest = buf_view(&out);
	assert_true(outside_member(&rest, &name, &bytes));
	assert_str(name, "a/b.txt");
	assert_str(bytes, "text");
	assert_true(outside_member(&rest, &name, &bytes));
	assert_str(name, "c");
	assert_int_equal(bytes.len, 0);
	assert_false(outside_member(&rest, &name, &bytes));
	buf_fini(&out);
}

static void test_detect(void **state)
{
	static const struct {
		struct str bytes;
		enum outside kind;
	} table[] = {
		{STR_INIT("%PDF-1.7\n"), OUTSIDE_PDF},
		{STR_INIT("{\\rtf1\\ansi"), OUTSIDE_RTF},
		{STR_INIT("\n <!-- sparad --> <!DOCTYPE HTML>"), OUTSIDE_HTML},
		{STR_INIT("<?xml version='1.0'?><html lang=sv>"), OUTSIDE_HTML},
		{STR_INIT("<htm"), OUTSIDE_NONE},
		{STR_INIT("En text om <html>"), OUTSIDE_NONE},
		{STR_INIT("PK\x03\x04....word/document.xml"), OUTSIDE_DOCX},
		{STR_INIT("PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text"), OUTSIDE_ODT},
		{STR_INIT("PK\x03\x04....a.txt"), OUTSIDE_ZIP},
		{STR_INIT(""), OUTSIDE_NONE},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++)
		assert_int_equal(outside_detect(table[i].bytes, LETA_FORMAT_AUTO), table[i].kind);
	assert_int_equal(outside_detect(STR("x"), LETA_FORMAT_PDF), OUTSIDE_PDF);
	assert_int_equal(outside_detect(STR("%PDF-"), LETA_FORMAT_CSV), OUTSIDE_NONE);
}

static void test_no_helper(void **state)
{
	struct leta_error err;
	struct buf out;
	(void)state;
	buf_init(&out, 1000);
	assert_int_equal(outside_extract(OUTSIDE_HTML, STR("<p>"), "/nowhere/leta-extract", &out, &err),
			 LETA_ERR_FORMAT);
	assert_non_null(strstr(err.message[LETA_EN], "/nowhere/leta-extract"));
	buf_fini(&out);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages_agree), cmocka_unit_test(test_form_feeds),
		cmocka_unit_test(test_members),     cmocka_unit_test(test_detect),
		cmocka_unit_test(test_no_helper),
	};
	helper = argc > 2 ? argv[2] : NULL;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
