/*
 * test_query.c: what plans match and weigh: each operation by hand, then random plans against a
 * plain model.
 */
#include "engine_fixture.h"

static const struct line lines[] = {
	{ "a", "x:3 y common p q r s", 100, "n" }, { "b", "x y:2 common p q r s", 200, "n" },
	{ "c", "x z common p q r s", NAN, "s" },   { "d", "y z:4 common p q r s", -50.5, NULL },
	{ "e", "z common p q r s", 1e9, "s" },     { "f", "w common:9", NAN, NULL },
	{ "g", "x y z w:2 common", 0, "v" },
};

enum { N_LINES = sizeof(lines) / sizeof(*lines) };

/* The keys that match, by docid, and the weight of each. */
struct found {
	char keys[N_LINES + 1];
	double weights[N_LINES];
};

static leta_status run(struct fixture *f, const struct plan_node *plan, struct found *out)
{
	struct engine_reader *r = read_from(f);
	struct engine_match *match = NULL;
	leta_status status = engine_reader_match(r, plan, &plain, &match, &f->err);

	memset(out, 0, sizeof(*out));
	if (status == LETA_OK) {
		size_t n = 0;

		assert_int_equal(match->total, match->n_hits);
		for (uint32_t docid = 1; docid <= N_LINES; docid++) {
			for (size_t i = 0; i < match->n_hits; i++) {
				if (match->hits[i].docid != docid)
					continue;
				out->keys[n] = match->hits[i].data.ptr[0];
				out->weights[n++] = match->hits[i].score;
			}
		}
		engine_match_free(match);
	} else {
		assert_null(match);
	}
	engine_reader_close(r);
	return status;
}

#define MATCHES(plan, expected)                                                             \
	do {                                                                                \
		assert_int_equal(run(f, plan, &found), LETA_OK);                            \
		assert_string_equal(found.keys, expected);                                  \
	} while (0)

static int setup_index(void **state)
{
	if (fixture_setup(state))
		return -1;
	make_index(*state, lines, N_LINES);
	return 0;
}

static void test_operations(void **state)
{
	struct fixture *f = *state;
	struct found found;

	MATCHES(LEAF(PLAN_NOTHING), "");
	MATCHES(LEAF(PLAN_ALL), "abcdefg");
	MATCHES(TERM("x"), "abcg");
	MATCHES(TERM("absent"), "");
	MATCHES(NODE(PLAN_AND, TERM("x"), TERM("y")), "abg");
	MATCHES(NODE(PLAN_AND, TERM("x"), TERM("y"), TERM("z")), "g");
	MATCHES(NODE(PLAN_OR, TERM("w"), TERM("z")), "cdefg");
	MATCHES(NODE(PLAN_AND_NOT, LEAF(PLAN_ALL), TERM("x"), TERM("w")), "de");
	MATCHES(NODE(PLAN_AND_MAYBE, TERM("z"), TERM("x"), TERM("y")), "cdeg");
	MATCHES(NODE(PLAN_FILTER, TERM("x"), TERM("y"), TERM("w")), "g");
	MATCHES(NODE(PLAN_SYNONYM, TERM("w"), TERM("z")), "cdefg");
	MATCHES(NODE(PLAN_MAX, TERM("w"), TERM("z")), "cdefg");
	MATCHES(SCALE(2.5, TERM("w")), "fg");
}

static void test_nothing_within(void **state)
{
	struct fixture *f = *state;
	struct found found;
	static const struct {
		enum plan_op op;
		const char *left, *right; /* NOTHING is the left, the right child */
	} cases[] = {
		{ PLAN_AND, "", "" },           { PLAN_OR, "fg", "fg" },
		{ PLAN_AND_NOT, "", "fg" },     { PLAN_AND_MAYBE, "", "fg" },
		{ PLAN_FILTER, "", "" },        { PLAN_SYNONYM, "fg", "fg" },
		{ PLAN_MAX, "fg", "fg" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct plan_node empty = { .op = cases[i].op };

		MATCHES(NODE(cases[i].op, LEAF(PLAN_NOTHING), TERM("w")), cases[i].left);
		MATCHES(NODE(cases[i].op, TERM("w"), LEAF(PLAN_NOTHING)), cases[i].right);
		MATCHES(NODE(cases[i].op, TERM("w")), "fg");
		MATCHES(&empty, "");
	}
	MATCHES(SCALE(2, LEAF(PLAN_NOTHING)), "");
	MATCHES(VERIFY(&(struct accepting){ .keys = "a" }, LEAF(PLAN_NOTHING)), "");
}

static void test_ranges(void **state)
{
	struct fixture *f = *state;
	struct found found;

	MATCHES(RANGE(SLOT_BUDGET, 100, 200), "ab");
	MATCHES(RANGE(SLOT_BUDGET, 100.5, 199.5), "");
	MATCHES(RANGE(SLOT_BUDGET, -HUGE_VAL, 0), "dg");
	MATCHES(RANGE(SLOT_BUDGET, 200, HUGE_VAL), "be");
	MATCHES(RANGE(SLOT_BUDGET, -HUGE_VAL, HUGE_VAL), "abdeg");
	MATCHES(RANGE(SLOT_BUDGET, 5, 4), "");
	MATCHES(RANGE(99, -HUGE_VAL, HUGE_VAL), "");
	MATCHES(NODE(PLAN_AND_NOT, LEAF(PLAN_ALL), RANGE(SLOT_BUDGET, -HUGE_VAL, HUGE_VAL)), "cf");
	MATCHES(NODE(PLAN_FILTER, TERM("x"), RANGE(SLOT_BUDGET, 0, HUGE_VAL)), "abg");
	assert_true(found.weights[0] > 0);
	MATCHES(NODE(PLAN_OR, TERM("w"), RANGE(SLOT_BUDGET, 100, 100)), "afg");
	assert_true(found.weights[0] == 0);
	assert_int_equal(run(f, RANGE(SLOT_BUDGET, NAN, 1), &found), LETA_ERR_INVALID);
	assert_int_equal(run(f, RANGE(SLOT_BUDGET, 1, NAN), &found), LETA_ERR_INVALID);
}

/* ---- verification ---- */

static void asked_only_about(const struct accepting *a, const char *expected)
{
	assert_string_equal(a->asked, expected);
}

static void test_verify_alone(void **state)
{
	struct fixture *f = *state;
	struct found found;
	struct accepting a = { .keys = "bcd" }, none = { .keys = "" }, all = { .keys = "abcdefg" };

	MATCHES(VERIFY(&a, TERM("x")), "bc");
	asked_only_about(&a, "abcg");
	MATCHES(VERIFY(&none, TERM("x")), "");
	asked_only_about(&none, "abcg");
	MATCHES(VERIFY(&all, TERM("x")), "abcg");
	asked_only_about(&all, "abcg");
}

static void test_verify_keeps_weights(void **state)
{
	struct fixture *f = *state;
	struct found bare, found;
	struct accepting a = { .keys = "abcdefg" };

	assert_int_equal(run(f, TERM("x"), &bare), LETA_OK);
	MATCHES(VERIFY(&a, TERM("x")), bare.keys);
	assert_memory_equal(found.weights, bare.weights, sizeof(bare.weights));
}

static void test_verify_nested(void **state)
{
	struct fixture *f = *state;
	struct found found;
	struct accepting a = { .keys = "bcd" }, b = { .keys = "cdg" };

	MATCHES(NODE(PLAN_OR, VERIFY(&a, TERM("x")), TERM("w")), "bcfg");
	MATCHES(NODE(PLAN_OR, VERIFY(&a, TERM("x")), VERIFY(&b, TERM("z"))), "bcdg");
	MATCHES(NODE(PLAN_AND_NOT, LEAF(PLAN_ALL), VERIFY(&a, TERM("x"))), "adefg");
	MATCHES(NODE(PLAN_AND_NOT, VERIFY(&a, TERM("x")), TERM("z")), "b");
	MATCHES(NODE(PLAN_AND_NOT, TERM("common"), VERIFY(&a, TERM("x")), VERIFY(&b, TERM("z"))),
	        "aef");
	MATCHES(NODE(PLAN_AND, TERM("y"), VERIFY(&a, TERM("x"))), "b");
	MATCHES(NODE(PLAN_AND, VERIFY(&a, TERM("x")), VERIFY(&b, TERM("z"))), "c");
	MATCHES(NODE(PLAN_AND_MAYBE, VERIFY(&a, TERM("x")), VERIFY(&b, TERM("z"))), "bc");
	MATCHES(NODE(PLAN_AND_MAYBE, TERM("w"), VERIFY(&b, TERM("z"))), "fg");
	MATCHES(NODE(PLAN_FILTER, TERM("z"), VERIFY(&b, TERM("common"))), "cdg");
	MATCHES(NODE(PLAN_MAX, VERIFY(&a, TERM("x")), VERIFY(&b, TERM("z"))), "bcdg");
	MATCHES(VERIFY(&a, VERIFY(&b, LEAF(PLAN_ALL))), "cd");
	MATCHES(VERIFY(&a, NODE(PLAN_OR, TERM("x"), TERM("z"))), "bcd");
	MATCHES(VERIFY(&a, RANGE(SLOT_BUDGET, -HUGE_VAL, HUGE_VAL)), "bd");
	MATCHES(SCALE(3, VERIFY(&a, TERM("x"))), "bc");
}

static void test_verify_comes_last(void **state)
{
	struct fixture *f = *state;
	struct found found;
	struct accepting a = { .keys = "g" };
	struct accepting b = { .keys = "g" }, c = { .keys = "abcdefg" }, d = c;

	MATCHES(NODE(PLAN_AND, VERIFY(&a, TERM("common")), TERM("x"), TERM("w")), "g");
	asked_only_about(&a, "g");
	/* Lists of all documents too. */
	MATCHES(NODE(PLAN_FILTER, VERIFY(&b, LEAF(PLAN_ALL)), TERM("common"), TERM("w")), "g");
	asked_only_about(&b, "fg");
	MATCHES(VERIFY(&c, TERM("common")), "abcdefg");
	asked_only_about(&c, "abcdefg");
	/* The engine believes that this OR matches all seven. */
	MATCHES(NODE(PLAN_AND, VERIFY(&d, LEAF(PLAN_ALL)),
	             NODE(PLAN_OR, TERM("p"), TERM("q"), TERM("r"), TERM("s"))),
	        "abcde");
	asked_only_about(&d, "abcde");
}

/* Of its branch of an OR, only what the rest of the AND holds. */
static void test_verify_behind_a_conjunction(void **state)
{
	struct fixture *f = *state;
	struct found found, bare;
	struct accepting a = { .keys = "bg" }, b = { .keys = "cf" }, c = { .keys = "g" };
	struct accepting d = { .keys = "bc" };

	MATCHES(NODE(PLAN_AND, NODE(PLAN_OR, VERIFY(&a, TERM("x")), TERM("z")), TERM("w")), "g");
	asked_only_about(&a, "g");
	assert_int_equal(run(f, NODE(PLAN_AND, NODE(PLAN_OR, TERM("x"), TERM("z")), TERM("w")), &bare),
	                 LETA_OK);
	assert_float_equal(found.weights[0], bare.weights[strlen(bare.keys) - 1], 1e-12);
	/* nothing has both, so nothing is read */
	MATCHES(NODE(PLAN_FILTER, TERM("w"),
	             NODE(PLAN_OR, VERIFY(&b, NODE(PLAN_AND, TERM("p"), TERM("z"))), TERM("q"))),
	        "");
	asked_only_about(&b, "");
	/* what is taken away is tested too */
	MATCHES(NODE(PLAN_AND_NOT, TERM("w"), VERIFY(&c, TERM("x"))), "f");
	asked_only_about(&c, "g");
	MATCHES(NODE(PLAN_AND_MAYBE, TERM("y"), SCALE(2, VERIFY(&d, TERM("x")))), "abdg");
	asked_only_about(&d, "abg");
}

/* Not about what the plan takes away: it is known not to match. */
static void test_verify_of_a_difference(void **state)
{
	struct fixture *f = *state;
	struct found found, bare;
	struct plan_node *difference = NODE(PLAN_AND_NOT, TERM("x"), TERM("z"));
	struct accepting a = { .keys = "bg" }, b = a, c = a, d = a;

	MATCHES(VERIFY(&a, difference), "b");
	asked_only_about(&a, "ab");
	assert_int_equal(run(f, difference, &bare), LETA_OK);
	assert_string_equal(bare.keys, "ab");
	assert_float_equal(found.weights[0], bare.weights[1], 0);
	MATCHES(NODE(PLAN_AND, VERIFY(&b, difference), TERM("common")), "b");
	asked_only_about(&b, "ab");
	MATCHES(NODE(PLAN_OR, TERM("w"), VERIFY(&c, difference)), "bfg");
	asked_only_about(&c, "ab");
	MATCHES(NODE(PLAN_AND_NOT, NODE(PLAN_AND, TERM("y"), VERIFY(&d, TERM("x"))), TERM("z")), "b");
	asked_only_about(&d, "ab");
}

static void test_verify_in_a_synonym(void **state)
{
	struct fixture *f = *state;
	struct found found, bare;
	struct accepting a = { .keys = "bcd" };

	MATCHES(NODE(PLAN_SYNONYM, VERIFY(&a, TERM("x")), TERM("w")), "bcfg");
	assert_int_equal(run(f, NODE(PLAN_SYNONYM, TERM("x"), TERM("w")), &bare), LETA_OK);
	assert_string_equal(bare.keys, "abcfg");
	for (int i = 0; i < 4; i++)
		assert_float_equal(found.weights[i], bare.weights[i + 1], 1e-12);
	MATCHES(NODE(PLAN_SYNONYM, RANGE(SLOT_BUDGET, 100, 100), TERM("w")), "afg");
	assert_true(found.weights[0] == 0 && found.weights[1] > 0);
	MATCHES(NODE(PLAN_SYNONYM, VERIFY(&a, NODE(PLAN_AND, TERM("x"), TERM("y"))),
	             NODE(PLAN_AND_NOT, TERM("w"), TERM("x"))),
	        "bf");
	assert_true(found.weights[0] > 0 && found.weights[1] > 0);
}

/* ---- refusals ---- */

static void test_bad_plans(void **state)
{
	struct fixture *f = *state;
	struct found found;
	char bytes[ENGINE_TERM_MAX + 1];
	struct plan_node term = { .op = PLAN_TERM, .term = { bytes, sizeof(bytes) } };
	struct plan_node deep[66];
	struct plan_node *next[66];

	memset(bytes, 'x', sizeof(bytes));
	assert_int_equal(run(f, &term, &found), LETA_ERR_LIMIT);
	term.term.len--;
	MATCHES(&term, "");
	assert_int_equal(run(f, TERM(""), &found), LETA_ERR_LIMIT);
	assert_int_equal(run(f, SCALE(-1, TERM("x")), &found), LETA_ERR_INVALID);
	assert_int_equal(run(f, SCALE(NAN, TERM("x")), &found), LETA_ERR_INVALID);
	assert_int_equal(run(f, SCALE(HUGE_VAL, TERM("x")), &found), LETA_ERR_INVALID);
	assert_int_equal(run(f, NODE(PLAN_SCALE, TERM("x"), TERM("y")), &found), LETA_ERR_INTERNAL);
	assert_int_equal(run(f, NODE(PLAN_TERM, TERM("x")), &found), LETA_ERR_INTERNAL);

	for (int i = 0; i < 65; i++) {
		next[i] = &deep[i + 1];
		deep[i] = (struct plan_node){ .op = PLAN_OR };
		deep[i].children = &next[i];
		deep[i].n_children = 1;
	}
	deep[65] = (struct plan_node){ .op = PLAN_ALL };
	MATCHES(&deep[2], "abcdefg");
	assert_int_equal(run(f, &deep[1], &found), LETA_ERR_LIMIT);
	/* One node that is its own child twice over: 2^63 nodes when unfolded. */
	for (int i = 0; i < 62; i++) {
		struct plan_node **twice = (struct plan_node *[2]){ &deep[i + 1], &deep[i + 1] };

		deep[i].children = memcpy(malloc(sizeof(*twice) * 2), twice, sizeof(*twice) * 2);
		deep[i].n_children = 2;
	}
	deep[62] = (struct plan_node){ .op = PLAN_ALL };
	assert_int_equal(run(f, &deep[0], &found), LETA_ERR_LIMIT);
	for (int i = 0; i < 62; i++)
		free(deep[i].children);
}

static void test_empty_index(void **state)
{
	struct fixture *f = *state;
	struct found found;
	struct accepting a = { .keys = "a" };

	engine_writer_close(write_to(f));
	MATCHES(LEAF(PLAN_ALL), "");
	MATCHES(TERM("x"), "");
	MATCHES(NODE(PLAN_SYNONYM, TERM("x"), VERIFY(&a, TERM("y"))), "");
	MATCHES(RANGE(SLOT_BUDGET, -HUGE_VAL, HUGE_VAL), "");
}

/* ---- random plans against a model ---- */

enum { DOCS = 60, VOCABULARY = 8, POOL = 64, ROUNDS = 1500 };

struct model {
	uint32_t seed;
	bool has[DOCS][VOCABULARY];
	double budget[DOCS];             /* NAN: none */
	double weight[DOCS][VOCABULARY]; /* as the engine gives it to the term alone */
	struct plan_node pool[POOL];
	struct plan_node *links[POOL];
	size_t n_nodes, n_links;
	bool synonym; /* the plan has one: its weight is not modelled */
};

static uint32_t roll(struct model *m, uint32_t sides)
{
	m->seed = m->seed * 1664525U + 1013904223U;
	return (m->seed >> 8) % sides;
}

/* Accepts two documents of three, by their number. */
static bool accept_numbers(void *ctx, struct str data)
{
	(void)ctx;
	return (data.ptr[1] - '0') % 3 != 0;
}

static const char *const words[VOCABULARY] = { "t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7" };

static struct plan_node *grow(struct model *m, int depth)
{
	static const enum plan_op inner[] = { PLAN_AND,     PLAN_OR,  PLAN_AND_NOT, PLAN_AND_MAYBE,
		                              PLAN_FILTER,  PLAN_MAX, PLAN_SYNONYM, PLAN_SCALE,
		                              PLAN_VERIFY,  PLAN_OR,  PLAN_VERIFY };
	struct plan_node *n = &m->pool[m->n_nodes++];
	uint32_t kind = roll(m, 20);
	size_t want;

	*n = (struct plan_node){ .op = PLAN_TERM };
	n->term = str_from(words[roll(m, VOCABULARY)]);
	if (depth == 0 || m->n_nodes + 8 > POOL || kind < 4) {
		if (kind == 0)
			*n = (struct plan_node){ .op = roll(m, 4) ? PLAN_ALL : PLAN_NOTHING };
		if (kind == 1)
			*n = (struct plan_node){ .op = PLAN_RANGE, .slot = SLOT_BUDGET,
				                 .lo = roll(m, 2) ? roll(m, 50) : -HUGE_VAL,
				                 .hi = roll(m, 2) ? roll(m, 100) : HUGE_VAL };
		return n;
	}
	*n = (struct plan_node){ .op = inner[roll(m, sizeof(inner) / sizeof(*inner))] };
	n->scale = 0.25 * roll(m, 9);
	n->verify.accept = accept_numbers;
	m->synonym = m->synonym || n->op == PLAN_SYNONYM;
	want = n->op == PLAN_SCALE || n->op == PLAN_VERIFY ? 1 : 1 + roll(m, 3);
	n->children = &m->links[m->n_links];
	n->n_children = want;
	m->n_links += want;
	for (size_t i = 0; i < want; i++)
		n->children[i] = grow(m, depth - 1);
	return n;
}

/* Does document d match n, and with what weight? */
static bool evaluate(const struct model *m, const struct plan_node *n, int d, double *weight)
{
	double weights[4] = { 0 };
	bool matches[4] = { false }, any = false, all = true, rest = false;
	double sum = 0, best = 0;
	int number = n->op == PLAN_TERM ? n->term.ptr[1] - '0' : 0;

	for (size_t i = 0; i < n->n_children; i++) {
		matches[i] = evaluate(m, n->children[i], d, &weights[i]);
		any = any || matches[i];
		all = all && matches[i];
		rest = rest || (i > 0 && matches[i]);
		sum += matches[i] ? weights[i] : 0;
		best = matches[i] && weights[i] > best ? weights[i] : best;
	}
	*weight = sum;
	switch (n->op) {
	case PLAN_NOTHING:
		return false;
	case PLAN_ALL:
		return true;
	case PLAN_TERM:
		*weight = m->weight[d][number];
		return m->has[d][number];
	case PLAN_RANGE:
		return m->budget[d] >= n->lo && m->budget[d] <= n->hi;
	case PLAN_AND:
		return all;
	case PLAN_OR:
	case PLAN_SYNONYM:
		return any;
	case PLAN_MAX:
		*weight = best;
		return any;
	case PLAN_AND_NOT:
		*weight = weights[0];
		return matches[0] && !rest;
	case PLAN_AND_MAYBE:
		return matches[0];
	case PLAN_FILTER:
		*weight = weights[0];
		return all;
	case PLAN_SCALE:
		*weight = sum * n->scale;
		return matches[0];
	case PLAN_VERIFY:
		return matches[0] && (d % 10) % 3 != 0;
	}
	return false;
}

static void fill_model(struct fixture *f, struct model *m)
{
	struct engine_writer *w = write_to(f);

	for (int d = 0; d < DOCS; d++) {
		char key[16], terms[128] = "";

		for (int t = 0; t < VOCABULARY; t++) {
			size_t len = strlen(terms);

			/* t0 is in every document, t7 in few */
			m->has[d][t] = t == 0 || roll(m, (uint32_t)t + 1) == 0;
			if (m->has[d][t])
				snprintf(terms + len, sizeof(terms) - len, "%s:%u ", words[t],
				         (unsigned)(1 + roll(m, 4)));
		}
		m->budget[d] = roll(m, 3) ? (double)roll(m, 100) : (double)NAN;
		snprintf(key, sizeof(key), "%02d", d);
		assert_int_equal(put(w, &(struct line){ key, terms, m->budget[d], NULL }, &f->err),
		                 LETA_OK);
	}
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
}

/* The score of every document, NAN where it does not match. */
static void scores_of(struct fixture *f, struct engine_reader *r, const struct plan_node *plan,
                      double out[DOCS])
{
	struct engine_match *match = NULL;

	assert_int_equal(engine_reader_match(r, plan, &plain, &match, &f->err), LETA_OK);
	assert_int_equal(match->total, match->n_hits);
	for (int d = 0; d < DOCS; d++)
		out[d] = NAN;
	for (size_t i = 0; i < match->n_hits; i++)
		out[match->hits[i].docid - 1] = match->hits[i].score;
	engine_match_free(match);
}

static void test_random_plans(void **state)
{
	struct fixture *f = *state;
	struct model *m = calloc(1, sizeof(*m));
	struct engine_reader *r;
	double scores[DOCS];

	assert_non_null(m);
	m->seed = 20260301;
	fill_model(f, m);
	r = read_from(f);
	for (int t = 0; t < VOCABULARY; t++) {
		struct plan_node term = { .op = PLAN_TERM, .term = str_from(words[t]) };

		scores_of(f, r, &term, scores);
		for (int d = 0; d < DOCS; d++) {
			assert_int_equal(!isnan(scores[d]), m->has[d][t]);
			m->weight[d][t] = scores[d];
		}
	}
	for (int round = 0; round < ROUNDS; round++) {
		struct plan_node *plan;

		m->n_nodes = m->n_links = 0;
		m->synonym = false;
		plan = grow(m, 1 + round % 5);
		scores_of(f, r, plan, scores);
		for (int d = 0; d < DOCS; d++) {
			double weight;
			bool expected = evaluate(m, plan, d, &weight);

			if (expected == isnan(scores[d]))
				fail_msg("round %d, document %d: should%s match", round, d,
				         expected ? "" : " not");
			if (expected && !m->synonym && fabs(weight - scores[d]) > 1e-9)
				fail_msg("round %d, document %d: weight %g, should be %g", round, d,
				         scores[d], weight);
		}
	}
	engine_reader_close(r);
	free(m);
}

#define WITH_INDEX(test) cmocka_unit_test_setup_teardown(test, setup_index, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_INDEX(test_operations),
		WITH_INDEX(test_nothing_within),
		WITH_INDEX(test_ranges),
		WITH_INDEX(test_verify_alone),
		WITH_INDEX(test_verify_keeps_weights),
		WITH_INDEX(test_verify_nested),
		WITH_INDEX(test_verify_comes_last),
		WITH_INDEX(test_verify_behind_a_conjunction),
		WITH_INDEX(test_verify_of_a_difference),
		WITH_INDEX(test_verify_in_a_synonym),
		WITH_INDEX(test_bad_plans),
		WITH_SCRATCH(test_empty_index),
		WITH_SCRATCH(test_random_plans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
