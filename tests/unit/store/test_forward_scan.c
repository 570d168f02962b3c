/*
 * test_forward_scan.c: a scan answers as the unpacked index would, and no bytes harm it.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/forward_scan.h"

#define ARENA_MAX ((size_t)64 << 20)
#define BYTES_MAX ((size_t)1 << 20)
#define TERMS 40
#define TOKENS 120
#define WORD 0
#define JOINED 2

/* "hållbart projekt", "stöd till projekt" joined at its first word, and a title. */
static struct str terms[] = {STR_INIT("2014:1"),  STR_INIT("hållbar"), STR_INIT("hållbart"),
			     STR_INIT("projekt"), STR_INIT("projektstöd"), STR_INIT("stöd"),
			     STR_INIT("till"),    STR_INIT("\xC3\x9C-x")};
static struct forward_token body[] = {
	{2, 1, 0, 9, WORD, false, false},   {3, 2, 10, 7, WORD, false, false},
	{5, 3, 18, 5, WORD, false, false},  {4, 3, 18, 17, JOINED, true, false},
	{6, 4, 24, 4, WORD, false, true},   {3, 5, 29, 7, WORD, false, false},
	{0, 90, 40, 6, WORD, false, false}, {7, 91, 47, 4, WORD, false, false},
};
static struct forward_token title[] = {{1, 200, 0, 8, WORD, false, false},
				       {5, 201, 9, 5, WORD, false, false}};
static struct forward_stream streams[] = {
	{FORWARD_SECTION, 0, 0, body, LENGTH(body), 4},
	{FORWARD_FIELD, 4, 0, title, LENGTH(title), 10},
};
static const struct forward document = {terms, LENGTH(terms), streams, LENGTH(streams)};

static leta_status scan_bytes(struct str bytes, const struct forward_scan *scan,
			      enum forward_answer *answer)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_error err = {0};
	leta_status st = forward_scan(bytes, scan, arena, answer, &err);
	arena_free(arena);
	return st;
}

static enum forward_answer scan_of(const struct forward *f, const struct forward_scan *scan)
{
	struct buf bytes;
	struct leta_error err = {0};
	enum forward_answer answer = FORWARD_MAYBE;
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(forward_encode(f, &bytes, &err), LETA_OK);
	assert_int_equal(scan_bytes(buf_view(&bytes), scan, &answer), LETA_OK);
	buf_fini(&bytes);
	return answer;
}

/* Two terms, in the order of their bytes, within a distance in sections. */
static struct forward_scan two(const char *a, const char *b, uint32_t distance)
{
	return (struct forward_scan){.terms = {str_from(a), str_from(b)},
				     .groups = {1, 2},
				     .n_terms = 2,
				     .all = 3,
				     .distance = distance,
				     .sections = true};
}

static void test_distance(void **state)
{
	(void)state;
	struct forward_scan scan = two("hållbart", "stöd", 2);
	assert_int_equal(scan_of(&document, &scan), FORWARD_YES);
	scan.distance = 1;
	assert_int_equal(scan_of(&document, &scan), FORWARD_NO);
	scan = two("2014:1", "\xC3\x9C-x", 1);
	assert_int_equal(scan_of(&document, &scan), FORWARD_YES);
	scan = two("hållbar", "stöd", 100);
	assert_int_equal(scan_of(&document, &scan), FORWARD_NO);
	scan = two("hållb", "hållbart", 100);
	assert_int_equal(scan_of(&document, &scan), FORWARD_NO);
}

static void test_streams(void **state)
{
	(void)state;
	struct forward_scan scan = two("hållbar", "stöd", 1);
	scan.sections = false;
	scan.fields = UINT64_C(1) << 4;
	assert_int_equal(scan_of(&document, &scan), FORWARD_YES);
	scan.fields = UINT64_C(1) << 3;
	assert_int_equal(scan_of(&document, &scan), FORWARD_NO);
}

static void test_offsets(void **state)
{
	(void)state;
	struct forward_scan scan = two("projekt", "stöd", 0);
	scan.fixed = true;
	scan.offsets[1] = 1;
	assert_int_equal(scan_of(&document, &scan), FORWARD_YES);
	scan.offsets[1] = 2;
	assert_int_equal(scan_of(&document, &scan), FORWARD_NO);
}

static void test_joined(void **state)
{
	(void)state;
	struct forward_scan scan = two("hållbart", "projektstöd", 2);
	assert_int_equal(scan_of(&document, &scan), FORWARD_YES);
	scan.joined = true;
	assert_int_equal(scan_of(&document, &scan), FORWARD_MAYBE);
}

/* ---- against the unpacked index ---- */

static unsigned draw(unsigned below)
{
	return (unsigned)rand() % below;
}

static bool naive(const struct forward *f, uint32_t a, uint32_t b, const struct forward_scan *scan)
{
	const struct forward_stream *s = &f->streams[0];
	for (size_t i = 0; i < s->n_tokens; i++)
		for (size_t k = 0; k < s->n_tokens; k++) {
			int64_t gap = (int64_t)s->tokens[k].position - s->tokens[i].position;
			bool met = s->tokens[i].term == a && s->tokens[k].term == b;
			if (met && (scan->fixed ? gap == scan->offsets[1]
						: llabs(gap) <= scan->distance))
				return true;
		}
	return false;
}

/* Terms of every kind of letter: front-coded, with digits, signs and other bytes. */
static void make_terms(struct str out[TERMS], char text[TERMS][24])
{
	static const char *const endings[] = {"", "a", "å", "ö7", "-\xC3\x9C", "x.9:é", "abcdefghijklm"};
	for (unsigned i = 0; i < TERMS; i++) {
		snprintf(text[i], 24, "%c%c%s", 'a' + (char)(i / 14), 'a' + (char)(i % 14 / 7),
			 endings[i % 7]);
		out[i] = str_from(text[i]);
	}
	for (unsigned i = 1; i < TERMS; i++) /* sorts them */
		for (unsigned k = i; k > 0 && str_cmp(out[k], out[k - 1]) < 0; k--) {
			struct str swap = out[k];
			out[k] = out[k - 1];
			out[k - 1] = swap;
		}
}

static void test_random(void **state)
{
	(void)state;
	char text[TERMS][24];
	struct str list[TERMS];
	struct forward_token tokens[TOKENS];
	unsigned found = 0;
	srand(7);
	make_terms(list, text);
	for (int round = 0; round < 400; round++) {
		uint32_t position = draw(9), start = 0;
		for (unsigned i = 0; i < TOKENS; i++) {
			bool colocated = i > 0 && draw(4) == 0;
			position += colocated ? 0 : 1 + (draw(9) == 0 ? draw(99) : 0);
			tokens[i] = (struct forward_token){.term = draw(TERMS),
							   .position = position,
							   .start = start,
							   .length = 1 + draw(20),
							   .kind = (uint8_t)draw(5),
							   .colocated = colocated,
							   .stop = draw(3) == 0};
			start += colocated ? 0 : 1 + draw(20);
		}
		struct forward_stream one = {FORWARD_SECTION, 0, 0, tokens, TOKENS, 4};
		struct forward f = {list, TERMS, &one, 1};
		uint32_t a = draw(TERMS - 1), b = a + 1 + draw(TERMS - a - 1);
		struct forward_scan scan = two("", "", draw(6));
		scan.terms[0] = list[a];
		scan.terms[1] = list[b];
		scan.fixed = round % 2 == 1;
		scan.offsets[1] = (uint8_t)draw(4);
		bool expected = naive(&f, a, b, &scan);
		assert_int_equal(scan_of(&f, &scan), expected ? FORWARD_YES : FORWARD_NO);
		found += expected;
	}
	assert_in_range(found, 40, 360); /* both answers are tried */
}

static void test_damaged(void **state)
{
	(void)state;
	struct buf bytes;
	struct leta_error err = {0};
	struct forward_scan scan = two("projekt", "stöd", 1);
	enum forward_answer answer;
	scan.sections = false; /* reads to the end */
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(forward_encode(&document, &bytes, &err), LETA_OK);
	for (size_t n = 0; n < bytes.len; n++)
		assert_int_equal(scan_bytes(str_sub(buf_view(&bytes), 0, n), &scan, &answer) ==
					 LETA_OK && answer != FORWARD_NO, false);
	for (size_t n = 0; n < bytes.len * 8; n++) {
		bytes.data[n / 8] = (char)(bytes.data[n / 8] ^ (1 << n % 8));
		scan_bytes(buf_view(&bytes), &scan, &answer);
		bytes.data[n / 8] = (char)(bytes.data[n / 8] ^ (1 << n % 8));
	}
	assert_int_equal(scan_bytes(STR(""), &scan, &answer), LETA_OK);
	assert_int_equal(answer, FORWARD_NO);
	buf_fini(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance), cmocka_unit_test(test_streams),
		cmocka_unit_test(test_offsets),  cmocka_unit_test(test_joined),
		cmocka_unit_test(test_random),   cmocka_unit_test(test_damaged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
