/*
 * lex.h: query string → lexemes. Private to src/query.
 *
 * What follows a name and its colon is a value and has rules of its own (an address or a time may
 * hold colons), so the parser asks for it with lex_value(). The query is valid UTF-8.
 */
#ifndef QUERY_LEX_H
#define QUERY_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "leta/error.h"
#include "query/name.h"
#include "query/range.h"

enum lex_kind {
	LEX_END,
	LEX_OPEN,
	LEX_CLOSE,
	LEX_PHRASE, /* text: between the quotes */
	LEX_WORD,
	LEX_NAME, /* "name:" */
	LEX_COMPARISON, /* "budget>stöd": range, of the difference */
	LEX_PLUS,
	LEX_MINUS,
	LEX_AND,
	LEX_OR,
	LEX_NOT,
	LEX_NEAR /* distance */
};

struct lexeme {
	enum lex_kind kind;
	struct str text;
	bool exact;        /* WORD, PHRASE with "=" before */
	unsigned distance; /* NEAR */
	struct name name;
	struct range range; /* COMPARISON */
	size_t start, end; /* bytes in the query */
};

struct lexer {
	struct str query;
	size_t pos;
};

/* The next lexeme; END at the end, again and again. SYNTAX: unbalanced quote, unknown name, bad
 * distance. */
leta_status lex_next(struct lexer *l, struct lexeme *out, struct leta_error *err);

/*
 * The value right behind a NAME: OPEN, PHRASE or WORD; END when a blank or the end of the query
 * stands there. For a field of amounts (info not NULL) groups of digits and a unit after a blank
 * belong to it: "1 137 500 kr".
 */
leta_status lex_value(struct lexer *l, const struct leta_field_info *amount, struct lexeme *out,
		      struct leta_error *err);

#endif
