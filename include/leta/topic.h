/*
 * topic.h: the topics that leta knows: their words, and how many documents of an index are about them.
 *
 * The list is index/topics.tsv, compiled into the library. A document gets its topics when it is indexed.
 */
#ifndef LETA_TOPIC_H
#define LETA_TOPIC_H

#include <stddef.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"

LETA_BEGIN_DECLS

struct leta_topic_term {
	const char *term;
	const char *relation; /* "pref", "alt", "narrower" or "related" */
	double weight;        /* of one occurrence */
	size_t documents;     /* that have it, in any inflected form */
};

struct leta_topic {
	const char *id;
	const char *name[2]; /* by enum leta_lang */
	size_t documents;
	struct leta_topic_term *terms; /* of a topic that was asked for by name; else NULL */
	size_t n_terms;
};

struct leta_topics {
	struct leta_topic *topics;
	size_t n_topics;
};

/*
 * All topics, or the one with this id or name in either language. Errors: NOT_FOUND (no such topic), CORRUPT, STALE,
 * NOMEM.
 */
LETA_API leta_status leta_list_topics(leta_index *index, const char *name, struct leta_topics **out,
                                    struct leta_error *err);
LETA_API void leta_topics_free(struct leta_topics *topics); /* accepts NULL */

LETA_END_DECLS

#endif
