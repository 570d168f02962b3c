/*
 * test_dictionary.c: a generation's dictionaries: made of documents, kept in a file, refused when damaged; and documents
 * that are packed with them.
 */
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "sample.h"
#include "store/blob.h"
#include "store/dictionary_maker.h"
#include "support/fault_alloc.h"
#include "support/scratch.h"

#define FILE_NAME "dictionary.leta"
#define DOCUMENTS 400
#define TEXT_MAX 4000
#define BLOB_MAX ((size_t)32 << 20)

/* A document of words that all of them share and numbers that none does. */
static void fill(struct leta_record *record, struct leta_section *section, char text[TEXT_MAX], unsigned i)
{
	static const char *const words[] = { "projektet", "deltagarna", "arbetsmarknaden", "samverkan",
		                             "kompetensutveckling", "regionen", "målgruppen", "resultatet" };
	uint32_t x = i + 1;
	size_t n = 0;

	for (size_t k = 0; k < 100; k++) {
		x = x * 1664525u + 1013904223u;
		n += (size_t)snprintf(text + n, TEXT_MAX - n, "%s %u ", words[x >> 29], x >> 16);
	}
	*section = (struct leta_section){ .heading = "Bakgrund och syfte", .text = text, .text_len = n };
	*record = sample_record;
	record->sections = section;
	record->n_sections = 1;
	record->n_pages = record->n_lessons = 0;
}

static leta_status make(unsigned documents, struct dictionary **out)
{
	struct dictionary_maker *m;
	leta_status st = dictionary_maker_new(&m, NULL);

	if (st != LETA_OK)
		return st;
	for (unsigned i = 0; st == LETA_OK && i < documents; i++) {
		struct leta_record record;
		struct leta_section section;
		char text[TEXT_MAX];

		fill(&record, &section, text, i);
		st = dictionary_maker_add(m, &record, NULL);
	}
	if (st == LETA_OK)
		st = dictionary_make(m, out, NULL);
	dictionary_maker_free(m);
	return st;
}

/* The size of a document that is no sample, after it came back as it was. */
static size_t size_with(struct dictionary *d)
{
	static const struct forward no_forward;
	struct arena *arena = arena_new(BLOB_MAX);
	struct blob_encoder *e;
	struct leta_record record, back;
	struct leta_section section;
	char text[TEXT_MAX];
	struct buf bytes;
	size_t size;

	fill(&record, &section, text, DOCUMENTS);
	buf_init(&bytes, BLOB_MAX);
	assert_int_equal(blob_encoder_new(d, &e, NULL), LETA_OK);
	assert_int_equal(blob_encode(e, &record, &no_forward, NULL, &bytes, NULL), LETA_OK);
	size = bytes.len;
	struct blob blob = { buf_view(&bytes), d };
	assert_int_equal(blob_record(blob, arena, &back, NULL), LETA_OK);
	assert_int_equal(blob_texts(blob, arena, &back, NULL), LETA_OK);
	sample_assert_same(&record, &back, true);
	blob_encoder_free(e);
	buf_fini(&bytes);
	arena_free(arena);
	return size;
}

static void test_documents(void **state)
{
	struct dictionary *none, *made;

	(void)state;
	assert_int_equal(make(0, &none), LETA_OK);
	assert_int_equal(make(DOCUMENTS, &made), LETA_OK);
	assert_true(size_with(made) * 4 < size_with(none) * 3);
	dictionary_free(none);
	dictionary_free(made);
	dictionary_free(NULL);
	dictionary_maker_free(NULL);
}

static void read_back(void **state, struct buf *out)
{
	buf_init(out, BLOB_MAX);
	assert_int_equal(file_read(scratch_path(state, FILE_NAME), out, NULL), LETA_OK);
}

/* The same documents make the same file; what is opened packs as what was written. */
static void test_file(void **state)
{
	struct dictionary *first, *second, *opened;
	struct buf one, two;

	assert_int_equal(make(DOCUMENTS, &first), LETA_OK);
	assert_int_equal(make(DOCUMENTS, &second), LETA_OK);
	assert_int_equal(dictionary_write(first, *state, NULL), LETA_OK);
	read_back(state, &one);
	assert_int_equal(dictionary_write(second, *state, NULL), LETA_OK);
	read_back(state, &two);
	assert_true(one.len > 8192);
	assert_true(str_eq(buf_view(&one), buf_view(&two)));
	assert_int_equal(dictionary_open(*state, &opened, NULL), LETA_OK);
	assert_int_equal(size_with(opened), size_with(first));
	dictionary_free(first);
	dictionary_free(second);
	dictionary_free(opened);
	buf_fini(&one);
	buf_fini(&two);
}

/* Once it has seen enough, it takes no more: more documents make the same dictionary. */
static void test_full(void **state)
{
	struct dictionary_maker *m;
	struct dictionary *d;
	struct buf one, two;
	unsigned enough = 0;

	assert_int_equal(dictionary_maker_new(&m, NULL), LETA_OK);
	while (!dictionary_maker_full(m)) {
		struct leta_record record;
		struct leta_section section;
		char text[TEXT_MAX];

		fill(&record, &section, text, enough++);
		assert_int_equal(dictionary_maker_add(m, &record, NULL), LETA_OK);
	}
	dictionary_maker_free(m);
	assert_in_range(enough, 300, 5000);
	assert_int_equal(make(enough, &d), LETA_OK);
	assert_int_equal(dictionary_write(d, *state, NULL), LETA_OK);
	read_back(state, &one);
	dictionary_free(d);
	assert_int_equal(make(enough + 300, &d), LETA_OK);
	assert_int_equal(dictionary_write(d, *state, NULL), LETA_OK);
	read_back(state, &two);
	dictionary_free(d);
	assert_true(str_eq(buf_view(&one), buf_view(&two)));
	buf_fini(&one);
	buf_fini(&two);
}

static void assert_refused(void **state)
{
	struct leta_error err = { 0 };
	struct dictionary *d = NULL;

	assert_int_equal(dictionary_open(*state, &d, &err), LETA_ERR_CORRUPT);
	assert_int_equal(err.code, LETA_ERR_CORRUPT);
	assert_null(d);
}

static void test_damaged(void **state)
{
	static const struct str bytes[DICTIONARY_KINDS] = { STR_INIT("records"), STR_INIT("texts") };
	struct dictionary *d;
	struct buf file;

	assert_refused(state); /* missing */
	assert_int_equal(dictionary_new(bytes, &d, NULL), LETA_OK);
	assert_int_equal(dictionary_write(d, *state, NULL), LETA_OK);
	dictionary_free(d);
	read_back(state, &file);
	for (size_t i = 0; i < file.len; i++) {
		file.data[i] ^= 1;
		assert_int_equal(file_replace(scratch_path(state, FILE_NAME), buf_view(&file), NULL), LETA_OK);
		assert_refused(state);
		file.data[i] ^= 1;
		assert_int_equal(file_replace(scratch_path(state, FILE_NAME), str_sub(buf_view(&file), 0, i), NULL),
		                 LETA_OK);
		assert_refused(state);
	}
	assert_int_equal(file_replace(scratch_path(state, FILE_NAME), buf_view(&file), NULL), LETA_OK);
	assert_int_equal(dictionary_open(*state, &d, NULL), LETA_OK);
	dictionary_free(d);
	buf_fini(&file);
}

static void test_limits(void **state)
{
	struct buf large;
	struct dictionary *d;

	(void)state;
	buf_init(&large, (size_t)8 << 20);
	while (large.len < (size_t)4 << 20)
		buf_cstr(&large, "0123456789abcdef");
	const struct str bytes[DICTIONARY_KINDS] = { STR(""), buf_view(&large) };
	assert_int_equal(dictionary_new(bytes, &d, NULL), LETA_ERR_LIMIT);
	buf_fini(&large);
}

static void test_no_memory(void **state)
{
	(void)state;
	for (unsigned long n = 1;; n++) {
		struct dictionary *d = NULL;
		leta_status st;

		fault_alloc_arm(n);
		st = make(1, &d);
		if (!fault_alloc_disarm()) {
			assert_int_equal(st, LETA_OK);
			dictionary_free(d);
			assert_true(n > 5);
			break;
		}
		assert_int_equal(st, LETA_ERR_NOMEM);
	}
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_documents),
		WITH_FOLDER(test_file),
		WITH_FOLDER(test_full),
		WITH_FOLDER(test_damaged),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
