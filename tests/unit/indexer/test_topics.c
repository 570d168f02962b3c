/*
 * test_topics.c: which topics a document gets when it is made, with stems alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "indexer/document.h"
#include "store/blob.h"

struct fixture {
	struct text_analyzer *analyzer;
	struct document_maker *maker;
	struct dictionary *dictionary;
	struct arena *arena;
};

static int setup(void **state)
{
	static const struct str none[DICTIONARY_KINDS];
	static struct fixture f;
	f.arena = arena_new((size_t)16 << 20);
	if (text_analyzer_new("", &f.analyzer, NULL) != LETA_OK ||
	    dictionary_new(none, &f.dictionary, NULL) != LETA_OK ||
	    document_maker_new(f.analyzer, f.dictionary, &f.maker, NULL) != LETA_OK)
		return 1;
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	document_maker_free(f->maker);
	dictionary_free(f->dictionary);
	text_analyzer_free(f->analyzer);
	arena_free(f->arena);
	return 0;
}

/* The topics of a document with this title and text, with "; " between; "" = none. */
static const char *topics_of(struct fixture *f, const char *title, struct leta_section section)
{
	struct leta_item item = { .text = title };
	struct leta_record record = { .sections = &section, .n_sections = 1 }, stored;
	struct document document;
	char *out = arena_printf(f->arena, "%s", "");
	section.text_len = strlen(section.text);
	record.fields[LETA_FIELD_TITLE] = (struct leta_field){ LETA_KNOWN, 1, &item, 0, 0, 1, NULL };
	assert_int_equal(document_make(f->maker, &record, STR("/x"), &document, NULL), LETA_OK);
	assert_int_equal(blob_record((struct blob){ document.blob, f->dictionary }, f->arena, &stored, NULL), LETA_OK);
	const struct leta_field *field = &stored.fields[LETA_FIELD_TOPIC];
	assert_true(field->presence == LETA_UNKNOWN || field->confidence < 1);
	for (size_t i = 0; i < field->n_items; i++)
		out = arena_printf(f->arena, "%s%s%s", out, i > 0 ? "; " : "", field->items[i].text);
	return out;
}

static void test_own_words(void **state)
{
	struct leta_section text = { .text = "Kommunerna vill upphandla tillsammans. Fler upphandlingar får sociala "
		                             "krav, och den som lämnar anbud får hjälp." };
	assert_string_equal(topics_of(*state, "Bättre inköp", text), "Offentlig upphandling");
}

static void test_in_passing(void **state)
{
	struct leta_section text = { .text = "Sjön är blank. En båt går förbi. Någon nämner upphandling." };
	assert_string_equal(topics_of(*state, "Sommar", text), "");
}

static void test_title(void **state)
{
	struct leta_section text = { .text = "Rapporten beskriver året som gick." };
	assert_string_equal(topics_of(*state, "Jämställdhet i skogen", text), "Jämställdhet");
}

static void test_longest_phrase(void **state)
{
	struct leta_section text = { .text = "Sociala innovationer växer fram. En social innovation delas av många." };
	assert_string_equal(topics_of(*state, "Nya vägar", text), "Social innovation");
}

/* What stands on every page, or twice, proves little or nothing. */
static void test_sections(void **state)
{
	struct leta_section text = { .text = "Lokalen är anpassad. Bredband och fiber finns.", .copied = true };
	assert_string_equal(topics_of(*state, "Huset", text), "");
	text.copied = false;
	assert_string_equal(topics_of(*state, "Huset", text), "Digitalisering och bredband");
	text.role = LETA_ROLE_HORIZONTAL;
	assert_string_equal(topics_of(*state, "Huset", text), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_words),     cmocka_unit_test(test_in_passing),
		cmocka_unit_test(test_title),         cmocka_unit_test(test_longest_phrase),
		cmocka_unit_test(test_sections),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
