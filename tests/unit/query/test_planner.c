/*
 * test_planner.c: what words stand for and what the engine is asked, over the small index of
 * fake_env.c; and repairs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "fake_env.h"
#include "query/parse.h"
#include "query/planner.h"
#include "query/repair.h"

typedef void describe_fn(struct str query, struct arena *arena, struct buf *out);

static struct expansion expand_query(struct str query, struct arena *arena)
{
	struct ast_node *tree = NULL;
	struct expand_env env = fake_env();
	struct expansion expansion = {0};
	struct leta_error err = {0};
	if (query_parse(query, arena, &tree, &err) != LETA_OK)
		print_error("%s\n", err.message[LETA_SV]);
	assert_non_null(tree);
	assert_int_equal(expand(tree, &env, arena, &expansion, NULL), LETA_OK);
	return expansion;
}

static void describe_expansion(struct str query, struct arena *arena, struct buf *out)
{
	struct expansion expansion = expand_query(query, arena);
	assert_non_null(expansion.root);
	expand_print(expansion.root, out);
}

static bool refuse(void *check, struct str data)
{
	(void)check;
	(void)data;
	return false;
}

static void describe_plan(struct str query, struct arena *arena, struct buf *out)
{
	struct planner planner = {.arena = arena, .accept = refuse};
	if (query.ptr[0] == '~') {
		planner.mode = PLANNER_ANY;
		planner.plain = true;
		query = str_sub(query, 1, query.len);
	}
	struct plan_node *plan = NULL;
	if (query.ptr[0] == '?') {
		planner.mode = PLANNER_PARTIAL;
		query = str_sub(query, 1, query.len);
	}
	struct expansion expansion = expand_query(query, arena);
	assert_int_equal(planner_plan(&planner, &expansion, &plan, NULL), LETA_OK);
	planner_print(plan, out);
}

static void run_table(const char *name, describe_fn *describe)
{
	char path[512];
	struct buf text, got;
	struct str rest, line;
	unsigned cases = 0, failed = 0;
	buf_init(&text, 1 << 20);
	buf_init(&got, 1 << 20);
	assert_true(file_join(path, sizeof(path), TEST_DATA, name));
	assert_int_equal(file_read(path, &text, NULL), LETA_OK);
	rest = buf_view(&text);
	while (str_line(&rest, &line)) {
		size_t split = str_find(line, STR(" ; "), 0);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		struct str wanted = str_sub(line, split + 3, line.len);
		struct arena *arena = arena_new(1 << 22);
		buf_clear(&got);
		describe(str_sub(line, 0, split), arena, &got);
		if (!str_eq(buf_view(&got), wanted)) {
			print_error(STR_FMT "\n  got %s\n", STR_ARG(line), got.data);
			failed++;
		}
		arena_free(arena);
		cases++;
	}
	buf_fini(&text);
	buf_fini(&got);
	assert_true(cases > 0);
	assert_int_equal(failed, 0);
}

static void test_expand_table(void **state)
{
	(void)state;
	run_table("expand.tests", describe_expansion);
}

static void test_plan_table(void **state)
{
	(void)state;
	run_table("plan.tests", describe_plan);
}

/* "stad" is a part of a learned compound, "storstad" is one. */
static void test_learned_compounds(void **state)
{
	static const char *const cases[][3] = {
		{"stad", "stad[stad 13 | compound storstad 6]",
		 "OR(stad, FILTER(SYNONYM(stad, storstad), AND_NOT(storstad, stad)))"},
		{"stör", "stör[stör 0]", "stör"},
		{"nix", "nix[nix 0 | compound storstadsintegration 2]", "storstadsintegration"},
		{"nada", "nada[nada 0]", "nada"},
		{"=stad", "=stad[stad 13]", "VERIFY(stad)"},
		{"Storstäder", "Storstäder[storstäd 0]", "storstäd"},
		{"storstad", "storstad[storstad 6 | part process+stad 9]",
		 "OR(storstad, SCALE 0.5(VERIFY(AND_NOT(AND(process, stad), storstad))))"},
	};
	struct expand_env env = fake_env();
	struct learned *learned;
	(void)state;
	assert_int_equal(learned_read(STR("leta compounds 1\nstorstad\tstorstad\t6\tprocess:0-4\tstad:4-8\n"
					  "storstadsintegration\tx\t2\tnix:0-8\tmer:8-20\n"
					  "stort\tstort\t1\tnada:0-4\tmer:4-5\n"),
				      &learned, NULL),
			 LETA_OK);
	env.learned = learned;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new(1 << 22);
		struct planner planner = {.arena = arena, .accept = refuse};
		struct expansion expansion;
		struct ast_node *tree;
		struct plan_node *plan;
		struct buf got;
		buf_init(&got, 1 << 16);
		assert_int_equal(query_parse(str_from(cases[i][0]), arena, &tree, NULL), LETA_OK);
		assert_int_equal(expand(tree, &env, arena, &expansion, NULL), LETA_OK);
		expand_print(expansion.root, &got);
		assert_string_equal(got.data, cases[i][1]);
		assert_int_equal(planner_plan(&planner, &expansion, &plan, NULL), LETA_OK);
		buf_clear(&got);
		planner_print(plan, &got);
		assert_string_equal(got.data, cases[i][2]);
		buf_fini(&got);
		arena_free(arena);
	}
	learned_close(learned);
}

/* ---- repairs ---- */

static struct repairs find_repairs(struct expansion *expansion, const char *query,
				   struct arena *arena)
{
	struct expand_env env = fake_env();
	struct repairs repairs = {0};
	*expansion = expand_query(str_from(query), arena);
	assert_int_equal(repair_find(expansion, &env, arena, &repairs, NULL), LETA_OK);
	return repairs;
}

static void test_accents_come_back(void **state)
{
	static const struct {
		const char *query, *understood;
	} cases[] = {
		{"malmo rosengard stöd", "malmö OCH rosengård OCH stöd"},
		{"Malmos processtod", "malmös OCH processtöd"},    /* inflected; written together */
		{"malstod", "målstöd"},                            /* no document has but its parts */
		{"-malmo stöd =malmo", "INTE malmo OCH stöd OCH =malmo"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new(1 << 22);
		struct expansion expansion;
		struct buf out;
		buf_init(&out, 1 << 12);
		assert_int_equal(find_repairs(&expansion, cases[i].query, arena).n, 0);
		ast_print(expand_to_ast(expansion.root, false, arena), &out);
		assert_string_equal(out.data, cases[i].understood);
		buf_fini(&out);
		arena_free(arena);
	}
}

static void test_short_and_known_words_stay(void **state)
{
	static const char *const queries[] = {
		"mol",         "mal",         "stöd",   "\"projekt i stad\"",
		"-integraton", "=integraton", "2014-xx"};
	(void)state;
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		struct arena *arena = arena_new(1 << 22);
		struct expansion expansion;
		struct repairs repairs = find_repairs(&expansion, queries[i], arena);
		assert_int_equal(repairs.n, 0);
		assert_int_not_equal(expansion.root->words ? expansion.root->words->choices->kind : EXPAND_WORD, EXPAND_ACCENT);
		arena_free(arena);
	}
}

static void test_spelling(void **state)
{
	struct arena *arena = arena_new(1 << 22);
	struct expansion expansion;
	(void)state;
	struct repairs repairs =
		find_repairs(&expansion, "stöd (integraton ELLER upphandlng)", arena);
	assert_int_equal(repairs.n, 2);
	assert_string_equal(repairs.fixes[0].shown, "integration");
	assert_true(repairs.fixes[0].sure);
	assert_string_equal(repairs.fixes[1].shown, "upphandling");
	arena_free(arena);
}

static void test_spelling_text(void **state)
{
	struct arena *arena = arena_new(1 << 22);
	struct ast_node *tree = NULL;
	struct expansion expansion;
	struct repairs repairs;
	struct expand_env env = fake_env();
	struct str query = STR("stöd (intxgraxion ELLER upphandlng) x");
	(void)state;
	assert_int_equal(query_parse(query, arena, &tree, NULL), LETA_OK);
	assert_int_equal(expand(tree, &env, arena, &expansion, NULL), LETA_OK);
	assert_int_equal(repair_find(&expansion, &env, arena, &repairs, NULL), LETA_OK);
	assert_string_equal(repair_text(query, &repairs, false, arena),
			    "stöd (integration ELLER upphandling) x");
	assert_string_equal(repair_text(query, &repairs, true, arena),
			    "stöd (intxgraxion ELLER upphandling) x");
	arena_free(arena);
}

/* Two wrong letters in a long word are a suggestion only. */
static void test_unsure_spelling(void **state)
{
	struct arena *arena = arena_new(1 << 22);
	struct expansion expansion;
	(void)state;
	struct repairs repairs = find_repairs(&expansion, "intxgraxion", arena);
	assert_int_equal(repairs.n, 1);
	assert_false(repairs.fixes[0].sure);
	arena_free(arena);
}

/* A word of the word list is no slip, though no document has it. */
static void test_known_spelling(void **state)
{
	static const char *const queries[] = {"stadium", "stadiup"};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct arena *arena = arena_new(1 << 22);
		struct expansion expansion;
		struct repairs repairs = find_repairs(&expansion, queries[i], arena);
		assert_int_equal(repairs.n, 1);
		assert_string_equal(repairs.fixes[0].shown, "stadiun");
		assert_int_equal(repairs.fixes[0].sure, i == 1);
		arena_free(arena);
	}
}

static void test_phrase_limit(void **state)
{
	struct arena *arena = arena_new(1 << 22);
	struct buf query;
	struct ast_node *tree = NULL;
	struct expansion expansion;
	struct expand_env env = fake_env();
	struct leta_error err = {0};
	(void)state;
	buf_init(&query, 4096);
	buf_cstr(&query, "a \"");
	for (int i = 0; i < 65; i++)
		buf_cstr(&query, "ord ");
	buf_cstr(&query, "\"");
	assert_int_equal(query_parse(buf_view(&query), arena, &tree, NULL), LETA_OK);
	assert_int_equal(expand(tree, &env, arena, &expansion, &err), LETA_ERR_LIMIT);
	assert_int_equal(err.offset, 2);
	buf_fini(&query);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expand_table),
		cmocka_unit_test(test_plan_table),
		cmocka_unit_test(test_learned_compounds),
		cmocka_unit_test(test_accents_come_back),
		cmocka_unit_test(test_short_and_known_words_stay),
		cmocka_unit_test(test_spelling),
		cmocka_unit_test(test_spelling_text),
		cmocka_unit_test(test_unsure_spelling),
		cmocka_unit_test(test_known_spelling),
		cmocka_unit_test(test_phrase_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
