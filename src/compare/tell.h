/*
 * tell.h: sentences about two projects: why they are comparable, and what differs. "given" is the
 * one that was asked about, "other" the hit that the sentence stands under.
 */
#ifndef COMPARE_TELL_H
#define COMPARE_TELL_H

#include "base/buf.h"
#include "compare/fact.h"

/* A reason: "samma region: Stockholm", "annan fas: genomförande". Writes nothing when the fact is
 * not known. */
void tell_reason(struct buf *out, enum leta_factor factor, const struct fact *fact,
		 const struct leta_record *given, const struct leta_record *other,
		 enum leta_lang lang);

/* A difference: "fyra gånger större budget: 2,0 mkr mot 500 tkr". Writes nothing when there is none
 * to speak of. */
void tell_difference(struct buf *out, enum leta_factor factor, const struct fact *fact,
		     const struct leta_record *given, const struct leta_record *other,
		     enum leta_lang lang);

#endif
