/*
 * test_analyzer.c: the cases of tests/data/analysis, and what no table can say: order, limits, long words.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysis.h"
#include "base/map.h"
#include "base/utf8.h"

/* Without a lexicon: the same everywhere. */
static int setup(void **state)
{
	struct leta_error err;

	return text_analyzer_new("", (struct text_analyzer **)state, &err);
}

static int teardown(void **state)
{
	text_analyzer_free(*state);
	return 0;
}

static struct str field(struct str *rest)
{
	struct str piece = { "", 0 };
	size_t at = str_find(*rest, STR(" ; "), 0);

	if (at == (size_t)-1)
		at = rest->len;
	piece = str_sub(*rest, 0, at);
	*rest = str_sub(*rest, at + 3, rest->len);
	return piece;
}

/* One case: mode ; text ; expected. Returns whether it held. */
static int run_case(struct text_analyzer *a, const char *file, size_t number, struct str line)
{
	struct str rest = line, mode = field(&rest), text = field(&rest);
	struct leta_error err;
	struct buf out;
	int same;

	buf_init(&out, 1 << 20);
	assert_int_equal(analysis_line(a, str_eq(mode, STR("query")) ? TEXT_MODE_QUERY : TEXT_MODE_DOCUMENT,
	                               text, &out, &err), LETA_OK);
	same = str_eq(buf_view(&out), str_trim(rest));
	if (!same)
		print_error("%s:%zu: " STR_FMT "\n  expected " STR_FMT "\n  got      " STR_FMT "\n", file,
		            number, STR_ARG(text), STR_ARG(rest), STR_ARG(buf_view(&out)));
	buf_fini(&out);
	return same;
}

static size_t run_file(struct text_analyzer *a, const char *name)
{
	char path[512], *line = NULL;
	size_t cap = 0, number = 0, failed = 0;
	ssize_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", LETA_TESTS_DATA, name);
	f = fopen(path, "r");
	assert_non_null(f);
	while ((n = getline(&line, &cap, f)) > 0) {
		struct str text = str_trim((struct str){ line, (size_t)n });

		number++;
		if (text.len > 0 && text.ptr[0] != '#')
			failed += !run_case(a, name, number, text);
	}
	free(line);
	fclose(f);
	return failed;
}

static void data_files_hold(void **state)
{
	struct text_analyzer *installed = NULL;
	DIR *dir = opendir(LETA_TESTS_DATA);
	size_t failed = 0, files = 0;
	struct dirent *entry;
	struct leta_error err;

	assert_non_null(dir);
	assert_int_equal(text_analyzer_new(NULL, &installed, &err), LETA_OK);
	while ((entry = readdir(dir))) {
		struct str name = str_from(entry->d_name);

		if (!str_ends(name, STR(".tests")))
			continue;
		files++;
		if (!str_starts(name, STR("lexicon-")))
			failed += run_file(*state, entry->d_name);
		else if (text_analyzer_has_lexicon(installed))
			failed += run_file(installed, entry->d_name);
		else
			print_message("skipped without hunspell-sv: %s\n", entry->d_name);
	}
	closedir(dir);
	text_analyzer_free(installed);
	assert_true(files > 0);
	assert_int_equal(failed, 0);
}

struct watch {
	struct text_token last;
	struct str text;
	size_t n;
};

static leta_status check_order(void *ctx, const struct text_token *t, struct leta_error *err)
{
	struct watch *w = ctx;

	(void)err;
	assert_true(t->term.len > 0 && t->term.len <= TEXT_TERM_MAX);
	assert_true(t->start < t->end && t->end <= w->text.len);
	assert_int_equal(utf8_floor(w->text, t->start), t->start);
	assert_int_equal(utf8_validate(t->term), t->term.len);
	assert_int_equal(t->position, w->last.position + (t->colocated ? 0 : 1));
	w->last = *t;
	w->n++;
	return LETA_OK;
}

static void tokens_come_in_order(void **state)
{
	static const char TEXT[] = "Metod- och processtöd i EU:s regi, ESF-projekt 2007:104 a@b.se "
				   "å̈ привет 東京 ﬁn 1 000 000 -- ... 08-12 34 56 x-y-z-å-ä-ö-1-2-3-4";
	struct watch w = { .text = STR(TEXT) };
	struct leta_error err;

	assert_int_equal(text_analyzer_run(*state, TEXT_MODE_DOCUMENT, w.text, check_order, &w, &err),
	                 LETA_OK);
	assert_true(w.n > 20);
}

static void long_words_are_cut_alike(void **state)
{
	char word[3000], other[3000];
	struct leta_error err;
	struct buf a, b;

	for (size_t i = 0; i < sizeof(word); i++)
		word[i] = other[i] = (char)('a' + (i * 7) % 23);
	other[2900] = 'z';
	buf_init(&a, 1 << 16);
	buf_init(&b, 1 << 16);
	for (size_t len = 150; len < sizeof(word); len += 50) {
		struct watch w = { .text = { word, len } };

		assert_int_equal(text_analyzer_run(*state, TEXT_MODE_QUERY, w.text, check_order, &w, &err), 0);
		assert_int_equal(w.n, 1);
		assert_int_equal(analysis_line(*state, TEXT_MODE_DOCUMENT, w.text, &a, &err), LETA_OK);
		assert_int_equal(analysis_line(*state, TEXT_MODE_QUERY, w.text, &b, &err), LETA_OK);
		assert_true(str_eq(buf_view(&a), buf_view(&b)));
		analysis_line(*state, TEXT_MODE_QUERY, (struct str){ other, len }, &b, &err);
		assert_int_equal(str_eq(buf_view(&a), buf_view(&b)), len <= 2900);
	}
	buf_fini(&a);
	buf_fini(&b);
}

static leta_status stop_at_third(void *ctx, const struct text_token *t, struct leta_error *err)
{
	(void)t;
	(void)err;
	return ++*(int *)ctx == 3 ? LETA_ERR_LIMIT : LETA_OK;
}

static void the_callback_can_stop(void **state)
{
	struct leta_error err;
	int n = 0;

	assert_int_equal(text_analyzer_run(*state, TEXT_MODE_DOCUMENT, STR("ett två tre fyra fem"),
	                                   stop_at_third, &n, &err), LETA_ERR_LIMIT);
	assert_int_equal(n, 3);
}

static void the_fingerprint_tells_lexica_apart(void **state)
{
	struct text_analyzer *same, *other;
	struct leta_error err;

	assert_int_equal(text_analyzer_new("", &same, &err), LETA_OK);
	assert_string_equal(text_analyzer_fingerprint(*state), text_analyzer_fingerprint(same));
	text_analyzer_free(same);
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &other, &err), LETA_OK);
	assert_true(text_analyzer_has_lexicon(other));
	assert_false(text_analyzer_has_lexicon(*state));
	assert_string_not_equal(text_analyzer_fingerprint(*state), text_analyzer_fingerprint(other));
	text_analyzer_free(other);
}

/* A word's terms do not depend on what was analysed before it: the cache forgets without a trace. */
static void the_cache_changes_nothing(void **state)
{
	struct text_analyzer *a;
	struct leta_error err;
	struct buf before, after;
	char word[32];

	(void)state;
	buf_init(&before, 1 << 16);
	buf_init(&after, 1 << 16);
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a, &err), LETA_OK);
	analysis_line(a, TEXT_MODE_DOCUMENT, STR("Skolprojektet i storstäderna"), &before, &err);
	for (int i = 0; i < 400000; i++) {
		struct str text = { word, (size_t)snprintf(word, sizeof(word), "ord%dx", i) };
		struct watch w = { .text = text };

		text_analyzer_run(a, TEXT_MODE_DOCUMENT, text, check_order, &w, &err);
	}
	analysis_line(a, TEXT_MODE_DOCUMENT, STR("Skolprojektet i storstäderna"), &after, &err);
	assert_true(before.len > 0 && str_eq(buf_view(&before), buf_view(&after)));
	text_analyzer_free(a);
	buf_fini(&before);
	buf_fini(&after);
}

/* Numbers terms, with notes where it can. */
struct numberer {
	struct map *terms;
	uint32_t taker;
	size_t tokens, recalled;
};

static leta_status number(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct numberer *n = ctx;
	struct text_memo *memo = token->memo;
	uint32_t entry = map_put(n->terms, token->term);

	(void)err;
	n->tokens++;
	if (memo && memo->taker == n->taker) {
		assert_int_equal(memo->number, entry);
		n->recalled++;
	} else if (memo) {
		*memo = (struct text_memo){ n->taker, entry };
	}
	return LETA_OK;
}

/* How many of the text's tokens brought a note back. */
static size_t recalled(struct text_analyzer *a, struct numberer *n, struct str text)
{
	n->recalled = n->tokens = 0;
	assert_int_equal(text_analyzer_run(a, TEXT_MODE_DOCUMENT, text, number, n, NULL), LETA_OK);
	return n->recalled;
}

/* Notes come back to the taker that made them, with the same word only, until the word is forgotten. */
static void notes_come_back(void **state)
{
	static const struct str text = STR_INIT("Skolprojektet i storstäderna, projektet i skolan");
	struct numberer one = { .terms = map_new() }, other = { .terms = map_new() };
	struct text_analyzer *a;
	char word[32];

	(void)state;
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a, NULL), LETA_OK);
	one.taker = text_analyzer_taker(a);
	other.taker = text_analyzer_taker(a);
	assert_int_equal(recalled(a, &one, text), 1); /* "i" */
	assert_true(one.tokens > 6);
	assert_int_equal(recalled(a, &one, text), one.tokens);
	assert_int_equal(recalled(a, &other, text), 1);
	assert_int_equal(recalled(a, &other, text), other.tokens);
	for (int i = 0; i < 400000; i++)
		recalled(a, &one, (struct str){ word, (size_t)snprintf(word, sizeof(word), "ord%dx", i) });
	assert_int_equal(recalled(a, &other, text), 1);
	text_analyzer_free(a);
	map_free(one.terms);
	map_free(other.terms);
}

/* Analyzers beside each other give what one gives, and note together what one notes. */
static void analyzers_beside_each_other(void **state)
{
	static const struct str text = STR_INIT("Skolprojektet i storstäderna, projektet i skolan"),
	                        more = STR_INIT("Storstädernas skola i projektet");
	struct text_analyzer *a[3];
	struct vocabulary *noted[2] = { vocabulary_new(), vocabulary_new() };
	struct buf one, other;
	unsigned flags;

	(void)state;
	buf_init(&one, 1 << 16);
	buf_init(&other, 1 << 16);
	assert_int_equal(text_analyzer_new(LETA_TESTS_LEXICON, &a[0], NULL), LETA_OK);
	for (size_t i = 1; i < 3; i++)
		assert_int_equal(text_analyzer_new_beside(a[0], &a[i], NULL), LETA_OK);
	assert_string_equal(text_analyzer_fingerprint(a[0]), text_analyzer_fingerprint(a[2]));
	for (size_t i = 0; i < 2; i++)
		text_analyzer_note(a[i], noted[i]);
	analysis_line(a[0], TEXT_MODE_DOCUMENT, text, &one, NULL);
	analysis_line(a[1], TEXT_MODE_DOCUMENT, text, &other, NULL);
	assert_true(one.len > 0 && str_eq(buf_view(&one), buf_view(&other)));
	assert_int_equal(vocabulary_size(noted[1]), 0);
	analysis_line(a[1], TEXT_MODE_DOCUMENT, more, &other, NULL);
	assert_int_equal(vocabulary_size(noted[1]), 2);
	assert_true(str_eq(vocabulary_word(noted[1], 0, &flags), STR("storstädernas")));
	text_analyzer_free(a[0]);
	analysis_line(a[2], TEXT_MODE_DOCUMENT, text, &other, NULL);
	assert_true(str_eq(buf_view(&one), buf_view(&other)));
	text_analyzer_free(a[1]);
	text_analyzer_free(a[2]);
	vocabulary_free(noted[0]);
	vocabulary_free(noted[1]);
	buf_fini(&one);
	buf_fini(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data_files_hold),
		cmocka_unit_test(tokens_come_in_order),
		cmocka_unit_test(long_words_are_cut_alike),
		cmocka_unit_test(the_callback_can_stop),
		cmocka_unit_test(the_fingerprint_tells_lexica_apart),
		cmocka_unit_test(the_cache_changes_nothing),
		cmocka_unit_test(notes_come_back),
		cmocka_unit_test(analyzers_beside_each_other),
	};

	return cmocka_run_group_tests_name("text analyzer", tests, setup, teardown);
}
