/*
 * alike.c: see alike.h.
 */
#include "search/alike.h"

#include "base/error.h"
#include "query/no_room.h"
#include "search/ask.h"
#include "search/session.h"

#define ALIKE_MAX LETA_SIMILAR_SUBJECTS_MAX /* in a query */

static leta_status ignore_data(void *ctx, struct str data, struct leta_error *err)
{
	(void)ctx;
	(void)data;
	(void)err;
	return LETA_OK;
}

leta_status alike_resolve(void *ctx, struct str id, struct arena *arena,
			  struct expand_likeness **out, struct leta_error *err)
{
	struct session_key key;
	const char *wanted = arena_strdup(arena, id);
	struct expand_likeness *like = arena_zalloc(arena, 1, sizeof(*like));
	if (!wanted || !like)
		return no_room(arena, err);
	leta_status st = session_find(ctx, wanted, &key, ignore_data, NULL, err);
	if (st == LETA_ERR_NOT_FOUND || st == LETA_ERR_INVALID)
		return LETA_OK;
	if (st != LETA_OK)
		return st;
	like->id = arena_strdup(arena, str_from(key.id));
	if (!like->id)
		return no_room(arena, err);
	*out = like;
	return LETA_OK;
}

/* ---- which of them order the hits ---- */

/* A node of the outermost AND that asks for likeness; NULL: another, or one that no document answers. */
static struct expand_likeness *likeness_of_part(const struct expand_node *node)
{
	if (node->kind == AST_REQUIRE)
		node = node->children[0];
	return node->kind == AST_SIMILAR ? node->like : NULL;
}

static size_t n_parts(const struct expand_node *root)
{
	return !root ? 0 : root->kind == AST_AND ? root->n_children : 1;
}

static struct expand_node *part(struct expand_node *root, size_t i)
{
	return root->kind == AST_AND ? root->children[i] : root;
}

bool alike_orders(const struct expansion *expansion)
{
	for (size_t i = 0; i < n_parts(expansion->root); i++)
		if (likeness_of_part(part(expansion->root, i)))
			return true;
	return false;
}

/* ---- finding ---- */

/* The plan of the other parts; NULL in *out: there are none. */
static leta_status rest_plan(struct ask *a, struct plan_node **out, struct leta_error *err)
{
	const struct expand_node *root = a->expansion.root;
	struct expand_node *copy = arena_zalloc(a->arena, 1, sizeof(*copy));
	struct expand_node **children =
		arena_zalloc(a->arena, n_parts(root) + 1, sizeof(struct expand_node *));
	struct expansion rest = {.root = copy};
	*out = NULL;
	if (!copy || !children)
		return no_room(a->arena, err);
	*copy = *root;
	copy->children = children;
	copy->n_children = 0;
	for (size_t i = 0; root->kind == AST_AND && i < root->n_children; i++)
		if (!likeness_of_part(root->children[i]))
			children[copy->n_children++] = root->children[i];
	return copy->n_children > 0 ? planner_plan(&a->planner, &rest, out, err) : LETA_OK;
}

/* Ranks what the comparer and the other parts accept; other: NULL, or their plan. */
static leta_status rank(struct ask *a, struct comparer *c, struct plan_node *other,
			struct leta_error *err)
{
	struct engine_match_options options = {
		.bm25 = session_bm25(), .limit = COMPARER_CANDIDATES, .best_only = true};
	struct plan_node *children[2] = {comparer_plan(c), other};
	struct plan_node both = {.op = PLAN_FILTER, .children = children, .n_children = 2};
	struct engine_match *match = NULL;
	if (!children[0])
		return no_room(a->arena, err);
	leta_status st = ask_run(a, other ? &both : children[0], &options, &match, err);
	if (st == LETA_OK)
		st = comparer_rank(c, match, err);
	engine_match_free(match);
	return st;
}

/* The keys of the documents found. */
static leta_status list_documents(struct ask *a, const struct comparer *c, struct str **keys,
				  size_t *n, struct leta_error *err)
{
	const struct comparer_hit *hits = comparer_hits(c, n);
	*keys = arena_zalloc(a->arena, *n + 1, sizeof(**keys));
	for (size_t i = 0; *keys && i < *n; i++) {
		const char *key = arena_printf(a->arena, "Q" STR_FMT, STR_ARG(hits[i].id));
		if (!key)
			return no_room(a->arena, err);
		(*keys)[i] = str_from(key);
	}
	return *keys ? LETA_OK : no_room(a->arena, err);
}

static leta_status open_comparer(struct ask *a, const char *const *ids, size_t n,
				 struct comparer **out, struct leta_error *err)
{
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	query.ids = ids;
	query.n_ids = n;
	query.lang = a->query->lang;
	return comparer_open(a->index, &query, a->arena, out, err);
}

/* Those of the outermost AND, as one. */
static leta_status find_ordering(struct ask *a, struct leta_error *err)
{
	const char *ids[ALIKE_MAX];
	struct plan_node *other;
	struct str *keys = NULL;
	leta_status st = LETA_OK;
	size_t n = 0, found = 0;
	for (size_t i = 0; i < n_parts(a->expansion.root); i++) {
		struct expand_likeness *like = likeness_of_part(part(a->expansion.root, i));
		if (like)
			ids[n++] = like->id;
	}
	if (!a->comparer)
		st = open_comparer(a, ids, n, &a->comparer, err);
	if (st == LETA_OK)
		st = rest_plan(a, &other, err);
	if (st == LETA_OK)
		st = rank(a, a->comparer, other, err);
	if (st == LETA_OK)
		st = list_documents(a, a->comparer, &keys, &found, err);
	for (size_t i = 0; st == LETA_OK && i < n_parts(a->expansion.root); i++) {
		struct expand_likeness *like = likeness_of_part(part(a->expansion.root, i));
		if (like) {
			like->documents = keys;
			like->n = found;
		}
	}
	return st;
}

static leta_status find_condition(struct ask *a, struct expand_likeness *like,
				  struct leta_error *err)
{
	struct comparer *comparer;
	leta_status st = open_comparer(a, &like->id, 1, &comparer, err);
	if (st != LETA_OK)
		return st;
	st = rank(a, comparer, NULL, err);
	if (st == LETA_OK)
		st = list_documents(a, comparer, &like->documents, &like->n, err);
	comparer_free(comparer);
	return st;
}

/* Those anywhere that are not found yet. */
static leta_status find_conditions(struct ask *a, struct expand_node *node, struct leta_error *err)
{
	leta_status st = LETA_OK;
	if (node->kind == AST_SIMILAR && node->like && !node->like->documents)
		st = find_condition(a, node->like, err);
	for (size_t i = 0; st == LETA_OK && i < node->n_children; i++)
		st = find_conditions(a, node->children[i], err);
	return st;
}

static size_t count(const struct expand_node *node)
{
	size_t n = node->kind == AST_SIMILAR;
	for (size_t i = 0; i < node->n_children; i++)
		n += count(node->children[i]);
	return n;
}

leta_status alike_find(struct ask *a, struct leta_error *err)
{
	struct expand_node *root = a->expansion.root;
	if (!root || count(root) == 0)
		return LETA_OK;
	if (count(root) > ALIKE_MAX)
		return error_set(err, LETA_ERR_LIMIT, "högst %d liknande: i en fråga",
				 "at most %d similar: in a query", ALIKE_MAX);
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n_parts(root); i++)
		if (!likeness_of_part(part(root, i)))
			st = find_conditions(a, part(root, i), err);
	return st == LETA_OK && alike_orders(&a->expansion) ? find_ordering(a, err) : st;
}

/* ---- what orders the hits ---- */

static const struct comparer_hit *find_hit(const struct comparer *c, uint32_t docid)
{
	size_t n;
	const struct comparer_hit *hits = comparer_hits(c, &n);
	for (size_t i = 0; i < n; i++)
		if (hits[i].docid == docid)
			return &hits[i];
	return NULL;
}

void alike_order(const struct comparer *c, struct engine_hit *hits, size_t n)
{
	size_t n_ordered;
	const struct comparer_hit *ordered = comparer_hits(c, &n_ordered);
	for (size_t i = 0, at = 0; i < n_ordered && at < n; i++)
		for (size_t k = at; k < n; k++) {
			if (hits[k].docid != ordered[i].docid)
				continue;
			struct engine_hit hit = hits[k];
			hits[k] = hits[at];
			hits[at] = hit;
			hits[at++].score = ordered[i].score;
			break;
		}
}

leta_status alike_tell(struct comparer *c, const struct engine_hit *from, struct leta_hit *out,
		       struct leta_error *err)
{
	const struct comparer_hit *hit = find_hit(c, from->docid);
	return hit ? comparer_tell(c, hit, from->data, out, err) : LETA_OK;
}
