/*
 * made.h: the words that several analyzers have made terms of, so that none makes again what another has made.
 *
 * They may look and put at any time, each in a thread of its own. It takes as many words as it has room for, and then
 * no more; it never changes a result.
 */
#ifndef TEXT_MADE_H
#define TEXT_MADE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct made;

struct made *made_new(void); /* NULL: out of memory */
void made_free(struct made *m); /* accepts NULL */

void made_ask(const struct made *m, uint64_t hash); /* it will be looked for soon */
/*
 * The next entry that was put with a hash, from *i on, which begins with 0: empty when there is none. Entries never
 * change.
 */
struct str made_next(const struct made *m, uint64_t hash, size_t *i);
void made_put(struct made *m, uint64_t hash, struct str entry);

#endif
