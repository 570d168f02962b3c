/*
 * evaluate.c: topics → leta_search() → rankings.
 */
#include "evaluate/evaluate.h"

#include "base/error.h"
#include "leta/search.h"

static leta_status ask(const struct evaluate_how *how, const struct collection *c, size_t topic,
		       struct run *run, struct leta_error *err)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_results *results;
	query.text = c->topics[topic].text;
	query.plain = true;
	query.mode = LETA_MODE_ANY;
	query.limit = EVALUATE_DEPTH;
	query.snippets = false;
	query.exact = how->exact;
	query.broad = how->broad;
	leta_status st = leta_search(how->index, &query, &results, err);
	if (st != LETA_OK)
		return st;
	for (size_t i = 0; st == LETA_OK && i < results->n_hits; i++) {
		const struct leta_hit *hit = &results->hits[i];
		st = run_add(run, topic, str_from(leta_record_text(hit->record, LETA_FIELD_ID)),
			     hit->score, err);
	}
	leta_results_free(results);
	return st;
}

leta_status evaluate_ask(const struct evaluate_how *how, const struct collection *c,
			 struct run *run, struct leta_error *err)
{
	struct leta_error fault;
	for (size_t i = 0; i < c->n_topics; i++) {
		leta_status st = ask(how, c, i, run, &fault);
		bool of_the_question = (st == LETA_ERR_SYNTAX || st == LETA_ERR_LIMIT) &&
				       !arena_failed(run->arena);
		if (of_the_question)
			how->on_fault(how->ctx, c->topics[i].id, &fault);
		else if (st != LETA_OK) {
			if (err)
				*err = fault;
			return error_in(err, st, "%s", c->topics[i].id);
		}
	}
	return LETA_OK;
}
