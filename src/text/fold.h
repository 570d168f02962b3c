/*
 * fold.h: when two spellings are the same: case, and accents that Swedish does not distinguish.
 *
 * å ä ö are letters and stay; é è ê … lose their marks, ø → ö, æ → ä, ü → u (one table in fold.c).
 * text_fold() is for comparing names and labels; the analyzer uses the same table for terms.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

/* Appends the folded form: lower case, foreign marks dropped, every run of blanks one blank, trimmed. */
void text_fold(struct str s, struct buf *out);

/*
 * Writes the folded form of one code point, at most TEXT_FOLD_MAX bytes, and returns how many: 0 for a mark
 * that folds away. Blanks are no concern of it.
 */
#define TEXT_FOLD_MAX 8
size_t text_fold_cp(uint32_t cp, char *out);

/* The key of one text for Swedish alphabetical order: collate.h. */
leta_status text_sort_key(struct str s, struct buf *out, struct leta_error *err);

#endif
