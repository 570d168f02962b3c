/*
 * mojibake.h: UTF-8 that was read as windows-1252 (or ISO-8859-1) and encoded again: "Ã¥" for "å".
 */
#ifndef TEXT_MOJIBAKE_H
#define TEXT_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends valid UTF-8 with the double-encoded sequences decoded once; returns how many there were. Text
 * that was encoded three times over needs another pass. Failures stick in out.
 */
size_t text_mojibake_repair(struct str s, struct buf *out);

#endif
