/*
 * test_lexicon.c: the small word list in tests/data/lexicon: forms, lemmas, compounds, the file and its faults.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "text/analyzer.h"
#include "text/compound.h"
#include "text/hunspell.h"
#include "text/lexicon.h"

static struct lexicon *open_lexicon(const char *path)
{
	struct lexicon *lexicon = NULL;
	struct leta_error err;

	if (lexicon_open(path, &lexicon, &err) != LETA_OK)
		fail_msg("%s", err.message[LETA_EN]);
	return lexicon;
}

static int setup(void **state)
{
	*state = open_lexicon(LETA_TESTS_LEXICON);
	return 0;
}

static int teardown(void **state)
{
	lexicon_close(*state);
	return 0;
}

static void lemmas(void **state)
{
	static const struct {
		const char *form, *lemma; /* NULL: not there */
	} CASES[] = {
		{ "arbete", "arbete" },      { "arbetet", "arbete" },    { "skolorna", "skola" },
		{ "göteborgs", "göteborg" }, { "fulla", "full" },        { "fullt", "full" },
		{ "städer", "stad" },        { "storstäderna", "storstad" }, { "böcker", "bok" },
		{ "regler", "regel" },       { "studier", "studie" },    { "lärare", "lärare" },
		{ "lärarna", "lärare" },     { "jämställda", "jämställd" }, { "arbets", NULL },
		{ "göteborgen", NULL },      { "xyz", NULL },
	};
	char room[LEXICON_WORD_MAX];

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct str form = str_from(CASES[i].form), lemma = { NULL, 0 };
		struct lexicon_entry e;

		if (lexicon_word(*state, lexicon_hash(form), &e))
			lemma = lexicon_lemma(*state, &e, form, room);
		if ((lemma.ptr != NULL) != (CASES[i].lemma != NULL) ||
		    (lemma.ptr && !str_eq(lemma, str_from(CASES[i].lemma))))
			fail_msg("'%s' has lemma '" STR_FMT "'", CASES[i].form, STR_ARG(lemma));
	}
}

static void first_parts(void **state)
{
	static const char *const CASES[][2] = { { "arbets", "arbete" }, { "yrkes", "yrke" }, { "skol", "skola" },
		                                { "stads", "stad" },     { "utvecklings", "utveckling" } };
	char room[LEXICON_WORD_MAX];
	struct lexicon_entry e;

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct str part = str_from(CASES[i][0]);

		assert_true(lexicon_first(*state, lexicon_hash(part), &e));
		assert_true(str_eq(lexicon_lemma(*state, &e, part, room), str_from(CASES[i][1])));
	}
	assert_false(lexicon_first(*state, lexicon_hash(STR("stöds")), &e));
}

static void compounds(void **state)
{
	static const char *const CASES[][2] = {
		{ "skolprojektet", "skola 0-4 projekt 4-13" },
		{ "processtöd", "process 0-7 stöd 6-11" },
		{ "arbetsprocessen", "arbete 0-6 process 6-15" },
		{ "storstadsutveckling", "stor 0-4 stad 4-9 utveckling 9-19" },
		{ "yrkesvägledningen", "yrke 0-5 väg 5-9 ledning 9-18" },
		{ "migrationsverket", "migration 0-10 verk 10-16" },
		{ "stadsdelen", "stad 0-5 del 5-10" },
		{ "göteborg", "" },
		{ "storlek", "" },
		{ "skola", "" },
		{ "okänt", "" },
		{ "stödstöd", "stöd 0-5 stöd 5-10" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct str word = str_from(CASES[i][0]);
		struct lexicon_entry e;
		struct compound c;
		char got[256] = "";
		size_t n = 0;
		bool known = lexicon_word(*state, lexicon_hash(word), &e);

		compound_split(*state, word, known ? &e : NULL, false, &c);
		for (size_t k = 0; k < c.n; k++)
			n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%.*s %u-%u", k ? " " : "",
			                      c.parts[k].len, c.parts[k].lemma, c.parts[k].start,
			                      c.parts[k].end);
		if (strcmp(got, CASES[i][1]) != 0)
			fail_msg("'%s' became '%s'", CASES[i][0], got);
	}
}

static void write_bytes(const char *path, struct str bytes)
{
	struct leta_error err;

	assert_int_equal(file_replace(path, bytes, &err), LETA_OK);
}

static void expect_failure(const char *path, leta_status status)
{
	struct lexicon *lexicon = NULL;
	struct leta_error err;

	assert_int_equal(lexicon_open(path, &lexicon, &err), status);
	assert_null(lexicon);
}

/* A written lexicon is the same when it is opened; a damaged one is refused. */
static void the_file(void **state)
{
	char dir[] = "/tmp/leta-lexicon-XXXXXX", path[64];
	struct lexicon *mapped;
	struct leta_error err;
	struct buf bytes;

	assert_non_null(mkdtemp(dir));
	assert_true(file_join(path, sizeof(path), dir, TEXT_LEXICON_FILE));
	assert_int_equal(lexicon_write(*state, path, &err), LETA_OK);
	mapped = open_lexicon(path);
	assert_true(lexicon_fingerprint(mapped) == lexicon_fingerprint(*state));
	lexicon_close(mapped);

	buf_init(&bytes, (size_t)1 << 24);
	assert_int_equal(file_read(path, &bytes, &err), LETA_OK);
	write_bytes(path, str_sub(buf_view(&bytes), 0, bytes.len - 8));
	expect_failure(path, LETA_ERR_CORRUPT);
	write_bytes(path, str_sub(buf_view(&bytes), 0, 10));
	expect_failure(path, LETA_ERR_CORRUPT);
	bytes.data[20] ^= 1;
	write_bytes(path, buf_view(&bytes));
	expect_failure(path, LETA_ERR_CORRUPT);
	bytes.data[0] ^= 1;
	write_bytes(path, buf_view(&bytes));
	expect_failure(path, LETA_ERR_VERSION);
	unlink(path);
	expect_failure(path, LETA_ERR_NOT_FOUND);
	expect_failure(dir, LETA_ERR_NOT_FOUND);
	rmdir(dir);
	buf_fini(&bytes);
}

/* A table whose bytes are damaged behind a whole header gives wrong answers at worst. */
static void damaged_slots(void **state)
{
	char dir[] = "/tmp/leta-lexicon-XXXXXX", path[64], room[LEXICON_WORD_MAX];
	struct leta_error err;
	struct buf bytes;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_true(file_join(path, sizeof(path), dir, TEXT_LEXICON_FILE));
	assert_int_equal(lexicon_write(*state, path, &err), LETA_OK);
	buf_init(&bytes, (size_t)1 << 24);
	assert_int_equal(file_read(path, &bytes, &err), LETA_OK);
	for (uint32_t seed = 1; seed < 20; seed++) {
		struct lexicon *lexicon;
		struct compound c;
		struct lexicon_entry e;

		for (size_t i = 64; i < bytes.len; i += 3)
			bytes.data[i] = (char)(bytes.data[i] * 31 + (char)seed);
		write_bytes(path, buf_view(&bytes));
		lexicon = open_lexicon(path);
		for (uint64_t h = 0; h < 5000; h++) {
			if (lexicon_word(lexicon, h * UINT64_C(0x9E3779B97F4A7C15), &e))
				lexicon_lemma(lexicon, &e, STR("ståndpunkt"), room);
		}
		compound_split(lexicon, STR("storstadsutvecklingsprocesserna"), NULL, false, &c);
		lexicon_close(lexicon);
	}
	unlink(path);
	rmdir(dir);
	buf_fini(&bytes);
}

struct lexicons {
	struct lexicon *plain, *sieved;
	size_t n_there;
};

static void ask_both(struct lexicons *l, uint64_t hash)
{
	struct lexicon_entry a = { .flags = 0 }, b = { .flags = 0 };
	bool there = lexicon_word(l->plain, hash, &a);

	l->n_there += there;
	assert_true(lexicon_word(l->sieved, hash, &b) == there && a.flags == b.flags && a.rule == b.rule);
	there = lexicon_first(l->plain, hash, &a);
	assert_true(lexicon_first(l->sieved, hash, &b) == there && a.flags == b.flags && a.rule == b.rule);
}

/* hunspell_fn */
static leta_status ask_both_for_form(void *ctx, const struct hunspell_form *form, struct leta_error *err)
{
	(void)err;
	ask_both(ctx, lexicon_hash(form->form));
	return LETA_OK;
}

static void sieves_change_nothing(void **state)
{
	struct lexicons l = { *state, open_lexicon(LETA_TESTS_LEXICON), 0 };
	struct leta_error err;

	lexicon_expect_many(l.sieved);
	lexicon_expect_many(l.sieved); /* a second time it does nothing */
	assert_int_equal(hunspell_read(LETA_TESTS_LEXICON, ask_both_for_form, &l, &err), LETA_OK);
	assert_true(l.n_there > 100);
	for (uint64_t h = 0; h < 100000; h++)
		ask_both(&l, h * UINT64_C(0x9E3779B97F4A7C15));
	lexicon_close(l.sieved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lemmas),   cmocka_unit_test(first_parts),
		cmocka_unit_test(compounds), cmocka_unit_test(the_file),
		cmocka_unit_test(damaged_slots), cmocka_unit_test(sieves_change_nothing),
	};

	return cmocka_run_group_tests_name("text lexicon", tests, setup, teardown);
}
