/* test_file.c: plain and gzip files, sound and damaged; special files; caps; replacement. */
#include "support/unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

/* Appends one gzip member to *packed. */
static void gzip(struct buf *packed, const void *bytes, size_t n)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)n};

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY),
			 Z_OK);
	assert_true(buf_reserve(packed, deflateBound(&z, (uLong)n)));
	z.next_out = (Bytef *)packed->data + packed->len;
	z.avail_out = (uInt)(packed->cap - packed->len);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	packed->len += z.total_out;
	deflateEnd(&z);
}

/* Content that compresses little, so that it spans several pieces of input. */
static char *noise(size_t n)
{
	char *bytes = malloc(n);
	uint32_t x = 7;

	assert_non_null(bytes);
	for (size_t i = 0; i < n; i++) {
		x = x * 1664525u + 1013904223u;
		bytes[i] = (char)(x >> 24);
	}
	bytes[0] = 'x';
	return bytes;
}

static leta_status read_into(struct buf *out, const char *path, struct leta_error *err)
{
	buf_clear(out);
	return file_read(path, out, err);
}

static void test_plain(void **state)
{
	static const size_t sizes[] = {0, 1, 2, 32767, 32768, 32769, 65536, 200000};
	const char *path = scratch_path(state, "plain");
	char *bytes = noise(200000);
	struct buf out;

	buf_init(&out, 200000);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		scratch_write(path, bytes, sizes[i]);
		assert_int_equal(read_into(&out, path, NULL), LETA_OK);
		assert_true(str_eq(buf_view(&out), (struct str){bytes, sizes[i]}));
	}
	buf_clear(&out);
	scratch_write(path, "två", 4);
	buf_cstr(&out, "ett ");
	assert_int_equal(file_read(path, &out, NULL), LETA_OK);
	assert_str(buf_view(&out), "ett två");
	buf_fini(&out);
	free(bytes);
}

/* The beginning of a file as it lies there; nothing of gzip. */
static void test_head(void **state)
{
	const char *path = scratch_path(state, "head");
	char *bytes = noise(100000);
	struct leta_error err = {0};
	struct buf out;

	buf_init(&out, 150000);
	scratch_write(path, bytes, 100000);
	buf_cstr(&out, "ett ");
	assert_int_equal(file_read_head(path, 70000, &out, NULL), LETA_OK);
	assert_int_equal(out.len, 70004);
	assert_memory_equal(out.data + 4, bytes, 70000);
	buf_clear(&out);
	assert_int_equal(file_read_head(path, 150000, &out, NULL), LETA_OK);
	assert_true(str_eq(buf_view(&out), (struct str){bytes, 100000}));
	assert_int_equal(file_read_head(path, 150000, &out, &err), LETA_ERR_LIMIT);
	buf_clear(&out);
	scratch_write(path, "\x1F\x8B\x08", 3);
	assert_int_equal(file_read_head(path, 70000, &out, NULL), LETA_OK);
	assert_int_equal(out.len, 0);
	scratch_write(path, "", 0);
	assert_int_equal(file_read_head(path, 70000, &out, NULL), LETA_OK);
	assert_int_equal(out.len, 0);
	assert_int_equal(file_read_head(scratch_path(state, "none"), 9, &out, &err), LETA_ERR_NOT_FOUND);
	buf_fini(&out);
	free(bytes);
}

static void test_plain_over_cap(void **state)
{
	const char *path = scratch_path(state, "large");
	struct leta_error err = {0};
	char *bytes = noise(40001);
	struct buf out;

	buf_init(&out, 40000);
	scratch_write(path, bytes, 40001);
	assert_int_equal(file_read(path, &out, &err), LETA_ERR_LIMIT);
	assert_non_null(strstr(err.message[LETA_EN], "40000"));
	assert_int_equal(out.len, 0);
	scratch_write(path, bytes, 40000);
	assert_int_equal(read_into(&out, path, &err), LETA_OK);
	buf_fini(&out);
	free(bytes);
}

static void test_not_files(void **state)
{
	const char *fifo = scratch_path(state, "fifo"), *sock = scratch_path(state, "sock");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	const char *paths[] = {fifo, sock, *state, "/dev/null"};
	struct leta_error err;
	struct buf out;

	memcpy(address.sun_path, sock, strlen(sock) + 1);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	buf_init(&out, 100);
	for (size_t i = 0; i < LENGTH(paths); i++) {
		assert_int_equal(file_read(paths[i], &out, &err), LETA_ERR_INVALID);
		assert_non_null(strstr(err.message[LETA_SV], "är ingen vanlig fil"));
	}
	close(fd);
	assert_int_equal(file_read(scratch_path(state, "none"), &out, &err), LETA_ERR_NOT_FOUND);
	assert_int_equal(file_read("", &out, &err), LETA_ERR_NOT_FOUND);
	scratch_write(scratch_path(state, "f"), "x", 1);
	assert_int_equal(file_read(scratch_path(state, "f/g"), &out, &err), LETA_ERR_NOT_FOUND);
	assert_int_equal(symlink("loop", scratch_path(state, "loop")), 0);
	assert_int_equal(file_read(scratch_path(state, "loop"), &out, &err), LETA_ERR_IO);
	assert_int_not_equal(err.sys_errno, 0);
	buf_fini(&out);
}

static void test_gzip_members(void **state)
{
	const char *path = scratch_path(state, "many.txt"); /* the name does not matter */
	char *bytes = noise(100000), *zeros = calloc(1, 40000);
	struct buf packed, out;

	buf_init(&packed, 1 << 20);
	buf_init(&out, 1 << 20);
	gzip(&packed, bytes, 100000);
	scratch_write(path, packed.data, packed.len);
	assert_int_equal(read_into(&out, path, NULL), LETA_OK);
	assert_true(str_eq(buf_view(&out), (struct str){bytes, 100000}));

	gzip(&packed, "", 0);
	gzip(&packed, "slut", 4);
	scratch_write(path, packed.data, packed.len);
	assert_int_equal(read_into(&out, path, NULL), LETA_OK);
	assert_int_equal(out.len, 100004);
	assert_true(str_ends(buf_view(&out), STR("slut")));

	buf_append(&packed, zeros, 40000); /* padding, over the edge of a piece of input */
	scratch_write(path, packed.data, packed.len);
	assert_int_equal(read_into(&out, path, NULL), LETA_OK);
	assert_int_equal(out.len, 100004);
	gzip(&packed, "efter", 5);
	scratch_write(path, packed.data, packed.len);
	assert_int_equal(read_into(&out, path, NULL), LETA_OK);
	assert_true(str_ends(buf_view(&out), STR("slutefter")));
	buf_fini(&packed);
	buf_fini(&out);
	free(bytes);
	free(zeros);
}

static void test_gzip_damaged(void **state)
{
	const char *path = scratch_path(state, "x.gz");
	struct leta_error err = {0};
	char *bytes = noise(300);
	struct buf packed, out;
	struct str whole;

	buf_init(&packed, 1 << 20);
	buf_init(&out, 1 << 20);
	gzip(&packed, bytes, 300);
	whole = buf_view(&packed);
	for (size_t cut = 2; cut < whole.len; cut++) {
		scratch_write(path, whole.ptr, cut);
		assert_int_equal(read_into(&out, path, &err), LETA_ERR_FORMAT);
		assert_int_equal(out.len, 0);
		assert_non_null(strstr(err.message[LETA_EN], "truncated"));
	}
	for (size_t at = 11; at < whole.len; at++) { /* behind headers with idle bits */
		packed.data[at] ^= 0x08;
		scratch_write(path, whole.ptr, whole.len);
		assert_int_equal(read_into(&out, path, &err), LETA_ERR_FORMAT);
		packed.data[at] ^= 0x08;
	}
	buf_cstr(&packed, "rest");
	scratch_write(path, packed.data, packed.len);
	assert_int_equal(read_into(&out, path, &err), LETA_ERR_FORMAT);
	assert_non_null(strstr(err.message[LETA_SV], "skadad"));
	buf_fini(&packed);
	buf_fini(&out);
	free(bytes);
}

static void test_gzip_bomb(void **state)
{
	const char *path = scratch_path(state, "bomb.gz");
	char *zeros = calloc(1, 20 << 20);
	struct leta_error err = {0};
	struct buf packed, out;

	buf_init(&packed, 32 << 20);
	buf_init(&out, 1 << 20);
	gzip(&packed, zeros, 20 << 20);
	scratch_write(path, packed.data, packed.len);
	assert_true(packed.len < 30000);
	assert_int_equal(file_read(path, &out, &err), LETA_ERR_LIMIT);
	assert_int_equal(out.len, 0);
	assert_true(out.cap <= (1 << 20) + 1);
	assert_non_null(strstr(err.message[LETA_SV], "bomb.gz"));
	free(zeros);
	buf_fini(&packed);
	buf_fini(&out);
}

/* Standard input may be a pipe, and may be gzip. */
static void test_standard_input(void **state)
{
	int saved = dup(STDIN_FILENO);
	struct buf packed, out;

	(void)state;
	buf_init(&packed, 1000);
	buf_init(&out, 1000);
	gzip(&packed, "packad", 6);
	for (int i = 0; i < 2; i++) {
		struct str sent = i ? buf_view(&packed) : STR("öppen");
		int ends[2];

		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], sent.ptr, sent.len), sent.len);
		close(ends[1]);
		assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
		close(ends[0]);
		assert_int_equal(read_into(&out, "-", NULL), LETA_OK);
		assert_string_equal(out.data, i ? "packad" : "öppen");
	}
	dup2(saved, STDIN_FILENO);
	close(saved);
	buf_fini(&packed);
	buf_fini(&out);
}

static void test_replace(void **state)
{
	const char *path = scratch_path(state, "manifest");
	const char *temporary = scratch_path(state, "manifest.tmp");
	struct leta_error err = {0};
	struct buf out;

	buf_init(&out, 100);
	scratch_write(temporary, "a longer rest of a crash", 24);
	assert_int_equal(file_replace(path, STR("ett"), &err), LETA_OK);
	assert_int_equal(file_replace(path, STR(""), &err), LETA_OK);
	assert_int_equal(file_replace(path, STR("två"), &err), LETA_OK);
	assert_int_equal(file_read(path, &out, NULL), LETA_OK);
	assert_string_equal(out.data, "två");
	assert_int_not_equal(access(temporary, F_OK), 0);
	buf_fini(&out);

	assert_int_equal(file_replace(scratch_path(state, "no/such"), STR("x"), &err), LETA_ERR_IO);
	assert_int_not_equal(err.sys_errno, 0);
	assert_int_equal(mkdir(scratch_path(state, "folder"), 0700), 0);
	assert_int_equal(file_replace(scratch_path(state, "folder"), STR("x"), &err), LETA_ERR_IO);
	assert_int_not_equal(access(scratch_path(state, "folder.tmp"), F_OK), 0);
	assert_int_equal(symlink("manifest", scratch_path(state, "other.tmp")), 0);
	assert_int_equal(file_replace(scratch_path(state, "other"), STR("x"), &err), LETA_ERR_IO);
}

static void test_replace_relative(void **state)
{
	int here = open(".", O_RDONLY | O_DIRECTORY);

	assert_int_equal(chdir(*state), 0);
	assert_int_equal(file_replace("bare", STR("x"), NULL), LETA_OK);
	assert_int_equal(access("bare", F_OK), 0);
	assert_int_equal(fchdir(here), 0);
	close(here);
}

static void test_crc(void **state)
{
	const char *path = scratch_path(state, "crc");
	struct leta_error err = {0};
	char *bytes = noise(100000);
	uint32_t crc = 1;
	uint64_t size = 1;

	scratch_write(path, "123456789", 9);
	assert_int_equal(file_crc(path, &crc, &size, &err), LETA_OK);
	assert_int_equal(crc, 0xCBF43926u);
	assert_int_equal(size, 9);
	scratch_write(path, bytes, 100000);
	assert_int_equal(file_crc(path, &crc, &size, &err), LETA_OK);
	assert_int_equal(crc, crc32(0, (Bytef *)bytes, 100000));
	assert_int_equal(size, 100000);
	assert_int_equal(file_crc(*state, &crc, &size, &err), LETA_ERR_INVALID);
	assert_int_equal(file_crc(scratch_path(state, "none"), &crc, &size, &err),
			 LETA_ERR_NOT_FOUND);
	free(bytes);
}

static void test_join(void **state)
{
	char out[8];

	(void)state;
	assert_true(file_join(out, sizeof(out), "ab", "cdef"));
	assert_string_equal(out, "ab/cdef");
	assert_false(file_join(out, sizeof(out), "ab", "cdefg"));
	assert_true(file_join(out, sizeof(out), "/", "x"));
	assert_string_equal(out, "/x");
	assert_true(file_join(out, sizeof(out), "", "x"));
	assert_string_equal(out, "x");
}

static void test_every_allocation_fails_once(void **state)
{
	const char *path = scratch_path(state, "x.gz");
	char *bytes = noise(100000);
	struct buf packed, out;
	unsigned long n = 1;

	buf_init(&packed, 1 << 20);
	gzip(&packed, bytes, 100000);
	scratch_write(path, packed.data, packed.len);
	buf_fini(&packed);
	for (;; n++) {
		leta_status status;
		bool fired;

		buf_init(&out, 1 << 20);
		fault_alloc_arm(n);
		status = file_read(path, &out, NULL);
		fired = fault_alloc_disarm();
		assert_int_equal(status, fired ? LETA_ERR_NOMEM : LETA_OK);
		assert_int_equal(out.len, fired ? 0 : 100000);
		buf_fini(&out);
		if (!fired)
			break;
	}
	assert_true(n > 3);
	free(bytes);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_plain),
		IN_SCRATCH(test_head),
		IN_SCRATCH(test_plain_over_cap),
		IN_SCRATCH(test_not_files),
		IN_SCRATCH(test_gzip_members),
		IN_SCRATCH(test_gzip_damaged),
		IN_SCRATCH(test_gzip_bomb),
		cmocka_unit_test(test_standard_input),
		IN_SCRATCH(test_replace),
		IN_SCRATCH(test_replace_relative),
		IN_SCRATCH(test_crc),
		cmocka_unit_test(test_join),
		IN_SCRATCH(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
