/*
 * collocate.c: leta_collocates_find(): which words the query's words attract.
 *
 * Two walks. The first goes through the uses and counts the words around them, with the forms they
 * have there; the second goes through the forward indexes of the reference and counts those words
 * everywhere. So every figure is exact, and nothing has to be stored for it.
 */
#include "leta/collocate.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "query/no_room.h"
#include "search/ask.h"
#include "search/association.h"
#include "search/uses.h"

#define RESULTS_MAX ((size_t)1 << 30)
#define WORDS_MAX ((size_t)1 << 20)
#define FORM_KEY_MAX ((size_t)4 << 10)
#define FORM_SEPARATOR '\x1F'

struct owned {
	struct leta_collocates collocates; /* first: what the client holds */
	struct arena *arena;
};

/* A word that stands near a use, or is one; by entry of `words`. */
struct neighbour {
	size_t left, right, frequency;
	size_t as_use; /* times that it is a use itself */
	bool stop;
	uint32_t form; /* entry of `forms`; MAP_NONE = none yet */
};

struct finding {
	struct leta_index *index;
	const struct leta_collocate_options *options;
	size_t window;
	struct arena *arena;
	struct map *words, *forms; /* forms: word, separator, form */
	struct neighbour *neighbours;
	size_t cap;
	struct buf key;
	struct leta_collocates *out;
	size_t use_tokens; /* words that uses consist of */
	struct leta_error *err;
};

/* A word of the running text: no part or joined form of another, no address. */
static bool is_counted(const struct forward_token *token)
{
	return !token->colocated && token->kind != TEXT_EMAIL && token->kind != TEXT_PHONE;
}

/* ---- near the uses ---- */

static leta_status neighbour_of(struct finding *f, struct str term, struct neighbour **out)
{
	size_t known = map_size(f->words);
	uint32_t entry = map_put(f->words, term);
	if (entry == MAP_NONE)
		return error_nomem(f->err);
	if (entry >= WORDS_MAX)
		return error_set(f->err, LETA_ERR_LIMIT,
				 "fler än en miljon olika ord står nära: gör frågan smalare",
				 "more than a million different words stand near: narrow the query");
	if (entry == known) {
		struct neighbour *list =
			arena_grow(f->arena, f->neighbours, entry, &f->cap, sizeof(*list));
		if (!list)
			return no_room(f->arena, f->err);
		f->neighbours = list;
		list[entry] = (struct neighbour){.form = MAP_NONE};
	}
	*out = &f->neighbours[entry];
	return LETA_OK;
}

static leta_status count_form(struct finding *f, struct str term, struct str form)
{
	buf_clear(&f->key);
	buf_str(&f->key, term);
	buf_char(&f->key, FORM_SEPARATOR);
	buf_str(&f->key, form);
	leta_status st = buf_status(&f->key, f->err);
	if (st != LETA_OK)
		return st;
	uint32_t entry = map_put(f->forms, buf_view(&f->key));
	if (entry == MAP_NONE)
		return error_nomem(f->err);
	++*map_value(f->forms, entry);
	return LETA_OK;
}

/* Where a position lies beside the uses of its stream. */
enum side { FAR, LEFT, RIGHT, INSIDE };

/* *next: the first use that is not out of reach on the left; moves on with the position. */
static enum side side_of(const struct finding *f, const struct uses_place *place,
			 uint32_t position, size_t *next)
{
	size_t best = SIZE_MAX;
	enum side side = FAR;
	while (*next < place->n_uses && place->uses[*next].hi + f->window < position)
		++*next;
	for (size_t i = *next;
	     i < place->n_uses && place->uses[i].lo <= position + f->window; i++) {
		const struct use *use = &place->uses[i];
		bool before = position < use->lo, behind = position > use->hi;
		size_t distance = before ? use->lo - position : behind ? position - use->hi : 0;
		if (distance == 0)
			return INSIDE;
		if (distance > f->window || distance >= best)
			continue;
		best = distance;
		side = before ? LEFT : RIGHT;
	}
	return side;
}

static leta_status take_neighbour(struct finding *f, const struct uses_place *place,
				  const struct forward_token *token, enum side side,
				  struct str text)
{
	struct str term = place->forward->terms[token->term];
	struct neighbour *neighbour = NULL;
	leta_status st = neighbour_of(f, term, &neighbour);
	if (st != LETA_OK)
		return st;
	neighbour->stop = token->stop;
	if (side == INSIDE) {
		neighbour->as_use++;
		f->use_tokens++;
		return LETA_OK;
	}
	f->out->near++;
	neighbour->left += side == LEFT;
	neighbour->right += side == RIGHT;
	return count_form(f, term,
			  str_sub(text, token->start, (size_t)token->start + token->length));
}

static leta_status take_place(void *ctx, const struct uses_place *place, struct leta_error *err)
{
	struct finding *f = ctx;
	struct str text;
	size_t next = 0;
	leta_status st = view_stream_text(place->view, place->stream, &text, err);
	f->out->uses += place->n_uses;
	f->out->documents += place->new_document ? 1 : 0;
	for (size_t t = 0; st == LETA_OK && t < place->stream->n_tokens; t++) {
		const struct forward_token *token = &place->stream->tokens[t];
		if (!is_counted(token))
			continue;
		enum side side = side_of(f, place, token->position, &next);
		if (side != FAR)
			st = take_neighbour(f, place, token, side, text);
	}
	return st;
}

/* ---- everywhere ---- */

static leta_status count_streams(struct finding *f, struct occur *o, size_t *counts)
{
	leta_status st = LETA_OK;
	for (size_t s = 0; st == LETA_OK && s < o->forward->n_streams; s++) {
		const struct forward_stream *stream = &o->forward->streams[s];
		bool may_look = false;
		st = occur_may_look(o, "", stream, &may_look);
		for (size_t t = 0; st == LETA_OK && may_look && t < stream->n_tokens; t++) {
			if (!is_counted(&stream->tokens[t]))
				continue;
			counts[stream->tokens[t].term]++;
			f->out->tokens++;
		}
	}
	return st;
}

static leta_status count_document(void *ctx, struct str data, struct leta_error *err)
{
	struct finding *f = ctx;
	struct arena *scratch = f->index->scratch;
	struct view *view;
	const struct forward *forward;
	struct occur o;
	arena_reset(scratch);
	leta_status st = session_view(f->index, data, &view, err);
	if (st == LETA_OK)
		st = view_forward(view, &forward, err);
	if (st == LETA_OK)
		st = occur_open(&o, view, forward, OCCUR_EVERYWHERE, scratch, err);
	if (st != LETA_OK)
		return st;
	size_t *counts = arena_zalloc(scratch, o.forward->n_terms + 1, sizeof(*counts));
	if (!counts)
		return no_room(scratch, err);
	f->out->reference++;
	st = count_streams(f, &o, counts);
	for (size_t i = 0; st == LETA_OK && i < o.forward->n_terms; i++) {
		uint32_t entry =
			counts[i] > 0 ? map_find(f->words, o.forward->terms[i]) : MAP_NONE;
		if (entry != MAP_NONE)
			f->neighbours[entry].frequency += counts[i];
	}
	return st;
}

/* ---- the reference ---- */

/* Whether a node chooses documents by their fields alone. */
static bool is_condition(const struct expand_node *node)
{
	switch (node->kind) {
	case AST_FIELD:
	case AST_RANGE:
	case AST_OVERLAP:
	case AST_UNKNOWN:
		return true;
	case AST_AND:
	case AST_OR:
	case AST_NOT:
	case AST_REQUIRE:
		break;
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
	case AST_NEAR:
	case AST_SCOPE:
	case AST_HEADING:
	case AST_SIMILAR:
		return false;
	}
	for (size_t i = 0; i < node->n_children; i++)
		if (!is_condition(node->children[i]))
			return false;
	return true;
}

/* The conditions of the outermost AND, or NULL when there are none: the whole index. */
static leta_status conditions_of(struct ask *a, struct expand_node **out, struct leta_error *err)
{
	const struct expand_node *root = a->expansion.root;
	struct expand_node *node;
	*out = NULL;
	if (root->kind != AST_AND)
		return LETA_OK;
	node = arena_zalloc(a->arena, 1, sizeof(*node));
	struct expand_node **children =
		arena_zalloc(a->arena, root->n_children, sizeof(*children));
	if (!node || !children)
		return no_room(a->arena, err);
	*node = *root;
	node->children = children;
	node->n_children = 0;
	for (size_t i = 0; i < root->n_children; i++)
		if (is_condition(root->children[i]))
			children[node->n_children++] = root->children[i];
	if (node->n_children > 0)
		*out = node;
	return LETA_OK;
}

static leta_status count_where(struct finding *f, struct ask *a, struct expand_node *conditions,
			       struct leta_error *err)
{
	struct engine_match_options options = {.bm25 = session_bm25(), .limit = UINT32_MAX};
	struct expansion expansion = {.root = conditions};
	struct engine_match *match = NULL;
	struct plan_node *plan;
	a->planner.mode = PLANNER_ALL;
	a->planner.n_labels = 0;
	leta_status st = planner_plan(&a->planner, &expansion, &plan, err);
	if (st == LETA_OK)
		st = ask_run(a, plan, &options, &match, err);
	for (size_t i = 0; st == LETA_OK && i < match->n_hits; i++)
		st = count_document(f, match->hits[i].data, err);
	engine_match_free(match);
	return st;
}

static leta_status count_everywhere(struct finding *f, struct ask *a, struct leta_error *err)
{
	struct expand_node *conditions;
	leta_status st = conditions_of(a, &conditions, err);
	if (st != LETA_OK || conditions)
		return st == LETA_OK ? count_where(f, a, conditions, err) : st;
	return engine_reader_each(f->index->engine, STR(""), count_document, f, err);
}

/* ---- results ---- */

/* The word that a form's key begins with. */
static struct str word_of(struct str key)
{
	struct str rest = key, word;
	str_cut(&rest, FORM_SEPARATOR, &word);
	return word;
}

static void choose_forms(struct finding *f)
{
	for (uint32_t i = 0; i < map_size(f->forms); i++) {
		uint32_t entry = map_find(f->words, word_of(map_key(f->forms, i)));
		struct neighbour *neighbour = &f->neighbours[entry];
		if (neighbour->form == MAP_NONE ||
		    *map_value(f->forms, i) > *map_value(f->forms, neighbour->form))
			neighbour->form = i;
	}
}

static leta_status add_item(struct finding *f, uint32_t entry, struct leta_error *err)
{
	const struct neighbour *n = &f->neighbours[entry];
	struct leta_collocate *item = &f->out->items[f->out->n_items];
	struct str term = map_key(f->words, entry), form = map_key(f->forms, n->form);
	struct association a = {.observed = n->left + n->right,
				.near = f->out->near,
				.frequency = n->frequency - n->as_use,
				.tokens = f->out->tokens};
	*item = (struct leta_collocate){
		.term = arena_strdup(f->arena, term),
		.form = arena_strdup(f->arena, str_sub(form, term.len + 1, form.len)),
		.observed = a.observed,
		.left = n->left,
		.right = n->right,
		.frequency = a.frequency,
		.expected = association_expected(&a),
		.log_dice = association_log_dice(&a, f->out->uses),
		.log_likelihood = association_log_likelihood(&a),
	};
	if (!item->term || !item->form)
		return no_room(f->arena, err);
	f->out->n_items += (double)a.observed > item->expected; /* attraction only */
	return LETA_OK;
}

static int compare(double x, double y, const struct leta_collocate *a,
		   const struct leta_collocate *b)
{
	if (x != y)
		return x > y ? -1 : 1;
	if (a->observed != b->observed)
		return a->observed > b->observed ? -1 : 1;
	return strcmp(a->term, b->term);
}

static int by_log_dice(const void *a, const void *b)
{
	const struct leta_collocate *x = a, *y = b;
	return compare(x->log_dice, y->log_dice, x, y);
}

static int by_log_likelihood(const void *a, const void *b)
{
	const struct leta_collocate *x = a, *y = b;
	return compare(x->log_likelihood, y->log_likelihood, x, y);
}

static leta_status fill_items(struct finding *f, struct leta_error *err)
{
	size_t min = f->options->min > 0 ? f->options->min : LETA_COLLOCATE_MIN;
	struct leta_collocates *out = f->out;
	leta_status st = LETA_OK;
	out->tokens -= f->use_tokens < out->tokens ? f->use_tokens : out->tokens;
	out->items = arena_zalloc(f->arena, map_size(f->words) + 1, sizeof(*out->items));
	if (!out->items)
		return no_room(f->arena, err);
	choose_forms(f);
	for (uint32_t i = 0; st == LETA_OK && i < map_size(f->words); i++) {
		const struct neighbour *n = &f->neighbours[i];
		if (n->left + n->right >= min && (f->options->stopwords || !n->stop))
			st = add_item(f, i, err);
	}
	if (out->n_items > 1)
		qsort(out->items, out->n_items, sizeof(*out->items),
		      f->options->by == LETA_LOG_DICE ? by_log_dice : by_log_likelihood);
	out->total = out->n_items;
	if (f->options->limit > 0 && out->n_items > f->options->limit)
		out->n_items = f->options->limit;
	return st;
}

/* ---- the whole ---- */

static leta_status find(struct finding *f, struct ask *a, struct leta_error *err)
{
	struct engine_match_options options = {.bm25 = session_bm25(), .limit = UINT32_MAX};
	struct units units;
	leta_status st = ask_match(a, &options, err);
	if (st == LETA_OK)
		st = uses_units(a, &units, err);
	if (st == LETA_OK)
		st = uses_each(f->index, a->match, &units, a->arena, take_place, f, err);
	if (st == LETA_OK && f->out->uses > 0)
		st = count_everywhere(f, a, err);
	return st == LETA_OK ? fill_items(f, err) : st;
}

static leta_status find_and_tell(struct finding *f, const struct leta_query *query,
				 struct leta_error *err)
{
	struct ask ask = {0};
	struct leta_collocates *out = f->out;
	leta_status st = ask_open(&ask, f->index, query, f->arena, err);
	if (st == LETA_OK)
		st = find(f, &ask, err);
	if (st == LETA_OK) {
		out->query = arena_strdup(f->arena, ask.text);
		out->understood = ask_understood(&ask);
		out->index = arena_strdup(f->arena, str_from(leta_index_fingerprint(f->index)));
		out->notices = ask.notices;
		out->n_notices = ask.n_notices;
		if (!out->query || !out->understood || !out->index)
			st = no_room(f->arena, err);
	}
	ask_fini(&ask);
	return st;
}

static leta_status run(struct owned *o, struct leta_index *index, const struct leta_query *query,
		       const struct leta_collocate_options *options, struct leta_error *err)
{
	struct finding f = {.index = index,
			    .options = options,
			    .window = options->window > 0 ? options->window
							  : LETA_COLLOCATE_WINDOW,
			    .arena = o->arena,
			    .words = map_new(),
			    .forms = map_new(),
			    .out = &o->collocates,
			    .err = err};
	buf_init(&f.key, FORM_KEY_MAX);
	leta_status st = f.words && f.forms ? find_and_tell(&f, query, err) : error_nomem(err);
	buf_fini(&f.key);
	map_free(f.words);
	map_free(f.forms);
	return st;
}

leta_status leta_collocates_find(leta_index *index, const struct leta_query *query,
				 const struct leta_collocate_options *options,
				 struct leta_collocates **out, struct leta_error *err)
{
	if (options->window > LETA_COLLOCATE_WINDOW_MAX)
		return error_set(err, LETA_ERR_INVALID, "fönstret får vara högst %d ord",
				 "the window may be %d words at most", LETA_COLLOCATE_WINDOW_MAX);
	struct owned *o = calloc(1, sizeof(*o));
	leta_status st = LETA_ERR_NOMEM;
	if (o && (o->arena = arena_new(RESULTS_MAX)))
		st = run(o, index, query, options, err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_collocates_free(o ? &o->collocates : NULL);
		return st;
	}
	*out = &o->collocates;
	return LETA_OK;
}

void leta_collocates_free(struct leta_collocates *collocates)
{
	struct owned *o = (struct owned *)collocates;
	if (!o)
		return;
	arena_free(o->arena);
	free(o);
}
