/*
 * test_spans.c: compounds and their parts in a stream made by hand, because the sample index has no
 * lexicon that would split a word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "search/spans.h"
#include "text/token.h"

/* Sorted, as in a document. */
enum { HEALTH, METHOD, METHOD_SUPPORT, PROCESS, PROCESS_HEALTH, PROCESS_SUPPORT, SUPPORT, N_TERMS };

static struct str terms[N_TERMS] = {
	[HEALTH] = {"hälsa", 6},
	[METHOD] = {"metod", 5},
	[METHOD_SUPPORT] = {"metodstöd", 10},
	[PROCESS] = {"process", 7},
	[PROCESS_HEALTH] = {"processhälsa", 13},
	[PROCESS_SUPPORT] = {"processtöd", 11},
	[SUPPORT] = {"stöd", 5},
};

/* "metod- och processtödet, stöd, process-hälsa": a rebuilt word, a compound, a word, a hyphen. */
static struct forward_token tokens[] = {
	{METHOD, 1, 0, 5, TEXT_WORD, false, false, 0},
	{METHOD_SUPPORT, 1, 0, 5, TEXT_JOINED, true, false, 0},
	{PROCESS_SUPPORT, 3, 11, 13, TEXT_WORD, false, false, 0},
	{PROCESS, 3, 11, 7, TEXT_PART, true, false, 0},
	{SUPPORT, 3, 17, 7, TEXT_PART, true, false, 0},
	{SUPPORT, 4, 26, 5, TEXT_WORD, false, false, 0},
	{PROCESS, 5, 33, 7, TEXT_WORD, false, false, 0},
	{PROCESS_HEALTH, 5, 33, 14, TEXT_JOINED, true, false, 1},
	{HEALTH, 6, 41, 6, TEXT_WORD, false, false, 0},
};

static struct forward_stream stream = {
	.tokens = tokens, .n_tokens = sizeof(tokens) / sizeof(tokens[0])};

/* The tokens of the leaf's spans, with blanks between. */
static const char *spans_of(const struct expand_node *leaf)
{
	static char text[64];
	struct forward forward = {terms, N_TERMS, &stream, 1};
	struct occur o = {.arena = arena_new(1 << 16), .forward = &forward};
	struct spans spans = {0};
	size_t used = 0;
	assert_int_equal(spans_find(&o, leaf, &stream, &spans), LETA_OK);
	text[0] = '\0';
	for (size_t i = 0; i < spans.n; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%u-%u",
					 i > 0 ? " " : "", spans.items[i].first,
					 spans.items[i].last);
	arena_free(o.arena);
	return text;
}

/* Where compounds begin or end with the terms. */
static const char *found(bool last, struct str *wanted, size_t n_wanted)
{
	struct ast_node ast = {.kind = AST_COMPOUND_PART, .last = last};
	struct expand_choice choice = {.kind = n_wanted > 1 ? EXPAND_PARTS : EXPAND_WORD,
				       .terms = wanted,
				       .n_terms = n_wanted,
				       .words = 1};
	struct expand_word word = {.choices = &choice, .n_choices = 1};
	struct expand_node leaf = {
		.kind = AST_COMPOUND_PART, .ast = &ast, .prefix = "", .words = &word, .n_words = 1};
	return spans_of(&leaf);
}

static void test_first_part(void **state)
{
	(void)state;
	assert_string_equal(found(false, &terms[PROCESS], 1), "3-3 6-6");
	assert_string_equal(found(false, &terms[METHOD], 1), "0-0");
	assert_string_equal(found(false, &terms[SUPPORT], 1), "");
	assert_string_equal(found(false, &terms[HEALTH], 1), "");
}

static void test_last_part(void **state)
{
	(void)state;
	assert_string_equal(found(true, &terms[SUPPORT], 1), "4-4");
	assert_string_equal(found(true, &terms[HEALTH], 1), "8-8");
	assert_string_equal(found(true, &terms[METHOD], 1), "");
	assert_string_equal(found(true, &terms[PROCESS], 1), "");
}

/* Parts side by side; a word is no part of itself. */
static void test_several_parts(void **state)
{
	struct str whole[] = {terms[PROCESS], terms[SUPPORT]};
	struct forward_token longer = tokens[2];
	(void)state;
	assert_string_equal(found(true, whole, 2), "");
	assert_string_equal(found(false, whole, 2), "");
	tokens[2].length += 4;
	assert_string_equal(found(false, whole, 2), "3-4");
	assert_string_equal(found(true, whole, 2), "");
	tokens[2] = longer;
	assert_string_equal(found(true, &terms[PROCESS_HEALTH], 1), "");
}

/* A compound is one occurrence, not two: its own parts are none beside it. */
static void test_own_parts(void **state)
{
	struct str parts[] = {terms[PROCESS], terms[SUPPORT]};
	struct ast_node ast = {.kind = AST_WORD};
	struct expand_choice choices[] = {
		{.kind = EXPAND_WORD, .terms = &terms[PROCESS_SUPPORT], .n_terms = 1, .words = 1},
		{.kind = EXPAND_PARTS, .terms = parts, .n_terms = 2, .words = 1},
	};
	struct expand_word word = {.choices = choices, .n_choices = 2};
	struct expand_node leaf = {
		.kind = AST_WORD, .ast = &ast, .prefix = "", .words = &word, .n_words = 1};
	(void)state;
	assert_string_equal(spans_of(&leaf), "2-2 5-6");
}

/* A learned compound where a word of the text is one; what stands with a hyphen has its words there already. */
static void test_learned(void **state)
{
	static const struct learned_word support = {.n_parts = 2, .parts = {{.from = 0, .to = 7}, {.from = 6, .to = 10}}},
					 health = {.n_parts = 2, .parts = {{.from = 0, .to = 7}, {.from = 7, .to = 12}}};
	static const struct learned_use uses[] = {{&support, 0}, {&health, 0}};
	struct str wholes[] = {terms[PROCESS_SUPPORT], terms[PROCESS_HEALTH]};
	struct ast_node ast = {.kind = AST_WORD};
	struct expand_choice choice = {
		.kind = EXPAND_COMPOUNDS, .terms = wholes, .n_terms = 2, .words = 1, .uses = uses};
	struct expand_word word = {.choices = &choice, .n_choices = 1};
	struct expand_node leaf = {
		.kind = AST_WORD, .ast = &ast, .prefix = "", .words = &word, .n_words = 1};
	(void)state;
	assert_string_equal(spans_of(&leaf), "2-2");
	leaf.kind = ast.kind = AST_COMPOUND_PART;
	assert_string_equal(spans_of(&leaf), "2-2");
	ast.last = true;
	assert_string_equal(spans_of(&leaf), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_part),
		cmocka_unit_test(test_last_part),
		cmocka_unit_test(test_several_parts),
		cmocka_unit_test(test_own_parts),
		cmocka_unit_test(test_learned),
	};
	return cmocka_run_group_tests_name("search spans", tests, NULL, NULL);
}
