/*
 * engine_plan.hh: a plan as a Xapian::Query, with what the query only points at.
 */
#ifndef ENGINE_PLAN_HH
#define ENGINE_PLAN_HH

#include <memory>
#include <vector>

#include "engine/engine_candidates.hh"
#include "engine/engine_guard.hh"

#define ENGINE_DEPTH_MAX 64
#define ENGINE_NODES_MAX 65536

/* A node without children. Bounds are numbers. */
Xapian::Query engine_leaf(const struct plan_node &n);

/* Must outlive the query and everything that runs it. */
class engine_query
{
public:
	/* Errors: LIMIT (depth, nodes, length of a term), INVALID (no number where one belongs). */
	leta_status build(const struct plan_node *plan, Xapian::Query *out, struct leta_error *err);

	engine_candidates candidates; /* of the tests: all documents until they are found */

private:
	leta_status node(const struct plan_node &n, int depth, Xapian::Query *out);
	leta_status leaf(const struct plan_node &n, Xapian::Query *out);
	leta_status branch(const struct plan_node &n, std::vector<Xapian::Query> &children,
	                   Xapian::Query *out);
	Xapian::Query verify(const struct plan_node &n, const Xapian::Query &child);

	std::vector<std::unique_ptr<Xapian::PostingSource>> sources;
	size_t nodes = 0;
	struct leta_error *err = nullptr;
};

#endif
