/*
 * expand.h: what each word of a tree may stand for in an index.
 *
 * A word becomes one or more choices: its own term, its joined form ("e-hälsa" → "ehälsa", "utrikes
 * födda" → "utrikesfödda"), its parts near each other, the terms that a wildcard or a misspelling
 * covers, the learned compounds that it is a part of (compounds.h), what the thesaurus adds
 * (synonyms.h). A word without any document may get its accents back ("malmo": accents.h) or a
 * correction (repair.h). The index is reached through struct expand_env only, so this is tested
 * without one.
 */
#ifndef QUERY_EXPAND_H
#define QUERY_EXPAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"
#include "query/ast.h"
#include "text/learned.h"
#include "text/token.h"

#define EXPAND_PARTS_WEIGHT 0.5 /* of a compound's parts, beside the whole */
#define EXPAND_COMPOUNDS_MAX 64 /* learned ones that a word is looked for in */

/* A term of the index, complete, and its number of documents. */
typedef leta_status expand_term_fn(void *ctx, struct str term, uint32_t documents,
				   struct leta_error *err);
/* A word as some document writes it. */
typedef leta_status expand_form_fn(void *ctx, struct str form, struct leta_error *err);


struct expand_likeness;

/* The analysis and the index, as this module needs them. */
struct expand_env {
	void *ctx;
	leta_status (*analyze)(void *ctx, struct str text, text_token_fn *fn, void *fn_ctx,
			       struct leta_error *err);
	leta_status (*count)(void *ctx, struct str term, uint32_t *documents,
			     struct leta_error *err);
	/* Terms with this prefix in byte order; "" = those of the default text. */
	leta_status (*terms)(void *ctx, struct str prefix, expand_term_fn *fn, void *fn_ctx,
			     struct leta_error *err);
	/* Forms that a term (without its field's prefix) has in some of its documents. */
	leta_status (*forms)(void *ctx, const char *prefix, struct str term, expand_form_fn *fn,
			     void *fn_ctx, struct leta_error *err);
	/* Whether a word is in the word list, so that a document without it says nothing about its spelling. */
	bool (*known)(void *ctx, struct str word);
	/* The document with this id or beginning of an id; NULL in *out: there is none. */
	leta_status (*alike)(void *ctx, struct str id, struct arena *arena,
			     struct expand_likeness **out, struct leta_error *err);
	const struct learned *learned; /* compounds that the index's own lists do not split; NULL: none */
	bool exact; /* nothing from the thesaurus */
	bool broad; /* a topic's name stands for all its words */
};

enum expand_kind {
	EXPAND_WORD,
	EXPAND_JOINED,
	EXPAND_PARTS, /* all of its terms, near each other; else any of them */
	EXPAND_COMPOUNDS, /* learned ones that it is a part of; only the part is an occurrence */
	EXPAND_WILDCARD,
	EXPAND_FUZZY,
	EXPAND_ACCENT,
	EXPAND_SYNONYM, /* from here on: of the thesaurus, weighed together by kind and weight */
	EXPAND_DERIVATION,
	EXPAND_TOPIC
};

struct expand_choice {
	enum expand_kind kind;
	struct str *terms; /* as the analyzer gives them, without the field's prefix */
	size_t n_terms;
	double weight;
	size_t words; /* of its sequence that it stands for, from its own word on; 1 but for joined
			 forms */
	uint32_t
		documents; /* that hold it, at least one of its terms, or at most these for parts */
	const char *shown; /* as people write it */
	const struct learned_use *uses; /* of learned compounds: the part in each, by term */
	uint32_t *gaps;    /* of a phrase: each term's distance from the first; else NULL */
	struct str of;     /* what of the query it stands for; empty: its word */
	bool repeated;     /* an earlier word has it too */
};

struct expand_word {
	struct str text;   /* in the query; what lies between words belongs to none */
	uint32_t position; /* in its sequence, 1-based; stop words count */
	bool stop;
	enum text_kind kind;
	struct expand_choice *choices;
	size_t n_choices, cap;
};

/* A document that others are to be like. */
struct expand_likeness {
	const char *id;        /* the whole of it */
	struct str *documents; /* keys of those that are like it, as terms: whoever asks the index adds them */
	size_t n;
};

struct expand_node {
	enum ast_kind kind;
	const struct ast_node *ast;
	const char *prefix;        /* of a field's terms; "" = default text */
	struct expand_word *words; /* leaves: a sequence; several words must follow each other */
	size_t n_words;
	struct str whole; /* complete term of a field's whole value; empty = none */
	bool stop;        /* only stop words */
	struct expand_likeness *like; /* AST_SIMILAR: NULL when no document has the id */
	struct expand_node **children;
	size_t n_children;
};

struct expansion {
	struct expand_node *root; /* NULL: the query has no word in it */
	bool only_stop;           /* nothing but stop words: they are searched for all the same */
	const struct ast_node *no_such; /* AST_SIMILAR: no document has the id; else NULL */
	bool capped;              /* a wildcard stands for more terms than QUERY_WILDCARD_TERMS */
};

/* Errors: LIMIT (a phrase too long), NOMEM, and those of the environment. */
leta_status expand(const struct ast_node *tree, const struct expand_env *env, struct arena *arena,
		   struct expansion *out, struct leta_error *err);

/* Whether a child of an AND is a stop word that is left out beside what else stands there. */
bool expand_drops(const struct expand_node *and, const struct expand_node *child);

/* Number of documents of the word's best choice. */
uint32_t expand_documents(const struct expand_word *word);

/* Adds a choice to a word and returns it, or NULL when memory is used up. `terms` is copied. */
struct expand_choice *expand_add(struct arena *arena, struct expand_word *word,
				 enum expand_kind kind, const struct str *terms, size_t n_terms);

/* Of learned compounds: the part of the one with this term, or NULL. */
const struct learned_use *expand_use(const struct expand_choice *choice, struct str term);

/* Whether it comes from the thesaurus. */
bool expand_is_related(enum expand_kind kind);

/* "word", "joined", "parts" … Static storage. */
const char *expand_kind_name(enum expand_kind kind);

/* Visits each leaf; `wanted` is false below a NOT. Anything but LETA_OK ends it with that status.
 */
typedef leta_status expand_leaf_fn(void *ctx, struct expand_node *leaf, bool wanted,
				   struct leta_error *err);
leta_status expand_leaves(struct expand_node *node, expand_leaf_fn *fn, void *ctx,
			  struct leta_error *err);

/* The tree with what each word stands for, in one line, for explanations. */
void expand_print(const struct expand_node *node, struct buf *out);

/*
 * The tree as a query again: replaced words replaced, dropped ones left out; `any`: the words of
 * the outermost AND are alternatives. NULL when nothing is left or memory is used up.
 */
struct ast_node *expand_to_ast(const struct expand_node *node, bool any, struct arena *arena);

#endif
