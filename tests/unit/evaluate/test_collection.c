/*
 * test_collection.c: queries and judgements as they come, and what is wrong with those that cannot
 * be read.
 */
#include "support/unit.h"

#include "evaluate/collection.h"
#include "support/scratch.h"

static leta_status read_both(void **state, const char *queries, const char *qrels,
			     struct collection *c, struct arena *arena, struct leta_error *err)
{
	const char *q = scratch_path(state, "queries.jsonl"), *j = scratch_path(state, "qrels.tsv");
	scratch_write(q, queries, strlen(queries));
	scratch_write(j, qrels, strlen(qrels));
	return collection_read(q, j, arena, c, err);
}

static void test_read(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct collection c;
	assert_int_equal(
		read_both(
			state,
			"\xEF\xBB\xBF{\"id\": \"q1\", \"text\": \"broar\", \"more\": [1]}\r\n\n"
			"{\"text\": \"båtar\", \"id\": 2}\n{\"id\": \"q3\", \"text\": \"x\"}",
			"q1\t0\tett dokument\t1\nq1\t0\tb\t3\nq1\t0\tc\t-2\n2 0  d   2\nq9 0 e 1\n",
			&c, arena, NULL),
		LETA_OK);
	assert_int_equal(c.n_topics, 3);
	assert_int_equal(c.n_judged, 2);
	assert_string_equal(c.topics[1].id, "2");
	assert_string_equal(c.topics[1].text, "båtar");
	assert_int_equal(c.topics[0].n_relevant, 2);
	assert_int_equal(c.topics[0].grades[0], 3);
	assert_int_equal(c.topics[0].grades[1], 1);
	assert_int_equal(collection_grade(&c, &c.topics[0], STR("ett dokument")), 1);
	assert_int_equal(collection_grade(&c, &c.topics[0], STR("c")), 0);
	assert_int_equal(collection_grade(&c, &c.topics[1], STR("d")), 2);
	assert_int_equal(collection_grade(&c, &c.topics[1], STR("b")), 0);
	assert_ptr_equal(collection_find(&c, STR("q3")), &c.topics[2]);
	assert_null(collection_find(&c, STR("q9")));
	collection_fini(&c);
	arena_free(arena);
}

static void test_faults(void **state)
{
	static const char good_query[] = "{\"id\": \"a\", \"text\": \"b\"}\n";
	static const struct {
		const char *queries, *qrels;
		leta_status status;
		const char *where; /* end of the context */
	} cases[] = {
		{"{\"id\": 1}\n", "", LETA_ERR_FORMAT, "queries.jsonl:1"},
		{"\nnej\n", "", LETA_ERR_FORMAT, "queries.jsonl:2"},
		{"{\"id\": \"a\", \"text\": \"b\"}\n{\"id\": \"a\", \"text\": \"c\"}", "",
		 LETA_ERR_FORMAT, "queries.jsonl:2"},
		{good_query, "a 0 d\n", LETA_ERR_FORMAT, "qrels.tsv:1"},
		{good_query, "a\t0\td\t1\na\t0\te\tmycket\n", LETA_ERR_FORMAT, "qrels.tsv:2"},
		{good_query, "a 0 d 1001\n", LETA_ERR_FORMAT, "qrels.tsv:1"},
		{good_query, "a 0 d 1\na 0 d 2\n", LETA_ERR_FORMAT, "qrels.tsv:2"},
		{good_query, "a 0 d 0\nb 0 d 1\n", LETA_ERR_INVALID, ""},
		{good_query, "", LETA_ERR_INVALID, ""},
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct arena *arena = arena_new(1 << 20);
		struct collection c;
		struct leta_error err = {0};
		assert_int_equal(
			read_both(state, cases[i].queries, cases[i].qrels, &c, arena, &err),
			cases[i].status);
		assert_true(str_ends(str_from(err.context), str_from(cases[i].where)));
		collection_fini(&c);
		arena_free(arena);
	}
}

static void test_no_file(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct collection c;
	assert_int_equal(collection_read(scratch_path(state, "none"), scratch_path(state, "none"),
					 arena, &c, NULL),
			 LETA_ERR_INVALID);
	collection_fini(&c);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_read, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_faults, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_no_file, scratch_set_up, scratch_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
