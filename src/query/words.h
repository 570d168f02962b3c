/*
 * words.h: a text of a query → its words with what each may stand for. Private to src/query; see
 * expand.h.
 */
#ifndef QUERY_WORDS_H
#define QUERY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "leta/field.h"
#include "query/expand.h"

struct expander {
	const struct expand_env *env;
	struct arena *arena;
	struct buf term, folded; /* scratch */
	struct expansion *result;
	const struct leta_field_info *field; /* whose value is being expanded, or NULL */
	bool unwanted;                       /* below a NOT */
	struct leta_error *err;
};

/* A part or joined form, which follows its word. */
struct word_token {
	struct str term, text;
	enum text_kind kind;
};

/* Words that were analysed as one text. */
struct word_run {
	struct expander *x;
	struct str text; /* analysed */
	struct expand_word *words;
	size_t n_words, cap;
	struct word_token *extras; /* parts and joined forms */
	size_t *extra_of;          /* the word that each followed */
	size_t n_extras, extras_cap, extra_of_cap;
};

/* The prefix of the terms being expanded. */
const char *words_prefix(const struct expander *x);

/* Analyses a text as it is typed. */
leta_status words_read(struct expander *x, struct str text, struct word_run *run);

/* The same, with the accents that it lacks; exact: no other forms than the words themselves. */
leta_status words_analyze(struct expander *x, struct str text, bool exact, struct word_run *run);

/* Counts each choice and drops those without documents, but for the word's own. */
leta_status words_count(struct expander *x, const char *prefix, struct expand_word *words,
			size_t n);

/* A word as it is spelled with its accents, or as it is typed. */
struct str words_spelling(const struct expand_word *word);

struct word_pair {
	struct expand_word *first, *second;
	bool sequence; /* in a phrase: one choice that stands for both words */
};

/* Two words that documents may write as one: "utrikes födda", "arbetsmarknad politik". */
leta_status words_join_pair(struct expander *x, const struct word_pair *pair);
leta_status words_join_sequence(struct expander *x, struct expand_word *words, size_t n);

#endif
