/*
 * capture.h: what a presenter wrote, as a string. Does not include present.h, whose JSON writer has
 * names in common with the JSON library that the tests read with.
 */
#ifndef PRESENT_CAPTURE_H
#define PRESENT_CAPTURE_H

#include <stdbool.h>

#include "leta/search.h"
#include "present/flow.h"

/* Presents results in a format of --format and returns the bytes; free() them. */
char *capture_results(const char *format, const struct leta_results *results,
		      struct present_style style);
char *capture_record(const struct leta_record *record, bool json, struct present_style style);

#endif
