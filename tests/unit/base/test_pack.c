/* test_pack.c: round trips with and without a dictionary, damage, wrong lengths, caps; what training makes. */
#include "support/unit.h"

#include <stdlib.h>

#include "base/pack.h"
#include "support/fault_alloc.h"
#include "support/letters.h"

static leta_status pack_with(struct str dictionary, struct str raw, int level, struct buf *out, struct leta_error *err)
{
	struct packer *p;
	bool smaller = false;
	leta_status st = packer_new(dictionary, level, &p, err);

	if (st != LETA_OK)
		return st;
	st = packer_run(p, raw, out, &smaller, err);
	packer_free(p);
	return st;
}

static leta_status unpack_with(struct str dictionary, struct str packed, size_t raw_len, struct buf *out,
                               struct leta_error *err)
{
	struct unpacker *u;
	leta_status st = unpacker_new(dictionary, &u, err);

	if (st != LETA_OK)
		return st;
	st = unpacker_run(u, packed, raw_len, out, err);
	unpacker_free(u);
	return st;
}

static void test_round_trip(void **state)
{
	static const size_t lengths[] = {200, 1000, 16384, 100000, (2u << 20) + 17};

	(void)state;
	for (size_t i = 0; i < LENGTH(lengths); i++) {
		struct str raw = letters(lengths[i]);
		struct buf packed, out;

		buf_init(&packed, 10 << 20);
		buf_init(&out, 10 << 20);
		buf_cstr(&packed, "x");
		buf_cstr(&out, "y");
		assert_int_equal(pack_with(STR(""), raw, i % 2 ? 1 : 9, &packed, NULL), LETA_OK);
		assert_int_equal(unpack_with(STR(""), str_sub(buf_view(&packed), 1, packed.len), raw.len,
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

/* What does not become smaller is not appended. */
static void test_not_smaller(void **state)
{
	static const struct str short_ones[] = { STR_INIT(""), STR_INIT("x"), STR_INIT("abcdefghijkl") };
	struct packer *p;
	struct buf packed;
	bool smaller = true;

	(void)state;
	buf_init(&packed, 1 << 20);
	assert_int_equal(packer_new(STR(""), 6, &p, NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(short_ones); i++) {
		assert_int_equal(packer_run(p, short_ones[i], &packed, &smaller, NULL), LETA_OK);
		assert_false(smaller);
		assert_int_equal(packed.len, 0);
	}
	packer_free(p);
	packer_free(NULL);
	unpacker_free(NULL);
	buf_fini(&packed);
}

static void test_damage(void **state)
{
	struct str raw = letters(5000), bytes;
	struct leta_error err = {0};
	struct buf packed, out;

	(void)state;
	buf_init(&packed, 1 << 20);
	buf_init(&out, 1 << 20);
	pack_with(STR(""), raw, 6, &packed, NULL);
	bytes = buf_view(&packed);
	for (size_t cut = 0; cut < bytes.len; cut++)
		assert_int_equal(unpack_with(STR(""), str_sub(bytes, 0, cut), raw.len, &out, NULL),
				 LETA_ERR_CORRUPT);
	assert_int_equal(unpack_with(STR(""), bytes, raw.len - 1, &out, &err), LETA_ERR_CORRUPT);
	assert_int_equal(unpack_with(STR(""), bytes, raw.len + 1, &out, &err), LETA_ERR_CORRUPT);
	assert_int_equal(unpack_with(STR(""), bytes, 0, &out, &err), LETA_ERR_CORRUPT);
	packed.data[0] ^= 0x10; /* further in, only a checksum tells */
	assert_int_equal(unpack_with(STR(""), bytes, raw.len, &out, &err), LETA_ERR_CORRUPT);
	packed.data[0] ^= 0x10;
	buf_char(&packed, 'x');
	assert_int_equal(unpack_with(STR(""), buf_view(&packed), raw.len, &out, &err), LETA_ERR_CORRUPT);
	assert_int_equal(out.len, 0);
	assert_int_equal(buf_status(&out, NULL), LETA_OK);
	buf_fini(&packed);
	buf_fini(&out);
	free((char *)(uintptr_t)raw.ptr);
}

static void test_caps(void **state)
{
	struct str raw = letters(5000);
	struct buf packed, small;

	(void)state;
	buf_init(&packed, 1 << 20);
	buf_init(&small, 100);
	buf_cstr(&small, "z");
	assert_int_equal(pack_with(STR(""), raw, 6, &small, NULL), LETA_ERR_LIMIT);
	assert_int_equal(small.len, 1);
	buf_clear(&small);
	pack_with(STR(""), raw, 6, &packed, NULL);
	assert_int_equal(unpack_with(STR(""), buf_view(&packed), raw.len, &small, NULL), LETA_ERR_LIMIT);
	assert_int_equal(small.len, 0);
	buf_fini(&packed);
	buf_fini(&small);
	free((char *)(uintptr_t)raw.ptr);
}

#define SAMPLES 200

/* Short texts that have most of their words in common. */
static void make_samples(struct buf *bytes, size_t sizes[SAMPLES])
{
	static const char *const words[] = { "projektet ", "deltagarna ", "arbetsmarknaden ", "samverkan ",
		                             "kompetensutveckling ", "regionen ", "målgruppen ", "resultatet " };
	uint32_t x = 1;

	buf_init(bytes, 1 << 20);
	for (size_t i = 0; i < SAMPLES; i++) {
		size_t from = bytes->len;

		for (size_t k = 0; k < 30; k++) {
			x = x * 1664525u + 1013904223u;
			buf_cstr(bytes, words[x >> 29]);
			buf_printf(bytes, "%u ", x >> 20);
		}
		sizes[i] = bytes->len - from;
	}
}

/* A text like the samples is smaller with their dictionary, comes back with it, and not without. */
static void test_dictionary(void **state)
{
	size_t sizes[SAMPLES];
	struct buf samples, dictionary, again, plain, packed, out;

	(void)state;
	make_samples(&samples, sizes);
	buf_init(&dictionary, 4096);
	buf_init(&again, 4096);
	buf_init(&plain, 1 << 20);
	buf_init(&packed, 1 << 20);
	buf_init(&out, 1 << 20);
	assert_int_equal(pack_train(buf_view(&samples), sizes, SAMPLES, 4096, &dictionary, NULL), LETA_OK);
	assert_int_equal(pack_train(buf_view(&samples), sizes, SAMPLES, 4096, &again, NULL), LETA_OK);
	assert_true(dictionary.len > 256 && dictionary.len <= 4096);
	assert_true(str_eq(buf_view(&dictionary), buf_view(&again)));
	struct str raw = str_sub(buf_view(&samples), 0, sizes[0]);
	assert_int_equal(pack_with(STR(""), raw, 3, &plain, NULL), LETA_OK);
	assert_int_equal(pack_with(buf_view(&dictionary), raw, 3, &packed, NULL), LETA_OK);
	assert_true(packed.len < plain.len);
	assert_int_equal(unpack_with(STR(""), buf_view(&packed), raw.len, &out, NULL), LETA_ERR_CORRUPT);
	assert_int_equal(unpack_with(buf_view(&dictionary), buf_view(&packed), raw.len, &out, NULL), LETA_OK);
	assert_true(str_eq(buf_view(&out), raw));
	buf_fini(&samples);
	buf_fini(&dictionary);
	buf_fini(&again);
	buf_fini(&plain);
	buf_fini(&packed);
	buf_fini(&out);
}

/* Too few samples, or none, make no dictionary; one that is larger than the buffer may be is a limit. */
static void test_no_dictionary(void **state)
{
	size_t sizes[SAMPLES];
	struct buf samples, dictionary;

	(void)state;
	make_samples(&samples, sizes);
	buf_init(&dictionary, 4096);
	for (size_t n = 0; n < 3; n++)
		assert_int_equal(pack_train(buf_view(&samples), sizes, n, 4096, &dictionary, NULL), LETA_OK);
	assert_int_equal(dictionary.len, 0);
	assert_int_equal(pack_train(buf_view(&samples), sizes, SAMPLES, 4097, &dictionary, NULL), LETA_ERR_LIMIT);
	buf_fini(&samples);
	buf_fini(&dictionary);
}

static void test_every_allocation_fails_once(void **state)
{
	struct str raw = letters(5000);
	unsigned long n = 1;

	(void)state;
	for (;; n++) {
		struct buf packed, out;
		leta_status status;
		bool fired;

		buf_init(&packed, 1 << 20);
		buf_init(&out, 1 << 20);
		fault_alloc_arm(n);
		status = pack_with(STR(""), raw, 6, &packed, NULL);
		if (status == LETA_OK)
			status = unpack_with(STR(""), buf_view(&packed), raw.len, &out, NULL);
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
		cmocka_unit_test(test_dictionary),
		cmocka_unit_test(test_no_dictionary),
		cmocka_unit_test(test_every_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
