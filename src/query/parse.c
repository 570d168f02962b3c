/*
 * parse.c: recursive descent over lexemes with one of look-ahead.
 *
 * Depth is counted where the grammar calls itself (parentheses, signs before signs), so a long
 * query costs no more stack than QUERY_MAX_DEPTH levels. The value of a name is parsed by the same
 * functions with `value_of` set, which forbids further names inside it.
 */
#include "query/parse.h"

#include <math.h>

#include "base/error.h"
#include "base/utf8.h"
#include "query/lex.h"
#include "query/no_room.h"
#include "query/range.h"

struct parser {
	struct lexer lexer;
	struct lexeme next;
	struct arena *arena;
	struct leta_error *err;
	unsigned depth, terms, wildcards;
	const char *value_of; /* the name whose value is being read, or NULL */
};

static leta_status parse_or(struct parser *p, struct ast_node **out);
static leta_status parse_unary(struct parser *p, struct ast_node **out);

static leta_status advance(struct parser *p)
{
	return lex_next(&p->lexer, &p->next, p->err);
}

/* ---- nodes ---- */

static leta_status new_node(struct parser *p, enum ast_kind kind, struct ast_node **out)
{
	struct ast_node *node = arena_zalloc(p->arena, 1, sizeof(*node));
	if (!node)
		return no_room(p->arena, p->err);
	node->kind = kind;
	node->start = p->next.start;
	node->end = p->next.end;
	*out = node;
	return LETA_OK;
}

struct list {
	struct ast_node **nodes;
	size_t n, cap;
};

static leta_status add(struct parser *p, struct list *list, struct ast_node *node)
{
	struct ast_node **nodes =
		arena_grow(p->arena, list->nodes, list->n, &list->cap, sizeof(*nodes));
	if (!nodes)
		return no_room(p->arena, p->err);
	list->nodes = nodes;
	list->nodes[list->n++] = node;
	return LETA_OK;
}

/* A node over the list; a list of one is its only member. */
static leta_status join(struct parser *p, enum ast_kind kind, const struct list *list,
			struct ast_node **out)
{
	if (list->n == 1) {
		*out = list->nodes[0];
		return LETA_OK;
	}
	leta_status st = new_node(p, kind, out);
	if (st != LETA_OK)
		return st;
	(*out)->children = list->nodes;
	(*out)->n_children = list->n;
	(*out)->start = list->nodes[0]->start;
	(*out)->end = list->nodes[list->n - 1]->end;
	return LETA_OK;
}

static leta_status wrap(struct parser *p, struct ast_node *node, struct ast_node *child)
{
	struct list list = {0};
	leta_status st = add(p, &list, child);
	if (st != LETA_OK)
		return st;
	node->children = list.nodes;
	node->n_children = 1;
	node->end = child->end;
	return LETA_OK;
}

static leta_status enter(struct parser *p)
{
	if (++p->depth > QUERY_MAX_DEPTH)
		return error_at(p->err, LETA_ERR_LIMIT, p->next.start,
				"frågan har fler än %d nivåer av parenteser och tecken",
				"the query nests parentheses and signs more than %d levels deep",
				QUERY_MAX_DEPTH);
	return LETA_OK;
}

static leta_status count_term(struct parser *p)
{
	if (++p->terms > QUERY_MAX_TERMS)
		return error_at(p->err, LETA_ERR_LIMIT, p->next.start, "frågan har fler än %d ord",
				"the query has more than %d words", QUERY_MAX_TERMS);
	return LETA_OK;
}

/* ---- words ---- */

static bool is_letter_or_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || utf8_is_letter(cp) || cp > 0x24F;
}

static size_t letters_in(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len;)
		n += is_letter_or_digit(utf8_next(s, &i)) ? 1 : 0;
	return n;
}

static leta_status check_wildcard(struct parser *p, struct ast_node *node)
{
	if (letters_in(node->text) < QUERY_WILDCARD_LETTERS)
		return error_at(p->err, LETA_ERR_LIMIT, node->start,
				"'" STR_FMT "' står för för många ord: skriv minst %d bokstäver",
				"'" STR_FMT
				"' stands for too many words: write at least %d letters",
				STR_ARG(node->text), QUERY_WILDCARD_LETTERS);
	if (++p->wildcards > QUERY_MAX_WILDCARDS)
		return error_at(p->err, LETA_ERR_LIMIT, node->start,
				"frågan har fler än %d ord med * eller ~",
				"the query has more than %d words with * or ~",
				QUERY_MAX_WILDCARDS);
	return LETA_OK;
}

/* "ord~", "ord~2": the word without its ending and the number of wrong letters; 0 when it has no
 * such ending. */
static leta_status check_fuzzy(struct parser *p, struct ast_node *node)
{
	struct str s = node->text;
	size_t tilde = s.len;
	while (tilde > 0 && s.ptr[tilde - 1] >= '0' && s.ptr[tilde - 1] <= '9')
		tilde--;
	if (tilde < 2 || s.ptr[tilde - 1] != '~')
		return LETA_OK;
	struct str digits = str_sub(s, tilde, s.len);
	struct str word = str_sub(s, 0, tilde - 1);
	bool one = str_eq(digits, STR("1")), two = str_eq(digits, STR("2"));
	if (digits.len > 0 && !one && !two)
		return error_at(p->err, LETA_ERR_SYNTAX, node->start + tilde,
				"efter ~ kan 1 eller 2 stå: så många bokstäver får vara fel",
				"only 1 or 2 may follow ~: the number of wrong letters");
	node->kind = AST_FUZZY;
	node->text = word;
	/* two wrong letters in a short word leave little of it */
	node->distance = one ? 1 : two ? 2 : letters_in(word) <= 5 ? 1 : 2;
	return check_wildcard(p, node);
}

static leta_status parse_word(struct parser *p, struct ast_node **out)
{
	struct ast_node *node = NULL;
	leta_status st = count_term(p);
	if (st == LETA_OK)
		st = new_node(p, p->next.kind == LEX_PHRASE ? AST_PHRASE : AST_WORD, &node);
	if (st != LETA_OK)
		return st;
	node->text = p->next.text;
	node->exact = p->next.exact;
	if (node->kind == AST_PHRASE && str_trim(node->text).len == 0)
		return error_at(p->err, LETA_ERR_SYNTAX, node->start,
				"det står inget mellan citattecknen",
				"there is nothing between the quotation marks");
	if (node->kind == AST_WORD && !node->exact) {
		if (str_find(node->text, STR("*"), 0) != (size_t)-1) {
			node->kind = AST_WILDCARD;
			st = check_wildcard(p, node);
		} else {
			st = check_fuzzy(p, node);
		}
	}
	if (st == LETA_OK)
		st = advance(p);
	if (st == LETA_OK)
		*out = node;
	return st;
}

/* ---- names and values ---- */

static leta_status empty_value(struct parser *p, const struct lexeme *name)
{
	return error_at(p->err, LETA_ERR_SYNTAX, name->end,
			"'" STR_FMT ":' saknar värde: skriv det direkt efter kolon, utan blanksteg",
			"'" STR_FMT
			":' has no value: write it right after the colon, without a blank",
			STR_ARG(name->text));
}

static leta_status parse_group(struct parser *p, struct ast_node **out)
{
	size_t start = p->next.start;
	leta_status st = enter(p);
	if (st == LETA_OK)
		st = advance(p);
	if (st == LETA_OK && p->next.kind == LEX_CLOSE)
		st = error_at(p->err, LETA_ERR_SYNTAX, start, "det står inget inom parentesen",
			      "there is nothing inside the parentheses");
	if (st == LETA_OK)
		st = parse_or(p, out);
	if (st == LETA_OK && p->next.kind != LEX_CLOSE)
		st = error_at(p->err, LETA_ERR_SYNTAX, start, "parentesen saknar sitt slut",
			      "the parenthesis is never closed");
	if (st != LETA_OK)
		return st;
	p->depth--;
	return advance(p);
}

/* The value of a scope or a text field: a word, a phrase or a group of them. */
static leta_status parse_text_value(struct parser *p, const struct lexeme *name,
				    struct ast_node *node)
{
	char text[80];
	struct ast_node *child = NULL;
	size_t shown = name->text.len < sizeof(text) ? name->text.len : sizeof(text) - 1;
	memcpy(text, name->text.ptr, shown);
	text[shown] = '\0';
	leta_status st = lex_value(&p->lexer, NULL, &p->next, p->err);
	if (st == LETA_OK && p->next.kind == LEX_END)
		st = empty_value(p, name);
	if (st != LETA_OK)
		return st;
	p->value_of = text;
	st = p->next.kind == LEX_OPEN ? parse_group(p, &child) : parse_word(p, &child);
	p->value_of = NULL;
	return st == LETA_OK ? wrap(p, node, child) : st;
}

/* One word: what compounds begin or end with. */
static leta_status parse_part(struct parser *p, const struct lexeme *name, struct ast_node **node)
{
	leta_status st = lex_value(&p->lexer, NULL, &p->next, p->err);
	size_t start = p->next.start;
	if (st == LETA_OK && p->next.kind == LEX_END)
		st = empty_value(p, name);
	if (st == LETA_OK && p->next.kind != LEX_OPEN)
		st = parse_word(p, node);
	if (st != LETA_OK)
		return st;
	if ((*node)->kind != AST_WORD || (*node)->exact)
		return error_at(p->err, LETA_ERR_SYNTAX, start,
				"'" STR_FMT ":' tar ett ensamt ord, utan tecken",
				"'" STR_FMT ":' takes a single word without signs",
				STR_ARG(name->text));
	(*node)->kind = AST_COMPOUND_PART;
	(*node)->last = name->name.last;
	(*node)->start = name->start;
	return LETA_OK;
}

/* The value of a numeric field, a date or okänt:, which is not searched for but read here. */
static leta_status read_value(struct parser *p, const struct lexeme *name,
			      const struct leta_field_info *amount)
{
	leta_status st = lex_value(&p->lexer, amount, &p->next, p->err);
	if (st != LETA_OK)
		return st;
	if (p->next.kind == LEX_END || str_trim(p->next.text).len == 0)
		return empty_value(p, name);
	if (p->next.kind == LEX_OPEN)
		return error_at(p->err, LETA_ERR_SYNTAX, p->next.start,
				"'" STR_FMT ":' tar ett värde, inte en parentes",
				"'" STR_FMT ":' takes a value, not a parenthesis",
				STR_ARG(name->text));
	return LETA_OK;
}

static leta_status parse_range(struct parser *p, const struct lexeme *name, struct ast_node *node)
{
	bool overlap = node->kind == AST_OVERLAP;
	const struct leta_field_info *info =
		leta_field_info(overlap ? LETA_FIELD_START : node->field);
	struct range range;
	leta_status st = read_value(p, name, info);
	if (st == LETA_OK)
		st = range_parse(info, p->next.text, p->next.start, &range, p->err);
	if (st != LETA_OK)
		return st;
	node->lo = range.lo;
	node->hi = range.hi;
	node->end = p->next.end;
	return advance(p);
}

static leta_status parse_unknown(struct parser *p, const struct lexeme *name, struct ast_node *node)
{
	leta_status st = read_value(p, name, NULL);
	if (st != LETA_OK)
		return st;
	struct name missing;
	if (!name_find_missing(str_trim(p->next.text), &missing)) {
		const char *nearest = name_nearest(str_trim(p->next.text));
		return error_at(p->err, LETA_ERR_SYNTAX, p->next.start,
				"'" STR_FMT "' är inget fält%s%s", "'" STR_FMT "' is no field%s%s",
				STR_ARG(p->next.text), nearest ? "; " NAME_UNKNOWN ":" : "",
				nearest ? nearest : "");
	}
	node->field = missing.field;
	node->role = missing.kind == AST_SCOPE ? missing.role : LETA_ROLE_BODY;
	node->end = p->next.end;
	return advance(p);
}

/* An id is what stands there, whatever it begins with. */
static leta_status parse_similar(struct parser *p, const struct lexeme *name, struct ast_node *node)
{
	leta_status st = read_value(p, name, NULL);
	if (st != LETA_OK)
		return st;
	node->text = p->next.text;
	node->end = p->next.end;
	return advance(p);
}

static leta_status parse_named(struct parser *p, struct ast_node **out)
{
	struct lexeme name = p->next;
	struct ast_node *node = NULL;
	if (p->value_of)
		return error_at(p->err, LETA_ERR_SYNTAX, name.start,
				"'" STR_FMT ":' kan inte stå inom '%s:'",
				"'" STR_FMT ":' cannot stand inside '%s:'", STR_ARG(name.text),
				p->value_of);
	leta_status st = count_term(p);
	if (st == LETA_OK)
		st = new_node(p, name.name.kind, &node);
	if (st != LETA_OK)
		return st;
	if (node->kind == AST_COMPOUND_PART) {
		*out = node;
		return parse_part(p, &name, out);
	}
	node->role = name.name.role;
	node->field = name.name.field;
	if (node->kind == AST_RANGE || node->kind == AST_OVERLAP)
		st = parse_range(p, &name, node);
	else if (node->kind == AST_UNKNOWN)
		st = parse_unknown(p, &name, node);
	else if (node->kind == AST_SIMILAR)
		st = parse_similar(p, &name, node);
	else
		st = parse_text_value(p, &name, node);
	if (st == LETA_OK)
		*out = node;
	return st;
}

/* ---- operators ---- */

static leta_status unexpected(struct parser *p)
{
	switch (p->next.kind) {
	case LEX_CLOSE:
		return error_at(p->err, LETA_ERR_SYNTAX, p->next.start, "parentesen öppnas aldrig",
				"the parenthesis is never opened");
	case LEX_AND:
	case LEX_OR:
	case LEX_NEAR:
		return error_at(
			p->err, LETA_ERR_SYNTAX, p->next.start,
			"'" STR_FMT "' ska stå mellan två sökord; med små bokstäver är det ett ord",
			"'" STR_FMT "' must stand between two words; in small letters it is a word",
			STR_ARG(p->next.text));
	case LEX_END:
	case LEX_OPEN:
	case LEX_PHRASE:
	case LEX_WORD:
	case LEX_NAME:
	case LEX_COMPARISON:
	case LEX_PLUS:
	case LEX_MINUS:
	case LEX_NOT:
		break;
	}
	return error_at(p->err, LETA_ERR_SYNTAX, p->next.start,
			"frågan tar slut där ett ord väntas",
			"the query ends where a word is expected");
}

/* "budget>stöd": read already; what is compared is what the grant leaves to others. */
static leta_status parse_comparison(struct parser *p, struct ast_node **out)
{
	struct ast_node *node = NULL;
	leta_status st = count_term(p);
	if (st == LETA_OK)
		st = new_node(p, AST_RANGE, &node);
	if (st != LETA_OK)
		return st;
	node->field = LETA_FIELD_COFINANCING;
	node->lo = p->next.range.lo;
	node->hi = p->next.range.hi;
	*out = node;
	return advance(p);
}

static leta_status parse_sign(struct parser *p, struct ast_node **out)
{
	struct ast_node *node = NULL, *child = NULL;
	leta_status st = enter(p);
	if (st == LETA_OK)
		st = new_node(p, p->next.kind == LEX_PLUS ? AST_REQUIRE : AST_NOT, &node);
	if (st == LETA_OK)
		st = advance(p);
	if (st == LETA_OK)
		st = parse_unary(p, &child);
	if (st == LETA_OK)
		st = wrap(p, node, child);
	if (st != LETA_OK)
		return st;
	p->depth--;
	*out = node;
	return LETA_OK;
}

static leta_status parse_unary(struct parser *p, struct ast_node **out)
{
	switch (p->next.kind) {
	case LEX_PLUS:
	case LEX_MINUS:
	case LEX_NOT:
		return parse_sign(p, out);
	case LEX_OPEN:
		return parse_group(p, out);
	case LEX_NAME:
		return parse_named(p, out);
	case LEX_COMPARISON:
		return parse_comparison(p, out);
	case LEX_PHRASE:
	case LEX_WORD:
		return parse_word(p, out);
	case LEX_END:
	case LEX_CLOSE:
	case LEX_AND:
	case LEX_OR:
	case LEX_NEAR:
		break;
	}
	return unexpected(p);
}

/* What has places in a text: words, phrases, nearness, and alternatives of these. */
static bool has_places(const struct ast_node *node)
{
	if (node->kind == AST_OR || node->kind == AST_NEAR) {
		for (size_t i = 0; i < node->n_children; i++)
			if (!has_places(node->children[i]))
				return false;
		return true;
	}
	return node->kind == AST_WORD || node->kind == AST_PHRASE || node->kind == AST_WILDCARD ||
	       node->kind == AST_FUZZY || node->kind == AST_COMPOUND_PART;
}

static leta_status parse_near(struct parser *p, struct ast_node **out)
{
	leta_status st = parse_unary(p, out);
	while (st == LETA_OK && p->next.kind == LEX_NEAR) {
		struct lexeme near = p->next;
		struct list pair = {0};
		struct ast_node *left = *out, *right = NULL;
		st = advance(p);
		if (st == LETA_OK)
			st = parse_unary(p, &right);
		if (st == LETA_OK && (!has_places(left) || !has_places(right)))
			st = error_at(p->err, LETA_ERR_SYNTAX, near.start,
				      "'" STR_FMT "' kan bara stå mellan ord och fraser",
				      "'" STR_FMT "' can only stand between words and phrases",
				      STR_ARG(near.text));
		if (st == LETA_OK)
			st = add(p, &pair, left);
		if (st == LETA_OK)
			st = add(p, &pair, right);
		if (st == LETA_OK)
			st = join(p, AST_NEAR, &pair, out);
		if (st == LETA_OK)
			(*out)->distance = near.distance;
	}
	return st;
}

static bool ends_and(enum lex_kind kind)
{
	return kind == LEX_END || kind == LEX_CLOSE || kind == LEX_OR;
}

static leta_status parse_and(struct parser *p, struct ast_node **out)
{
	struct list list = {0};
	leta_status st;
	do {
		struct ast_node *node = NULL;
		if (list.n > 0 && p->next.kind == LEX_AND) {
			st = advance(p);
			if (st != LETA_OK)
				return st;
		}
		st = parse_near(p, &node);
		if (st == LETA_OK)
			st = add(p, &list, node);
	} while (st == LETA_OK && !ends_and(p->next.kind));
	return st == LETA_OK ? join(p, AST_AND, &list, out) : st;
}

static leta_status parse_or(struct parser *p, struct ast_node **out)
{
	struct list list = {0};
	leta_status st;
	do {
		struct ast_node *node = NULL;
		st = list.n > 0 ? advance(p) : LETA_OK;
		if (st == LETA_OK)
			st = parse_and(p, &node);
		if (st == LETA_OK)
			st = add(p, &list, node);
	} while (st == LETA_OK && p->next.kind == LEX_OR);
	return st == LETA_OK ? join(p, AST_OR, &list, out) : st;
}

leta_status query_check(struct str query, struct leta_error *err)
{
	if (query.len > QUERY_MAX_BYTES)
		return error_set(err, LETA_ERR_LIMIT,
				 "frågan är på %zu byte; högst %d går att läsa",
				 "the query has %zu bytes; at most %d can be read", query.len,
				 QUERY_MAX_BYTES);
	size_t bad = utf8_validate(query);
	if (bad < query.len)
		return error_at(err, LETA_ERR_SYNTAX, bad, "frågan är inte giltig UTF-8",
				"the query is not valid UTF-8");
	return LETA_OK;
}

leta_status query_parse(struct str query, struct arena *arena, struct ast_node **out,
			struct leta_error *err)
{
	struct parser p = {.lexer = {query, 0}, .arena = arena, .err = err};
	struct ast_node *root = NULL;
	leta_status st = query_check(query, err);
	if (st == LETA_OK)
		st = advance(&p);
	if (st == LETA_OK && p.next.kind == LEX_END)
		st = error_at(err, LETA_ERR_SYNTAX, 0, "frågan är tom: skriv minst ett ord",
			      "the query is empty: write at least one word");
	if (st == LETA_OK)
		st = parse_or(&p, &root);
	if (st == LETA_OK && p.next.kind != LEX_END)
		st = unexpected(&p);
	if (st == LETA_OK)
		*out = root;
	return st;
}
