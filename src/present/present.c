/*
 * present.c: the walk over results. Each hit is pushed as soon as it is written.
 */
#include "present/present.h"

void present_begin(struct presenter *p, const struct leta_results *results)
{
	p->shown = 0;
	p->head = results;
	p->backend->begin(p, results);
	sink_push(p->sink);
}

bool present_hit(struct presenter *p, const struct leta_hit *hit)
{
	p->backend->hit(p, hit);
	p->shown++;
	return sink_push(p->sink);
}

bool present_hits(struct presenter *p, const struct leta_results *results)
{
	for (size_t i = 0; i < results->n_hits; i++)
		if (!present_hit(p, &results->hits[i]))
			return false;
	return true;
}

void present_end(struct presenter *p, const struct leta_results *results)
{
	p->backend->end(p, results);
	sink_push(p->sink);
}
