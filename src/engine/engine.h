/*
 * engine.h: the only door to Xapian, in pure C. Nothing throws past it.
 *
 * Writing: changes are collected; engine_writer_commit() makes them durable (commit, fsync of the
 * directory) and only then returns LETA_OK: that is the acknowledgement. After any exception the
 * handle is poisoned: it is closed without committing, reopened, and the pending batch is applied
 * once more when the database lacks it; a second failure is reported and every later call but close
 * refuses. While a writer is open, its directory holds a directory "staging.*".
 * Reading: a reader is a snapshot. When a writer has overtaken it, calls reopen and retry three
 * times, then LETA_ERR_STALE. Databases are opened as glass only (a stub file could run a program).
 * One thread per handle; handles are independent.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "engine/plan.h"
#include "leta/error.h"

#ifdef __cplusplus
extern "C" {
#define ENGINE_NOEXCEPT noexcept
#else
#define ENGINE_NOEXCEPT
#endif

#define ENGINE_TERM_MAX 245                /* bytes with prefix; a NUL counts double */
#define ENGINE_SLOT_MAX 99999u
#define ENGINE_DATA_MAX ((size_t)64 << 20) /* bytes of a document's data, a value, a meta value */

struct engine_writer;
struct engine_reader;

struct engine_term {
	struct str term;
	uint32_t wdf; /* 0 = a filter: found, never weighted, not in the length */
};

struct engine_value {
	unsigned slot;
	bool numeric;     /* number (finite), sortable; else bytes ("" = no value) */
	double number;
	struct str bytes;
};

struct engine_document {
	struct str key; /* unique: replaces an earlier document of the same key */
	const struct engine_term *terms;
	size_t n_terms;
	const struct engine_value *values;
	size_t n_values;
	struct str data;
};

/* ---- writing ---- */

/* Creates the database when there is none. Errors: LOCKED, CORRUPT, VERSION, IO, NOMEM. */
leta_status engine_writer_open(const char *dir, struct engine_writer **out,
                               struct leta_error *err) ENGINE_NOEXCEPT;
/*
 * The next three collect a change for the next commit; what they point at may go. Errors: LIMIT (a
 * term, key, value or slot's number too large, an empty term, over 512 MiB collected: commit first), INVALID,
 * NOMEM: the change is not taken, earlier ones are kept.
 */
leta_status engine_writer_replace(struct engine_writer *w, const struct engine_document *document,
                                  struct leta_error *err) ENGINE_NOEXCEPT;
leta_status engine_writer_remove(struct engine_writer *w, struct str key,
                                 struct leta_error *err) ENGINE_NOEXCEPT;
leta_status engine_writer_set_meta(struct engine_writer *w, struct str key, struct str value,
                                   struct leta_error *err) ENGINE_NOEXCEPT;
/*
 * Acknowledges. Errors: IO (disk full …), NOMEM, CORRUPT, LOCKED (another process came in between):
 * the index is then at the last acknowledged batch, except that after a failed fsync of the
 * directory it may be at this one.
 */
leta_status engine_writer_commit(struct engine_writer *w, struct leta_error *err) ENGINE_NOEXCEPT;
/* Drops what was not committed and closes. Accepts NULL; never fails. */
void engine_writer_close(struct engine_writer *w) ENGINE_NOEXCEPT;

/* ---- building from nothing ---- */

/*
 * Writes a whole database at once, several times faster and smaller than a writer does: the documents' terms are
 * inverted in bounded memory, and all tables written from their beginning to their end. What comes out is what a writer
 * would have made, for readers and writers, but for the lists of documents' terms: the first writer that removes or
 * replaces a document makes them, which takes as long as reading all postings. It counts from engine_bulk_finish() on;
 * a process that is killed before leaves an empty database. Bulks write Xapian's format 2016-03-14 (glass of 1.4).
 */
struct engine_bulk;

#define ENGINE_BULK_MEMORY ((size_t)256 << 20)

/*
 * Makes the directory and an empty database in it. memory: bytes of postings collected before they go to a temporary
 * file. Errors: VERSION (the library writes another format: use a writer), INVALID (there is a database that is not
 * empty), LOCKED, IO, NOMEM.
 */
leta_status engine_bulk_open(const char *dir, size_t memory, struct engine_bulk **out,
                             struct leta_error *err) ENGINE_NOEXCEPT;
/*
 * Adds a document. Its key must be new: nobody looks. Errors: LIMIT, INVALID: the document is not taken; IO, NOMEM: the
 * bulk is of no use any more.
 */
leta_status engine_bulk_add(struct engine_bulk *b, const struct engine_document *document,
                            struct leta_error *err) ENGINE_NOEXCEPT;
/* The last value of a key counts; an empty one is none. Errors: LIMIT, INVALID, NOMEM. */
leta_status engine_bulk_set_meta(struct engine_bulk *b, struct str key, struct str value,
                                 struct leta_error *err) ENGINE_NOEXCEPT;
/* Writes the tables, makes them durable, and then the version file. Errors: IO, NOMEM, LIMIT. */
leta_status engine_bulk_finish(struct engine_bulk *b, struct leta_error *err) ENGINE_NOEXCEPT;
/*
 * How many documents have a term, before the database counts: false when the bulk does not know, since postings left
 * its memory. One thread may ask while another finishes.
 */
bool engine_bulk_knows(const struct engine_bulk *b) ENGINE_NOEXCEPT;
uint32_t engine_bulk_documents(const struct engine_bulk *b, struct str term) ENGINE_NOEXCEPT;
void engine_bulk_close(struct engine_bulk *b) ENGINE_NOEXCEPT; /* accepts NULL */

/* ---- reading ---- */

leta_status engine_reader_open(const char *dir, struct engine_reader **out,
                               struct leta_error *err) ENGINE_NOEXCEPT;
void engine_reader_close(struct engine_reader *r) ENGINE_NOEXCEPT;

struct engine_stats {
	uint32_t documents;
	double average_length; /* in wdf */
	uint64_t revision;
};
leta_status engine_reader_stats(struct engine_reader *r, struct engine_stats *out,
                                struct leta_error *err) ENGINE_NOEXCEPT;

/*
 * Hands bytes to the caller; valid during the call only. A status other than LETA_OK ends the call,
 * which returns it. Callbacks may call the same reader, but not close it.
 */
typedef leta_status engine_bytes_fn(void *ctx, struct str bytes, struct leta_error *err);

/* The value stored under a key; "" when there is none. */
leta_status engine_reader_meta(struct engine_reader *r, struct str key, engine_bytes_fn *fn,
                               void *ctx, struct leta_error *err) ENGINE_NOEXCEPT;
/* The document of a key: *docid and its data. NOT_FOUND when there is none. */
leta_status engine_reader_find(struct engine_reader *r, struct str key, uint32_t *docid,
                               engine_bytes_fn *fn, void *ctx,
                               struct leta_error *err) ENGINE_NOEXCEPT;
/*
 * The data of every document with a term ("" = every document), in order of docid. This and the
 * next two go on behind the last item, on a new snapshot, when a writer overtakes them: what was
 * there all the time comes once.
 */
leta_status engine_reader_each(struct engine_reader *r, struct str term, engine_bytes_fn *fn,
                               void *ctx, struct leta_error *err) ENGINE_NOEXCEPT;
/* Every stored key that begins with prefix, in byte order, with its value. */
typedef leta_status engine_meta_fn(void *ctx, struct str key, struct str value,
                                   struct leta_error *err);
leta_status engine_reader_metas(struct engine_reader *r, struct str prefix, engine_meta_fn *fn,
                                void *ctx, struct leta_error *err) ENGINE_NOEXCEPT;
/* Terms that begin with prefix, in byte order, with the number of documents. */
typedef leta_status engine_term_fn(void *ctx, struct str term, uint32_t documents,
                                   struct leta_error *err);
leta_status engine_reader_terms(struct engine_reader *r, struct str prefix, engine_term_fn *fn,
                                void *ctx, struct leta_error *err) ENGINE_NOEXCEPT;

struct engine_posting {
	uint32_t documents;   /* that hold the term */
	uint32_t wdf;         /* in this document; 0 = absent */
	uint32_t length;      /* of this document */
};
/* NOT_FOUND when there is no such document. */
leta_status engine_reader_posting(struct engine_reader *r, struct str term, uint32_t docid,
                                  struct engine_posting *out,
                                  struct leta_error *err) ENGINE_NOEXCEPT;

/* How often a term stands in the whole collection. */
struct engine_count {
	uint32_t documents;   /* that hold it; 0 = no term of the index */
	uint64_t occurrences; /* wdf in all of them */
};
/* The counts of n terms. Sorted terms are looked up faster. Errors: LIMIT (a term too long). */
leta_status engine_reader_counts(struct engine_reader *r, const struct str *terms, size_t n,
                                 struct engine_count *out, struct leta_error *err) ENGINE_NOEXCEPT;

/* ---- matching ---- */

struct engine_bm25 {
	double k1, b, min_length; /* k1 in units of wdf; Robertson & Zaragoza 2009, §3.2 */
};

enum engine_sort { ENGINE_SORT_SCORE, ENGINE_SORT_VALUE };

/* A value that every match is asked for. */
struct engine_column {
	unsigned slot;
	bool numeric;
};

/*
 * Shown every match while it runs, in no order. begin is called first, and again when a writer has
 * overtaken the match: what came before must be forgotten. values: one for each column; one that
 * the document lacks is not numeric and has no bytes. Strings are valid during the call. A status
 * other than LETA_OK is remembered, nothing more is shown, and the match fails with it.
 */
struct engine_scan {
	const struct engine_column *columns;
	size_t n_columns;
	void (*begin)(void *ctx);
	leta_status (*document)(void *ctx, const struct engine_value *values,
	                        struct leta_error *err);
	void *ctx;
};

struct engine_match_options {
	struct engine_bm25 bm25;
	uint32_t offset, limit;
	enum engine_sort sort;
	unsigned sort_slot;        /* SORT_VALUE; documents without the value come last */
	bool descending;
	const struct engine_scan *scan; /* or NULL */
	bool best_only; /* total may be too low: documents too light for the page are passed over */
};

struct engine_hit {
	uint32_t docid;
	double score;
	struct str data; /* belongs to the match */
};

struct engine_match {
	uint32_t total; /* exact */
	struct engine_hit *hits;
	size_t n_hits;
	void *owner; /* private */
};

/*
 * Ties are broken by docid, so that the order is always the same. Free with engine_match_free().
 * Errors: LIMIT (a term too long, a plan deeper than 64 or of more than 65 536 nodes), INVALID (a
 * weight or bound that is no number).
 */
leta_status engine_reader_match(struct engine_reader *r, const struct plan_node *plan,
                                const struct engine_match_options *options,
                                struct engine_match **out, struct leta_error *err) ENGINE_NOEXCEPT;
void engine_match_free(struct engine_match *match) ENGINE_NOEXCEPT;

/* ---- integrity ---- */

/*
 * The engine's own check. CORRUPT with its first finding; STALE when a writer never rests long
 * enough. May crash on damage: see leta_check().
 */
leta_status engine_check(const char *dir, struct leta_error *err) ENGINE_NOEXCEPT;

/* "xapian-core 1.4.22". Static storage. */
const char *engine_library(void) ENGINE_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
