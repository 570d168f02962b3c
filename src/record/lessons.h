/*
 * lessons.h: "Lärdom: …" in a report's text → stretches that state a lesson learnt.
 */
#ifndef RECORD_LESSONS_H
#define RECORD_LESSONS_H

#include "base/map.h"
#include "record/build.h"

/*
 * Marks the lessons in all sections of the record. A lesson ends where the next one, a paragraph,
 * something that looks like a heading (see word_title_end(); `common` may be NULL) or the section
 * begins or ends. In a section that is headed so, each paragraph is one. False: out of memory.
 */
bool lessons_mark(struct record_builder *b, const struct map *common);

#endif
