/*
 * engine_query.cpp: plan → Xapian::Query.
 *
 * Subtle: a verification is a posting source that claims more documents than there are. The
 * matcher then puts it behind every other list of an AND, and asks it only about documents that
 * all the others hold. A posting source has no wdf, so Xapian refuses it in a synonym: there the
 * weight comes from a synonym without verifications, laid over the matches of a weightless OR with
 * them. Xapian::Query::MatchAll is avoided: its reference count is shared by all threads.
 */
#include <cmath>

#include "engine/engine_plan.hh"

namespace
{

/* Documents that plan_verify accepts. Asked about docids of other lists; can walk alone, slowly. */
class verify_source final : public Xapian::PostingSource
{
public:
	verify_source(const struct plan_verify &v, const engine_candidates &c) : verify(v), candidates(c)
	{
	}

	void init(const Xapian::Database &database) override
	{
		db = database;
		walking = ended = false;
		current = 0;
		undecided = 1;
	}

	Xapian::doccount get_termfreq_min() const override
	{
		return 0;
	}

	Xapian::doccount get_termfreq_est() const override
	{
		return db.get_doccount() + 1; /* sorts behind a list of all documents too */
	}

	Xapian::doccount get_termfreq_max() const override
	{
		return db.get_doccount();
	}

	Xapian::docid get_docid() const override
	{
		return current;
	}

	bool at_end() const override
	{
		return ended;
	}

	void next(double) override
	{
		walk_to(undecided);
	}

	void skip_to(Xapian::docid docid, double) override
	{
		if (docid > current)
			walk_to(docid);
	}

	bool check(Xapian::docid docid, double) override
	{
		if (docid <= current)
			return true;
		undecided = docid + 1;
		if (!accepts(docid))
			return false;
		current = docid;
		return true;
	}

private:
	bool accepts(Xapian::docid docid) const
	{
		if (!candidates.hold(docid))
			return false;
		std::string data = db.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();

		return verify.accept(verify.ctx, engine_view(data));
	}

	void walk_to(Xapian::docid docid)
	{
		Xapian::PostingIterator end = db.postlist_end(std::string());

		if (!walking) {
			all = db.postlist_begin(std::string());
			walking = true;
		}
		if (all != end)
			all.skip_to(docid);
		while (all != end && !accepts(*all))
			++all;
		ended = all == end;
		if (!ended) {
			current = *all;
			undecided = current + 1;
		}
	}

	struct plan_verify verify;
	const engine_candidates &candidates;
	Xapian::Database db;
	Xapian::PostingIterator all;
	Xapian::docid current = 0;
	Xapian::docid undecided = 1; /* the first that was not asked about */
	bool walking = false, ended = false;
};

Xapian::Query combine(Xapian::Query::op op, const std::vector<Xapian::Query> &children)
{
	return Xapian::Query(op, children.begin(), children.end());
}

/*
 * The child of a verification. Of AND_NOT(a, b) inside an AND Xapian takes only a into the AND, and takes b away from
 * all that comes out of it: the verification would be asked about b, too, were it not wrapped.
 */
Xapian::Query verified(const struct plan_node &child, const Xapian::Query &query)
{
	return child.op == PLAN_AND_NOT ? Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 1.0) : query;
}

/* Xapian would merge an OR into the MAX above it, and take the best instead of the sum: wrap it. */
Xapian::Query best_of(std::vector<Xapian::Query> &children)
{
	for (Xapian::Query &child : children) {
		if (!child.empty() && child.get_type() == Xapian::Query::OP_OR)
			child = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, child, 1.0);
	}
	return combine(Xapian::Query::OP_MAX, children);
}

/* Holds something that has no wdf? */
bool unweighable(const struct plan_node &n)
{
	if (n.op == PLAN_VERIFY || n.op == PLAN_RANGE || n.op == PLAN_ALL)
		return true;
	for (size_t i = 0; i < n.n_children; i++) {
		if (unweighable(*n.children[i]))
			return true;
	}
	return false;
}

/* What of n can be weighed: matches at least the documents of n that have a weight. */
Xapian::Query weighable(const struct plan_node &n)
{
	std::vector<Xapian::Query> parts;

	if (n.op == PLAN_TERM)
		return Xapian::Query(engine_string(n.term));
	for (size_t i = 0; i < n.n_children; i++) {
		Xapian::Query part = weighable(*n.children[i]);

		if (!part.empty())
			parts.push_back(part);
		if (n.op == PLAN_AND_NOT || n.op == PLAN_FILTER || n.op == PLAN_VERIFY)
			break;
	}
	return combine(n.op == PLAN_AND ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, parts);
}

Xapian::Query synonym(const struct plan_node &n, const std::vector<Xapian::Query> &children)
{
	std::vector<Xapian::Query> weights;

	if (!unweighable(n))
		return combine(Xapian::Query::OP_SYNONYM, children);
	for (size_t i = 0; i < n.n_children; i++)
		weights.push_back(weighable(*n.children[i]));
	return Xapian::Query(Xapian::Query::OP_AND_MAYBE,
	                     Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
	                                   combine(Xapian::Query::OP_OR, children), 0.0),
	                     combine(Xapian::Query::OP_SYNONYM, weights));
}

} /* namespace */

/* An inner node without children matches nothing, like an OR of nothing. */
Xapian::Query engine_leaf(const struct plan_node &n)
{
	switch (n.op) {
	case PLAN_TERM:
		return Xapian::Query(engine_string(n.term));
	case PLAN_ALL:
		return Xapian::Query(std::string());
	case PLAN_RANGE:
		if (n.lo <= n.hi)
			return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, n.slot,
			                     Xapian::sortable_serialise(n.lo),
			                     Xapian::sortable_serialise(n.hi));
		break;
	default:
		break;
	}
	return Xapian::Query();
}

leta_status engine_query::build(const struct plan_node *plan, Xapian::Query *out,
                                struct leta_error *error)
{
	err = error;
	return node(*plan, 1, out);
}

leta_status engine_query::node(const struct plan_node &n, int depth, Xapian::Query *out)
{
	std::vector<Xapian::Query> children;

	if (depth > ENGINE_DEPTH_MAX)
		return error_set(err, LETA_ERR_LIMIT, "sökplanen är djupare än %d nivåer",
		                 "the plan is deeper than %d levels", ENGINE_DEPTH_MAX);
	if (nodes++ >= ENGINE_NODES_MAX || n.n_children > ENGINE_NODES_MAX)
		return error_set(err, LETA_ERR_LIMIT, "sökplanen har fler än %d delar",
		                 "the plan has more than %d parts", ENGINE_NODES_MAX);
	children.resize(n.n_children);
	for (size_t i = 0; i < n.n_children; i++) {
		leta_status status = node(*n.children[i], depth + 1, &children[i]);

		if (status != LETA_OK)
			return status;
	}
	return n.n_children ? branch(n, children, out) : leaf(n, out);
}

leta_status engine_query::leaf(const struct plan_node &n, Xapian::Query *out)
{
	leta_status status = LETA_OK;

	if (n.op == PLAN_TERM)
		status = engine_term_check(n.term, err);
	else if (n.op == PLAN_RANGE && (std::isnan(n.lo) || std::isnan(n.hi)))
		status = error_set(err, LETA_ERR_INVALID, "en gräns i fack %u är inget tal",
		                   "a bound of slot %u is no number", n.slot);
	if (status == LETA_OK)
		*out = engine_leaf(n);
	return status;
}

leta_status engine_query::branch(const struct plan_node &n, std::vector<Xapian::Query> &children,
                                 Xapian::Query *out)
{
	bool single = n.op == PLAN_SCALE || n.op == PLAN_VERIFY;

	if (single && n.n_children > 1)
		return error_set(err, LETA_ERR_INTERNAL,
		                 "en nod i sökplanen har %zu barn, ska ha ett",
		                 "a node of the plan has %zu children, should have one",
		                 n.n_children);
	switch (n.op) {
	case PLAN_AND:
		*out = combine(Xapian::Query::OP_AND, children);
		return LETA_OK;
	case PLAN_OR:
		*out = combine(Xapian::Query::OP_OR, children);
		return LETA_OK;
	case PLAN_AND_NOT:
		*out = combine(Xapian::Query::OP_AND_NOT, children);
		return LETA_OK;
	case PLAN_AND_MAYBE:
		*out = combine(Xapian::Query::OP_AND_MAYBE, children);
		return LETA_OK;
	case PLAN_FILTER:
		*out = combine(Xapian::Query::OP_FILTER, children);
		return LETA_OK;
	case PLAN_MAX:
		*out = best_of(children);
		return LETA_OK;
	case PLAN_SYNONYM:
		*out = synonym(n, children);
		return LETA_OK;
	case PLAN_SCALE:
		if (!(n.scale >= 0) || std::isinf(n.scale))
			return error_set(err, LETA_ERR_INVALID,
			                 "vikten i sökplanen är inget tal ≥ 0",
			                 "the weight in the plan is no number ≥ 0");
		*out = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, children[0], n.scale);
		return LETA_OK;
	case PLAN_VERIFY:
		*out = verify(n, children[0]);
		return LETA_OK;
	case PLAN_NOTHING:
	case PLAN_ALL:
	case PLAN_TERM:
	case PLAN_RANGE:
		break;
	}
	return error_set(err, LETA_ERR_INTERNAL, "ett löv i sökplanen har barn",
	                 "a leaf of the plan has children");
}

Xapian::Query engine_query::verify(const struct plan_node &n, const Xapian::Query &child)
{
	if (child.empty())
		return child;
	sources.push_back(std::make_unique<verify_source>(n.verify, candidates));
	return Xapian::Query(Xapian::Query::OP_FILTER, verified(*n.children[0], child),
	                     Xapian::Query(sources.back().get()));
}
