/*
 * engine_check.cpp: is a database whole?
 *
 * Xapian's own check, and then a read of every document's data and terms, because that check
 * counts items but does not put them together. Glass has no checksums: a changed byte inside a
 * value goes unseen here. Subtle: a writer that commits meanwhile makes a sound database look
 * damaged, so a finding counts only when the revision is still the same. Damage can crash
 * libxapian: run this in a process of its own.
 */
#include <sstream>

#include "engine/engine_guard.hh"

/* The first line that is not a heading ("postlist:") or good news. */
static std::string first_finding(const std::string &report)
{
	std::istringstream lines(report);
	std::string line;

	while (std::getline(lines, line)) {
		if (line.empty() || line.back() == ':' || line.find("blocksize=") == 0 ||
		    line.find("No errors found") == 0 || line.find("Lazily created") == 0 ||
		    line.find("Not present") == 0)
			continue;
		return line;
	}
	return "xapian-check";
}

static void read_all(const Xapian::Database &db, bool termlists)
{
	Xapian::PostingIterator end = db.postlist_end(std::string());

	for (Xapian::PostingIterator at = db.postlist_begin(std::string()); at != end; ++at) {
		Xapian::Document document = db.get_document(*at);

		document.get_data();
		if (!termlists)
			continue;
		for (Xapian::TermIterator term = document.termlist_begin();
		     term != document.termlist_end(); ++term)
			continue;
	}
}

/* What Xapian's check found first; "" when all is well. */
static std::string examine(const std::string &dir, const Xapian::Database &db)
{
	std::ostringstream report;
	struct glass_version version;
	bool lacks = glass_version_read(dir.c_str(), &version, nullptr) == LETA_OK &&
	             glass_version_lacks_termlists(&version);

	if (Xapian::Database::check(dir, 0, &report) > 0)
		return first_finding(report.str());
	try {
		read_all(db, !lacks);
	} catch (const Xapian::FeatureUnavailableError &) {
		return "termlist: not there";
	}
	return std::string();
}

static void throw_if_overtaken(const std::string &dir, const Xapian::Database &db)
{
	if (Xapian::Database(dir, Xapian::DB_BACKEND_GLASS).get_revision() != db.get_revision())
		throw Xapian::DatabaseModifiedError("overtaken");
}

leta_status engine_check(const char *dir, struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		engine_reader reader;

		reader.dir = dir;
		return engine_guard_snapshot(&reader, err, [&](const Xapian::Database &db) {
			std::string finding;

			try {
				finding = examine(reader.dir, db);
			} catch (const Xapian::DatabaseError &) {
				throw_if_overtaken(reader.dir, db);
				throw;
			}
			if (finding.empty())
				return LETA_OK;
			throw_if_overtaken(reader.dir, db);
			error_set(err, LETA_ERR_CORRUPT, "indexet är skadat (%s): bygg om det",
			          "the index is damaged (%s): rebuild it", finding.c_str());
			return error_in(err, LETA_ERR_CORRUPT, "%s", dir);
		});
	});
}
