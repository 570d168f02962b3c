/*
 * test_measure.c: run files and measures. The figures wanted are what trec_eval 10 prints for these
 * judgements and runs.
 */
#include "support/unit.h"

#include <math.h>

#include "evaluate/measure.h"
#include "support/scratch.h"

static const char queries[] =
	"{\"id\": \"q1\", \"text\": \"a\"}\n{\"id\": \"q2\", \"text\": \"a\"}\n"
	"{\"id\": \"q3\", \"text\": \"a\"}\n{\"id\": \"q4\", \"text\": \"a\"}\n";
static const char qrels[] = "q1 0 a 3\nq1 0 b 2\nq1 0 c 1\nq1 0 d 0\nq1 0 e 1\n"
			    "q2 0 a 1\nq2 0 f 2\nq3 0 a 0\nq4 0 x 1\n";
/* equal scores are ordered by document, backwards; ranks and the order of lines mean nothing */
static const char run_file[] = "q1 Q0 d 1 9 t\nq1 Q0 a 2 8 t\nq1 Q0 x 3 7 t\nq1 Q0 b 4 6 t\n"
			       "q1 Q0 c 5 6 t\nq2 Q0 a 1 1e-1 t\nq2\tQ0\tg\t2\t3.5\tt\r\n"
			       "q2 Q0 f 3 3.5 t\nq3 Q0 a 1 1 t\nq7 Q0 a 1 1 t\n";

struct files {
	struct arena *arena;
	struct collection collection;
	struct run run;
};

static leta_status read_run(void **state, struct files *f, const char *text, struct leta_error *err)
{
	const char *path = scratch_path(state, "a.run");
	scratch_write(path, text, strlen(text));
	return run_read(path, &f->collection, f->arena, &f->run, err);
}

static void open_files(void **state, struct files *f)
{
	const char *q = scratch_path(state, "queries"), *j = scratch_path(state, "qrels");
	*f = (struct files){.arena = arena_new(1 << 20)};
	scratch_write(q, queries, strlen(queries));
	scratch_write(j, qrels, strlen(qrels));
	assert_int_equal(collection_read(q, j, f->arena, &f->collection, NULL), LETA_OK);
}

static void close_files(struct files *f)
{
	collection_fini(&f->collection);
	arena_free(f->arena);
}

static void assert_near(double got, double wanted)
{
	if (fabs(got - wanted) > 0.00005)
		print_error("got %f, wanted %f\n", got, wanted);
	assert_true(fabs(got - wanted) <= 0.00005);
}

static void test_measures(void **state)
{
	static const double wanted[MEASURE_COUNT][3] = {
		[MEASURE_NDCG_10] = {0.5965, 0.6697, 0}, [MEASURE_MRR_10] = {0.5, 0.5, 0},
		[MEASURE_MAP] = {0.4, 0.5833, 0},        [MEASURE_RECALL_10] = {0.75, 1, 0},
		[MEASURE_RECALL_100] = {0.75, 1, 0},     [MEASURE_SUCCESS_1] = {0, 0, 0},
	};
	struct files f;
	struct measures m;
	open_files(state, &f);
	assert_int_equal(read_run(state, &f, run_file, NULL), LETA_OK);
	assert_int_equal(measure_run(&f.collection, &f.run, &m, NULL), LETA_OK);
	assert_int_equal(m.n, 3); /* q3 has no relevant document, q4 no hit */
	for (int k = 0; k < MEASURE_COUNT; k++) {
		for (size_t i = 0; i < 3; i++)
			assert_near(m.values[k][i], wanted[k][i]);
		assert_near(m.means[k], (wanted[k][0] + wanted[k][1] + wanted[k][2]) / 3);
	}
	close_files(&f);
}

/* Beyond rank 10 only MAP and R@100 see a document. */
static void test_cuts(void **state)
{
	struct files f;
	struct measures m;
	char name[8];
	open_files(state, &f);
	assert_int_equal(run_init(&f.run, &f.collection, f.arena, NULL), LETA_OK);
	for (int i = 0; i < 11; i++) {
		struct str document = {name, 1};
		name[0] = i == 10 ? 'x' : (char)('0' + i);
		assert_int_equal(run_add(&f.run, 3, document, 1, NULL), LETA_OK);
	}
	assert_int_equal(measure_run(&f.collection, &f.run, &m, NULL), LETA_OK);
	assert_near(m.values[MEASURE_NDCG_10][2], 0);
	assert_near(m.values[MEASURE_MRR_10][2], 0);
	assert_near(m.values[MEASURE_MAP][2], 1.0 / 11);
	assert_near(m.values[MEASURE_RECALL_10][2], 0);
	assert_near(m.values[MEASURE_RECALL_100][2], 1);
	close_files(&f);
}

/* What is written is read back in the same order, also where scores are equal. */
static void test_written_again(void **state)
{
	static const struct ranked hits[] = {
		{"a b", 2.5}, {"a", 2.5}, {"c", 2.49999}, {"b", 0}, {"d", 0}};
	struct files f;
	struct buf text;
	open_files(state, &f);
	buf_init(&text, 1 << 16);
	assert_int_equal(run_init(&f.run, &f.collection, f.arena, NULL), LETA_OK);
	for (size_t i = 0; i < LENGTH(hits); i++)
		assert_int_equal(
			run_add(&f.run, 1, str_from(hits[i].document), hits[i].score, NULL),
			LETA_OK);
	run_write(&f.run, &f.collection, &text);
	assert_string_equal(text.data, "q2\tQ0\ta b\t1\t2.5000\tleta\nq2\tQ0\ta\t2\t2.4999\tleta\n"
				       "q2\tQ0\tc\t3\t2.4998\tleta\nq2\tQ0\tb\t4\t0.0000\tleta\n"
				       "q2\tQ0\td\t5\t-0.0001\tleta\n");
	assert_int_equal(read_run(state, &f, text.data, NULL), LETA_OK);
	assert_int_equal(f.run.rankings[1].n_hits, LENGTH(hits));
	for (size_t i = 0; i < LENGTH(hits); i++)
		assert_string_equal(f.run.rankings[1].hits[i].document, hits[i].document);
	buf_fini(&text);
	close_files(&f);
}

static void test_faults(void **state)
{
	static const struct {
		const char *text;
		leta_status status;
	} cases[] = {
		{"q1 Q0 a 1 9\n", LETA_ERR_FORMAT},
		{"q1 Q0 a 1 9 t\nq1 Q0 b 2 bra t\n", LETA_ERR_FORMAT},
		{"\n", LETA_ERR_INVALID},
		{"q7 Q0 a 1 9 t\n", LETA_ERR_INVALID},
	};
	struct files f;
	open_files(state, &f);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct leta_error err = {0};
		assert_int_equal(read_run(state, &f, cases[i].text, &err), cases[i].status);
	}
	close_files(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_measures, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_cuts, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_written_again, scratch_set_up,
						scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_faults, scratch_set_up, scratch_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
