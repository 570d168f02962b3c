/*
 * test_places.c: places found in a part of a forward index are the same words in the whole.
 */
#include "support/unit.h"

#include "search/places.h"

static struct str terms[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("c")};
static struct str wanted[] = {STR_INIT("a"), STR_INIT("c"), STR_INIT("d")};

/* a b c | c at the same place twice, a in between */
static struct forward_token all[] = {{.term = 0, .position = 1}, {.term = 1, .position = 2},
				     {.term = 2, .position = 3}, {.term = 2, .position = 4},
				     {.term = 0, .position = 4}, {.term = 2, .position = 4}};
static struct forward_token picked[] = {{.term = 0, .position = 1}, {.term = 1, .position = 3},
					{.term = 1, .position = 4}, {.term = 0, .position = 4},
					{.term = 1, .position = 4}};
static struct forward_stream whole_streams[] = {{.tokens = NULL}, {.tokens = all, .n_tokens = LENGTH(all)}};
static struct forward_stream part_streams[] = {{.tokens = NULL},
					       {.tokens = picked, .n_tokens = LENGTH(picked)}};
static const struct forward whole = {terms, LENGTH(terms), whole_streams, LENGTH(whole_streams)};
static const struct forward part = {wanted, 2, part_streams, LENGTH(part_streams)};

static void test_moved(void **state)
{
	static const uint32_t expected[] = {0, 2, 3, 4, 5};
	struct arena *arena = arena_new(1 << 16);
	struct place places[LENGTH(picked)];

	(void)state;
	for (uint32_t i = 0; i < LENGTH(picked); i++)
		places[i] = (struct place){.stream = 1, .span = {.first = i, .last = LENGTH(picked) - 1}};
	assert_true(places_move(places, LENGTH(places), &part, &whole, arena));
	for (size_t i = 0; i < LENGTH(places); i++) {
		assert_int_equal(places[i].span.first, expected[i]);
		assert_int_equal(places[i].span.last, 5);
	}
	arena_free(arena);
}

/* Other streams, a term or a place that the whole has not. */
static void test_no_part(void **state)
{
	struct arena *arena = arena_new(1 << 16);
	struct forward_token other = {.term = 2, .position = 4}, behind = {.term = 0, .position = 9};
	struct forward_stream streams[] = {{.tokens = NULL}, {.tokens = &other, .n_tokens = 1}};
	struct forward strange = {wanted, LENGTH(wanted), streams, LENGTH(streams)};
	struct place place = {.stream = 1};

	(void)state;
	assert_false(places_move(&place, 1, &strange, &whole, arena));
	streams[1].tokens = &behind;
	assert_false(places_move(&place, 1, &strange, &whole, arena));
	strange.n_streams = 1;
	assert_false(places_move(&place, 1, &strange, &whole, arena));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_moved), cmocka_unit_test(test_no_part)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
