/*
 * fixture.c: see fixture.h.
 */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample_index.h"
#include "support/scratch.h"

int fixture_set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct leta_error err = {0};
	if (!f || scratch_set_up(&f->scratch) != 0)
		return -1;
	*state = f;
	const char *dir = scratch_path(&f->scratch, "index");
	sample_index_build(dir);
	if (leta_index_open(dir, &f->index, &err) != LETA_OK) {
		print_error("%s\n", err.message[LETA_EN]);
		return -1;
	}
	return 0;
}

int fixture_tear_down(void **state)
{
	struct fixture *f = *state;
	leta_index_close(f->index);
	int status = scratch_tear_down(&f->scratch);
	free(f);
	return status;
}

struct leta_results *fixture_search(struct fixture *f, struct leta_query query)
{
	struct leta_results *results = NULL;
	struct leta_error err = {0};
	if (leta_search(f->index, &query, &results, &err) != LETA_OK)
		print_error("'%s': %s\n", query.text, err.message[LETA_SV]);
	assert_non_null(results);
	return results;
}

struct leta_results *fixture_ask(struct fixture *f, const char *text)
{
	struct leta_query query = LETA_QUERY_INIT;
	query.text = text;
	return fixture_search(f, query);
}

const char *fixture_ids_of(struct fixture *f, const struct leta_results *results)
{
	size_t used = 0;
	f->found[0] = '\0';
	for (size_t i = 0; i < results->n_hits; i++)
		used += (size_t)snprintf(f->found + used, sizeof(f->found) - used, "%s%s",
					 i > 0 ? " " : "",
					 leta_record_text(results->hits[i].record, LETA_FIELD_ID));
	return f->found;
}

const char *fixture_ids(struct fixture *f, const char *text)
{
	struct leta_results *results = fixture_ask(f, text);
	const char *ids = fixture_ids_of(f, results);
	leta_results_free(results);
	return ids;
}

leta_status fixture_fail(struct fixture *f, const char *text, size_t *offset)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_results *results = NULL;
	struct leta_error err = {.offset = 0};
	query.text = text;
	leta_status st = leta_search(f->index, &query, &results, &err);
	assert_int_not_equal(st, LETA_OK);
	assert_null(results);
	assert_true(err.message[LETA_SV][0] != '\0' && err.message[LETA_EN][0] != '\0');
	*offset = err.offset;
	return st;
}
