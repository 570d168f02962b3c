/*
 * present.h: results → bytes: the one walk over a search's results, and its back-ends.
 *
 * A client of the public API. Results may come in several portions (pages of one long search):
 *   present_begin(first); present_hits(first); present_hits(second) …; present_end(first)
 * Escaping lives in the back-ends, nowhere else. src/present/README.md holds the JSON schemas.
 */
#ifndef PRESENT_PRESENT_H
#define PRESENT_PRESENT_H

#include "base/json.h"
#include "leta/index.h"
#include "leta/search.h"
#include "present/flow.h"
#include "present/sink.h"

/* The version of every JSON object that leta writes: {"leta": 1, …}. Keys are added, never changed.
 */
#define PRESENT_JSON_VERSION 1

struct presenter;

struct present_backend {
	const char *format; /* as in --format */
	void (*begin)(struct presenter *p, const struct leta_results *results);
	void (*hit)(struct presenter *p, const struct leta_hit *hit);
	void (*end)(struct presenter *p, const struct leta_results *results);
	bool whole_records; /* its hits need records with the text of their sections */
	bool collapses;     /* tells a hit's copies; the others list every document */
};

extern const struct present_backend present_text, present_json, present_jsonl, present_csv,
	present_bibtex, present_ris;

struct presenter {
	const struct present_backend *backend;
	struct sink *sink;
	struct present_style style;
	const char *const *facet_names; /* what each facet asked for is called in the output */
	const char *date;    /* when the search was made, ISO 8601 with its zone; NULL = unknown */
	const char *program; /* that made it, "leta 0.1.0"; NULL = unknown */
	const struct leta_results *head; /* of present_begin(): what the hits belong to */
	struct json json;
	size_t shown; /* hits written */
};

/* All the fields that a presenter is made with are the caller's and must outlive it. */
/* results must live until present_end(). */
void present_begin(struct presenter *p, const struct leta_results *results);
/* False when nothing more can be written: the caller may stop searching. */
bool present_hits(struct presenter *p, const struct leta_results *results);
bool present_hit(struct presenter *p, const struct leta_hit *hit);
void present_end(struct presenter *p, const struct leta_results *results);

/* What every answer to a question says: in text how many hits and which further words; in JSON two members. */
void present_head(struct buf *out, const struct leta_results *results,
		  const struct present_style *style);
/* How a query takes or leaves what has a value, and finds what lacks one: two restrictions in a
 * sentence. Nothing is written when one is NULL or both are the same. */
void present_way_on(struct buf *out, const char *with, const char *unknown, unsigned indent,
		    const struct present_style *style);
void present_understood(struct json *j, const struct leta_results *results);
void present_notices(struct json *j, const struct leta_results *results);

/* One whole record: as a sheet to read, or as JSON. */
void present_record_text(struct sink *sink, const struct leta_record *record,
			 const struct present_style *style);
void present_record_json(struct sink *sink, const struct leta_record *record);

#endif
