/*
 * engine_candidates.hh: the documents that a plan's tests need to be asked about.
 */
#ifndef ENGINE_CANDIDATES_HH
#define ENGINE_CANDIDATES_HH

#include <vector>

#include "engine/engine_guard.hh"
#include "engine/plan.h"

class engine_candidates
{
public:
	/* For a plan that engine_query has accepted. Where it saves no test, all documents are. */
	void find(const Xapian::Database &db, const struct plan_node &plan);

	bool hold(Xapian::docid docid) const
	{
		return !known || (docid < documents.size() && documents[docid]);
	}

private:
	std::vector<bool> documents; /* by docid */
	bool known = false;
};

#endif
