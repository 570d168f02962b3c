/*
 * similar_runs.c: how texts are found to be alike, in several ways, through the same index:
 * similar_runs INDEX < QUERIES > RUNS
 *
 * A line of QUERIES is a name, a tab, and a text with "\n" for line feeds; or a name alone: the document with that id.
 * A line of RUNS is way, name, rank, id, score. The ways: `leta` (the text part of leta_similar()) and what it is
 * measured against: `eset`, the 40 best Bo1 terms as a query without weights; `cosine`, log tf·idf vectors of all
 * documents; `bm25`, the 25 terms of highest tf·idf as a query, as more-like-this elsewhere.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "compare/likeness.h"
#include "compare/subject.h"

#define CANDIDATES 200
#define SHOWN 100
#define ARENA_MAX ((size_t)1 << 30)
#define LINE_MAX_BYTES ((size_t)8 << 20)

struct scored {
	char id[SESSION_ID_MAX];
	double score;
};

struct way {
	const char *name;
	struct scored *list;
	size_t n, cap;
};

struct asking {
	leta_index *index;
	struct subject subject;
	struct likeness likeness;
	struct arena *arena, *scratch;
	const char *name;
	struct way cosine, leta;
	struct leta_error error;
};

static void die(const struct leta_error *error)
{
	fprintf(stderr, "similar_runs: %s\n", error->message[LETA_EN]);
	exit(1);
}

static void add(struct way *way, struct str id, double score)
{
	if (way->n == way->cap) {
		way->cap = way->cap ? way->cap * 2 : 1024;
		way->list = realloc(way->list, way->cap * sizeof(*way->list));
		if (!way->list)
			abort();
	}
	struct scored *s = &way->list[way->n++];
	snprintf(s->id, sizeof(s->id), STR_FMT, STR_ARG(id));
	s->score = score;
}

static int best_first(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;
	return x->score != y->score ? (x->score < y->score ? 1 : -1) : strcmp(x->id, y->id);
}

static void print(struct way *way, const char *query)
{
	qsort(way->list, way->n, sizeof(*way->list), best_first);
	for (size_t i = 0; i < way->n && i < SHOWN; i++)
		printf("%s\t%s\t%zu\t%s\t%.6f\n", way->name, query, i + 1, way->list[i].id,
		       way->list[i].score);
	way->n = 0;
}

/* ---- queries of terms ---- */

static double by_bo1(const struct like_term *t)
{
	return t->bo1;
}

static double by_tfidf(const struct like_term *t)
{
	return t->uses * t->idf;
}

static double (*order)(const struct like_term *);

static int heaviest_first(const void *a, const void *b)
{
	const struct like_term *x = *(struct like_term *const *)a, *y = *(struct like_term *const *)b;
	double wx = order(x), wy = order(y);
	return wx != wy ? (wx < wy ? 1 : -1) : str_cmp(x->term, y->term);
}

static struct engine_match *match(struct asking *a, const struct plan_node *plan)
{
	struct engine_match_options options = {
		.bm25 = session_bm25(), .limit = CANDIDATES, .best_only = true};
	struct engine_match *found = NULL;
	if (engine_reader_match(a->index->engine, plan, &options, &found, &a->error) != LETA_OK)
		die(&a->error);
	return found;
}

static void take_match(struct asking *a, const struct engine_match *found, const char *name)
{
	struct way way = {.name = name};
	for (size_t i = 0; i < found->n_hits; i++) {
		struct store_entry entry;
		if (!subject_has(&a->subject, found->hits[i].docid) &&
		    store_entry_decode(found->hits[i].data, &entry))
			add(&way, entry.id, found->hits[i].score);
	}
	print(&way, a->name);
	free(way.list);
}

static void run_terms(struct asking *a, const char *name, double (*weight)(const struct like_term *),
		      size_t max)
{
	struct likeness *l = &a->likeness;
	struct like_term **terms = arena_zalloc(a->arena, l->n_terms + 1, sizeof(*terms));
	struct plan_node *nodes = arena_zalloc(a->arena, max + 1, sizeof(*nodes));
	struct plan_node **links = arena_zalloc(a->arena, max + 1, sizeof(*links));
	size_t n = 0;
	for (size_t i = 0; i < l->n_terms; i++)
		terms[i] = &l->terms[i];
	order = weight;
	qsort(terms, l->n_terms, sizeof(*terms), heaviest_first);
	for (size_t i = 0; i < l->n_terms && n < max; i++)
		if (terms[i]->count.documents > 0) {
			nodes[n] = (struct plan_node){.op = PLAN_TERM, .term = terms[i]->term};
			links[n] = &nodes[n];
			n++;
		}
	struct plan_node root = {.op = PLAN_OR, .children = links, .n_children = n};
	struct engine_match *found = match(a, &root);
	take_match(a, found, name);
	engine_match_free(found);
}

/* ---- vectors ---- */

static struct likeness_parts compare(struct asking *a, struct str data, struct str *id)
{
	const struct leta_record *record;
	const struct forward *forward;
	struct likeness_parts parts = {0};
	struct words words;
	struct view *view;
	struct store_entry entry;
	arena_reset(a->scratch);
	leta_status st = session_view(a->index, data, &view, &a->error);
	if (st == LETA_OK)
		st = view_record(view, &record, &a->error);
	if (st == LETA_OK)
		st = view_forward(view, &forward, &a->error);
	if (st == LETA_OK)
		st = words_of(record, forward, a->scratch, &words, &a->error);
	if (st == LETA_OK)
		st = likeness_of(&a->likeness, &words, a->scratch, &parts, &a->error);
	if (st != LETA_OK)
		die(&a->error);
	if (store_entry_decode(data, &entry))
		*id = entry.id;
	return parts;
}

static leta_status take_all(void *ctx, struct str data, struct leta_error *err)
{
	struct asking *a = ctx;
	struct str id = {NULL, 0};
	(void)err;
	double cosine = compare(a, data, &id).cosine;
	const char *own = leta_record_text(a->subject.documents[0].record, LETA_FIELD_ID);
	bool self = a->subject.documents[0].docid != 0 && str_eq(id, str_from(own));
	if (!self && cosine > 0)
		add(&a->cosine, id, cosine);
	return LETA_OK;
}

static void run_leta(struct asking *a)
{
	struct engine_match *found = match(a, likeness_plan(&a->likeness));
	for (size_t i = 0; i < found->n_hits; i++) {
		struct str id = {NULL, 0};
		if (subject_has(&a->subject, found->hits[i].docid))
			continue;
		struct likeness_parts parts = compare(a, found->hits[i].data, &id);
		add(&a->leta, id, parts.all);
	}
	print(&a->leta, a->name);
	engine_match_free(found);
}

static void ask(struct asking *a, char *line)
{
	char *tab = strchr(line, '\t'), *to = line;
	struct leta_draft draft = {0};
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	const char *ids[] = {line};
	if (tab) {
		*tab = '\0';
		to = tab + 1;
		draft.bytes = to;
		for (const char *from = to; *from; from++)
			if (from[0] == '\\' && from[1] == 'n') {
				*to++ = '\n';
				from++;
			} else
				*to++ = *from;
		draft.size = (size_t)(to - draft.bytes);
		query.drafts = &draft;
		query.n_drafts = 1;
	} else {
		query.ids = ids;
		query.n_ids = 1;
	}
	a->name = line;
	arena_reset(a->arena);
	if (subject_open(&a->subject, a->index, &query, a->arena, &a->error) != LETA_OK ||
	    likeness_open(&a->likeness, &a->subject, a->arena, &a->error) != LETA_OK)
		die(&a->error);
	run_leta(a);
	run_terms(a, "eset", by_bo1, 40);
	run_terms(a, "bm25", by_tfidf, 25);
	if (engine_reader_each(a->index->engine, STR(""), take_all, a, &a->error) != LETA_OK)
		die(&a->error);
	print(&a->cosine, a->name);
	subject_fini(&a->subject);
}

int main(int argc, char **argv)
{
	struct asking a = {.arena = arena_new(ARENA_MAX),
			   .scratch = arena_new(ARENA_MAX),
			   .cosine = {.name = "cosine"},
			   .leta = {.name = "leta"}};
	char *line = malloc(LINE_MAX_BYTES);
	if (argc != 2 || !line || !a.arena || !a.scratch)
		return 2;
	if (leta_index_open(argv[1], &a.index, &a.error) != LETA_OK)
		die(&a.error);
	while (fgets(line, (int)LINE_MAX_BYTES, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		ask(&a, line);
	}
	leta_index_close(a.index);
	free(a.cosine.list);
	free(a.leta.list);
	free(line);
	arena_free(a.arena);
	arena_free(a.scratch);
	return 0;
}
