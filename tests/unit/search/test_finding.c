/*
 * test_finding.c: lessons of the sample index; kinds, limits and what is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "fixture.h"

struct findings {
	struct buf text;
	size_t n;
};

static bool take(void *ctx, const struct leta_finding *finding)
{
	struct findings *f = ctx;
	buf_printf(&f->text, "%s %s %u %s: %s\n", finding->id,
		   leta_finding_name(finding->kind, LETA_EN), finding->page, finding->section,
		   finding->text);
	f->n++;
	return true;
}

static void check(void **state, const char *text, struct leta_finding_options options,
		  const char *wanted, size_t total)
{
	struct fixture *fixture = *state;
	struct findings f = {.n = 0};
	struct leta_finding_callbacks callbacks = {&f, NULL, take};
	struct leta_finding_total sum;
	struct leta_query query = LETA_QUERY_INIT;
	buf_init(&f.text, 1 << 16);
	query.text = text;
	assert_int_equal(leta_list_findings(fixture->index, text ? &query : NULL, &options,
					    &callbacks, &sum, NULL),
			 LETA_OK);
	assert_string_equal(f.text.len > 0 ? f.text.data : "", wanted);
	assert_int_equal(sum.findings, total);
	assert_int_equal(sum.shown, f.n);
	assert_int_equal(sum.documents, total > 0 ? 1 : 0);
	buf_fini(&f.text);
}

static void test_lessons(void **state)
{
	static const char lesson[] = "kedjan lesson 8 Möten: Lärdom: förankring tar tid.\n";
	struct leta_finding_options all = {.limit = 0}, goals = {.limit = 0};
	goals.kinds[LETA_FINDING_GOAL] = true;
	check(state, NULL, all, lesson, 1);
	check(state, "lärdom:förankring", all, lesson, 1);
	check(state, "upphandling", all, "", 0);
	check(state, NULL, goals, "", 0);
}

static void test_refusals(void **state)
{
	struct fixture *fixture = *state;
	struct findings f = {.n = 0};
	struct leta_finding_callbacks callbacks = {&f, NULL, take};
	struct leta_finding_options all = {.limit = 0};
	struct leta_finding_total sum;
	struct leta_query query = LETA_QUERY_INIT;
	query.text = "möten (";
	assert_int_equal(leta_list_findings(fixture->index, &query, &all, &callbacks, &sum, NULL),
			 LETA_ERR_SYNTAX);
	assert_null(leta_finding_name(LETA_FINDING_COUNT, LETA_SV));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lessons),
		cmocka_unit_test(test_refusals),
	};
	return cmocka_run_group_tests_name("search finding", tests, fixture_set_up,
					   fixture_tear_down);
}
