/*
 * fixture.h: the sample index, open, with the questions that tests ask of it.
 */
#ifndef TESTS_SEARCH_FIXTURE_H
#define TESTS_SEARCH_FIXTURE_H

#include "leta/leta.h"

struct fixture {
	void *scratch; /* the folder; tests/support/scratch.h */
	leta_index *index;
	char found[512];
};

/* cmocka group set-up and tear-down: *state is a struct fixture. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

/* A search with this text and otherwise the defaults. Fails the test on an error. Free the results.
 */
struct leta_results *fixture_ask(struct fixture *f, const char *text);
struct leta_results *fixture_search(struct fixture *f, struct leta_query query);

/* The ids that a query finds, in order, with blanks between; belongs to the fixture until the next
 * call. */
const char *fixture_ids(struct fixture *f, const char *text);
const char *fixture_ids_of(struct fixture *f, const struct leta_results *results);

/* The status and offset of a query that fails. */
leta_status fixture_fail(struct fixture *f, const char *text, size_t *offset);

#endif
