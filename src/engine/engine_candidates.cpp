/*
 * engine_candidates.cpp: which documents a plan can match, found before any of them is tested.
 *
 * Xapian asks a verification about all documents of its branch of an OR, though the rest of an AND
 * around the OR may hold few of them: the OR has to know its next document. A test reads a document,
 * a posting costs next to nothing, so the plan is matched once without tests and without weights.
 */
#include "engine/engine_candidates.hh"
#include "engine/engine_plan.hh"

namespace
{

/* What lies around a verification. */
enum place {
	ALONE,
	IN_CONJUNCTION, /* Xapian asks about what the other children hold */
	HIDDEN          /* below something else in a conjunction */
};

enum place place_of(const struct plan_node &n, size_t child, enum place place)
{
	bool several = n.n_children > 1;

	if (n.op == PLAN_AND || n.op == PLAN_FILTER)
		return place == ALONE && several ? IN_CONJUNCTION : place;
	if (several && n.op == PLAN_AND_NOT)
		return HIDDEN; /* what is taken away is taken away last */
	if (several && n.op == PLAN_AND_MAYBE)
		return child > 0 ? HIDDEN : place == ALONE ? IN_CONJUNCTION : place;
	return place == IN_CONJUNCTION ? HIDDEN : place;
}

bool has_hidden_test(const struct plan_node &n, enum place place)
{
	if (n.op == PLAN_VERIFY && place == HIDDEN)
		return true;
	for (size_t i = 0; i < n.n_children; i++) {
		if (has_hidden_test(*n.children[i], place_of(n, i, place)))
			return true;
	}
	return false;
}

bool has_test(const struct plan_node &n)
{
	if (n.op == PLAN_VERIFY)
		return true;
	for (size_t i = 0; i < n.n_children; i++) {
		if (has_test(*n.children[i]))
			return true;
	}
	return false;
}

Xapian::Query untested(const struct plan_node &n);

/* What is taken away may be tested: then nothing is. */
Xapian::Query untested_difference(const struct plan_node &n)
{
	Xapian::Query query = untested(*n.children[0]);

	for (size_t i = 1; i < n.n_children; i++) {
		if (!has_test(*n.children[i]))
			query = Xapian::Query(Xapian::Query::OP_AND_NOT, query,
			                      untested(*n.children[i]));
	}
	return query;
}

/* Matches all documents of n, and those that its tests would refuse. */
Xapian::Query untested(const struct plan_node &n)
{
	std::vector<Xapian::Query> children;
	bool all = n.op == PLAN_AND || n.op == PLAN_FILTER;

	if (n.n_children == 0)
		return engine_leaf(n);
	if (n.op == PLAN_AND_NOT)
		return untested_difference(n);
	if (n.op == PLAN_AND_MAYBE)
		return untested(*n.children[0]);
	for (size_t i = 0; i < n.n_children; i++)
		children.push_back(untested(*n.children[i]));
	return Xapian::Query(all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, children.begin(),
	                     children.end());
}

/* Notes each document and takes none, so that no result is made of them. */
class note_taker final : public Xapian::MatchDecider
{
public:
	explicit note_taker(std::vector<bool> &d) : documents(d)
	{
	}

	bool operator()(const Xapian::Document &document) const override
	{
		documents[document.get_docid()] = true;
		return false;
	}

private:
	std::vector<bool> &documents;
};

} /* namespace */

void engine_candidates::find(const Xapian::Database &db, const struct plan_node &plan)
{
	known = has_hidden_test(plan, ALONE);
	documents.clear();
	if (!known)
		return;
	documents.resize((size_t)db.get_lastdocid() + 1);
	note_taker notes(documents);
	Xapian::Enquire enquire(db);

	enquire.set_query(untested(plan));
	enquire.set_weighting_scheme(Xapian::BoolWeight());
	enquire.get_mset(0, 1, db.get_doccount(), nullptr, &notes);
}
