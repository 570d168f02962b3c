/*
 * lenient.h: a query read without ever failing: what cannot be read is left out and told.
 *
 * The strict parser stays the only one. Each time it stumbles, the sign or word at the place of its
 * error is taken out of the text and the rest is read again; after LENIENT_DROPS_MAX of them the
 * text is taken as plain words.
 */
#ifndef QUERY_LENIENT_H
#define QUERY_LENIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"
#include "query/ast.h"

#define LENIENT_DROPS_MAX 32

struct lenient_drop {
	struct str text;       /* what was left out; empty: see why */
	struct leta_error why; /* its offset is in the text as it was then */
};

struct lenient {
	struct arena *arena;
	struct str text; /* what is left of the query */
	struct lenient_drop *drops;
	size_t n_drops, cap;
	bool plain; /* too much was wrong: it is only words now */
};

/* Copies the query, without bytes that are no UTF-8 and what is over QUERY_MAX_BYTES. NOMEM. */
leta_status lenient_begin(struct lenient *l, struct str query, struct arena *arena,
			  struct leta_error *err);

/* *out is NULL when nothing is left to search for. NOMEM. */
leta_status lenient_parse(struct lenient *l, struct ast_node **out, struct leta_error *err);

/*
 * Takes out what an error (SYNTAX or LIMIT, with its place in l->text) is about. Returns false when
 * the error is another or nothing is left to take.
 */
bool lenient_drop(struct lenient *l, const struct leta_error *why);

#endif
