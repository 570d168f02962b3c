/*
 * ast.h: what the user wrote, as a tree. It knows no index and no analysis. Nodes lie in an arena and keep their
 * place in the query, for messages.
 */
#ifndef QUERY_AST_H
#define QUERY_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/record.h"

enum ast_kind {
	AST_WORD,    /* text; exact = "=ord" */
	AST_PHRASE,  /* text between the quotes */
	AST_NEAR,    /* two children within `distance` words, any order */
	AST_AND,     /* children */
	AST_OR,
	AST_NOT,     /* one child: documents without it; stands inside an AND */
	AST_REQUIRE, /* one child: "+a" */
	AST_SCOPE,   /* one child, in sections of `role`, or under headings like `text` (rubrik:) */
	AST_FIELD,   /* words of a text or keyword field */
	AST_RANGE,   /* a numeric or date field */
	AST_OVERLAP, /* pågick: the project's period meets lo…hi */
	AST_UNKNOWN, /* okänt:field */
	AST_WILDCARD, /* "ord*", "*ord", "for*ning" */
	AST_FUZZY,   /* "ord~": `distance` letters wrong */
	AST_COMPOUND_PART, /* förled: / efterled: */
	AST_TOPIC,   /* ämne: */
	AST_LIKE     /* liknande:ID */
};

struct ast_node {
	enum ast_kind kind;
	struct str text;            /* in the query */
	bool exact;                 /* WORD */
	bool last_part;             /* COMPOUND_PART: efterled */
	unsigned distance;          /* NEAR, FUZZY */
	enum leta_section_role role; /* SCOPE; LETA_ROLE_COUNT = rubrik: */
	enum leta_field_id field;   /* FIELD, RANGE, UNKNOWN */
	double lo, hi;              /* RANGE, OVERLAP; both included, ±HUGE_VAL = open */
	size_t start, end;          /* bytes in the query */
	struct ast_node **children;
	size_t n_children;
};

/* The tree in one line, in the query language itself where that is possible. */
void ast_print(const struct ast_node *node, struct buf *out);

#endif
