/*
 * parse.h: query string → tree.
 *
 * Grammar (EBNF; LEXEMES in capitals, see lex.h; operators in Swedish or English, in capital letters):
 *   query   = or ;
 *   or      = and { ("ELLER" | "OR") and } ;
 *   and     = near { ["OCH" | "AND"] near } ;
 *   near    = unary { ("NÄRA" | "NEAR") ["/" N] unary } ;
 *   unary   = ("-" | "INTE" | "NOT" | "+") unary | primary ;
 *   primary = "(" or ")" | named | compare | text ;
 *   text    = ["="] PHRASE | ["="] WORD | WORD with "*" | WORD "~" ["1" | "2"] ;
 *   named   = (SECTION | "rubrik" | FIELD of words) ":" ("(" or ")" | text)
 *           | ("förled" | "efterled") ":" WORD
 *           | (FIELD of numbers or dates | "pågick") ":" RANGE
 *           | "okänt" ":" (FIELD | SECTION)
 *           | "liknande" ":" ID ;
 *   compare = "budget" SIGN "stöd" | "stöd" SIGN "budget" ;
 *   SIGN    = ">" | ">=" | "<" | "<=" | "=" ;
 * A value follows its colon at once and holds no further names. NÄRA binds words, phrases and ELLER
 * between them; N is QUERY_NEAR_DEFAULT where it is missing. RANGE: range.h. Names: name.c and
 * schema/field.c. The lenient reading of the same grammar: lenient.h.
 */
#ifndef QUERY_PARSE_H
#define QUERY_PARSE_H

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"
#include "query/ast.h"

/* Limits: exceeding one is LETA_ERR_LIMIT. */
#define QUERY_MAX_BYTES 4096
#define QUERY_MAX_TERMS 256
#define QUERY_MAX_DEPTH 20
#define QUERY_MAX_PHRASE 64 /* words */
#define QUERY_MAX_WILDCARDS 4
#define QUERY_WILDCARD_LETTERS 3 /* that a wildcard must show */
#define QUERY_WILDCARD_TERMS 500 /* terms that it may stand for, the most frequent */
#define QUERY_NEAR_DEFAULT 10    /* words */
#define QUERY_NEAR_MAX 100

/* Strict: SYNTAX at the first error, with its byte offset. An empty query is SYNTAX too. */
leta_status query_parse(struct str query, struct arena *arena, struct ast_node **out,
			struct leta_error *err);

/*
 * The words of the text and nothing else: signs between words are blanks, OCH and ELLER are words.
 * One word, or an AND of words. SYNTAX when there is none.
 */
leta_status query_parse_plain(struct str query, struct arena *arena, struct ast_node **out,
			      struct leta_error *err);

/* Whether the query is too long (LIMIT) or not UTF-8 (SYNTAX). */
leta_status query_check(struct str query, struct leta_error *err);

#endif
