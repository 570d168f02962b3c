/*
 * plain.h: text from documents made safe for a person's terminal, and measured in columns.
 *
 * A document may hold escape sequences and characters that reorder a line; neither may reach a
 * terminal. Machine formats (JSON, CSV) escape by their own rules and do not use this.
 */
#ifndef PRESENT_PLAIN_H
#define PRESENT_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* False for control characters, marks that set the direction of text, and line separators. */
bool plain_allows(uint32_t cp);

/* Columns that a character takes on a terminal: 0, 1 or 2. */
unsigned plain_columns(uint32_t cp);

/* Columns of a text, counting only what plain_append() would write. */
unsigned plain_width(struct str s);

/* Appends s as one line: blanks, tabs and line feeds become one blank each, what is not allowed is
 * left out. */
void plain_append(struct buf *out, struct str s);

/* The same cut to so many columns: "Länsstyrelsen i Stock…". */
void plain_append_cut(struct buf *out, struct str s, unsigned columns);

#endif
