/*
 * charset.h: which encoding some bytes are in, and their way to UTF-8.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

/*
 * *encoding gets the IANA name, static storage; *bom the length of the byte order mark (0: none).
 * "UTF-8" is the answer for valid UTF-8 and for UTF-8 with some damage. Errors: NOMEM.
 */
leta_status text_charset_detect(struct str bytes, const char **encoding, size_t *bom,
                                struct leta_error *err);

/*
 * Appends the bytes as valid UTF-8; a sequence that is not valid becomes U+FFFD and adds one to *replaced.
 * encoding: from text_charset_detect(). Errors: NOMEM, LIMIT, INTERNAL (ICU lacks the encoding).
 */
leta_status text_charset_convert(struct str bytes, const char *encoding, struct buf *out,
                                 size_t *replaced, struct leta_error *err);

#endif
