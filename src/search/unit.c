/*
 * unit.c: collects the units of a tree.
 */
#include "search/unit.h"
#include "query/no_room.h"

#include <math.h>

struct collecting {
	struct arena *arena;
	struct units *units;
	uint32_t documents;
};

/* Inverse document frequency of the unit's rarest word. */
static double weight_of(const struct expand_node *node, uint32_t documents)
{
	double best = 0;
	for (size_t i = 0; i < node->n_words; i++) {
		double df = expand_documents(&node->words[i]);
		double weight = log(1 + documents / (1 + df));
		if (!node->words[i].stop && weight > best)
			best = weight;
	}
	for (size_t i = 0; i < node->n_children; i++) {
		double weight = weight_of(node->children[i], documents);
		best = weight > best ? weight : best;
	}
	return best > 0 ? best : 0.1; /* stop words only */
}

static const char *label_of(const struct collecting *c, const struct expand_node *node)
{
	struct buf text;
	struct ast_node *ast = expand_to_ast(node, false, c->arena);
	char *copy = NULL;
	buf_init(&text, (size_t)64 << 10);
	if (ast)
		ast_print(ast, &text);
	if (ast && buf_status(&text, NULL) == LETA_OK)
		copy = arena_strdup(c->arena, buf_view(&text));
	buf_fini(&text);
	return copy;
}

static bool add(const struct collecting *c, const struct expand_node *node,
		struct occur_scope scope)
{
	if (c->units->n == UNITS_MAX)
		return true;
	const struct expand_node *leaf = node;
	while (leaf->n_children > 0)
		leaf = leaf->children[0];
	struct unit unit = {.node = node,
			    .scope = scope,
			    .weight = weight_of(node, c->documents),
			    .field = leaf->prefix[0] != '\0',
			    .label = label_of(c, node)};
	c->units->items[c->units->n++] = unit;
	return unit.label != NULL;
}

static bool collect(const struct collecting *c, const struct expand_node *node,
		    struct occur_scope scope)
{
	switch (node->kind) {
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
	case AST_NEAR:
		return add(c, node, scope);
	case AST_SCOPE:
		scope = (struct occur_scope){OCCUR_ROLE, node->ast->role};
		break;
	case AST_AND:
	case AST_OR:
	case AST_REQUIRE:
	case AST_FIELD:
		break;
	case AST_HEADING: /* headings are no text to show */
	case AST_NOT:
	case AST_RANGE:
	case AST_OVERLAP:
	case AST_UNKNOWN:
	case AST_SIMILAR:
		return true;
	}
	for (size_t i = 0; i < node->n_children; i++)
		if (!expand_drops(node, node->children[i]) && !collect(c, node->children[i], scope))
			return false;
	return true;
}

leta_status units_of(const struct expansion *expansion, uint32_t documents, struct arena *arena,
		     struct units *out, struct leta_error *err)
{
	struct units units = {arena_zalloc(arena, UNITS_MAX, sizeof(*units.items)), 0};
	struct collecting c = {arena, &units, documents};
	if (!units.items || (expansion->root && !collect(&c, expansion->root, OCCUR_EVERYWHERE)))
		return no_room(arena, err);
	*out = units;
	return LETA_OK;
}
