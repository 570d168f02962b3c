/*
 * comparer.c: see search/comparer.h. Candidates by their words, points by text and facts, reasons and
 * differences.
 */
#include "search/comparer.h"

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
#include "search/hit.h"
#include "search/results.h"

#define SCRATCH_MAX ((size_t)1 << 30)
#define TEXT_MAX ((size_t)64 << 10) /* bytes of a sentence */
#define WORDS_TOLD 5

struct comparer {
	struct leta_index *index;
	double weights[LETA_FACTOR_COUNT];
	enum leta_lang lang;
	struct subject subject;
	struct likeness likeness;
	struct arena *arena;   /* of the results */
	struct arena *scratch; /* of one candidate */
	struct comparer_hit *hits;
	size_t n;
};

static leta_status check_weights(const struct leta_similar_query *query, struct leta_error *err)
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

static leta_status compare_closest(const struct comparer *s, enum leta_factor factor,
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

static double points_of(const struct comparer *s, enum leta_factor factor, double agreement)
{
	return s->weights[factor] * fact_points(factor, agreement);
}

static leta_status words_in(struct view *view, struct arena *scratch, struct words *out,
			    struct leta_error *err)
{
	const struct leta_record *record;
	const struct forward *forward;
	leta_status st = view_record(view, &record, err);
	if (st == LETA_OK)
		st = view_forward(view, &forward, err);
	return st == LETA_OK ? words_of(record, forward, scratch, out, err) : st;
}

static leta_status score(const struct comparer *s, struct str data, struct comparer_hit *c,
			 struct leta_error *err)
{
	struct likeness_parts parts = {0};
	struct words words;
	struct view *view;
	arena_reset(s->scratch);
	leta_status st = session_view(s->index, data, &view, err);
	if (st == LETA_OK)
		st = words_in(view, s->scratch, &words, err);
	if (st == LETA_OK)
		st = likeness_of(&s->likeness, &words, s->scratch, &parts, err);
	c->likeness = parts.all;
	if (st == LETA_OK)
		c->score = points_of(s, LETA_FACTOR_TEXT, c->likeness);
	for (size_t f = LETA_FACTOR_TEXT + 1; st == LETA_OK && f < LETA_FACTOR_COUNT; f++) {
		struct closest closest;
		st = compare_closest(s, (enum leta_factor)f, words.record, &closest, err);
		if (st == LETA_OK && closest.fact.known)
			c->score += points_of(s, (enum leta_factor)f, closest.fact.agreement);
	}
	return st;
}

/* The id that the engine knows the document by. */
static leta_status name_hit(const struct comparer *s, struct str data, struct comparer_hit *c,
			    struct leta_error *err)
{
	struct store_entry entry;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	c->id = (struct str){arena_strdup(s->arena, entry.id), entry.id.len};
	return c->id.ptr ? LETA_OK : no_room(s->arena, err);
}

static int best_first(const void *a, const void *b)
{
	const struct comparer_hit *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->docid < y->docid ? -1 : 1;
}

leta_status comparer_rank(struct comparer *s, const struct engine_match *match,
			  struct leta_error *err)
{
	leta_status st = LETA_OK;
	s->n = 0;
	s->hits = arena_zalloc(s->arena, match->n_hits + 1, sizeof(*s->hits));
	if (!s->hits)
		return no_room(s->arena, err);
	for (size_t i = 0; st == LETA_OK && i < match->n_hits; i++) {
		struct comparer_hit *c = &s->hits[s->n];
		c->docid = match->hits[i].docid;
		if (subject_has(&s->subject, c->docid))
			continue;
		st = score(s, match->hits[i].data, c, err);
		if (st != LETA_OK || c->score <= 0)
			continue;
		st = name_hit(s, match->hits[i].data, c, err);
		s->n++;
	}
	qsort(s->hits, s->n, sizeof(*s->hits), best_first);
	return st;
}

const struct comparer_hit *comparer_hits(const struct comparer *s, size_t *n)
{
	*n = s->n;
	return s->hits;
}

/* ---- telling ---- */

static void add(const struct comparer *s, struct leta_reason *list, size_t *n,
		enum leta_factor factor, struct buf *text, double weight)
{
	if (text->len == 0)
		return;
	list[*n] = (struct leta_reason){leta_factor_info(factor)->kind,
					arena_strdup(s->arena, buf_view(text)), weight};
	++*n;
	buf_clear(text);
}

static leta_status tell_text(struct comparer *s, const struct comparer_hit *c, struct view *view,
			     struct buf *out, struct leta_error *err)
{
	struct words words;
	size_t shared[LIKENESS_SHARED_MAX];
	leta_status st = words_in(view, s->scratch, &words, err);
	if (st != LETA_OK)
		return st;
	buf_cstr(out, s->lang == LETA_EN ? "the text is " : "texten är till ");
	phrase_percent(out, c->likeness, s->lang);
	buf_cstr(out, s->lang == LETA_EN ? " alike" : " lik");
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

static leta_status tell_facts(struct comparer *s, struct leta_hit *hit, struct buf *text,
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
			tell_reason(text, factor, &c.fact, c.given, hit->record, s->lang);
		add(s, hit->reasons, &hit->n_reasons, factor, text, points);
		if (s->weights[f] > 0)
			tell_difference(text, factor, &c.fact, c.given, hit->record,
					s->lang);
		if (text->len == 0 && points < 0)
			tell_reason(text, factor, &c.fact, c.given, hit->record, s->lang);
		add(s, hit->differences, &hit->n_differences, factor, text, points);
	}
	return st;
}

leta_status comparer_tell(struct comparer *s, const struct comparer_hit *c, struct str data,
			  struct leta_hit *hit, struct leta_error *err)
{
	struct buf text;
	struct view *view;
	buf_init(&text, TEXT_MAX);
	arena_reset(s->scratch);
	hit->reasons = arena_zalloc(s->arena, LETA_FACTOR_COUNT, sizeof(*hit->reasons));
	hit->differences = arena_zalloc(s->arena, LETA_FACTOR_COUNT, sizeof(*hit->differences));
	leta_status st = hit->reasons && hit->differences ? LETA_OK : no_room(s->arena, err);
	if (st == LETA_OK)
		st = results_record(s->index, data, s->arena, hit, err);
	if (st == LETA_OK)
		st = session_view(s->index, data, &view, err);
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
		reasons_sort(hit->reasons, hit->n_reasons);
	return st;
}

/* The ids of the subject, with blanks between. */
static const char *name_subject(const struct comparer *s)
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

leta_status comparer_ranges(const struct comparer *s, const struct leta_hit *hits, size_t n,
			    const struct leta_comparables **out, struct leta_error *err)
{
	const struct leta_record *given = s->subject.n == 1 ? s->subject.documents[0].record : NULL;
	struct leta_comparables *made;
	leta_status st = ranges_of(hits, n, given, s->arena, &made, err);
	if (st != LETA_OK)
		return st;
	made->given = name_subject(s);
	*out = made;
	return made->given ? LETA_OK : no_room(s->arena, err);
}

/* ---- the whole ---- */

leta_status comparer_open(struct leta_index *index, const struct leta_similar_query *query,
			  struct arena *arena, struct comparer **out, struct leta_error *err)
{
	struct comparer *s = NULL;
	leta_status st = check_weights(query, err);
	*out = NULL;
	if (st != LETA_OK)
		return st;
	if (!(s = calloc(1, sizeof(*s))) || !(s->scratch = arena_new(SCRATCH_MAX))) {
		free(s);
		return error_nomem(err);
	}
	s->index = index;
	s->arena = arena;
	s->lang = query->lang;
	memcpy(s->weights, query->weights, sizeof(s->weights));
	st = subject_open(&s->subject, index, query, arena, err);
	if (st == LETA_OK)
		st = likeness_open(&s->likeness, &s->subject, arena, err);
	if (st != LETA_OK) {
		comparer_free(s);
		return st;
	}
	*out = s;
	return LETA_OK;
}

struct plan_node *comparer_plan(const struct comparer *s)
{
	return likeness_plan(&s->likeness);
}

void comparer_free(struct comparer *s)
{
	if (!s)
		return;
	subject_fini(&s->subject);
	arena_free(s->scratch);
	free(s);
}
