/*
 * engine_termlists.cpp: the lists of documents' terms that a bulk leaves out, made when the first document is replaced
 * or removed.
 *
 * Xapian needs them for nothing else, and they are a fifth of a database. They are made of the postings: one pass over
 * all terms and values, inverted in bounded memory. The table is written under another name and synced; then it gets
 * its own, and at last the version file names it. So a database has either none or all; a writer removes a table that
 * the version file does not name (engine_stage.cpp).
 */
#include <cstdio>
#include <memory>

#include "engine/engine_guard.hh"

#include "engine/bulk_termlists.h"

using maker = std::unique_ptr<struct bulk_termlists, void (*)(struct bulk_termlists *)>;

static leta_status read_terms(const Xapian::Database &db, struct bulk_termlists *lists, struct leta_error *err)
{
	leta_status status = LETA_OK;

	for (auto term = db.allterms_begin(); status == LETA_OK && term != db.allterms_end(); ++term) {
		std::string name = *term;
		Xapian::PostingIterator end = db.postlist_end(name);

		status = bulk_termlists_term(lists, engine_view(name), err);
		for (auto at = db.postlist_begin(name); status == LETA_OK && at != end; ++at)
			status = bulk_termlists_posting(lists, *at, at.get_wdf(), err);
	}
	return status;
}

static leta_status read_values(const Xapian::Database &db, struct bulk_termlists *lists, struct leta_error *err)
{
	leta_status status = LETA_OK;

	for (Xapian::valueno slot = 0; status == LETA_OK && slot <= ENGINE_SLOT_MAX; slot++) {
		if (db.get_value_freq(slot) == 0)
			continue;
		for (auto at = db.valuestream_begin(slot); status == LETA_OK && at != db.valuestream_end(slot); ++at)
			status = bulk_termlists_value(lists, slot, at.get_docid(), err);
	}
	return status;
}

/* Names a table that is whole. */
static leta_status publish(const std::string &dir, const std::string &path, const struct glass_version *version,
                           const struct buf *root, struct leta_error *err)
{
	const struct buf *roots[GLASS_TABLES] = {};
	leta_status status;

	roots[GLASS_TERMLIST] = root;
	if (std::rename(path.c_str(), (dir + "/" ENGINE_TERMLIST_FILE).c_str()) != 0)
		return error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'", path.c_str());
	status = file_sync_dir(dir.c_str(), err);
	return status == LETA_OK ? glass_version_write(dir.c_str(), version, roots, nullptr, err) : status;
}

leta_status engine_termlists_make(struct engine_writer *w, struct leta_error *err)
{
	Xapian::Database db(w->dir, Xapian::DB_BACKEND_GLASS);
	std::string path = w->dir + "/" ENGINE_TERMLIST_NEW;
	struct bulk_termlists *made = nullptr;
	struct glass_version version;
	struct buf root;
	leta_status status = glass_version_read(w->dir.c_str(), &version, err);

	if (status == LETA_OK)
		status = bulk_termlists_new(w->dir.c_str(), ENGINE_BULK_MEMORY, &made, err);
	maker lists(made, bulk_termlists_free);
	if (status == LETA_OK)
		status = read_terms(db, made, err);
	if (status == LETA_OK)
		status = read_values(db, made, err);
	buf_init(&root, GLASS_VERSION_MAX);
	if (status == LETA_OK)
		status = bulk_termlists_write(made, path.c_str(), version.roots[GLASS_TERMLIST].compress_min,
		                              &root, err);
	if (status == LETA_OK)
		status = publish(w->dir, path, &version, &root, err);
	buf_fini(&root);
	return status;
}
