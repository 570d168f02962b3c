/*
 * test_kwic.c: every use of a word as a line: how many, where, with what context, in which order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fixture.h"

#define LINES_MAX 64
#define ALL_MAX ((size_t)1 << 16)

struct lines {
	struct fixture *fixture;
	struct buf text; /* "id left[match]right\n" */
	size_t n, stop_after;
	struct leta_kwic_total total;
};

/* The offsets of a line lead to its match in the document itself. */
static void check_place(struct lines *l, const struct leta_kwic_line *line)
{
	leta_document *document;
	struct buf text;
	if (line->section_no == 0)
		return;
	assert_int_equal(leta_document_open(l->fixture->index, line->id, &document, NULL), LETA_OK);
	const struct leta_section *section =
		&leta_document_record(document)->sections[line->section_no - 1];
	struct str whole = {section->text, section->text_len};
	assert_in_range(line->end, line->start + 1, whole.len);
	assert_int_equal(utf8_floor(whole, line->start), line->start);
	assert_int_equal(utf8_floor(whole, line->end), line->end);
	buf_init(&text, ALL_MAX);
	buf_collapsed(&text, str_sub(whole, line->start, line->end));
	assert_string_equal(text.data, line->match);
	buf_clear(&text);
	buf_collapsed(&text, whole);
	struct buf joined;
	buf_init(&joined, ALL_MAX);
	buf_printf(&joined, "%s%s%s", line->left, line->match, line->right);
	assert_non_null(strstr(text.data, joined.data));
	assert_int_equal(utf8_validate(buf_view(&joined)), joined.len);
	buf_fini(&joined);
	buf_fini(&text);
	leta_document_close(document);
}

static bool take_line(void *ctx, const struct leta_kwic_line *line)
{
	struct lines *l = ctx;
	check_place(l, line);
	buf_printf(&l->text, "%s %s[%s]%s\n", line->id, line->left, line->match, line->right);
	return ++l->n != l->stop_after;
}

static leta_status run(struct lines *l, const char *text, struct leta_kwic_options options)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_kwic_callbacks callbacks = {l, NULL, take_line};
	query.text = text;
	query.exact = true;
	buf_clear(&l->text);
	l->n = 0;
	return leta_kwic(l->fixture->index, &query, &options, &callbacks, &l->total, NULL);
}

static void check_lines(void **state, const char *query, struct leta_kwic_options options,
			const char *wanted)
{
	struct lines l = {.fixture = *state};
	buf_init(&l.text, ALL_MAX);
	assert_int_equal(run(&l, query, options), LETA_OK);
	assert_string_equal(l.text.len > 0 ? l.text.data : "", wanted);
	assert_int_equal(l.total.shown, l.n);
	buf_fini(&l.text);
}

static void test_contexts(void **state)
{
	check_lines(state, "mötesplats", (struct leta_kwic_options){.width = 14},
		    "vagar En ny [mötesplats] öppnar i\n");
	/* over a page break, to the ends of the text, a phrase as one match */
	check_lines(state, "\"pröva sig fram\"", (struct leta_kwic_options){.width = 15},
		    "kedjan De fick [pröva sig fram] kring metoder\n");
	check_lines(state, "\"litet hus\"", (struct leta_kwic_options){.width = 200},
		    "hus Ett [litet hus] vid vägen. Att vara eller inte vara.\n");
	/* a blank line is a blank; a word longer than the width is cut */
	check_lines(state, "integration kommunen", (struct leta_kwic_options){.width = 5},
		    "vagar acka [kommun]\n"
		    "vagar dda. [Kommunen] har\n"
		    "vagar på [integration]. En\n");
	check_lines(state, "nya", (struct leta_kwic_options){.width = 3},
		    "vagar ar [nya] vä\n");
}

static void test_sections_and_conditions(void **state)
{
	struct leta_kwic_options wide = {.width = 12};
	check_lines(state, "lärdom:förankring", wide, "kedjan Lärdom: [förankring] tar tid.\n");
	check_lines(state, "förankring", wide,
		    "kedjan Lärdom: [förankring] tar tid.\n"
		    "kedjan Mötena gav [förankring].\n");
	check_lines(state, "arbete region:Gotland", wide, "");
	check_lines(state, "bakgrund:kvinnor region:Stockholm", wide,
		    "vagar Där får [kvinnor] stöd.\n");
}

/* Where two units meet, the longer one; the same word twice is one use. */
static void test_overlaps(void **state)
{
	struct leta_kwic_options wide = {.width = 8};
	check_lines(state, "\"sig fram\" \"fram kring metoder\" kring", wide,
		    "kedjan sig [fram kring metoder] som\n");
	check_lines(state, "litet litet", wide, "hus Ett [litet] hus vid\n");
}

static void test_orders(void **state)
{
	struct leta_kwic_options left = {LETA_KWIC_BY_LEFT, 16, 0};
	struct leta_kwic_options right = {LETA_KWIC_BY_RIGHT, 12, 0};
	/* the word before the match first, then the one before that; nothing comes first */
	check_lines(state, "arbete", left,
		    "vagar villkor i allt [arbete].\n"
		    "krav svårare att få [arbete].\n"
		    "krav ska ge [arbete] åt fler.\n"
		    "vagar Vägar till [arbete]\n"
		    "vagar nya vägar till [arbete] för\n");
	/* å ä ö behind z, capitals like small letters */
	check_lines(state, "=är ELLER =vid ELLER malmö", right,
		    "malmo [Malmö]\n"
		    "krav Syftet [är] att pröva\n"
		    "vagar etslösheten [är] hög bland\n"
		    "hus-2 Vägen [är] lång. Vara\n"
		    "malmo ligger i [Malmö] och har\n"
		    "hus-2 och att [är] små ord.\n"
		    "malmo [Malmö] stad\n"
		    "krav hänsyn [vid] upphandling\n"
		    "krav Den som [är] utrikes\n"
		    "hus litet hus [vid] vägen. Att\n"
		    "malmo [Malmö] växer.\n");
}

/* How often a word of small letters stands in a text, also with a capital, by the bytes alone. */
static size_t count_in(const char *z, const char *word)
{
	struct str text = str_from(z);
	size_t n = 0;
	bool inside = false;
	for (size_t pos = 0; pos < text.len;) {
		size_t from = pos, at = 0, to = from;
		bool letter = utf8_is_letter(utf8_next(text, &pos));
		while (letter && !inside && to < text.len && word[at] &&
		       utf8_lower(utf8_next(text, &to)) == utf8_next(str_from(word), &at))
			;
		bool whole = letter && !inside && !word[at] && at > 0 &&
			     (to >= text.len || !utf8_is_letter(utf8_next(text, &to)));
		n += whole && at == strlen(word);
		inside = letter;
	}
	return n;
}

static size_t count_in_documents(struct fixture *f, const char *word)
{
	static const char *const ids[] = {"vagar", "krav", "kedjan", "malmo", "hus", "hus-2"};
	size_t n = 0;
	for (size_t d = 0; d < sizeof(ids) / sizeof(ids[0]); d++) {
		leta_document *document;
		assert_int_equal(leta_document_open(f->index, ids[d], &document, NULL), LETA_OK);
		const struct leta_record *r = leta_document_record(document);
		n += count_in(leta_record_text(r, LETA_FIELD_TITLE), word);
		for (size_t s = 0; s < r->n_sections; s++)
			n += count_in(r->sections[s].text, word);
		leta_document_close(document);
	}
	return n;
}

static void test_counts(void **state)
{
	static const char *const words[] = {"arbete", "att", "vara", "kvinnor", "är", "och", "i"};
	struct lines l = {.fixture = *state};
	buf_init(&l.text, ALL_MAX);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		char query[64];
		snprintf(query, sizeof(query), "=%s", words[i]);
		assert_int_equal(run(&l, query, (struct leta_kwic_options){0}), LETA_OK);
		size_t wanted = count_in_documents(*state, words[i]);
		if (l.n != wanted)
			print_error("%s:\n%s", words[i], l.text.data);
		assert_true(wanted > 0);
		assert_int_equal(l.n, wanted);
		assert_int_equal(l.total.occurrences, wanted);
	}
	buf_fini(&l.text);
}

static void test_limits(void **state)
{
	struct lines l = {.fixture = *state};
	buf_init(&l.text, ALL_MAX);
	assert_int_equal(run(&l, "arbete", (struct leta_kwic_options){.limit = 2}), LETA_OK);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.total.shown, 2);
	assert_int_equal(l.total.occurrences, 5);
	assert_int_equal(l.total.documents, 2);
	l.stop_after = 3;
	assert_int_equal(run(&l, "arbete", (struct leta_kwic_options){0}), LETA_OK);
	assert_int_equal(l.n, 3);
	assert_int_equal(run(&l, "finnsinte", (struct leta_kwic_options){0}), LETA_OK);
	assert_int_equal(l.total.occurrences, 0);
	assert_int_equal(run(&l, "region:Stockholm", (struct leta_kwic_options){0}),
			 LETA_ERR_INVALID);
	assert_int_equal(run(&l, "arbete (", (struct leta_kwic_options){0}), LETA_ERR_SYNTAX);
	assert_int_equal(run(&l, "arbete", (struct leta_kwic_options){.width = 1001}),
			 LETA_ERR_INVALID);
	buf_fini(&l.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contexts), cmocka_unit_test(test_sections_and_conditions),
		cmocka_unit_test(test_overlaps), cmocka_unit_test(test_orders),
		cmocka_unit_test(test_counts),   cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests_name("search kwic", tests, fixture_set_up, fixture_tear_down);
}
