/*
 * dictionary_maker.h: some documents of a new index → its dictionaries. The same documents in the same order make the
 * same ones.
 */
#ifndef STORE_DICTIONARY_MAKER_H
#define STORE_DICTIONARY_MAKER_H

#include <stdbool.h>

#include "leta/error.h"
#include "leta/record.h"
#include "store/dictionary.h"

struct dictionary_maker;

leta_status dictionary_maker_new(struct dictionary_maker **out, struct leta_error *err);
/* Looks at a document, which must have its texts. Once it is full, nothing more is taken. NOMEM, LIMIT. */
leta_status dictionary_maker_add(struct dictionary_maker *m, const struct leta_record *record, struct leta_error *err);
bool dictionary_maker_full(const struct dictionary_maker *m);
/* Of what was seen; of little, dictionaries that are as much smaller, or none. */
leta_status dictionary_make(struct dictionary_maker *m, struct dictionary **out, struct leta_error *err);
void dictionary_maker_free(struct dictionary_maker *m); /* accepts NULL */

#endif
