/*
 * test_parse.c: the tables in tests/data/query: a query and its tree, or its error; and the limits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "query/ast.h"
#include "query/lenient.h"
#include "query/parse.h"

typedef leta_status parse_fn(struct str query, struct arena *arena, struct ast_node **out,
			     struct leta_error *err);

static void describe(parse_fn *parse, struct str query, struct arena *arena, struct buf *out)
{
	struct ast_node *tree = NULL;
	struct leta_error err = {0};
	leta_status st = parse(query, arena, &tree, &err);
	if (st == LETA_OK && !tree)
		buf_char(out, '-');
	else if (st == LETA_OK)
		ast_print(tree, out);
	else
		buf_printf(out, "%s@%zu", leta_status_name(st), err.offset);
}

static leta_status parse_leniently(struct str query, struct arena *arena, struct ast_node **out,
				   struct leta_error *err)
{
	struct lenient lenient;
	leta_status st = lenient_begin(&lenient, query, arena, err);
	return st == LETA_OK ? lenient_parse(&lenient, out, err) : st;
}

static unsigned run_case(parse_fn *parse, struct str line)
{
	size_t split = str_find(line, STR(" ; "), 0);
	assert_true(split != (size_t)-1);
	struct str query = str_sub(line, 0, split), wanted = str_sub(line, split + 3, line.len);
	struct arena *arena = arena_new(1 << 20);
	struct buf got;
	buf_init(&got, 1 << 20);
	describe(parse, query, arena, &got);
	bool same = str_eq(buf_view(&got), wanted);
	if (!same)
		print_error("'" STR_FMT "'\n  wanted " STR_FMT "\n  got    %s\n", STR_ARG(query),
			    STR_ARG(wanted), got.data ? got.data : "");
	buf_fini(&got);
	arena_free(arena);
	return same ? 0 : 1;
}

static void run_table(parse_fn *parse, const char *name)
{
	char path[512];
	struct buf text;
	struct str rest, line;
	unsigned cases = 0, failed = 0;
	buf_init(&text, 1 << 20);
	assert_true(file_join(path, sizeof(path), TEST_DATA, name));
	assert_int_equal(file_read(path, &text, NULL), LETA_OK);
	rest = buf_view(&text);
	while (str_line(&rest, &line)) {
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		failed += run_case(parse, line);
		cases++;
	}
	buf_fini(&text);
	assert_true(cases > 0);
	assert_int_equal(failed, 0);
}

static void test_tables(void **state)
{
	(void)state;
	run_table(query_parse, "words.tests");
	run_table(query_parse, "operators.tests");
	run_table(query_parse, "names.tests");
	run_table(query_parse, "ranges.tests");
	run_table(query_parse, "errors.tests");
	run_table(query_parse_plain, "plain.tests");
	run_table(parse_leniently, "lenient.tests");
}

/* What a tree prints is read as the same tree. */
static void test_printed_again(void **state)
{
	static const char *const queries[] = {
		"a b ELLER (c -d) +\"e f\" g NÄRA/3 h",
		"syfte:(a ELLER (b c)) kommun:=x okänt:budget",
		"start:>2014 medfin:<40% längd:1år..2år",
		"pågick:2014 för*ning ord~1 ='x y'",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		struct arena *arena = arena_new(1 << 20);
		struct buf once, twice;
		buf_init(&once, 1 << 16);
		buf_init(&twice, 1 << 16);
		describe(query_parse, str_from(queries[i]), arena, &once);
		describe(query_parse, buf_view(&once), arena, &twice);
		assert_string_equal(once.data, twice.data);
		buf_fini(&once);
		buf_fini(&twice);
		arena_free(arena);
	}
}

static leta_status parse_repeated(const char *piece, size_t times, const char *end)
{
	struct arena *arena = arena_new(8 << 20);
	struct buf query;
	struct ast_node *tree = NULL;
	buf_init(&query, 4 << 20);
	for (size_t i = 0; i < times; i++)
		buf_cstr(&query, piece);
	buf_cstr(&query, end);
	leta_status st = query_parse(buf_view(&query), arena, &tree, NULL);
	buf_fini(&query);
	arena_free(arena);
	return st;
}

static void test_limits(void **state)
{
	(void)state;
	assert_int_equal(parse_repeated("ord ", 1 << 18, ""), LETA_ERR_LIMIT);
	assert_int_equal(parse_repeated("(", 500, "a"), LETA_ERR_LIMIT);
	assert_int_equal(parse_repeated("-", 500, "a"), LETA_ERR_LIMIT);
	assert_int_equal(parse_repeated("(", 20, "a))))))))))))))))))))"), LETA_OK);
	assert_int_equal(parse_repeated("(", 21, "a)))))))))))))))))))))"), LETA_ERR_LIMIT);
	assert_int_equal(parse_repeated("a ", 256, ""), LETA_OK);
	assert_int_equal(parse_repeated("a ", 257, ""), LETA_ERR_LIMIT);
	assert_int_equal(parse_repeated("o* ", 50, ""), LETA_ERR_LIMIT);
	assert_int_equal(parse_repeated("a NÄRA ", 200, "b"), LETA_OK);
	assert_int_equal(parse_repeated("", 0, " \t"), LETA_ERR_SYNTAX);
	assert_int_equal(parse_repeated("", 0, "a\xff"), LETA_ERR_SYNTAX);
}

static void test_suggestion(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct ast_node *tree = NULL;
	struct leta_error err = {0};
	(void)state;
	assert_int_equal(query_parse(STR("a regoin:x"), arena, &tree, &err), LETA_ERR_SYNTAX);
	assert_non_null(strstr(err.message[LETA_SV], "menade du 'region:'"));
	assert_non_null(strstr(err.message[LETA_EN], "did you mean 'region:'"));
	assert_int_equal(err.offset, 2);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_printed_again),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_suggestion),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
