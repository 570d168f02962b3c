/*
 * test_fold.c: which spellings are the same, and the Swedish alphabet.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/fold.h"

static void folded_forms(void **state)
{
	static const struct {
		const char *from, *to;
	} CASES[] = {
		{ "ÅÄÖ åäö", "åäö åäö" },      { "Idé À LA Café", "ide a la cafe" },
		{ "Østfold, Ærø", "östfold, ärö" }, { "Müller Straße", "muller strasse" },
		{ "  två \u00a0\n ord ", "två ord" }, { "ŁÓDŹ İstanbul", "lodz istanbul" },
		{ "ﬁ ПРИВЕТ", "ﬁ привет" },     { "e\u0301", "e" },
		{ "ESF‑stöd d’Or", "esf-stöd d'or" }, { "Ọ̈ ḱ", "o k" },
		{ "", "" },
	};
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 16);
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		buf_clear(&out);
		text_fold(str_from(CASES[i].from), &out);
		if (!str_eq(buf_view(&out), str_from(CASES[i].to)))
			fail_msg("'%s' became '" STR_FMT "'", CASES[i].from, STR_ARG(buf_view(&out)));
	}
	buf_fini(&out);
}

static void alphabet(void **state)
{
	static const char *const SORTED[] = { "al", "Alingsås", "Zetterberg", "Åmål", "ånga", "Ärla", "Öland" };
	struct leta_error err;
	struct buf last, key;

	(void)state;
	buf_init(&last, 1 << 16);
	buf_init(&key, 1 << 16);
	for (size_t i = 0; i < sizeof(SORTED) / sizeof(SORTED[0]); i++) {
		buf_clear(&key);
		assert_int_equal(text_sort_key(str_from(SORTED[i]), &key, &err), LETA_OK);
		assert_true(i == 0 || str_cmp(buf_view(&last), buf_view(&key)) < 0);
		buf_clear(&last);
		buf_str(&last, buf_view(&key));
	}
	buf_fini(&last);
	buf_fini(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folded_forms),
		cmocka_unit_test(alphabet),
	};

	return cmocka_run_group_tests_name("text fold", tests, NULL, NULL);
}
