/* test_buf.c: appending up to the maximum, sticky failures, LEB128 numbers, failing allocations. */
#include "support/unit.h"

#include "base/buf.h"
#include "support/fault_alloc.h"

static void test_append(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 1000);
	assert_int_equal(buf_view(&b).len, 0);
	assert_non_null(buf_view(&b).ptr);
	buf_cstr(&b, "å");
	buf_str(&b, STR("bc"));
	buf_char(&b, 'd');
	buf_append(&b, NULL, 0);
	buf_printf(&b, "-%d-%s", 12, "x");
	assert_str(buf_view(&b), "åbcd-12-x");
	assert_int_equal(b.data[b.len], '\0');
	buf_clear(&b);
	assert_int_equal(b.len, 0);
	assert_string_equal(b.data, "");
	buf_fini(&b);
	buf_fini(&b);
}

static void test_maximum(void **state)
{
	struct leta_error err = {0};
	struct buf b;

	(void)state;
	buf_init(&b, 10);
	buf_cstr(&b, "0123456789");
	assert_int_equal(buf_status(&b, &err), LETA_OK);
	buf_cstr(&b, "");
	assert_int_equal(buf_status(&b, &err), LETA_OK);
	buf_char(&b, 'x');
	assert_int_equal(buf_status(&b, &err), LETA_ERR_LIMIT);
	assert_string_equal(err.message[LETA_EN],
			    "the text becomes longer than the limit of 10 bytes");
	assert_str(buf_view(&b), "0123456789");
	b.len = 0;
	buf_char(&b, 'x'); /* would fit, but the failure sticks */
	assert_int_equal(b.len, 0);
	buf_clear(&b);
	buf_printf(&b, "%s", "01234567890");
	assert_int_equal(buf_status(&b, NULL), LETA_ERR_LIMIT);
	buf_clear(&b);
	buf_printf(&b, "%s", "0123456789");
	assert_int_equal(buf_status(&b, NULL), LETA_OK);
	assert_true(b.cap <= 11);
	assert_false(buf_reserve(&b, SIZE_MAX));
	buf_fini(&b);
}

static void test_varint(void **state)
{
	static const uint64_t values[] = {0,     1,     127,        128,       300,
					  16383, 16384, UINT32_MAX, UINT64_MAX};
	struct buf b;
	size_t pos = 0;
	uint64_t value;

	(void)state;
	buf_init(&b, 100);
	for (size_t i = 0; i < LENGTH(values); i++)
		buf_varint(&b, values[i]);
	for (size_t i = 0; i < LENGTH(values); i++) {
		assert_true(varint_read(buf_view(&b), &pos, &value));
		assert_true(value == values[i]);
	}
	assert_int_equal(pos, b.len);
	assert_false(varint_read(buf_view(&b), &pos, &value));
	buf_clear(&b);
	buf_varint(&b, 300);
	assert_memory_equal(b.data, "\xAC\x02", 2);
	buf_fini(&b);
}

static void test_varint_damaged(void **state)
{
	static const struct str damaged[] = {
		{"", 0},
		{"\x80", 1},
		{"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9},
		{"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10},     /* 65 bits */
		{"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00", 11}, /* too long */
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(damaged); i++) {
		size_t pos = 0;
		uint64_t value = 77;

		assert_false(varint_read(damaged[i], &pos, &value));
		assert_int_equal(pos, 0);
		assert_int_equal(value, 77);
	}
}

static void test_every_allocation_fails_once(void **state)
{
	unsigned long n = 1;

	(void)state;
	for (;; n++) {
		struct buf b;

		buf_init(&b, 1 << 20);
		fault_alloc_arm(n);
		for (int i = 0; i < 10000; i++)
			buf_cstr(&b, "tio tecken");
		if (!fault_alloc_disarm()) {
			assert_int_equal(b.len, 100000);
			buf_fini(&b);
			break;
		}
		assert_int_equal(buf_status(&b, NULL), LETA_ERR_NOMEM);
		assert_int_equal(b.len % 10, 0);
		buf_fini(&b);
	}
	assert_true(n > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_maximum),
		cmocka_unit_test(test_varint),
		cmocka_unit_test(test_varint_damaged),
		cmocka_unit_test(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
