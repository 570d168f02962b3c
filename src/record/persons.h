/*
 * persons.h: the contact persons of a document: their names, and where names, e-mail addresses and telephone numbers
 * stand in a text.
 *
 * Names are learnt from contact fields, from what follows labels ("Kontaktperson: …") and from addresses that are made
 * of a name (anna.ek@…) which the text has too. They are compared without case and accents, forwards and backwards.
 * Names of organisations and places are not taken for persons.
 */
#ifndef RECORD_PERSONS_H
#define RECORD_PERSONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct persons;

struct persons_span {
	size_t start, end; /* bytes */
};

/* In the arena; NULL when it is used up, as all that follows tell by false. */
struct persons *persons_new(struct arena *arena);

/* Whether a text is somebody's name by its looks, and nothing else. *failed: out of memory; else it stays. */
bool persons_is_name(struct str text, bool *failed);

/* Learns the names in the value of a contact field: "Anna Ek", "Ek, Anna; Bo Alm". */
bool persons_learn(struct persons *p, struct str value);

/* Learns the names in a text. Call it for all texts of a document, twice: an address may stand before its name. */
bool persons_learn_text(struct persons *p, struct str text);

/*
 * Where the text has something personal: addresses, numbers, known names, surnames of these alone, and a name just
 * before an address or number. *out: in order, without overlaps, in the arena.
 */
bool persons_find(struct persons *p, struct str text, struct persons_span **out, size_t *n);

#endif
