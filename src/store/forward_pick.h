/*
 * forward_pick.h: the tokens of a few terms of a document, without unpacking the rest.
 *
 * Tests inside a match and the ranking of passages ask hundreds of documents where a question's words
 * stand, and need nothing else of them.
 */
#ifndef STORE_FORWARD_PICK_H
#define STORE_FORWARD_PICK_H

#include "store/forward.h"

#define FORWARD_GROUPS_MAX 16

/*
 * Terms of which a document needs some near each other to be of interest. groups: of each term, the groups that it
 * stands for, a bit each; all: the bits of all groups, at most FORWARD_GROUPS_MAX; 0: any document is of interest. What
 * is looked for has a term of each group; its first and last lie at most `span` positions apart, and `joints` times as
 * many more as a token reaches.
 */
struct forward_wish {
	const struct str *terms; /* sorted and distinct */
	const uint32_t *groups;
	size_t n;
	uint32_t all;
	uint32_t span, joints;
};

/*
 * Decodes all streams, and of their tokens those of the given terms. `out` has those of the terms that the document
 * has. A token has term, position, reach and `colocated`, and its kind when it is joined; what else it is, and where it
 * stands in the text, only forward_decode() tells. All lies in the arena. Where terms of all groups are surely nowhere
 * near each other, `out` has no streams. CORRUPT when the bytes are not a forward index as far as they were read.
 */
leta_status forward_pick(struct str bytes, const struct forward_wish *wish, struct arena *arena,
			 struct forward *out, struct leta_error *err);

#endif
