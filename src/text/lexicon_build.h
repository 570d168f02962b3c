/*
 * lexicon_build.h: hunspell's word list → the bytes of a lexicon.
 */
#ifndef TEXT_LEXICON_BUILD_H
#define TEXT_LEXICON_BUILD_H

#include "base/buf.h"
#include "leta/error.h"

/* Reads sv_SE.dic and sv_SE.aff in dir. Errors: those of hunspell_read(). */
leta_status lexicon_build(const char *dir, struct buf *out, struct leta_error *err);

#endif
