/*
 * saved.h: saved searches: a query under a name, and what it found when it was last looked at.
 *
 * A client of the public API. A saved search is one file, DIR/saved/NAME.search, beside the index's
 * generations, so that it outlives a rebuild. It is text, one item a line:
 *
 *   leta saved 2                    1: the same, but contents had other hashes
 *   query TAB …        as written, with \t \n \\ for tab, line feed and backslash
 *   options TAB …      mode, then "exact" and "broad" when they are set, by blanks
 *   saved TAB date TAB fingerprint     when it was saved, and on which index
 *   looked TAB date TAB fingerprint    the same of the last look
 *   seen TAB hash TAB id               a hit: its content's hash (16 hex digits) and id
 *   ignored TAB id                     a document never to be told of again
 *   end TAB hash                       FNV-1a of all bytes before this line
 *
 * It is replaced whole, never changed in place, and read only when the last line is right.
 */
#ifndef SAVED_SAVED_H
#define SAVED_SAVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "leta/error.h"
#include "leta/search.h"

#define SAVED_HITS_MAX 100000   /* of one search */
#define SAVED_IGNORED_MAX 10000 /* of one search */
#define SAVED_MAX 1000          /* searches of one index */
#define SAVED_NAME_MAX 64       /* bytes of a name */

struct saved_hit {
	const char *id;
	uint64_t content; /* leta_hit.content when it was seen; 0: not known */
};

/* When something was done, and on which index. */
struct saved_look {
	const char *date, *index;
};

/* All in one arena, the reader's. */
struct saved {
	const char *query;
	enum leta_mode mode;
	bool exact, broad;
	struct saved_look saved, looked;
	struct saved_hit *seen;
	size_t n_seen;
	const char **ignored;
	size_t n_ignored;
};

/* ---- files ---- */

/* INVALID unless the name is letters, digits, "-", "_" and ".", not first "-" or ".", and short. */
leta_status saved_check_name(const char *name, struct leta_error *err);

/*
 * The right to change one saved search of the index in dir, until it is given back or the process
 * ends; makes DIR/saved. LOCKED when another process has it; IO.
 */
struct saved_lock;
leta_status saved_lock(const char *dir, const char *name, struct saved_lock **out,
		       struct leta_error *err);
void saved_unlock(struct saved_lock *lock); /* accepts NULL */

/* Errors: NOT_FOUND (no search of that name), CORRUPT (damaged: nothing of it is used), IO, NOMEM. */
leta_status saved_read(const char *dir, const char *name, struct arena *arena, struct saved *out,
		       struct leta_error *err);
/* Replaces or makes the file, whole and durably. Call it with the lock. IO, NOMEM, LIMIT. */
leta_status saved_write(const char *dir, const char *name, const struct saved *saved,
			struct leta_error *err);
/* NOT_FOUND, IO. Call it with the lock, which then must be given back. */
leta_status saved_delete(const char *dir, const char *name, struct leta_error *err);

/* The names in the order of their bytes. None when nothing was ever saved. LIMIT, IO, NOMEM. */
leta_status saved_list(const char *dir, struct arena *arena, const char ***names, size_t *n,
		       struct leta_error *err);

/*
 * Takes the ids out of every saved search's lists. *changed = how many searches named one. A damaged
 * one is CORRUPT, after the others were done; LOCKED, IO, NOMEM, LIMIT.
 */
leta_status saved_forget(const char *dir, const char *const *ids, size_t n, size_t *changed,
			 struct leta_error *err);

/* ---- the text of a file, for tests ---- */

void saved_encode(const struct saved *saved, struct buf *out);
/* False when text is not what saved_encode() writes, or the arena failed. Points into the arena. */
bool saved_decode(struct str text, struct arena *arena, struct saved *out);

/* ---- what is new ---- */

/* The query that a saved search asks. */
struct leta_query saved_query(const struct saved *saved);

/* All hits of the search now, into *hits in the order of their rank. LIMIT: over SAVED_HITS_MAX. */
leta_status saved_find(leta_index *index, const struct saved *saved, struct arena *arena,
		       struct saved_hit **hits, size_t *n, struct leta_error *err);

enum saved_news { SAVED_OLD, SAVED_IGNORED, SAVED_NEW, SAVED_CHANGED };

static inline bool saved_is_news(enum saved_news news)
{
	return news == SAVED_NEW || news == SAVED_CHANGED;
}

/* Compares: news[i] says what hits[i] is. *n_news = how many are new or changed. */
leta_status saved_compare(const struct saved *saved, const struct saved_hit *hits, size_t n,
			  struct arena *arena, enum saved_news **news, size_t *n_news,
			  struct leta_error *err);

/* The hits are what was seen last; an ignored one is not, so that it is new when it is not ignored
 * any more. hits are moved within their array and kept. */
void saved_remember(struct saved *saved, struct saved_hit *hits, size_t n,
		    const enum saved_news *news, struct saved_look look);

/* Adds an id to the ignored, where it may stand already, or takes one away. LIMIT, NOMEM; NOT_FOUND:
 * an id to be taken away was not ignored. */
leta_status saved_ignore(struct saved *saved, struct arena *arena, const char *id,
			 struct leta_error *err);
leta_status saved_unignore(struct saved *saved, const char *id, struct leta_error *err);

#endif
