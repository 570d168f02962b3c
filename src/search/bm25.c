/*
 * bm25.c: see bm25.h. A test holds it equal to the engine's scores.
 */
#include "search/bm25.h"

#include <math.h>

#include "search/session.h"

double bm25_idf(const struct engine_stats *stats, uint32_t documents)
{
	double n = documents;
	double odds = (stats->documents - n + 0.5) / (n + 0.5);
	return log(odds < 2 ? odds * 0.5 + 1 : odds);
}

double bm25_weight(const struct engine_stats *stats, const struct engine_posting *posting)
{
	struct engine_bm25 p = session_bm25();
	double wdf = posting->wdf;
	if (posting->wdf == 0 || stats->average_length <= 0)
		return 0;
	double length = posting->length / stats->average_length;
	if (length < p.min_length)
		length = p.min_length;
	return bm25_idf(stats, posting->documents) * (p.k1 + 1) * wdf /
	       (p.k1 * (length * p.b + (1 - p.b)) + wdf);
}
