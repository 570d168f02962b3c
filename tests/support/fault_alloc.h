/*
 * fault_alloc.h: makes the n-th memory allocation of this process fail, so that a test can walk
 *through every out-of-memory path of an operation:
 *
 *	for (unsigned long n = 1;; n++) {
 *		fault_alloc_arm(n);
 *		status = operation();
 *		if (!fault_alloc_disarm())
 *			break;                  (the operation needs fewer than n allocations: all
 *done) assert_int_equal(status, LETA_ERR_NOMEM);
 *	}
 *
 * Linking fault_alloc.c into a test program is all it takes: its malloc, calloc, realloc and
 *aligned variants take the place of the C library's for the whole process, also for the shared
 *libraries below us (zlib, ICU, Xapian …) and for C++ operator new, which calls malloc and then
 *throws std::bad_alloc. No LD_PRELOAD and no linker flag is needed, and it works under
 *-fsanitize=address,undefined too. Assertions that allocate belong after fault_alloc_disarm(). For
 *one thread only.
 */
#ifndef SUPPORT_FAULT_ALLOC_H
#define SUPPORT_FAULT_ALLOC_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The n-th allocation from now (1 is the next one) returns NULL with ENOMEM; those after it
 * succeed. */
void fault_alloc_arm(unsigned long n);

/* Allocations succeed again. True when one has failed since fault_alloc_arm(). */
bool fault_alloc_disarm(void);

/* Allocations since the last fault_alloc_arm(). */
unsigned long fault_alloc_count(void);

#ifdef __cplusplus
}
#endif

#endif
