/*
 * ast.c: a tree written back as a query.
 *
 * What it prints is read back as the same tree (the fuzz target holds it to that), so children that
 * are operators themselves always get parentheses.
 */
#include "query/ast.h"

#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "query/name.h"
#include "schema/section.h"

const char *ast_field_name(enum leta_field_id field)
{
	const struct leta_field_info *info = leta_field_info(field);
	return info->sv ? info->sv : info->json;
}

static void print_scalar(const struct leta_field_info *info, double value, struct buf *out)
{
	if (info->type == LETA_TYPE_DATE) {
		char iso[11];
		date_format_iso((int64_t)value, iso);
		buf_cstr(out, iso);
	} else if (info->type == LETA_TYPE_RATE) {
		buf_printf(out, "%lld", (long long)(value / 100));
		if (fmod(value, 100) != 0)
			buf_printf(out, ",%02lld", (long long)fmod(value, 100));
		buf_char(out, '%');
	} else {
		buf_printf(out, "%.0f", value);
		if (info->id == LETA_FIELD_DAYS)
			buf_cstr(out, "dagar");
	}
}

void ast_print_range(enum leta_field_id field, double lo, double hi, struct buf *out)
{
	const struct leta_field_info *info = leta_field_info(field);
	bool below = info->type != LETA_TYPE_DATE && isfinite(hi) && hi < 0;
	if (below) { /* "<0": nothing is that small, and there is no minus sign in a value */
		buf_cstr(out, "<0");
		if (info->id == LETA_FIELD_DAYS)
			buf_cstr(out, "dagar");
		return;
	}
	if (isfinite(lo))
		print_scalar(info, lo, out);
	if (lo == hi)
		return;
	buf_cstr(out, "..");
	if (isfinite(hi))
		print_scalar(info, hi, out);
}

static void print_node(const struct ast_node *node, bool nested, struct buf *out);

static void print_list(const struct ast_node *node, const char *operator, bool nested,
		       struct buf *out)
{
	if (nested)
		buf_char(out, '(');
	for (size_t i = 0; i < node->n_children; i++) {
		if (i > 0)
			buf_cstr(out, operator);
		print_node(node->children[i], true, out);
	}
	if (nested)
		buf_char(out, ')');
}

static bool is_leaf(const struct ast_node *node)
{
	return node->n_children == 0;
}

static void print_value(const char *name, const struct ast_node *node, struct buf *out)
{
	const struct ast_node *child = node->children[0];
	bool bare = is_leaf(child) || child->kind == AST_AND || child->kind == AST_OR ||
		    child->kind == AST_NEAR;
	buf_printf(out, "%s:", name);
	if (!bare)
		buf_char(out, '(');
	print_node(child, true, out);
	if (!bare)
		buf_char(out, ')');
}

static bool has(struct str text, struct str part)
{
	return str_find(text, part, 0) != (size_t)-1;
}

bool ast_can_quote(struct str text)
{
	return !has(text, STR("\"")) || !(has(text, STR("«")) || has(text, STR("»")));
}

/* In straight quotes, or in guillemets when it holds straight ones. */
static void print_phrase(struct str text, struct buf *out)
{
	bool straight = !has(text, STR("\""));
	buf_cstr(out, straight ? "\"" : "»");
	buf_str(out, text);
	buf_cstr(out, straight ? "\"" : "»");
}

static void print_leaf(const struct ast_node *node, struct buf *out)
{
	if (node->kind == AST_COMPOUND_PART)
		buf_cstr(out, node->last ? NAME_LAST_PART ":" : NAME_FIRST_PART ":");
	if (node->exact)
		buf_char(out, '=');
	if (node->kind == AST_PHRASE)
		print_phrase(node->text, out);
	else
		buf_str(out, node->text);
	if (node->kind == AST_FUZZY)
		buf_printf(out, "~%u", node->distance);
}

static void print_node(const struct ast_node *node, bool nested, struct buf *out)
{
	char near[32];
	switch (node->kind) {
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
		print_leaf(node, out);
		break;
	case AST_NEAR:
		snprintf(near, sizeof(near), " NÄRA/%u ", node->distance);
		print_list(node, near, nested, out);
		break;
	case AST_AND:
		print_list(node, " OCH ", nested, out);
		break;
	case AST_OR:
		print_list(node, " ELLER ", nested, out);
		break;
	case AST_NOT:
		buf_cstr(out, "INTE ");
		print_node(node->children[0], true, out);
		break;
	case AST_REQUIRE:
		buf_char(out, '+');
		print_node(node->children[0], true, out);
		break;
	case AST_SCOPE:
		print_value(section_info(node->role)->sv, node, out);
		break;
	case AST_HEADING:
		print_value(NAME_HEADING, node, out);
		break;
	case AST_FIELD:
		print_value(ast_field_name(node->field), node, out);
		break;
	case AST_RANGE:
		buf_printf(out, "%s:", ast_field_name(node->field));
		ast_print_range(node->field, node->lo, node->hi, out);
		break;
	case AST_OVERLAP:
		buf_cstr(out, NAME_OVERLAP ":");
		ast_print_range(LETA_FIELD_START, node->lo, node->hi, out);
		break;
	case AST_UNKNOWN:
		buf_printf(out, NAME_UNKNOWN ":%s",
			   node->role ? section_info(node->role)->sv : ast_field_name(node->field));
		break;
	case AST_SIMILAR:
		buf_printf(out, NAME_SIMILAR ":\"" STR_FMT "\"", STR_ARG(node->text));
		break;
	}
}

void ast_print(const struct ast_node *node, struct buf *out)
{
	print_node(node, false, out);
}
