/*
 * test_libstemmer.c: our stems are those of libstemmer, for every form of the word list and for words put together at random
 * of what the rules look at.
 *
 * Only where the installed libstemmer has the rules of 2.2, which ten words tell; elsewhere the test is skipped and says so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <libstemmer.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/hunspell.h"
#include "text/stem.h"

#define SKIPPED 77 /* meson's exit status of a test that was */
#define SYSTEM_LIST "/usr/share/hunspell"
#define WORD_MAX 512

static struct str theirs(struct sb_stemmer *stemmer, struct str word)
{
	const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word.ptr, (int)word.len);

	assert_non_null(stem);
	return (struct str){ (const char *)stem, (size_t)sb_stemmer_length(stemmer) };
}

static void compare(struct sb_stemmer *stemmer, struct str word)
{
	struct str ours = text_stem(word), other = theirs(stemmer, word);

	if (!str_eq(ours, other))
		fail_msg("'" STR_FMT "': '" STR_FMT "', libstemmer '" STR_FMT "'", STR_ARG(word), STR_ARG(ours),
		         STR_ARG(other));
}

/* As it is written and as it is looked up. */
static leta_status compare_form(void *ctx, const struct hunspell_form *form, struct leta_error *err)
{
	char folded[WORD_MAX];
	size_t len = 0;

	(void)err;
	compare(ctx, form->form);
	for (size_t pos = 0; pos < form->form.len && len + TEXT_FOLD_MAX <= sizeof(folded);)
		len += text_fold_cp(utf8_next(form->form, &pos), folded + len);
	compare(ctx, (struct str){ folded, len });
	return LETA_OK;
}

static void every_form_of_the_list(void **state)
{
	struct leta_error err;
	leta_status st = hunspell_read(SYSTEM_LIST, compare_form, *state, &err);

	if (st == LETA_ERR_NOT_FOUND)
		st = hunspell_read(LETA_TESTS_LEXICON, compare_form, *state, &err);
	assert_int_equal(st, LETA_OK);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Letters that the rules tell apart, pairs, beginnings and every suffix: any order of them is a word here. */
static const char *const PIECES[] = {
	"a", "e", "i", "y", "å", "ö", "é", "b", "d", "g", "k", "l", "n", "s", "t", "x", "z", "-", "7", "ж", "日", "😀",
	"dd", "gd", "nn", "dt", "gt", "kt", "tt", "lig", "ig", "els", "löst", "fullt", "lös", "full", "arna", "erna",
	"heterna", "orna", "ad", "ade", "ande", "arne", "are", "aste", "en", "anden", "aren", "heten", "ern", "ar",
	"er", "heter", "or", "as", "arnas", "ernas", "ornas", "es", "ades", "andes", "ens", "arens", "hetens", "erns",
	"at", "andet", "het", "ast", "st", "ost", "et", "ets", "rt",
};
#define N_PIECES (sizeof(PIECES) / sizeof(PIECES[0]))

static void words_put_together(void **state)
{
	for (uint32_t i = 0; i < 2000000; i++) {
		char word[WORD_MAX];
		uint32_t seed = i;
		size_t len = 0;

		for (size_t n = next_random(&seed) % 6; n > 0; n--) {
			struct str piece = str_from(PIECES[next_random(&seed) % N_PIECES]);

			memcpy(word + len, piece.ptr, piece.len);
			len += piece.len;
		}
		compare(*state, (struct str){ word, len });
	}
}

static bool has_the_same_rules(struct sb_stemmer *stemmer)
{
	static const char *const PROBES[][2] = {
		{ "länet", "länet" }, { "projektet", "projektet" }, { "alfabetet", "alfabetet" }, { "tröst", "tröst" },
		{ "höst", "höst" },   { "hopplöst", "hopplös" },    { "medlöst", "medlös" },      { "gult", "gult" },
		{ "raketerna", "raket" }, { "kvinnorna", "kvinn" },
	};
	bool same = true;

	for (size_t i = 0; i < sizeof(PROBES) / sizeof(PROBES[0]); i++) {
		struct str stem = theirs(stemmer, str_from(PROBES[i][0]));

		if (!str_eq(stem, str_from(PROBES[i][1]))) {
			printf("libstemmer's stem of %s is " STR_FMT ", in 2.2 it is %s\n", PROBES[i][0], STR_ARG(stem),
			       PROBES[i][1]);
			same = false;
		}
	}
	return same;
}

int main(void)
{
	struct sb_stemmer *stemmer = sb_stemmer_new("swedish", "UTF_8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_prestate(every_form_of_the_list, stemmer),
		cmocka_unit_test_prestate(words_put_together, stemmer),
	};
	int failed = SKIPPED;

	if (!stemmer) {
		printf("libstemmer lacks Swedish\n");
		return SKIPPED;
	}
	if (has_the_same_rules(stemmer))
		failed = cmocka_run_group_tests_name("text libstemmer", tests, NULL, NULL);
	sb_stemmer_delete(stemmer);
	return failed;
}
