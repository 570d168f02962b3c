/* test_input.c: a file read in parts gives what it gives from memory; which files are; files that change meanwhile. */
#include "support/unit.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "indexer/input.h"
#include "support/scratch.h"

#define ROWS 4000 /* more than are one part */

/* What the records of a file said, and where they lay. */
struct told {
	uint64_t hash;
	size_t rows, faults, parts;
};

static leta_status tell(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct told *told = ctx;

	(void)err;
	told->rows++;
	told->faults += read->fault != NULL;
	told->hash = hash_bytes(hash_bytes(told->hash, str_from(read->where)), read->raw);
	for (size_t i = 0; read->record && i < read->record->n_sections; i++)
		told->hash = hash_bytes(told->hash, str_from(read->record->sections[i].text));
	return LETA_OK;
}

static void read_on(struct input *in, struct told *told)
{
	struct record_part part;

	*told = (struct told){ .hash = HASH64_INIT };
	assert_int_equal(input_open(in, NULL, NULL, NULL), LETA_OK);
	for (; in->more; told->parts++) {
		assert_int_equal(input_next(in, &part, NULL), LETA_OK);
		assert_int_equal(record_file_read(in->parts, &part, tell, told, NULL), LETA_OK);
	}
}

/* `first` and rows, of which one has `odd` in it. */
static void make_rows(struct buf *out, const char *first, const char *odd)
{
	buf_clear(out);
	buf_cstr(out, first);
	for (int i = 0; i < ROWS; i++)
		buf_printf(out, "{\"title\": \"Rad %d\", \"text\": \"Kommunerna har fått stöd, och vi såg det i %s %d.\"}\n", i,
		           i == ROWS - 10 ? odd : "många", i % 7);
}

/* Reads a text as a file, and as what a source gave. parts: whether the file is read in parts. */
static void check(void **state, struct str text, enum leta_format format, bool parts)
{
	const char *path = scratch_path(state, "rows.jsonl");
	struct collected_file file = { .shown = "r", .path = path, .id = "r", .format = format, .size = text.len };
	struct leta_input given = { .id = "r", .bytes = text.ptr, .size = text.len };
	struct told here, there;
	struct input in;

	scratch_write(path, text.ptr, text.len);
	input_init(&in, &file);
	assert_int_equal(input_load(&in, NULL, NULL), LETA_OK);
	assert_int_equal(in.stretches != NULL, parts);
	assert_int_equal(in.size, text.len);
	uint64_t hash = in.hash;
	read_on(&in, &here);
	assert_true(in.hash == hash && hash != 0);
	input_fini(&in);

	input_init(&in, &file);
	assert_int_equal(input_load(&in, &given, NULL), LETA_OK);
	assert_null(in.stretches);
	read_on(&in, &there);
	input_fini(&in);
	assert_true(here.rows > 0);
	assert_memory_equal(&here, &there, sizeof(here));
}

static void test_parts(void **state)
{
	static const struct {
		const char *first, *odd;
		bool parts;
	} cases[] = {
		{ "", "några", true },
		{ "\xEF\xBB\xBF", "några", true },
		{ "\n  \n", "små\u2028orter", true },
		{ "{\"title\": 1}\n{\"title\": \n", "\xEF\xBB\xBF" "a\u0308", true },
		{ "{}\r\n", "små\torter", true },
		{ "", "sm\xE5 orter", false },
		{ "", "små\xC2\x85orter", false },
		{ "", "små\rorter", false },
		{ "", "små\x01orter", false },
	};
	struct buf text;

	buf_init(&text, 1000000);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		make_rows(&text, cases[i].first, cases[i].odd);
		check(state, buf_view(&text), LETA_FORMAT_AUTO, cases[i].parts);
		check(state, buf_view(&text), LETA_FORMAT_JSONL, cases[i].parts);
		check(state, str_sub(buf_view(&text), 0, text.len - 1), LETA_FORMAT_JSONL, cases[i].parts);
	}
	make_rows(&text, "Slutrapport\n\n", "några");
	check(state, buf_view(&text), LETA_FORMAT_AUTO, false);
	buf_fini(&text);
}

/* A hash says nothing of a file that was written to before it was read to its end. */
static void test_changed(void **state)
{
	const char *path = scratch_path(state, "rows.jsonl");
	struct collected_file file = { .shown = "r", .path = path, .id = "r" };
	struct told told;
	struct input in;
	struct buf text;

	buf_init(&text, 1000000);
	make_rows(&text, "", "några");
	scratch_write(path, text.data, text.len);
	file.size = text.len;
	input_init(&in, &file);
	assert_int_equal(input_load(&in, NULL, NULL), LETA_OK);
	scratch_write(path, text.data, text.len / 2);
	read_on(&in, &told);
	assert_true(told.rows < ROWS && told.parts > 0);
	assert_true(in.hash == 0);
	input_fini(&in);
	buf_fini(&text);
}

/* What is small, or not there, or no file. */
static void test_others(void **state)
{
	const char *path = scratch_path(state, "few.jsonl");
	struct collected_file file = { .shown = "r", .path = path, .id = "r", .size = 1 << 20 };
	struct record_part part;
	struct input in;

	input_init(&in, &file);
	assert_int_equal(input_load(&in, NULL, NULL), LETA_ERR_NOT_FOUND);
	input_fini(&in);
	scratch_write(path, "{\"title\": 1}\n", 13);
	file.size = 13;
	input_init(&in, &file);
	assert_int_equal(input_load(&in, NULL, NULL), LETA_OK);
	assert_int_equal(input_open(&in, NULL, NULL, NULL), LETA_OK);
	assert_null(in.parts);
	assert_true(in.more);
	assert_int_equal(input_next(&in, &part, NULL), LETA_OK);
	assert_str(part.text, "{\"title\": 1}\n");
	assert_false(in.more);
	input_fini(&in);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_set_up, scratch_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_parts),
		IN_SCRATCH(test_changed),
		IN_SCRATCH(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
