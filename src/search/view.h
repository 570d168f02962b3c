/*
 * view.h: one stored document, each part of it read when it is first asked for.
 */
#ifndef SEARCH_VIEW_H
#define SEARCH_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"
#include "leta/record.h"
#include "store/blob.h"
#include "store/forward_pick.h"
#include "store/store.h"
#include "text/analyzer.h"

struct view;

struct view *view_new(void); /* NULL: out of memory */
void view_free(struct view *v);

/* Forgets the document and takes another one: its bytes, which must stay, and where they came from.
 */
void view_set(struct view *v, struct blob blob, uint64_t address, struct text_analyzer *analyzer);
/* The same, with a document of the store. Errors: CORRUPT, IO, NOMEM: then the view has none. */
leta_status view_read(struct view *v, struct store_reader *store, struct store_address address,
		      struct text_analyzer *analyzer, struct leta_error *err);
uint64_t view_address(const struct view *v); /* UINT64_MAX: none */
/* Whether memory ran out while it was read: nothing more can be read before the next view_set(). */
bool view_failed(const struct view *v);
size_t view_size(const struct view *v);      /* bytes that it takes in the store */

/* What is handed out belongs to the view and lives until the next view_set(). */
leta_status view_forward(struct view *v, const struct forward **out, struct leta_error *err);
/* The tokens of some terms, without reading the rest (store/forward_pick.h); they lie in the arena. */
leta_status view_pick(const struct view *v, const struct forward_wish *wish, struct arena *arena,
		      struct forward *out, struct leta_error *err);
leta_status view_record(struct view *v, const struct leta_record **out, struct leta_error *err);
/* The record in memory of the caller. */
leta_status view_copy_record(struct view *v, struct arena *arena, struct leta_record *out,
			     struct leta_error *err);
leta_status view_section_text(struct view *v, size_t section, struct str *out,
			      struct leta_error *err);

/* The text that a stream's offsets refer to. */
leta_status view_stream_text(struct view *v, const struct forward_stream *stream, struct str *out,
			     struct leta_error *err);

/* The headings, analysed as texts of their own: a stream each, FORWARD_SECTION with the section's
 * number. */
leta_status view_headings(struct view *v, const struct forward **out, struct leta_error *err);

/* ---- places in a record ---- */

/* The page of a byte of a section; 0 = the document has no pages. */
unsigned view_page_of(const struct leta_record *record, size_t section, size_t offset);

/* A section's heading, or NULL when it has none; a field's name for people. */
const char *view_stream_name(const struct leta_record *record, const struct forward_stream *stream,
			     enum leta_lang lang);

#endif
