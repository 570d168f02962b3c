/*
 * personal.h: a record without the personal data of its contact persons.
 */
#ifndef RECORD_PERSONAL_H
#define RECORD_PERSONAL_H

#include "base/arena.h"
#include "leta/error.h"
#include "leta/record.h"

/*
 * Copies a record without its personal fields (leta_field_info.personal); in its texts "…" stands for each name of a
 * contact person, each e-mail address and each telephone number (persons.h). Ids, paths and what is no text stay, and
 * places in the texts keep pointing at the same. The copy lies in the arena and points into the record. NOMEM, LIMIT.
 */
leta_status record_without_persons(const struct leta_record *record, struct arena *arena, struct leta_record *out,
                                   struct leta_error *err);

#endif
