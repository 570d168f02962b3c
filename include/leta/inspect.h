/*
 * inspect.h: looking inside: what a text becomes, what a query becomes, why a document scores as it does.
 */
#ifndef LETA_INSPECT_H
#define LETA_INSPECT_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/search.h"

LETA_BEGIN_DECLS

struct leta_token {
	const char *term;    /* as the index stores it */
	const char *kind;    /* "word", "part", "joined", "number", "code", "email", "phone" */
	unsigned position;   /* 1-based; parts and joined forms share their word's position */
	size_t start, end;   /* bytes in the text given */
	bool stop;           /* a stop word: found in phrases only */
};

struct leta_tokens {
	struct leta_token *tokens;
	size_t n_tokens;
	const char *fingerprint; /* of the analysis */
};

/* Analyses a text as the index does, or as a query is when as_query. lexicon_dir, cache_dir as in leta_build_options. */
LETA_API leta_status leta_analyze(const char *text, bool as_query, const char *lexicon_dir, const char *cache_dir,
                                  struct leta_tokens **out, struct leta_error *err);
LETA_API void leta_tokens_free(struct leta_tokens *tokens);

/*
 * One addend of a document's score; the weights of all add up to its score. First what the terms give in the
 * whole document, then, of the best hits, what their best passages and neighbouring words add.
 */
struct leta_score_part {
	const char *term;    /* as the index stores it */
	const char *of;      /* the query's word that it stands for */
	const char *kind;    /* "word", "part", "synonym", "field" …; "page", "sentence": the best passages; "pair": words side by side; "likeness" */
	size_t documents;    /* that hold the term; 0 for a pair */
	size_t occurrences;  /* in this document or passage; 0 when the term is not in its text */
	const char *sections; /* where: "titel 1, Bakgrund 3"; "Bakgrund (ord 121–270)"; of a likeness, why */
	double factor;       /* that its form or kind is multiplied by; weight contains it */
	double weight;
};

struct leta_explanation {
	const char *tree;       /* the query as parsed, one line */
	const char *understood; /* after expansion */
	const char *plan;       /* what the engine runs */
	size_t total;
	bool document_given, matches;
	double score;
	struct leta_score_part *parts;
	size_t n_parts;
};

/* Explains a query and, when id is not NULL, the score of one document. Errors as leta_search(). */
LETA_API leta_status leta_explain(leta_index *index, const struct leta_query *query, const char *id,
                                  struct leta_explanation **out, struct leta_error *err);
LETA_API void leta_explanation_free(struct leta_explanation *explanation);

/* One line of a health report. */
struct leta_diagnosis {
	const char *what;
	enum { LETA_HEALTH_OK, LETA_HEALTH_WARNING, LETA_HEALTH_ERROR } health;
	char found[2][256];  /* by enum leta_lang */
	char remedy[2][256]; /* "" when there is nothing to do */
};
typedef void leta_diagnosis_fn(void *ctx, const struct leta_diagnosis *diagnosis);

/* Tells what is installed and what is wrong; dir may be NULL. lexicon_dir, helper as in leta_build_options. */
LETA_API leta_status leta_doctor(const char *dir, const char *lexicon_dir, const char *helper,
                                 leta_diagnosis_fn *fn, void *ctx, struct leta_error *err);

/* Version of the library, "0.1.0", and of the libraries below it in one line. Static storage. */
LETA_API const char *leta_version(void);
LETA_API const char *leta_libraries(void);

LETA_END_DECLS

#endif
