/*
 * token.h: the contract of the analysis: what a text becomes.
 *
 * The same analyzer serves index, query and highlighting, told why by a mode. Offsets are bytes in the text
 * given, and no stage changes them. Positions count words from 1. Tokens that come from one word (its parts,
 * its joined or rebuilt form) follow it with the same position and colocated = true; a part's offsets are the
 * part's own bytes. Terms are lower case, at most TEXT_TERM_MAX bytes; a longer word is cut and gets a hash,
 * alike in index and query.
 */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/error.h"

#define TEXT_TERM_MAX 200

enum text_mode {
	TEXT_MODE_DOCUMENT, /* everything that the index holds */
	TEXT_MODE_QUERY     /* the same terms; parts are those that a query asks for */
};

enum text_kind {
	TEXT_WORD,   /* a word's own term */
	TEXT_PART,   /* a part of the compound before it */
	TEXT_JOINED, /* written apart or with a hyphen, joined ("esfstöd"); rebuilt ellipsis ("metodstöd") */
	TEXT_NUMBER,
	TEXT_CODE,   /* "2016/00403", "SOU 2007:104" */
	TEXT_EMAIL,
	TEXT_PHONE
};

/*
 * A place beside a word that the analyzer keeps, where whoever takes its tokens may note a number for the term: the
 * next token of the same word may bring it back. A note counts for the taker whose number stands there, which
 * text_analyzer_taker() gave; when the analyzer forgets the word, the note is gone.
 */
struct text_memo {
	uint32_t taker, number;
};

struct text_token {
	struct str term;   /* valid until the callback returns */
	struct text_memo *memo; /* the same; or NULL */
	uint32_t position; /* 1-based */
	size_t start, end; /* bytes in the text given */
	enum text_kind kind;
	bool colocated;    /* same position as the token before */
	bool stop;         /* a stop word: phrases need it, postings do not */
};

/* Anything but LETA_OK ends the run with that status. */
typedef leta_status text_token_fn(void *ctx, const struct text_token *token, struct leta_error *err);

/* "word", "part", "joined" … Static storage. */
const char *text_kind_name(enum text_kind kind);

#endif
