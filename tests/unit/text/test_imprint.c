/*
 * test_imprint.c: which words make a shingle, how well a sketch estimates, and what a copy is.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/imprint.h"
#include "text/shingle.h"

static size_t shingles_of(const char *text, uint64_t out[8])
{
	struct shingles s;
	size_t n = 0;
	shingles_begin(&s, str_from(text));
	while (n < 8 && shingles_next(&s, &out[n]))
		n++;
	return n;
}

static void signs_and_case_make_no_shingle(void **state)
{
	uint64_t a[8], b[8];
	(void)state;
	assert_int_equal(shingles_of("Ett två", a), 0);
	assert_int_equal(shingles_of("ETT – två:\ntre, (ÅR) 2014!", a), 3);
	assert_int_equal(shingles_of("ett två tre år 2014", b), 3);
	assert_memory_equal(a, b, 3 * sizeof(a[0]));
	assert_int_equal(shingles_of("ett två tre år 2015", b), 3);
	assert_memory_equal(a, b, 2 * sizeof(a[0]));
	assert_true(a[2] != b[2]);
}

/* A word is the same whatever stands behind it, and in capitals. */
static void words_end_at_any_sign(void **state)
{
	static const char *const words[] = { "a",   "kommun", "örebro", "år2014",          "straße", "ÿ",
		                             "łódź", "123",    "ð",      "förvaltningsrätt", "xłx",    "ēé" };
	static const char *const capitals[] = { "A",   "Kommun", "ÖREBRO", "ÅR2014",          "Straße", "ÿ",
		                                "ŁÓDŹ", "123",    "Ð",      "FÖRVALTNINGSRÄTT", "XŁX",    "ĒÉ" };
	static const char *const ends[] = { "", " ", ",", "–", "×", "÷", " ", "»", "€x" };
	char text[100];
	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		for (size_t j = 0; j < 2 * sizeof(ends) / sizeof(ends[0]); j++) {
			const char *word = j % 2 ? capitals[i] : words[i];
			uint64_t alone, hash;
			size_t pos = 0, end = 0;
			assert_true(shingle_word(str_from(words[i]), &pos, &alone));
			assert_int_equal(pos, strlen(words[i]));
			snprintf(text, sizeof(text), " × %s%s", word, ends[j / 2]);
			assert_true(shingle_word(str_from(text), &end, &hash));
			assert_true(hash == alone);
			assert_int_equal(end, strlen(" × ") + strlen(word));
		}
	}
}

static void order_of_words_counts(void **state)
{
	uint64_t a[8], b[8];
	(void)state;
	shingles_of("ett två tre", a);
	shingles_of("två ett tre", b);
	assert_true(a[0] != b[0]);
	shingles_of("ett ett ett", a);
	shingles_of("två två två", b);
	assert_true(a[0] != b[0]);
}

/* Words from `from` to `to`; each is a word of its own. */
static void words(struct buf *out, unsigned from, unsigned to)
{
	buf_clear(out);
	for (unsigned i = from; i < to; i++)
		buf_printf(out, "ord%u ", i);
}

static struct str make(struct str text, const char *title, const char *owner,
		       unsigned char bytes[IMPRINT_SIZE])
{
	struct imprint i;
	imprint_begin(&i);
	imprint_add_title(&i, str_from(title));
	if (owner)
		imprint_add_fact(&i, 7, str_from(owner));
	imprint_add_text(&i, text);
	return imprint_end(&i, bytes);
}

/* Two runs of 1000 words that overlap by a known share, at many places. */
static double mean_estimate(unsigned shared)
{
	unsigned char bytes[2][IMPRINT_SIZE];
	struct buf a, b;
	double sum = 0;
	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	for (unsigned i = 0; i < 200; i++) {
		words(&a, i * 5000, i * 5000 + 1000);
		words(&b, i * 5000 + 1000 - shared, i * 5000 + 2000 - shared);
		sum += imprint_resemblance(make(buf_view(&a), "T", NULL, bytes[0]),
					   make(buf_view(&b), "T", NULL, bytes[1]));
	}
	buf_fini(&a);
	buf_fini(&b);
	return sum / 200;
}

static void sketch_estimates_resemblance(void **state)
{
	static const unsigned shared[] = {0, 300, 700, 900, 1000};
	(void)state;
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++) {
		double expected = (double)shared[i] / (2000 - (double)shared[i]);
		double found = mean_estimate(shared[i]);
		if (fabs(found - expected) > 0.03)
			fail_msg("%u words shared: %g estimated, %g expected", shared[i], found,
				 expected);
	}
}

static void short_texts_have_no_imprint(void **state)
{
	unsigned char bytes[IMPRINT_SIZE];
	struct buf text;
	(void)state;
	buf_init(&text, 1 << 16);
	words(&text, 0, SKETCH_SHINGLES_MIN + SHINGLE_WORDS - 2);
	assert_int_equal(make(buf_view(&text), "T", NULL, bytes).len, 0);
	words(&text, 0, SKETCH_SHINGLES_MIN + SHINGLE_WORDS - 1);
	assert_int_equal(make(buf_view(&text), "T", NULL, bytes).len, IMPRINT_SIZE);
	assert_false(imprint_is_copy(STR(""), STR("")));
	assert_true(imprint_resemblance(STR(""), STR("")) == 0);
	buf_fini(&text);
}

static void facts_and_titles_tell_documents_apart(void **state)
{
	unsigned char bytes[5][IMPRINT_SIZE];
	struct buf text, other;
	(void)state;
	buf_init(&text, 1 << 16);
	buf_init(&other, 1 << 16);
	words(&text, 0, 500);
	words(&other, 0, 460); /* resemblance .92 */
	struct str a = make(buf_view(&text), "Bryggan", "Ekviken", bytes[0]);
	assert_true(imprint_is_copy(a, make(buf_view(&other), "BRYGGAN!", "Ekviken", bytes[1])));
	assert_false(imprint_is_copy(a, make(buf_view(&text), "Bryggan", "Nacka", bytes[2])));
	assert_false(imprint_is_copy(a, make(buf_view(&text), "Bryggan", NULL, bytes[2])));
	assert_true(imprint_is_copy(a, make(buf_view(&text), "Bryggan 2", "Ekviken", bytes[3])));
	assert_false(imprint_is_copy(a, make(buf_view(&other), "Bryggan 2", "Ekviken", bytes[4])));
	buf_fini(&text);
	buf_fini(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_and_case_make_no_shingle),
		cmocka_unit_test(words_end_at_any_sign),
		cmocka_unit_test(order_of_words_counts),
		cmocka_unit_test(sketch_estimates_resemblance),
		cmocka_unit_test(short_texts_have_no_imprint),
		cmocka_unit_test(facts_and_titles_tell_documents_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
