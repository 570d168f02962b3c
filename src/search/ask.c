/*
 * ask.c: reading a query, matching it, and giving way step by step when nothing matches.
 */
#include "search/ask.h"

#include "base/error.h"
#include "base/utf8.h"
#include "query/no_room.h"
#include "query/parse.h"
#include "search/alike.h"
#include "search/notices.h"
#include "search/occur.h"
#include "search/wanted.h"
#include "text/clean.h"

#define PRINT_MAX ((size_t)256 << 10)

/* ---- tests inside a match ---- */

/* Counts a test of a document; LIMIT when the question has had its share. */
static leta_status spend(struct leta_index *index, const struct view *view)
{
	index->work += view_size(view) + SESSION_TEST_WORK;
	if (index->work <= SESSION_WORK_MAX)
		return LETA_OK;
	return error_set(
		&index->fault_error, LETA_ERR_LIMIT,
		"frågan kräver för mycket arbete: lägg till ett ovanligare ord eller ta bort "
		"fraser, NÄRA, avsnitt eller förled av vanliga ord",
		"the query takes too much work: add a rarer word or remove phrases, NEAR, "
		"sections or compound parts of frequent words");
}

/* Of most documents only the terms of the test are read. */
static leta_status test(struct plan_check *check, struct view *view, bool *out)
{
	struct leta_index *index = check->owner;
	struct leta_error *err = &index->fault_error;
	struct arena *scratch = index->scratch;
	const struct forward *texts = NULL;
	if (!check->prepared)
		check->prepared = wanted_of_node(check->node, check->parts, check->arena);
	if (!check->prepared)
		return no_room(check->arena, err);
	leta_status st = wanted_forward(check->prepared, view, scratch, &texts, err);
	if (st != LETA_OK)
		return st;
	return check->parts
		       ? occur_together(view, texts, check->node, check->parts, scratch, out, err)
		       : occur_accepts(view, texts, check->node, scratch, out, err);
}

/* Keeps the first error, because a test can only answer yes or no. */
static bool accept(void *ctx, struct str data)
{
	struct plan_check *check = ctx;
	struct leta_index *index = check->owner;
	struct view *view;
	bool yes = false;
	if (index->fault != LETA_OK)
		return false;
	arena_reset(index->scratch);
	leta_status st = session_view(index, data, &view, &index->fault_error);
	if (st == LETA_OK)
		st = spend(index, view);
	if (st == LETA_OK)
		st = test(check, view, &yes);
	index->fault = st;
	return st == LETA_OK && yes;
}

leta_status ask_run(struct ask *a, const struct plan_node *plan,
		    const struct engine_match_options *options, struct engine_match **out,
		    struct leta_error *err)
{
	struct engine_match *match = NULL;
	a->index->fault = LETA_OK;
	leta_status st = engine_reader_match(a->index->engine, plan, options, &match, err);
	bool stopped = a->index->fault == LETA_ERR_LIMIT && a->query->lenient;
	a->incomplete = a->incomplete || (st == LETA_OK && stopped);
	if (st == LETA_OK && a->index->fault != LETA_OK && !stopped) {
		st = a->index->fault;
		if (err)
			*err = a->index->fault_error;
	}
	if (st != LETA_OK) {
		engine_match_free(match);
		return st;
	}
	*out = match;
	return LETA_OK;
}

/* ---- the question ---- */

static leta_status clean_text(struct ask *a, struct leta_error *err)
{
	struct text_clean clean;
	struct str raw = str_from(a->query->text);
	if (!a->query->text)
		return error_set(err, LETA_ERR_INVALID, "ingen fråga given", "no query given");
	/* too long or broken text is the parser's to refuse, with its place */
	if (a->query->lenient) {
		leta_status begun = lenient_begin(&a->lenient, raw, a->arena, err);
		if (begun != LETA_OK)
			return begun;
		raw = a->lenient.text;
	}
	if (raw.len > QUERY_MAX_BYTES || utf8_validate(raw) < raw.len) {
		a->text = raw;
		return LETA_OK;
	}
	leta_status st = text_clean(raw, a->arena, &clean, err);
	if (st == LETA_OK)
		a->text = clean.text;
	return st;
}

static leta_status read_strict(struct ask *a, struct str text, struct leta_error *err)
{
	leta_status st = a->query->plain ? query_parse_plain(text, a->arena, &a->tree, err)
					 : query_parse(text, a->arena, &a->tree, err);
	return st == LETA_OK ? expand(a->tree, &a->env, a->arena, &a->expansion, err) : st;
}

/* Some limits show only when the words are looked at: a phrase of too many of them. */
static leta_status read_lenient(struct ask *a, struct leta_error *err)
{
	leta_status st;
	a->lenient.text = a->text;
	do {
		st = lenient_parse(&a->lenient, &a->tree, err);
		a->text = a->lenient.text;
		if (st == LETA_OK && a->tree)
			st = expand(a->tree, &a->env, a->arena, &a->expansion, err);
	} while (st != LETA_OK && lenient_drop(&a->lenient, err));
	return st;
}

leta_status ask_open(struct ask *a, struct leta_index *index, const struct leta_query *query,
		     struct arena *arena, struct leta_error *err)
{
	*a = (struct ask){
		.index = index, .query = query, .arena = arena, .env = session_env(index)};
	index->work = 0;
	a->planner = (struct planner){.arena = arena, .accept = accept, .owner = index};
	a->planner.plain = query->plain && query->mode == LETA_MODE_ANY;
	a->env.exact = query->exact;
	a->env.broad = query->broad;
	leta_status st = clean_text(a, err);
	if (st == LETA_OK)
		st = query->lenient && !query->plain ? read_lenient(a, err) : read_strict(a, a->text, err);
	if (st == LETA_OK)
		st = repair_find(&a->expansion, &a->env, arena, &a->repairs, err);
	return st;
}

static leta_status match_as(struct ask *a, enum planner_mode mode,
			    const struct engine_match_options *options, struct leta_error *err)
{
	engine_match_free(a->match);
	a->match = NULL;
	a->planner.mode = mode;
	leta_status st = alike_find(a, err);
	a->planner.n_labels = 0;
	if (st == LETA_OK)
		st = planner_plan(&a->planner, &a->expansion, &a->plan, err);
	return st == LETA_OK ? ask_run(a, a->plan, options, &a->match, err) : st;
}

/* Reads the query again with what is surely misspelt put right. What cannot be read so stays a suggestion. */
static leta_status apply_corrections(struct ask *a, struct leta_error *err)
{
	for (size_t i = 0; i < a->repairs.n; i++)
		a->corrected = a->corrected || a->repairs.fixes[i].sure;
	if (!a->corrected)
		return LETA_OK;
	const char *text = repair_text(a->text, &a->repairs, true, a->arena);
	if (!text)
		return no_room(a->arena, err);
	struct ast_node *tree = a->tree;
	struct expansion expansion = a->expansion;
	leta_status st = read_strict(a, str_from(text), err);
	if (st != LETA_ERR_SYNTAX && st != LETA_ERR_LIMIT)
		return st;
	a->tree = tree;
	a->expansion = expansion;
	a->corrected = false;
	return LETA_OK;
}

size_t ask_words(const struct ask *a)
{
	const struct expand_node *root = a->expansion.root;
	size_t n = 0;
	for (size_t i = 0; root && root->kind == AST_AND && i < root->n_children; i++)
		if (planner_may_miss(root->children[i]->kind) &&
		    !expand_drops(root, root->children[i]))
			n++;
	return n;
}

static leta_status match_partly(struct ask *a, const struct engine_match_options *options,
				struct leta_error *err)
{
	leta_status st = match_as(a, PLANNER_PARTIAL, options, err);
	if (st == LETA_OK && a->match->total == 0)
		st = match_as(a, PLANNER_ANY, options, err);
	a->partial = st == LETA_OK && a->match->total > 0;
	return st;
}

leta_status ask_match(struct ask *a, const struct engine_match_options *options,
		      struct leta_error *err)
{
	bool any = a->query->mode == LETA_MODE_ANY;
	enum planner_mode mode = any ? PLANNER_ANY : PLANNER_ALL;
	leta_status st = match_as(a, mode, options, err);
	if (st == LETA_OK && a->match->total == 0 && a->repairs.n > 0) {
		st = apply_corrections(a, err);
		if (st == LETA_OK && a->corrected)
			st = match_as(a, mode, options, err);
	}
	if (st == LETA_OK && a->match->total == 0 && a->query->mode == LETA_MODE_AUTO &&
	    ask_words(a) > 1)
		st = match_partly(a, options, err);
	return st == LETA_OK ? notices_tell(a, err) : st;
}

leta_status ask_everything(struct ask *a, struct leta_index *index, const struct leta_query *query,
			   struct arena *arena, const struct engine_match_options *options,
			   struct leta_error *err)
{
	*a = (struct ask){.index = index, .query = query, .arena = arena, .text = STR("")};
	a->plan = arena_zalloc(arena, 1, sizeof(*a->plan));
	if (!a->plan)
		return no_room(arena, err);
	a->plan->op = PLAN_ALL;
	return ask_run(a, a->plan, options, &a->match, err);
}

const char *ask_print(struct ask *a, const struct expand_node *root, bool any)
{
	struct buf text;
	struct ast_node *ast = expand_to_ast(root, any, a->arena);
	char *copy = NULL;
	buf_init(&text, PRINT_MAX);
	if (ast)
		ast_print(ast, &text);
	if (ast && buf_status(&text, NULL) == LETA_OK)
		copy = arena_strdup(a->arena, buf_view(&text));
	buf_fini(&text);
	return copy;
}

const char *ask_understood(struct ask *a)
{
	bool any = a->partial || a->query->mode == LETA_MODE_ANY;
	return a->expansion.root ? ask_print(a, a->expansion.root, any) : "";
}

void ask_fini(struct ask *a)
{
	engine_match_free(a->match);
	comparer_free(a->comparer);
	a->match = NULL;
	a->comparer = NULL;
}
