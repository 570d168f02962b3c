/*
 * fake_env.h: an analysis and an index of a few words, for tests of expansion and planning. Words
 * are split at blanks and hyphens; "-en", "-ar" and "-s" are endings; two compounds are known;
 * "att" and "i" are stop words.
 */
#ifndef TESTS_QUERY_FAKE_ENV_H
#define TESTS_QUERY_FAKE_ENV_H

#include "query/expand.h"

struct expand_env fake_env(void);

#endif
