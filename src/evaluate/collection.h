/*
 * collection.h: a test collection: topics (questions) and judgements of documents.
 *
 * Queries are JSONL: {"id": …, "text": …} a line; other members are not read. Judgements are TREC's
 * qrels: topic, a column that nobody reads, document, grade; between tabs, or between blanks where
 * a line has no tab. A grade of 1 or more is relevant; what is not judged is not relevant.
 */
#ifndef EVALUATE_COLLECTION_H
#define EVALUATE_COLLECTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "leta/error.h"

#define COLLECTION_FILE_MAX ((size_t)256 << 20) /* bytes of a file */
#define COLLECTION_GRADE_MAX 1000

struct topic {
	const char *id, *text;
	uint32_t *grades; /* of its relevant documents, best first */
	size_t n_relevant, cap;
};

struct collection {
	struct arena *arena; /* the caller's; the topics lie in it */
	struct topic *topics;
	size_t n_topics, cap;
	struct map *names;  /* topic's id → its number is the entry */
	struct map *grades; /* topic's number and document → grade */
	size_t n_judged;    /* topics with a relevant document */
};

/*
 * Reads both files. Errors: INVALID (cannot be read, or no topic has a relevant document), FORMAT
 * (with path and line), LIMIT, NOMEM. collection_fini() is to be called in any case.
 */
leta_status collection_read(const char *queries, const char *qrels, struct arena *arena,
			    struct collection *out, struct leta_error *err);
void collection_fini(struct collection *c);

/* The topic with this id, or NULL. */
struct topic *collection_find(const struct collection *c, struct str id);
/* The grade of a document for a topic; 0 when it has none. */
uint32_t collection_grade(const struct collection *c, const struct topic *topic,
			  struct str document);

/* Reads a file whole; a failure to open it is INVALID. */
struct buf;
leta_status collection_load(const char *path, struct buf *out, struct leta_error *err);

#endif
