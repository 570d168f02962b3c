/*
 * session.h: an open index, and the documents that were looked at last. Private to src/search.
 *
 * One arena, one analyzer, one reader of each kind; used by one thread at a time. A test that the
 * engine makes cannot fail, so its errors are kept here and returned when the match is done.
 */
#ifndef SEARCH_SESSION_H
#define SEARCH_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"
#include "leta/index.h"
#include "query/expand.h"
#include "search/frequency.h"
#include "search/view.h"
#include "store/generation.h"
#include "store/store.h"
#include "text/analyzer.h"
#include "text/learned.h"

#define SESSION_VIEWS 4
#define SESSION_FINGERPRINT_MAX 128
#define SESSION_ID_MAX 256

/*
 * What the tests of one question may read, in bytes of the documents tested, each time that one is: about a second.
 * It is counted, not timed, so that a question has the same answer on every machine.
 */
#define SESSION_WORK_MAX ((uint64_t)256 << 20)
#define SESSION_TEST_WORK 512 /* of a test, whatever the document's size */

struct leta_index {
	char generation[GENERATION_PATH_MAX];
	char fingerprint[SESSION_FINGERPRINT_MAX];
	struct engine_reader *engine;
	struct store_reader *store;
	struct text_analyzer *analyzer;
	struct learned *learned; /* compounds */
	uint32_t documents;
	bool without_persons;
	struct view *views[SESSION_VIEWS]; /* made when needed; the oldest is used again */
	unsigned next_view;
	struct frequencies *frequencies;
	struct arena *scratch; /* of one test, or of one hit */
	uint64_t work;         /* bytes that the tests of one question have read */
	leta_status fault;     /* of a test inside a match */
	struct leta_error fault_error;
};

/* The view of a document from its engine data. It is valid until SESSION_VIEWS others have been
 * asked for. */
leta_status session_view(struct leta_index *index, struct str data, struct view **out,
			 struct leta_error *err);

/* A document's engine key, and its number in this snapshot. */
struct session_key {
	char id[SESSION_ID_MAX];
	uint32_t docid;
};

/*
 * Finds a document by its id or a unique beginning of it, and hands its engine data to fn.
 * NOT_FOUND; INVALID (the beginning fits several).
 */
leta_status session_find(struct leta_index *index, const char *id, struct session_key *out,
			 engine_bytes_fn *fn, void *ctx, struct leta_error *err);

/* The index as expansion sees it. */
struct expand_env session_env(struct leta_index *index);

/* The BM25 parameters: Robertson & Zaragoza 2009, §3.2; k1 = 1 in units of wdf (plain text is 4).
 */
struct engine_bm25 session_bm25(void);

#endif
