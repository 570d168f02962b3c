/*
 * test_manifest.c: a changed byte anywhere is found, and a run that was killed is not mistaken for
 * damage.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "store/manifest.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

static const char *const names[] = {"documents.leta", "empty", "iamglass", "name with blanks",
				    "postlist.glass"};

static void make_files(void **state)
{
	scratch_write(scratch_path(state, names[0]), "leta store\n1\0\0\0\0 and documents", 30);
	scratch_write(scratch_path(state, names[1]), "", 0);
	scratch_write(scratch_path(state, names[2]), "\x0F\x0DXapian Glass", 14);
	scratch_write(scratch_path(state, names[3]), "abc", 3);
	scratch_write(scratch_path(state, names[4]), "blocks of a tree", 16);
	scratch_write(scratch_path(state, "flintlock"), "", 0);
	assert_int_equal(mkdir(scratch_path(state, "folder"), 0700), 0);
}

struct faults {
	size_t n;
	char where[512];
	leta_status code;
};

static void take_fault(void *ctx, const char *where, const struct leta_error *error)
{
	struct faults *f = ctx;

	f->n++;
	f->code = error->code;
	snprintf(f->where, sizeof(f->where), "%s", where);
}

static leta_status check(void **state, uint64_t revision, bool *covered, struct faults *faults)
{
	uint64_t bytes = 12345;
	struct leta_error err = {0};
	leta_status st;

	*faults = (struct faults){0};
	st = manifest_check(*state, revision, take_fault, faults, covered, &bytes, &err);
	assert_int_equal(err.code, st);
	assert_true(bytes < 200);
	return st;
}

static void assert_whole(void **state, uint64_t revision)
{
	struct faults faults;
	bool covered;

	assert_int_equal(manifest_check_sizes(*state, revision, NULL), LETA_OK);
	assert_int_equal(check(state, revision, &covered, &faults), LETA_OK);
	assert_true(covered);
	assert_int_equal(faults.n, 0);
}

static void assert_not_covered(void **state, uint64_t revision)
{
	struct faults faults;
	bool covered;

	assert_int_equal(manifest_check_sizes(*state, revision, NULL), LETA_OK);
	assert_int_equal(check(state, revision, &covered, &faults), LETA_OK);
	assert_false(covered);
	assert_int_equal(faults.n, 0);
}

static void assert_fault(void **state, const char *name)
{
	struct faults faults;
	bool covered;

	assert_int_equal(check(state, 7, &covered, &faults), LETA_ERR_CORRUPT);
	assert_int_equal(faults.n, 1);
	assert_int_equal(faults.code, LETA_ERR_CORRUPT);
	assert_non_null(strstr(faults.where, name));
}

static void test_whole(void **state)
{
	uint64_t bytes;
	bool covered;

	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	assert_whole(state, 7);
	assert_int_equal(manifest_check(*state, 7, NULL, NULL, &covered, &bytes, NULL), LETA_OK);
	assert_int_equal(bytes, 30 + 0 + 14 + 3 + 16);
	assert_int_equal(manifest_write(*state, UINT64_MAX / 2, NULL), LETA_OK);
	assert_whole(state, UINT64_MAX / 2);
}

static void test_text(void **state)
{
	struct buf text;

	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	buf_init(&text, 10000);
	assert_int_equal(file_read(scratch_path(state, "checksums"), &text, NULL), LETA_OK);
	assert_non_null(strstr(text.data, "revision 7\n"));
	assert_non_null(strstr(text.data, "\n00000000 0 empty\n"));
	assert_non_null(strstr(text.data, "\n352441c2 3 name with blanks\n"));
	assert_null(strstr(text.data, "flintlock"));
	assert_null(strstr(text.data, "folder"));
	buf_fini(&text);
}

static void test_not_covered(void **state)
{
	make_files(state);
	assert_not_covered(state, 7);
	assert_int_equal(manifest_write(*state, 6, NULL), LETA_OK);
	assert_not_covered(state, 7);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	assert_int_equal(manifest_remove(*state, NULL), LETA_OK);
	assert_int_equal(manifest_remove(*state, NULL), LETA_OK);
	assert_not_covered(state, 7);
}

static void test_every_bit_of_every_file(void **state)
{
	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct buf bytes;

		buf_init(&bytes, 1000);
		assert_int_equal(file_read(scratch_path(state, names[i]), &bytes, NULL), LETA_OK);
		for (size_t bit = 0; bit < bytes.len * 8; bit++) {
			char mask = (char)(1 << bit % 8);

			bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
			scratch_write(scratch_path(state, names[i]), bytes.data, bytes.len);
			bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
			assert_fault(state, names[i]);
		}
		scratch_write(scratch_path(state, names[i]), buf_view(&bytes).ptr, bytes.len);
		buf_fini(&bytes);
	}
	assert_whole(state, 7);
}

static void test_every_bit_of_the_manifest(void **state)
{
	const char *path = scratch_path(state, "checksums");
	struct buf bytes;

	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	buf_init(&bytes, 1000);
	assert_int_equal(file_read(path, &bytes, NULL), LETA_OK);
	for (size_t bit = 0; bit < bytes.len * 8; bit++) {
		struct faults faults;
		bool covered;
		char mask = (char)(1 << bit % 8);

		path = scratch_path(state, "checksums");
		bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
		scratch_write(path, bytes.data, bytes.len);
		bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ mask);
		assert_int_equal(check(state, 7, &covered, &faults), LETA_ERR_CORRUPT);
		assert_int_equal(manifest_check_sizes(*state, 7, NULL), LETA_ERR_CORRUPT);
	}
	for (size_t n = 0; n < bytes.len; n++) {
		scratch_write(scratch_path(state, "checksums"), bytes.data, n);
		assert_int_equal(manifest_check_sizes(*state, 7, NULL), LETA_ERR_CORRUPT);
	}
	buf_fini(&bytes);
}

static void test_sizes(void **state)
{
	struct leta_error err = {0};
	const char *cut = scratch_path(state, "postlist.glass");

	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	assert_int_equal(truncate(cut, 20), 0); /* grown: no reader minds, but the check does */
	assert_int_equal(manifest_check_sizes(*state, 7, NULL), LETA_OK);
	assert_fault(state, "postlist.glass");
	assert_int_equal(truncate(cut, 15), 0);
	assert_int_equal(manifest_check_sizes(*state, 7, &err), LETA_ERR_CORRUPT);
	assert_non_null(strstr(err.message[LETA_SV], "postlist.glass"));
	assert_fault(state, "postlist.glass");
	assert_int_equal(unlink(cut), 0);
	assert_int_equal(manifest_check_sizes(*state, 7, &err), LETA_ERR_CORRUPT);
	assert_fault(state, "postlist.glass");
	assert_int_equal(manifest_check_sizes(*state, 8, NULL), LETA_OK);
}

static void test_all_faults_are_told(void **state)
{
	struct faults faults;
	bool covered;

	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	scratch_write(scratch_path(state, names[0]), "x", 1);
	scratch_write(scratch_path(state, names[2]), "x", 1);
	assert_int_equal(unlink(scratch_path(state, names[3])), 0);
	assert_int_equal(check(state, 7, &covered, &faults), LETA_ERR_CORRUPT);
	assert_true(covered);
	assert_int_equal(faults.n, 3);
}

/* A writer that begins while files are compared takes the manifest away first. */
static void remove_manifest(void *ctx, const char *where, const struct leta_error *error)
{
	(void)where;
	(void)error;
	assert_int_equal(manifest_remove(*(void **)ctx, NULL), LETA_OK);
}

static void test_overtaken_by_a_writer(void **state)
{
	uint64_t bytes;
	bool covered;

	make_files(state);
	assert_int_equal(manifest_write(*state, 7, NULL), LETA_OK);
	scratch_write(scratch_path(state, names[0]), "x", 1);
	scratch_write(scratch_path(state, names[2]), "x", 1);
	assert_int_equal(manifest_check(*state, 7, remove_manifest, state, &covered, &bytes, NULL),
			 LETA_ERR_CORRUPT);
	assert_false(
		covered); /* the first fault was one; the second cannot be told from a change */
}

static void test_odd_directories(void **state)
{
	uint64_t bytes;
	bool covered;

	assert_int_equal(manifest_write(scratch_path(state, "none"), 1, NULL), LETA_ERR_IO);
	assert_int_equal(manifest_check_sizes(scratch_path(state, "none"), 1, NULL), LETA_OK);
	scratch_write(scratch_path(state, "line\nfeed"), "x", 1);
	assert_int_equal(manifest_write(*state, 1, NULL), LETA_ERR_INVALID);
	assert_int_equal(mkdir(scratch_path(state, "checksums"), 0700), 0);
	assert_int_equal(manifest_check_sizes(*state, 1, NULL), LETA_ERR_CORRUPT);
	assert_int_equal(manifest_check(*state, 1, NULL, NULL, &covered, &bytes, NULL),
			 LETA_ERR_CORRUPT);
	assert_int_equal(manifest_remove(*state, NULL), LETA_ERR_IO);
}

static void test_no_memory(void **state)
{
	bool done = false;

	make_files(state);
	for (unsigned long n = 1; !done; n++) {
		uint64_t bytes;
		bool covered;
		leta_status st;

		fault_alloc_arm(n);
		st = manifest_write(*state, 7, NULL);
		if (st == LETA_OK)
			st = manifest_check_sizes(*state, 7, NULL);
		if (st == LETA_OK)
			st = manifest_check(*state, 7, NULL, NULL, &covered, &bytes, NULL);
		done = !fault_alloc_disarm();
		assert_true(done ? st == LETA_OK : st == LETA_ERR_NOMEM || st == LETA_ERR_IO);
	}
	assert_whole(state, 7);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(test_whole),
		WITH_FOLDER(test_text),
		WITH_FOLDER(test_not_covered),
		WITH_FOLDER(test_every_bit_of_every_file),
		WITH_FOLDER(test_every_bit_of_the_manifest),
		WITH_FOLDER(test_sizes),
		WITH_FOLDER(test_all_faults_are_told),
		WITH_FOLDER(test_overtaken_by_a_writer),
		WITH_FOLDER(test_odd_directories),
		WITH_FOLDER(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
