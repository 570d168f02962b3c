/*
 * similar.c: leta_similar(): candidates by their words, points by text and facts, reasons and
 * differences.
 */
#include "leta/similar.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "compare/fact.h"
#include "compare/likeness.h"
#include "compare/phrase.h"
#include "compare/ranges.h"
#include "compare/subject.h"
#include "compare/tell.h"
#include "query/no_room.h"
#include "search/results.h"

#define CANDIDATES 200
#define SCRATCH_MAX ((size_t)1 << 30)
#define TEXT_MAX ((size_t)64 << 10) /* bytes of a sentence */
#define WORDS_TOLD 5

struct candidate {
	const struct engine_hit *hit;
	double likeness; /* of the text */
	double score;
};

struct similar {
	struct leta_index *index;
	const struct leta_similar_query *query;
	struct subject subject;
	struct likeness likeness;
	struct arena *arena;   /* of the results */
	struct arena *scratch; /* of one candidate */
	struct candidate *candidates;
	size_t n;
};

static leta_status check_query(const struct leta_similar_query *query, struct leta_error *err)
{
	for (size_t i = 0; i < LETA_FACTOR_COUNT; i++)
		if (!(query->weights[i] >= 0) || isinf(query->weights[i]))
			return error_set(err, LETA_ERR_INVALID, "vikten för %s är inget tal ≥ 0",
					 "the weight of %s is no number ≥ 0",
					 leta_factor_info((enum leta_factor)i)->name[LETA_EN]);
	return LETA_OK;
}

/* ---- points ---- */

/* A fact against the subject's document that agrees best. */
struct closest {
	struct fact fact;
	const struct leta_record *given;
};

static leta_status compare_closest(const struct similar *s, enum leta_factor factor,
				   const struct leta_record *record, struct closest *out,
				   struct leta_error *err)
{
	leta_status st = LETA_OK;
	*out = (struct closest){.given = s->subject.documents[0].record};
	for (size_t i = 0; st == LETA_OK && i < s->subject.n; i++) {
		const struct leta_record *given = s->subject.documents[i].record;
		struct fact fact;
		st = fact_compare(factor, given, record, s->scratch, &fact, err);
		if (st == LETA_OK && fact.known &&
		    (!out->fact.known || fact.agreement > out->fact.agreement))
			*out = (struct closest){fact, given};
	}
	return st;
}

static double points_of(const struct similar *s, enum leta_factor factor, double agreement)
{
	return s->query->weights[factor] * fact_points(factor, agreement);
}

static leta_status score(const struct similar *s, struct candidate *c, struct leta_error *err)
{
	const struct leta_record *record;
	const struct forward *forward;
	struct likeness_parts parts = {0};
	struct words words;
	struct view *view;
	arena_reset(s->scratch);
	leta_status st = session_view(s->index, c->hit->data, &view, err);
	if (st == LETA_OK)
		st = view_record(view, &record, err);
	if (st == LETA_OK)
		st = view_forward(view, &forward, err);
	if (st == LETA_OK)
		st = words_of(record, forward, s->scratch, &words, err);
	if (st == LETA_OK)
		st = likeness_of(&s->likeness, &words, s->scratch, &parts, err);
	c->likeness = parts.all;
	if (st == LETA_OK)
		c->score = points_of(s, LETA_FACTOR_TEXT, c->likeness);
	for (size_t f = LETA_FACTOR_TEXT + 1; st == LETA_OK && f < LETA_FACTOR_COUNT; f++) {
		struct closest closest;
		st = compare_closest(s, (enum leta_factor)f, record, &closest, err);
		if (st == LETA_OK && closest.fact.known)
			c->score += points_of(s, (enum leta_factor)f, closest.fact.agreement);
	}
	return st;
}

static int best_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->hit->docid < y->hit->docid ? -1 : 1;
}

/* Scores what the words found; documents that get no points in all are not comparable. */
static leta_status rank(struct similar *s, const struct engine_match *match, struct leta_error *err)
{
	leta_status st = LETA_OK;
	s->candidates = arena_zalloc(s->arena, match->n_hits + 1, sizeof(*s->candidates));
	if (!s->candidates)
		return no_room(s->arena, err);
	for (size_t i = 0; st == LETA_OK && i < match->n_hits; i++) {
		struct candidate *c = &s->candidates[s->n];
		if (subject_has(&s->subject, match->hits[i].docid))
			continue;
		c->hit = &match->hits[i];
		st = score(s, c, err);
		s->n += st == LETA_OK && c->score > 0;
	}
	qsort(s->candidates, s->n, sizeof(*s->candidates), best_first);
	return st;
}

/* ---- telling ---- */

static void add(const struct similar *s, struct leta_reason *list, size_t *n,
		enum leta_factor factor, struct buf *text, double weight)
{
	if (text->len == 0)
		return;
	list[*n] = (struct leta_reason){leta_factor_info(factor)->kind,
					arena_strdup(s->arena, buf_view(text)), weight};
	++*n;
	buf_clear(text);
}

static leta_status tell_text(struct similar *s, const struct candidate *c, struct view *view,
			     struct buf *out, struct leta_error *err)
{
	const struct leta_record *record;
	const struct forward *forward;
	struct words words;
	size_t shared[LIKENESS_SHARED_MAX];
	leta_status st = view_record(view, &record, err);
	if (st == LETA_OK)
		st = view_forward(view, &forward, err);
	if (st == LETA_OK)
		st = words_of(record, forward, s->scratch, &words, err);
	if (st != LETA_OK)
		return st;
	buf_cstr(out, s->query->lang == LETA_EN ? "the text is " : "texten är till ");
	phrase_percent(out, c->likeness, s->query->lang);
	buf_cstr(out, s->query->lang == LETA_EN ? " alike" : " lik");
	size_t n = likeness_shared(&s->likeness, &words, shared, LIKENESS_SHARED_MAX), told = 0;
	for (size_t i = 0; out->status == LETA_OK && i < n && told < WORDS_TOLD; i++) {
		const char *shown;
		st = likeness_show(&s->likeness, shared[i], &shown, err);
		if (st != LETA_OK)
			return st;
		if (strstr(out->data, shown))
			continue; /* a part of a word that is told already */
		buf_printf(out, "%s%s", told++ > 0 ? ", " : ": ", shown);
	}
	return st;
}

static leta_status tell_facts(struct similar *s, struct leta_hit *hit, struct buf *text,
			      struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t f = LETA_FACTOR_TEXT + 1; st == LETA_OK && f < LETA_FACTOR_COUNT; f++) {
		enum leta_factor factor = (enum leta_factor)f;
		struct closest c;
		st = compare_closest(s, factor, hit->record, &c, err);
		if (st != LETA_OK)
			break;
		double points = c.fact.known ? points_of(s, factor, c.fact.agreement) : 0;
		if (points != 0 && c.fact.known)
			tell_reason(text, factor, &c.fact, c.given, hit->record, s->query->lang);
		add(s, hit->reasons, &hit->n_reasons, factor, text, points);
		if (s->query->weights[f] > 0)
			tell_difference(text, factor, &c.fact, c.given, hit->record,
					s->query->lang);
		if (text->len == 0 && points < 0)
			tell_reason(text, factor, &c.fact, c.given, hit->record, s->query->lang);
		add(s, hit->differences, &hit->n_differences, factor, text, points);
	}
	return st;
}

static int heaviest_first(const void *a, const void *b)
{
	const struct leta_reason *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return strcmp(x->text, y->text);
}

static leta_status tell(struct similar *s, const struct candidate *c, struct leta_hit *hit,
			struct leta_error *err)
{
	struct buf text;
	struct view *view;
	buf_init(&text, TEXT_MAX);
	arena_reset(s->scratch);
	hit->reasons = arena_zalloc(s->arena, LETA_FACTOR_COUNT, sizeof(*hit->reasons));
	hit->differences = arena_zalloc(s->arena, LETA_FACTOR_COUNT, sizeof(*hit->differences));
	leta_status st = hit->reasons && hit->differences ? LETA_OK : no_room(s->arena, err);
	if (st == LETA_OK)
		st = results_record(s->index, c->hit->data, s->arena, hit, err);
	if (st == LETA_OK)
		st = session_view(s->index, c->hit->data, &view, err);
	if (st == LETA_OK)
		st = tell_text(s, c, view, &text, err);
	if (st == LETA_OK) {
		hit->score = c->score;
		add(s, hit->reasons, &hit->n_reasons, LETA_FACTOR_TEXT, &text,
		    points_of(s, LETA_FACTOR_TEXT, c->likeness));
		st = tell_facts(s, hit, &text, err);
	}
	if (st == LETA_OK)
		st = buf_status(&text, err);
	if (st == LETA_OK && arena_failed(s->arena))
		st = no_room(s->arena, err);
	buf_fini(&text);
	if (st == LETA_OK)
		qsort(hit->reasons, hit->n_reasons, sizeof(*hit->reasons), heaviest_first);
	return st;
}

static const char *name_subject(const struct similar *s)
{
	struct buf names;
	buf_init(&names, TEXT_MAX);
	for (size_t i = 0; i < s->subject.n; i++) {
		const char *id = leta_record_text(s->subject.documents[i].record, LETA_FIELD_ID);
		buf_printf(&names, "%s%s", i > 0 ? " " : "", id ? id : "");
	}
	const char *copy = buf_status(&names, NULL) == LETA_OK
				   ? arena_strdup(s->arena, buf_view(&names))
				   : NULL;
	buf_fini(&names);
	return copy;
}

static leta_status fill(struct similar *s, struct leta_results *out, struct leta_error *err)
{
	size_t first = s->query->offset < s->n ? s->query->offset : s->n, left = s->n - first;
	size_t n = s->query->limit == 0 || left < s->query->limit ? left : s->query->limit;
	out->query = name_subject(s);
	out->index = arena_strdup(s->arena, str_from(leta_index_fingerprint(s->index)));
	out->hits = arena_zalloc(s->arena, n + 1, sizeof(*out->hits));
	if (!out->query || !out->index || !out->hits)
		return no_room(s->arena, err);
	out->understood = out->query;
	out->total = s->n;
	out->offset = s->query->offset;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		out->hits[i].rank = first + i + 1;
		st = tell(s, &s->candidates[first + i], &out->hits[i], err);
		out->n_hits = i + 1;
	}
	const struct leta_record *given = s->subject.n == 1 ? s->subject.documents[0].record : NULL;
	return st == LETA_OK ? ranges_of(out->hits, n, given, s->arena, &out->comparables, err)
			     : st;
}

/* ---- the whole ---- */

static leta_status find(struct similar *s, struct leta_results *out, struct leta_error *err)
{
	struct engine_match_options options = {.bm25 = session_bm25(),
					       .limit = CANDIDATES + LETA_SIMILAR_SUBJECTS_MAX,
					       .best_only = true};
	struct engine_match *match = NULL;
	leta_status st = subject_open(&s->subject, s->index, s->query, s->arena, err);
	if (st == LETA_OK)
		st = likeness_open(&s->likeness, &s->subject, s->arena, err);
	if (st != LETA_OK)
		return st;
	const struct plan_node *plan = likeness_plan(&s->likeness);
	st = plan ? engine_reader_match(s->index->engine, plan, &options, &match, err)
		  : no_room(s->arena, err);
	if (st == LETA_OK)
		st = rank(s, match, err);
	if (st == LETA_OK)
		st = fill(s, out, err);
	engine_match_free(match);
	return st;
}

leta_status leta_similar(leta_index *index, const struct leta_similar_query *query,
			 struct leta_results **out, struct leta_error *err)
{
	struct similar s = {.index = index, .query = query};
	struct results_owned *owned = NULL;
	leta_status st = check_query(query, err);
	if (st == LETA_OK)
		st = results_new(&owned, err);
	if (st == LETA_OK && !(s.scratch = arena_new(SCRATCH_MAX)))
		st = error_nomem(err);
	if (st == LETA_OK) {
		s.arena = owned->arena;
		st = find(&s, &owned->results, err);
	}
	subject_fini(&s.subject);
	arena_free(s.scratch);
	if (st != LETA_OK) {
		leta_results_free(owned ? &owned->results : NULL);
		return st;
	}
	*out = &owned->results;
	return LETA_OK;
}
