/*
 * stem.h: the stem of a Swedish word, by the Snowball rules for Swedish (M. F. Porter,
 * https://snowballstem.org/algorithms/swedish/stemmer.html) as they stood until Snowball 2.2.
 *
 * Later versions of libstemmer have other rules ("-et", "-öst"). These stay as they are, so that an index is read with
 * the stems that it was made with, on any system.
 */
#ifndef TEXT_STEM_H
#define TEXT_STEM_H

#include "base/str.h"

/* The stem of a word in small letters (valid UTF-8): a beginning of the word itself, empty when the word is. */
struct str text_stem(struct str word);

#endif
