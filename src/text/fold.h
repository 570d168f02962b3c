/*
 * fold.h: when two spellings are the same: case, and accents that Swedish does not distinguish.
 *
 * å ä ö are letters and stay; é è ê … lose their marks, ø → ö, æ → ä, ü → u (one table in fold.c).
 * text_fold() is for comparing names and labels; the analyzer uses the same table for terms.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

/* Appends the folded form: lower case, foreign marks dropped, every run of blanks one blank, trimmed. */
void text_fold(struct str s, struct buf *out);

/* Key for Swedish alphabetical order (ICU collation "sv": å ä ö after z): compare keys by bytes. */
leta_status text_sort_key(struct str s, struct buf *out, struct leta_error *err);

#endif
