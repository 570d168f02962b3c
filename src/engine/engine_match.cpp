/*
 * engine_match.cpp: running a plan: ranked hits, exact totals, facets.
 *
 * Every match is visited (check_at_least = all documents), which makes the total and the facets
 * exact; the price is that Xapian cannot skip documents that are too light for the page. All that
 * the caller gets lives in one match_owner, so it stays valid when the reader moves on.
 */
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string_view>

#include "engine/engine_plan.hh"

#define FACET_SEPARATOR '\x1F'

namespace
{

struct match_owner {
	struct engine_match match = {};
	std::vector<engine_hit> hits;
	std::vector<std::string> strings; /* of hits and facets */
	std::vector<engine_facet> facets;
	std::vector<std::vector<engine_facet_value>> values;
};

/* Counts the values of slots over every match; a value twice in one document counts once. */
class facet_spy final : public Xapian::MatchSpy
{
public:
	struct facet {
		unsigned slot = 0;
		uint32_t unknown = 0;
		std::map<std::string, uint32_t, std::less<>> counts;
	};

	explicit facet_spy(const struct engine_match_options &options)
	        : facets(options.n_facet_slots)
	{
		for (size_t i = 0; i < facets.size(); i++)
			facets[i].slot = options.facet_slots[i];
	}

	void operator()(const Xapian::Document &document, double) override
	{
		for (facet &f : facets) {
			if (!count(f, document.get_value(f.slot)))
				f.unknown++;
		}
	}

	std::vector<facet> facets;

private:
	static bool repeated(std::string_view value, std::string_view before)
	{
		for (size_t at = 0; at < before.size();) {
			size_t end = std::min(before.find(FACET_SEPARATOR, at), before.size());

			if (before.substr(at, end - at) == value)
				return true;
			at = end + 1;
		}
		return false;
	}

	static bool count(facet &f, const std::string &bytes)
	{
		std::string_view all = bytes;
		bool any = false;

		for (size_t at = 0; at < all.size();) {
			size_t end = std::min(all.find(FACET_SEPARATOR, at), all.size());
			std::string_view value = all.substr(at, end - at);

			if (!value.empty() && !repeated(value, all.substr(0, at))) {
				auto found = f.counts.find(value);

				if (found == f.counts.end())
					f.counts.emplace(value, 1);
				else
					found->second++;
				any = true;
			}
			at = end + 1;
		}
		return any;
	}
};

/* Sort key of a slot that puts documents without the value last, whichever way it runs. */
class value_key final : public Xapian::KeyMaker
{
public:
	value_key(unsigned s, bool d) : slot(s), descending(d)
	{
	}

	std::string operator()(const Xapian::Document &document) const override
	{
		std::string value = document.get_value(slot);
		bool high = value.empty() != descending;

		return (high ? '\1' : '\0') + value;
	}

private:
	unsigned slot;
	bool descending;
};

void take_hits(match_owner &owner, const Xapian::MSet &found)
{
	for (Xapian::MSetIterator at = found.begin(); at != found.end(); ++at) {
		struct engine_hit hit = {};

		hit.docid = *at;
		hit.score = at.get_weight();
		owner.strings.push_back(at.get_document().get_data());
		owner.hits.push_back(hit);
	}
}

void take_facets(match_owner &owner, const facet_spy &spy)
{
	for (const facet_spy::facet &from : spy.facets) {
		struct engine_facet facet = {};
		std::vector<engine_facet_value> values;

		facet.slot = from.slot;
		facet.unknown = from.unknown;
		for (const auto &entry : from.counts) {
			struct engine_facet_value value = {};

			value.count = entry.second;
			owner.strings.push_back(entry.first);
			values.push_back(value);
		}
		owner.facets.push_back(facet);
		owner.values.push_back(std::move(values));
	}
}

/* Nothing grows any more: pointers can be set. Strings lie in the order hits, facets, values. */
void publish(match_owner &owner, uint32_t total)
{
	size_t next = 0;

	for (engine_hit &hit : owner.hits)
		hit.data = engine_view(owner.strings[next++]);
	for (size_t i = 0; i < owner.facets.size(); i++) {
		for (engine_facet_value &value : owner.values[i])
			value.value = engine_view(owner.strings[next++]);
		owner.facets[i].values = owner.values[i].data();
		owner.facets[i].n_values = owner.values[i].size();
	}
	owner.match.total = total;
	owner.match.hits = owner.hits.data();
	owner.match.n_hits = owner.hits.size();
	owner.match.facets = owner.facets.data();
	owner.match.n_facets = owner.facets.size();
	owner.match.owner = &owner;
}

} /* namespace */

static leta_status check_bm25(const struct engine_bm25 &p, struct leta_error *err) noexcept
{
	for (double number : { p.k1, p.b, p.min_length }) {
		if (!(number >= 0) || std::isinf(number))
			return error_set(err, LETA_ERR_INVALID,
			                 "en parameter till BM25 är inget tal ≥ 0",
			                 "a parameter of BM25 is no number ≥ 0");
	}
	return LETA_OK;
}

static Xapian::MSet run(const Xapian::Database &db, const Xapian::Query &query,
                        const struct engine_match_options &options, facet_spy *spy)
{
	Xapian::Enquire enquire(db);
	value_key key(options.sort_slot, options.descending);
	const struct engine_bm25 &bm25 = options.bm25;

	enquire.set_query(query);
	enquire.set_weighting_scheme(Xapian::BM25Weight(bm25.k1, 0, 1, bm25.b, bm25.min_length));
	if (options.sort == ENGINE_SORT_VALUE)
		enquire.set_sort_by_key_then_relevance(&key, options.descending);
	if (options.n_facet_slots)
		enquire.add_matchspy(spy);
	return enquire.get_mset(options.offset, options.limit, db.get_doccount());
}

leta_status engine_reader_match(struct engine_reader *r, const struct plan_node *plan,
                                const struct engine_match_options *options,
                                struct engine_match **out, struct leta_error *err) noexcept
{
	return engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
		auto owner = std::make_unique<match_owner>();
		facet_spy spy(*options);
		engine_query translation; /* outlives the query and all that runs it */
		Xapian::Query query;
		Xapian::MSet found;
		leta_status status = check_bm25(options->bm25, err);

		if (status == LETA_OK)
			status = translation.build(plan, &query, err);
		if (status != LETA_OK)
			return status;
		found = run(db, query, *options, &spy);
		take_hits(*owner, found);
		take_facets(*owner, spy);
		/* Not the estimate: a verification can make it too high by one. */
		publish(*owner, found.get_matches_lower_bound());
		*out = &owner.release()->match;
		return LETA_OK;
	});
}

void engine_match_free(struct engine_match *match) noexcept
{
	if (match)
		delete static_cast<match_owner *>(match->owner);
}
