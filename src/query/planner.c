/*
 * planner.c: from choices to terms and operators.
 *
 * Below a VERIFY the plan is `loose`: it may match more than the node, never less, so a NOT there
 * is everything. A NULL from an inner function means that memory is used up; the arena remembers
 * it.
 */
#include "query/planner.h"

#include <math.h>
#include <string.h>

#include "leta/field.h"
#include "query/no_room.h"
#include "schema/section.h"
#include "schema/term.h"

#define TERM_BUF_MAX ((size_t)4 << 10)

/*
 * Factors in plain text: a question or a title, of which one word is enough. A compound's parts are
 * weaker words of their own there: they need not stand together. Measured on a third of the queries
 * in tests/relevance.
 */
#define PLAIN_RELATED 0.5 /* what the thesaurus adds: the other words tell what is meant */
#define PLAIN_JOINED 0.25 /* at each of the words that are joined */

static struct plan_node *plan_of(struct planner *p, const struct expand_node *node, bool loose);

/* ---- nodes ---- */

static struct plan_node *new_plan(struct planner *p, enum plan_op op)
{
	struct plan_node *plan = arena_zalloc(p->arena, 1, sizeof(*plan));
	if (plan)
		plan->op = op;
	return plan;
}

struct plans {
	struct plan_node **nodes;
	size_t n, cap;
};

static bool add(struct planner *p, struct plans *list, struct plan_node *plan)
{
	struct plan_node **nodes =
		plan ? arena_grow(p->arena, list->nodes, list->n, &list->cap, sizeof(*nodes))
		     : NULL;
	if (!nodes)
		return false;
	list->nodes = nodes;
	list->nodes[list->n++] = plan;
	return true;
}

/* The list under an operator; a list of one is its member, an empty one matches nothing. */
static struct plan_node *join(struct planner *p, enum plan_op op, const struct plans *list)
{
	if (list->n == 1)
		return list->nodes[0];
	struct plan_node *plan = new_plan(p, list->n == 0 ? PLAN_NOTHING : op);
	if (plan) {
		plan->children = list->nodes;
		plan->n_children = list->n;
	}
	return plan;
}

static struct plan_node *pair(struct planner *p, enum plan_op op, struct plan_node *a,
			      struct plan_node *b)
{
	struct plans list = {0};
	return add(p, &list, a) && add(p, &list, b) ? join(p, op, &list) : NULL;
}

static struct plan_node *over(struct planner *p, enum plan_op op, struct plan_node *child)
{
	struct plans list = {0};
	struct plan_node *plan = add(p, &list, child) ? new_plan(p, op) : NULL;
	if (plan) {
		plan->children = list.nodes;
		plan->n_children = 1;
	}
	return plan;
}

static struct plan_node *without(struct planner *p, struct plan_node *missing)
{
	return pair(p, PLAN_AND_NOT, new_plan(p, PLAN_ALL), missing);
}

static struct plan_node *term_plan(struct planner *p, const char *prefix, struct str value)
{
	struct buf term;
	struct plan_node *plan = new_plan(p, PLAN_TERM);
	buf_init(&term, TERM_BUF_MAX);
	term_make(&term, prefix, value);
	if (plan) {
		plan->term = (struct str){arena_strdup(p->arena, buf_view(&term)), term.len};
		if (!plan->term.ptr || buf_status(&term, NULL) != LETA_OK)
			plan = NULL;
	}
	buf_fini(&term);
	return plan;
}

static struct plan_node *range_plan(struct planner *p, enum leta_field_id field, double lo,
				    double hi)
{
	struct plan_node *plan = new_plan(p, PLAN_RANGE);
	if (plan) {
		plan->slot = (unsigned)leta_field_info(field)->slot;
		plan->lo = lo;
		plan->hi = hi;
	}
	return plan;
}

static struct plan_node *verify_plan(struct planner *p, struct plan_node *child,
				     const struct expand_node *node,
				     const struct expand_choice *parts)
{
	struct plan_check *check = arena_zalloc(p->arena, 1, sizeof(*check));
	struct plan_node *plan = over(p, PLAN_VERIFY, child);
	if (!check || !plan)
		return NULL;
	*check = (struct plan_check){
		.owner = p->owner, .node = node, .parts = parts, .arena = p->arena};
	plan->verify = (struct plan_verify){p->accept, check};
	return plan;
}

/* ---- words ---- */

static struct plan_node *label(struct planner *p, struct plan_node *plan, struct plan_label label)
{
	struct plan_label *labels =
		plan ? arena_grow(p->arena, p->labels, p->n_labels, &p->cap, sizeof(*labels))
		     : NULL;
	if (!labels)
		return NULL;
	p->labels = labels;
	label.plan = plan;
	p->labels[p->n_labels++] = label;
	return plan;
}

static struct plan_node *scaled(struct planner *p, struct plan_node *plan, double weight)
{
	if (!plan || weight == 1 || plan->op == PLAN_NOTHING)
		return plan;
	plan = over(p, PLAN_SCALE, plan);
	if (plan)
		plan->scale = weight;
	return plan;
}

/* Choices of a word of one term each: its own, and those of a kind from the thesaurus. */
static bool add_single_terms(struct planner *p, const struct expand_node *leaf,
			     const struct expand_word *word, enum expand_kind kind,
			     struct plans *out)
{
	for (size_t c = 0; c < word->n_choices; c++) {
		const struct expand_choice *choice = &word->choices[c];
		bool wanted = c == 0 || choice->kind == kind;
		if (wanted && choice->n_terms == 1 && choice->documents > 0 && choice->words == 1 &&
		    !add(p, out, term_plan(p, leaf->prefix, choice->terms[0])))
			return false;
	}
	return true;
}

/*
 * The plan where none of the others is: what they find needs no test. A document that has the word
 * itself has its parts too, nearly always in that word, so most of the reading is saved, and what
 * its parts do elsewhere in the text gives it no weight.
 */
static struct plan_node *unless(struct planner *p, struct plan_node *plan, struct plans *others)
{
	return others->n > 0 ? pair(p, PLAN_AND_NOT, plan, join(p, PLAN_OR, others)) : plan;
}

static struct plan_node *choice_plan(struct planner *p, const struct expand_node *leaf,
				     const struct expand_word *word,
				     const struct expand_choice *choice, bool loose)
{
	struct plans terms = {0};
	struct plan_label of = {.leaf = leaf, .word = word, .kind = choice->kind};
	bool parts = choice->kind == EXPAND_PARTS;
	bool joined = choice->kind == EXPAND_JOINED && leaf->n_words == 1;
	double factor = p->plain && joined ? PLAIN_JOINED : 1;
	for (size_t i = 0; i < choice->n_terms; i++) {
		struct plan_node *term = term_plan(p, leaf->prefix, choice->terms[i]);
		if (!add(p, &terms, parts || choice->n_terms == 1 ? label(p, term, of) : term))
			return NULL;
	}
	enum plan_op op = !parts ? PLAN_SYNONYM : p->plain ? PLAN_OR : PLAN_AND;
	struct plan_node *plan = join(p, op, &terms);
	if (plan && plan->op == PLAN_SYNONYM)
		plan = label(p, plan, of);
	if (plan && op == PLAN_AND && !loose) {
		struct plans whole = {0};
		plan = add_single_terms(p, leaf, word, EXPAND_WORD, &whole)
			       ? verify_plan(p, unless(p, plan, &whole), leaf, choice)
			       : NULL;
	}
	return scaled(p, plan, choice->weight * factor);
}

/* The terms of a choice, each a plan of its own. */
static bool add_terms(struct planner *p, const struct expand_node *leaf, const struct expand_choice *choice,
		      struct plans *out)
{
	for (size_t i = 0; i < choice->n_terms; i++)
		if (!add(p, out, term_plan(p, leaf->prefix, choice->terms[i])))
			return false;
	return true;
}

/* A word or phrase of the thesaurus, without its weight. */
static struct plan_node *related_plan(struct planner *p, const struct expand_node *leaf,
				      const struct expand_word *word,
				      const struct expand_choice *choice, bool loose)
{
	struct plans terms = {0}, found = {0};
	if (!add_terms(p, leaf, choice, &terms))
		return NULL;
	struct plan_node *plan = join(p, PLAN_AND, &terms);
	if (!plan || !choice->gaps || loose)
		return plan;
	if (choice->words == 1 && !add_single_terms(p, leaf, word, choice->kind, &found))
		return NULL;
	return verify_plan(p, unless(p, plan, &found), leaf, choice);
}

static bool weighed_with(const struct expand_choice *a, const struct expand_choice *b)
{
	return a->kind == b->kind && a->weight == b->weight && a->words == b->words;
}

/*
 * All that the thesaurus gives of one kind and weight counts as one word, together with the word
 * itself: so what is rare among them cannot weigh more than the word that was asked for.
 */
static struct plan_node *group_plan(struct planner *p, const struct expand_node *leaf,
				    const struct expand_word *word,
				    const struct expand_choice *first, bool loose)
{
	struct plans any = {0};
	struct plan_label of = {.leaf = leaf, .word = word, .kind = first->kind};
	for (size_t c = 0; c < word->n_choices; c++) {
		const struct expand_choice *choice = &word->choices[c];
		bool own = choice == word->choices && choice->documents > 0 && first->words == 1;
		if ((own || weighed_with(choice, first)) &&
		    !add(p, &any, related_plan(p, leaf, word, choice, loose)))
			return NULL;
	}
	struct plan_node *plan = join(p, PLAN_SYNONYM, &any);
	return scaled(p, plan ? label(p, plan, of) : NULL,
		      first->weight * (p->plain ? PLAIN_RELATED : 1));
}

/*
 * The learned compounds that have the word, where it does not stand itself: they weigh as it would, however rare they
 * are, and give no weight beside it. The few documents of the compounds are gone through, not the many of the word.
 */
static struct plan_node *compounds_plan(struct planner *p, const struct expand_node *leaf,
					const struct expand_word *word,
					const struct expand_choice *choice)
{
	struct plans weighed = {0}, wholes = {0}, own = {0};
	struct plan_label of = {.leaf = leaf, .word = word, .kind = choice->kind};
	if (!add_single_terms(p, leaf, word, EXPAND_WORD, &weighed) || !add_terms(p, leaf, choice, &weighed) ||
	    !add_terms(p, leaf, choice, &wholes) || !add_single_terms(p, leaf, word, EXPAND_WORD, &own))
		return NULL;
	struct plan_node *plan = join(p, PLAN_SYNONYM, &weighed);
	plan = plan ? label(p, plan, of) : NULL;
	if (!plan || own.n == 0)
		return plan;
	struct plan_node *found = join(p, PLAN_OR, &wholes);
	return found ? pair(p, PLAN_FILTER, plan, unless(p, found, &own)) : NULL;
}

/* A choice's plan; of a group, its first member stands for all, and the others get none. */
static bool plan_choice(struct planner *p, const struct expand_node *leaf,
			const struct expand_word *word, size_t c, bool loose,
			struct plan_node **out)
{
	const struct expand_choice *choice = &word->choices[c];
	*out = NULL;
	if (!expand_is_related(choice->kind)) {
		*out = choice->kind == EXPAND_COMPOUNDS ? compounds_plan(p, leaf, word, choice)
							: choice_plan(p, leaf, word, choice, loose);
		return *out != NULL;
	}
	for (size_t i = 0; i < c; i++)
		if (weighed_with(&word->choices[i], choice))
			return true;
	*out = group_plan(p, leaf, word, choice, loose);
	return *out != NULL;
}

/* Any choice of the word at i, or a joined form that begins before it and covers it. */
static struct plan_node *word_plan(struct planner *p, const struct expand_node *leaf, size_t i,
				   bool loose)
{
	struct plans any = {0};
	for (size_t w = 0; w <= i; w++) {
		const struct expand_word *word = &leaf->words[w];
		for (size_t c = 0; c < word->n_choices; c++) {
			const struct expand_choice *choice = &word->choices[c];
			bool covers = w == i || w + choice->words > i;
			bool idle = choice->documents == 0 && expand_documents(word) > 0;
			struct plan_node *plan = NULL;
			if (!covers || idle)
				continue;
			if (!plan_choice(p, leaf, word, c, loose, &plan) ||
			    (plan && !add(p, &any, plan)))
				return NULL;
		}
	}
	return join(p, PLAN_OR, &any);
}

static bool has_related(const struct expand_word *word)
{
	for (size_t c = 0; c < word->n_choices; c++)
		if (expand_is_related(word->choices[c].kind))
			return true;
	return false;
}

/* A phrase without what the thesaurus adds to it, which all stands at its first word. */
static struct expand_node *own_words(struct planner *p, const struct expand_node *leaf)
{
	struct expand_node *own = arena_zalloc(p->arena, 1, sizeof(*own));
	struct expand_word *words = arena_zalloc(p->arena, leaf->n_words, sizeof(*words));
	size_t kept = 0;
	if (!own || !words)
		return NULL;
	memcpy(words, leaf->words, leaf->n_words * sizeof(*words));
	struct expand_word *first = &words[0];
	first->choices = arena_zalloc(p->arena, first->n_choices, sizeof(*first->choices));
	for (size_t c = 0; first->choices && c < first->n_choices; c++)
		if (!expand_is_related(leaf->words[0].choices[c].kind))
			first->choices[kept++] = leaf->words[0].choices[c];
	first->n_choices = kept;
	*own = *leaf;
	own->words = words;
	return first->choices ? own : NULL;
}

static struct plan_node *words_plan(struct planner *p, const struct expand_node *leaf, bool loose);

/* The phrase itself, or what stands for it as a whole. */
static struct plan_node *related_phrase(struct planner *p, const struct expand_node *leaf,
					bool loose)
{
	struct plans any = {0};
	const struct expand_word *word = &leaf->words[0];
	struct expand_node *own = own_words(p, leaf);
	if (!own || !add(p, &any, words_plan(p, own, loose)))
		return NULL;
	for (size_t c = 0; c < word->n_choices; c++) {
		struct plan_node *plan = NULL;
		if (!expand_is_related(word->choices[c].kind))
			continue;
		if (!plan_choice(p, leaf, word, c, loose, &plan) || (plan && !add(p, &any, plan)))
			return NULL;
	}
	return join(p, PLAN_OR, &any);
}

static struct plan_node *words_plan(struct planner *p, const struct expand_node *leaf, bool loose)
{
	struct plans all = {0};
	if (leaf->n_words > 1 && has_related(&leaf->words[0]))
		return related_phrase(p, leaf, loose);
	bool sequence = leaf->n_words > 1;
	bool exact = leaf->ast->exact && leaf->prefix[0] == '\0';
	for (size_t i = 0; i < leaf->n_words; i++)
		if (!leaf->words[i].stop && !add(p, &all, word_plan(p, leaf, i, loose || sequence)))
			return NULL;
	struct plan_node *plan = all.n == 0 ? new_plan(p, PLAN_ALL) : join(p, PLAN_AND, &all);
	bool verify = !loose && (sequence || exact || leaf->stop);
	return plan && verify ? verify_plan(p, plan, leaf, NULL) : plan;
}

static struct plan_node *leaf_plan(struct planner *p, const struct expand_node *leaf, bool loose)
{
	if (leaf->kind == AST_COMPOUND_PART) {
		struct plan_node *plan = words_plan(p, leaf, true);
		return plan && !loose ? verify_plan(p, plan, leaf, NULL) : plan;
	}
	if (leaf->whole.len == 0)
		return words_plan(p, leaf, loose);
	struct plan_node *whole = term_plan(p, "", leaf->whole);
	if (leaf->n_words == 0 || leaf->ast->exact)
		return whole;
	return pair(p, PLAN_OR, whole, words_plan(p, leaf, loose));
}

/* ---- operators ---- */

static bool add_flat(struct planner *p, struct plans *list, struct plan_node *plan)
{
	if (!plan || plan->op != PLAN_AND)
		return add(p, list, plan);
	for (size_t i = 0; i < plan->n_children; i++)
		if (!add(p, list, plan->children[i]))
			return false;
	return true;
}

static struct plan_node *and_plan(struct planner *p, const struct expand_node *node, bool loose)
{
	struct plans with = {0}, not = {0};
	for (size_t i = 0; i < node->n_children; i++) {
		const struct expand_node *child = node->children[i];
		bool negative = child->kind == AST_NOT;
		if (expand_drops(node, child) || (negative && loose))
			continue;
		struct plan_node *plan = plan_of(p, negative ? child->children[0] : child, loose);
		if (negative ? !add(p, &not, plan) : !add_flat(p, &with, plan))
			return NULL;
	}
	struct plan_node *plan = with.n == 0 ? new_plan(p, PLAN_ALL) : join(p, PLAN_AND, &with);
	if (!plan || not .n == 0)
		return plan;
	struct plans list = {0};
	if (!add(p, &list, plan))
		return NULL;
	for (size_t i = 0; i < not .n; i++)
		if (!add(p, &list, not .nodes[i]))
			return NULL;
	return join(p, PLAN_AND_NOT, &list);
}

static struct plan_node *or_plan(struct planner *p, const struct expand_node *node, bool loose)
{
	struct plans any = {0};
	for (size_t i = 0; i < node->n_children; i++)
		if (!add(p, &any, plan_of(p, node->children[i], loose)))
			return NULL;
	return join(p, PLAN_OR, &any);
}

static struct plan_node *near_plan(struct planner *p, const struct expand_node *node, bool loose)
{
	struct plan_node *plan = and_plan(p, node, true);
	return plan && !loose ? verify_plan(p, plan, node, NULL) : plan;
}

/* Documents tell which roles their sections have; a title is a field and always there. */
static struct plan_node *scope_plan(struct planner *p, const struct expand_node *node)
{
	struct plans all = {0};
	enum leta_section_role role = node->ast->role;
	if (!add_flat(p, &all, plan_of(p, node->children[0], true)))
		return NULL;
	if (role != LETA_ROLE_TITLE &&
	    !add(p, &all, term_plan(p, TERM_SCOPE, str_from(section_info(role)->sv))))
		return NULL;
	struct plan_node *plan = join(p, PLAN_AND, &all);
	return plan ? verify_plan(p, plan, node, NULL) : NULL;
}

static struct plan_node *lacks(struct planner *p, enum leta_field_id field, struct plan_node *plan)
{
	return pair(p, PLAN_AND_NOT, plan,
		    term_plan(p, TERM_HAS, str_from(leta_field_info(field)->json)));
}

/* start ≤ hi and end ≥ lo; a project with one known date lasts that day. */
static struct plan_node *overlap_plan(struct planner *p, const struct ast_node *ast)
{
	struct plans any = {0};
	double lo = ast->lo, hi = ast->hi;
	struct plan_node *both = pair(p, PLAN_AND, range_plan(p, LETA_FIELD_START, -HUGE_VAL, hi),
				      range_plan(p, LETA_FIELD_END, lo, HUGE_VAL));
	struct plan_node *begun = lacks(p, LETA_FIELD_END, range_plan(p, LETA_FIELD_START, lo, hi));
	struct plan_node *ended = lacks(p, LETA_FIELD_START, range_plan(p, LETA_FIELD_END, lo, hi));
	return add(p, &any, both) && add(p, &any, begun) && add(p, &any, ended)
		       ? join(p, PLAN_OR, &any)
		       : NULL;
}

/* One of the documents that are like it. */
static struct plan_node *similar_plan(struct planner *p, const struct expand_node *node)
{
	const struct expand_likeness *like = node->like;
	struct plans any = {0};
	for (size_t i = 0; like && i < like->n; i++)
		if (!add(p, &any, term_plan(p, "", like->documents[i])))
			return NULL;
	return join(p, PLAN_OR, &any);
}

static struct plan_node *plan_of(struct planner *p, const struct expand_node *node, bool loose)
{
	const struct ast_node *ast = node->ast;
	struct plan_node *plan;
	switch (node->kind) {
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
		return leaf_plan(p, node, loose);
	case AST_NEAR:
		return near_plan(p, node, loose);
	case AST_AND:
		return and_plan(p, node, loose);
	case AST_OR:
		return or_plan(p, node, loose);
	case AST_NOT:
		return loose ? new_plan(p, PLAN_ALL)
			     : without(p, plan_of(p, node->children[0], false));
	case AST_REQUIRE:
	case AST_FIELD:
		return plan_of(p, node->children[0], loose);
	case AST_SCOPE:
		return scope_plan(p, node);
	case AST_HEADING:
		plan = new_plan(p, PLAN_ALL);
		return plan ? verify_plan(p, plan, node, NULL) : NULL;
	case AST_RANGE:
		return range_plan(p, ast->field, ast->lo, ast->hi);
	case AST_OVERLAP:
		return overlap_plan(p, ast);
	case AST_UNKNOWN:
		plan = ast->role ? term_plan(p, TERM_SCOPE, str_from(section_info(ast->role)->sv))
				 : term_plan(p, TERM_HAS,
					     str_from(leta_field_info(ast->field)->json));
		return plan ? without(p, plan) : NULL;
	case AST_SIMILAR:
		return similar_plan(p, node);
	}
	return NULL;
}

/* ---- partial matches ---- */

bool planner_may_miss(enum ast_kind kind)
{
	switch (kind) {
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
	case AST_NEAR:
	case AST_OR:
	case AST_SCOPE:
	case AST_HEADING:
		return true;
	case AST_AND:
	case AST_NOT:
	case AST_REQUIRE:
	case AST_FIELD:
	case AST_RANGE:
	case AST_OVERLAP:
	case AST_UNKNOWN:
	case AST_SIMILAR:
		break;
	}
	return false;
}

/* At least k of the n plans: the first and k−1 of the rest, or k of the rest. */
static struct plan_node *at_least(struct planner *p, size_t k, struct plan_node **plans, size_t n)
{
	struct plans list = {plans, n, n};
	if (k <= 1 || k == n)
		return join(p, k <= 1 ? PLAN_OR : PLAN_AND, &list);
	struct plan_node *rest = at_least(p, k - 1, plans + 1, n - 1);
	struct plan_node *with = rest ? pair(p, PLAN_AND, plans[0], rest) : NULL;
	struct plan_node *without_first = with ? at_least(p, k, plans + 1, n - 1) : NULL;
	return without_first ? pair(p, PLAN_OR, with, without_first) : NULL;
}

static uint32_t rarity(const struct expand_node *node)
{
	uint32_t least = UINT32_MAX;
	for (size_t i = 0; i < node->n_words; i++) {
		uint32_t documents = expand_documents(&node->words[i]);
		if (!node->words[i].stop && documents < least)
			least = documents;
	}
	return least;
}

struct optional {
	struct plans plans;
	uint32_t rarest[PLANNER_COUNTED]; /* of the counted ones, rarest first */
	struct plan_node **counted;       /* in the arena: the plan keeps it */
	size_t n_counted;
};

static bool add_optional(struct planner *p, struct optional *o, const struct expand_node *node)
{
	struct plan_node *plan = plan_of(p, node, false);
	uint32_t rare = rarity(node);
	size_t place = o->n_counted;
	if (!add(p, &o->plans, plan))
		return false;
	while (place > 0 && rare < o->rarest[place - 1])
		place--;
	if (place == PLANNER_COUNTED)
		return true;
	size_t last = o->n_counted < PLANNER_COUNTED ? o->n_counted++ : PLANNER_COUNTED - 1;
	for (size_t i = last; i > place; i--) {
		o->rarest[i] = o->rarest[i - 1];
		o->counted[i] = o->counted[i - 1];
	}
	o->rarest[place] = rare;
	o->counted[place] = plan;
	return true;
}

/* Some of the words under all of the conditions. A required word makes the others mere weight. */
static struct plan_node *partial_plan(struct planner *p, const struct expand_node *node)
{
	struct optional o = {0};
	struct expand_node conditions = *node;
	bool required = false;
	conditions.n_children = 0;
	conditions.children =
		arena_zalloc(p->arena, node->n_children, sizeof(*conditions.children));
	o.counted = arena_zalloc(p->arena, PLANNER_COUNTED, sizeof(struct plan_node *));
	if (!conditions.children || !o.counted)
		return NULL;
	for (size_t i = 0; i < node->n_children; i++) {
		struct expand_node *child = node->children[i];
		required = required || child->kind == AST_REQUIRE;
		if (expand_drops(node, child))
			continue;
		if (!planner_may_miss(child->kind))
			conditions.children[conditions.n_children++] = child;
		else if (!add_optional(p, &o, child))
			return NULL;
	}
	struct plan_node *words = join(p, PLAN_OR, &o.plans);
	size_t half = p->mode == PLANNER_PARTIAL ? (o.n_counted + 1) / 2 : 1;
	if (words && half > 1 && !required)
		words = pair(p, PLAN_FILTER, words, at_least(p, half, o.counted, o.n_counted));
	struct plan_node *all = conditions.n_children > 0 ? and_plan(p, &conditions, false) : words;
	if (!words || !all || all == words || o.plans.n == 0)
		return all;
	return required ? pair(p, PLAN_AND_MAYBE, all, words) : pair(p, PLAN_FILTER, words, all);
}

leta_status planner_plan(struct planner *p, const struct expansion *expansion,
			 struct plan_node **out, struct leta_error *err)
{
	const struct expand_node *root = expansion->root;
	struct plan_node *plan;
	if (!root)
		plan = new_plan(p, PLAN_NOTHING);
	else if (root->kind == AST_AND && p->mode != PLANNER_ALL)
		plan = partial_plan(p, root);
	else
		plan = plan_of(p, root, false);
	if (!plan)
		return no_room(p->arena, err);
	*out = plan;
	return LETA_OK;
}

/* ---- for people ---- */

static const char *const op_names[] = {
	[PLAN_NOTHING] = "NOTHING",
	[PLAN_ALL] = "ALL",
	[PLAN_TERM] = "TERM",
	[PLAN_AND] = "AND",
	[PLAN_OR] = "OR",
	[PLAN_AND_NOT] = "AND_NOT",
	[PLAN_AND_MAYBE] = "AND_MAYBE",
	[PLAN_FILTER] = "FILTER",
	[PLAN_SYNONYM] = "SYNONYM",
	[PLAN_SCALE] = "SCALE",
	[PLAN_MAX] = "MAX",
	[PLAN_RANGE] = "RANGE",
	[PLAN_VERIFY] = "VERIFY",
};

#define PRINTED_CHILDREN 8

void planner_print(const struct plan_node *plan, struct buf *out)
{
	if (plan->op == PLAN_TERM) {
		buf_str(out, plan->term);
		return;
	}
	buf_cstr(out, op_names[plan->op]);
	if (plan->op == PLAN_SCALE)
		buf_printf(out, " %g", plan->scale);
	if (plan->op == PLAN_RANGE) {
		buf_printf(out, " %u [%.0f, %.0f]", plan->slot, plan->lo, plan->hi);
		return;
	}
	if (plan->n_children == 0)
		return;
	buf_char(out, '(');
	for (size_t i = 0; i < plan->n_children && i < PRINTED_CHILDREN; i++) {
		if (i > 0)
			buf_cstr(out, ", ");
		planner_print(plan->children[i], out);
	}
	if (plan->n_children > PRINTED_CHILDREN)
		buf_printf(out, ", … (%zu)", plan->n_children);
	buf_char(out, ')');
}
