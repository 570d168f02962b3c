/*
 * forward_pick.h: the tokens of a few terms of a document, without unpacking the rest.
 *
 * Tests inside a match and the ranking of passages ask hundreds of documents where a question's words
 * stand, and need nothing else of them.
 */
#ifndef STORE_FORWARD_PICK_H
#define STORE_FORWARD_PICK_H

#include "store/forward.h"

/*
 * Decodes all streams, and of their tokens those of the given terms, which are sorted and distinct. `out` has
 * those of the terms that the document has. A token has term, position, reach and `colocated`; where it stands in
 * the text and what it is, only forward_decode() tells. All lies in the arena. CORRUPT when the bytes are not a
 * forward index as far as they were read.
 */
leta_status forward_pick(struct str bytes, const struct str *terms, size_t n, struct arena *arena,
			 struct forward *out, struct leta_error *err);

#endif
