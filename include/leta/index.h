/*
 * index.h: building, opening and checking an index directory.
 *
 * A leta_index is used by one thread at a time; several may be open at once. Any number of readers and
 * one writer may use a directory together; a reader sees each acknowledged batch entirely or not at all.
 */
#ifndef LETA_INDEX_H
#define LETA_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/record.h"

LETA_BEGIN_DECLS

typedef struct leta_index leta_index;       /* an open index, for reading */
typedef struct leta_document leta_document; /* one whole record, read from an index */

enum leta_format {
	LETA_FORMAT_AUTO = 0,
	LETA_FORMAT_ESF,
	LETA_FORMAT_TRANSCRIPT,
	LETA_FORMAT_TEXT,
	LETA_FORMAT_JSONL,
	LETA_FORMAT_CSV,
	LETA_FORMAT_HTML, /* the next four are made text by the helper program, within limits */
	LETA_FORMAT_PDF,
	LETA_FORMAT_DOCX,
	LETA_FORMAT_ODT
};

struct leta_build_stats {
	size_t indexed, unchanged, removed, skipped; /* documents */
	uint64_t text_bytes;                         /* of the indexed documents */
	uint64_t bytes_done, bytes_total; /* of what is read, as it lies there; total 0 = unknown (a pipe) */
	size_t forgotten; /* passed over, for leta_forget() was asked to keep them out */
	bool without_personal_data; /* the index is one without; asked for in this run or before */
};

/* What the library tells while it builds. Every callback may be NULL; ctx is handed through. */
struct leta_build_callbacks {
	void *ctx;
	/* A document was left out. where: "path" or "path:line"; error says why. */
	void (*skipped)(void *ctx, const char *where, const struct leta_error *error);
	/* After each document. Return false to stop: what was done so far stays, LETA_ERR_CANCELLED. */
	bool (*progress)(void *ctx, const struct leta_build_stats *stats);
};

struct leta_build_options {
	bool fresh;              /* build a new generation from nothing and switch to it when it is whole */
	enum leta_format format; /* of the files; AUTO detects each */
	const char *lexicon_dir; /* where hunspell's sv_SE.dic and .aff lie; NULL = the system's place */
	const char *cache_dir; /* keeps the word list expanded for the next new index (9 MB); made when missing; NULL = none */
	const char *helper;      /* path of the program leta-extract; NULL = where it is installed */
	struct leta_build_callbacks callbacks; /* called in the thread that builds */
	/*
	 * Contact persons' names, e-mail addresses and telephone numbers are neither stored nor indexed: the personal
	 * fields (field.h) are unknown, and in texts "…" stands for them. It is for a new index or with `fresh`, when
	 * every former generation is removed; the index keeps to it. File names and ids stay as they are.
	 */
	bool without_personal_data;
	unsigned threads; /* that read and analyse; 0 = one for each processor; the index is the same */
};

/*
 * Reads files and folders (recursively; "-" is standard input through file descriptor 0) and brings the
 * index in `dir` up to date; makes the directory when there is none. Unchanged files are skipped by
 * content, without being read when their size, times and inode are those of the last run (all are read with `fresh`);
 * documents of vanished files are removed when their folder is given again. *stats is filled
 * even when the call fails. Bad documents are reported through `skipped` and never stop the run.
 * Errors: LOCKED, VERSION (use fresh), CORRUPT, IO, NOMEM, CANCELLED, INVALID (no such path; an index that has
 * personal data is to be without).
 */
LETA_API leta_status leta_build(const char *dir, const char *const *paths, size_t n_paths,
                                const struct leta_build_options *options,
                                struct leta_build_stats *stats, struct leta_error *err);

/* One document that a program hands in; or several: rows of a register, an archive. */
struct leta_input {
	const char *id;     /* UTF-8, not empty: of the document, and by which it is known in later runs; a row has
	                       an id of its own, or this one with ":" and its line */
	const char *name;   /* of its file, for recognising its format and for messages; NULL = the id */
	const void *bytes;  /* as in a file, not compressed: text in UTF-8 or whatever encoding files may have; one
	                       JSON object (LETA_FORMAT_JSONL) is a ready record: leta_column_info() tells its keys */
	size_t size;
	enum leta_format format;
};

/*
 * Where documents come from that are not in files. `next` fills *out, and what it points at is the caller's and is
 * used until the next call; it is called in the thread that builds. LETA_OK: a document. LETA_ERR_NOT_FOUND: there
 * are no more. LETA_ERR_CANCELLED ends the run as the callback `progress` does, any other status fails it.
 */
struct leta_source {
	const char *name; /* not empty, without "/": documents of different sources do not get in each other's way */
	leta_status (*next)(void *ctx, struct leta_input *out);
	void *ctx;
	bool whole;       /* it gives all of its documents: those of former runs that it no longer gives are removed */
	uint64_t bytes;   /* of all of them, for progress; 0 = unknown */
};

/*
 * As leta_build(), with the documents of a source; options.format is not used. Documents that are as they were in the last
 * run are passed over. A document whose id another one has replaces it. Errors: as of leta_build(), those of `next`, and
 * INVALID (a source without a name, an input without an id or bytes).
 */
LETA_API leta_status leta_build_source(const char *dir, const struct leta_source *source,
                                       const struct leta_build_options *options,
                                       struct leta_build_stats *stats, struct leta_error *err);

struct leta_forget_stats {
	size_t forgotten; /* documents that left the index */
	size_t kept;      /* documents that it has now */
};

/*
 * Removes the documents of n ids (whole ids) so that no file of the index holds anything of them:
 * the index is written anew without them, from what it holds, and every former generation is
 * removed. leta_build() keeps them out from then on. Without ids it does the same for what was
 * removed or replaced before. All or nothing; killed, the index is whole and the same call does the
 * rest. Saved searches are not the library's, and neither are a reader's open files: these go when
 * it closes the index. Errors: NOT_FOUND (no such index or id), LOCKED, VERSION, CORRUPT, IO,
 * NOMEM, INVALID.
 */
LETA_API leta_status leta_forget(const char *dir, const char *const *ids, size_t n,
                                 struct leta_forget_stats *stats, struct leta_error *err);

/* Lets leta_build() take in forgotten documents again. All or nothing. NOT_FOUND: an id that is not
 * forgotten; LOCKED, CORRUPT, IO, NOMEM. */
LETA_API leta_status leta_remember(const char *dir, const char *const *ids, size_t n,
                                   struct leta_error *err);

/* The ids that are kept out, in the order they were forgotten. CORRUPT, IO, NOMEM. */
typedef void leta_forgotten_fn(void *ctx, const char *id);
LETA_API leta_status leta_forgotten(const char *dir, leta_forgotten_fn *fn, void *ctx,
                                    struct leta_error *err);

/* Opens the current generation in `dir`. Errors: NOT_FOUND, CORRUPT, VERSION, IO, NOMEM. */
LETA_API leta_status leta_index_open(const char *dir, leta_index **out, struct leta_error *err);
LETA_API void leta_index_close(leta_index *index);

/* Number of documents; the fingerprint of the analysis and content (hex, belongs to the index). */
LETA_API size_t leta_index_size(const leta_index *index);
LETA_API const char *leta_index_fingerprint(const leta_index *index);
/* Whether it was built with leta_build_options.without_personal_data. */
LETA_API bool leta_index_without_personal_data(const leta_index *index);

/*
 * Reads one record whole, with the text of its sections. An id may be cut to any prefix that is unique.
 * Errors: NOT_FOUND, INVALID (the prefix fits several), CORRUPT.
 */
LETA_API leta_status leta_document_open(leta_index *index, const char *id, leta_document **out,
                                        struct leta_error *err);
LETA_API const struct leta_record *leta_document_record(const leta_document *document);
LETA_API void leta_document_close(leta_document *document);

/* Called for every fault that leta_check finds: what lies where, in the index directory. */
typedef void leta_fault_fn(void *ctx, const char *where, const struct leta_error *error);

struct leta_check_stats {
	size_t documents;
	uint64_t bytes;
};

/*
 * Reads everything in the index and compares it with its checksums. LETA_OK when all is whole,
 * LETA_ERR_CORRUPT when anything differs. Damage inside the engine's own files can crash the engine's
 * checker in rare cases: a careful caller runs this in a child process, as `leta check` does.
 */
LETA_API leta_status leta_check(const char *dir, leta_fault_fn *fn, void *ctx,
                                struct leta_check_stats *stats, struct leta_error *err);

LETA_END_DECLS

#endif
