/*
 * test_read.c: bytes of any kind through record_read(): refused, read with a flag, or read; sizes
 * that break naive readers; every allocation failing in turn.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "esf_page.h"
#include "record/read.h"
#include "support/fault_alloc.h"

/* What the callback saw of the last record; assertions come after. */
struct seen {
	unsigned records;
	size_t sections, chars;
	char title[400], flags[400], id[40], path[40], layout[40];
};

static void copy(char *out, size_t size, const char *text)
{
	size_t n = text ? strlen(text) : 0;

	n = n < size ? n : size - 1;
	if (n > 0)
		memcpy(out, text, n);
	out[n] = '\0';
}

static leta_status see(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct seen *seen = ctx;
	const struct leta_record *r = read->record;
	const struct leta_field *quality = &r->fields[LETA_FIELD_QUALITY];

	(void)err;
	seen->records++;
	seen->sections = r->n_sections;
	seen->chars = 0;
	for (size_t i = 0; i < r->n_sections; i++)
		seen->chars += r->sections[i].chars;
	copy(seen->title, sizeof(seen->title), leta_record_text(r, LETA_FIELD_TITLE));
	copy(seen->id, sizeof(seen->id), leta_record_text(r, LETA_FIELD_ID));
	copy(seen->path, sizeof(seen->path), leta_record_text(r, LETA_FIELD_PATH));
	copy(seen->layout, sizeof(seen->layout), leta_record_text(r, LETA_FIELD_LAYOUT));
	seen->flags[0] = '\0';
	for (size_t i = 0, len = 0; i < quality->n_items; i++, len = strlen(seen->flags))
		copy(seen->flags + len, sizeof(seen->flags) - len, quality->items[i].text);
	return LETA_OK;
}

static const char *helper; /* leta-extract as built: the test's second argument */

static leta_status read_as(struct str bytes, enum leta_format format, struct seen *seen,
			   struct leta_error *err)
{
	struct record_source source = {
		.path = "mapp/a.txt", .id = "a", .bytes = bytes, .format = format, .helper = helper};

	*seen = (struct seen){0};
	return record_read(&source, see, seen, err);
}

static void test_refused(void **state)
{
	static const struct {
		struct str bytes;
		const char *reason;
	} table[] = {
		{STR_INIT(""), "empty"},
		{STR_INIT(" \n\t\n\xC2\xA0\n"), "no text"},
		{STR_INIT("%PDF-1.4 ..."), "pdf file"},
		{STR_INIT("PK\x03\x04 ..."), "zip file"},
		{STR_INIT("PK\x03\x04 ... xl/workbook.xml"), "csv"},
		{STR_INIT("\xD0\xCF\x11\xE0 ..."), "docx"},
		{STR_INIT("<!DOCTYPE html><html><body><script>x</script>"), "no text"},
		{STR_INIT("\x7F"
			  "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0"),
		 "not text"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct leta_error err;
		struct seen seen;

		assert_int_equal(read_as(table[i].bytes, LETA_FORMAT_AUTO, &seen, &err),
				 LETA_ERR_FORMAT);
		assert_int_equal(seen.records, 0);
		assert_non_null(strstr(err.message[LETA_EN], table[i].reason));
	}
}

#define PAGE(text) "Logotyp på utskrifter\n\n" text "\n\nEn text om möten i länet.\n"

static void test_flags(void **state)
{
	static const struct {
		struct str bytes;
		const char *title, *flags;
	} table[] = {
		{STR_INIT(PAGE("Möten")), "Möten", ""},
		{STR_INIT("\xEF\xBB\xBF" PAGE("Möten")), "Möten", ""},
		{STR_INIT("Logotyp p\xE5 utskrifter\n\nM\xF6ten i l\xE4net\n\nEn text om m\xF6ten "
			  "i l\xE4net, p\xE5 "
			  "svenska.\n"),
		 "Möten i länet", "encoding: "},
		{STR_INIT("Logotyp på utskrifter\n\nMÃ¶ten\n\nEn text om mÃ¶ten i lÃ¤net.\n"),
		 "Möten", "mojibake_repaired"},
		{STR_INIT(PAGE("Mö\x01ten")), "Möten", "control_characters"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct leta_error err;
		struct seen seen;

		assert_int_equal(read_as(table[i].bytes, LETA_FORMAT_ESF, &seen, &err), LETA_OK);
		assert_string_equal(seen.title, table[i].title);
		if (strncmp(seen.flags, table[i].flags, strlen(table[i].flags)) != 0 ||
		    (table[i].flags[0] == '\0' && seen.flags[0]))
			fail_msg("%s: '%s'", seen.title, seen.flags);
	}
}

static void test_names(void **state)
{
	struct leta_error err;
	struct seen seen;

	(void)state;
	assert_int_equal(read_as(STR(PAGE("Möten")), LETA_FORMAT_AUTO, &seen, &err), LETA_OK);
	assert_string_equal(seen.id, "a");
	assert_string_equal(seen.path, "mapp/a.txt");
	assert_string_equal(seen.layout, "esf-news");
	assert_int_equal(seen.records, 1);
}

static leta_status stop(void *ctx, const struct record_read *read, struct leta_error *err)
{
	(void)ctx;
	(void)read;
	(void)err;
	return LETA_ERR_CANCELLED;
}

static void test_callback_stops(void **state)
{
	struct record_source source = {
		.id = "a", .bytes = STR(PAGE("Möten")), .format = LETA_FORMAT_AUTO};
	struct leta_error err;

	(void)state;
	assert_int_equal(record_read(&source, stop, NULL, &err), LETA_ERR_CANCELLED);
}

static void test_odd_pages(void **state)
{
	static const struct {
		struct str bytes;
		const char *title, *layout;
		size_t sections;
	} table[] = {
		/* nothing but a header */
		{STR_INIT("ProgramområdeProgramområde 2 X\nProjektfasY\nRegionSkåne"), "",
		 "esf-2007-glued", 0},
		/* nothing but labels */
		{STR_INIT("Projektfas\nProjektägare\nRegion\n"), "", "esf-2014-lines", 0},
		/* nothing but a title */
		{STR_INIT("Logotyp på utskrifter\nBroar"), "Broar", "esf-news", 0},
		/* nothing but chrome */
		{STR_INIT("Logotyp på utskrifter\n\nStäng\n\nIn English\n"), "", "esf-news", 0},
		/* a header in the middle */
		{STR_INIT("A\n\nB\n\nC\n\nProjektfas\nX\nProjektägare\nY\nRegion\nZ\n\nBakgrund\n\n"
			  "D"),
		 "C", "esf-2014-lines", 1},
		/* lists without items */
		{STR_INIT("T\n\nProjektfas\nX\nProjektägare\nY\nRegion\nZ\n\nKommun\n\nBakgrund\n\n"
			  "D"),
		 "T", "esf-2014-lines", 1},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct leta_error err;
		struct seen seen;

		assert_int_equal(read_as(table[i].bytes, LETA_FORMAT_ESF, &seen, &err), LETA_OK);
		assert_string_equal(seen.title, table[i].title);
		assert_string_equal(seen.layout, table[i].layout);
		assert_int_equal(seen.sections, table[i].sections);
	}
}

static void repeat(struct buf *out, const char *text, size_t n)
{
	buf_init(out, (size_t)64 << 20);
	while (n-- > 0)
		buf_cstr(out, text);
	assert_int_equal(out->status, LETA_OK);
}

static void test_long_line(void **state)
{
	struct leta_error err;
	struct seen seen;
	struct buf big;

	(void)state;
	repeat(&big, "Regionen arbetar (1) vidare. ", 350000);
	assert_int_equal(read_as(buf_view(&big), LETA_FORMAT_ESF, &seen, &err), LETA_OK);
	assert_string_equal(seen.title, "");
	assert_int_equal(seen.chars, big.len - 1);
	buf_fini(&big);
}

static void test_many_labels(void **state)
{
	static const char *const texts[] = {
		"RegionStockholm\n",
		"Region\n",
		"Region:\n",
		"Projektägare\nX\n",
		"Namn X\n",
		"EU-STÖD\n",
		"Kommun\n\n",
		"Källor\n1) A, B, 2001\n\n",
		"Stäng\n\n",
		"Programområde\n\n",
		"Region\nX\n\n\n\n",
		"Rubrik\nText som följer på rubriken\n\n",
		"(",
		"(1, ",
		"- a\n",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct leta_error err;
		struct seen seen;
		struct buf big;

		repeat(&big, texts[i], i < 3 ? 100000 : 20000);
		assert_int_equal(read_as(buf_view(&big), LETA_FORMAT_ESF, &seen, &err), LETA_OK);
		assert_int_equal(seen.records, 1);
		buf_fini(&big);
	}
}

static void test_too_many_lines(void **state)
{
	struct leta_error err;
	struct seen seen;
	struct buf big;

	(void)state;
	repeat(&big, "a\n\n", 600000);
	assert_int_equal(read_as(buf_view(&big), LETA_FORMAT_ESF, &seen, &err), LETA_ERR_LIMIT);
	assert_int_equal(seen.records, 0);
	buf_fini(&big);
}

/* Out of memory at any point is reported as such, and nothing leaks. */
static void test_memory_ends(void **state)
{
	struct buf page;
	leta_status status = LETA_ERR_NOMEM;
	unsigned long n;

	(void)state;
	buf_init(&page, (size_t)1 << 20);
	esf_render(&page, &(struct esf_options){.style = ESF_COLON});
	for (n = 1; n < 10000; n++) {
		struct leta_error err;
		struct seen seen;

		fault_alloc_arm(n);
		status = read_as(buf_view(&page), LETA_FORMAT_AUTO, &seen, &err);
		if (!fault_alloc_disarm())
			break;
		assert_int_equal(status, LETA_ERR_NOMEM);
		assert_int_equal(seen.records, 0);
	}
	assert_int_equal(status, LETA_OK);
	assert_true(n > 5);
	buf_fini(&page);
}

static leta_status count_titles(void *ctx, const struct record_read *read, struct leta_error *err)
{
	size_t *n = ctx;

	(void)err;
	*n += read->record && leta_record_text(read->record, LETA_FIELD_TITLE);
	return LETA_OK;
}

/* Cleaning makes blanks of tabs: the bytes tell a table. */
static void test_tabs(void **state)
{
	struct record_source source = {.path = "a.txt",
				       .id = "a",
				       .bytes = STR("id\ttitel\tbudget\n1\tBroar\t5\n2\tHus\t6\n"),
				       .format = LETA_FORMAT_AUTO};
	struct leta_error err;
	size_t n = 0;

	(void)state;
	assert_int_equal(record_read(&source, count_titles, &n, &err), LETA_OK);
	assert_int_equal(n, 2);
}

/* Where each record was found, one after the other. */
static leta_status note_where(void *ctx, const struct record_read *read, struct leta_error *err)
{
	char *places = ctx;

	(void)err;
	strcat(strcat(places, read->where), read->fault ? "! " : " ");
	return LETA_OK;
}

/* Cut anywhere, the lines of a file are the same; other files are one part. */
static void test_parts(void **state)
{
	static const char rows[] = "{\"titel\": \"Ett\", \"text\": \"a\"}\n\n{\"titel\": 2\n"
				   "{\"titel\": \"Tre\", \"text\": \"b\"}";
	static const char table[] = "id;titel\n1;Broar\n2;Hus\n";

	(void)state;
	for (size_t bytes = 0; bytes < sizeof(rows) + 1; bytes++) {
		struct record_source source = {.path = "a", .id = "a", .format = LETA_FORMAT_JSONL};
		struct record_file *file;
		struct record_part part;
		struct leta_error err;
		char places[64] = "";
		size_t n = 0;

		source.bytes = STR(rows);
		assert_int_equal(record_file_open(&source, &file, &err), LETA_OK);
		for (; record_file_next(file, bytes, &part); n++)
			assert_int_equal(record_file_read(file, &part, note_where, places, &err), LETA_OK);
		record_file_close(file);
		assert_string_equal(places, "a:1 a:3! a:4 ");
		assert_int_equal(n, bytes == 0 ? 4 : bytes >= sizeof(rows) - 1 ? 1 : n);
		source = (struct record_source){.path = "b", .id = "b", .bytes = STR(table)};
		assert_int_equal(record_file_open(&source, &file, &err), LETA_OK);
		assert_true(record_file_next(file, bytes, &part));
		assert_false(record_file_next(file, bytes, &part));
		record_file_close(file);
	}
}

struct kept {
	char text[900];
	size_t n;
};

static leta_status keep_texts(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct kept *kept = ctx;
	size_t len = strlen(kept->text);

	(void)err;
	kept->n++;
	for (size_t i = 0; read->record && i < read->record->n_sections; i++)
		len += (size_t)snprintf(kept->text + len, sizeof(kept->text) - len, "%s:" STR_FMT ":%s|", read->where,
					STR_ARG(read->row), read->record->sections[i].text);
	return LETA_OK;
}

static void read_in_parts(struct str bytes, size_t size, struct kept *kept)
{
	struct record_source source = {.path = "a.jsonl", .id = "a", .bytes = bytes, .format = LETA_FORMAT_AUTO};
	struct record_file *file;
	struct record_part part;
	struct leta_error err;

	*kept = (struct kept){.n = 0};
	assert_int_equal(record_file_open(&source, &file, &err), LETA_OK);
	while (record_file_next(file, size, &part))
		assert_int_equal(record_file_read(file, &part, keep_texts, kept, &err), LETA_OK);
	record_file_close(file);
}

/* Knows rows with "känd" in them, but for one on line 5; counts what it was asked. */
static bool know(void *ctx, struct str row, struct str head, unsigned line, uint32_t *which)
{
	(void)ctx;
	*which = line * 10 + (head.len > 0);
	return str_find(row, STR("känd"), 0) != (size_t)-1 && line != 5;
}

static leta_status note_known(void *ctx, const struct record_read *read, struct leta_error *err)
{
	char *notes = ctx;
	size_t len = strlen(notes);

	(void)err;
	if (!read->record && !read->fault)
		snprintf(notes + len, 400 - len, "%s known %u|", read->where, read->known);
	else
		snprintf(notes + len, 400 - len, "%s%s " STR_FMT "|", read->where, read->fault ? "!" : "",
			 STR_ARG(read->raw));
	return LETA_OK;
}

static void expect_known(const char *bytes, enum leta_format format, const char *wanted)
{
	for (size_t size = 1; size < 200; size += 7) {
		struct record_source source = {
			.path = "r", .id = "r", .bytes = str_from(bytes), .format = format, .known = know};
		struct record_file *file;
		struct record_part part;
		struct leta_error err;
		char notes[400] = "";

		assert_int_equal(record_file_open(&source, &file, &err), LETA_OK);
		while (record_file_next(file, size, &part))
			assert_int_equal(record_file_read(file, &part, note_known, notes, &err), LETA_OK);
		record_file_close(file);
		assert_string_equal(notes, wanted);
	}
}

/* Rows that the caller has are neither cleaned nor read; the others are told in their places, as they lie there. */
static void test_known_rows(void **state)
{
	(void)state;
	expect_known("{\"title\": \"1\"}\n\n  {\"title\": \"känd\r\n{\"title\": \"a\u0308\"}\r\n{\"title\": \"känd\"}\n"
		     "{\"title\": \n{\"title\": \"känd\"}",
		     LETA_FORMAT_JSONL,
		     "r:1 {\"title\": \"1\"}|r:3 known 30|r:4 {\"title\": \"a\u0308\"}|"
		     "r:5 {\"title\": \"känd\"}|r:6! {\"title\":|r:7 known 70|");
	expect_known("{\"title\": \"känd\"}\n{\"title\": \"2\"}\n{\"titel\": \"okänd\"}\n", LETA_FORMAT_AUTO,
		     "r:1 known 10|r:2 {\"title\": \"2\"}|r:3 known 30|");
	expect_known("id;titel\n1;känd\n2;Hus\n3;känd;fler\n4;känd\n", LETA_FORMAT_CSV,
		     "r:2 known 21|r:3 2;Hus|r:4 known 41|r:5 4;känd|");
}

/* Lines that are cleaned part by part are what they are when the file is cleaned as a whole, as one with a control
 * character is. */
static void test_parts_are_cleaned(void **state)
{
	static const char rows[] = "\xEF\xBB\xBF\r\n{\"title\": \"1\",\t\"text\": \"under­sökning\"}\r\n"
				   "{\"title\": \"2\", \"text\": \"Ã¥tgÃ¤rd och a\u0308n\"}\n\n"
				   "{\"title\": \"3\", \"text\": \"helt vanlig\"}\n"
				   "{\"title\": \"4\", \"text\": \"a\u2028b\ufeff\"}\n";
	static const char odd[] = "{\"title\": \"5\", \"text\": \"s\x01lut\"}\n";
	char both[sizeof(rows) + sizeof(odd)];
	struct kept whole, parts;

	(void)state;
	snprintf(both, sizeof(both), "%s%s", rows, odd);
	read_in_parts(str_from(both), SIZE_MAX, &whole);
	assert_int_equal(whole.n, 5);
	assert_non_null(strstr(whole.text, ":undersökning|"));
	assert_non_null(strstr(whole.text, ":åtgärd och än|"));
	assert_non_null(strstr(whole.text, ":slut|"));
	*strstr(whole.text, "a.jsonl:7:") = '\0';
	for (size_t size = 0; size < sizeof(rows) + 1; size++) {
		read_in_parts(STR(rows), size, &parts);
		assert_int_equal(parts.n, 4);
		assert_string_equal(parts.text, whole.text);
	}
}

/* One text of 60 MB is a document, as long as it lies in the file itself. */
static void test_long_text(void **state)
{
	struct record_source source = {.path = "a.txt", .id = "a", .format = LETA_FORMAT_TEXT};
	struct leta_error err;
	struct buf text;
	size_t n = 0;

	(void)state;
	buf_init(&text, (size_t)64 << 20);
	buf_cstr(&text, "En lång rapport\n\n");
	for (size_t i = 0; text.len < 60000000; i++)
		buf_printf(&text, "%sVi prövar %zu sätt.\n\n",
			   i % 4 == 0 ? "\fBakgrund\n\n" : "", i);
	source.bytes = buf_view(&text);
	assert_int_equal(record_read(&source, count_titles, &n, &err), LETA_OK);
	assert_int_equal(n, 1);
	buf_fini(&text);
}

/* A line separator inside a string ends no line of a register. */
static void test_separators(void **state)
{
	struct record_source source = {.path = "a.jsonl",
				       .id = "a",
				       .bytes = STR("{\"titel\": \"Ett\", \"text\": \"a\u2028b\u2029c\"}\n"
						    "{\"titel\": \"Två\", \"text\": \"d\"}\n"),
				       .format = LETA_FORMAT_AUTO};
	struct leta_error err;
	size_t n = 0;

	(void)state;
	assert_int_equal(record_read(&source, count_titles, &n, &err), LETA_OK);
	assert_int_equal(n, 2);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_separators),  cmocka_unit_test(test_parts_are_cleaned),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_tabs),        cmocka_unit_test(test_parts),
		cmocka_unit_test(test_known_rows),
		cmocka_unit_test(test_refused),     cmocka_unit_test(test_flags),
		cmocka_unit_test(test_names),       cmocka_unit_test(test_callback_stops),
		cmocka_unit_test(test_odd_pages),   cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_many_labels), cmocka_unit_test(test_too_many_lines),
		cmocka_unit_test(test_memory_ends),
	};
	helper = argc > 2 ? argv[2] : NULL;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
