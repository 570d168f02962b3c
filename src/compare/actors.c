/*
 * actors.c: leta_list_actors(): one walk over all records, counting organisations by their normal
 * form.
 */
#include "leta/actor.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "leta/search.h"
#include "query/no_room.h"
#include "schema/organisation.h"
#include "search/results.h"
#include "store/blob.h"

#define ACTORS_MAX ((size_t)2 << 30) /* bytes of an answer */
#define NAME_MAX ((size_t)64 << 10)
#define MENTIONS_MAX 1000
#define ORGANISATIONS_OF_RECORD 256 /* that are looked at */

struct owned {
	struct leta_actors actors; /* first: what the client holds */
	struct arena *arena;
	struct leta_results *mentions; /* engagements may point at their records */
};

/* The walk. */
struct counting {
	leta_index *index;
	struct owned *owned;
	struct arena *scratch; /* of one record */
	struct map *names;     /* normal form → number of the actor */
	size_t cap, engagements_cap;
	struct buf name;
	const char *wanted; /* normal form of the one that is asked for, or NULL = all */
};

/* An organisation of one record. */
struct role {
	uint32_t number;
	unsigned parts; /* bits */
};

struct roles {
	struct role items[ORGANISATIONS_OF_RECORD];
	size_t n;
};

static leta_status actor_number(struct counting *c, uint32_t *out, struct leta_error *err)
{
	struct leta_actors *list = &c->owned->actors;
	size_t known = map_size(c->names);
	uint32_t number = map_put(c->names, buf_view(&c->name));
	if (number == MAP_NONE)
		return error_nomem(err);
	if (number == known) {
		struct leta_actor *actors =
			arena_grow(c->owned->arena, list->actors, known, &c->cap, sizeof(*actors));
		char *name = arena_strdup(c->owned->arena, buf_view(&c->name));
		if (!actors || !name)
			return no_room(c->owned->arena, err);
		actors[known] = (struct leta_actor){.name = name};
		list->actors = actors;
		list->n_actors = known + 1;
	}
	*out = number;
	return LETA_OK;
}

/* Notes the organisation whose normal form stands in c->name. */
static leta_status add_role(struct counting *c, enum leta_part part, struct roles *roles,
			    struct leta_error *err)
{
	uint32_t number;
	if (c->name.len == 0 || (c->wanted && !str_eq(buf_view(&c->name), str_from(c->wanted))))
		return buf_status(&c->name, err);
	leta_status st = actor_number(c, &number, err);
	if (st != LETA_OK)
		return st;
	for (size_t i = 0; i < roles->n; i++)
		if (roles->items[i].number == number) {
			roles->items[i].parts |= 1u << part;
			return LETA_OK;
		}
	if (roles->n < ORGANISATIONS_OF_RECORD)
		roles->items[roles->n++] = (struct role){number, 1u << part};
	return LETA_OK;
}

static leta_status find_roles(struct counting *c, const struct leta_record *record,
			      struct roles *roles, struct leta_error *err)
{
	static const struct {
		enum leta_field_id field;
		enum leta_part part;
	} lists[] = {{LETA_FIELD_PARTNER, LETA_PART_PARTNER},
		     {LETA_FIELD_COFINANCIER, LETA_PART_COFINANCIER}};
	leta_status st = LETA_OK;
	buf_clear(&c->name);
	if (organisation_of_record(record, &c->name))
		st = add_role(c, LETA_PART_OWNER, roles, err);
	for (size_t l = 0; l < sizeof(lists) / sizeof(lists[0]); l++) {
		const struct leta_field *field = &record->fields[lists[l].field];
		for (size_t i = 0; st == LETA_OK && i < field->n_items; i++) {
			organisation_canonical(str_from(field->items[i].text), &c->name);
			st = add_role(c, lists[l].part, roles, err);
		}
	}
	return st;
}

static void widen_years(struct leta_actor *actor, const struct leta_record *record)
{
	int64_t start = 0, end = 0;
	leta_record_number(record, LETA_FIELD_START, &start);
	leta_record_number(record, LETA_FIELD_END, &end);
	int64_t first = (start ? start : end) / 10000, last = (end ? end : start) / 10000;
	if (first > 0 && (actor->first_year == 0 || first < actor->first_year))
		actor->first_year = first;
	if (last > actor->last_year)
		actor->last_year = last;
}

static void add_sums(struct leta_part_sum *sum, const struct leta_record *record)
{
	int64_t sek;
	sum->projects++;
	if (leta_record_number(record, LETA_FIELD_GRANT, &sek)) {
		sum->n_grant++;
		sum->grant += sek;
	}
	if (leta_record_number(record, LETA_FIELD_BUDGET, &sek)) {
		sum->n_budget++;
		sum->budget += sek;
	}
}

static leta_status add_engagement(struct counting *c, struct leta_actor *actor, struct str data,
				  unsigned parts, struct leta_error *err)
{
	struct arena *arena = c->owned->arena;
	struct leta_engagement *list = arena_grow(arena, actor->engagements, actor->n_engagements,
						  &c->engagements_cap, sizeof(*list));
	struct leta_hit hit = {0};
	if (!list)
		return no_room(arena, err);
	actor->engagements = list;
	list[actor->n_engagements].parts = parts;
	leta_status st = results_record(c->index, data, arena, &hit, err);
	list[actor->n_engagements++].record = hit.record;
	return st;
}

static leta_status take_document(void *ctx, struct str data, struct leta_error *err)
{
	struct counting *c = ctx;
	struct leta_hit hit = {0};
	struct roles roles = {.n = 0};
	arena_reset(c->scratch);
	leta_status st = results_record(c->index, data, c->scratch, &hit, err);
	const struct leta_record *record = hit.record;
	if (st == LETA_OK)
		st = find_roles(c, record, &roles, err);
	for (size_t i = 0; st == LETA_OK && i < roles.n; i++) {
		struct leta_actor *actor = &c->owned->actors.actors[roles.items[i].number];
		actor->projects++;
		widen_years(actor, record);
		for (unsigned part = 0; part < LETA_PART_COUNT; part++)
			if (roles.items[i].parts & 1u << part)
				add_sums(&actor->parts[part], record);
		if (c->wanted)
			st = add_engagement(c, actor, data, roles.items[i].parts, err);
	}
	return st;
}

/* ---- mentions in texts ---- */

static bool has_engagement(const struct leta_actor *actor, size_t n,
			   const struct leta_record *record)
{
	const char *id = leta_record_text(record, LETA_FIELD_ID);
	for (size_t i = 0; i < n; i++)
		if (strcmp(leta_record_text(actor->engagements[i].record, LETA_FIELD_ID), id) == 0)
			return true;
	return false;
}

/* The name as a phrase of the query language: quotation marks would end it. */
static const char *phrase_of(const char *name, struct arena *arena)
{
	char *phrase = arena_printf(arena, "\"%s\"", name);
	for (char *mark = phrase ? phrase + 1 : NULL; mark && mark[1]; mark++)
		if (*mark == '"')
			*mark = ' ';
	return phrase;
}

/* Adds the documents whose text has the name and where the organisation has no other part. */
static leta_status add_mentions(struct counting *c, struct leta_actor *actor,
				struct leta_error *err)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct arena *arena = c->owned->arena;
	size_t n = actor->n_engagements;
	query.text = phrase_of(actor->name, arena);
	query.limit = MENTIONS_MAX;
	query.mode = LETA_MODE_ALL;
	query.exact = true;
	query.snippets = false;
	if (!query.text)
		return no_room(arena, err);
	leta_status st = leta_search(c->index, &query, &c->owned->mentions, err);
	for (size_t i = 0; st == LETA_OK && i < c->owned->mentions->n_hits; i++) {
		const struct leta_record *record = c->owned->mentions->hits[i].record;
		if (has_engagement(actor, n, record))
			continue;
		struct leta_engagement *list =
			arena_grow(arena, actor->engagements, actor->n_engagements,
				   &c->engagements_cap, sizeof(*list));
		if (!list)
			return no_room(arena, err);
		actor->engagements = list;
		list[actor->n_engagements++] =
			(struct leta_engagement){record, 1u << LETA_PART_MENTIONED};
		add_sums(&actor->parts[LETA_PART_MENTIONED], record);
	}
	return st;
}

/* ---- order ---- */

static int most_first(const void *a, const void *b)
{
	const struct leta_actor *x = a, *y = b;
	if (x->projects != y->projects)
		return x->projects < y->projects ? 1 : -1;
	return strcmp(x->name, y->name);
}

/* Other parts before mentions, then the newest first. */
static int newest_first(const void *a, const void *b)
{
	const struct leta_engagement *x = a, *y = b;
	bool x_only = x->parts == 1u << LETA_PART_MENTIONED;
	bool y_only = y->parts == 1u << LETA_PART_MENTIONED;
	int64_t x_start = 0, y_start = 0;
	if (x_only != y_only)
		return x_only ? 1 : -1;
	leta_record_number(x->record, LETA_FIELD_START, &x_start);
	leta_record_number(y->record, LETA_FIELD_START, &y_start);
	if (x_start != y_start)
		return x_start < y_start ? 1 : -1;
	return strcmp(leta_record_text(x->record, LETA_FIELD_ID),
		      leta_record_text(y->record, LETA_FIELD_ID));
}

/* ---- the whole ---- */

static leta_status find_wanted(struct counting *c, const char *name, struct leta_error *err)
{
	uint32_t number;
	organisation_canonical(str_from(name), &c->name);
	leta_status st = buf_status(&c->name, err);
	if (st == LETA_OK && c->name.len == 0)
		return error_set(err, LETA_ERR_INVALID, "namnet är tomt", "the name is empty");
	if (st == LETA_OK)
		st = actor_number(c, &number, err);
	if (st == LETA_OK)
		c->wanted = c->owned->actors.actors[number].name;
	return st;
}

static leta_status count(struct counting *c, const char *name, struct leta_error *err)
{
	struct leta_actors *all = &c->owned->actors;
	leta_status st = name ? find_wanted(c, name, err) : LETA_OK;
	if (st == LETA_OK)
		st = engine_reader_each(c->index->engine, STR(""), take_document, c, err);
	if (st == LETA_OK && name)
		st = add_mentions(c, &all->actors[0], err);
	if (st != LETA_OK)
		return st;
	if (name && all->actors[0].n_engagements == 0)
		return error_set(err, LETA_ERR_NOT_FOUND,
				 "ingen organisation heter '%s'; 'leta actors' visar alla",
				 "no organisation is called '%s'; 'leta actors' shows all", name);
	if (all->n_actors > 0)
		qsort(all->actors, all->n_actors, sizeof(*all->actors), most_first);
	if (name)
		qsort(all->actors[0].engagements, all->actors[0].n_engagements,
		      sizeof(*all->actors[0].engagements), newest_first);
	return LETA_OK;
}

leta_status leta_list_actors(leta_index *index, const char *name, struct leta_actors **out,
			     struct leta_error *err)
{
	struct counting c = {.index = index,
			     .owned = calloc(1, sizeof(*c.owned)),
			     .scratch = arena_new(ACTORS_MAX),
			     .names = map_new()};
	buf_init(&c.name, NAME_MAX);
	bool ready = c.owned && c.scratch && c.names && (c.owned->arena = arena_new(ACTORS_MAX));
	leta_status st = ready ? count(&c, name, err) : error_nomem(err);
	buf_fini(&c.name);
	map_free(c.names);
	arena_free(c.scratch);
	if (st != LETA_OK) {
		leta_actors_free(c.owned ? &c.owned->actors : NULL);
		return st;
	}
	*out = &c.owned->actors;
	return LETA_OK;
}

void leta_actors_free(struct leta_actors *actors)
{
	struct owned *o = (struct owned *)actors;
	if (!o)
		return;
	leta_results_free(o->mentions);
	arena_free(o->arena);
	free(o);
}
