/*
 * build.h: making a struct leta_record in an arena, one value at a time. Every reader uses it, so that presence,
 * provenance and flags mean the same everywhere.
 *
 * Functions that store return false when memory or the arena's limit is used up; record_builder_status()
 * says which, once, at the end.
 */
#ifndef RECORD_BUILD_H
#define RECORD_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"
#include "leta/record.h"

struct record_builder {
	struct arena *arena;
	struct leta_record *record;
	size_t sections_cap, pages_cap, lessons_cap, references_cap, related_cap;
	size_t items_cap[LETA_FIELD_COUNT];
	bool draft; /* of the source: see read.h */
};

bool record_builder_init(struct record_builder *b, struct arena *arena);
leta_status record_builder_status(const struct record_builder *b, struct leta_error *err);

/*
 * Sets or appends a value. One-value fields keep the first value that is known (a later one is ignored); list
 * fields collect, without repeats. An empty (trimmed) text makes the field known to be empty unless it has
 * a value. Runs of blanks become one blank, except in ids and paths.
 */
bool record_add_text(struct record_builder *b, enum leta_field_id id, struct str text, unsigned line);
bool record_add_number(struct record_builder *b, enum leta_field_id id, int64_t number, struct str text,
                       unsigned line);
/* The same for a value that the document does not state itself. */
bool record_infer_text(struct record_builder *b, enum leta_field_id id, struct str text,
                       double confidence, struct str from, unsigned page);
bool record_infer_number(struct record_builder *b, enum leta_field_id id, int64_t number,
                         double confidence, struct str from, unsigned page);

/* A quality flag with an optional detail: "phase_contradicts_title", "Genomförande vs Förstudie". */
bool record_flag(struct record_builder *b, const char *flag, struct str detail);

/* Boilerplate taken out; repeats are kept once. */
bool record_strip(struct record_builder *b, struct str line);

/* Appends a section (its text is copied); returns it for the reader to complete, or NULL. */
struct leta_section *record_add_section(struct record_builder *b, struct str heading, struct str text,
                                        unsigned line);

#endif
