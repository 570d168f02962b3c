/*
 * saved_news.c: what a saved search finds now, and what of it has come or changed (saved.h).
 */
#include "base/error.h"
#include "base/map.h"
#include "saved/saved.h"

#define PORTION 1000

struct leta_query saved_query(const struct saved *saved)
{
	struct leta_query query = LETA_QUERY_INIT;
	query.text = saved->query;
	query.mode = saved->mode;
	query.exact = saved->exact;
	query.broad = saved->broad;
	return query;
}

static leta_status take(const struct leta_results *results, struct arena *arena,
			struct saved_hit *hits, size_t room, struct leta_error *err)
{
	for (size_t i = 0; i < results->n_hits && i < room; i++) {
		const char *id = leta_record_text(results->hits[i].record, LETA_FIELD_ID);
		hits[i].id = arena_strdup(arena, str_from(id ? id : ""));
		hits[i].content = results->hits[i].content;
		if (!hits[i].id)
			return arena_status(arena, err);
	}
	return LETA_OK;
}

leta_status saved_find(leta_index *index, const struct saved *saved, struct arena *arena,
		       struct saved_hit **hits, size_t *n, struct leta_error *err)
{
	struct leta_query query = saved_query(saved);
	leta_status st = LETA_OK;
	bool more = true;
	size_t total = 0;
	query.snippets = false;
	query.limit = PORTION;
	*hits = NULL;
	*n = 0;
	while (st == LETA_OK && more) {
		struct leta_results *results;
		query.offset = *n;
		st = leta_search(index, &query, &results, err);
		if (st != LETA_OK)
			return st;
		if (results->total > SAVED_HITS_MAX)
			st = error_set(err, LETA_ERR_LIMIT,
				       "sökningen har %zu träffar; en sparad får ha högst %d: gör "
				       "den snävare",
				       "the search has %zu hits; a saved one may have %d at most: "
				       "make it narrower",
				       results->total, SAVED_HITS_MAX);
		if (st == LETA_OK && !*hits) {
			total = results->total;
			*hits = arena_zalloc(arena, total + 1, sizeof(**hits));
			st = *hits ? LETA_OK : arena_status(arena, err);
		}
		if (st == LETA_OK)
			st = take(results, arena, *hits + *n, total - *n, err);
		*n += results->n_hits < total - *n ? results->n_hits : total - *n;
		more = results->n_hits == PORTION && *n < total;
		leta_results_free(results);
	}
	return st;
}

/* ids → place in seen + 1; 0 = ignored. */
static bool fill(struct map *map, const struct saved *saved)
{
	for (size_t i = 0; i < saved->n_seen; i++) {
		uint32_t entry = map_put(map, str_from(saved->seen[i].id));
		if (entry == MAP_NONE)
			return false;
		*map_value(map, entry) = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < saved->n_ignored; i++) {
		uint32_t entry = map_put(map, str_from(saved->ignored[i]));
		if (entry == MAP_NONE)
			return false;
		*map_value(map, entry) = 0;
	}
	return true;
}

static enum saved_news news_of(const struct saved *saved, struct map *known,
			       const struct saved_hit *hit)
{
	uint32_t entry = map_find(known, str_from(hit->id));
	if (entry == MAP_NONE)
		return SAVED_NEW;
	uint32_t place = *map_value(known, entry);
	if (place == 0)
		return SAVED_IGNORED;
	uint64_t content = saved->seen[place - 1].content;
	return content == 0 || content == hit->content ? SAVED_OLD : SAVED_CHANGED;
}

leta_status saved_compare(const struct saved *saved, const struct saved_hit *hits, size_t n,
			  struct arena *arena, enum saved_news **news, size_t *n_news,
			  struct leta_error *err)
{
	struct map *known = map_new();
	enum saved_news *list = arena_zalloc(arena, n + 1, sizeof(*list));
	if (!known || !list || !fill(known, saved)) {
		map_free(known);
		return error_nomem(err);
	}
	*n_news = 0;
	for (size_t i = 0; i < n; i++) {
		list[i] = news_of(saved, known, &hits[i]);
		*n_news += saved_is_news(list[i]);
	}
	map_free(known);
	*news = list;
	return LETA_OK;
}

void saved_remember(struct saved *saved, struct saved_hit *hits, size_t n,
		    const enum saved_news *news, struct saved_look look)
{
	saved->seen = hits;
	saved->n_seen = 0;
	for (size_t i = 0; i < n; i++)
		if (news[i] != SAVED_IGNORED)
			hits[saved->n_seen++] = hits[i];
	saved->looked = look;
}

static size_t place_of(const struct saved *saved, const char *id)
{
	size_t i = 0;
	while (i < saved->n_ignored && strcmp(saved->ignored[i], id) != 0)
		i++;
	return i;
}

leta_status saved_ignore(struct saved *saved, struct arena *arena, const char *id,
			 struct leta_error *err)
{
	if (place_of(saved, id) < saved->n_ignored)
		return LETA_OK;
	if (saved->n_ignored == SAVED_IGNORED_MAX)
		return error_set(err, LETA_ERR_LIMIT, "högst %d dokument kan ignoreras",
				 "at most %d documents can be ignored", SAVED_IGNORED_MAX);
	const char **list = arena_zalloc(arena, saved->n_ignored + 1, sizeof(*list));
	const char *copy = arena_strdup(arena, str_from(id));
	if (!list || !copy)
		return arena_status(arena, err);
	for (size_t i = 0; i < saved->n_ignored; i++)
		list[i] = saved->ignored[i];
	list[saved->n_ignored++] = copy;
	saved->ignored = list;
	return LETA_OK;
}

leta_status saved_unignore(struct saved *saved, const char *id, struct leta_error *err)
{
	size_t i = place_of(saved, id);
	if (i == saved->n_ignored)
		return error_set(err, LETA_ERR_NOT_FOUND, "'%s' ignoreras inte",
				 "'%s' is not ignored", id);
	for (saved->n_ignored--; i < saved->n_ignored; i++)
		saved->ignored[i] = saved->ignored[i + 1];
	return LETA_OK;
}
