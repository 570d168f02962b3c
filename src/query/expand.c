/*
 * expand.c: tree of words → tree of choices.
 *
 * The tree keeps its shape; leaves get words (words.h), patterns get terms (wildcard.h), operators
 * whose words were all punctuation go.
 */
#include "query/expand.h"

#include "base/error.h"
#include "leta/field.h"
#include "query/no_room.h"
#include "query/official.h"
#include "query/parse.h"
#include "query/synonyms.h"
#include "query/wildcard.h"
#include "query/words.h"
#include "schema/term.h"
#include "text/fold.h"

#define TERM_BUF_MAX ((size_t)64 << 10)

static const char *const kind_names[] = {
	[EXPAND_WORD] = "word",         [EXPAND_JOINED] = "joined", [EXPAND_PARTS] = "part",
	[EXPAND_WILDCARD] = "wildcard", [EXPAND_FUZZY] = "fuzzy",   [EXPAND_ACCENT] = "accent",
	[EXPAND_SYNONYM] = "synonym",   [EXPAND_DERIVATION] = "derivation",
	[EXPAND_TOPIC] = "topic",       [EXPAND_COMPOUNDS] = "compound",
};

bool expand_is_related(enum expand_kind kind)
{
	return kind >= EXPAND_SYNONYM;
}

const char *expand_kind_name(enum expand_kind kind)
{
	return kind_names[kind];
}

uint32_t expand_documents(const struct expand_word *word)
{
	uint32_t most = 0;
	for (size_t i = 0; i < word->n_choices; i++)
		if (word->choices[i].documents > most)
			most = word->choices[i].documents;
	return most;
}

struct expand_choice *expand_add(struct arena *arena, struct expand_word *word,
				 enum expand_kind kind, const struct str *terms, size_t n_terms)
{
	struct expand_choice *choices =
		arena_grow(arena, word->choices, word->n_choices, &word->cap, sizeof(*choices));
	struct str *copies = arena_zalloc(arena, n_terms, sizeof(*copies));
	if (!choices || !copies)
		return NULL;
	for (size_t i = 0; i < n_terms; i++) {
		copies[i] = (struct str){arena_strdup(arena, terms[i]), terms[i].len};
		if (!copies[i].ptr)
			return NULL;
	}
	word->choices = choices;
	struct expand_choice *choice = &choices[word->n_choices++];
	*choice = (struct expand_choice){
		.kind = kind, .terms = copies, .n_terms = n_terms, .weight = 1, .words = 1};
	if (kind == EXPAND_PARTS)
		choice->weight = EXPAND_PARTS_WEIGHT;
	return choice;
}

const struct learned_use *expand_use(const struct expand_choice *choice, struct str term)
{
	for (size_t i = 0; i < choice->n_terms; i++)
		if (str_eq(choice->terms[i], term))
			return &choice->uses[i];
	return NULL;
}

/* ---- nodes ---- */

static leta_status expand_node(struct expander *x, const struct ast_node *ast,
			       struct expand_node **out);

static leta_status new_node(struct expander *x, const struct ast_node *ast,
			    struct expand_node **out)
{
	struct expand_node *node = arena_zalloc(x->arena, 1, sizeof(*node));
	if (!node)
		return no_room(x->arena, x->err);
	node->kind = ast->kind;
	node->ast = ast;
	node->prefix = words_prefix(x);
	*out = node;
	return LETA_OK;
}

static void set_words(struct expand_node *node, struct expand_word *words, size_t n)
{
	node->words = words;
	node->n_words = n;
	node->stop = true;
	for (size_t i = 0; i < n; i++)
		if (!words[i].stop)
			node->stop = false;
}

/* A keyword's whole value is its term. */
static leta_status expand_keyword(struct expander *x, struct expand_node *node)
{
	struct str name = official_value(x->field, node->ast->text, &x->term);
	buf_clear(&x->folded);
	text_fold(name.len > 0 ? name : node->ast->text, &x->folded);
	struct str term = buf_view(&x->folded);
	struct expand_word *word = arena_zalloc(x->arena, 1, sizeof(*word));
	if (!word || buf_status(&x->folded, NULL) != LETA_OK)
		return error_nomem(x->err);
	word->text = node->ast->text;
	word->position = 1;
	if (!expand_add(x->arena, word, EXPAND_WORD, &term, 1))
		return no_room(x->arena, x->err);
	set_words(node, word, 1);
	return words_count(x, node->prefix, word, 1);
}

/* The term of the whole value: exact ones are that alone, others that beside their words. */
static leta_status set_whole(struct expander *x, struct expand_node *node)
{
	struct str name = official_value(x->field, node->ast->text, &x->term);
	if (name.len == 0 && !node->ast->exact)
		return LETA_OK;
	buf_clear(&x->folded);
	text_fold(name.len > 0 ? name : node->ast->text, &x->folded);
	term_make_whole(&x->term, node->prefix, buf_view(&x->folded));
	node->whole = (struct str){arena_strdup(x->arena, buf_view(&x->term)), x->term.len};
	if (!node->whole.ptr)
		return no_room(x->arena, x->err);
	return buf_status(&x->term, x->err);
}

static leta_status add_synonyms(struct expander *x, const struct ast_node *ast,
				struct word_run *run)
{
	struct expand_word *word = run->words;
	if (ast->kind == AST_WORD && run->n_words == 1)
		return synonyms_of_run(x, &word, 1);
	return synonyms_of_phrase(x, run->words, run->n_words);
}

static leta_status expand_text(struct expander *x, const struct ast_node *ast,
			       struct expand_node **out)
{
	struct expand_node *node = NULL;
	struct word_run run;
	leta_status st = new_node(x, ast, &node);
	if (st != LETA_OK)
		return st;
	*out = node;
	if (x->field && x->field->type == LETA_TYPE_KEYWORD)
		return expand_keyword(x, node);
	st = words_analyze(x, ast->text, ast->exact, &run);
	if (st == LETA_OK && run.n_words > QUERY_MAX_PHRASE)
		return error_at(x->err, LETA_ERR_LIMIT, ast->start, "frasen har fler än %d ord",
				"the phrase has more than %d words", QUERY_MAX_PHRASE);
	if (st == LETA_OK && ast->kind == AST_PHRASE && !ast->exact)
		st = words_join_sequence(x, run.words, run.n_words);
	if (st == LETA_OK && !ast->exact && !x->field && !x->unwanted)
		st = add_synonyms(x, ast, &run);
	if (st == LETA_OK && x->field)
		st = set_whole(x, node);
	if (st == LETA_OK && run.n_words == 0 && node->whole.len == 0)
		*out = NULL;
	/* a topic that is known is that one alone: "innovation" is no "social innovation" */
	bool alone = x->field && x->field->id == LETA_FIELD_TOPIC && node->whole.len > 0;
	if (st == LETA_OK && !alone)
		set_words(node, run.words, run.n_words);
	return st;
}

static leta_status expand_pattern(struct expander *x, const struct ast_node *ast,
				  struct expand_node **out)
{
	struct expand_node *node = NULL;
	struct wildcard_found found = {0};
	leta_status st = new_node(x, ast, &node);
	if (st != LETA_OK)
		return st;
	struct expand_word *word = arena_zalloc(x->arena, 1, sizeof(*word));
	if (!word)
		return no_room(x->arena, x->err);
	st = wildcard_terms(x->env, node->prefix, ast, x->arena, &found, x->err);
	if (st != LETA_OK)
		return st;
	struct expand_choice *choice =
		expand_add(x->arena, word, ast->kind == AST_FUZZY ? EXPAND_FUZZY : EXPAND_WILDCARD,
			   found.terms, found.n);
	if (!choice)
		return no_room(x->arena, x->err);
	choice->documents = found.documents;
	word->text = ast->text;
	word->position = 1;
	x->result->capped = x->result->capped || found.capped;
	set_words(node, word, 1);
	*out = node;
	return LETA_OK;
}

/* A part is one word, a joined form ("e-hälsa") or a compound itself ("storstad"): any of them. */
static leta_status expand_part(struct expander *x, const struct ast_node *ast,
			       struct expand_node **out)
{
	struct expand_node *node = NULL;
	struct word_run run;
	size_t kept = 0;
	leta_status st = new_node(x, ast, &node);
	if (st == LETA_OK)
		st = words_analyze(x, ast->text, false, &run);
	if (st != LETA_OK)
		return st;
	*out = run.n_words > 0 ? node : NULL;
	if (run.n_words == 0)
		return LETA_OK;
	struct expand_word *word = run.words;
	for (size_t c = 0; c < word->n_choices; c++)
		if (word->choices[c].words == run.n_words)
			word->choices[kept++] = word->choices[c];
	word->n_choices = kept;
	for (size_t c = 0; c < kept; c++) {
		word->choices[c].weight = 1;
		word->choices[c].words = 1;
		word->choices[c].shown = NULL; /* the same word, not another */
	}
	word->text = ast->text;
	set_words(node, word, 1);
	return LETA_OK;
}

/* ---- AND: runs of words side by side ---- */

static bool is_run_word(const struct ast_node *ast)
{
	return ast->kind == AST_WORD && !ast->exact;
}

static bool side_by_side(const struct ast_node *a, const struct ast_node *b)
{
	const char *from = a->text.ptr + a->text.len;
	if (b->text.ptr < from)
		return false;
	struct str gap = {from, (size_t)(b->text.ptr - from)};
	return str_trim(gap).len == 0;
}

/* How many of the children from i on stand side by side as plain words. */
static size_t run_length(const struct expander *x, const struct ast_node *ast, size_t i)
{
	size_t n = 0;
	if (x->field && x->field->type == LETA_TYPE_KEYWORD)
		return 0;
	while (i + n < ast->n_children && is_run_word(ast->children[i + n]) &&
	       (n == 0 || side_by_side(ast->children[i + n - 1], ast->children[i + n])))
		n++;
	return n;
}

/* A joined form over several words of the AND is a choice of each of them. */
static leta_status spread_joined(struct expander *x, struct word_run *run, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		for (size_t c = 0; c < run->words[i].n_choices; c++) {
			struct expand_choice choice = run->words[i].choices[c];
			if (choice.words <= to - i)
				continue;
			for (size_t w = i + 1; w < i + choice.words && w < run->n_words; w++) {
				struct expand_choice *copy = expand_add(
					x->arena, &run->words[w], choice.kind, choice.terms, 1);
				if (!copy)
					return no_room(x->arena, x->err);
				copy->documents = choice.documents;
				copy->shown = choice.shown;
			}
			run->words[i].choices[c].words = 1;
		}
	return LETA_OK;
}

/* Leaves of one word each may be a phrase of the thesaurus together. */
static leta_status relate_run(struct expander *x, struct expand_node **leaves, size_t n)
{
	struct expand_word **words = arena_zalloc(x->arena, n + 1, sizeof(struct expand_word *));
	size_t n_words = 0;
	leta_status st = words ? LETA_OK : no_room(x->arena, x->err);
	for (size_t i = 0; st == LETA_OK && i < n && !x->field && !x->unwanted; i++) {
		bool single = leaves[i] && leaves[i]->n_words == 1;
		if (single)
			words[n_words++] = leaves[i]->words;
		if (single && i + 1 < n)
			continue;
		st = synonyms_of_run(x, words, n_words);
		if (st == LETA_OK && leaves[i] && !single)
			st = synonyms_of_phrase(x, leaves[i]->words, leaves[i]->n_words);
		n_words = 0;
	}
	return st;
}

static leta_status expand_run(struct expander *x, struct ast_node **asts, size_t n,
			      struct expand_node **out)
{
	struct word_run run;
	const char *start = asts[0]->text.ptr, *end = asts[n - 1]->text.ptr + asts[n - 1]->text.len;
	leta_status st = words_analyze(x, (struct str){start, (size_t)(end - start)}, false, &run);
	size_t word = 0;
	bool single = false; /* the word before is one word */
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		const char *limit = asts[i]->text.ptr + asts[i]->text.len;
		size_t from = word;
		while (word < run.n_words && run.words[word].text.ptr < limit)
			word++;
		if (word == from) /* punctuation, or part of the word before */
			continue;
		st = spread_joined(x, &run, from, word);
		if (st == LETA_OK && single && word - from == 1)
			st = words_join_pair(x, &(struct word_pair){&run.words[from - 1],
								    &run.words[from], false});
		if (st == LETA_OK)
			st = new_node(x, asts[i], &out[i]);
		if (st == LETA_OK)
			set_words(out[i], run.words + from, word - from);
		single = word - from == 1;
	}
	return st == LETA_OK ? relate_run(x, out, n) : st;
}

static leta_status expand_children(struct expander *x, const struct ast_node *ast,
				   struct expand_node *node)
{
	leta_status st = LETA_OK;
	struct expand_node **children =
		arena_zalloc(x->arena, ast->n_children + 1, sizeof(*children));
	if (!children)
		return no_room(x->arena, x->err);
	for (size_t i = 0, n; st == LETA_OK && i < ast->n_children; i += n) {
		n = ast->kind == AST_AND ? run_length(x, ast, i) : 0;
		if (n > 1) {
			st = expand_run(x, &ast->children[i], n, &children[i]);
		} else {
			n = 1;
			st = expand_node(x, ast->children[i], &children[i]);
		}
	}
	node->children = children;
	for (size_t i = 0; i < ast->n_children; i++)
		if (children[i])
			children[node->n_children++] = children[i];
	return st;
}

static bool is_stop_word(const struct expand_node *node)
{
	return node->kind == AST_WORD && node->stop;
}

bool expand_drops(const struct expand_node *and, const struct expand_node *child)
{
	if (and->kind != AST_AND || !is_stop_word(child))
		return false;
	for (size_t i = 0; i < and->n_children; i++)
		if (!is_stop_word(and->children[i]))
			return true;
	return false;
}

/* Nothing but stop words, side by side: what is meant is those words in that order. */
static leta_status make_phrase(struct expander *x, struct expand_node *node)
{
	struct expand_node *first = node->children[0];
	size_t n_words = 0;
	for (size_t i = 0; i < node->n_children; i++) {
		if (!is_stop_word(node->children[i]) ||
		    node->children[i]->words != first->words + n_words)
			return LETA_OK;
		n_words += node->children[i]->n_words;
	}
	const struct ast_node *last = node->children[node->n_children - 1]->ast;
	struct ast_node *ast = arena_zalloc(x->arena, 1, sizeof(*ast));
	if (!ast)
		return no_room(x->arena, x->err);
	*ast = *first->ast;
	ast->kind = AST_PHRASE;
	ast->end = last->end;
	ast->text.len = (size_t)(last->text.ptr + last->text.len - ast->text.ptr);
	*node = (struct expand_node){.kind = AST_PHRASE, .ast = ast, .prefix = first->prefix};
	set_words(node, first->words, n_words);
	return LETA_OK;
}

static leta_status expand_inner(struct expander *x, const struct ast_node *ast,
				struct expand_node **out)
{
	struct expand_node *node = NULL;
	const struct leta_field_info *outside = x->field;
	bool unwanted = x->unwanted;
	leta_status st = new_node(x, ast, &node);
	if (st != LETA_OK)
		return st;
	if (ast->kind == AST_FIELD)
		x->field = leta_field_info(ast->field);
	x->unwanted = unwanted || ast->kind == AST_NOT;
	st = expand_children(x, ast, node);
	x->field = outside;
	x->unwanted = unwanted;
	if (st != LETA_OK)
		return st;
	/* an operator whose words were all punctuation is nothing; a list of one is its member */
	bool list = ast->kind == AST_AND || ast->kind == AST_OR || ast->kind == AST_NEAR;
	*out = node->n_children == 0           ? NULL
	       : list && node->n_children == 1 ? node->children[0]
					       : node;
	return *out == node && node->kind == AST_AND ? make_phrase(x, node) : LETA_OK;
}

static leta_status expand_similar(struct expander *x, const struct ast_node *ast,
				  struct expand_node **out)
{
	struct expand_likeness *like = NULL;
	leta_status st = x->env->alike(x->env->ctx, ast->text, x->arena, &like, x->err);
	if (st == LETA_OK)
		st = new_node(x, ast, out);
	if (st != LETA_OK)
		return st;
	(*out)->like = like;
	if (!like)
		x->result->no_such = ast;
	return LETA_OK;
}

static leta_status expand_node(struct expander *x, const struct ast_node *ast,
			       struct expand_node **out)
{
	switch (ast->kind) {
	case AST_WORD:
	case AST_PHRASE:
		return expand_text(x, ast, out);
	case AST_WILDCARD:
	case AST_FUZZY:
		return expand_pattern(x, ast, out);
	case AST_COMPOUND_PART:
		return expand_part(x, ast, out);
	case AST_RANGE:
	case AST_OVERLAP:
	case AST_UNKNOWN:
		return new_node(x, ast, out);
	case AST_SIMILAR:
		return expand_similar(x, ast, out);
	case AST_NEAR:
	case AST_AND:
	case AST_OR:
	case AST_NOT:
	case AST_REQUIRE:
	case AST_SCOPE:
	case AST_HEADING:
	case AST_FIELD:
		break;
	}
	return expand_inner(x, ast, out);
}

/* ---- the whole tree ---- */

static bool has_more_than_stop_words(const struct expand_node *node)
{
	if (node->n_children == 0)
		return !node->stop;
	for (size_t i = 0; i < node->n_children; i++)
		if (has_more_than_stop_words(node->children[i]))
			return true;
	return false;
}

static leta_status visit_leaves(struct expand_node *node, bool wanted, expand_leaf_fn *fn,
				void *ctx, struct leta_error *err)
{
	if (node->n_children == 0)
		return fn(ctx, node, wanted, err);
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < node->n_children; i++)
		st = visit_leaves(node->children[i], wanted != (node->kind == AST_NOT), fn, ctx,
				  err);
	return st;
}

leta_status expand_leaves(struct expand_node *node, expand_leaf_fn *fn, void *ctx,
			  struct leta_error *err)
{
	return visit_leaves(node, true, fn, ctx, err);
}

leta_status expand(const struct ast_node *tree, const struct expand_env *env, struct arena *arena,
		   struct expansion *out, struct leta_error *err)
{
	struct expansion result = {0};
	struct expander x = {.env = env, .arena = arena, .result = &result, .err = err};
	buf_init(&x.term, TERM_BUF_MAX);
	buf_init(&x.folded, TERM_BUF_MAX);
	leta_status st = expand_node(&x, tree, &result.root);
	buf_fini(&x.term);
	buf_fini(&x.folded);
	if (st != LETA_OK)
		return st;
	result.only_stop = result.root && !has_more_than_stop_words(result.root);
	*out = result;
	return LETA_OK;
}
