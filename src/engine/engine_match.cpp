/*
 * engine_match.cpp: running a plan: ranked hits, exact totals, a scan of all matches.
 *
 * Every match is visited (check_at_least = all documents), which makes the total and the scan
 * exact; the price is that Xapian cannot skip documents that are too light for the page. All that
 * the caller gets lives in one match_owner, so it stays valid when the reader moves on.
 */
#include <cmath>
#include <memory>

#include "engine/engine_plan.hh"

namespace
{

struct match_owner {
	struct engine_match match = {};
	std::vector<engine_hit> hits;
	std::vector<std::string> strings; /* of hits */
};

/* Hands the values of every match to a scan, until it has enough. */
class scan_spy final : public Xapian::MatchSpy
{
public:
	scan_spy(const struct engine_scan &s, struct leta_error *e)
	        : scan(s), err(e), bytes(s.n_columns), values(s.n_columns)
	{
		s.begin(s.ctx);
	}

	void operator()(const Xapian::Document &document, double) override
	{
		if (status != LETA_OK)
			return;
		for (size_t i = 0; i < values.size(); i++)
			values[i] = take(scan.columns[i], document, bytes[i]);
		status = scan.document(scan.ctx, values.data(), err);
	}

	leta_status status = LETA_OK;

private:
	static struct engine_value take(const struct engine_column &column,
	                                const Xapian::Document &document, std::string &bytes)
	{
		struct engine_value value = {};

		bytes = document.get_value(column.slot);
		value.slot = column.slot;
		value.numeric = column.numeric && !bytes.empty();
		if (value.numeric)
			value.number = Xapian::sortable_unserialise(bytes);
		else
			value.bytes = engine_view(bytes);
		return value;
	}

	const struct engine_scan &scan;
	struct leta_error *err;
	std::vector<std::string> bytes; /* of the values */
	std::vector<struct engine_value> values;
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

/* Nothing grows any more: pointers can be set. */
void publish(match_owner &owner, uint32_t total)
{
	size_t next = 0;

	for (engine_hit &hit : owner.hits)
		hit.data = engine_view(owner.strings[next++]);
	owner.match.total = total;
	owner.match.hits = owner.hits.data();
	owner.match.n_hits = owner.hits.size();
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
                        const struct engine_match_options &options, Xapian::MatchSpy *scan)
{
	Xapian::Enquire enquire(db);
	value_key key(options.sort_slot, options.descending);
	const struct engine_bm25 &bm25 = options.bm25;

	enquire.set_query(query);
	enquire.set_weighting_scheme(Xapian::BM25Weight(bm25.k1, 0, 1, bm25.b, bm25.min_length));
	if (options.sort == ENGINE_SORT_VALUE)
		enquire.set_sort_by_key_then_relevance(&key, options.descending);
	if (scan)
		enquire.add_matchspy(scan);
	return enquire.get_mset(options.offset, options.limit,
	                        options.best_only ? 0 : db.get_doccount());
}

leta_status engine_reader_match(struct engine_reader *r, const struct plan_node *plan,
                                const struct engine_match_options *options,
                                struct engine_match **out, struct leta_error *err) noexcept
{
	return engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
		auto owner = std::make_unique<match_owner>();
		std::optional<scan_spy> scan;
		engine_query translation; /* outlives the query and all that runs it */
		Xapian::Query query;
		Xapian::MSet found;
		leta_status status = check_bm25(options->bm25, err);

		if (status == LETA_OK)
			status = translation.build(plan, &query, err);
		if (status != LETA_OK)
			return status;
		translation.candidates.find(db, *plan);
		if (options->scan)
			scan.emplace(*options->scan, err);
		found = run(db, query, *options, scan ? &*scan : nullptr);
		if (scan && scan->status != LETA_OK)
			return scan->status;
		take_hits(*owner, found);
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
