/*
 * fail_alloc.h: makes the n-th allocation of this program fail, in C and in C++.
 *
 * Linking it in replaces malloc and its siblings for libxapian, libstdc++ and zlib too; under
 * AddressSanitizer, which needs malloc for itself, only operator new. Syncing is switched off, for
 * speed: no power is cut here.
 */
#ifndef FAIL_ALLOC_H
#define FAIL_ALLOC_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* From now on the nth allocation fails (1 = the next), and when `on` all after it. */
void fail_alloc_arm(long nth, bool on);
/* Ends it. Returns how many allocations there were since it began. */
long fail_alloc_disarm(void);

#ifdef __cplusplus
}
#endif

#endif
