/*
 * test_writer.c: what a writer takes, refuses, makes durable and drops.
 */
#include "engine_fixture.h"

static void find(struct fixture *f, const char *key, const char *expected)
{
	struct engine_reader *r = read_from(f);
	struct joined data = { 0 };
	uint32_t docid = 0;
	leta_status status = engine_reader_find(r, str_from(key), &docid, join_bytes, &data, &f->err);

	if (expected) {
		assert_int_equal(status, LETA_OK);
		assert_string_equal(data.text, expected);
		assert_true(docid > 0);
	} else {
		assert_int_equal(status, LETA_ERR_NOT_FOUND);
		assert_int_equal(data.count, 0);
	}
	engine_reader_close(r);
}

static uint32_t count(struct fixture *f)
{
	struct engine_reader *r = read_from(f);
	struct engine_stats stats;

	assert_int_equal(engine_reader_stats(r, &stats, &f->err), LETA_OK);
	engine_reader_close(r);
	return stats.documents;
}

static void test_add_replace_remove(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	struct engine_document changed = { .key = STR("b"), .data = STR("ny") };

	assert_int_equal(put(w, &(struct line){ "a", "x", NAN, NULL }, &f->err), LETA_OK);
	assert_int_equal(put(w, &(struct line){ "b", "x y", NAN, NULL }, &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	assert_int_equal(count(f), 2);
	find(f, "a", "a");
	find(f, "c", NULL);

	assert_int_equal(engine_writer_replace(w, &changed, &f->err), LETA_OK);
	assert_int_equal(engine_writer_remove(w, STR("a"), &f->err), LETA_OK);
	assert_int_equal(engine_writer_remove(w, STR("never there"), &f->err), LETA_OK);
	assert_int_equal(count(f), 2);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	assert_int_equal(count(f), 1);
	find(f, "a", NULL);
	find(f, "b", "ny");
	engine_writer_close(w);
}

static void test_last_change_of_a_batch_wins(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);

	for (int i = 0; i < 3; i++) {
		assert_int_equal(put(w, &(struct line){ "a", "x", NAN, NULL }, &f->err), LETA_OK);
		assert_int_equal(engine_writer_remove(w, STR("a"), &f->err), LETA_OK);
	}
	assert_int_equal(put(w, &(struct line){ "a", "x", NAN, NULL }, &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
	assert_int_equal(count(f), 1);
	assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
}

static void test_close_drops_what_was_not_committed(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);

	assert_int_equal(put(w, &(struct line){ "a", "x", NAN, NULL }, &f->err), LETA_OK);
	engine_writer_close(w);
	assert_int_equal(count(f), 0);
	engine_writer_close(NULL);
}

static void test_empty_commit_keeps_the_revision(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	struct engine_reader *r = read_from(f);
	struct engine_stats before, after;

	assert_int_equal(engine_reader_stats(r, &before, &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_reader_close(r);
	r = read_from(f);
	assert_int_equal(engine_reader_stats(r, &after, &f->err), LETA_OK);
	assert_int_equal(before.revision, after.revision);
	engine_reader_close(r);
	engine_writer_close(w);
}

static void test_lengths_of_terms(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	char bytes[ENGINE_TERM_MAX + 2];
	struct engine_term term = { .term = { bytes, 0 }, .wdf = 1 };
	struct engine_document document = { .key = STR("a"), .terms = &term, .n_terms = 1 };
	static const struct {
		int fill;
		size_t len;
		leta_status status;
	} cases[] = {
		{ 'x', 0, LETA_ERR_LIMIT },
		{ 'x', 1, LETA_OK },
		{ 'x', ENGINE_TERM_MAX, LETA_OK },
		{ 'x', ENGINE_TERM_MAX + 1, LETA_ERR_LIMIT },
		{ '\0', ENGINE_TERM_MAX / 2, LETA_OK },
		{ '\0', ENGINE_TERM_MAX / 2 + 1, LETA_ERR_LIMIT },
		{ 0xFF, ENGINE_TERM_MAX, LETA_OK },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		memset(bytes, cases[i].fill, sizeof(bytes));
		term.term.len = cases[i].len;
		assert_int_equal(engine_writer_replace(w, &document, &f->err), cases[i].status);
	}
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
	assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
}

static void test_limits_of_keys_and_data(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	size_t max = ENGINE_DATA_MAX + 1;
	char *bytes = calloc(1, max);
	struct str key = { bytes, ENGINE_TERM_MAX - 1 };
	struct engine_document document = { .key = key, .data = { bytes, max } };

	assert_non_null(bytes);
	memset(bytes, 'k', ENGINE_TERM_MAX);
	assert_int_equal(engine_writer_replace(w, &document, &f->err), LETA_ERR_LIMIT);
	document.data.len--;
	assert_int_equal(engine_writer_replace(w, &document, &f->err), LETA_OK);
	document.key.len++;
	assert_int_equal(engine_writer_replace(w, &document, &f->err), LETA_ERR_LIMIT);
	assert_int_equal(engine_writer_remove(w, document.key, &f->err), LETA_ERR_LIMIT);
	assert_int_equal(engine_writer_set_meta(w, STR("m"), (struct str){ bytes, max }, &f->err),
	                 LETA_ERR_LIMIT);
	assert_int_equal(engine_writer_set_meta(w, STR(""), STR("x"), &f->err), LETA_ERR_LIMIT);
	assert_int_equal(engine_writer_set_meta(w, STR("\001batch"), STR("x"), &f->err),
	                 LETA_ERR_INVALID);
	free(bytes);
	engine_writer_close(w);
}

static void test_pending_bytes_have_a_cap(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	size_t size = (size_t)60 << 20;
	char *bytes = calloc(1, size);
	struct engine_document document = { .key = STR("a"), .data = { bytes, size } };
	leta_status status = LETA_OK;
	int taken = 0;

	assert_non_null(bytes);
	while (taken < 20 && status == LETA_OK) {
		status = engine_writer_replace(w, &document, &f->err);
		taken += status == LETA_OK;
	}
	assert_int_equal(status, LETA_ERR_LIMIT);
	assert_int_equal(taken, 8);
	free(bytes);
	engine_writer_close(w);
}

static void test_numbers_must_be_finite(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);

	assert_int_equal(put(w, &(struct line){ "a", "x", HUGE_VAL, NULL }, &f->err),
	                 LETA_ERR_INVALID);
	assert_int_equal(put(w, &(struct line){ "a", "x", -HUGE_VAL, NULL }, &f->err),
	                 LETA_ERR_INVALID);
	assert_int_equal(put(w, &(struct line){ "a", "x", -1e300, NULL }, &f->err), LETA_OK);
	engine_writer_close(w);
}

static void test_metadata(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = write_to(f);
	struct engine_reader *r;
	struct joined one = { 0 }, none = { 0 }, all = { 0 }, some = { 0 };

	assert_int_equal(engine_writer_set_meta(w, STR("b2"), STR("två"), &f->err), LETA_OK);
	assert_int_equal(engine_writer_set_meta(w, STR("b1"), STR("ett"), &f->err), LETA_OK);
	assert_int_equal(engine_writer_set_meta(w, STR("a"), STR("noll"), &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	assert_int_equal(engine_writer_set_meta(w, STR("a"), STR(""), &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);

	r = read_from(f);
	assert_int_equal(engine_reader_meta(r, STR("b1"), join_bytes, &one, &f->err), LETA_OK);
	assert_string_equal(one.text, "ett");
	assert_int_equal(engine_reader_meta(r, STR("a"), join_bytes, &none, &f->err), LETA_OK);
	assert_int_equal(engine_reader_meta(r, STR(""), join_bytes, &none, &f->err), LETA_OK);
	assert_string_equal(none.text, " ");
	assert_int_equal(engine_reader_metas(r, STR(""), join_meta, &all, &f->err), LETA_OK);
	assert_string_equal(all.text, "b1=ett b2=två");
	assert_int_equal(engine_reader_metas(r, STR("b2"), join_meta, &some, &f->err), LETA_OK);
	assert_string_equal(some.text, "b2=två");
	engine_reader_close(r);
}

static void test_second_writer_is_locked_out(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *first = write_to(f), *second = NULL;

	assert_int_equal(engine_writer_open(f->index, &second, &f->err), LETA_ERR_LOCKED);
	assert_null(second);
	assert_string_equal(f->err.context, f->index);
	engine_writer_close(first);
	engine_writer_close(write_to(f));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_add_replace_remove, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_last_change_of_a_batch_wins, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_close_drops_what_was_not_committed,
		                                fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_empty_commit_keeps_the_revision, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_lengths_of_terms, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_limits_of_keys_and_data, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_pending_bytes_have_a_cap, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_numbers_must_be_finite, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_metadata, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_second_writer_is_locked_out, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
