/*
 * test_store.c: appending, reading, growing, and what happens when bytes are not what was written.
 */
#include "support/unit.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "store/blob.h"
#include "store/store.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

#define FILE_NAME "documents.leta"

/* A folder of its own, with the dictionary that a generation has. */
static int set_up(void **state)
{
	static const struct str none[DICTIONARY_KINDS];
	struct dictionary *dictionary;
	int failed = scratch_set_up(state);

	if (failed || dictionary_new(none, &dictionary, NULL) != LETA_OK)
		return 1;
	failed = dictionary_write(dictionary, *state, NULL) != LETA_OK;
	dictionary_free(dictionary);
	return failed;
}

static struct store_writer *open_writer(void **state)
{
	struct store_writer *w = NULL;

	assert_int_equal(store_writer_open(*state, &w, NULL), LETA_OK);
	return w;
}

static struct store_reader *open_reader(void **state)
{
	struct store_reader *r = NULL;

	assert_int_equal(store_reader_open(*state, &r, NULL), LETA_OK);
	return r;
}

static struct store_address append(struct store_writer *w, struct str bytes)
{
	struct store_address address;

	assert_int_equal(store_append(w, bytes, &address, NULL), LETA_OK);
	assert_int_equal(address.length, bytes.len);
	return address;
}

static void assert_reads(struct store_reader *r, struct store_address address, struct str expected)
{
	struct arena *arena = arena_new(1 << 20);
	struct blob blob, copy;

	assert_int_equal(store_copy(r, address, arena, &copy, NULL), LETA_OK);
	assert_true(str_eq(copy.bytes, expected));
	assert_int_equal(store_read(r, address, &blob, NULL), LETA_OK);
	assert_true(str_eq(blob.bytes, expected));
	assert_ptr_equal(blob.dictionary, store_reader_dictionary(r));
	assert_ptr_equal(copy.dictionary, blob.dictionary);
	arena_free(arena);
}

static void assert_corrupt(struct store_reader *r, struct store_address address)
{
	struct leta_error err = {0};
	struct blob blob = {.bytes = STR("untouched")};
	struct arena *arena = arena_new(1 << 20);

	assert_int_equal(store_read(r, address, &blob, &err), LETA_ERR_CORRUPT);
	assert_int_equal(err.code, LETA_ERR_CORRUPT);
	assert_int_equal(store_copy(r, address, arena, &blob, &err), LETA_ERR_CORRUPT);
	assert_str(blob.bytes, "untouched");
	arena_free(arena);
}

static off_t size_of(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_size;
}

/* ---- entries ---- */

static void test_entry(void **state)
{
	const struct store_entry entry = {{UINT64_MAX - 1, UINT32_MAX, 0x01020304},
					  0xFEDCBA9876543210,
					  STR("\0imprint"),
					  STR("mapp/förstudie 1")};
	struct store_entry back;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, 100);
	buf_cstr(&bytes, "before");
	store_entry_encode(&entry, &bytes);
	assert_true(store_entry_decode(str_sub(buf_view(&bytes), 6, bytes.len), &back));
	assert_true(back.address.offset == entry.address.offset && back.hash == entry.hash);
	assert_int_equal(back.address.length, entry.address.length);
	assert_int_equal(back.address.crc, entry.address.crc);
	assert_true(str_eq(back.imprint, entry.imprint));
	assert_true(str_eq(back.id, entry.id));
	buf_fini(&bytes);
}

static void test_entry_damaged(void **state)
{
	const struct store_entry entry = {{16, 5, 6}, 7, STR("imprint"), STR("id")};
	struct store_entry back;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, 100);
	store_entry_encode(&entry, &bytes);
	for (size_t i = 0; i < bytes.len; i++) {
		for (unsigned bit = 1; bit < 256; bit *= 2) {
			bytes.data[i] = (char)(bytes.data[i] ^ (char)bit);
			assert_false(store_entry_decode(buf_view(&bytes), &back));
			bytes.data[i] = (char)(bytes.data[i] ^ (char)bit);
		}
		assert_false(store_entry_decode(str_sub(buf_view(&bytes), 0, i), &back));
	}
	assert_true(store_entry_decode(buf_view(&bytes), &back));
	buf_fini(&bytes);
}

/* ---- the file ---- */

static void test_round_trip(void **state)
{
	struct store_writer *w = open_writer(state);
	struct store_address one = append(w, STR("ett")), none = append(w, STR(""));
	struct store_address two = append(w, STR("tv\0\xFF"));
	struct store_reader *r;

	assert_int_equal(one.offset, 16);
	assert_int_equal(store_sync(w, NULL), LETA_OK);
	assert_int_equal(store_writer_size(w), 16 + 3 * 8 + 3 + 4);
	store_writer_close(w);
	r = open_reader(state);
	assert_reads(r, one, STR("ett"));
	assert_reads(r, none, STR(""));
	assert_reads(r, two, STR("tv\0\xFF"));
	store_reader_close(r);
	store_reader_close(NULL);
	store_writer_close(NULL);
}

/* The header and numbers are the same on every machine. */
static void test_bytes_on_disk(void **state)
{
	static const char expected[] = "leta store\n7\0\0\0\0"
				       "\3\0\0\0\x0E\xD9\x66\xAD"
				       "ett";
	struct store_writer *w = open_writer(state);
	struct buf bytes;

	append(w, STR("ett"));
	store_writer_close(w);
	buf_init(&bytes, 1000);
	assert_int_equal(file_read(scratch_path(state, FILE_NAME), &bytes, NULL), LETA_OK);
	assert_int_equal(bytes.len, sizeof(expected) - 1);
	assert_memory_equal(bytes.data, expected, bytes.len);
	buf_fini(&bytes);
}

/* The first blobs are copied, where the caller says; later and large ones lie in the mapping. */
static void test_copies(void **state)
{
	static char large[40000];
	struct store_writer *w = open_writer(state);
	struct store_address small = append(w, STR("ett")), big = append(w, (struct str){large, sizeof(large)});
	struct store_reader *r = open_reader(state);
	struct arena *arena = arena_new(1 << 20);
	struct blob mapped, copy;

	store_writer_close(w);
	assert_int_equal(store_read(r, small, &mapped, NULL), LETA_OK);
	assert_int_equal(store_copy(r, small, arena, &copy, NULL), LETA_OK);
	assert_ptr_not_equal(copy.bytes.ptr, mapped.bytes.ptr);
	for (int i = 0; i < 20000; i++) {
		arena_reset(arena);
		assert_int_equal(store_copy(r, small, arena, &copy, NULL), LETA_OK);
	}
	assert_ptr_equal(copy.bytes.ptr, mapped.bytes.ptr);
	store_reader_close(r);
	r = open_reader(state);
	assert_int_equal(store_read(r, big, &mapped, NULL), LETA_OK);
	assert_int_equal(store_copy(r, big, arena, &copy, NULL), LETA_OK);
	assert_ptr_equal(copy.bytes.ptr, mapped.bytes.ptr);
	store_reader_close(r);
	arena_free(arena);
}

/* What is appended later is found by a reader that was open before; what it read stays where it
 * was. */
static void test_growth(void **state)
{
	enum { PIECE = 300000, PIECES = 40 };
	struct store_writer *w = open_writer(state);
	struct store_address first = append(w, STR("first")), addresses[PIECES];
	struct store_reader *r = open_reader(state);
	char *piece = malloc(PIECE);
	struct blob before;

	assert_non_null(piece);
	assert_int_equal(store_read(r, first, &before, NULL), LETA_OK);
	for (int i = 0; i < PIECES; i++) {
		memset(piece, 'a' + i % 26, PIECE);
		addresses[i] = append(w, (struct str){piece, PIECE});
		assert_reads(r, addresses[i], (struct str){piece, PIECE});
	}
	assert_str(before.bytes, "first");
	for (int i = 0; i < PIECES; i++) {
		memset(piece, 'a' + i % 26, PIECE);
		assert_reads(r, addresses[i], (struct str){piece, PIECE});
	}
	free(piece);
	store_writer_close(w);
	store_reader_close(r);
}

/* Garbage that a crash left stays, and nothing is written over it. */
static void test_torn_tail(void **state)
{
	struct store_writer *w = open_writer(state);
	struct store_address one = append(w, STR("ett")), two;
	struct store_reader *r;

	store_writer_close(w);
	assert_int_equal(truncate(scratch_path(state, FILE_NAME), 16 + 11 + 5), 0);
	w = open_writer(state);
	assert_int_equal(store_writer_size(w), 32);
	two = append(w, STR("två"));
	assert_int_equal(two.offset, 32);
	store_writer_close(w);
	r = open_reader(state);
	assert_reads(r, one, STR("ett"));
	assert_reads(r, two, STR("två"));
	store_reader_close(r);
}

/* A crash before the header was whole: nothing can be addressed, so the file begins anew. */
static void test_torn_header(void **state)
{
	struct store_writer *w;
	struct store_reader *r;
	struct store_address one;

	scratch_write(scratch_path(state, FILE_NAME), "leta st", 7);
	w = open_writer(state);
	one = append(w, STR("ett"));
	store_writer_close(w);
	r = open_reader(state);
	assert_reads(r, one, STR("ett"));
	store_reader_close(r);
}

static void test_wrong_addresses(void **state)
{
	struct store_writer *w = open_writer(state);
	struct store_address one = append(w, STR("ett")), two = append(w, STR("ett"));
	const struct store_address wrong[] = {
		{0, one.length, one.crc},
		{one.offset + 1, one.length, one.crc},
		{one.offset, one.length - 1, one.crc},
		{one.offset, one.length + 1, one.crc},
		{one.offset, one.length, one.crc + 1},
		{two.offset, 4, one.crc},
		{two.offset + 100, one.length, one.crc},
		{two.offset, UINT32_MAX, one.crc},
		{UINT64_MAX, one.length, one.crc},
		{UINT64_MAX - 10, one.length, one.crc},
		{INT64_MAX, UINT32_MAX, one.crc},
	};
	struct store_reader *r = open_reader(state);

	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_corrupt(r, wrong[i]);
	assert_reads(r, two, STR("ett"));
	store_writer_close(w);
	store_reader_close(r);
}

/* Every bit of a blob, its length and its checksum counts. */
static void test_every_bit_changed(void **state)
{
	struct store_writer *w = open_writer(state);
	struct store_address address = append(w, STR("en kort text"));
	struct store_reader *r;
	struct buf bytes;

	store_writer_close(w);
	buf_init(&bytes, 1000);
	assert_int_equal(file_read(scratch_path(state, FILE_NAME), &bytes, NULL), LETA_OK);
	for (size_t i = 16; i < bytes.len; i++) {
		for (unsigned bit = 1; bit < 256; bit *= 2) {
			bytes.data[i] = (char)(bytes.data[i] ^ (char)bit);
			scratch_write(scratch_path(state, FILE_NAME), bytes.data, bytes.len);
			bytes.data[i] = (char)(bytes.data[i] ^ (char)bit);
			r = open_reader(state);
			assert_corrupt(r, address);
			store_reader_close(r);
		}
	}
	buf_fini(&bytes);
}

static void assert_not_opened(void **state, leta_status reader, leta_status writer)
{
	struct store_reader *r = NULL;
	struct store_writer *w = NULL;
	struct leta_error err = {0};

	assert_int_equal(store_reader_open(*state, &r, &err), reader);
	assert_int_equal(err.code, reader);
	assert_int_equal(store_writer_open(*state, &w, &err), writer);
	assert_int_equal(err.code, writer);
	assert_null(r);
	assert_null(w);
}

static void test_foreign_files(void **state)
{
	const char *path = scratch_path(state, FILE_NAME);
	struct store_reader *r = NULL;

	assert_int_equal(store_reader_open(*state, &r, NULL), LETA_ERR_CORRUPT); /* missing */
	scratch_write(path, "leta store\n999\0\0 more", 21);
	assert_not_opened(state, LETA_ERR_VERSION, LETA_ERR_VERSION);
	scratch_write(path, "somebody's own documents", 24);
	assert_not_opened(state, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT);
	scratch_write(path, "leta", 4);
	assert_int_equal(store_reader_open(*state, &r, NULL), LETA_ERR_CORRUPT);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_not_opened(state, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT);
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_not_opened(state, LETA_ERR_CORRUPT, LETA_ERR_IO);
}

static void test_no_folder(void **state)
{
	struct store_reader *r = NULL;
	struct store_writer *w = NULL;
	char long_name[5000];

	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	assert_int_equal(store_writer_open(scratch_path(state, "none"), &w, NULL), LETA_ERR_IO);
	assert_int_equal(store_reader_open(scratch_path(state, "none"), &r, NULL),
			 LETA_ERR_CORRUPT);
	assert_int_equal(store_writer_open(long_name, &w, NULL), LETA_ERR_INVALID);
	assert_int_equal(store_reader_open(long_name, &r, NULL), LETA_ERR_INVALID);
}

/* A limit on the size of files stands for a full disk. */
static void test_disk_full(void **state)
{
	const char *path = scratch_path(state, FILE_NAME);
	struct store_writer *w = open_writer(state);
	struct store_address one = append(w, STR("ett")), two;
	struct rlimit before, tight;
	struct leta_error err = {0};
	struct store_reader *r;
	char big[4096];
	leta_status st;

	memset(big, 'x', sizeof(big));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	tight = before;
	tight.rlim_cur = 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	st = store_append(w, (struct str){big, sizeof(big)}, &two, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(st, LETA_ERR_IO);
	assert_int_equal(err.sys_errno, EFBIG);
	assert_non_null(strstr(err.message[LETA_SV], FILE_NAME));
	assert_int_equal(size_of(path), 16 + 11);
	two = append(w, STR("två"));
	store_writer_close(w);
	r = open_reader(state);
	assert_reads(r, one, STR("ett"));
	assert_reads(r, two, STR("två"));
	store_reader_close(r);
}

/* Somebody cut the file after the index had been opened. */
static void test_cut_behind_our_back(void **state)
{
	struct store_writer *w = open_writer(state);
	struct store_address one = append(w, STR("ett")), two = append(w, STR("två"));
	struct store_reader *r;

	store_writer_close(w);
	assert_int_equal(truncate(scratch_path(state, FILE_NAME), (off_t)two.offset + 3), 0);
	r = open_reader(state);
	assert_reads(r, one, STR("ett"));
	assert_corrupt(r, two);
	store_reader_close(r);
}

static void test_no_memory(void **state)
{
	struct store_writer *w = NULL;
	struct store_reader *r = NULL;
	leta_status st;

	fault_alloc_arm(1);
	st = store_writer_open(*state, &w, NULL);
	assert_true(fault_alloc_disarm());
	assert_int_equal(st, LETA_ERR_NOMEM);
	store_writer_close(open_writer(state));
	fault_alloc_arm(1);
	st = store_reader_open(*state, &r, NULL);
	assert_true(fault_alloc_disarm());
	assert_int_equal(st, LETA_ERR_NOMEM);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entry),
		cmocka_unit_test(test_entry_damaged),
		WITH_FOLDER(test_round_trip),
		WITH_FOLDER(test_bytes_on_disk),
		WITH_FOLDER(test_copies),
		WITH_FOLDER(test_growth),
		WITH_FOLDER(test_torn_tail),
		WITH_FOLDER(test_torn_header),
		WITH_FOLDER(test_wrong_addresses),
		WITH_FOLDER(test_every_bit_changed),
		WITH_FOLDER(test_foreign_files),
		WITH_FOLDER(test_no_folder),
		WITH_FOLDER(test_disk_full),
		WITH_FOLDER(test_cut_behind_our_back),
		WITH_FOLDER(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
