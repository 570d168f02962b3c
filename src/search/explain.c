/*
 * explain.c: leta_explain(): how a query was read, what the engine ran, and why a document scores
 * as it does.
 *
 * A document's score is taken apart by asking the engine again: each weighted leaf of the plan is
 * matched alone, within that document. So the addends are the engine's own, whatever it does with
 * synonyms and scaling, and sum up to the score; a branch that does not match the document is left
 * out.
 */
#include <stdlib.h>

#include "base/error.h"
#include "leta/inspect.h"
#include "query/no_room.h"
#include "search/alike.h"
#include "search/ask.h"
#include "search/hit.h"
#include "search/rerank.h"

#define EXPLANATION_MAX ((size_t)256 << 20)
#define PRINT_MAX ((size_t)8 << 20)

struct owned {
	struct leta_explanation explanation; /* first: what the client holds */
	struct arena *arena;
};

struct explaining {
	struct ask *ask;
	struct arena *arena;
	struct plan_node only; /* the document's key as a term */
	struct str data;
	uint32_t docid;
	struct leta_explanation *out;
	struct unit *units; /* one for each part, to count its places */
	size_t parts_cap, units_cap;
	struct leta_error *err;
};

/* ---- the document's own score for a piece of the plan ---- */

static leta_status score_of(struct explaining *x, struct plan_node *plan, bool *matches,
			    double *score)
{
	struct plan_node *children[2] = {plan, &x->only};
	struct plan_node filter = {.op = PLAN_FILTER, .children = children, .n_children = 2};
	struct engine_match_options options = {.bm25 = session_bm25(), .limit = 1};
	struct engine_match *match = NULL;
	leta_status st = ask_run(x->ask, &filter, &options, &match, x->err);
	if (st != LETA_OK)
		return st;
	*matches = match->n_hits > 0;
	*score = match->n_hits > 0 ? match->hits[0].score : 0;
	engine_match_free(match);
	return LETA_OK;
}

static const struct plan_label *find_label(const struct planner *p, const struct plan_node *plan)
{
	for (size_t i = 0; i < p->n_labels; i++)
		if (p->labels[i].plan == plan)
			return &p->labels[i];
	return NULL;
}

/* ---- parts ---- */

/* The word itself and what the thesaurus adds to it of this kind, as the planner groups them. */
static bool copy_group(struct explaining *x, const struct plan_label *label,
		       struct expand_word *out)
{
	const struct expand_word *word = label->word;
	out->choices = arena_zalloc(x->arena, word->n_choices, sizeof(*out->choices));
	for (size_t i = 0; out->choices && i < word->n_choices; i++)
		if (i == 0 || word->choices[i].kind == label->kind)
			out->choices[out->n_choices++] = word->choices[i];
	return out->choices != NULL;
}

/* A unit that stands for the terms of one leaf of the plan, to count where they are. */
static bool make_unit(struct explaining *x, const struct plan_label *label,
		      const struct plan_node *plan, struct unit *out)
{
	struct expand_node *node = arena_zalloc(x->arena, 1, sizeof(*node));
	struct expand_word *word = arena_zalloc(x->arena, 1, sizeof(*word));
	struct ast_node *ast = arena_zalloc(x->arena, 1, sizeof(*ast));
	size_t n = plan->op == PLAN_TERM ? 1 : plan->n_children,
	       prefix = strlen(label->leaf->prefix);
	struct str *terms = arena_zalloc(x->arena, n, sizeof(*terms));
	if (!node || !word || !ast || !terms)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct str term = plan->op == PLAN_TERM ? plan->term : plan->children[i]->term;
		terms[i] = str_sub(term, prefix, term.len);
	}
	*ast = *label->leaf->ast;
	ast->exact = false;
	*word = (struct expand_word){.text = label->word->text, .position = 1};
	*node = (struct expand_node){.kind = AST_WORD,
				     .ast = ast,
				     .prefix = label->leaf->prefix,
				     .words = word,
				     .n_words = 1};
	*out = (struct unit){.node = node, .scope = OCCUR_EVERYWHERE, .label = ""};
	if (expand_is_related(label->kind)) /* its group has phrases: find them as the query does */
		return copy_group(x, label, word);
	return expand_add(x->arena, word, EXPAND_WORD, terms, n) != NULL;
}

static const char *part_kind(const struct plan_label *label)
{
	return label->leaf->prefix[0] != '\0' ? "field" : expand_kind_name(label->kind);
}

static leta_status add_part(struct explaining *x, const struct plan_label *label,
			    const struct plan_node *plan, double weight, double factor)
{
	struct leta_explanation *e = x->out;
	struct engine_posting posting = {.documents = expand_documents(label->word)};
	struct leta_score_part *parts =
		arena_grow(x->arena, e->parts, e->n_parts, &x->parts_cap, sizeof(*parts));
	struct unit *units =
		arena_grow(x->arena, x->units, e->n_parts, &x->units_cap, sizeof(*units));
	if (!parts || !units)
		return no_room(x->arena, x->err);
	e->parts = parts;
	x->units = units;
	struct str term = plan->op == PLAN_TERM ? plan->term : label->word->text;
	leta_status st = LETA_OK;
	if (plan->op == PLAN_TERM)
		st = engine_reader_posting(x->ask->index->engine, term, x->docid, &posting, x->err);
	if (st != LETA_OK)
		return st;
	parts[e->n_parts] = (struct leta_score_part){
		.term = arena_strdup(x->arena, term),
		.of = arena_strdup(x->arena, label->word->text),
		.kind = part_kind(label),
		.documents = posting.documents,
		.sections = "",
		.factor = factor,
		.weight = weight,
	};
	if (!parts[e->n_parts].term || !parts[e->n_parts].of ||
	    !make_unit(x, label, plan, &units[e->n_parts]))
		return no_room(x->arena, x->err);
	e->n_parts++;
	return LETA_OK;
}

/* Whether a node's children weigh, or only its first. */
static size_t weighted_children(const struct plan_node *plan)
{
	switch (plan->op) {
	case PLAN_AND:
	case PLAN_OR:
	case PLAN_AND_MAYBE:
	case PLAN_MAX:
		return plan->n_children;
	case PLAN_AND_NOT:
	case PLAN_FILTER:
	case PLAN_SCALE:
	case PLAN_VERIFY:
		return plan->n_children > 0 ? 1 : 0;
	case PLAN_NOTHING:
	case PLAN_ALL:
	case PLAN_TERM:
	case PLAN_SYNONYM:
	case PLAN_RANGE:
		break;
	}
	return 0;
}

static leta_status take_apart(struct explaining *x, struct plan_node *plan, double scale)
{
	const struct plan_label *label = find_label(&x->ask->planner, plan);
	bool matches;
	double score;
	leta_status st = score_of(x, plan, &matches, &score);
	if (st != LETA_OK || !matches)
		return st;
	if (label)
		return add_part(x, label, plan, score * scale, scale);
	if (plan->op == PLAN_SCALE)
		scale *= plan->scale;
	for (size_t i = 0; st == LETA_OK && i < weighted_children(plan); i++)
		st = take_apart(x, plan->children[i], scale);
	return st;
}

static leta_status count_places(struct explaining *x)
{
	struct leta_explanation *e = x->out;
	struct units units = {x->units, e->n_parts};
	struct hit hit;
	struct buf text;
	if (e->n_parts == 0)
		return LETA_OK;
	const struct wanted *wanted = wanted_of_units(&units, x->arena);
	leta_status st = wanted ? hit_open(&hit, x->ask->index, x->data, &units, wanted, x->err)
				: no_room(x->arena, x->err);
	buf_init(&text, PRINT_MAX);
	for (size_t i = 0; st == LETA_OK && i < e->n_parts; i++) {
		buf_clear(&text);
		st = hit_places_text(&hit, i, true, x->ask->query->lang, &text,
				     &e->parts[i].occurrences, x->err);
		if (st == LETA_OK &&
		    !(e->parts[i].sections = arena_strdup(x->arena, buf_view(&text))))
			st = no_room(x->arena, x->err);
	}
	buf_fini(&text);
	return st;
}

/* ---- passages and pairs ---- */

static const char *const addend_names[] = {
	[ADDEND_PAGE] = "page", [ADDEND_SENTENCE] = "sentence", [ADDEND_PAIR] = "pair"};

/* "Bakgrund (ord 121–270)" */
static const char *passage_text(const struct explaining *x, const struct addend *addend,
				const struct forward *forward, const struct leta_record *record)
{
	enum leta_lang lang = x->ask->query->lang;
	if (addend->stream == UINT32_MAX)
		return lang == LETA_EN ? "title" : "titel";
	const char *name = hit_stream_name(record, &forward->streams[addend->stream], lang);
	if (addend->kind == ADDEND_PAIR)
		return arena_strdup(x->arena, str_from(name));
	return arena_printf(x->arena, "%s (%s %u–%u)", name, lang == LETA_EN ? "words" : "ord",
			    addend->from, addend->to);
}

static leta_status add_addend(struct explaining *x, const struct units *units,
			      const struct addend *addend, const char *place)
{
	struct leta_explanation *e = x->out;
	const struct unit *unit = &units->items[addend->unit];
	bool pair = addend->kind == ADDEND_PAIR;
	struct leta_score_part *parts =
		arena_grow(x->arena, e->parts, e->n_parts, &x->parts_cap, sizeof(*parts));
	const char *of = pair ? arena_printf(x->arena, "%s %s", unit->label,
					     units->items[addend->second].label)
			      : unit->label;
	if (!parts || !of || !place)
		return no_room(x->arena, x->err);
	e->parts = parts;
	parts[e->n_parts++] = (struct leta_score_part){
		.term = "",
		.of = of,
		.kind = addend_names[addend->kind],
		.documents = !pair && unit->node->n_words > 0
				     ? expand_documents(&unit->node->words[0])
				     : 0,
		.occurrences = addend->count,
		.sections = place,
		.factor = addend->factor,
		.weight = addend->weight,
	};
	return LETA_OK;
}

static bool is_in_head(const struct explaining *x)
{
	const struct engine_match *match = x->ask->match;
	for (size_t i = 0; i < match->n_hits && i < RERANK_DEPTH; i++)
		if (match->hits[i].docid == x->docid)
			return true;
	return false;
}

/* What reranking adds, when the document is among those that it looks into. */
static leta_status explain_rank(struct explaining *x)
{
	struct leta_index *index = x->ask->index;
	struct ranker ranker;
	struct addends addends;
	const struct forward *forward;
	const struct leta_record *record;
	struct view *view;
	if (!is_in_head(x))
		return LETA_OK;
	leta_status st = ranker_init(&ranker, x->ask, x->err);
	if (st == LETA_OK)
		st = ranker_weigh(&ranker, x->data, &addends, x->err);
	if (st == LETA_OK)
		st = session_view(index, x->data, &view, x->err);
	if (st == LETA_OK)
		st = view_forward(view, &forward, x->err);
	if (st == LETA_OK)
		st = view_record(view, &record, x->err);
	if (st != LETA_OK)
		return st;
	x->out->score += addends.sum;
	for (size_t i = 0; st == LETA_OK && i < addends.n; i++)
		st = add_addend(x, &ranker.units, &addends.items[i],
				passage_text(x, &addends.items[i], forward, record));
	return st;
}

/* ---- likeness ---- */

/* The reasons of a document that is ordered by its likeness, instead of the engine's addends. */
static leta_status explain_likeness(struct explaining *x)
{
	const struct engine_hit from = {.docid = x->docid, .data = x->data};
	struct leta_explanation *e = x->out;
	struct leta_hit hit = {0};
	leta_status st = alike_tell(x->ask->comparer, &from, &hit, x->err);
	if (st != LETA_OK)
		return st;
	e->score = hit.score;
	e->parts = arena_zalloc(x->arena, hit.n_reasons + 1, sizeof(*e->parts));
	if (!e->parts)
		return no_room(x->arena, x->err);
	for (size_t i = 0; i < hit.n_reasons; i++)
		e->parts[e->n_parts++] = (struct leta_score_part){
			.term = "",
			.of = x->ask->query->lang == LETA_EN ? "similar" : "liknande",
			.kind = "likeness",
			.sections = hit.reasons[i].text,
			.factor = 1,
			.weight = hit.reasons[i].weight,
		};
	return LETA_OK;
}

/* ---- the document ---- */

static leta_status keep_data(void *ctx, struct str data, struct leta_error *err)
{
	struct explaining *x = ctx;
	char *copy = arena_strdup(x->arena, data);
	x->data = (struct str){copy, data.len};
	return copy ? LETA_OK : no_room(x->arena, err);
}

static leta_status explain_document(struct explaining *x, const char *id)
{
	struct session_key found;
	leta_status st = session_find(x->ask->index, id, &found, keep_data, x, x->err);
	if (st != LETA_OK)
		return st;
	char *key = arena_printf(x->arena, "Q%s", found.id);
	if (!key)
		return no_room(x->arena, x->err);
	x->docid = found.docid;
	x->only = (struct plan_node){.op = PLAN_TERM, .term = str_from(key)};
	x->out->document_given = true;
	st = score_of(x, x->ask->plan, &x->out->matches, &x->out->score);
	if (st == LETA_OK && x->out->matches && x->ask->comparer)
		return explain_likeness(x);
	if (st == LETA_OK)
		st = take_apart(x, x->ask->plan, 1);
	if (st == LETA_OK)
		st = count_places(x);
	return st == LETA_OK && x->out->matches ? explain_rank(x) : st;
}

/* ---- the query ---- */

static const char *keep_text(struct owned *o, struct buf *text)
{
	const char *copy =
		buf_status(text, NULL) == LETA_OK ? arena_strdup(o->arena, buf_view(text)) : NULL;
	buf_clear(text);
	return copy;
}

static leta_status describe_query(struct owned *o, struct ask *ask, struct leta_error *err)
{
	struct leta_explanation *e = &o->explanation;
	struct buf text;
	buf_init(&text, PRINT_MAX);
	if (ask->tree)
		ast_print(ask->tree, &text);
	else
		buf_cstr(&text, "");
	e->tree = keep_text(o, &text);
	if (ask->expansion.root)
		expand_print(ask->expansion.root, &text);
	e->understood = keep_text(o, &text);
	planner_print(ask->plan, &text);
	e->plan = keep_text(o, &text);
	e->total = ask->match->total;
	buf_fini(&text);
	return e->tree && e->understood && e->plan ? LETA_OK : no_room(o->arena, err);
}

static leta_status explain(leta_index *index, const struct leta_query *query, const char *id,
			   struct owned *o, struct leta_error *err)
{
	struct ask ask = {0};
	struct engine_match_options options = {.bm25 = session_bm25(), .limit = RERANK_DEPTH};
	struct explaining x = {.ask = &ask, .arena = o->arena, .out = &o->explanation, .err = err};
	leta_status st = ask_open(&ask, index, query, o->arena, err);
	if (st == LETA_OK)
		st = ask_match(&ask, &options, err);
	if (st == LETA_OK)
		st = describe_query(o, &ask, err);
	if (st == LETA_OK && id)
		st = explain_document(&x, id);
	ask_fini(&ask);
	return st;
}

leta_status leta_explain(leta_index *index, const struct leta_query *query, const char *id,
			 struct leta_explanation **out, struct leta_error *err)
{
	struct owned *o = calloc(1, sizeof(*o));
	leta_status st = LETA_ERR_NOMEM;
	if (o && (o->arena = arena_new(EXPLANATION_MAX)))
		st = explain(index, query, id, o, err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_explanation_free(o ? &o->explanation : NULL);
		return st;
	}
	*out = &o->explanation;
	return LETA_OK;
}

void leta_explanation_free(struct leta_explanation *explanation)
{
	struct owned *o = (struct owned *)explanation;
	if (!o)
		return;
	arena_free(o->arena);
	free(o);
}
