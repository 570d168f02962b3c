/*
 * expand_print.c: an expanded tree for people: with what each word stands for (`leta explain`), and
 * as a query again.
 */
#include "query/expand.h"

#include "query/name.h"
#include "query/planner.h"
#include "schema/section.h"

/* ---- with everything ---- */

static void print_choice(const struct expand_choice *choice, struct buf *out)
{
	size_t shown = choice->n_terms < 8 ? choice->n_terms : 8;
	if (choice->kind != EXPAND_WORD)
		buf_printf(out, "%s ", expand_kind_name(choice->kind));
	for (size_t i = 0; i < shown; i++) {
		if (i > 0)
			buf_cstr(out, choice->kind == EXPAND_PARTS ? "+" : choice->gaps ? " " : ",");
		buf_str(out, choice->terms[i]);
	}
	if (shown < choice->n_terms)
		buf_printf(out, ",… (%zu)", choice->n_terms);
	buf_printf(out, " %u", choice->documents);
}

static void print_word(const struct expand_word *word, struct buf *out)
{
	buf_str(out, word->text);
	buf_char(out, '[');
	if (word->stop)
		buf_cstr(out, "stop");
	for (size_t i = 0; !word->stop && i < word->n_choices; i++) {
		if (i > 0)
			buf_cstr(out, " | ");
		print_choice(&word->choices[i], out);
	}
	buf_char(out, ']');
}

static void print_sequence(const struct expand_node *node, struct buf *out)
{
	if (node->kind == AST_COMPOUND_PART)
		buf_cstr(out, node->ast->last ? NAME_LAST_PART ":" : NAME_FIRST_PART ":");
	if (node->ast->exact)
		buf_char(out, '=');
	if (node->n_words > 1)
		buf_char(out, '"');
	for (size_t i = 0; i < node->n_words; i++) {
		if (i > 0)
			buf_char(out, ' ');
		print_word(&node->words[i], out);
	}
	if (node->n_words > 1)
		buf_char(out, '"');
	if (node->kind == AST_FUZZY)
		buf_printf(out, "~%u", node->ast->distance);
	if (node->whole.len > 0) { /* what the index calls it */
		size_t name = strlen(node->prefix) + 1;
		buf_cstr(out, node->n_words > 0 ? " = " : "");
		buf_str(out, str_sub(node->whole, name, node->whole.len));
	}
}

static void print_children(const struct expand_node *node, const char *operator, struct buf * out)
{
	buf_char(out, '(');
	for (size_t i = 0; i < node->n_children; i++) {
		if (i > 0)
			buf_cstr(out, operator);
		expand_print(node->children[i], out);
	}
	buf_char(out, ')');
}

void expand_print(const struct expand_node *node, struct buf *out)
{
	switch (node->kind) {
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
		print_sequence(node, out);
		break;
	case AST_RANGE:
	case AST_OVERLAP:
	case AST_UNKNOWN:
	case AST_SIMILAR:
		ast_print(node->ast, out);
		break;
	case AST_AND:
		print_children(node, " OCH ", out);
		break;
	case AST_OR:
		print_children(node, " ELLER ", out);
		break;
	case AST_NEAR:
		print_children(node, " NÄRA ", out);
		break;
	case AST_NOT:
		print_children(node, "", (buf_cstr(out, "INTE "), out));
		break;
	case AST_REQUIRE:
		print_children(node, "", (buf_char(out, '+'), out));
		break;
	case AST_SCOPE:
		print_children(node, "",
			       (buf_printf(out, "%s:", section_info(node->ast->role)->sv), out));
		break;
	case AST_HEADING:
		print_children(node, "", (buf_cstr(out, "rubrik:"), out));
		break;
	case AST_FIELD:
		print_children(node, "",
			       (buf_printf(out, "%s:", ast_field_name(node->ast->field)), out));
		break;
	}
}

/* ---- as a query ---- */

static const char *replacement(const struct expand_word *word)
{
	for (size_t i = 0; i < word->n_choices; i++)
		if (word->choices[i].kind == EXPAND_ACCENT)
			return word->choices[i].shown;
	return NULL;
}

/* The leaf's text with replaced words. False when memory is used up. */
static bool leaf_text(const struct expand_node *node, struct arena *arena, struct str *out)
{
	struct str text = node->ast->text;
	size_t done = 0;
	struct buf built;
	buf_init(&built, (size_t)64 << 10);
	for (size_t i = 0; i < node->n_words; i++) {
		const char *shown = replacement(&node->words[i]);
		struct str word = node->words[i].text;
		if (!shown)
			continue;
		size_t start = (size_t)(word.ptr - text.ptr);
		buf_str(&built, str_sub(text, done, start));
		buf_cstr(&built, shown);
		done = start + word.len;
	}
	if (done > 0) {
		buf_str(&built, str_sub(text, done, text.len));
		text = (struct str){arena_strdup(arena, buf_view(&built)), built.len};
	}
	bool good = buf_status(&built, NULL) == LETA_OK && (text.ptr || done == 0);
	buf_fini(&built);
	*out = text;
	return good;
}

static struct ast_node *to_ast(const struct expand_node *node, struct arena *arena)
{
	struct ast_node *copy = arena_zalloc(arena, 1, sizeof(*copy));
	if (!copy)
		return NULL;
	*copy = *node->ast;
	copy->n_children = 0;
	if (node->n_children == 0)
		return leaf_text(node, arena, &copy->text) ? copy : NULL;
	copy->children = arena_zalloc(arena, node->n_children, sizeof(*copy->children));
	if (!copy->children)
		return NULL;
	for (size_t i = 0; i < node->n_children; i++) {
		const struct expand_node *child = node->children[i];
		if (expand_drops(node, child))
			continue;
		struct ast_node *made = to_ast(child, arena);
		if (!made)
			return NULL;
		copy->children[copy->n_children++] = made;
	}
	return copy->n_children == 1 && node->kind == AST_AND ? copy->children[0] : copy;
}

/* Takes the words that may be missing out of an AND and puts them back as one OR. */
static bool make_alternatives(struct ast_node *and, struct arena *arena)
{
	size_t n = and->n_children, kept = 1;
	struct ast_node * or = arena_zalloc(arena, 1, sizeof(* or));
	struct ast_node **any = arena_zalloc(arena, n, sizeof(*any));
	struct ast_node **all = arena_zalloc(arena, n + 1, sizeof(*all));
	if (! or || !any || !all)
		return false;
	* or = (struct ast_node){.kind = AST_OR, .children = any};
	for (size_t i = 0; i < n; i++)
		if (planner_may_miss(and->children[i]->kind))
			any[or->n_children++] = and->children[i];
		else
			all[kept++] = and->children[i];
	if (or->n_children < 2)
		return true;
	all[0] = or ;
	and->children = all;
	and->n_children = kept;
	if (kept == 1)
		*and = * or ;
	return true;
}

struct ast_node *expand_to_ast(const struct expand_node *node, bool any, struct arena *arena)
{
	struct ast_node *copy = to_ast(node, arena);
	if (copy && any && copy->kind == AST_AND && !make_alternatives(copy, arena))
		return NULL;
	return copy;
}
