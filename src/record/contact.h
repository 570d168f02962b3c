/*
 * contact.h: the contact person that a text states in a block: a label, a name, what the person is, an e-mail
 * address, a telephone number; on one line or on a few short ones.
 *
 * A block is taken whole or not at all, so nothing of it is lost: it has one name, an address or a number, and else
 * only what can be somebody's role or place of work.
 */
#ifndef RECORD_CONTACT_H
#define RECORD_CONTACT_H

#include <stdbool.h>

#include "base/str.h"
#include "record/build.h"
#include "record/transcript.h"

/*
 * Fills the contact fields from the value of a label, "Anna Ek, Ekby kommun, 070-123 45 67, anna@ekby.se", when all
 * of it is a contact; else *taken is false. False: no memory.
 */
bool contact_add(struct record_builder *b, struct str value, unsigned line, bool *taken);

/* The value of a telephone number, as written and as digits. False: no memory. */
bool contact_add_phone(struct record_builder *b, struct str value, unsigned line);

/*
 * Fills the contact fields from the first block of a text that has one, unless they are filled, and makes blanks of its
 * lines in a copy of the text. header: lines that the header of a page can have (esf_label.h) are left to it, where it
 * can stand. Several contacts in a row are a list of people, not the document's contact. False: no memory.
 */
bool contact_take(struct record_builder *b, struct stretch *body, bool header);

#endif
