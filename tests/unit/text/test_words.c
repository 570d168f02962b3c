/*
 * test_words.c: the scanner by hand and ICU must find the same words in generated texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/words.h"

/* Everything that the scanner's table tells apart, and some characters that it leaves to ICU. */
static const char *const PIECES[] = {
	"a", "b", "Z", "å", "Ö", "é", "ğ", "ß", "ª", "µ", "1", "20", "7", " ", "\n", "\u00a0", ".", ",", ":",
	";", "'", "’", "‘", "·", "-", "–", "—", "/", "(", ")", "\"", "”", "»", "!", "?", "…", "%", "€", "@",
	"+", "\u2003", "\ufffd", "½", "²", "×", "\u0301", "\u00ad", "\u200d", "ж", "ω", "א", "あ", "京", "ก", "😀",
};
#define N_PIECES (sizeof(PIECES) / sizeof(PIECES[0]))

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void generate(uint32_t seed, size_t n_known, struct buf *out)
{
	size_t len = 1 + next_random(&seed) % (seed % 8 ? 24 : 200);

	buf_clear(out);
	for (size_t i = 0; i < len; i++) {
		/* half of them letters and digits, so that the marks get neighbours */
		size_t n = next_random(&seed) % 2 ? 13 : n_known;

		buf_cstr(out, PIECES[next_random(&seed) % n]);
	}
}

static void compare(struct text_words *hand, struct text_words *icu, struct str text)
{
	struct text_span a = { 0 }, b = { 0 };
	bool more_a, more_b;

	text_words_begin(hand, text);
	text_words_begin(icu, text);
	do {
		more_a = text_words_next(hand, a.end, &a);
		more_b = text_words_next(icu, b.end, &b);
		if (more_a != more_b || (more_a && (a.start != b.start || a.end != b.end)))
			fail_msg("'" STR_FMT "': by hand %d %zu-%zu, ICU %d %zu-%zu", STR_ARG(text), more_a,
			         a.start, a.end, more_b, b.start, b.end);
	} while (more_a);
}

static void same_boundaries(void **state)
{
	struct text_words *hand, *icu;
	struct leta_error err;
	struct buf text;

	(void)state;
	buf_init(&text, 1 << 16);
	assert_int_equal(text_words_new(false, &hand, &err), LETA_OK);
	assert_int_equal(text_words_new(true, &icu, &err), LETA_OK);
	for (uint32_t seed = 0; seed < 40000; seed++) {
		generate(seed, seed % 4 ? N_PIECES - 10 : N_PIECES, &text);
		compare(hand, icu, buf_view(&text));
	}
	buf_fini(&text);
	text_words_free(hand);
	text_words_free(icu);
}

static void spans_say_what_they_hold(void **state)
{
	struct text_words *w;
	struct text_span span;
	struct leta_error err;

	(void)state;
	assert_int_equal(text_words_new(false, &w, &err), LETA_OK);
	text_words_begin(w, STR("år 2009 EU:s"));
	assert_true(text_words_next(w, 0, &span) && span.plain && !span.digits && span.end == 3);
	assert_true(text_words_next(w, span.end, &span) && span.digits && !span.plain);
	assert_true(text_words_next(w, span.end, &span) && !span.plain && span.end == 13);
	assert_false(text_words_next(w, span.end, &span));
	text_words_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_boundaries),
		cmocka_unit_test(spans_say_what_they_hold),
	};

	return cmocka_run_group_tests_name("text words", tests, NULL, NULL);
}
