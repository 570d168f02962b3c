/*
 * hit.h: one hit and where the units of the query stand in it: the ground of snippets and reasons.
 */
#ifndef SEARCH_HIT_H
#define SEARCH_HIT_H

#include "leta/search.h"
#include "search/places.h"
#include "search/session.h"
#include "search/wanted.h"

struct hit {
	struct leta_index *index;
	struct view *view;
	const struct forward *forward; /* of the units' terms; whole from hit_unpack() on */
	const struct leta_record *record; /* in the view */
	const struct units *units;
	struct arena *scratch; /* for this hit only */
	enum leta_lang lang;   /* of fields' names; Swedish unless set */
	struct place *places;  /* by stream, then place */
	size_t n_places;
};

/* Finds the places of all units. wanted: of these. Errors: CORRUPT, NOMEM. */
leta_status hit_open(struct hit *h, struct leta_index *index, struct str data,
		     const struct units *units, const struct wanted *wanted, struct leta_error *err);
/* Reads the whole forward index: what stands around the places, and where in the text. */
leta_status hit_unpack(struct hit *h, struct leta_error *err);

/* Bytes of the stream's text that one occurrence covers, one mark or several, in order. */
struct hit_marks {
	struct leta_mark *items;
	size_t n, cap;
};
/* After hit_unpack(). */
leta_status hit_mark(struct hit *h, const struct place *place, struct hit_marks *out,
		     struct leta_error *err);

/* The stream in words: "titel", a field's name, a heading, or the section's role. */
const char *hit_stream_name(const struct leta_record *record, const struct forward_stream *stream,
			    enum leta_lang lang);

/* "titel, Bakgrund" or "titel 1, Bakgrund 3": where a unit stands, most first; *total = how often.
 */
leta_status hit_places_text(struct hit *h, size_t unit, bool counts, enum leta_lang lang,
			    struct buf *out, size_t *total, struct leta_error *err);

/* ---- on that ground ---- */

/* Cuts at most three snippets. Headings are those of `record`, which lies with the results, like
 * all the rest. */
leta_status snippets_cut(struct hit *h, const struct leta_record *record, struct arena *results,
			 struct leta_hit *out, struct leta_error *err);

/* Says which words stand where. docid: for their weights. */
leta_status reasons_give(struct hit *h, uint32_t docid, enum leta_lang lang, struct arena *results,
			 struct leta_hit *out, struct leta_error *err);

/* Sorts reasons by weight, the heaviest first, and by their texts. */
void reasons_sort(struct leta_reason *reasons, size_t n);

#endif
