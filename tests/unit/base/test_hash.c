/* test_hash.c: the published values of FNV-1a; every changed byte, length and order tells. */
#include "support/unit.h"

#include "base/hash.h"

static void test_fnv(void **state)
{
	(void)state;
	assert_true(hash64(HASH64_INIT, STR("")) == UINT64_C(0xcbf29ce484222325));
	assert_true(hash64(HASH64_INIT, STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(hash64(HASH64_INIT, STR("foobar")) == UINT64_C(0x85944171f73967e8));
}

static void test_bytes(void **state)
{
	uint64_t seen[40 * 9];
	char bytes[40] = { 0 };
	size_t n = 0;

	(void)state;
	for (size_t len = 0; len < sizeof(bytes); len++) { /* zeros of each length, and with each bit of the last */
		seen[n++] = hash_bytes(0, (struct str){ bytes, len });
		for (unsigned bit = 0; len > 0 && bit < 8; bit++) {
			bytes[len - 1] = (char)(1u << bit);
			seen[n++] = hash_bytes(0, (struct str){ bytes, len });
			bytes[len - 1] = 0;
		}
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			assert_true(seen[i] != seen[j]);
	assert_true(hash_bytes(1, STR("x")) != hash_bytes(0, STR("x")));
	assert_true(hash_bytes(hash_bytes(0, STR("a")), STR("b")) != hash_bytes(hash_bytes(0, STR("b")), STR("a")));
}

/* Two keys are the same when every byte is, whatever their length. */
static void test_same(void **state)
{
	char a[40], b[40];

	(void)state;
	for (size_t len = 0; len < sizeof(a); len++) {
		memset(a, 'x', sizeof(a));
		memset(b, 'x', sizeof(b));
		assert_true(hash_same((struct str){ a, len }, (struct str){ b, len }));
		assert_false(hash_same((struct str){ a, len }, (struct str){ b, len + 1 }));
		for (size_t i = 0; i < len; i++) {
			b[i] ^= 1;
			assert_false(hash_same((struct str){ a, len }, (struct str){ b, len }));
			b[i] ^= 1;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fnv),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
