/*
 * test_blob.c: a document comes back as it was, part by part, and damaged bytes do no harm.
 */
#include "support/unit.h"

#include <stdlib.h>

#include "sample.h"
#include "store/blob.h"
#include "support/fault_alloc.h"

#define ARENA_MAX ((size_t)64 << 20)
#define BLOB_MAX ((size_t)32 << 20)

static const struct forward no_forward = {0};
static const struct str no_bytes[DICTIONARY_KINDS];
static struct dictionary *dictionary; /* none: test_dictionary.c has others */

static int make_dictionary(void **state)
{
	(void)state;
	return (int)dictionary_new(no_bytes, &dictionary, NULL);
}

static int free_dictionary(void **state)
{
	(void)state;
	dictionary_free(dictionary);
	return 0;
}

static struct blob blob_of(const struct buf *bytes)
{
	return (struct blob){buf_view(bytes), dictionary};
}

static leta_status encode_with_new(const struct leta_record *record, const struct forward *forward, struct buf *out,
				   struct leta_error *err)
{
	struct blob_encoder *e;
	leta_status st = blob_encoder_new(dictionary, &e, err);

	if (st != LETA_OK)
		return st;
	st = blob_encode(e, record, forward, NULL, out, err);
	blob_encoder_free(e);
	return st;
}

static void encode(const struct leta_record *record, const struct forward *forward, struct buf *out)
{
	struct leta_error err = {0};

	buf_init(out, BLOB_MAX);
	assert_int_equal(encode_with_new(record, forward, out, &err), LETA_OK);
}

static void encode_unpacked(const struct leta_record *record, const struct forward *forward, struct buf *out)
{
	struct blob_encoder *e;

	buf_init(out, BLOB_MAX);
	assert_int_equal(blob_encoder_new(NULL, &e, NULL), LETA_OK);
	assert_int_equal(blob_encode(e, record, forward, NULL, out, NULL), LETA_OK);
	blob_encoder_free(e);
}

/* Encodes, packs or not, and compares everything that comes back. */
static void round_trip_as(const struct leta_record *record, const struct forward *forward, bool packed)
{
	struct arena *arena = arena_new(ARENA_MAX), *one_text = arena_new(ARENA_MAX);
	struct leta_record back;
	struct forward tokens;
	struct buf blob;

	if (packed)
		encode(record, forward, &blob);
	else
		encode_unpacked(record, forward, &blob);
	assert_int_equal(blob_record(blob_of(&blob), arena, &back, NULL), LETA_OK);
	for (size_t i = 0; i < back.n_sections; i++)
		assert_null(back.sections[i].text);
	sample_assert_same(record, &back, false);
	for (size_t i = 0; i < record->n_sections; i++) {
		const struct leta_section *s = &record->sections[i];
		struct str text;

		arena_reset(one_text);
		assert_int_equal(blob_text(blob_of(&blob), i, one_text, &text, NULL), LETA_OK);
		assert_int_equal(text.len, s->text_len);
		assert_int_equal(text.ptr[text.len], '\0');
		if (text.len > 0)
			assert_memory_equal(text.ptr, s->text, text.len);
	}
	assert_int_equal(blob_texts(blob_of(&blob), arena, &back, NULL), LETA_OK);
	sample_assert_same(record, &back, true);
	assert_int_equal(blob_forward(blob_of(&blob), arena, &tokens, NULL), LETA_OK);
	assert_int_equal(tokens.n_terms, forward->n_terms);
	assert_int_equal(tokens.n_streams, forward->n_streams);
	buf_fini(&blob);
	arena_free(one_text);
	arena_free(arena);
}

static void round_trip(const struct leta_record *record, const struct forward *forward)
{
	round_trip_as(record, forward, false);
	round_trip_as(record, forward, true);
}

static void test_everything(void **state)
{
	(void)state;
	round_trip(&sample_record, &sample_forward);
}

static void test_empty_record(void **state)
{
	struct leta_record empty = {0};
	struct leta_section blank = {0};

	(void)state;
	round_trip(&empty, &no_forward);
	empty.sections = &blank;
	empty.n_sections = 1;
	round_trip(&empty, &no_forward);
}

/* Sections that fill chunks just so, by a byte too many, and far too much; texts that do not
 * compress. */
static void test_chunks(void **state)
{
	static const size_t lengths[] = {0,
					 1,
					 BLOB_CHUNK - 3,
					 5,
					 BLOB_CHUNK - 1,
					 0,
					 0,
					 BLOB_CHUNK,
					 7,
					 10 * BLOB_CHUNK,
					 3,
					 100,
					 100,
					 BLOB_CHUNK / 2,
					 BLOB_CHUNK,
					 0};
	struct leta_section sections[LENGTH(lengths)] = {0};
	struct leta_record record = {.sections = sections, .n_sections = LENGTH(sections)};
	char *text = malloc(10 * BLOB_CHUNK);
	uint32_t random = 1;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < 10 * BLOB_CHUNK; i++) {
		random = random * 1664525 + 1013904223;
		text[i] = (char)('!' + (random >> 24) % 90);
	}
	for (size_t i = 0; i < LENGTH(lengths); i++) {
		sections[i].text = text + i;
		sections[i].text_len = lengths[i] > i ? lengths[i] - i : lengths[i];
	}
	round_trip(&record, &no_forward);
	for (size_t i = 0; i < LENGTH(lengths); i++)
		sections[i].text_len = lengths[i];
	memset(text, 'a', 10 * BLOB_CHUNK);
	for (size_t i = 0; i < LENGTH(lengths); i++)
		sections[i].text = text;
	round_trip(&record, &no_forward);
	free(text);
}

static void test_huge_lists(void **state)
{
	enum { MANY = 20000 };
	struct leta_record record = {0};
	struct leta_item *items = calloc(MANY, sizeof(*items));
	struct leta_section *sections = calloc(MANY, sizeof(*sections));
	struct leta_page *pages = calloc(MANY, sizeof(*pages));

	(void)state;
	assert_true(items && sections && pages);
	for (size_t i = 0; i < MANY; i++) {
		items[i] = (struct leta_item){i % 3 ? "Näs" : NULL, (int64_t)i * 1000003 - 7};
		sections[i] =
			(struct leta_section){.heading = "Rubrik", .text = "text", .text_len = 4};
		pages[i] = (struct leta_page){(unsigned)i, i, i % 5};
	}
	record.fields[LETA_FIELD_PARTNER] =
		(struct leta_field){LETA_KNOWN, MANY, items, 1, 1, 1, NULL};
	record.sections = sections;
	record.pages = pages;
	record.n_sections = record.n_pages = MANY;
	round_trip(&record, &no_forward);
	free(items);
	free(sections);
	free(pages);
}

static void refuse(const struct leta_record *record, const struct forward *forward)
{
	struct leta_error err = {0};
	struct buf blob;

	buf_init(&blob, BLOB_MAX);
	assert_int_equal(encode_with_new(record, forward, &blob, &err), LETA_ERR_INVALID);
	assert_int_equal(err.code, LETA_ERR_INVALID);
	assert_int_equal(blob.len, 0);
	buf_fini(&blob);
}

/* What would lead a reader outside a text is never stored. */
static void test_places_outside(void **state)
{
	struct leta_section section = {.text = "abc", .text_len = 3};
	struct leta_page page = {1, 0, 4};
	struct leta_lesson lesson = {0, 2, 1, 0};
	struct leta_record record = {.sections = &section, .n_sections = 1};
	struct str terms[] = {STR("abc")};
	struct forward_token token = {0, 1, 1, 3, 0, false, false, 0};
	struct forward_stream stream = {FORWARD_SECTION, 0, 0, &token, 1, 4, 0, 0};
	struct forward forward = {terms, 1, &stream, 1};

	(void)state;
	refuse(&record, &forward);
	stream.which = 1;
	token.start = 0;
	refuse(&record, &forward);
	stream = (struct forward_stream){FORWARD_FIELD, LETA_FIELD_COUNT, 0, &token, 1, 0, 0, 0};
	refuse(&record, &forward);
	record.pages = &page;
	record.n_pages = 1;
	refuse(&record, &no_forward);
	page = (struct leta_page){1, 1, 0};
	refuse(&record, &no_forward);
	record.n_pages = 0;
	record.lessons = &lesson;
	record.n_lessons = 1;
	refuse(&record, &no_forward);
	lesson = (struct leta_lesson){0, 2, 4, 0};
	refuse(&record, &no_forward);
	record.n_lessons = 0;
	section.text = NULL;
	refuse(&record, &no_forward);
}

static void test_too_large(void **state)
{
	struct leta_error err = {0};
	struct buf blob;

	(void)state;
	buf_init(&blob, 50);
	assert_int_equal(encode_with_new(&sample_record, &sample_forward, &blob, &err), LETA_ERR_LIMIT);
	assert_int_equal(err.code, LETA_ERR_LIMIT);
	buf_fini(&blob);
}

/* One encoder gives the same blobs again, after one that it refuses, and packed ones are smaller. */
static void test_again(void **state)
{
	struct blob_encoder *e;
	struct buf unpacked, packed, again, tiny;

	(void)state;
	encode_unpacked(&sample_record, &sample_forward, &unpacked);
	encode(&sample_record, &sample_forward, &packed);
	assert_true(packed.len < unpacked.len);
	assert_int_equal(blob_encoder_new(dictionary, &e, NULL), LETA_OK);
	for (size_t i = 0; i < 3; i++) {
		buf_init(&tiny, i * 30);
		assert_int_equal(blob_encode(e, &sample_record, &sample_forward, NULL, &tiny, NULL), LETA_ERR_LIMIT);
		buf_fini(&tiny);
		buf_init(&again, BLOB_MAX);
		assert_int_equal(blob_encode(e, &sample_record, &sample_forward, NULL, &again, NULL), LETA_OK);
		assert_true(str_eq(buf_view(&again), buf_view(&packed)));
		buf_fini(&again);
	}
	blob_encoder_free(e);
	buf_fini(&unpacked);
	buf_fini(&packed);
}

static void test_no_such_section(void **state)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct str text;
	struct buf blob;

	(void)state;
	encode(&sample_record, &sample_forward, &blob);
	assert_int_equal(blob_text(blob_of(&blob), 4, arena, &text, NULL), LETA_ERR_CORRUPT);
	assert_int_equal(blob_text(blob_of(&blob), SIZE_MAX, arena, &text, NULL),
			 LETA_ERR_CORRUPT);
	buf_fini(&blob);
	arena_free(arena);
}

static void assert_read_or_corrupt(leta_status st)
{
	assert_true(st == LETA_OK || st == LETA_ERR_CORRUPT);
}

/* Reads every part of bytes that may be anything, in storage of just their size. */
static void read_anything(const char *bytes, size_t n)
{
	struct arena *arena = arena_new(ARENA_MAX);
	char *exact = malloc(n ? n : 1);
	struct blob blob = {{exact, n}, dictionary};
	struct str text;
	struct leta_record record;
	struct forward forward;

	assert_true(arena && exact);
	memcpy(exact, bytes, n);
	assert_read_or_corrupt(blob_forward(blob, arena, &forward, NULL));
	if (blob_record(blob, arena, &record, NULL) == LETA_OK) {
		for (size_t i = 0; i < record.n_sections && i < 8; i++)
			assert_read_or_corrupt(blob_text(blob, i, arena, &text, NULL));
		assert_read_or_corrupt(blob_texts(blob, arena, &record, NULL));
	}
	free(exact);
	arena_free(arena);
}

static void test_every_byte_changed(void **state)
{
	struct buf blob;

	(void)state;
	encode(&sample_record, &sample_forward, &blob);
	for (size_t i = 0; i < blob.len; i++) {
		char before = blob.data[i];

		for (unsigned value = 0; value < 256; value++) {
			blob.data[i] = (char)value;
			read_anything(blob.data, blob.len);
		}
		blob.data[i] = before;
	}
	buf_fini(&blob);
}

static void test_cut_off(void **state)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_record record;
	struct forward forward;
	struct str text;
	struct buf blob;

	(void)state;
	encode(&sample_record, &sample_forward, &blob);
	for (size_t n = 0; n < blob.len; n++) {
		struct blob cut = {{blob.data, n}, dictionary};

		assert_int_equal(blob_record(cut, arena, &record, NULL), LETA_ERR_CORRUPT);
		assert_int_equal(blob_text(cut, 0, arena, &text, NULL), LETA_ERR_CORRUPT);
		assert_int_equal(blob_forward(cut, arena, &forward, NULL), LETA_ERR_CORRUPT);
	}
	buf_fini(&blob);
	arena_free(arena);
}

static leta_status all_parts(void)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct leta_record record;
	struct forward forward;
	struct str text;
	struct buf blob;
	leta_status st;

	if (!arena)
		return LETA_ERR_NOMEM;
	buf_init(&blob, BLOB_MAX);
	st = encode_with_new(&sample_record, &sample_forward, &blob, NULL);
	if (st == LETA_OK)
		st = blob_record(blob_of(&blob), arena, &record, NULL);
	if (st == LETA_OK)
		st = blob_texts(blob_of(&blob), arena, &record, NULL);
	if (st == LETA_OK)
		st = blob_text(blob_of(&blob), 0, arena, &text, NULL);
	if (st == LETA_OK)
		st = blob_forward(blob_of(&blob), arena, &forward, NULL);
	buf_fini(&blob);
	arena_free(arena);
	return st;
}

static void test_no_memory(void **state)
{
	(void)state;
	for (unsigned long n = 1;; n++) {
		leta_status st;

		fault_alloc_arm(n);
		st = all_parts();
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
		cmocka_unit_test(test_everything),      cmocka_unit_test(test_empty_record),
		cmocka_unit_test(test_chunks),          cmocka_unit_test(test_huge_lists),
		cmocka_unit_test(test_places_outside),  cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_again), cmocka_unit_test(test_no_such_section), cmocka_unit_test(test_every_byte_changed),
		cmocka_unit_test(test_cut_off),         cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, make_dictionary, free_dictionary);
}
