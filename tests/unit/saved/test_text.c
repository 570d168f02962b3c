/* test_text.c: a saved search as text and back; every damage is seen. */
#include "support/unit.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "saved/saved.h"

static struct saved_hit seen[] = {{"a-1", 0x0123456789abcdef}, {"b\t2\\", UINT64_MAX}};
static const char *ignored[] = {"c-3"};

static struct saved sample(void)
{
	return (struct saved){.query = "två\nrader\toch \\",
			      .mode = LETA_MODE_ANY,
			      .exact = true,
			      .saved = {"2026-01-01T00:00:00+00:00", "0123456789abcdef"},
			      .looked = {"2026-01-02T00:00:00+00:00", "fedcba9876543210"},
			      .seen = seen,
			      .n_seen = 2,
			      .ignored = ignored,
			      .n_ignored = 1};
}

static void encode_sample(struct buf *out)
{
	struct saved saved = sample();

	buf_init(out, 1 << 20);
	saved_encode(&saved, out);
}

static void test_round(void **state)
{
	struct saved saved = sample(), read;
	struct arena *arena = arena_new(1 << 20);
	struct buf text;
	(void)state;

	encode_sample(&text);
	assert_true(saved_decode(buf_view(&text), arena, &read));
	assert_string_equal(read.query, saved.query);
	assert_int_equal(read.mode, LETA_MODE_ANY);
	assert_true(read.exact);
	assert_false(read.broad);
	assert_string_equal(read.saved.date, saved.saved.date);
	assert_string_equal(read.looked.index, saved.looked.index);
	assert_int_equal(read.n_seen, 2);
	assert_string_equal(read.seen[1].id, "b\t2\\");
	assert_true(read.seen[0].content == 0x0123456789abcdef);
	assert_true(read.seen[1].content == UINT64_MAX);
	assert_int_equal(read.n_ignored, 1);
	assert_string_equal(read.ignored[0], "c-3");
	buf_fini(&text);
	arena_free(arena);
}

/* From before contents were hashed as they are now: what was seen is known, its contents are not. */
static void test_former(void **state)
{
	struct saved read;
	struct arena *arena = arena_new(1 << 20);
	struct buf text;
	(void)state;

	encode_sample(&text);
	text.data[sizeof("leta saved ") - 1] = '1';
	text.len -= sizeof("end\t0123456789abcdef\n") - 1;
	buf_printf(&text, "end\t%016" PRIx64 "\n", hash64(HASH64_INIT, buf_view(&text)));
	assert_true(saved_decode(buf_view(&text), arena, &read));
	assert_string_equal(read.seen[1].id, "b\t2\\");
	assert_true(read.seen[0].content == 0 && read.seen[1].content == 0);
	buf_fini(&text);
	arena_free(arena);
}

/* Cut short anywhere, or one byte changed anywhere: refused. */
static void test_damage(void **state)
{
	struct saved read;
	struct arena *arena = arena_new(8 << 20);
	struct buf text;
	(void)state;

	encode_sample(&text);
	for (size_t n = 0; n < text.len; n++)
		assert_false(saved_decode((struct str){text.data, n}, arena, &read));
	for (size_t i = 0; i < text.len; i++) {
		text.data[i] ^= 1;
		assert_false(saved_decode(buf_view(&text), arena, &read));
		text.data[i] ^= 1;
	}
	assert_true(saved_decode(buf_view(&text), arena, &read));
	buf_fini(&text);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_round),
					   cmocka_unit_test(test_former),
					   cmocka_unit_test(test_damage)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
