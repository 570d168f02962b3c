/*
 * measure.h: how good a ranking is. Definitions are those of trec_eval (NIST), whose measures are
 * named in measure.c; every measure lies between 0 and 1.
 *
 * A topic without a hit counts 0 (trec_eval -c); a topic without a relevant document is left out of
 * the means.
 */
#ifndef EVALUATE_MEASURE_H
#define EVALUATE_MEASURE_H

#include "evaluate/ranking.h"

enum measure {
	MEASURE_NDCG_10,
	MEASURE_MRR_10,
	MEASURE_MAP,
	MEASURE_RECALL_10,
	MEASURE_RECALL_100,
	MEASURE_SUCCESS_1,
	MEASURE_COUNT
};

struct measure_name {
	const char *label; /* "nDCG@10" */
	const char *key;   /* in JSON: "ndcg_10" */
};
extern const struct measure_name measure_names[MEASURE_COUNT];

/* All measures of one topic's ranking. */
void measure_ranking(const struct collection *c, const struct topic *topic,
		     const struct ranking *ranking, double out[MEASURE_COUNT]);

struct measures {
	double *values[MEASURE_COUNT]; /* of the topics with a relevant document, in order */
	double means[MEASURE_COUNT];
	size_t n; /* those topics */
};

/* All measures of a run. Values lie in the run's arena. Errors: NOMEM, LIMIT. */
leta_status measure_run(const struct collection *c, const struct run *run, struct measures *out,
			struct leta_error *err);

#endif
