/*
 * dimension.c: what can be counted by, by its name, and the restriction that finds the documents of one value.
 *
 * The restriction is printed from a tree, as every query is, so what the parser reads is what was meant.
 */
#include "leta/stats.h"
#include "query/ast.h"
#include "query/name.h"
#include "query/parse.h"
#include "query/range.h"

/* Names that make sense where years are counted, not in a query. */
static const struct {
	const char *name;
	enum leta_field_id field;
} years[] = {
	{"startår", LETA_FIELD_START},
	{"startyear", LETA_FIELD_START},
	{"endyear", LETA_FIELD_END},
};

bool leta_dimension_find(const char *name, struct leta_dimension *out)
{
	struct name found;
	const struct leta_field_info *info = leta_field_find(name);
	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++)
		if (strcmp(name, years[i].name) == 0)
			info = leta_field_info(years[i].field);
	if (info && info->facet) {
		*out = (struct leta_dimension){info->id, false};
		return true;
	}
	if (!name_find(str_from(name), &found) || found.kind != AST_OVERLAP)
		return false;
	*out = (struct leta_dimension){LETA_FIELD_START, true};
	return true;
}

/* A year is its own restriction. */
static bool print_year(struct leta_dimension by, struct str year, struct buf *out)
{
	struct range range;
	if (range_parse(leta_field_info(by.field), year, 0, &range, NULL) != LETA_OK)
		return false;
	buf_printf(out, "%s:" STR_FMT, by.running ? NAME_OVERLAP : ast_field_name(by.field),
		   STR_ARG(year));
	return true;
}

static bool print_value(struct leta_dimension by, struct str value, struct buf *out)
{
	struct ast_node child = {.kind = AST_PHRASE, .exact = true, .text = value};
	struct ast_node *children[] = {&child};
	struct ast_node node = {.kind = AST_FIELD,
				.field = by.field,
				.children = children,
				.n_children = 1};
	if (!ast_can_quote(value))
		return false;
	ast_print(&node, out);
	return true;
}

bool leta_dimension_query(struct leta_dimension by, const char *value, char *out, size_t size)
{
	struct buf text;
	bool good = size > 0;
	buf_init(&text, QUERY_MAX_BYTES);
	if (!value)
		buf_printf(&text, NAME_UNKNOWN ":%s", ast_field_name(by.field));
	else if (leta_field_info(by.field)->type == LETA_TYPE_DATE)
		good = good && print_year(by, str_from(value), &text);
	else
		good = good && print_value(by, str_from(value), &text);
	good = good && buf_status(&text, NULL) == LETA_OK && text.len < size;
	if (good)
		memcpy(out, text.data, text.len + 1);
	else if (size > 0)
		out[0] = '\0';
	buf_fini(&text);
	return good;
}
