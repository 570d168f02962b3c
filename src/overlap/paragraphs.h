/*
 * paragraphs.h: the documents of an index, and their paragraphs, one at a time.
 */
#ifndef OVERLAP_PARAGRAPHS_H
#define OVERLAP_PARAGRAPHS_H

#include "base/arena.h"
#include "leta/overlap.h"
#include "search/session.h"

struct paragraph {
	uint64_t hash; /* of its words: signs, case and blanks make no difference */
	uint32_t section, number; /* number: from 1 */
	uint32_t words;
	struct str text;
};

typedef leta_status paragraph_fn(void *ctx, const struct paragraph *p, struct leta_error *err);

/* Every paragraph of LETA_OVERLAP_WORDS words and more in a record that has its texts. */
leta_status paragraphs_each(const struct leta_record *record, paragraph_fn *fn, void *ctx,
			    struct leta_error *err);

/* A stored document with its texts, from its entry. CORRUPT, NOMEM, LIMIT. */
leta_status paragraphs_record(struct leta_index *index, struct store_address address,
			      struct arena *arena, struct leta_record *out, struct leta_error *err);

/* Where a paragraph stands; copies lie in the arena. NOMEM, LIMIT. */
leta_status paragraphs_place(const struct leta_record *record, const struct paragraph *p,
			     struct arena *arena, struct leta_overlap_place *out,
			     struct leta_error *err);

#endif
