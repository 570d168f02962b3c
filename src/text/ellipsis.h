/*
 * ellipsis.h: "metod- och processtöd" also speaks of metodstöd: finds the word that was left out.
 */
#ifndef TEXT_ELLIPSIS_H
#define TEXT_ELLIPSIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/lexicon.h"
#include "text/terms.h"

/*
 * The word that a suspended hyphen waits for, "processtöd", behind a conjunction and perhaps more suspended
 * words. pos: behind the hyphen. False when none follows soon.
 */
bool ellipsis_head(struct str text, size_t pos, struct str *head);

/*
 * Writes modifier and the end of head that goes with it to room ("metod" + "stöd") and returns them; empty
 * when head is no compound and no word of the lexicon comes of any of its ends.
 */
struct str ellipsis_rebuild(const struct lexicon *lexicon, struct text_terms *terms, struct str modifier,
                            struct str head, char *room, size_t size);

#endif
