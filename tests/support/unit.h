/*
 * unit.h: what every unit test program includes before anything else: cmocka with its
 * prerequisites, and assertions on struct str.
 */
#ifndef SUPPORT_UNIT_H
#define SUPPORT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* s is exactly the bytes of the literal. */
#define assert_str(s, literal)                                                                     \
	do {                                                                                       \
		struct str assert_str_ = (s);                                                      \
		assert_int_equal(assert_str_.len, sizeof(literal) - 1);                            \
		assert_memory_equal(assert_str_.ptr, literal, sizeof(literal) - 1);                \
	} while (0)

#endif
