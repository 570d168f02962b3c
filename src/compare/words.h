/*
 * words.h: what a document says in its own words: how much it uses each of its terms.
 *
 * Left out: the horizontal sections that every page has, title pages, contents and sources, copied
 * sections, fields other than title and objective, stop words, numbers, codes and addresses. A word
 * counts by its section's weight, a part of a compound and a joined form less, because the word
 * itself is counted too.
 */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "leta/record.h"
#include "search/view.h"
#include "store/forward.h"

struct words {
	const struct leta_record *record;
	const struct forward *forward;
	double *uses;  /* of each of the forward index's terms; 1 = one word of plain text */
	double length; /* the sum of them */
	size_t n;      /* terms that are used */
};

/* NOMEM, LIMIT. */
leta_status words_of(const struct leta_record *record, const struct forward *forward,
		     struct arena *arena, struct words *out, struct leta_error *err);

/* Whether a stream is part of what the document says, and what one word of it counts. */
double words_stream_worth(const struct leta_record *record, const struct forward_stream *stream);

/*
 * Which terms are names: written with a capital letter where a sentence does not begin. One flag
 * for each of the forward index's terms. CORRUPT, NOMEM.
 */
leta_status words_names(struct view *view, const struct words *words, struct arena *arena,
			bool **out, struct leta_error *err);

#endif
