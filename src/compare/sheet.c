/*
 * sheet.c: leta_compare(): see leta/compare.h. The words are those that leta_similar() would search
 * with.
 */
#include "leta/compare.h"

#include <stdlib.h>

#include "base/error.h"
#include "compare/likeness.h"
#include "compare/names.h"
#include "compare/ranges.h"
#include "query/no_room.h"
#include "search/results.h"

#define SHEET_MAX ((size_t)2 << 30)
#define WORDS_OF_PROJECT 80 /* heaviest terms that are looked at */
#define OWN_MAX 11
#define COMMON_WORDS 15
#define COMMON_NAMES 400

/* One project. The sheet points into it, so it lives as long. */
struct column {
	struct subject subject;
	struct likeness likeness;
	struct words words;
	size_t heaviest[WORDS_OF_PROJECT];
	size_t n_heaviest;
};

struct owned {
	struct leta_sheet sheet; /* first: what the client holds */
	struct arena *arena;
	struct column columns[LETA_COMPARE_MAX];
	size_t n;
};

/* ---- words ---- */

/* Keeps the numbers of the heaviest terms, heaviest first. */
static void keep_heaviest(struct column *c)
{
	const struct like_term *terms = c->likeness.terms;
	for (size_t i = 0; i < c->likeness.n_terms; i++) {
		size_t at = c->n_heaviest;
		while (at > 0 && terms[c->heaviest[at - 1]].bo1 < terms[i].bo1)
			at--;
		if (at == WORDS_OF_PROJECT)
			continue;
		c->n_heaviest += c->n_heaviest < WORDS_OF_PROJECT;
		for (size_t k = c->n_heaviest - 1; k > at; k--)
			c->heaviest[k] = c->heaviest[k - 1];
		c->heaviest[at] = i;
	}
}

static double uses_of(const struct column *c, struct str term)
{
	uint32_t number = forward_find(c->words.forward, term);
	return number == UINT32_MAX ? 0 : c->words.uses[number];
}

/* Whether a word is a part of one that is listed, or has one of them as a part. */
static bool is_told(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(words[i], word) || strstr(word, words[i]))
			return true;
	return false;
}

static unsigned users_of(const struct owned *m, struct str term)
{
	unsigned users = 0;
	for (size_t i = 0; i < m->n; i++)
		users |= uses_of(&m->columns[i], term) > 0 ? 1u << i : 0;
	return users;
}

static leta_status add_own_words(struct owned *m, size_t project, struct leta_error *err)
{
	struct column *c = &m->columns[project];
	struct leta_compared *out = &m->sheet.projects[project];
	size_t n = 0;
	for (size_t i = 0; i < c->n_heaviest && n < OWN_MAX; i++) {
		const char *shown;
		if (users_of(m, c->likeness.terms[c->heaviest[i]].term) != 1u << project)
			continue;
		leta_status st = likeness_show(&c->likeness, c->heaviest[i], &shown, err);
		if (st != LETA_OK)
			return st;
		if (!is_told(out->words, n, shown))
			out->words[n++] = shown;
	}
	return LETA_OK;
}

struct weighed {
	struct leta_common common;
	double weight;
};

static int heaviest_first(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return strcmp(x->common.name, y->common.name);
}

/* Terms that are heavy in one project and used in others; each is taken from the first that has it
 * among its heavy. */
static leta_status gather_common(struct owned *m, struct weighed *list, size_t *n,
				 struct leta_error *err)
{
	for (size_t p = 0; p < m->n; p++) {
		struct column *c = &m->columns[p];
		for (size_t i = 0; i < c->n_heaviest; i++) {
			const struct like_term *t = &c->likeness.terms[c->heaviest[i]];
			unsigned users = users_of(m, t->term);
			const char *shown;
			if ((users & (users - 1)) == 0 || t->name)
				continue;
			leta_status st = likeness_show(&c->likeness, c->heaviest[i], &shown, err);
			if (st != LETA_OK)
				return st;
			double weight = 0;
			for (size_t k = 0; k < m->n; k++)
				weight += uses_of(&m->columns[k], t->term) > 0 ? t->idf : 0;
			list[(*n)++] = (struct weighed){{shown, users}, weight};
		}
	}
	return LETA_OK;
}

static leta_status add_common_words(struct owned *m, struct leta_error *err)
{
	struct arena *arena = m->arena;
	struct leta_commons *out = &m->sheet.words;
	struct weighed *list = arena_zalloc(arena, m->n * WORDS_OF_PROJECT + 1, sizeof(*list));
	const char *told[COMMON_WORDS];
	size_t n = 0;
	out->items = arena_zalloc(arena, COMMON_WORDS, sizeof(*out->items));
	if (!list || !out->items)
		return no_room(arena, err);
	leta_status st = gather_common(m, list, &n, err);
	if (st != LETA_OK)
		return st;
	qsort(list, n, sizeof(*list), heaviest_first);
	for (size_t i = 0; i < n && out->n < COMMON_WORDS; i++) {
		if (is_told(told, out->n, list[i].common.name))
			continue;
		told[out->n] = list[i].common.name;
		out->items[out->n++] = list[i].common;
	}
	return LETA_OK;
}

/* ---- names ---- */

static leta_status add_common_names(struct owned *m, const enum leta_field_id *fields,
				    size_t n_fields, struct leta_commons *out,
				    struct leta_error *err)
{
	struct arena *arena = m->arena;
	struct names names[LETA_COMPARE_MAX];
	out->items = arena_zalloc(arena, COMMON_NAMES, sizeof(*out->items));
	if (!out->items)
		return no_room(arena, err);
	for (size_t p = 0; p < m->n; p++)
		if (!names_of(m->sheet.projects[p].record, fields, n_fields, arena, &names[p]))
			return no_room(arena, err);
	for (size_t p = 0; p < m->n; p++)
		for (size_t i = 0; i < names[p].n; i++) {
			struct str folded = names[p].items[i].folded;
			unsigned users = 0;
			for (size_t k = 0; k < m->n; k++)
				users |= names_has(&names[k], folded) ? 1u << k : 0;
			bool first = (users & ((1u << p) - 1)) == 0;
			if (first && (users & (users - 1)) != 0 && out->n < COMMON_NAMES)
				out->items[out->n++] =
					(struct leta_common){names[p].items[i].shown, users};
		}
	return LETA_OK;
}

/* ---- the whole ---- */

static leta_status open_column(struct owned *m, struct leta_index *index, const char *id,
			       struct leta_error *err)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	struct leta_compared *out = &m->sheet.projects[m->n];
	struct column *c = &m->columns[m->n++];
	query.ids = &id;
	query.n_ids = 1;
	leta_status st = subject_open(&c->subject, index, &query, m->arena, err);
	if (st == LETA_OK)
		st = likeness_open(&c->likeness, &c->subject, m->arena, err);
	if (st == LETA_OK)
		st = words_of(c->subject.documents[0].record, c->subject.documents[0].forward,
			      m->arena, &c->words, err);
	if (st != LETA_OK)
		return st;
	keep_heaviest(c);
	out->record = c->subject.documents[0].record;
	for (size_t i = 0; i + 1 < m->n; i++)
		if (m->columns[i].subject.documents[0].docid == c->subject.documents[0].docid)
			return error_set(err, LETA_ERR_INVALID,
					 "'%s' är samma projekt som nummer %zu",
					 "'%s' is the same project as number %zu", id, i + 1);
	return LETA_OK;
}

static leta_status make(struct owned *m, struct leta_index *index, const char *const *ids, size_t n,
			struct leta_error *err)
{
	static const enum leta_field_id organisations[] = {
		LETA_FIELD_OWNER, LETA_FIELD_OWNER_INFERRED, LETA_FIELD_PARTNER,
		LETA_FIELD_COFINANCIER};
	static const enum leta_field_id places[] = {LETA_FIELD_MUNICIPALITY};
	struct leta_sheet *sheet = &m->sheet;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		st = open_column(m, index, ids[i], err);
	sheet->n = m->n;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		range_monthly(sheet->projects[i].record, &sheet->projects[i].monthly);
		st = add_own_words(m, i, err);
	}
	if (st == LETA_OK)
		st = add_common_words(m, err);
	if (st == LETA_OK)
		st = add_common_names(m, organisations, 4, &sheet->organisations, err);
	return st == LETA_OK ? add_common_names(m, places, 1, &sheet->municipalities, err) : st;
}

leta_status leta_compare(leta_index *index, const char *const *ids, size_t n,
			 struct leta_sheet **out, struct leta_error *err)
{
	if (n < LETA_COMPARE_MIN || n > LETA_COMPARE_MAX)
		return error_set(err, LETA_ERR_INVALID, "två till fem projekt kan jämföras",
				 "two to five projects can be compared");
	struct owned *m = calloc(1, sizeof(*m));
	leta_status st = LETA_ERR_NOMEM;
	if (m && (m->arena = arena_new(SHEET_MAX)))
		st = make(m, index, ids, n, err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_sheet_free(m ? &m->sheet : NULL);
		return st;
	}
	*out = &m->sheet;
	return LETA_OK;
}

void leta_sheet_free(struct leta_sheet *sheet)
{
	struct owned *o = (struct owned *)sheet;
	if (!o)
		return;
	for (size_t i = 0; i < o->n; i++)
		subject_fini(&o->columns[i].subject);
	arena_free(o->arena);
	free(o);
}
