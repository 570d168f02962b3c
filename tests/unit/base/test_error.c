/* test_error.c: messages in two languages, cut between characters, one line whatever comes in. */
#include "support/unit.h"

#include <errno.h>

#include "base/error.h"
#include "base/utf8.h"

static void test_two_languages(void **state)
{
	struct leta_error err = {0};

	(void)state;
	assert_int_equal(
		error_set(&err, LETA_ERR_LIMIT, "högst %d i '%s'", "at most %d in '%s'", 7, "a"),
		LETA_ERR_LIMIT);
	assert_int_equal(err.code, LETA_ERR_LIMIT);
	assert_int_equal(err.sys_errno, 0);
	assert_true(err.offset == LETA_NO_OFFSET);
	assert_string_equal(err.message[LETA_SV], "högst 7 i 'a'");
	assert_string_equal(err.message[LETA_EN], "at most 7 in 'a'");
	assert_string_equal(err.context, "");
}

static void test_null_is_allowed(void **state)
{
	(void)state;
	assert_int_equal(error_set(NULL, LETA_ERR_IO, "a", "b"), LETA_ERR_IO);
	assert_int_equal(error_at(NULL, LETA_ERR_SYNTAX, 3, "a", "b"), LETA_ERR_SYNTAX);
	assert_int_equal(error_sys(NULL, LETA_ERR_IO, "a", "b"), LETA_ERR_IO);
	assert_int_equal(error_nomem(NULL), LETA_ERR_NOMEM);
	assert_int_equal(error_in(NULL, LETA_ERR_IO, "x"), LETA_ERR_IO);
}

static void test_offset_and_errno(void **state)
{
	struct leta_error err = {0};

	(void)state;
	error_at(&err, LETA_ERR_SYNTAX, 12, "s", "e");
	assert_int_equal(err.offset, 12);
	errno = EACCES;
	error_sys(&err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", "x");
	assert_int_equal(err.sys_errno, EACCES);
	assert_true(err.offset == LETA_NO_OFFSET);
	assert_string_equal(err.message[LETA_SV], "kan inte läsa 'x': Permission denied");
	assert_string_equal(err.message[LETA_EN], "cannot read 'x': Permission denied");
}

/* Long Swedish arguments at every alignment: never half a character, and the reason survives. */
static void test_cut_between_characters(void **state)
{
	char name[700];

	(void)state;
	for (size_t shift = 0; shift < 5; shift++) {
		struct leta_error err = {0};

		memset(name, 'a', shift);
		for (size_t i = shift; i + 5 < sizeof(name); i += 5)
			memcpy(name + i, "å€", 6);
		errno = ENOSPC;
		error_sys(&err, LETA_ERR_IO, "'%s'", "file '%s'", name);
		for (int lang = 0; lang < 2; lang++) {
			struct str text = str_from(err.message[lang]);

			assert_int_equal(utf8_validate(text), text.len);
			assert_in_range(text.len, sizeof(err.message[0]) - 8,
					sizeof(err.message[0]) - 1);
			assert_true(str_ends(text, STR(": No space left on device")));
			assert_int_equal(str_find(text, STR("?"), 0), (size_t)-1);
		}
		error_in(&err, LETA_ERR_IO, "%s", name);
		assert_int_equal(utf8_validate(str_from(err.context)), strlen(err.context));
	}
}

static void test_bytes_from_outside(void **state)
{
	struct leta_error err = {0};

	(void)state;
	error_set(&err, LETA_ERR_IO, "'%s'", "'%s'", "a\nb\x1B[1m\xFF\xC3.\xC3\xA5");
	assert_string_equal(err.message[LETA_SV], "'a?b?[1m??.å'");
}

static void test_argument_inside_err(void **state)
{
	struct leta_error err = {0};

	(void)state;
	error_set(&err, LETA_ERR_IO, "inre", "inner");
	error_set(&err, LETA_ERR_IO, "yttre (%s)", "outer (%s)", err.message[LETA_EN]);
	assert_string_equal(err.message[LETA_SV], "yttre (inner)");
	assert_string_equal(err.message[LETA_EN], "outer (inner)");
}

static void test_context_outermost_first(void **state)
{
	struct leta_error err = {0};

	(void)state;
	error_set(&err, LETA_ERR_FORMAT, "a", "b");
	assert_int_equal(error_in(&err, LETA_ERR_FORMAT, "rad %d", 3), LETA_ERR_FORMAT);
	error_in(&err, LETA_ERR_FORMAT, "fil.txt");
	assert_string_equal(err.context, "fil.txt: rad 3");
	assert_string_equal(err.message[LETA_SV], "a");
	assert_int_equal(error_in(&err, LETA_OK, "x"), LETA_OK);
	assert_string_equal(err.context, "fil.txt: rad 3");
}

static void test_status_names(void **state)
{
	(void)state;
	for (int a = LETA_OK; a <= LETA_ERR_INTERNAL; a++) {
		assert_string_not_equal(leta_status_name((leta_status)a), "unknown");
		for (int b = LETA_OK; b < a; b++)
			assert_string_not_equal(leta_status_name((leta_status)a),
						leta_status_name((leta_status)b));
	}
	assert_string_equal(leta_status_name(LETA_OK), "ok");
	assert_string_equal(leta_status_name(LETA_ERR_LOCKED), "locked");
	assert_string_equal(leta_status_name((leta_status)99), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_languages),
		cmocka_unit_test(test_null_is_allowed),
		cmocka_unit_test(test_offset_and_errno),
		cmocka_unit_test(test_cut_between_characters),
		cmocka_unit_test(test_bytes_from_outside),
		cmocka_unit_test(test_argument_inside_err),
		cmocka_unit_test(test_context_outermost_first),
		cmocka_unit_test(test_status_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
