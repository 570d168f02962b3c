/*
 * test_thesaurus.c: the thesaurus as the analysis sees it, with stems alone: every entry can be found, nothing says
 * more than it means without its stop words, and what must never meet does not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema/thesaurus.h"
#include "text/analyzer.h"

struct terms {
	char text[512]; /* main terms with blanks between */
	size_t len;
	bool stop_first, stop_last;
};

static leta_status take(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct terms *t = ctx;
	(void)err;
	if (token->colocated || token->kind == TEXT_PART || token->kind == TEXT_JOINED)
		return LETA_OK;
	t->stop_first = t->stop_first || (token->stop && t->len == 0);
	t->stop_last = token->stop;
	if (token->stop || t->len + token->term.len + 2 > sizeof(t->text))
		return LETA_OK;
	if (t->len > 0)
		t->text[t->len++] = ' ';
	memcpy(t->text + t->len, token->term.ptr, token->term.len);
	t->len += token->term.len;
	t->text[t->len] = '\0';
	return LETA_OK;
}

static struct terms analyze(struct text_analyzer *analyzer, const char *text)
{
	struct terms terms = {.len = 0};
	assert_int_equal(text_analyzer_run(analyzer, TEXT_MODE_QUERY, str_from(text), take, &terms, NULL), LETA_OK);
	return terms;
}

static int setup(void **state)
{
	struct text_analyzer *analyzer = NULL;
	if (text_analyzer_new("", &analyzer, NULL) != LETA_OK)
		return 1;
	*state = analyzer;
	return 0;
}

static int teardown(void **state)
{
	text_analyzer_free(*state);
	return 0;
}

static unsigned unusable(struct text_analyzer *analyzer, const char *term)
{
	struct terms terms = analyze(analyzer, term);
	bool good = terms.len > 0 && !terms.stop_first && !terms.stop_last;
	if (!good)
		print_error("'%s' cannot be found\n", term);
	return good ? 0 : 1;
}

static void test_every_term_can_be_found(void **state)
{
	const struct thesaurus_entry *entry = NULL;
	unsigned faults = 0;
	size_t n;
	/* every head begins with one of these */
	for (const char *c = "abcdefghijklmnopqrstuvwxyz0123456789"; *c; c++)
		for (entry = NULL; (entry = thesaurus_next((struct str){c, 1}, entry));) {
			faults += unusable(*state, entry->term);
			for (size_t i = 0; i < entry->n_targets; i++)
				faults += unusable(*state, entry->targets[i].term);
		}
	const struct thesaurus_topic *topics = thesaurus_topics(&n);
	for (size_t t = 0; t < n; t++)
		for (size_t i = 0; i < topics[t].n_terms; i++)
			faults += unusable(*state, topics[t].terms[i].term);
	assert_int_equal(faults, 0);
}

/* Whether one word is or stands for the other. */
static bool related(struct text_analyzer *analyzer, const char *a, const char *b)
{
	struct terms from = analyze(analyzer, a), to = analyze(analyzer, b);
	const struct thesaurus_entry *entry = NULL;
	if (strcmp(from.text, to.text) == 0)
		return true;
	while ((entry = thesaurus_next(str_from(a), entry))) {
		if (strcmp(analyze(analyzer, entry->term).text, from.text) != 0)
			continue;
		for (size_t i = 0; i < entry->n_targets; i++)
			if (strcmp(analyze(analyzer, entry->targets[i].term).text, to.text) == 0)
				return true;
	}
	return false;
}

static void test_families(void **state)
{
	static const char *const pairs[][2] = {
		{"samverkan", "samverka"},        {"samverkan", "samverkande"},
		{"upphandling", "upphandlande"},  {"upphandling", "upphandla"},
		{"integration", "integrerad"},    {"integration", "integrering"},
		{"mottagning", "mottagande"},     {"invandrare", "invandring"},
		{"hållbar", "hållbarhet"},        {"fattiga", "fattigdom"},
		{"ung", "ungdom"},                {"utvärdering", "utvärdera"},
		{"medfinansiär", "medfinansiering"}, {"kommun", "kommunal"},
		{"arbetslös", "arbetslöshet"},    {"deltagare", "deltagande"},
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (!related(*state, pairs[i][0], pairs[i][1]))
			fail_msg("%s does not stand for %s", pairs[i][0], pairs[i][1]);
}

static void test_strangers(void **state)
{
	static const char *const pairs[][2] = {
		{"mål", "mal"},           {"hälsa", "halsa"},      {"får", "far"},
		{"tåg", "tag"},           {"stad", "stadga"},      {"barn", "bar"},
		{"organ", "organisation"}, {"kommun", "kommunikation"}, {"region", "regim"},
		{"universitet", "universum"}, {"tillgång", "tillgänglig"}, {"upphandling", "handling"},
		{"utanför", "utanförskap"}, {"integration", "mottagande"},
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		for (int turn = 0; turn < 2; turn++)
			if (related(*state, pairs[i][turn], pairs[i][1 - turn]))
				fail_msg("%s stands for %s", pairs[i][turn], pairs[i][1 - turn]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_term_can_be_found),
		cmocka_unit_test(test_families),
		cmocka_unit_test(test_strangers),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
