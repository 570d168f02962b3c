/*
 * test_learn.c: which compounds small collections teach, and which they must not.
 */
#include "support/unit.h"

#include "base/buf.h"
#include "base/map.h"
#include "text/analyzer.h"
#include "text/learn.h"

#define TEXTS_MAX 8

/* A collection of texts, and what is learned from it: "leader|ledning metod|stöd". */
struct collection {
	const char *lexicon; /* NULL: the system's */
	const char *texts[TEXTS_MAX];
	const char *learned;
};

struct counting {
	struct map *terms; /* in how many texts */
	struct map *text;  /* those of one */
};

static leta_status take_token(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct counting *c = ctx;
	size_t before = map_size(c->text);

	(void)err;
	map_put(c->text, token->term);
	if (map_size(c->text) > before)
		++*map_value(c->terms, map_put(c->terms, token->term));
	return LETA_OK;
}

static leta_status count(void *ctx, struct str term, uint32_t *documents, struct leta_error *err)
{
	struct counting *c = ctx;
	uint32_t entry = map_find(c->terms, term);

	(void)err;
	*documents = entry == MAP_NONE ? 0 : *map_value(c->terms, entry);
	return LETA_OK;
}

static void print_words(const struct learned_word *words, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(out, ' ');
		for (size_t p = 0; p < words[i].n_parts; p++)
			buf_printf(out, "%s" STR_FMT, p > 0 ? "|" : "", STR_ARG(words[i].parts[p].term));
	}
	buf_char(out, '\0');
}

/* Notes the texts with two analyzers in turn, as threads would. */
static void note(const struct collection *c, struct text_analyzer *analyzers[2], struct vocabulary *notes[2],
                 struct counting *counts)
{
	for (int i = 0; i < 2; i++)
		text_analyzer_note(analyzers[i], notes[i]);
	for (size_t i = 0; i < TEXTS_MAX && c->texts[i]; i++) {
		map_clear(counts->text);
		assert_int_equal(text_analyzer_run(analyzers[i % 2], TEXT_MODE_DOCUMENT, str_from(c->texts[i]),
		                                   take_token, counts, NULL),
		                 LETA_OK);
	}
}

static void check(const struct collection *c)
{
	struct text_analyzer *analyzers[2];
	struct vocabulary *notes[2];
	struct counting counts = { map_new(), map_new() };
	struct arena *arena = arena_new(1 << 20);
	struct learned_word *words = NULL;
	struct buf found;
	size_t n = 0;

	buf_init(&found, 1 << 16);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(text_analyzer_new(c->lexicon, &analyzers[i], NULL), LETA_OK);
		notes[i] = vocabulary_new();
	}
	note(c, analyzers, notes, &counts);
	vocabulary_add(notes[1], notes[0]);
	assert_int_equal(vocabulary_status(notes[1], NULL), LETA_OK);
	assert_int_equal(learn_compounds(text_analyzer_lexicon(analyzers[0]), notes[1], count, &counts, arena, &words,
	                                 &n, NULL),
	                 LETA_OK);
	print_words(words, n, &found);
	assert_string_equal(found.data, c->learned);
	for (int i = 0; i < 2; i++) {
		text_analyzer_free(analyzers[i]);
		vocabulary_free(notes[i]);
	}
	map_free(counts.terms);
	map_free(counts.text);
	arena_free(arena);
	buf_fini(&found);
}

static void check_all(const struct collection *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(&list[i]);
}

/* The lexicon of the tests has "storstad" and "vägledning": its usual heads are stad and ledning. */
static void modifiers_alone(void **state)
{
	static const struct collection cases[] = {
		{ LETA_TESTS_LEXICON, { "Leader i väst", "en leader", "om Leader", "leaderledningen" }, "lead|ledning" },
		{ LETA_TESTS_LEXICON, { "Leader i väst", "en leader", "leaderledningen" }, "" },
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader", "leaderprojektet" }, "" },
		{ LETA_TESTS_LEXICON, { "Mobilitet", "mobilitet", "mobilitet", "mobilitetsledning" },
		  "mobilitet|ledning" },
		/* never small: only a long head */
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader", "Leaderstad" }, "" },
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader", "leaderstad" }, "lead|stad" },
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader", "Leaderledningen" }, "lead|ledning" },
		/* of index/compounds.tsv */
		{ LETA_TESTS_LEXICON, { "anti", "anti", "anti", "antiledning" }, "" },
		/* its own forms are one word; a genitive may be an English plural */
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader leaderstaden", "leaderstad" }, "lead|stad" },
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader leaderstadens" }, "" },
		/* a blank is missing */
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader leaderLedning" }, "" },
	};

	(void)state;
	check_all(cases, LENGTH(cases));
}

static void rests_of_broken_words(void **state)
{
	static const struct collection cases[] = {
		{ LETA_TESTS_LEXICON, { "process", "cess", "cess", "cess cessledning" }, "" },
		{ LETA_TESTS_LEXICON, { "process", "proc", "proc", "proc procledning" }, "" },
		{ LETA_TESTS_LEXICON, { "cess", "cess", "cess cessledning" }, "cess|ledning" },
		{ LETA_TESTS_LEXICON, { "Leader", "Leader", "Leader leaderledning", "superleaderledning" }, "" },
		{ LETA_TESTS_LEXICON, { "metodför", "metodför", "metodför metodförledning" }, "" },
	};

	(void)state;
	check_all(cases, LENGTH(cases));
}

static void hyphens(void **state)
{
	static const struct collection cases[] = {
		{ LETA_TESTS_LEXICON, { "ett AMS-projekt", "amsprojekten" }, "ams|projek" },
		{ LETA_TESTS_LEXICON, { "ett ams-projekt", "amsprojekten" }, "" },
		{ LETA_TESTS_LEXICON, { "ett amsi-projekt", "amsiprojekten" }, "amsi|projek" },
		{ LETA_TESTS_LEXICON, { "ett AMS-projekt" }, "" },
		{ LETA_TESTS_LEXICON, { "ett AMS-\nprojekt", "amsprojekten" }, "" },
		{ LETA_TESTS_LEXICON, { "ett AMS-projekt", "ett AMS-\nprojekt", "amsledning" }, "" },
	};

	(void)state;
	check_all(cases, LENGTH(cases));
}

static void many_heads(void **state)
{
	static const struct collection cases[] = {
		{ NULL, { "leaderpengar leaderprojekt", "leaderchefen leadermedel" },
		  "lead|medel lead|peng lead|projek" },
		{ NULL, { "leaderpengar leaderprojekt", "leaderchefen" }, "" },
	};
	struct text_analyzer *a;

	(void)state;
	assert_int_equal(text_analyzer_new(NULL, &a, NULL), LETA_OK);
	if (text_analyzer_has_lexicon(a))
		check_all(cases, LENGTH(cases));
	text_analyzer_free(a);
}

static void without_lexicon(void **state)
{
	static const struct collection none = { "", { "Leader", "Leader", "Leader leaderledning" }, "" };

	(void)state;
	check(&none);
}

/* Where parts lie, also in a head that is a compound itself. */
static void places(void **state)
{
	struct text_analyzer *a;
	struct vocabulary *v = vocabulary_new();
	struct counting counts = { map_new(), map_new() };
	struct arena *arena = arena_new(1 << 20);
	struct learned_word *words = NULL;
	size_t n = 0;

	(void)state;
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a, NULL), LETA_OK);
	text_analyzer_note(a, v);
	assert_int_equal(text_analyzer_run(a, TEXT_MODE_DOCUMENT, STR("ett RÅD-vägledning, Rådsvägledningen, rådvägledningar"),
	                                   take_token, &counts, NULL),
	                 LETA_OK);
	assert_int_equal(learn_compounds(text_analyzer_lexicon(a), v, count, &counts, arena, &words, &n, NULL), LETA_OK);
	assert_int_equal(n, 1);
	assert_str(words[0].form, "rådvägledningar");
	assert_int_equal(words[0].n_parts, 4);
	for (uint8_t i = 0; i < words[0].n_parts; i++) {
		static const struct learned_part wanted[] = { { STR_INIT("råd"), 0, 3 },
			                                      { STR_INIT("vägledning"), 3, 15 },
			                                      { STR_INIT("väg"), 3, 6 },
			                                      { STR_INIT("ledning"), 6, 15 } };
		struct learned_use use = { &words[0], i };

		assert_true(str_eq(words[0].parts[i].term, wanted[i].term));
		assert_int_equal(words[0].parts[i].from, wanted[i].from);
		assert_int_equal(words[0].parts[i].to, wanted[i].to);
		assert_int_equal(learned_is_first(&use), i == 0);
		assert_int_equal(learned_is_last(&use), i == 1 || i == 3);
		assert_int_equal(learned_is_inner(&use), i >= 2);
	}
	text_analyzer_free(a);
	vocabulary_free(v);
	map_free(counts.terms);
	map_free(counts.text);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modifiers_alone), cmocka_unit_test(rests_of_broken_words), cmocka_unit_test(hyphens),
		cmocka_unit_test(many_heads),      cmocka_unit_test(without_lexicon),       cmocka_unit_test(places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
