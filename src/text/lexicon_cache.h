/*
 * lexicon_cache.h: a folder that keeps the expanded word list, so that it is expanded once for all indexes.
 */
#ifndef TEXT_LEXICON_CACHE_H
#define TEXT_LEXICON_CACHE_H

#include "text/lexicon.h"

/*
 * As lexicon_open() of a folder with hunspell's files, but takes the lexicon made of just these files before from the
 * folder `cache`, or leaves it there for the next time and removes older ones. The folder is made when it is missing.
 * One that cannot be used is no error: the list is then expanded.
 */
leta_status lexicon_open_cached(const char *path, const char *cache, struct lexicon **out, struct leta_error *err);

#endif
