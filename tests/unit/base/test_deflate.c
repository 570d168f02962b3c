/* test_deflate.c: streams that zlib inflates, caps; the published check value of CRC-32. */
#include "support/unit.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/deflate.h"
#include "support/fault_alloc.h"
#include "support/letters.h"

static leta_status deflate_bytes(struct str raw, int level, struct buf *out, struct leta_error *err)
{
	struct deflater *d;
	bool smaller = false;
	leta_status st = deflater_new(level, &d, err);

	if (st != LETA_OK)
		return st;
	st = deflater_run(d, raw, out, &smaller, err);
	deflater_free(d);
	return st;
}

static void test_inflates(void **state)
{
	static const size_t lengths[] = {200, 1000, 16384, 100000, (2u << 20) + 17};

	(void)state;
	for (size_t i = 0; i < LENGTH(lengths); i++) {
		struct str raw = letters(lengths[i]);
		Bytef *out = malloc(raw.len + 1);
		struct buf packed;
		z_stream z = {0};

		assert_non_null(out);
		buf_init(&packed, 10 << 20);
		buf_cstr(&packed, "x");
		assert_int_equal(deflate_bytes(raw, i % 2 ? 1 : 9, &packed, NULL), LETA_OK);
		z.next_in = (Bytef *)packed.data + 1;
		z.avail_in = (uInt)packed.len - 1;
		z.next_out = out;
		z.avail_out = (uInt)raw.len + 1;
		assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK); /* bare */
		assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
		assert_int_equal(z.total_out, raw.len);
		assert_int_equal(z.avail_in, 0);
		assert_memory_equal(out, raw.ptr, raw.len);
		inflateEnd(&z);
		buf_fini(&packed);
		free(out);
		free((char *)(uintptr_t)raw.ptr);
	}
}

static void test_not_smaller(void **state)
{
	static const struct str short_ones[] = { STR_INIT(""), STR_INIT("x"), STR_INIT("abcdefghijkl") };
	struct deflater *d;
	struct buf packed;
	bool smaller = true;

	(void)state;
	buf_init(&packed, 1 << 20);
	assert_int_equal(deflater_new(6, &d, NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(short_ones); i++) {
		assert_int_equal(deflater_run(d, short_ones[i], &packed, &smaller, NULL), LETA_OK);
		assert_false(smaller);
		assert_int_equal(packed.len, 0);
	}
	deflater_free(d);
	deflater_free(NULL);
	buf_fini(&packed);
}

static void test_caps(void **state)
{
	struct str raw = letters(5000);
	struct buf small;

	(void)state;
	buf_init(&small, 100);
	buf_cstr(&small, "z");
	assert_int_equal(deflate_bytes(raw, 6, &small, NULL), LETA_ERR_LIMIT);
	assert_int_equal(small.len, 1);
	buf_fini(&small);
	free((char *)(uintptr_t)raw.ptr);
}

static void test_crc(void **state)
{
	(void)state;
	assert_int_equal(crc32_of(STR("123456789")), 0xCBF43926u);
	assert_int_equal(crc32_of(STR("")), 0);
	assert_int_equal(crc32_more(crc32_of(STR("1234")), STR("56789")), 0xCBF43926u);
	assert_int_equal(crc32_more(0xCBF43926u, (struct str){ NULL, 0 }), 0xCBF43926u);
}

static void test_every_allocation_fails_once(void **state)
{
	struct str raw = letters(5000);
	unsigned long n = 1;

	(void)state;
	for (;; n++) {
		struct buf packed;
		leta_status status;
		bool fired;

		buf_init(&packed, 1 << 20);
		fault_alloc_arm(n);
		status = deflate_bytes(raw, 6, &packed, NULL);
		fired = fault_alloc_disarm();
		assert_int_equal(status, fired ? LETA_ERR_NOMEM : LETA_OK);
		buf_fini(&packed);
		if (!fired)
			break;
	}
	assert_true(n > 2);
	free((char *)(uintptr_t)raw.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inflates),
		cmocka_unit_test(test_not_smaller),
		cmocka_unit_test(test_caps),
		cmocka_unit_test(test_crc),
		cmocka_unit_test(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
