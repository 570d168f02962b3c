/*
 * collate.h: Swedish alphabetical order (ICU collation "sv": å ä ö after z) for many texts: keys that are compared by
 * bytes. One collator per thread.
 */
#ifndef TEXT_COLLATE_H
#define TEXT_COLLATE_H

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

struct collator;

leta_status collate_open(struct collator **out, struct leta_error *err); /* INTERNAL, NOMEM */
void collate_close(struct collator *c);                                  /* accepts NULL */

/* Appends the key of a text; no byte of it is NUL. Errors: LIMIT, INTERNAL, NOMEM. */
leta_status collate_key(struct collator *c, struct str s, struct buf *out, struct leta_error *err);

#endif
