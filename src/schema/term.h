/*
 * term.h: how a field's value becomes a term of the index. Indexer and query side both use it, so that they agree.
 *
 * Default text        the analyzer's term as it is
 * a field's word      prefix + term
 * a field's value     prefix + "=" + folded value (keyword fields: prefix + folded value)
 * a document's key    "Q" + id (made by the engine)
 */
#ifndef SCHEMA_TERM_H
#define SCHEMA_TERM_H

#include "base/buf.h"
#include "base/str.h"

#define TERM_HAS "XH"   /* + JSON name of a field that the document states or implies */
#define TERM_SCOPE "XS" /* + Swedish name of a section role that the document has */
#define TERM_FILE "XP"  /* + path of the file that the document was read from */

/*
 * Replaces *out by prefix + value. A term over 245 bytes is cut at a letter and ends in a hash of the whole, so
 * different values stay different.
 */
void term_make(struct buf *out, const char *prefix, struct str value);

/* The same with "=" between: the whole value of a TEXT or LIST field. */
void term_make_whole(struct buf *out, const char *prefix, struct str folded_value);

#endif
