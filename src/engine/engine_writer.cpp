/*
 * engine_writer.cpp: collecting changes, and making them durable as one batch.
 *
 * Xapian is touched by open, commit and close only. A commit writes the batch in one transaction
 * (so that Xapian's flush threshold never commits half of it), with the batch's name as metadata,
 * publishes it and syncs the directory, which Xapian does not. When anything throws, the handle is
 * closed without committing, opened again, and the name tells whether the batch got there; if not
 * it is applied once more. Another process may take the lock in between: a name that is neither
 * the old nor the new one says so.
 */
#include <cstring>
#include <ctime>
#include <memory>
#include <set>

#include <unistd.h>

#include "engine/engine_guard.hh"

void engine_writer_drop(struct engine_writer *w) noexcept
{
	if (!w->db)
		return;
	/* close() commits unless a transaction is active; when one is, this only throws. */
	try {
		w->db->begin_transaction(false);
	} catch (...) {
	}
	try {
		w->db->close();
	} catch (...) {
	}
	w->db.reset();
}

void engine_writer_poison(struct engine_writer *w) noexcept
{
	if (!w->db)
		return;
	engine_writer_drop(w);
	engine_stage_remove(w);
}

engine_writer::~engine_writer()
{
	engine_writer_poison(this);
	engine_stage_remove(this);
}

static std::string make_nonce()
{
	struct timespec now = {};

	clock_gettime(CLOCK_REALTIME, &now);
	return std::to_string(getpid()) + "-" + std::to_string(now.tv_sec) + "-" +
	       std::to_string(now.tv_nsec);
}

leta_status engine_writer_open(const char *dir, struct engine_writer **out,
                               struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		auto w = std::make_unique<engine_writer>();
		bool existed = access(dir, F_OK) == 0;
		leta_status status;

		w->dir = dir;
		w->nonce = make_nonce();
		status = engine_guard_writer(w.get(), err, [&] {
			engine_stage_open(w.get(), true);
			w->acknowledged = w->db->get_metadata(ENGINE_BATCH_KEY);
			return LETA_OK;
		});
		if (status == LETA_OK)
			status = file_sync_dir(dir, err);
		if (status == LETA_OK && !existed)
			status = file_sync_dir((w->dir + "/..").c_str(), err);
		if (status == LETA_OK)
			*out = w.release();
		return status;
	});
}

/* ---- collecting ---- */

static leta_status refuse(const struct engine_writer *w, struct leta_error *err) noexcept
{
	error_set(err, w->failed,
	          "skrivaren gav upp efter ett tidigare fel: stäng den och öppna igen",
	          "the writer gave up after an earlier error: close it and open again");
	return error_in(err, w->failed, "%s", w->dir.c_str());
}

static void pack_terms(const struct engine_document *document, std::string *out)
{
	size_t bytes = 0;

	for (size_t i = 0; i < document->n_terms; i++)
		bytes += sizeof(uint32_t) + 1 + document->terms[i].term.len;
	out->reserve(bytes);
	for (size_t i = 0; i < document->n_terms; i++) {
		const struct engine_term *term = &document->terms[i];

		out->append(reinterpret_cast<const char *>(&term->wdf), sizeof(term->wdf));
		out->push_back(static_cast<char>(term->term.len));
		out->append(term->term.ptr, term->term.len);
	}
}

static std::string value_bytes(const struct engine_value *value)
{
	if (value->numeric)
		return Xapian::sortable_serialise(value->number);
	return engine_string(value->bytes);
}

static leta_status collect(struct engine_writer *w, engine_change &&change, struct leta_error *err)
{
	size_t bytes = sizeof(change) + change.key.size() + change.data.size();

	bytes += change.terms.size();
	for (const auto &value : change.values)
		bytes += sizeof(value) + value.second.size();
	if (bytes > ENGINE_PENDING_MAX - w->pending_bytes)
		return error_set(err, LETA_ERR_LIMIT,
		                 "satsen är större än %zu byte: bekräfta den först",
		                 "the batch is larger than %zu bytes: commit it first",
		                 ENGINE_PENDING_MAX);
	w->pending.push_back(std::move(change));
	w->pending_bytes += bytes;
	return LETA_OK;
}

leta_status engine_writer_replace(struct engine_writer *w, const struct engine_document *document,
                                  struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		engine_change change = {};
		leta_status status = w->failed ? refuse(w, err) : LETA_OK;

		change.kind = engine_change::REPLACE;
		if (status == LETA_OK)
			status = engine_key_term(document->key, &change.key, err);
		if (status == LETA_OK)
			status = engine_document_check(document, err);
		if (status != LETA_OK)
			return status;
		change.data = engine_string(document->data);
		pack_terms(document, &change.terms);
		for (size_t i = 0; i < document->n_values; i++) {
			const struct engine_value *value = &document->values[i];

			change.values.emplace_back(value->slot, value_bytes(value));
		}
		return collect(w, std::move(change), err);
	});
}

leta_status engine_writer_remove(struct engine_writer *w, struct str key,
                                 struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		engine_change change = {};
		leta_status status = w->failed ? refuse(w, err) : LETA_OK;

		change.kind = engine_change::REMOVE;
		if (status == LETA_OK)
			status = engine_key_term(key, &change.key, err);
		return status == LETA_OK ? collect(w, std::move(change), err) : status;
	});
}

leta_status engine_writer_set_meta(struct engine_writer *w, struct str key, struct str value,
                                   struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		engine_change change = {};
		leta_status status = w->failed ? refuse(w, err) : engine_meta_check(key, value, err);

		change.kind = engine_change::META;
		change.key = engine_string(key);
		if (status != LETA_OK)
			return status;
		change.data = engine_string(value);
		return collect(w, std::move(change), err);
	});
}

/* ---- committing ---- */

static Xapian::Document make_document(const engine_change &change)
{
	Xapian::Document document;
	const std::string &terms = change.terms;

	document.set_data(change.data);
	document.add_boolean_term(change.key);
	for (size_t at = 0; at < terms.size();) {
		uint32_t wdf;
		size_t length = static_cast<unsigned char>(terms[at + sizeof(wdf)]);

		std::memcpy(&wdf, terms.data() + at, sizeof(wdf));
		at += sizeof(wdf) + 1;
		document.add_term(terms.substr(at, length), wdf);
		at += length;
	}
	for (const auto &value : change.values)
		document.add_value(value.first, value.second);
	return document;
}

/* Writes the batch, or throws. */
static void write_batch(struct engine_writer *w, const std::string &name)
{
	w->db->begin_transaction(true);
	for (const engine_change &change : w->pending) {
		switch (change.kind) {
		case engine_change::REPLACE:
			w->db->replace_document(change.key, make_document(change));
			break;
		case engine_change::REMOVE:
			w->db->delete_document(change.key);
			break;
		case engine_change::META:
			w->db->set_metadata(change.key, change.data);
			break;
		}
	}
	w->db->set_metadata(ENGINE_BATCH_KEY, name);
	w->db->commit_transaction();
	engine_stage_publish(w);
}

/* Whether a document of this batch takes the place of another, of the database or of the batch, or one is removed. */
static bool needs_termlists(const struct engine_writer *w)
{
	std::set<std::string> keys;

	for (const engine_change &change : w->pending)
		if (change.kind != engine_change::META &&
		    (w->db->term_exists(change.key) || !keys.insert(change.key).second))
			return true;
	return false;
}

/* Opens the database again. *there: the batch is in it. LOCKED when another process has written to it. */
static leta_status open_again(struct engine_writer *w, const std::string &name, bool *there, struct leta_error *err)
{
	std::string found;

	engine_stage_open(w, false);
	found = w->db->get_metadata(ENGINE_BATCH_KEY);
	*there = found == name;
	if (*there || found == w->acknowledged)
		return LETA_OK;
	return error_set(err, LETA_ERR_LOCKED, "en annan process skrev till indexet efter ett fel här",
	                 "another process wrote to the index after a failure here");
}

/* Writes the batch, with what the database must have for it, unless it is there. */
static leta_status write(struct engine_writer *w, const std::string &name, struct leta_error *err)
{
	leta_status status = LETA_OK;
	bool there = false;

	if (!w->termlists && needs_termlists(w)) {
		status = engine_termlists_make(w, err);
		engine_writer_poison(w);
		if (status == LETA_OK)
			status = open_again(w, name, &there, err);
	}
	if (status == LETA_OK && !there)
		write_batch(w, name);
	return status;
}

/* After a failure: opens the database again and writes the batch unless it is there. */
static leta_status write_again(struct engine_writer *w, const std::string &name,
                               struct leta_error *err)
{
	bool there = false;
	leta_status status = open_again(w, name, &there, err);

	return status == LETA_OK && !there ? write(w, name, err) : status;
}

static leta_status give_up(struct engine_writer *w, leta_status status) noexcept
{
	w->failed = status;
	engine_writer_poison(w);
	return status;
}

leta_status engine_writer_commit(struct engine_writer *w, struct leta_error *err) noexcept
{
	return engine_guard(err, [&] {
		std::string name;
		leta_status status;

		if (w->failed)
			return refuse(w, err);
		if (w->pending.empty())
			return LETA_OK;
		name = std::to_string(w->batch + 1) + "-" + w->nonce;
		status = engine_guard_writer(w, err, [&] { return write(w, name, err); });
		if (status != LETA_OK)
			status = engine_guard_writer(w, err,
			                             [&] { return write_again(w, name, err); });
		if (status == LETA_OK)
			status = file_sync_dir(w->dir.c_str(), err);
		if (status != LETA_OK)
			return give_up(w, status);
		w->acknowledged.swap(name);
		w->batch++;
		w->pending.clear();
		w->pending_bytes = 0;
		return LETA_OK;
	});
}

void engine_writer_close(struct engine_writer *w) noexcept
{
	delete w;
}
