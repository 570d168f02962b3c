/*
 * test_forward.c: what is encoded comes back; what is not a forward index is refused without harm.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/forward.h"
#include "support/encode.h"
#include "support/fault_alloc.h"

#define ARENA_MAX ((size_t)64 << 20)
#define BYTES_MAX ((size_t)16 << 20)

static void assert_same(const struct forward *a, const struct forward *b)
{
	assert_int_equal(a->n_terms, b->n_terms);
	for (size_t i = 0; i < a->n_terms; i++)
		assert_true(str_eq(a->terms[i], b->terms[i]));
	assert_int_equal(a->n_streams, b->n_streams);
	for (size_t i = 0; i < a->n_streams; i++) {
		const struct forward_stream *s = &a->streams[i], *t = &b->streams[i];

		assert_int_equal(s->kind, t->kind);
		assert_int_equal(s->which, t->which);
		assert_int_equal(s->item, t->item);
		assert_int_equal(s->weight, t->weight);
		assert_int_equal(s->n_tokens, t->n_tokens);
		for (size_t j = 0; j < s->n_tokens; j++) {
			const struct forward_token *u = &s->tokens[j], *v = &t->tokens[j];

			assert_int_equal(u->term, v->term);
			assert_int_equal(u->position, v->position);
			assert_int_equal(u->start, v->start);
			assert_int_equal(u->length, v->length);
			assert_int_equal(u->kind, v->kind);
			assert_int_equal(u->colocated, v->colocated);
			assert_int_equal(u->stop, v->stop);
		}
	}
}

/* Encodes, decodes and compares; returns the size of the encoding. */
static size_t round_trip(const struct forward *f)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_error err = {0};
	struct forward back;
	struct buf bytes;
	size_t size;

	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(f, &bytes, &err), LETA_OK);
	assert_int_equal(forward_decode(buf_view(&bytes), arena, &back, &err), LETA_OK);
	assert_same(f, &back);
	size = bytes.len;
	buf_fini(&bytes);
	arena_free(arena);
	return size;
}

/* "Hållbara projekt, och projektstöd 2014" and a title. */
static struct str small_terms[] = {STR_INIT("2014"),    STR_INIT("hållbar"),     STR_INIT("och"),
				   STR_INIT("projekt"), STR_INIT("projektstöd"), STR_INIT("stöd")};
static struct forward_token small_tokens[] = {
	{1, 1, 0, 9, 0, false, false, 0},  {3, 2, 10, 7, 0, false, false, 0},
	{2, 3, 19, 3, 0, false, true, 0},  {4, 4, 23, 12, 0, false, false, 0},
	{3, 4, 23, 7, 1, true, false, 0},  {5, 4, 30, 5, 1, true, false, 0},
	{0, 5, 36, 4, 3, false, false, 0},
};
static struct forward_token title_tokens[] = {{3, 106, 0, 9, 0, false, false, 0}};
static struct forward_stream small_streams[] = {
	{FORWARD_SECTION, 0, 0, small_tokens, LENGTH(small_tokens), 4, 0, 0},
	{FORWARD_FIELD, 4, 0, title_tokens, LENGTH(title_tokens), FORWARD_WEIGHT_MAX, 0, 0},
};
static const struct forward small = {small_terms, LENGTH(small_terms), small_streams,
				     LENGTH(small_streams)};

static void test_small(void **state)
{
	(void)state;
	assert_true(round_trip(&small) < 60);
}

static void test_empty(void **state)
{
	struct forward none = {0};
	struct forward_stream blank[] = {{FORWARD_SECTION, 3, 0, NULL, 0, 0, 0, 0},
					 {FORWARD_FIELD, 0, 2, NULL, 0, 1, 0, 0}};
	struct forward streams = {NULL, 0, blank, LENGTH(blank)};

	(void)state;
	round_trip(&none);
	round_trip(&streams);
}

/* One term needs no bits for its number. */
static void test_one_term(void **state)
{
	struct str terms[] = {STR("ö")};
	struct forward_token tokens[3] = {{0, 1, 0, 2, 0, false, false, 0},
					  {0, 2, 3, 2, 0, false, false, 0},
					  {0, 3, 900, 2, 0, false, false, 0}};
	struct forward_stream stream = {FORWARD_SECTION, 0, 0, tokens, 3, 4, 0, 0};

	(void)state;
	round_trip(&(struct forward){terms, 1, &stream, 1});
}

/* Bytes of every kind, the longest term, shared beginnings that end inside a character. */
static void test_terms(void **state)
{
	char all[FORWARD_TERM_MAX], same[FORWARD_TERM_MAX];
	struct str terms[] = {
		{all, sizeof(all)},
		STR("!"),
		STR("-"),
		STR("2016/00403"),
		STR("a b_c@d.se"),
		STR("aa"),
		STR("aaå"),
		STR("aaö"),
		STR("bä"),
		STR("bå"),
		STR("z"),
		STR("\xC3"),
		STR("ß"),
		STR("ä"),
		STR("å"),
		STR("åä"),
		STR("é"),
		STR("ö"),
		STR("ö-"),
		STR("öö"),
		STR("ﬁ"),
		STR("𝄞"),
		{same, sizeof(same)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all); i++)
		all[i] = (char)(i + 1);
	memset(same, 0xFF, sizeof(same));
	struct forward_token tokens[LENGTH(terms)];
	struct forward_stream stream = {.tokens = tokens, .n_tokens = LENGTH(tokens)};
	for (uint32_t i = 0; i < LENGTH(tokens); i++)
		tokens[i] = (struct forward_token){.term = i, .position = i};
	round_trip(&(struct forward){terms, LENGTH(terms), &stream, 1});
}

/* Tokens that no table of shapes foresees: flags in all combinations, jumps, overlaps, the largest
 * numbers. */
static void test_odd_tokens(void **state)
{
	struct str terms[] = {STR("a"), STR("abc")};
	struct forward_token tokens[64 * 3];
	struct forward_stream stream = {FORWARD_FIELD, UINT32_MAX, UINT32_MAX, tokens,
					LENGTH(tokens), 4, 0, 0};
	uint32_t position = 0;

	(void)state;
	for (uint32_t i = 0; i < LENGTH(tokens); i++) {
		position += i % 5;
		tokens[i] = (struct forward_token){.term = i % 2,
						   .position = position,
						   .start = i * 977 % 1009,
						   .length = i % 7,
						   .kind = i % 8,
						   .colocated = i / 8 % 2,
						   .stop = i / 16 % 2};
	}
	tokens[189] = (struct forward_token){1, UINT32_MAX - 1, UINT32_MAX, 0, 0, false, false, 0};
	tokens[190] = (struct forward_token){1, UINT32_MAX, 0, UINT32_MAX, 0, true, false, 0};
	tokens[191] = (struct forward_token){1, UINT32_MAX, UINT32_MAX - 3, 3, 0, true, true, 0};
	round_trip(&(struct forward){terms, 2, &stream, 1});
}

static void test_positions_at_zero(void **state)
{
	struct str terms[] = {STR("a")};
	struct forward_token tokens[] = {{0, 0, 0, 1, 0, false, false, 0},
					 {0, 0, 0, 1, 1, true, false, 0}};
	struct forward_stream streams[] = {{FORWARD_SECTION, 0, 0, &tokens[0], 1, 4, 0, 0},
					   {FORWARD_SECTION, 1, 0, &tokens[0], 1, 4, 0, 0},
					   {FORWARD_SECTION, 1, 1, &tokens[1], 1, 4, 0, 0}};

	(void)state;
	round_trip(&(struct forward){terms, 1, streams, LENGTH(streams)});
}

/* Many streams and more terms than 16 bits number. */
static void test_large(void **state)
{
	enum { TERMS = 70000, STREAMS = 300, EACH = 500 };
	struct str *terms = calloc(TERMS, sizeof(*terms));
	char(*bytes)[12] = calloc(TERMS, sizeof(*bytes));
	struct forward_stream *streams = calloc(STREAMS, sizeof(*streams));
	struct forward_token *tokens = calloc((size_t)STREAMS * EACH, sizeof(*tokens));
	uint32_t position = 0;

	(void)state;
	assert_true(terms && bytes && streams && tokens);
	for (size_t i = 0; i < TERMS; i++) {
		int n = snprintf(bytes[i], sizeof(bytes[i]), "ord%07zu", i);
		terms[i] = (struct str){bytes[i], (size_t)n};
	}
	for (uint32_t i = 0; i < STREAMS * EACH; i++) {
		position += i % EACH == 0 ? 100 : 1;
		tokens[i] = (struct forward_token){.term = i * 7919 % TERMS,
						   .position = position,
						   .start = i % EACH * 12,
						   .length = 11};
	}
	for (size_t i = 0; i < STREAMS; i++) {
		streams[i] = (struct forward_stream){
			.kind = i < 10 ? FORWARD_SECTION : FORWARD_FIELD,
			.which = (uint32_t)(i < 10 ? i : i / 4),
			.item = (uint32_t)(i < 10 ? 0 : i % 4),
			.tokens = tokens + i * EACH,
			.n_tokens = EACH,
			.weight = (uint8_t)(i % (FORWARD_WEIGHT_MAX + 1)),
		};
	}
	round_trip(&(struct forward){terms, TERMS, streams, STREAMS});
	free(terms);
	free(bytes);
	free(streams);
	free(tokens);
}

static void refuse(struct forward f, leta_status expected)
{
	struct leta_error err = {0};
	struct buf bytes;

	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(&f, &bytes, &err), expected);
	assert_int_equal(err.code, expected);
	buf_fini(&bytes);
}

static void test_encode_refuses(void **state)
{
	char too_long[FORWARD_TERM_MAX + 1];
	struct str terms[] = {STR("a"), STR("b")}, twice[] = {STR("a"), STR("a")};
	struct str falling[] = {STR("b"), STR("a")}, empty[] = {STR("")};
	struct str big[] = {{too_long, sizeof(too_long)}};
	struct forward_token unknown = {.term = 2, .position = 1};
	struct forward_token wide = {.start = 2, .length = UINT32_MAX - 1};
	struct forward_token back[] = {{.position = 5}, {.position = 4}};
	struct forward_stream stream = {.tokens = &unknown, .n_tokens = 1};
	struct forward f = {terms, 2, &stream, 1};

	(void)state;
	memset(too_long, 'a', sizeof(too_long));
	refuse((struct forward){.terms = twice, .n_terms = 2}, LETA_ERR_INVALID);
	refuse((struct forward){.terms = falling, .n_terms = 2}, LETA_ERR_INVALID);
	refuse((struct forward){.terms = empty, .n_terms = 1}, LETA_ERR_INVALID);
	refuse((struct forward){.terms = big, .n_terms = 1}, LETA_ERR_LIMIT);
	refuse((struct forward){.n_terms = FORWARD_TERMS_MAX + 1}, LETA_ERR_LIMIT);
	refuse((struct forward){terms, 2, NULL, 0}, LETA_ERR_INVALID);
	refuse(f, LETA_ERR_INVALID);
	stream.weight = FORWARD_WEIGHT_MAX + 1;
	stream.n_tokens = 0;
	refuse(f, LETA_ERR_INVALID);
	stream.weight = FORWARD_WEIGHT_MAX;
	stream.n_tokens = 1;
	stream.tokens = &wide;
	refuse(f, LETA_ERR_INVALID);
	stream.tokens = back;
	stream.n_tokens = 2;
	refuse(f, LETA_ERR_INVALID);
	stream.n_tokens = FORWARD_TOKENS_MAX + 1;
	refuse(f, LETA_ERR_LIMIT);
}

static void test_find(void **state)
{
	struct forward none = {0};

	(void)state;
	for (uint32_t i = 0; i < small.n_terms; i++)
		assert_int_equal(forward_find(&small, small.terms[i]), i);
	assert_int_equal(forward_find(&small, STR("")), UINT32_MAX);
	assert_int_equal(forward_find(&small, STR("proj")), UINT32_MAX);
	assert_int_equal(forward_find(&small, STR("öppen")), UINT32_MAX);
	assert_int_equal(forward_find(&none, STR("a")), UINT32_MAX);
}

/* What forward.h promises of everything that was decoded. */
static void assert_promises(const struct forward *f)
{
	uint32_t position = 0;

	for (size_t i = 0; i < f->n_terms; i++)
		assert_true(f->terms[i].len > 0 &&
			    (i == 0 || str_cmp(f->terms[i - 1], f->terms[i]) < 0));
	for (size_t i = 0; i < f->n_streams; i++) {
		for (size_t j = 0; j < f->streams[i].n_tokens; j++) {
			const struct forward_token *t = &f->streams[i].tokens[j];

			assert_true(t->term < f->n_terms && t->position >= position);
			assert_true(t->length <= UINT32_MAX - t->start);
			position = t->position;
		}
	}
}

static void decode_anything(const unsigned char *bytes, size_t n)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_error err = {0};
	char *exact = malloc(n ? n : 1);
	struct forward f;
	leta_status st;

	assert_non_null(exact);
	memcpy(exact, bytes, n);
	st = forward_decode((struct str){exact, n}, arena, &f, &err);
	assert_true(st == LETA_OK || st == LETA_ERR_CORRUPT);
	if (st == LETA_OK)
		assert_promises(&f);
	free(exact);
	arena_free(arena);
}

static void test_every_byte_changed(void **state)
{
	struct buf bytes;

	(void)state;
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(&small, &bytes, NULL), LETA_OK);
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char *byte = (unsigned char *)bytes.data + i, before = *byte;

		for (unsigned value = 0; value < 256; value++) {
			*byte = (unsigned char)value;
			decode_anything((unsigned char *)bytes.data, bytes.len);
		}
		*byte = before;
	}
	buf_fini(&bytes);
}

static void test_truncated_or_longer(void **state)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct forward f;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(encode(&small, &bytes, NULL), LETA_OK);
	for (size_t n = 0; n < bytes.len; n++)
		assert_int_equal(forward_decode((struct str){bytes.data, n}, arena, &f, NULL),
				 LETA_ERR_CORRUPT);
	buf_char(&bytes, '\0');
	assert_int_equal(forward_decode(buf_view(&bytes), arena, &f, NULL), LETA_ERR_CORRUPT);
	buf_fini(&bytes);
	arena_free(arena);
}

/* A few bytes that promise the largest counts must not ask for memory. */
static void test_promises_of_little(void **state)
{
	static const unsigned char counts[4][8] = {
		{0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0},
		{0x10, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0},
		{0x00, 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0},
		{0x00, 0xF0, 0xFF, 0xFF, 0x07, 0, 0, 0},
	};
	struct arena *arena = arena_new(4096);
	struct forward f;

	(void)state;
	for (size_t i = 0; i < LENGTH(counts); i++) {
		struct str bytes = {(const char *)counts[i], sizeof(counts[i])};
		assert_int_equal(forward_decode(bytes, arena, &f, NULL), LETA_ERR_CORRUPT);
	}
	assert_true(arena_used(arena) < 1024);
	arena_free(arena);
}

static void test_limits_of_memory(void **state)
{
	struct arena *arena = arena_new(64);
	struct leta_error err = {0};
	struct forward f;
	struct buf bytes, tiny;

	(void)state;
	buf_init(&bytes, BYTES_MAX);
	buf_init(&tiny, 10);
	assert_int_equal(encode(&small, &tiny, &err), LETA_ERR_LIMIT);
	assert_int_equal(encode(&small, &bytes, &err), LETA_OK);
	assert_int_equal(forward_decode(buf_view(&bytes), arena, &f, &err), LETA_ERR_LIMIT);
	buf_fini(&tiny);
	buf_fini(&bytes);
	arena_free(arena);
}

/* One writer for documents of all sizes, and for those that it refuses between them. */
static void test_writer_again(void **state)
{
	struct forward_token tokens[300];
	struct str one[] = {STR("a")}, refused[] = {STR("b"), STR("a")};
	struct forward_stream stream = {.tokens = tokens, .n_tokens = LENGTH(tokens)};
	const struct forward all[] = {small, {one, 1, &stream, 1}, {0}, {refused, 2, &stream, 1}, small};
	struct forward_writer *w;
	struct buf expected, bytes;

	(void)state;
	for (uint32_t i = 0; i < LENGTH(tokens); i++)
		tokens[i] = (struct forward_token){.position = i * 3, .start = i, .length = 1, .kind = i % 4};
	assert_int_equal(forward_writer_new(&w, NULL), LETA_OK);
	buf_init(&expected, BYTES_MAX);
	buf_init(&bytes, BYTES_MAX);
	for (size_t i = 0; i < LENGTH(all); i++) {
		buf_clear(&expected);
		buf_clear(&bytes);
		assert_int_equal(forward_encode(w, &all[i], NULL, &bytes, NULL), encode(&all[i], &expected, NULL));
		assert_int_equal(bytes.len, expected.len);
		assert_memory_equal(bytes.data ? bytes.data : "", expected.data ? expected.data : "", bytes.len);
	}
	buf_fini(&bytes);
	buf_fini(&expected);
	forward_writer_free(w);
}

/* Tokens may have other numbers than the sorted terms; what those stand for must be these, each once. */
static void test_ranks(void **state)
{
	struct str terms[] = {STR("a"), STR("b"), STR("c")};
	struct forward_token sorted[] = {{.term = 2}, {.term = 0, .position = 1}, {.term = 1, .position = 2}};
	struct forward_token met[] = {{.term = 0}, {.term = 1, .position = 1}, {.term = 2, .position = 2}};
	struct forward_stream stream = {.tokens = sorted, .n_tokens = 3}, other = {.tokens = met, .n_tokens = 3};
	const struct forward f = {terms, 3, &stream, 1}, g = {terms, 3, &other, 1};
	const uint32_t ranks[] = {2, 0, 1}, twice[] = {2, 0, 0}, beyond[] = {2, 0, 3};
	struct forward_writer *w;
	struct buf expected, bytes;

	(void)state;
	assert_int_equal(forward_writer_new(&w, NULL), LETA_OK);
	buf_init(&expected, BYTES_MAX);
	buf_init(&bytes, BYTES_MAX);
	assert_int_equal(forward_encode(w, &f, NULL, &expected, NULL), LETA_OK);
	assert_int_equal(forward_encode(w, &g, ranks, &bytes, NULL), LETA_OK);
	assert_int_equal(bytes.len, expected.len);
	assert_memory_equal(bytes.data, expected.data, bytes.len);
	assert_int_equal(forward_encode(w, &g, twice, &bytes, NULL), LETA_ERR_INVALID);
	assert_int_equal(forward_encode(w, &g, beyond, &bytes, NULL), LETA_ERR_INVALID);
	buf_fini(&bytes);
	buf_fini(&expected);
	forward_writer_free(w);
}

/* Whatever the room, bytes that do not fit are refused, and nothing is written outside. A few more are wanted. */
static void test_little_room(void **state)
{
	struct forward_writer *w;
	struct buf whole;

	(void)state;
	assert_int_equal(forward_writer_new(&w, NULL), LETA_OK);
	buf_init(&whole, BYTES_MAX);
	assert_int_equal(forward_encode(w, &small, NULL, &whole, NULL), LETA_OK);
	for (size_t max = 0; max < whole.len + 16; max++) {
		struct buf bytes;

		buf_init(&bytes, max);
		leta_status st = forward_encode(w, &small, NULL, &bytes, NULL);
		assert_true(max < whole.len ? st == LETA_ERR_LIMIT : st == LETA_OK || max < whole.len + 8);
		assert_true(bytes.len <= max);
		buf_fini(&bytes);
	}
	buf_fini(&whole);
	forward_writer_free(w);
}

static void test_no_memory(void **state)
{
	struct forward f;
	struct buf bytes;

	(void)state;
	for (unsigned long n = 1;; n++) {
		leta_status st;

		fault_alloc_arm(n);
		buf_init(&bytes, BYTES_MAX);
		st = encode(&small, &bytes, NULL);
		if (st == LETA_OK) {
			struct arena *arena = arena_new(ARENA_MAX);

			st = arena ? forward_decode(buf_view(&bytes), arena, &f, NULL)
				   : LETA_ERR_NOMEM;
			arena_free(arena);
		}
		buf_fini(&bytes);
		if (!fault_alloc_disarm()) {
			assert_int_equal(st, LETA_OK);
			break;
		}
		assert_int_equal(st, LETA_ERR_NOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_one_term),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_odd_tokens),
		cmocka_unit_test(test_positions_at_zero),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_encode_refuses),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_every_byte_changed),
		cmocka_unit_test(test_truncated_or_longer),
		cmocka_unit_test(test_promises_of_little),
		cmocka_unit_test(test_limits_of_memory),
		cmocka_unit_test(test_writer_again),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_little_room),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
