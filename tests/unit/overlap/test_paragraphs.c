/*
 * test_paragraphs.c: what counts as a paragraph, and what makes two the same.
 */
#include "support/unit.h"

#include "overlap/paragraphs.h"

#define ELEVEN "ett två tre fyra fem sex sju åtta nio tio elva"
#define TWELVE ELEVEN " tolv"

struct seen {
	struct paragraph items[8];
	size_t n;
};

static leta_status keep(void *ctx, const struct paragraph *p, struct leta_error *err)
{
	struct seen *seen = ctx;
	(void)err;
	assert_true(seen->n < LENGTH(seen->items));
	seen->items[seen->n++] = *p;
	return LETA_OK;
}

static struct seen read_text(const char *text)
{
	struct leta_section section = {
		.role = LETA_ROLE_BACKGROUND, .text = text, .text_len = strlen(text)};
	struct leta_record record = {.sections = &section, .n_sections = 1};
	struct seen seen = {.n = 0};
	assert_int_equal(paragraphs_each(&record, keep, &seen, NULL), LETA_OK);
	return seen;
}

static void test_least(void **state)
{
	(void)state;
	assert_int_equal(read_text("").n, 0);
	assert_int_equal(read_text(ELEVEN).n, 0);
	struct seen seen = read_text(TWELVE);
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.items[0].words, 12);
}

static void test_numbers(void **state)
{
	(void)state;
	struct seen seen = read_text(TWELVE "\n\n" ELEVEN "\n\n" TWELVE " tretton\n");
	assert_int_equal(seen.n, 2);
	assert_int_equal(seen.items[0].number, 1);
	assert_int_equal(seen.items[1].number, 3);
	assert_true(str_eq(seen.items[1].text, STR(TWELVE " tretton")));
}

static void test_same(void **state)
{
	(void)state;
	struct seen seen = read_text(TWELVE "\n\nEtt, två; tre\nfyra fem sex  sju åtta nio tio "
					    "Elva – tolv.\n\n" ELEVEN " tretton");
	assert_int_equal(seen.n, 3);
	assert_true(seen.items[0].hash == seen.items[1].hash);
	assert_true(seen.items[0].hash != seen.items[2].hash);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_least),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
