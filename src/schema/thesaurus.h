/*
 * thesaurus.h: what words a search may stand for besides its own, and the topics of reports (index/synonyms.tsv and
 * index/topics.tsv, embedded at build time).
 *
 * Terms are words and phrases in base form. Whether a word of a query or a text is one of them is for the analysis to
 * say: the look-up here only gives the entries that begin alike.
 */
#ifndef SCHEMA_THESAURUS_H
#define SCHEMA_THESAURUS_H

#include <stddef.h>

#include "base/str.h"

enum thesaurus_kind {
	THESAURUS_SYNONYM,
	THESAURUS_DERIVATION,   /* of the same family: "upphandling", "upphandla" */
	THESAURUS_ABBREVIATION, /* short for it, or what it is short for */
	THESAURUS_FORMER        /* another name, earlier or later */
};

struct thesaurus_target {
	const char *term;
	double weight; /* beside 1 for the word itself */
	enum thesaurus_kind kind;
};

struct thesaurus_entry {
	const char *head; /* first letters without case and dots */
	const char *term;
	const struct thesaurus_target *targets;
	size_t n_targets;
};

/* The next entry behind `after` (NULL: the first) that a word may be the beginning of; NULL when there is none. */
const struct thesaurus_entry *thesaurus_next(struct str word, const struct thesaurus_entry *after);

enum thesaurus_relation {
	THESAURUS_PREF,     /* the topic's own words */
	THESAURUS_ALT,      /* other words for the same */
	THESAURUS_NARROWER, /* something within the topic */
	THESAURUS_RELATED   /* goes with it */
};

struct thesaurus_term {
	const char *term;
	double weight; /* of one occurrence */
	enum thesaurus_relation relation;
};

struct thesaurus_topic {
	const char *id;
	const char *name[2]; /* by enum leta_lang */
	const struct thesaurus_term *terms;
	size_t n_terms;
};

/* All topics, in the order of the file. */
const struct thesaurus_topic *thesaurus_topics(size_t *n);

/* The topic with this id or name in either language; case, "-" and "_" do not matter, nor dots in an id. Or NULL. */
const struct thesaurus_topic *thesaurus_find_topic(struct str name);

/* "pref", "alt" … Static storage. */
const char *thesaurus_relation_name(enum thesaurus_relation relation);

#define THESAURUS_SIGNATURE_MAX 160

/*
 * Writes the fingerprint of an analysis together with that of the topics: documents carry their topics, so an index
 * is as old as both. Returns out.
 */
const char *thesaurus_sign(const char *analysis, char out[THESAURUS_SIGNATURE_MAX]);

#endif
