/*
 * transcript.h: the steps that make a record of a transcript: a report that a site turned from PDF
 * into text.
 *
 * The site's own lines around the report and its tail of foreign teasers are cut off first, then
 * the report is cut into pages, their running heads are taken off, and what is left becomes one
 * text (struct outline) in which headings are found. Each step is a file; read_transcript.c runs
 * them.
 */
#ifndef RECORD_TRANSCRIPT_H
#define RECORD_TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/str.h"
#include "record/build.h"
#include "record/outline.h"
#include "record/pages.h"

/* A stretch of the file with the line that it begins on, and the title that the site gives it. */
struct stretch {
	struct str text;
	unsigned line;
	struct str title; /* empty: none */
	size_t n_teasers; /* "Läs mer" blocks cut off its end */
};

/*
 * transcript_site.c: takes the site's lines off the start of a transcript (kept in STRIPPED) and
 * sets LAYOUT. *body is the rest.
 */
bool transcript_strip_site(struct record_builder *b, struct str text, struct stretch *body);

/* Whether at least two lines of one site stand at the top of a text. */
bool transcript_has_site(struct str text);

/* transcript_tail.c: cuts off the teasers for other documents and lists them as related. */
bool transcript_cut_tail(struct record_builder *b, struct stretch *body);
bool transcript_add_related(struct record_builder *b, struct str title, struct str excerpt,
			    unsigned line);

/* transcript_heads.c: takes off phrases that most pages begin or end with; lists them as stripped.
 */
bool transcript_strip_heads(struct record_builder *b, struct pages *pages);

/*
 * transcript_photo.c: copies text without its photo credits ("Foto Maria Bredin") into the arena.
 * `credits` counts the names; *out is text itself when it has none.
 */
bool transcript_strip_photos(struct arena *arena, struct str text, const struct map *common,
			     struct map *credits, struct str *out);

/*
 * transcript_contents.c: finds the table of contents and the headings that it lists, and adds both
 * to the outline. Titles of pages that the text does not reach become MISSING_SECTION. *found: it
 * guided the outline.
 */
bool transcript_use_contents(struct record_builder *b, struct outline *outline, bool *found);

/* What a title page says that is no field yet. Empty: it does not say so. */
struct transcript_front {
	struct str office;  /* "Förvaltning: …": the part of the organisation that the report comes from */
	struct str project; /* "Projektnamn: …" */
};

/* transcript_front.c: "Version: 1.0 Ansvarig: …" on one of the first pages → fields and *out. */
bool transcript_read_front(struct record_builder *b, struct str text, unsigned line,
			   struct transcript_front *out);

#endif
