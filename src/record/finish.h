/*
 * finish.h: the parts of record_finish() that have a file of their own.
 */
#ifndef RECORD_FINISH_H
#define RECORD_FINISH_H

#include "record/build.h"

/*
 * Flags paragraphs of at least 200 characters that stand in two sections: copied_section when they
 * are equal, near_copy when most of their word pairs are. A section of which most is copied from an
 * earlier one gets `copied`.
 */
bool record_find_copies(struct record_builder *b);

/* The organisation behind the contact's e-mail domain, when the owner as written does not name it.
 */
bool record_infer_owner(struct record_builder *b);

#endif
