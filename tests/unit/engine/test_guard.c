/*
 * test_guard.c: what is wrong with a directory → which status, for reader, writer and check alike.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "engine_fixture.h"

static const struct line lines[] = {
	{ "a", "x:2 y", 1, "n" },
	{ "b", "x", 2, "s" },
};

/* The statuses of opening for reading, for writing, and of the check. */
static void opens_as(struct fixture *f, const char *path, leta_status reading, leta_status writing,
                     leta_status checking)
{
	struct engine_reader *r = NULL;
	struct engine_writer *w = NULL;

	memset(&f->err, 0, sizeof(f->err));
	assert_int_equal(engine_reader_open(path, &r, &f->err), reading);
	assert_int_equal(f->err.code, reading);
	assert_true(f->err.message[LETA_SV][0] && f->err.message[LETA_EN][0]);
	assert_string_equal(f->err.context, path);
	assert_int_equal(engine_reader_open(path, &r, NULL), reading);
	assert_int_equal(engine_writer_open(path, &w, &f->err), writing);
	assert_int_equal(engine_check(path, &f->err), checking);
	assert_null(r);
	assert_null(w);
}

static void write_file(const char *dir, const char *name, const void *bytes, size_t size)
{
	char path[256];
	int fd;

	assert_true(file_join(path, sizeof(path), dir, name));
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	assert_true(fd >= 0);
	assert_true(write(fd, bytes, size) == (ssize_t)size);
	close(fd);
}

static size_t read_whole(const char *dir, const char *name, unsigned char *out, size_t max)
{
	char path[256];
	int fd;
	ssize_t got;

	assert_true(file_join(path, sizeof(path), dir, name));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	got = read(fd, out, max);
	assert_true(got >= 0);
	close(fd);
	return (size_t)got;
}

static void test_missing(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r = NULL;
	char below[128];

	assert_int_equal(engine_reader_open(f->index, &r, &f->err), LETA_ERR_NOT_FOUND);
	assert_int_equal(engine_check(f->index, &f->err), LETA_ERR_NOT_FOUND);
	snprintf(below, sizeof(below), "%s/missing/index", f->dir);
	opens_as(f, below, LETA_ERR_NOT_FOUND, LETA_ERR_IO, LETA_ERR_NOT_FOUND);
	assert_int_equal(mkdir(f->index, 0777), 0);
	assert_int_equal(engine_reader_open(f->index, &r, &f->err), LETA_ERR_NOT_FOUND);
	engine_writer_close(write_to(f));
	engine_reader_close(read_from(f));
}

static void test_a_file_is_no_index(void **state)
{
	struct fixture *f = *state;
	struct engine_writer *w = NULL;
	struct engine_reader *r = NULL;

	write_file(f->dir, "index", "skräp", 6);
	assert_int_equal(engine_reader_open(f->index, &r, &f->err), LETA_ERR_FORMAT);
	assert_int_equal(engine_check(f->index, &f->err), LETA_ERR_FORMAT);
	assert_int_not_equal(engine_writer_open(f->index, &w, &f->err), LETA_OK);
	assert_null(w);
}

static void test_junk_version_file(void **state)
{
	struct fixture *f = *state;
	static const char junk[200] = "junk";

	make_index(f, lines, 2);
	write_file(f->index, "iamglass", junk, sizeof(junk));
	opens_as(f, f->index, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT);
	write_file(f->index, "iamglass", "", 0);
	opens_as(f, f->index, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT);
}

static void test_newer_format(void **state)
{
	struct fixture *f = *state;
	unsigned char bytes[512];
	size_t size;

	make_index(f, lines, 2);
	size = read_whole(f->index, "iamglass", bytes, sizeof(bytes));
	bytes[14]++; /* behind the magic: the year of the format */
	write_file(f->index, "iamglass", bytes, size);
	opens_as(f, f->index, LETA_ERR_VERSION, LETA_ERR_VERSION, LETA_ERR_VERSION);
}

/* Puts an old version file back: the revision that it names is overwritten. */
static void test_discarded_revision(void **state)
{
	struct fixture *f = *state;
	unsigned char bytes[512];
	struct engine_reader *r = NULL;
	size_t size;
	leta_status status;

	make_index(f, lines, 2);
	size = read_whole(f->index, "iamglass", bytes, sizeof(bytes));
	for (int i = 0; i < 3; i++)
		make_index(f, lines, 2);
	write_file(f->index, "iamglass", bytes, size);
	status = engine_reader_open(f->index, &r, &f->err);
	assert_true(status == LETA_ERR_STALE || status == LETA_ERR_CORRUPT);
	assert_null(r);
}

static leta_status ignore(void *ctx, struct str bytes, struct leta_error *err)
{
	(void)ctx, (void)bytes, (void)err;
	return LETA_OK;
}

/* Every table, cut at every block and in the middle of one: opening, reading or the check tells. */
static void test_truncated_tables(void **state)
{
	static const char *const tables[] = { "postlist.glass", "docdata.glass", "termlist.glass" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		for (off_t size = 0; size <= 5000; size += 2500) {
			struct engine_reader *r = NULL;
			char path[256];
			leta_status status;

			assert_int_equal(file_remove_tree(f->index, &f->err), LETA_OK);
			make_index(f, lines, 2);
			assert_true(file_join(path, sizeof(path), f->index, tables[i]));
			assert_int_equal(truncate(path, size), 0);
			assert_int_equal(engine_check(f->index, &f->err), LETA_ERR_CORRUPT);
			status = engine_reader_open(f->index, &r, &f->err);
			if (status == LETA_OK && i < 2)
				status = engine_reader_each(r, STR("x"), ignore, NULL, &f->err);
			if (i < 2)
				assert_int_equal(status, LETA_ERR_CORRUPT);
			engine_reader_close(r);
		}
	}
}

static void test_missing_table(void **state)
{
	struct fixture *f = *state;
	char path[256];

	make_index(f, lines, 2);
	assert_true(file_join(path, sizeof(path), f->index, "postlist.glass"));
	assert_int_equal(unlink(path), 0);
	opens_as(f, f->index, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT, LETA_ERR_CORRUPT);
}

/* What a kill in the middle of creating leaves: tables, but no version file. */
static void test_half_created(void **state)
{
	struct fixture *f = *state;
	struct engine_reader *r = NULL;
	char path[256];

	make_index(f, lines, 2);
	assert_true(file_join(path, sizeof(path), f->index, "iamglass"));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(engine_reader_open(f->index, &r, &f->err), LETA_ERR_NOT_FOUND);
	make_index(f, lines, 2);
	assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
	engine_reader_close(read_from(f));
}

/* A stub may name a program: it must never run, wherever the stub lies. */
static void test_stub_is_never_run(void **state)
{
	struct fixture *f = *state;
	char stub[256], touched[128];
	struct engine_reader *r = NULL;
	struct engine_writer *w = NULL;

	snprintf(touched, sizeof(touched), "%s/touched", f->dir);
	snprintf(stub, sizeof(stub), "remote :/usr/bin/touch %s\n", touched);
	write_file(f->dir, "stub", stub, strlen(stub));
	write_file(f->dir, "XAPIANDB", stub, strlen(stub));

	assert_int_equal(engine_reader_open(f->dir, &r, &f->err), LETA_ERR_NOT_FOUND);
	assert_int_equal(engine_check(f->dir, &f->err), LETA_ERR_NOT_FOUND);
	snprintf(stub, sizeof(stub), "%s/stub", f->dir);
	assert_int_equal(engine_reader_open(stub, &r, &f->err), LETA_ERR_FORMAT);
	assert_int_equal(engine_check(stub, &f->err), LETA_ERR_FORMAT);
	assert_int_not_equal(engine_writer_open(stub, &w, &f->err), LETA_OK);
	assert_int_equal(engine_writer_open(f->dir, &w, &f->err), LETA_OK); /* beside the stub */
	engine_writer_close(w);
	assert_int_equal(engine_check(f->dir, &f->err), LETA_OK);
	usleep(50000);
	assert_int_equal(access(touched, F_OK), -1);
}

static void test_library(void **state)
{
	(void)state;
	assert_memory_equal(engine_library(), "xapian-core 1.", 14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SCRATCH(test_missing),
		WITH_SCRATCH(test_a_file_is_no_index),
		WITH_SCRATCH(test_junk_version_file),
		WITH_SCRATCH(test_newer_format),
		WITH_SCRATCH(test_discarded_revision),
		WITH_SCRATCH(test_truncated_tables),
		WITH_SCRATCH(test_missing_table),
		WITH_SCRATCH(test_half_created),
		WITH_SCRATCH(test_stub_is_never_run),
		cmocka_unit_test(test_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
