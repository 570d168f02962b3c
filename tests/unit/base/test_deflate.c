/* test_deflate.c: round trips, damage, wrong lengths, caps; the published check value of CRC-32. */
#include "support/unit.h"

#include <stdlib.h>

#include "base/deflate.h"
#include "support/fault_alloc.h"

/* The stream, or the raw bytes when they are as few. */
static leta_status deflate_bytes(struct str raw, int level, struct buf *out, struct leta_error *err)
{
	struct deflater *d;
	bool smaller = false;
	leta_status st = deflater_new(DEFLATE_ZLIB, level, &d, err);

	if (st != LETA_OK)
		return st;
	st = deflater_run(d, raw, out, &smaller, err);
	deflater_free(d);
	return st;
}

/* Text that compresses, but not to nothing. */
static struct str sample(size_t len)
{
	char *bytes = malloc(len + 1);
	uint32_t x = 1;

	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++) {
		x = x * 1664525u + 1013904223u;
		bytes[i] = (char)('a' + (x >> 28));
	}
	return (struct str){bytes, len};
}

static void test_round_trip(void **state)
{
	static const size_t lengths[] = {200, 1000, 16384, 100000, (2u << 20) + 17};

	(void)state;
	for (size_t i = 0; i < LENGTH(lengths); i++) {
		struct str raw = sample(lengths[i]);
		struct buf packed, out;

		buf_init(&packed, 10 << 20);
		buf_init(&out, 10 << 20);
		buf_cstr(&packed, "x");
		buf_cstr(&out, "y");
		assert_int_equal(deflate_bytes(raw, i % 2 ? 1 : 9, &packed, NULL), LETA_OK);
		assert_int_equal(inflate_bytes(str_sub(buf_view(&packed), 1, packed.len), raw.len,
					       &out, NULL),
				 LETA_OK);
		assert_int_equal(out.len, raw.len + 1);
		assert_true(str_eq(str_sub(buf_view(&out), 1, out.len), raw));
		assert_int_equal(out.data[out.len], '\0');
		buf_fini(&packed);
		buf_fini(&out);
		free((char *)(uintptr_t)raw.ptr);
	}
}

/* What does not become smaller is not appended; a bare stream is its zlib stream without head and checksum. */
static void test_not_smaller(void **state)
{
	static const struct str short_ones[] = { STR_INIT(""), STR_INIT("x"), STR_INIT("abcdefghijkl") };
	struct str raw = sample(5000);
	struct deflater *zlib, *bare;
	struct buf packed, same;
	bool smaller = true;

	(void)state;
	buf_init(&packed, 1 << 20);
	buf_init(&same, 1 << 20);
	assert_int_equal(deflater_new(DEFLATE_ZLIB, 6, &zlib, NULL), LETA_OK);
	assert_int_equal(deflater_new(DEFLATE_BARE, 6, &bare, NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(short_ones); i++) {
		assert_int_equal(deflater_run(zlib, short_ones[i], &packed, &smaller, NULL), LETA_OK);
		assert_false(smaller);
		assert_int_equal(packed.len, 0);
	}
	assert_int_equal(deflater_run(zlib, raw, &packed, &smaller, NULL), LETA_OK);
	assert_true(smaller);
	assert_int_equal(deflater_run(bare, raw, &same, &smaller, NULL), LETA_OK);
	assert_true(smaller);
	assert_true(str_eq(str_sub(buf_view(&packed), 2, packed.len - 4), buf_view(&same)));
	deflater_free(zlib);
	deflater_free(bare);
	deflater_free(NULL);
	buf_fini(&packed);
	buf_fini(&same);
	free((char *)(uintptr_t)raw.ptr);
}

static void test_damage(void **state)
{
	struct str raw = sample(5000), bytes;
	struct leta_error err = {0};
	struct buf packed, out;

	(void)state;
	buf_init(&packed, 1 << 20);
	buf_init(&out, 1 << 20);
	deflate_bytes(raw, 6, &packed, NULL);
	bytes = buf_view(&packed);
	for (size_t cut = 0; cut < bytes.len; cut++)
		assert_int_equal(inflate_bytes(str_sub(bytes, 0, cut), raw.len, &out, NULL),
				 LETA_ERR_CORRUPT);
	assert_int_equal(inflate_bytes(bytes, raw.len - 1, &out, &err), LETA_ERR_CORRUPT);
	assert_int_equal(inflate_bytes(bytes, raw.len + 1, &out, &err), LETA_ERR_CORRUPT);
	assert_int_equal(inflate_bytes(bytes, 0, &out, &err), LETA_ERR_CORRUPT);
	packed.data[packed.len / 2] ^= 0x10;
	assert_int_equal(inflate_bytes(bytes, raw.len, &out, &err), LETA_ERR_CORRUPT);
	packed.data[packed.len / 2] ^= 0x10;
	buf_char(&packed, 'x');
	assert_int_equal(inflate_bytes(buf_view(&packed), raw.len, &out, &err), LETA_ERR_CORRUPT);
	assert_int_equal(out.len, 0);
	assert_int_equal(buf_status(&out, NULL), LETA_OK);
	buf_fini(&packed);
	buf_fini(&out);
	free((char *)(uintptr_t)raw.ptr);
}

static void test_caps(void **state)
{
	struct str raw = sample(5000);
	struct buf packed, small;

	(void)state;
	buf_init(&packed, 1 << 20);
	buf_init(&small, 100);
	buf_cstr(&small, "z");
	assert_int_equal(deflate_bytes(raw, 6, &small, NULL), LETA_ERR_LIMIT);
	assert_int_equal(small.len, 1);
	buf_clear(&small);
	deflate_bytes(raw, 6, &packed, NULL);
	assert_int_equal(inflate_bytes(buf_view(&packed), raw.len, &small, NULL), LETA_ERR_LIMIT);
	assert_int_equal(small.len, 0);
	buf_fini(&packed);
	buf_fini(&small);
	free((char *)(uintptr_t)raw.ptr);
}

static void test_crc(void **state)
{
	(void)state;
	assert_int_equal(crc32_of(STR("123456789")), 0xCBF43926u);
	assert_int_equal(crc32_of(STR("")), 0);
}

static void test_every_allocation_fails_once(void **state)
{
	struct str raw = sample(5000);
	unsigned long n = 1;

	(void)state;
	for (;; n++) {
		struct buf packed, out;
		leta_status status;
		bool fired;

		buf_init(&packed, 1 << 20);
		buf_init(&out, 1 << 20);
		fault_alloc_arm(n);
		status = deflate_bytes(raw, 6, &packed, NULL);
		if (status == LETA_OK)
			status = inflate_bytes(buf_view(&packed), raw.len, &out, NULL);
		fired = fault_alloc_disarm();
		assert_int_equal(status, fired ? LETA_ERR_NOMEM : LETA_OK);
		assert_int_equal(out.len, fired ? 0 : raw.len);
		buf_fini(&packed);
		buf_fini(&out);
		if (!fired)
			break;
	}
	assert_true(n > 4);
	free((char *)(uintptr_t)raw.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_not_smaller),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_caps),
		cmocka_unit_test(test_crc),
		cmocka_unit_test(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
