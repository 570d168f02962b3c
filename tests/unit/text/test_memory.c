/*
 * test_memory.c: every allocation of the analysis fails in turn: each time the answer is an error or right.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis.h"
#include "support/fault_alloc.h"
#include "text/clean.h"

/*
 * Words for the scanner, for ICU, for the lexicon and for each kind of token. Nothing for ICU's dictionaries and
 * its detector of encodings: ICU 72 itself crashes when memory ends in those.
 */
#define SAMPLE "Skolprojektet i storstäderna, metod- och processtöd; привет e\u0323 08-785 41 78 ESF:s"

static void opening(void **state)
{
	(void)state;
	/* the first round without a fault: ICU loads its data once, and remembers a failure for ever */
	for (unsigned long n = ULONG_MAX;; n = n == ULONG_MAX ? 1 : n + 1) {
		struct text_analyzer *a = NULL;
		leta_status st;
		bool failed;

		fault_alloc_arm(n);
		st = text_analyzer_new(LETA_TESTS_LEXICON, &a, NULL);
		failed = fault_alloc_disarm();
		assert_true(failed ? st == LETA_OK || !a : st == LETA_OK);
		assert_true(st == LETA_OK || st == LETA_ERR_NOMEM || st == LETA_ERR_INTERNAL);
		text_analyzer_free(a);
		if (!failed && n != ULONG_MAX)
			break;
	}
}

static void opening_beside(void **state)
{
	struct text_analyzer *a;
	bool failed = true;

	(void)state;
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a, NULL), LETA_OK);
	for (unsigned long n = 1; failed; n++) {
		struct text_analyzer *another = NULL;
		leta_status st;

		fault_alloc_arm(n);
		st = text_analyzer_new_beside(a, &another, NULL);
		failed = fault_alloc_disarm();
		assert_true(st == LETA_OK ? another != NULL : failed && !another);
		assert_true(st == LETA_OK || st == LETA_ERR_NOMEM || st == LETA_ERR_INTERNAL);
		text_analyzer_free(another);
	}
	text_analyzer_free(a);
}

static void running(void **state)
{
	struct text_analyzer *a;
	struct buf wanted, got;

	(void)state;
	buf_init(&wanted, 1 << 16);
	buf_init(&got, 1 << 16);
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a, NULL), LETA_OK);
	assert_int_equal(analysis_line(a, TEXT_MODE_DOCUMENT, STR(SAMPLE), &wanted, NULL), LETA_OK);
	text_analyzer_free(a);
	for (unsigned long n = 1;; n++) {
		leta_status st;
		bool failed;

		assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a, NULL), LETA_OK);
		fault_alloc_arm(n);
		st = analysis_line(a, TEXT_MODE_DOCUMENT, STR(SAMPLE), &got, NULL);
		failed = fault_alloc_disarm();
		assert_true(st == LETA_OK || st == LETA_ERR_NOMEM);
		assert_true(st != LETA_OK || str_eq(buf_view(&wanted), buf_view(&got)));
		text_analyzer_free(a);
		if (!failed)
			break;
	}
	buf_fini(&wanted);
	buf_fini(&got);
}

static void cleaning(void **state)
{
	static const char *const TEXTS[] = { "rent och åäö", "FÃ¶retag\tÃƒÂ¥r e\u0323", "f\xF6r \x96 m\xE5l" };

	(void)state;
	for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
		for (unsigned long n = ULONG_MAX;; n = n == ULONG_MAX ? 1 : n + 1) { /* as above */
			struct arena *arena = arena_new(1 << 20);
			struct text_clean out;
			leta_status st;
			bool failed;

			fault_alloc_arm(n);
			st = text_clean(str_from(TEXTS[i]), arena, &out, NULL);
			failed = fault_alloc_disarm();
			assert_true(failed || st == LETA_OK);
			assert_true(st == LETA_OK || st == LETA_ERR_NOMEM || st == LETA_ERR_INTERNAL);
			arena_free(arena);
			if (!failed && n != ULONG_MAX)
				break;
		}
	}
}

/* ICU loses some of what it has when memory ends while it opens its data. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libicuuc\n";
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opening),
		cmocka_unit_test(opening_beside),
		cmocka_unit_test(running),
		cmocka_unit_test(cleaning),
	};

	return cmocka_run_group_tests_name("text memory", tests, NULL, NULL);
}
