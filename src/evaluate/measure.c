/*
 * measure.c: the measures, by their definitions in trec_eval 9 (github.com/usnistgov/trec_eval):
 * ndcg_cut_10 (Järvelin & Kekäläinen, ACM TOIS 20(4), 2002: the gain is the grade, the discount
 * log2(rank + 1)), recip_rank within 10, map within the ranking, recall_10, recall_100, success_1.
 */
#include "evaluate/measure.h"

#include <math.h>

const struct measure_name measure_names[MEASURE_COUNT] = {
	[MEASURE_NDCG_10] = {"nDCG@10", "ndcg_10"},
	[MEASURE_MRR_10] = {"MRR@10", "mrr_10"},
	[MEASURE_MAP] = {"MAP", "map"},
	[MEASURE_RECALL_10] = {"R@10", "recall_10"},
	[MEASURE_RECALL_100] = {"R@100", "recall_100"},
	[MEASURE_SUCCESS_1] = {"success@1", "success_1"},
};

#define CUT 10
#define CUT_RECALL 100

static double discounted(uint32_t grade, size_t rank)
{
	return grade / log2((double)rank + 1);
}

static double ideal_gain(const struct topic *topic)
{
	double sum = 0;
	for (size_t i = 0; i < topic->n_relevant && i < CUT; i++)
		sum += discounted(topic->grades[i], i + 1);
	return sum;
}

void measure_ranking(const struct collection *c, const struct topic *topic,
		     const struct ranking *ranking, double out[MEASURE_COUNT])
{
	double gain = 0, precision = 0, relevant = (double)topic->n_relevant;
	size_t found = 0, found_10 = 0, found_100 = 0, first = 0;
	for (size_t rank = 1; rank <= ranking->n_hits; rank++) {
		uint32_t grade =
			collection_grade(c, topic, str_from(ranking->hits[rank - 1].document));
		if (grade == 0)
			continue;
		found++;
		precision += (double)found / (double)rank;
		first = first ? first : rank;
		if (rank <= CUT)
			gain += discounted(grade, rank);
		found_10 += rank <= CUT;
		found_100 += rank <= CUT_RECALL;
	}
	out[MEASURE_NDCG_10] = gain / ideal_gain(topic);
	out[MEASURE_MRR_10] = first > 0 && first <= CUT ? 1.0 / (double)first : 0;
	out[MEASURE_MAP] = precision / relevant;
	out[MEASURE_RECALL_10] = (double)found_10 / relevant;
	out[MEASURE_RECALL_100] = (double)found_100 / relevant;
	out[MEASURE_SUCCESS_1] = first == 1;
}

leta_status measure_run(const struct collection *c, const struct run *run, struct measures *out,
			struct leta_error *err)
{
	struct measures m = {0};
	double values[MEASURE_COUNT];
	for (int k = 0; k < MEASURE_COUNT; k++) {
		m.values[k] = arena_zalloc(run->arena, c->n_judged, sizeof(double));
		if (!m.values[k])
			return arena_status(run->arena, err);
	}
	for (size_t i = 0; i < c->n_topics; i++) {
		if (c->topics[i].n_relevant == 0)
			continue;
		measure_ranking(c, &c->topics[i], &run->rankings[i], values);
		for (int k = 0; k < MEASURE_COUNT; k++) {
			m.values[k][m.n] = values[k];
			m.means[k] += values[k] / (double)c->n_judged;
		}
		m.n++;
	}
	*out = m;
	return LETA_OK;
}
