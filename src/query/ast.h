/*
 * ast.h: what the user wrote, as a tree. It knows no index and no analysis. Nodes lie in an arena
 * and keep their place in the query, for messages.
 */
#ifndef QUERY_AST_H
#define QUERY_AST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/record.h"

enum ast_kind {
	AST_WORD,     /* text; exact = "=ord" */
	AST_PHRASE,   /* text between the quotes; exact = '="…"' */
	AST_WILDCARD, /* "ord*", "*ord", "for*ning" */
	AST_FUZZY,    /* text; at most `distance` letters wrong */
	AST_COMPOUND_PART, /* text: the first or last part of compounds, never a word alone */
	AST_NEAR,     /* two children within `distance` words, any order */
	AST_AND,      /* children */
	AST_OR,
	AST_NOT,     /* one child: documents without it */
	AST_REQUIRE, /* one child: "+a" */
	AST_SCOPE,   /* one child, in sections of `role` */
	AST_HEADING, /* one child, in a heading */
	AST_FIELD,   /* one child, in the values of a text or keyword field */
	AST_RANGE,   /* a numeric or date field within lo…hi */
	AST_OVERLAP, /* the project's period meets lo…hi */
	AST_UNKNOWN, /* the document lacks the field, or has no section of `role` */
	AST_SIMILAR  /* documents like the one whose id is `text` */
};

struct ast_node {
	enum ast_kind kind;
	struct str text; /* in the query */
	bool exact;
	bool last;                   /* COMPOUND_PART: the last part, not the first */
	unsigned distance;           /* NEAR, FUZZY */
	enum leta_section_role role; /* SCOPE, UNKNOWN (LETA_ROLE_BODY: the field) */
	enum leta_field_id field;    /* FIELD, RANGE, UNKNOWN */
	double lo, hi;               /* RANGE, OVERLAP; both included, ±HUGE_VAL = open */
	size_t start, end;           /* bytes in the query */
	struct ast_node **children;
	size_t n_children;
};

/*
 * The tree in one line, in the query language: reading it again gives the same tree. Ranges are
 * written with their inclusive bounds.
 */
void ast_print(const struct ast_node *node, struct buf *out);

/* A range's bounds as a query writes them: "2014-01-01..2014-12-31", "1000001..", "..60%". */
void ast_print_range(enum leta_field_id field, double lo, double hi, struct buf *out);

/* Whether a text can stand in a phrase: it lacks either straight quotes or guillemets. */
bool ast_can_quote(struct str text);

/* The name of a section scope or of a field, as a query writes it. Static storage. */
const char *ast_field_name(enum leta_field_id field);

#endif
