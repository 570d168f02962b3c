/*
 * ranking.c: building, writing and reading rankings.
 *
 * A document's id may hold blanks, which TREC's format does not foresee: reading takes the first
 * two and the last three fields of a line, and what is left is the document.
 */
#include "evaluate/ranking.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define RUN_NAME "leta"
#define FIELDS_BEHIND 3

leta_status run_init(struct run *run, const struct collection *c, struct arena *arena,
		     struct leta_error *err)
{
	struct ranking *rankings = arena_zalloc(arena, c->n_topics + 1, sizeof(*rankings));
	if (!rankings)
		return arena_status(arena, err);
	*run = (struct run){arena, rankings};
	return LETA_OK;
}

leta_status run_add(struct run *run, size_t topic, struct str document, double score,
		    struct leta_error *err)
{
	struct ranking *ranking = &run->rankings[topic];
	struct ranked *hits = arena_grow(run->arena, ranking->hits, ranking->n_hits, &ranking->cap,
					 sizeof(*hits));
	const char *copy = arena_strdup(run->arena, document);
	if (!hits || !copy)
		return arena_status(run->arena, err);
	ranking->hits = hits;
	hits[ranking->n_hits++] = (struct ranked){copy, score};
	return LETA_OK;
}

/* ---- writing ---- */

void run_write(const struct run *run, const struct collection *c, struct buf *out)
{
	for (size_t i = 0; i < c->n_topics; i++) {
		const struct ranking *ranking = &run->rankings[i];
		double before = HUGE_VAL; /* in steps */
		for (size_t h = 0; h < ranking->n_hits; h++) {
			double steps = round(ranking->hits[h].score / RANKING_STEP);
			steps = steps < before ? steps : before - 1;
			before = steps;
			buf_printf(out, "%s\tQ0\t%s\t%zu\t%.4f\t" RUN_NAME "\n", c->topics[i].id,
				   ranking->hits[h].document, h + 1, steps * RANKING_STEP);
		}
	}
}

/* ---- reading ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct str take_first(struct str *rest)
{
	size_t from = 0, to;
	while (from < rest->len && is_blank(rest->ptr[from]))
		from++;
	for (to = from; to < rest->len && !is_blank(rest->ptr[to]);)
		to++;
	struct str field = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->len);
	return field;
}

static struct str take_last(struct str *rest)
{
	size_t to = rest->len, from;
	while (to > 0 && is_blank(rest->ptr[to - 1]))
		to--;
	for (from = to; from > 0 && !is_blank(rest->ptr[from - 1]);)
		from--;
	struct str field = str_sub(*rest, from, to);
	*rest = str_sub(*rest, 0, from);
	return field;
}

/* A number as JSON writes it, which does not depend on the locale. */
static bool read_score(struct str s, double *out)
{
	json_t *number = json_loadb(s.ptr, s.len, JSON_DECODE_ANY, NULL);
	bool good = json_is_number(number);
	*out = json_number_value(number);
	json_decref(number);
	return good;
}

static leta_status read_hit(struct run *run, const struct collection *c, struct str line,
			    struct leta_error *err)
{
	struct str rest = line, behind[FIELDS_BEHIND] = {{0}};
	double score = 0;
	struct str id = take_first(&rest), iteration = take_first(&rest);
	for (size_t i = 0; i < FIELDS_BEHIND; i++)
		behind[i] = take_last(&rest);
	struct str document = str_trim(rest);
	if (iteration.len == 0 || document.len == 0 || !read_score(behind[1], &score))
		return error_set(
			err, LETA_ERR_FORMAT,
			"en träff ska vara fråga, Q0, dokument, plats, poäng och namn på körningen",
			"a hit must be query, Q0, document, rank, score and the run's name");
	const struct topic *topic = collection_find(c, id);
	return topic ? run_add(run, (size_t)(topic - c->topics), document, score, err) : LETA_OK;
}

static int as_trec_eval(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return strcmp(y->document, x->document);
}

leta_status run_read(const char *path, const struct collection *c, struct arena *arena,
		     struct run *out, struct leta_error *err)
{
	struct buf text;
	struct str rest, line;
	unsigned number = 0;
	size_t n_hits = 0;
	buf_init(&text, COLLECTION_FILE_MAX);
	leta_status st = run_init(out, c, arena, err);
	if (st == LETA_OK)
		st = collection_load(path, &text, err);
	rest = buf_view(&text);
	while (st == LETA_OK && str_line(&rest, &line)) {
		number++;
		if (str_trim(line).len > 0)
			st = read_hit(out, c, line, err);
		if (st != LETA_OK)
			error_in(err, st, "%s:%u", path, number);
	}
	buf_fini(&text);
	for (size_t i = 0; st == LETA_OK && i < c->n_topics; i++) {
		struct ranking *ranking = &out->rankings[i];
		n_hits += ranking->n_hits;
		if (ranking->n_hits > 0)
			qsort(ranking->hits, ranking->n_hits, sizeof(*ranking->hits), as_trec_eval);
	}
	if (st == LETA_OK && n_hits == 0)
		return error_set(err, LETA_ERR_INVALID, "'%s' har inga träffar på frågorna",
				 "'%s' has no hits for the queries", path);
	return st;
}
