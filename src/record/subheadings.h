/*
 * subheadings.h: headings inside sections that only their words give away.
 */
#ifndef RECORD_SUBHEADINGS_H
#define RECORD_SUBHEADINGS_H

#include "base/map.h"
#include "record/build.h"

/*
 * Infers SUBHEADING from the text of all sections: "… i rummet. Studieresa till Skottland En
 * studieresa …". `common`: see word_common(). False: out of memory.
 */
bool subheadings_infer(struct record_builder *b, const struct map *common);

#endif
