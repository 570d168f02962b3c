/*
 * ranking.h: what a search engine answered to each topic, and TREC's run files that hold it.
 *
 * A line of a run file: topic, "Q0", document, rank, score, name of the run; written between tabs,
 * because a document's id may hold blanks. Programs that read such files order by score and not by
 * rank or line (trec_eval: equal scores by document, backwards), so the scores written fall from
 * each hit to the next, if only by RANKING_STEP, and files are read as those programs read them.
 */
#ifndef EVALUATE_RANKING_H
#define EVALUATE_RANKING_H

#include <stddef.h>

#include "base/buf.h"
#include "evaluate/collection.h"

#define RANKING_STEP 0.0001

struct ranked {
	const char *document;
	double score;
};

struct ranking {
	struct ranked *hits; /* best first */
	size_t n_hits, cap;
};

/* One ranking for each topic of a collection, in its order. */
struct run {
	struct arena *arena; /* the caller's */
	struct ranking *rankings;
};

/* Empty rankings. Errors: NOMEM, LIMIT. */
leta_status run_init(struct run *run, const struct collection *c, struct arena *arena,
		     struct leta_error *err);
/* Adds a hit at the end of a topic's ranking; document is copied. */
leta_status run_add(struct run *run, size_t topic, struct str document, double score,
		    struct leta_error *err);

/* Appends the run file's lines. */
void run_write(const struct run *run, const struct collection *c, struct buf *out);
/*
 * Reads a run file; topics that the collection lacks are passed over. Errors: INVALID (cannot be
 * read, or holds none of the topics), FORMAT (with path and line), LIMIT, NOMEM.
 */
leta_status run_read(const char *path, const struct collection *c, struct arena *arena,
		     struct run *out, struct leta_error *err);

#endif
