/*
 * engine_reader.cpp: a snapshot: its documents, terms and metadata.
 *
 * What may be long is fetched in chunks: a chunk is a guarded body of its own, and the caller's
 * callback runs between chunks, outside the guard, so it may call the reader. A chunk starts after
 * the last item delivered; so an iteration goes on on a newer snapshot when it was overtaken.
 */
#include <memory>

#include "engine/engine_guard.hh"

#define CHUNK_ITEMS 512
#define CHUNK_BYTES ((size_t)1 << 20)

void engine_reader_refresh(struct engine_reader *r)
{
	r->db = Xapian::Database(r->dir, Xapian::DB_BACKEND_GLASS);
	r->fresh = true;
}

leta_status engine_reader_open(const char *dir, struct engine_reader **out,
                               struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		auto r = std::make_unique<engine_reader>();
		leta_status status;

		r->dir = dir;
		status = engine_guard_snapshot(r.get(), err,
		                               [](const Xapian::Database &) { return LETA_OK; });
		if (status == LETA_OK)
			*out = r.release();
		return status;
	});
}

void engine_reader_close(struct engine_reader *r) noexcept
{
	delete r;
}

leta_status engine_reader_stats(struct engine_reader *r, struct engine_stats *out,
                                struct leta_error *err) noexcept
{
	return engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
		struct engine_stats stats = {};

		stats.documents = db.get_doccount();
		stats.average_length = db.get_avlength();
		stats.revision = db.get_revision();
		*out = stats;
		return LETA_OK;
	});
}

leta_status engine_reader_meta(struct engine_reader *r, struct str key, engine_bytes_fn *fn,
                               void *ctx, struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		std::string name = engine_string(key), value;
		leta_status status = engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
			value = name.empty() ? std::string() : db.get_metadata(name);
			return LETA_OK;
		});

		return status == LETA_OK ? fn(ctx, engine_view(value), err) : status;
	});
}

leta_status engine_reader_find(struct engine_reader *r, struct str key, uint32_t *docid,
                               engine_bytes_fn *fn, void *ctx, struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		std::string term, data;
		Xapian::docid found = 0;
		leta_status status = engine_key_term(key, &term, err);

		if (status != LETA_OK)
			return status;
		status = engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
			Xapian::PostingIterator at = db.postlist_begin(term);

			found = at == db.postlist_end(term) ? 0 : *at;
			if (found)
				data = db.get_document(found, Xapian::DOC_ASSUME_VALID).get_data();
			return LETA_OK;
		});
		if (status != LETA_OK)
			return status;
		if (!found)
			return error_set(err, LETA_ERR_NOT_FOUND,
			                 "dokumentet '%.*s' finns inte i indexet",
			                 "the document '%.*s' is not in the index", STR_ARG(key));
		*docid = found;
		return fn(ctx, engine_view(data), err);
	});
}

/* ---- iterating ---- */

struct item {
	std::string name; /* term or key */
	std::string data;
	uint32_t number = 0; /* docid or count of documents */
};

struct chunk {
	std::vector<item> items;
	size_t bytes = 0;

	bool full() const
	{
		return items.size() >= CHUNK_ITEMS || bytes >= CHUNK_BYTES;
	}

	void add(item &&next)
	{
		bytes += next.name.size() + next.data.size();
		items.push_back(std::move(next));
	}
};

/* Adds to *next what follows the item `last` among all that `name` names. */
typedef void fetch_fn(const Xapian::Database &db, const std::string &name, const item &last,
                      chunk *next);

static void fetch_documents(const Xapian::Database &db, const std::string &name, const item &last,
                            chunk *next)
{
	Xapian::PostingIterator at = db.postlist_begin(name);
	Xapian::PostingIterator end = db.postlist_end(name);

	if (at != end)
		at.skip_to(last.number + 1);
	for (; at != end && !next->full(); ++at) {
		item found;

		found.number = *at;
		found.data = db.get_document(*at, Xapian::DOC_ASSUME_VALID).get_data();
		next->add(std::move(found));
	}
}

/* Moves a fresh iterator behind the name that was delivered last. */
static void resume(Xapian::TermIterator &at, const Xapian::TermIterator &end, const item &last)
{
	if (last.name.empty() || at == end)
		return;
	at.skip_to(last.name);
	if (at != end && *at == last.name)
		++at;
}

static void fetch_metas(const Xapian::Database &db, const std::string &name, const item &last,
                        chunk *next)
{
	Xapian::TermIterator at = db.metadata_keys_begin(name);
	Xapian::TermIterator end = db.metadata_keys_end(name);

	resume(at, end, last);
	for (; at != end && !next->full(); ++at) {
		item found;

		found.name = *at;
		if (found.name == ENGINE_BATCH_KEY)
			continue;
		found.data = db.get_metadata(found.name);
		next->add(std::move(found));
	}
}

static void fetch_terms(const Xapian::Database &db, const std::string &name, const item &last,
                        chunk *next)
{
	Xapian::TermIterator at = db.allterms_begin(name), end = db.allterms_end(name);

	resume(at, end, last);
	for (; at != end && !next->full(); ++at) {
		item found;

		found.name = *at;
		found.number = at.get_termfreq();
		next->add(std::move(found));
	}
}

/* Hands over what `name` names, item by item, until `deliver` fails. */
template <typename Deliver>
static leta_status iterate(struct engine_reader *r, struct str name, fetch_fn *fetch,
                           struct leta_error *err, Deliver &&deliver) noexcept
{
	return engine_guard(err, [&] {
		std::string start = engine_string(name);
		leta_status status = LETA_OK;
		bool more = true;
		item last;

		while (more && status == LETA_OK) {
			chunk got;

			status = engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
				chunk next;

				fetch(db, start, last, &next);
				got = std::move(next);
				return LETA_OK;
			});
			for (size_t i = 0; i < got.items.size() && status == LETA_OK; i++)
				status = deliver(got.items[i]);
			more = got.full();
			if (more)
				last = std::move(got.items.back());
		}
		return status;
	});
}

leta_status engine_reader_each(struct engine_reader *r, struct str term, engine_bytes_fn *fn,
                               void *ctx, struct leta_error *err) noexcept
{
	return iterate(r, term, fetch_documents, err, [&](const item &document) {
		return fn(ctx, engine_view(document.data), err);
	});
}

leta_status engine_reader_metas(struct engine_reader *r, struct str prefix, engine_meta_fn *fn,
                                void *ctx, struct leta_error *err) noexcept
{
	return iterate(r, prefix, fetch_metas, err, [&](const item &meta) {
		return fn(ctx, engine_view(meta.name), engine_view(meta.data), err);
	});
}

leta_status engine_reader_terms(struct engine_reader *r, struct str prefix, engine_term_fn *fn,
                                void *ctx, struct leta_error *err) noexcept
{
	return iterate(r, prefix, fetch_terms, err, [&](const item &term) {
		return fn(ctx, engine_view(term.name), term.number, err);
	});
}

leta_status engine_reader_posting(struct engine_reader *r, struct str term, uint32_t docid,
                                  struct engine_posting *out, struct leta_error *err) noexcept
{
	return engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
		std::string name = engine_string(term);
		Xapian::PostingIterator at = db.postlist_begin(name), end = db.postlist_end(name);
		struct engine_posting posting = {};

		posting.length = db.get_doclength(docid);
		posting.documents = db.get_termfreq(name);
		if (at != end)
			at.skip_to(docid);
		if (at != end && *at == docid)
			posting.wdf = at.get_wdf();
		*out = posting;
		return LETA_OK;
	});
}

leta_status engine_reader_counts(struct engine_reader *r, const struct str *terms, size_t n,
                                 struct engine_count *out, struct leta_error *err) noexcept
{
	return engine_guard_snapshot(r, err, [&](const Xapian::Database &db) {
		for (size_t i = 0; i < n; i++) {
			leta_status status = engine_term_check(terms[i], err);
			std::string name = engine_string(terms[i]);

			if (status != LETA_OK)
				return status;
			out[i].documents = db.get_termfreq(name);
			out[i].occurrences =
			        out[i].documents ? db.get_collection_freq(name) : 0;
		}
		return LETA_OK;
	});
}
