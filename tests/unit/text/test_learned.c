/*
 * test_learned.c: the file of learned compounds: what is written comes back, and damage is told.
 */
#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "text/learned.h"

static const struct learned_word WORDS[] = {
	{ .term = STR_INIT("brexiteffek"), .form = STR_INIT("brexiteffekt"), .documents = 2, .n_parts = 2,
	  .parts = { { STR_INIT("brexit"), 0, 6 }, { STR_INIT("effek"), 6, 12 } } },
	{ .term = STR_INIT("brexitpolitik"), .form = STR_INIT("brexitpolitik"), .documents = 7, .n_parts = 2,
	  .parts = { { STR_INIT("brexit"), 0, 6 }, { STR_INIT("politik"), 6, 13 } } },
	{ .term = STR_INIT("rådvägledning"), .form = STR_INIT("rådvägledning"), .documents = 1, .n_parts = 3,
	  .parts = { { STR_INIT("råd"), 0, 3 }, { STR_INIT("väg"), 3, 6 }, { STR_INIT("ledning"), 6, 13 } } },
};

static struct learned *round_trip(const struct learned_word *words, size_t n)
{
	char path[] = "/tmp/leta-learned-XXXXXX";
	int fd = mkstemp(path);
	struct learned *l;

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(learned_write(words, n, path, NULL), LETA_OK);
	assert_int_equal(learned_open(path, &l, NULL), LETA_OK);
	assert_int_equal(unlink(path), 0);
	return l;
}

static void comes_back(void **state)
{
	struct learned *l = round_trip(WORDS, LENGTH(WORDS));
	const struct learned_word *word = learned_find(l, STR("rådvägledning"));

	(void)state;
	assert_int_equal(learned_size(l), 3);
	assert_non_null(word);
	assert_str(word->form, "rådvägledning");
	assert_int_equal(word->n_parts, 3);
	assert_str(word->parts[1].term, "väg");
	assert_int_equal(word->parts[1].from, 3);
	assert_int_equal(word->parts[1].to, 6);
	assert_null(learned_find(l, STR("råd")));
	assert_null(learned_find(l, STR("")));
	learned_close(l);
}

static void most_documents_first(void **state)
{
	struct learned *l = round_trip(WORDS, LENGTH(WORDS));
	const struct learned_use *uses;

	(void)state;
	assert_int_equal(learned_uses(l, STR("brexit"), &uses), 2);
	assert_str(uses[0].word->term, "brexitpolitik");
	assert_int_equal(uses[0].part, 0);
	assert_str(uses[1].word->term, "brexiteffek");
	assert_int_equal(learned_uses(l, STR("ledning"), &uses), 1);
	assert_int_equal(uses[0].part, 2);
	assert_int_equal(learned_uses(l, STR("brex"), &uses), 0);
	assert_int_equal(learned_uses(l, STR("ö"), &uses), 0);
	learned_close(l);
}

static void nothing(void **state)
{
	struct learned *l = round_trip(WORDS, 0);
	const struct learned_use *uses;

	(void)state;
	assert_int_equal(learned_size(l), 0);
	assert_null(learned_find(l, STR("a")));
	assert_int_equal(learned_uses(l, STR("a"), &uses), 0);
	learned_close(l);
	assert_int_equal(learned_open("/tmp/leta-learned-none", &l, NULL), LETA_OK);
	assert_int_equal(learned_size(l), 0);
	learned_close(l);
	learned_close(NULL);
}

static void damage(void **state)
{
	static const char *const files[] = {
		"x\n",
		"leta compounds 2\n",
		"leta compounds 1\na\n",
		"leta compounds 1\nab\tab\t1\ta:0-1\n",
		"leta compounds 1\nab\tab\tx\ta:0-1\tb:1-2\n",
		"leta compounds 1\nab\tab\t99999999999\ta:0-1\tb:1-2\n",
		"leta compounds 1\nab\tab\t1\ta:0-1\tb:1-256\n",
		"leta compounds 1\nab\tab\t1\ta:1-1\tb:1-2\n",
		"leta compounds 1\nab\tab\t1\ta0-1\tb:1-2\n",
		"leta compounds 1\nab\tab\t1\t:0-1\tb:1-2\n",
		"leta compounds 1\nab\t\t1\ta:0-1\tb:1-2\n",
		"leta compounds 1\nab\tab\t1\ta:0-1\tb:1-2\nab\tab\t1\ta:0-1\tb:1-2\n",
		"leta compounds 1\nab\tab\t1\ta:0-1\ta:0-1\ta:0-1\ta:0-1\ta:0-1\ta:0-1\ta:0-1\ta:0-1\ta:0-1\n",
		"leta compounds 1\na\xFF\ta\t1\ta:0-1\tb:1-2\n",
	};
	struct learned *l;

	(void)state;
	for (size_t i = 0; i < LENGTH(files); i++)
		assert_int_equal(learned_read(str_from(files[i]), &l, NULL), LETA_ERR_CORRUPT);
	assert_int_equal(learned_read(STR("leta compounds 1\nab\tab\t1\ta:0-1\tb:1-2\n"), &l, NULL), LETA_OK);
	learned_close(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back),
		cmocka_unit_test(most_documents_first),
		cmocka_unit_test(nothing),
		cmocka_unit_test(damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
