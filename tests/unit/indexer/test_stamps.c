/*
 * test_stamps.c: what a stamp must have in common with the file, what is too new to be trusted, what a damaged memo costs.
 */
#include "support/unit.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "indexer/stamps.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

#define SECOND INT64_C(1000000000)
#define NOW (1700000000 * SECOND)

static const struct stamp old = { 12, 34, NOW - 60 * SECOND, NOW - 50 * SECOND };

static struct stamps *load(void **state)
{
	struct stamps *s;
	assert_int_equal(stamps_load(*state, NOW, &s, NULL), LETA_OK);
	return s;
}

/* A memo with one path in it. */
static void save_one(void **state, const char *path, struct stamp stamp, uint64_t hash)
{
	struct stamps *s = load(state);
	assert_int_equal(stamps_note(s, str_from(path), &stamp, hash, NULL), LETA_OK);
	assert_int_equal(stamps_save(s, *state, NULL), LETA_OK);
	stamps_free(s);
}

static uint64_t known(void **state, const char *path, struct stamp stamp)
{
	struct stamps *s = load(state);
	uint64_t hash = stamps_hash(s, str_from(path), &stamp);
	stamps_free(s);
	return hash;
}

static void test_same_file(void **state)
{
	assert_true(known(state, "/a", old) == 0);
	save_one(state, "/a", old, 77);
	assert_true(known(state, "/a", old) == 77);
	assert_true(known(state, "/b", old) == 0);
	struct stamp others[] = { old, old, old, old };
	others[0].size++;
	others[1].inode++;
	others[2].written++; /* a nanosecond */
	others[3].changed++;
	for (size_t i = 0; i < LENGTH(others); i++)
		assert_true(known(state, "/a", others[i]) == 0);
}

static void test_too_new(void **state)
{
	struct stamp written = old, changed = old, just = old;
	written.written = NOW - SECOND;
	changed.changed = NOW + SECOND;
	just.written = just.changed = NOW - 2 * SECOND;
	save_one(state, "/a", written, 77);
	assert_true(known(state, "/a", written) == 0);
	save_one(state, "/a", changed, 77);
	assert_true(known(state, "/a", changed) == 0);
	save_one(state, "/a", just, 77);
	assert_true(known(state, "/a", just) == 77);
}

static void test_no_regular_file(void **state)
{
	struct stat info;
	assert_int_equal(stat(*state, &info), 0);
	struct stamp folder = stamp_of(&info);
	save_one(state, "/a", folder, 77);
	assert_true(known(state, "/a", folder) == 0);
	save_one(state, "/a", old, 0); /* content that could not be read whole */
	assert_true(known(state, "/a", old) == 0);
}

static void test_of_a_file(void **state)
{
	struct stat info;
	scratch_write(scratch_path(state, "fil"), "text", 4);
	assert_int_equal(stat(scratch_path(state, "fil"), &info), 0);
	struct stamp stamp = stamp_of(&info);
	assert_int_equal(stamp.size, 4);
	assert_int_equal(stamp.inode, info.st_ino);
	assert_int_equal(stamp.written / SECOND, info.st_mtim.tv_sec);
	assert_int_equal(stamp.changed % SECOND, info.st_ctim.tv_nsec);
}

/* What the run is not about stays, what it did not meet goes, and the order does not matter. */
static void test_many(void **state)
{
	char path[] = "/000";
	struct stamps *s = load(state);
	for (int i = 999; i >= 0; i--) {
		path[1] = (char)('0' + i / 100);
		path[2] = (char)('0' + i / 10 % 10);
		path[3] = (char)('0' + i % 10);
		assert_int_equal(stamps_note(s, str_from(path), &old, (uint64_t)i + 1, NULL), LETA_OK);
	}
	assert_int_equal(stamps_save(s, *state, NULL), LETA_OK);
	stamps_free(s);
	assert_true(known(state, "/000", old) == 1 && known(state, "/438", old) == 439 && known(state, "/999", old) == 1000);
	s = load(state);
	assert_int_equal(stamps_keep(s, STR("/438"), NULL), LETA_OK);
	assert_int_equal(stamps_keep(s, STR("/ingen"), NULL), LETA_OK);
	assert_int_equal(stamps_save(s, *state, NULL), LETA_OK);
	stamps_free(s);
	assert_true(known(state, "/438", old) == 439 && known(state, "/999", old) == 0 && known(state, "/ingen", old) == 0);
}

/* Whichever byte is changed or lost, nothing is known. */
static void test_damaged(void **state)
{
	struct buf file;
	save_one(state, "/a", old, 77);
	buf_init(&file, 4096);
	assert_int_equal(file_read(scratch_path(state, "stamps"), &file, NULL), LETA_OK);
	for (size_t i = 0; i < file.len; i++) {
		file.data[i] ^= 1;
		scratch_write(scratch_path(state, "stamps"), file.data, file.len);
		file.data[i] ^= 1;
		assert_true(known(state, "/a", old) == 0);
		scratch_write(scratch_path(state, "stamps"), file.data, i);
		assert_true(known(state, "/a", old) == 0);
	}
	buf_fini(&file);
}

/* Without memory nothing is known, and that is told; nothing leaks. */
static void test_memory_ends(void **state)
{
	unsigned long n;
	bool failed = true;
	save_one(state, "/a", old, 77);
	for (n = 1; failed && n < 100; n++) {
		struct stamps *s = NULL;
		fault_alloc_arm(n);
		leta_status st = stamps_load(*state, NOW, &s, NULL);
		if (st == LETA_OK)
			st = stamps_note(s, STR("/b"), &old, 78, NULL);
		if (st == LETA_OK)
			st = stamps_save(s, *state, NULL);
		failed = fault_alloc_disarm();
		assert_int_equal(st, failed ? LETA_ERR_NOMEM : LETA_OK);
		stamps_free(s);
	}
	assert_true(n > 4);
	assert_true(known(state, "/b", old) == 78);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_same_file, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_too_new, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_no_regular_file, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_of_a_file, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_many, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_damaged, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_memory_ends, scratch_set_up, scratch_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
