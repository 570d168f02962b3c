/*
 * test_forward_pick.c: the tokens of some terms are those that the unpacked index has, and no bytes harm.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/forward_pick.h"
#include "support/encode.h"

#define ARENA_MAX ((size_t)64 << 20)
#define BYTES_MAX ((size_t)1 << 20)
#define TERMS 400
#define TOKENS 1500
#define WANTED 40
#define WORD 0
#define JOINED 2

/* "hållbart projekt", "stöd till projekt" joined at its first word, and a title. */
static struct str terms[] = {STR_INIT("2014:1"),  STR_INIT("hållbar"), STR_INIT("hållbart"),
			     STR_INIT("projekt"), STR_INIT("projektstöd"), STR_INIT("stöd"),
			     STR_INIT("till"),    STR_INIT("\xC3\x9C-x")};
static struct forward_token body[] = {
	{2, 1, 0, 9, WORD, false, false, 0},   {3, 2, 10, 7, WORD, false, false, 0},
	{5, 3, 18, 5, WORD, false, false, 0},  {4, 3, 18, 17, JOINED, true, false, 0},
	{6, 4, 24, 4, WORD, false, true, 0},   {3, 5, 29, 7, WORD, false, false, 0},
	{0, 90, 40, 6, WORD, false, false, 0}, {7, 91, 47, 4, WORD, false, false, 0},
};
static struct forward_token title[] = {{1, 200, 0, 8, WORD, false, false, 0},
				       {5, 201, 9, 5, WORD, false, false, 0}};
static struct forward_stream streams[] = {
	{.kind = FORWARD_SECTION, .tokens = body, .n_tokens = LENGTH(body), .weight = 4},
	{.kind = FORWARD_FIELD, .which = 4, .tokens = title, .n_tokens = LENGTH(title), .weight = 10},
};
static const struct forward document = {terms, LENGTH(terms), streams, LENGTH(streams)};

static bool is_wanted(struct str term, const struct str *wanted, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(term, wanted[i]))
			return true;
	return false;
}

/* Holds what was picked of a stream against the whole. */
static void compare_stream(const struct forward *f, const struct forward_stream *whole,
			   const struct forward *part, const struct forward_stream *picked,
			   const struct str *wanted, size_t n)
{
	size_t next = 0;
	assert_int_equal(picked->kind, whole->kind);
	assert_int_equal(picked->which, whole->which);
	assert_int_equal(picked->item, whole->item);
	assert_int_equal(picked->weight, whole->weight);
	for (size_t i = 0; i < whole->n_tokens; i++) {
		const struct forward_token *t = &whole->tokens[i], *u = &picked->tokens[next];
		if (!is_wanted(f->terms[t->term], wanted, n))
			continue;
		assert_true(next++ < picked->n_tokens);
		assert_true(str_eq(part->terms[u->term], f->terms[t->term]));
		assert_int_equal(u->position, t->position);
		assert_int_equal(u->colocated, t->colocated);
		assert_int_equal(u->kind == JOINED, t->kind == JOINED);
		assert_int_equal(u->reach, t->kind == JOINED ? forward_reach(whole, i) : 0);
	}
	assert_int_equal(next, picked->n_tokens);
	bool any = whole->n_tokens > 0;
	assert_int_equal(picked->lo, any ? whole->tokens[0].position : 0);
	assert_int_equal(picked->hi, any ? whole->tokens[whole->n_tokens - 1].position : 0);
}

static void check(const struct forward *f, const struct str *wanted, size_t n)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_error err = {0};
	struct forward part;
	struct buf bytes;
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(f, &bytes, &err), LETA_OK);
	struct forward_wish wish = {.terms = wanted, .n = n};
	assert_int_equal(forward_pick(buf_view(&bytes), &wish, arena, &part, &err), LETA_OK);
	assert_int_equal(part.n_streams, f->n_streams);
	for (size_t i = 1; i < part.n_terms; i++)
		assert_true(str_cmp(part.terms[i - 1], part.terms[i]) < 0);
	for (size_t i = 0; i < f->n_streams; i++)
		compare_stream(f, &f->streams[i], &part, &part.streams[i], wanted, n);
	buf_fini(&bytes);
	arena_free(arena);
}

static void test_small(void **state)
{
	(void)state;
	struct str several[] = {STR("2014:1"), STR("a"), STR("hållbar"), STR("projekt"), STR("stöd"), STR("ö")};
	struct str joined[] = {STR("projektstöd")}, none[] = {STR("hållb"), STR("projek"), STR("stöder")};
	struct forward empty = {0};
	check(&document, several, LENGTH(several));
	check(&document, joined, LENGTH(joined));
	check(&document, none, LENGTH(none));
	check(&document, terms, LENGTH(terms));
	check(&document, NULL, 0);
	check(&empty, several, LENGTH(several));
}

/* ---- against the unpacked index ---- */

static unsigned draw(unsigned below)
{
	return (unsigned)rand() % below;
}

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Terms of every kind of letter, several blocks of them: front-coded, with digits, signs and other bytes. */
static void make_terms(struct str out[TERMS], char text[TERMS][32])
{
	static const char *const endings[] = {"", "a", "å", "ö7", "-\xC3\x9C", "x.9:é", "abcdefghijklm", "ab"};
	for (unsigned i = 0; i < TERMS; i++) {
		snprintf(text[i], 32, "%c%c%s", 'a' + (char)(i / 64), 'a' + (char)(i % 64 / 8),
			 endings[i % 8]);
		out[i] = str_from(text[i]);
	}
	qsort(out, TERMS, sizeof(*out), by_bytes);
}

/* Each term once at least, then at random; some stand far behind the token before. */
static void make_tokens(struct forward_token tokens[TOKENS])
{
	uint32_t position = draw(9), start = 0;
	for (unsigned i = 0; i < TOKENS; i++) {
		bool colocated = i % 500 > 0 && draw(4) == 0;
		unsigned term = i < TERMS ? i * 7 % TERMS : draw(1 + draw(TERMS));
		position += colocated ? 0 : 1 + (draw(50) == 0 ? draw(99) : 0);
		tokens[i] = (struct forward_token){.term = term,
						   .position = position,
						   .start = start,
						   .length = 1 + draw(20),
						   .kind = (uint8_t)(draw(99) ? colocated : JOINED),
						   .colocated = colocated,
						   .stop = draw(3) == 0};
		start += colocated ? 0 : 1 + draw(20);
	}
}

static void test_random(void **state)
{
	(void)state;
	static char text[TERMS][32];
	static struct str list[TERMS];
	static struct forward_token tokens[TOKENS];
	srand(7);
	make_terms(list, text);
	for (int round = 0; round < 60; round++) {
		make_tokens(tokens);
		struct forward_stream three[] = {
			{.tokens = tokens, .n_tokens = 500, .weight = 4},
			{.which = 1, .tokens = tokens + 500, .n_tokens = 0},
			{.kind = FORWARD_FIELD, .tokens = tokens + 500, .n_tokens = TOKENS - 500},
		};
		struct forward f = {list, TERMS, three, LENGTH(three)};
		struct str wanted[WANTED + 2] = {STR("!"), {NULL, 0}};
		size_t n = 1;
		for (size_t i = 0; i < TERMS && n < WANTED; i++)
			if (draw(round % 2 ? 200 : 12) == 0)
				wanted[n++] = list[i];
		wanted[n++] = STR("\xC3\xBF");
		check(&f, wanted, n);
		check(&f, list, TERMS);
	}
}

/* ---- terms near each other ---- */

static bool has_streams(const struct forward *f, const struct forward_wish *wish)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_error err = {0};
	struct forward part;
	struct buf bytes;
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(f, &bytes, &err), LETA_OK);
	assert_int_equal(forward_pick(buf_view(&bytes), wish, arena, &part, &err), LETA_OK);
	bool found = part.n_streams > 0;
	assert_true(!found || part.n_streams == f->n_streams);
	buf_fini(&bytes);
	arena_free(arena);
	return found;
}

static void test_near(void **state)
{
	(void)state;
	static const struct str two[] = {STR_INIT("hållbart"), STR_INIT("\xC3\x9C-x")};
	static const struct str one_is_absent[] = {STR_INIT("och"), STR_INIT("till")};
	static const struct str joined[] = {STR_INIT("hållbart"), STR_INIT("till")};
	static const uint32_t groups[] = {1, 2};
	struct forward_wish wish = {.terms = two, .groups = groups, .n = 2, .all = 3, .span = 1};
	assert_false(has_streams(&document, &wish)); /* at 1 and 91 */
	wish.span = 90;
	assert_true(has_streams(&document, &wish));
	wish.terms = one_is_absent;
	assert_false(has_streams(&document, &wish));
	wish.all = 2;
	assert_true(has_streams(&document, &wish));
	wish.terms = joined; /* at 1 and 4; the joined word reaches over one more */
	wish.all = 3;
	wish.span = 1;
	assert_false(has_streams(&document, &wish));
	wish.joints = 2;
	assert_true(has_streams(&document, &wish));
	wish.all = 0;
	wish.terms = one_is_absent;
	assert_true(has_streams(&document, &wish));
}

/* Whether tokens of both groups stand at most so many positions apart. */
static bool stand_near(const struct forward *f, const struct forward_token *tokens,
		       const struct forward_wish *wish)
{
	for (size_t i = 0; i < TOKENS; i++)
		for (size_t k = 0; k < TOKENS; k++) {
			uint32_t a = tokens[i].position, b = tokens[k].position;
			if (str_eq(f->terms[tokens[i].term], wish->terms[0]) &&
			    str_eq(f->terms[tokens[k].term], wish->terms[1]) &&
			    (a < b ? b - a : a - b) <= wish->span)
				return true;
		}
	return false;
}

/* No document that has what is looked for is passed over, and some that have not are. */
static void test_near_at_random(void **state)
{
	(void)state;
	static char text[TERMS][32];
	static struct str list[TERMS];
	static struct forward_token tokens[TOKENS];
	static const uint32_t groups[] = {1, 2};
	size_t passed_over = 0;
	srand(9);
	make_terms(list, text);
	for (int round = 0; round < 60; round++) {
		make_tokens(tokens);
		struct forward_stream all = {.tokens = tokens, .n_tokens = TOKENS};
		struct forward f = {list, TERMS, &all, 1};
		unsigned first = draw(TERMS - 1);
		struct str wanted[] = {list[first], list[first + 1 + draw(TERMS - first - 1)]};
		struct forward_wish wish = {wanted, groups, 2, 3, draw(40), 0};
		bool found = has_streams(&f, &wish);
		assert_true(found || !stand_near(&f, tokens, &wish));
		passed_over += !found;
	}
	assert_true(passed_over > 20);
}

static leta_status pick_bytes(struct str bytes)
{
	static const struct str wanted[] = {STR_INIT("projekt"), STR_INIT("stöd")};
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_error err = {0};
	struct forward part;
	struct forward_wish wish = {.terms = wanted, .n = LENGTH(wanted)};
	leta_status st = forward_pick(bytes, &wish, arena, &part, &err);
	assert_true(st == LETA_OK || st == LETA_ERR_CORRUPT);
	arena_free(arena);
	return st;
}

static void test_damaged(void **state)
{
	(void)state;
	struct buf bytes;
	struct leta_error err = {0};
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(&document, &bytes, &err), LETA_OK);
	assert_int_equal(pick_bytes(buf_view(&bytes)), LETA_OK);
	for (size_t n = 0; n < bytes.len; n++) {
		char *exact = malloc(n + 1);
		assert_non_null(exact);
		memcpy(exact, bytes.data, n);
		pick_bytes((struct str){exact, n});
		free(exact);
	}
	for (size_t n = 0; n < bytes.len * 8; n++) {
		bytes.data[n / 8] = (char)(bytes.data[n / 8] ^ (1 << n % 8));
		pick_bytes(buf_view(&bytes));
		bytes.data[n / 8] = (char)(bytes.data[n / 8] ^ (1 << n % 8));
	}
	assert_int_equal(pick_bytes(STR("")), LETA_ERR_CORRUPT);
	buf_fini(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_near_at_random),
		cmocka_unit_test(test_damaged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
