/*
 * facts.h: what a report's prose implies about its fund, place, period, decisions and owner.
 */
#ifndef RECORD_FACTS_H
#define RECORD_FACTS_H

#include <stdbool.h>

#include "base/map.h"
#include "record/build.h"

struct facts_options {
	const struct map *common; /* see word_common() */
	struct str office; /* part of the owner's organisation, from the title page; may be empty */
	bool digits_unreliable; /* years and numbers may have got lost: less confidence */
};

/* What kind of report a title says it is: "slutrapport", "förstudie" … "rapport"; NULL when none.
 * Static storage. */
const char *facts_report_type(struct str title);

/*
 * Infers fields that the record does not state, from its sections, each with confidence and
 * evidence. Needs the sections and page anchors. False: out of memory.
 */
bool facts_infer(struct record_builder *b, const struct facts_options *options);

#endif
