/*
 * test_writer.c: what a writer takes, refuses, makes durable and drops.
 */
#include <sys/stat.h>

#include "engine_fixture.h"

static void find(struct fixture *f, const char *key, const char *expected)
{
	struct engine_reader *r = read_from(f);
	struct joined data = { 0 };
	uint32_t docid = 0;
	leta_status status = engine_reader_find(r, str_from(key), &docid, join_bytes, &data,
	                                        &f->err);

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

static void make_leftovers(struct fixture *f, char dir[128], char link[128])
{
	char file[160];

	snprintf(dir, 128, "%s/staging.killed", f->index);
	snprintf(link, 128, "%s/staging.opening", f->index);
	snprintf(file, sizeof(file), "%s/v.tmp", dir);
	assert_int_equal(mkdir(dir, 0777), 0);
	assert_int_equal(mkdir(file, 0777), 0);
	assert_int_equal(symlink(".", link), 0);
}

/* What writers that were killed left behind goes with the next one; our own goes with us. */
static void test_staging_is_cleared(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w;
	char dir[128], link[128];
	struct stat info;

	engine_writer_close(write_to(f));
	make_leftovers(f, dir, link);
	w = write_to(f);
	assert_int_not_equal(lstat(dir, &info), 0);
	assert_int_not_equal(lstat(link, &info), 0);
	assert_int_equal(staging_left(f->index), 1); /* the one that is in use */
	assert_int_equal(put(w, &(struct line){ "a", "x", NAN, NULL }, &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
	assert_int_equal(staging_left(f->index), 0);
	find(f, "a", "a");
}

/* A writer that is refused must not take the other's staging away. */
static void test_refused_writer_does_no_harm(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *first = write_to(f), *second = NULL;

	for (int i = 0; i < 3; i++) {
		struct line line = { "a", "x", NAN, NULL };

		assert_int_equal(put(first, &line, &f->err), LETA_OK);
		assert_int_equal(engine_writer_open(f->index, &second, &f->err), LETA_ERR_LOCKED);
		assert_int_equal(engine_writer_commit(first, &f->err), LETA_OK);
	}
	engine_writer_close(first);
	assert_int_equal(staging_left(f->index), 0);
	find(f, "a", "a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_add_replace_remove),
		WITH_SCRATCH(test_last_change_of_a_batch_wins),
		WITH_SCRATCH(test_close_drops_what_was_not_committed),
		WITH_SCRATCH(test_empty_commit_keeps_the_revision),
		WITH_SCRATCH(test_lengths_of_terms),
		WITH_SCRATCH(test_limits_of_keys_and_data),
		WITH_SCRATCH(test_pending_bytes_have_a_cap),
		WITH_SCRATCH(test_numbers_must_be_finite),
		WITH_SCRATCH(test_metadata),
		WITH_SCRATCH(test_second_writer_is_locked_out),
		WITH_SCRATCH(test_staging_is_cleared),
		WITH_SCRATCH(test_refused_writer_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
