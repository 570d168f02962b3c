/*
 * quality.h: the flags that tell what is amiss in a document, with their Swedish names for people.
 */
#ifndef SCHEMA_QUALITY_H
#define SCHEMA_QUALITY_H

#include "base/str.h"

/* The flag at the start of a quality value: "phase_contradicts_title: …" → "phase_contradicts_title". */
struct str quality_flag(struct str value);

/* The Swedish name of a flag ("trunkerad"), or NULL when it has none. Static storage. */
const char *quality_swedish(struct str flag);

#endif
