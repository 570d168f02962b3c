/*
 * engine_guard.hh: the private half of the border: handles, and guards that no exception passes.
 *
 * A handle that was inside Xapian when it threw may crash when it is used again (std::bad_alloc),
 * or commit half a batch when it is closed (WritableDatabase). Therefore a reader opens anew before
 * its next call, and a writer is poisoned: closed inside a transaction, so nothing is committed.
 * Guarded bodies may run more than once: they build into locals and publish at the end.
 */
#ifndef ENGINE_GUARD_HH
#define ENGINE_GUARD_HH

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic" /* a compound literal of C in base/str.h */
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#pragma GCC diagnostic pop
}
#include "engine/engine_shared.h"
#include "engine/glass_version.h"

#define ENGINE_TERMLIST_FILE "termlist.glass"
#define ENGINE_TERMLIST_NEW "termlist.tmp" /* while it is made */
#define ENGINE_PENDING_MAX ((size_t)512 << 20) /* of changes that wait for a commit */
#define ENGINE_RETRIES 3

/* A change that waits for its commit. Flat, because Xapian::Document needs ten times the memory. */
struct engine_change {
	enum kind { REPLACE, REMOVE, META } kind;
	std::string key;   /* term "Q…", or metadata key */
	std::string data;  /* of the document or metadata */
	std::string terms; /* wdf (4 bytes), length (1), bytes, and so on */
	std::vector<std::pair<Xapian::valueno, std::string>> values;
};

struct engine_writer {
	std::string dir;
	std::optional<Xapian::WritableDatabase> db; /* without value: poisoned */
	bool termlists = true; /* the database has lists of its documents' terms */
	std::vector<engine_change> pending;         /* since the last acknowledgement */
	size_t pending_bytes = 0;
	std::string nonce; /* tells our batches from those of another process */
	uint64_t batch = 0;
	std::string acknowledged;     /* name of the batch that the database is known to hold */
	leta_status failed = LETA_OK; /* else only close is left */

	~engine_writer();
};

struct engine_reader {
	std::string dir;
	Xapian::Database db;
	bool fresh = false; /* false: to be opened anew before use */
};

/* Maps the exception being handled. The only list of exceptions there is. */
leta_status engine_translate(struct leta_error *err) noexcept;

/* Closes the writer's database without committing; poison removes the stage, too. */
void engine_writer_drop(struct engine_writer *w) noexcept;
void engine_writer_poison(struct engine_writer *w) noexcept;

/* Opens w->db so that its commits stay in a staging directory. Throws. See engine_stage.cpp. */
void engine_stage_open(struct engine_writer *w, bool create);
/* Makes what was committed the database's. Throws; not durable before the directory is synced. */
void engine_stage_publish(struct engine_writer *w);
void engine_stage_remove(const struct engine_writer *w) noexcept;

/* Makes the lists of terms that a writer's database lacks. Throws. The database is then to be opened anew. */
leta_status engine_termlists_make(struct engine_writer *w, struct leta_error *err);

void engine_reader_refresh(struct engine_reader *r);

/* The term of a document's key. LIMIT when it is too long. */
leta_status engine_key_term(struct str key, std::string *out, struct leta_error *err);

inline std::string engine_string(struct str s)
{
	return s.len ? std::string(s.ptr, s.len) : std::string();
}

inline struct str engine_view(const std::string &s) noexcept
{
	return { s.data(), s.size() };
}

template <typename F> leta_status engine_guard(struct leta_error *err, F &&body) noexcept
{
	try {
		return body();
	} catch (...) {
		return engine_translate(err);
	}
}

/* The body works on w->db. Whatever it throws poisons the writer. */
template <typename F>
leta_status engine_guard_writer(struct engine_writer *w, struct leta_error *err, F &&body) noexcept
{
	try {
		return body();
	} catch (...) {
		leta_status status = engine_translate(err);

		engine_writer_poison(w);
		return error_in(err, status, "%s", w->dir.c_str());
	}
}

/* The revision that a reader has open; 0 when it cannot tell. */
Xapian::rev engine_revision(const struct engine_reader *r) noexcept;
/* A block seems overwritten, but nobody has written: it is damaged. */
leta_status engine_not_overtaken(struct leta_error *err) noexcept;

/* The body gets the snapshot; when a writer has overtaken it, it gets a new one, three times. */
template <typename F>
leta_status engine_guard_snapshot(struct engine_reader *r, struct leta_error *err,
                                  F &&body) noexcept
{
	Xapian::rev first = 0;

	for (int attempt = 0;; attempt++) {
		try {
			if (!r->fresh)
				engine_reader_refresh(r);
			return body(static_cast<const Xapian::Database &>(r->db));
		} catch (...) {
			leta_status status = engine_translate(err);
			Xapian::rev now = engine_revision(r);

			r->fresh = false;
			if (attempt == 0)
				first = now;
			if (status == LETA_ERR_STALE && attempt == ENGINE_RETRIES && now == first)
				status = engine_not_overtaken(err);
			if (status != LETA_ERR_STALE || attempt == ENGINE_RETRIES)
				return error_in(err, status, "%s", r->dir.c_str());
		}
	}
}

#endif
